#include "review/read_answers.hpp"

#include <fmt/format.h>

#include "base/file_system.hpp"
#include "base/text.hpp"
#include "collect/collect.hpp"
#include "review/answer_columns.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// The workbook that `kvali check --to` writes: a sheet that says how, then its tables.
constexpr int most_sheets = 3;

OptionText option(std::string name, std::string value, char kind) {
  OptionText text;
  text.name = std::move(name);
  text.values.push_back(std::move(value));
  text.kind = kind;
  return text;
}

class AnswerReader {
 public:
  AnswerReader(const fs::path& file, const Report& report, PluginHost& plugins)
      : file_(file), report_(report), plugins_(plugins), headings_(report.langs) {}

  std::vector<Answer> run(Diagnostics& diagnostics) {
    const bool book = file_.extension() != ".csv";
    bool found = false;
    for (int sheet = 1; sheet <= (book ? most_sheets : 1); ++sheet) {
      Diagnostics told;
      const Workspace read = pull(book ? std::to_string(sheet) : std::string(), told);
      for (const auto& [name, table] : read.tables) found = take(table, read.evidence, diagnostics) || found;
      // Only the first sheet must be there.
      if (sheet > 1) continue;
      for (const Diagnostic& finding : told.all())
        if (finding.severity >= Severity::error) diagnostics.add(finding);
    }
    if (!found && diagnostics.all().empty())
      diagnostics.add({"E-03",
                       Severity::warning,
                       "the file has no columns for explanations",
                       {file_.string()},
                       "write it with kvali check --to findings.xlsx; its columns are finding, subject, "
                       "value, reason, who",
                       {}});
    return std::move(answers_);
  }

 private:
  Workspace pull(const std::string& sheet, Diagnostics& told) {
    Report one;
    one.path = report_.path;
    one.folder = report_.folder;
    one.langs = report_.langs;
    one.project = report_.project;
    SourceSpec source;
    source.name = "explanations";
    source.plugin = sheet.empty() ? "csv" : "xlsx";
    source.place = {file_.string()};
    source.options.push_back(option("file", file_.string(), 's'));
    if (!sheet.empty()) {
      source.options.push_back(option("sheet", sheet, 's'));
      source.options.push_back(option("hidden", "true", 'b'));  // A filter must not lose a reason.
    }
    one.sources.push_back(std::move(source));
    return collect(one, plugins_, told);
  }

  /// Where the headings of a table stand: beside its first row.
  [[nodiscard]] Place headings_of(const Table& table, const Evidence& evidence) const {
    const auto refs = evidence.refs(table.row_evidence_of(0));
    const std::string row = refs.empty() ? std::string() : evidence.place(refs.front());
    const std::size_t end = row.rfind('!');
    return {end == row.npos ? file_.string() : row.substr(0, end)};
  }

  /// False if the table has no columns for answers.
  bool take(const Table& table, const Evidence& evidence, Diagnostics& diagnostics) {
    if (table.rows() > 0) headings_.tell_missing(table, headings_of(table, evidence), diagnostics);
    const AnswerColumns columns = headings_.columns_of(table);
    if (!has_answers(columns)) return false;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const auto text = [&](const char* field) {
        const auto it = columns.find(field);
        return it == columns.end() ? std::string()
                                   : std::string(trim(canonical_text(it->second->scalar(row))));
      };
      Answer answer{text("finding"), text("subject"), text("value"), text("reason"), text("who"), {}};
      add_reasons(text, columns, answer);
      answer.take = text("decision");
      if (answer.reason.empty() && answer.who.empty() && answer.take.empty()) continue;
      if (row < table.row_evidence.size())
        if (const auto refs = evidence.refs(table.row_evidence[row]); !refs.empty())
          answer.place = parse_place(evidence.place(refs.front()));
      answers_.push_back(std::move(answer));
    }
    return true;
  }

  /// What is said in several languages; the first of them where nothing else is said.
  template <class Text>
  static void add_reasons(const Text& text, const AnswerColumns& columns, Answer& answer) {
    constexpr std::string_view prefix = "reason@";
    for (auto it = columns.lower_bound(prefix); it != columns.end() && it->first.starts_with(prefix); ++it) {
      const std::string reason = text(it->first.c_str());
      if (reason.empty()) continue;
      if (answer.reason.empty()) answer.reason = reason;
      answer.reasons.emplace(it->first.substr(prefix.size()), reason);
    }
  }

  const fs::path& file_;
  const Report& report_;
  PluginHost& plugins_;
  AnswerHeadings headings_;
  std::vector<Answer> answers_;
};

}  // namespace

std::vector<Answer> read_answers(const fs::path& file, const Report& report, PluginHost& plugins,
                                 Diagnostics& diagnostics) {
  Diagnostics told;
  std::vector<Answer> answers = AnswerReader(file, report, plugins).run(told);
  for (const Diagnostic& finding : told.all()) diagnostics.add(finding);
  if (seems_open_elsewhere(file))
    diagnostics.add(
        {"PLG-07",
         Severity::info,
         "the file of answers seems to be open in another program; what is not saved was not read",
         {file.string()},
         "save and close it, then run again",
         {}});
  return answers;
}

std::vector<fs::path> answer_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  // What cannot even be looked at is named too: reading it tells why.
  for (const char* name : {"explanations.csv", "explanations.xlsx", "findings.xlsx"})
    if (fs::status(folder / name, error).type() != fs::file_type::not_found) files.push_back(folder / name);
  return files;
}

}  // namespace kvali
