#include <filesystem>

#include "base/file_system.hpp"
#include "catch.hpp"
#include "daemon/source_files.hpp"

using namespace kvali;
namespace fs = std::filesystem;

namespace {

Report report_in(const fs::path& folder) {
  Report report;
  report.folder = folder;
  SourceSpec register_file;
  register_file.name = "register";
  OptionText file;
  file.name = "file";
  file.values = {"register.*"};
  register_file.options = {file};
  SourceSpec data_base;
  data_base.name = "data base";
  report.sources = {register_file, data_base};
  return report;
}

Instant written_at(const fs::path& file) {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::file_clock::to_sys(fs::last_write_time(file)));
}

}  // namespace

TEST_CASE("a file is there once nobody has changed it for some minutes", "[daemon]") {
  const TemporaryFolder folder(fs::temp_directory_path());
  const Report report = report_in(folder.path());
  CHECK_FALSE(source_files(report, Instant{}).at(0).there);

  const fs::path file = folder.path() / "register.csv";
  write_file_atomically(file, "Code\n");
  const Instant written = written_at(file);
  CHECK_FALSE(source_files(report, written + std::chrono::minutes{1}).at(0).there);
  const auto later = source_files(report, written + std::chrono::minutes{6});
  CHECK(later.at(0).there);
  CHECK(later.at(0).changed_on == std::chrono::floor<std::chrono::days>(written));

  write_file_atomically(folder.path() / ".~lock.register.csv#", "");
  CHECK_FALSE(source_files(report, written + std::chrono::minutes{6}).at(0).there);
}

TEST_CASE("what is no file is always there", "[daemon]") {
  const TemporaryFolder folder(fs::temp_directory_path());
  CHECK(source_files(report_in(folder.path()), Instant{}).at(1).there);
}
