#include "review/read_answers.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

#include "base/text.hpp"
#include "collect/collect.hpp"
#include "locale/catalogue.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// The workbook that `kvali check --to` writes: a sheet that says how, then its tables.
constexpr int most_sheets = 3;

constexpr std::array<std::string_view, 6> fields = {"finding", "subject", "value",
                                                    "reason",  "who",     "decision"};

/// Folded heading -> field, in the report's languages and English.
std::map<std::string, std::string, std::less<>> headings_of(const Report& report) {
  std::map<std::string, std::string, std::less<>> headings;
  std::vector<std::string> langs = report.langs;
  // The languages Kvali itself speaks: the workbook may have been written in another than the report.
  for (const char* own : {"en", "ka"}) langs.emplace_back(own);
  for (const std::string& lang : langs) {
    const Locale locale(lang);
    const Catalogue words(locale);
    for (const std::string_view field : fields) {
      headings.emplace(fold_key(field), field);
      headings.emplace(fold_key(words.text("findings." + std::string(field))), field);
    }
  }
  headings.emplace("id", "finding");
  // As everywhere: "reason@ka" is the reason in Georgian.
  for (const std::string& lang : langs) headings.emplace("reason@" + fold_key(lang), "reason@" + lang);
  return headings;
}

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
      : file_(file), report_(report), plugins_(plugins), headings_(headings_of(report)) {}

  std::vector<Answer> run(Diagnostics& diagnostics) {
    const bool book = file_.extension() != ".csv";
    bool found = false;
    for (int sheet = 1; sheet <= (book ? most_sheets : 1); ++sheet) {
      Diagnostics told;
      const Workspace read = pull(book ? std::to_string(sheet) : std::string(), told);
      for (const auto& [name, table] : read.tables) found = take(table, read.evidence) || found;
      // Only the first sheet must be there.
      if (sheet > 1) continue;
      for (const Diagnostic& finding : told.all())
        if (finding.severity >= Severity::error) diagnostics.add(finding);
    }
    if (!found && diagnostics.count(Severity::error) == 0)
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

  /// False if the table has no columns for answers.
  bool take(const Table& table, const Evidence& evidence) {
    std::map<std::string, const Column*, std::less<>> columns;
    for (const Column& column : table.columns())
      if (const auto it = headings_.find(fold_key(column.name())); it != headings_.end())
        columns.emplace(it->second, &column);
    const auto spoken = columns.lower_bound("reason");
    const bool reasons = spoken != columns.end() && spoken->first.starts_with("reason");
    for (const char* field : {"finding", "subject", "who"})
      if (!columns.contains(field) || !reasons) return false;
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
  template <class Text, class Columns>
  static void add_reasons(const Text& text, const Columns& columns, Answer& answer) {
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
  std::map<std::string, std::string, std::less<>> headings_;
  std::vector<Answer> answers_;
};

}  // namespace

std::vector<Answer> read_answers(const fs::path& file, const Report& report, PluginHost& plugins,
                                 Diagnostics& diagnostics) {
  Diagnostics told;
  std::vector<Answer> answers = AnswerReader(file, report, plugins).run(told);
  for (const Diagnostic& finding : told.all()) diagnostics.add(finding);
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
