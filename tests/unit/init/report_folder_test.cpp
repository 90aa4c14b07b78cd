#include "init/report_folder.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "catch.hpp"

using namespace kvali;
namespace fs = std::filesystem;

namespace {

const std::vector<NewFile> two_files{{"report.toml", "a"}, {"minutes/one.md", "b"}};

/// Names of everything below a folder, hidden files too, sorted.
std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    names.push_back(entry.path().lexically_relative(folder).string());
  std::sort(names.begin(), names.end());
  return names;
}

void write(const fs::path& path, const std::string& content) {
  std::ofstream(path) << content;
}

}  // namespace

TEST_CASE("a report folder is made with the folders above it", "[init]") {
  const TemporaryFolder temporary{fs::temp_directory_path()};
  make_report_folder(temporary.path() / "a/b", two_files);
  CHECK(names_in(temporary.path() / "a") ==
        std::vector<std::string>{"b", "b/minutes", "b/minutes/one.md", "b/report.toml"});
  CHECK(read_file(temporary.path() / "a/b/minutes/one.md") == "b");
}

TEST_CASE("an empty folder is filled and keeps its rights", "[init]") {
  const TemporaryFolder temporary{fs::temp_directory_path()};
  const fs::path folder = temporary.path() / "empty";
  fs::create_directory(folder);
  fs::permissions(folder, fs::perms::owner_all);
  make_report_folder(folder, two_files);
  CHECK(names_in(folder) == std::vector<std::string>{"minutes", "minutes/one.md", "report.toml"});
  CHECK(fs::status(folder).permissions() == fs::perms::owner_all);
}

TEST_CASE("a folder with anything in it is refused and left as it is", "[init]") {
  const TemporaryFolder temporary{fs::temp_directory_path()};
  const std::string name = GENERATE("report.toml", ".hidden", "notes.txt");
  write(temporary.path() / name, "mine");
  CHECK_THROWS_AS(make_report_folder(temporary.path(), two_files), Error);
  CHECK(names_in(temporary.path()) == std::vector<std::string>{name});
  CHECK(read_file(temporary.path() / name) == "mine");
}

TEST_CASE("beside other files only names that are free are taken", "[init]") {
  const TemporaryFolder temporary{fs::temp_directory_path()};
  write(temporary.path() / "plan.csv", "mine");
  SECTION("all free") {
    make_report_folder(temporary.path(), two_files, Occupied::only_names);
    CHECK(names_in(temporary.path()) ==
          std::vector<std::string>{"minutes", "minutes/one.md", "plan.csv", "report.toml"});
  }
  SECTION("one taken: nothing new stays behind") {
    write(temporary.path() / "report.toml", "mine");
    CHECK_THROWS_AS(make_report_folder(temporary.path(), two_files, Occupied::only_names), Error);
    CHECK(names_in(temporary.path()) == std::vector<std::string>{"plan.csv", "report.toml"});
    CHECK(read_file(temporary.path() / "report.toml") == "mine");
  }
  SECTION("taken by a link to nothing") {
    fs::create_symlink("nowhere", temporary.path() / "minutes");
    CHECK_THROWS_AS(make_report_folder(temporary.path(), two_files, Occupied::only_names), Error);
    CHECK(names_in(temporary.path()) == std::vector<std::string>{"minutes", "plan.csv"});
  }
}

TEST_CASE("a folder that cannot be filled is not left behind", "[init]") {
  const TemporaryFolder temporary{fs::temp_directory_path()};
  // A file where a folder is needed fails after the first file was written.
  const std::vector<NewFile> impossible{{"a", "file"}, {"a/b", "below a file"}};
  CHECK_THROWS_AS(make_report_folder(temporary.path() / "x/y", impossible), Error);
  CHECK(names_in(temporary.path()).empty());
}

TEST_CASE("a file or a link to nothing is no folder for a report", "[init]") {
  const TemporaryFolder temporary{fs::temp_directory_path()};
  write(temporary.path() / "file", "mine");
  fs::create_symlink("nowhere", temporary.path() / "link");
  CHECK_THROWS_AS(make_report_folder(temporary.path() / "file", two_files), Error);
  CHECK_THROWS_AS(make_report_folder(temporary.path() / "link", two_files), Error);
  CHECK_THROWS_AS(make_report_folder(temporary.path() / "file/below", two_files), Error);
  CHECK(names_in(temporary.path()) == std::vector<std::string>{"file", "link"});
  CHECK(read_file(temporary.path() / "file") == "mine");
}
