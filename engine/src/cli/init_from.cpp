#include "cli/init_from.hpp"

#include <unistd.h>

#include <iostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/column_questions.hpp"
#include "cli/finding_output.hpp"
#include "collect/collect.hpp"
#include "init/data_report.hpp"
#include "locale/date_text.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// Tables of the file go under this name, so that what follows it is the table's own.
constexpr std::string_view reading_name = "file";

std::string plugin_for(const fs::path& file) {
  const std::string ending = to_lower(file.extension().string());
  if (ending == ".csv" || ending == ".tsv" || ending == ".txt") return "csv";
  if (ending == ".xlsx" || ending == ".xlsm") return "xlsx";
  throw UsageError("--from: " + file.filename().string() + " is neither CSV nor XLSX",
                   "save the table as CSV or XLSX");
}

struct ReadTable {
  Table table;
  std::string name;  ///< "" where the file has one table only.
};

/// The table with most rows.
ReadTable largest(Workspace& workspace, const fs::path& file) {
  ReadTable found;
  std::size_t count = 0;
  for (auto& [name, table] : workspace.tables) {
    if (name.rfind(reading_name, 0) != 0) continue;
    ++count;
    if (!table.columns().empty() && (found.table.columns().empty() || table.rows() > found.table.rows())) {
      found.name = name == reading_name ? "" : name.substr(reading_name.size() + 1);
      found.table = std::move(table);
    }
  }
  if (count == 1) found.name.clear();
  if (found.table.rows() == 0)
    throw Error("--from: no table with rows in " + file.filename().string(), "check the file");
  return found;
}

/// Is a month the heading of several columns?  Readers number such columns: "March 2026", "March 2026 2".
bool has_repeated_months(const Workspace& workspace) {
  for (const auto& [name, table] : workspace.tables)
    for (const Column& column : table.columns())
      if (parse_period_text(column.name()) && table.find(column.name() + " 2") != nullptr) return true;
  return false;
}

/// Where months head several columns each, a second row of headings tells these apart.
ReadTable read_table(const fs::path& file, DataFile& data, PluginHost& plugins) {
  Report report;
  report.path = file;
  report.folder = file.parent_path();
  report.langs = {"en"};
  SourceSpec spec;
  spec.name = std::string(reading_name);
  spec.plugin = data.plugin;
  OptionText option;
  option.name = "file";
  option.values = {file.filename().string()};
  option.place.file = file.string();
  spec.options.push_back(option);
  if (data.header_rows > 1) {
    option.name = "header_rows";
    option.values = {std::to_string(data.header_rows)};
    option.kind = 'i';
    spec.options.push_back(option);
  }
  report.sources.push_back(spec);
  Diagnostics findings;
  Workspace workspace = collect(report, plugins, findings);
  if (data.plugin == "xlsx" && data.header_rows == 1 && has_repeated_months(workspace)) {
    data.header_rows = 2;
    return read_table(file, data, plugins);
  }
  print_findings(findings, std::cerr, {::isatty(STDERR_FILENO) == 1});
  if (findings.count(Severity::error) > 0)
    throw Error("--from: " + file.filename().string() + " cannot be read", "mend what is said above");
  return largest(workspace, file);
}

}  // namespace

bool lies_inside(const FromRequest& request) {
  std::error_code error;
  return fs::equivalent(request.file.parent_path(), request.folder, error) && !error;
}

FromAnswer report_from(const FromRequest& request, PluginHost& plugins) {
  std::error_code error;
  if (!fs::is_regular_file(request.file, error))
    throw UsageError("--from: no file " + request.file.string(), "give the path of a CSV or XLSX file");
  DataFile data;
  data.plugin = plugin_for(request.file);
  data.file = request.file.filename().string();
  data.source_id = request.file.stem().string();
  ReadTable read = read_table(request.file, data, plugins);
  data.table = read.name;
  TableGuess guess = guess_columns(read.table);
  if (!request.yes) ask_columns(guess, std::cin, std::cout);
  const DataFacts facts = facts_of(read.table, guess);
  FromAnswer answer;
  answer.files = report_of_data(request.id, request.langs, data, guess, facts);
  answer.open = open_questions(guess, facts);
  if (!lies_inside(request)) answer.files.push_back({data.file, {}, request.file});
  return answer;
}

}  // namespace kvali
