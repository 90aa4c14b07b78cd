#include "cli/write_findings.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "cli/finding_places.hpp"
#include "render/render.hpp"
#include "review/findings_document.hpp"
#include "review/read_answers.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// The program that has it open holds answers that were not read, and would save over ours.
void refuse_open_file(const fs::path& file) {
  if (!seems_open_elsewhere(file)) return;
  throw Error(fmt::format("--to: {} seems to be open in another program", file.filename().string()),
              "save and close it there, or write --to another file");
}

/// Whatever else is in the file is a person's work.
void refuse_other_work(const fs::path& file, const ReportFacts& facts, PluginHost& plugins) {
  std::error_code error;
  if (!fs::exists(file, error)) return;
  Diagnostics told;
  (void)read_answers(file, facts.report, plugins, told);
  if (told.all().empty()) return;
  throw Error(fmt::format("--to: {} is there already, and would lose what is in it: {}",
                          file.filename().string(), told.all().front().message),
              "write --to another file, or move this one away");
}

}  // namespace

void write_findings(const fs::path& file, const ReportFacts& facts, PluginHost& plugins,
                    Diagnostics& diagnostics, const StepListener& on_step) {
  refuse_open_file(file);
  refuse_other_work(file, facts, plugins);
  const kvali_renderer* renderer = plugins.renderer("xlsx", {}, diagnostics);
  if (renderer == nullptr) throw Error("no plugin writes workbooks", "see kvali plugins list");
  on_step({"render " + file.filename().string(), "xlsx"});
  const Locale locale(facts.report.langs.front());
  const Catalogue words(locale);
  const Document document = findings_document(relative_places(diagnostics, facts.report.folder),
                                              facts.answers, facts.figures, facts.merged, words);
  OutputSpec output;
  output.renderer = "xlsx";
  const TemporaryFolder temporary(file.parent_path());
  const fs::path made = temporary.path() / file.filename();
  if (!render(document, locale, *renderer, output, facts.report, made, diagnostics))
    throw Error("cannot write " + file.string());
  move_into_place(made, file);
}

}  // namespace kvali
