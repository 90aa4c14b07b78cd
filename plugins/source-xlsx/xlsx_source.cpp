#include "xlsx_source.hpp"

#include <filesystem>

#include "table_reader.hpp"

namespace kvali::xlsx {

namespace {

namespace fs = std::filesystem;

/// More than this and somebody named the wrong folder.
constexpr size_t most_files = 1000;

void refuse_lock_file(const fs::path& path) {
  if (!path.filename().string().starts_with("~$")) return;
  throw Error(
      "this is the mark that Excel leaves beside an open workbook, not the workbook\n"
      "hint: name the file without ~$",
      path.string());
}

/// Excel and LibreOffice leave a mark beside a workbook as long as it is open.
void report_open_elsewhere(const fs::path& path, const Component& reporter) {
  const std::string name = path.filename().string();
  std::error_code ignored;
  const bool open = fs::exists(path.parent_path() / ("~$" + name), ignored) ||
                    fs::exists(path.parent_path() / (".~lock." + name + "#"), ignored);
  if (open)
    reporter.inform(
        "the workbook seems to be open in another program; what is not saved was not read\n"
        "hint: save and close it, then run again",
        path.string());
}

Part read_file(const std::string& path, const Options& options, const Component& reporter) {
  refuse_lock_file(path);
  report_open_elsewhere(path, reporter);
  const DiskFile file(path);
  return read_part(file, path, options, reporter);
}

void check_options(const Options& options) {
  if (options.file.size() > most_files)
    throw Error("more than 1,000 files\nhint: name fewer, or split the source", "option:file");
  if (options.header == 0 && options.header_rows > 1)
    throw Error(
        "header_rows says how many rows of headings there are, and header = 0 that there are none\n"
        "hint: leave one of them out",
        "option:header_rows");
}

}  // namespace

void open(const Options& options, const Component& reporter) {
  check_options(options);
  std::vector<std::shared_ptr<const Part>> parts;
  for (const File& file : options.file)
    parts.push_back(std::make_shared<const Part>(read_file(file.path, options, reporter)));
  add_table(plan_columns(std::move(parts), reporter), options.table, reporter);
}

void open_bytes(std::string_view content, const std::string& path, const Options& options,
                const Component& reporter) {
  check_options(options);
  const MemoryFile file(content);
  std::vector<std::shared_ptr<const Part>> parts{
      std::make_shared<const Part>(read_part(file, path, options, reporter))};
  add_table(plan_columns(std::move(parts), reporter), options.table, reporter);
}

}  // namespace kvali::xlsx
