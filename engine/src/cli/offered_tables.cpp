#include "cli/offered_tables.hpp"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/finding_output.hpp"
#include "collect/collect.hpp"
#include "locale/date_text.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// Tables of the file go under this name, so that what follows it is the table's own.
constexpr std::string_view reading_name = "file";

/// Each look at a sheet opens the workbook anew.
constexpr int most_sheets = 20;
constexpr std::uintmax_t largest_searched_bytes = 32U << 20U;

std::string plugin_for(const fs::path& file) {
  const std::string ending = to_lower(file.extension().string());
  if (ending == ".csv" || ending == ".tsv" || ending == ".txt") return "csv";
  if (ending == ".xlsx" || ending == ".xlsm") return "xlsx";
  throw UsageError("--from: " + file.filename().string() + " is neither CSV nor XLSX",
                   "save the table as CSV or XLSX");
}

/// Is a month the heading of several columns?  Readers number such columns: "March 2026", "March 2026 2".
bool has_repeated_months(const Workspace& workspace) {
  for (const auto& [name, table] : workspace.tables)
    for (const Column& column : table.columns())
      if (parse_period_text(column.name()) && table.find(column.name() + " 2") != nullptr) return true;
  return false;
}

/// Reads a file as a report would that names nothing but it.
class FileReader {
 public:
  FileReader(const fs::path& file, PluginHost& plugins) : file_(file), plugins_(plugins) {
    data_.plugin = plugin_for(file);
    data_.file = file.filename().string();
    data_.source_id = file.stem().string();
  }

  /// The largest table, of the sheet if one is named; nothing if there is none with rows.
  std::optional<OfferedTable> read(const std::string& sheet, Diagnostics& findings) {
    DataFile data = data_;
    data.sheet = sheet;
    Diagnostics found;
    Workspace workspace = collected(data, found);
    if (data.plugin == "xlsx" && has_repeated_months(workspace)) {
      // Where months head several columns each, a second row of headings tells these apart.
      data.header_rows = 2;
      found = {};
      workspace = collected(data, found);
    }
    for (const Diagnostic& finding : found.all()) findings.add(finding);
    return largest(workspace, std::move(data));
  }

 private:
  static OptionText option(std::string name, std::string value, char kind, const fs::path& file) {
    OptionText option;
    option.name = std::move(name);
    option.values = {std::move(value)};
    option.kind = kind;
    option.place.file = file.string();
    return option;
  }

  Workspace collected(const DataFile& data, Diagnostics& findings) {
    Report report;
    report.path = file_;
    report.folder = file_.parent_path();
    report.langs = {"en"};
    SourceSpec spec;
    spec.name = std::string(reading_name);
    spec.plugin = data.plugin;
    spec.options.push_back(option("file", data.file, OptionText{}.kind, file_));
    if (!data.sheet.empty()) spec.options.push_back(option("sheet", data.sheet, OptionText{}.kind, file_));
    if (data.header_rows > 1)
      spec.options.push_back(option("header_rows", std::to_string(data.header_rows), 'i', file_));
    report.sources.push_back(spec);
    return collect(report, plugins_, findings);
  }

  static std::optional<OfferedTable> largest(Workspace& workspace, DataFile data) {
    OfferedTable found;
    std::size_t count = 0;
    for (auto& [name, table] : workspace.tables) {
      if (name.rfind(reading_name, 0) != 0) continue;
      ++count;
      if (table.columns().empty() || table.rows() <= found.table.rows()) continue;
      data.table = name == reading_name ? "" : name.substr(reading_name.size() + 1);
      found.sheet = sheet_of(workspace.evidence, table);
      found.table = std::move(table);
    }
    if (found.table.rows() == 0) return std::nullopt;
    if (count == 1) data.table.clear();
    found.data = std::move(data);
    return found;
  }

  /// Rows of a workbook are placed as "{file}!IPTT!{column}{row}".
  static std::string sheet_of(const Evidence& evidence, const Table& table) {
    if (table.row_evidence.empty()) return {};
    const auto refs = evidence.refs(table.row_evidence.front());
    const std::string pattern = refs.empty() ? "" : evidence.origin(refs.front()).place_pattern;
    const std::size_t begin = pattern.find('!');
    const std::size_t end = pattern.rfind('!');
    return begin == end ? "" : pattern.substr(begin + 1, end - begin - 1);
  }

  const fs::path& file_;
  PluginHost& plugins_;
  DataFile data_;
};

/// Has the plugin come to the end of the sheets?
bool names_no_sheet(const Diagnostics& findings) {
  return std::any_of(findings.all().begin(), findings.all().end(), [](const Diagnostic& finding) {
    return finding.message.find("the workbook has no sheet") != std::string::npos;
  });
}

void add_further_sheets(FileReader& reader, std::vector<OfferedTable>& offered) {
  for (int number = 1; number <= most_sheets; ++number) {
    Diagnostics ignored;
    auto table = reader.read(std::to_string(number), ignored);
    if (names_no_sheet(ignored)) return;
    const auto is_known = [&](const OfferedTable& known) { return known.sheet == table->sheet; };
    if (!table || std::any_of(offered.begin(), offered.end(), is_known)) continue;
    table->data.sheet = table->sheet;
    offered.push_back(std::move(*table));
  }
}

bool is_searched_workbook(const fs::path& file) {
  std::error_code error;
  return plugin_for(file) == "xlsx" && fs::file_size(file, error) <= largest_searched_bytes;
}

}  // namespace

std::vector<OfferedTable> offered_tables(const fs::path& file, PluginHost& plugins) {
  FileReader reader(file, plugins);
  Diagnostics findings;
  std::vector<OfferedTable> offered;
  if (auto first = reader.read("", findings)) offered.push_back(std::move(*first));
  if (is_searched_workbook(file)) add_further_sheets(reader, offered);
  // A sheet of remarks before the tables is no table, and no mistake.
  const bool failed = findings.count(Severity::error) > 0;
  if (offered.size() < 2) print_findings(findings, std::cerr, {::isatty(STDERR_FILENO) == 1});
  if (offered.empty() && failed)
    throw Error("--from: " + file.filename().string() + " cannot be read", "mend what is said above");
  if (offered.empty())
    throw Error("--from: no table with rows in " + file.filename().string(), "check the file");
  return offered;
}

}  // namespace kvali
