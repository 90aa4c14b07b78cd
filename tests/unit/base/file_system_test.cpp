#include "base/file_system.hpp"

#include <fstream>

#include "base/error.hpp"
#include "catch.hpp"
#include "findings.hpp"

using namespace kvali;

namespace {

std::vector<std::string> names(const std::vector<std::filesystem::path>& files) {
  std::vector<std::string> all;
  for (const auto& file : files) all.push_back(file.filename().string());
  return all;
}

}  // namespace

TEST_CASE("a file is replaced whole, and nothing is left beside it", "[file_system]") {
  const TestFolder folder;
  const auto file = folder.write("a.txt", "old");
  write_file_atomically(file, "new\n");
  CHECK(read_file(file) == "new\n");
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a file that cannot be written leaves the earlier one and names the path", "[file_system]") {
  const TestFolder folder;
  const auto inside = folder.write("a/b.txt", "old");
  CHECK(contains_text(error_of([&] { write_file_atomically(inside / "c.txt", "x"); }),
                      "cannot write " + (inside / "c.txt").string()));
  // A folder that is not empty cannot be replaced by a file; the temporary file must go.
  CHECK_THROWS_AS(write_file_atomically(folder.path() / "a", "x"), Error);
  CHECK(read_file(inside) == "old");
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a file larger than asked for is refused", "[file_system]") {
  const TestFolder folder;
  const auto file = folder.write("big", std::string(2000, 'x'));
  CHECK(read_file(file, 2000).size() == 2000);
  CHECK(contains_text(error_of([&] { (void)read_file(file, 1999); }), "larger than"));
  CHECK(contains_text(error_of([&] { (void)read_file(folder.path()); }), "cannot read"));
}

TEST_CASE("a temporary folder goes with everything in it", "[file_system]") {
  std::filesystem::path path;
  {
    const TemporaryFolder folder(std::filesystem::temp_directory_path());
    path = folder.path();
    std::ofstream(path / "a") << "x";
    CHECK(std::filesystem::exists(path / "a"));
  }
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK_THROWS_AS(TemporaryFolder("/nonexistent"), Error);
}

TEST_CASE("patterns find files sorted by name, without hidden ones and office locks", "[file_system]") {
  const TestFolder folder;
  for (const char* name : {"b.md", "a.docx", "c.txt", ".hidden.md", "~$b.md", "10.md"})
    folder.write(name, "");
  std::filesystem::create_directory(folder.path() / "d.md");
  CHECK(names(matching_files(folder.path() / "*.{md,docx}")) ==
        std::vector<std::string>{"10.md", "a.docx", "b.md", "d.md"});
  CHECK(names(matching_files(folder.path() / "b*.md")) == std::vector<std::string>{"b.md"});
  CHECK(names(matching_files(folder.path() / "{a,c}.{docx,txt}")) ==
        std::vector<std::string>{"a.docx", "c.txt"});
  CHECK(matching_files(folder.path() / "*.pdf").empty());
  CHECK(names(matching_files(folder.path() / "absent.md")) == std::vector<std::string>{"absent.md"});
}

TEST_CASE("a pattern of endless choices ends", "[file_system]") {
  const TestFolder folder;
  folder.write("b.md", "");
  std::string pattern;
  for (int i = 0; i < 60; ++i) pattern += "{a,b}";
  CHECK(contains_text(error_of([&] { (void)matching_files(folder.path() / pattern); }), "too many choices"));
}

TEST_CASE("of several files all come into place or none", "[file_system]") {
  const TestFolder folder;
  const std::filesystem::path out = folder.path();
  std::filesystem::create_directory(out / "aside");
  folder.write("old.pdf", "earlier");
  folder.write("new-1", "first");
  // The second file does not exist: the first must go back.
  CHECK_THROWS_AS(
      move_all_into_place({{out / "new-1", out / "old.pdf"}, {out / "absent", out / "b.pdf"}}, out / "aside"),
      Error);
  CHECK(read_file(out / "old.pdf") == "earlier");
  CHECK_FALSE(std::filesystem::exists(out / "b.pdf"));
  folder.write("new-1", "first");
  folder.write("new-2", "second");
  move_all_into_place({{out / "new-1", out / "old.pdf"}, {out / "new-2", out / "b.pdf"}}, out / "aside");
  CHECK(read_file(out / "old.pdf") == "first");
  CHECK(read_file(out / "b.pdf") == "second");
}

TEST_CASE("a folder in the place of a file is not replaced", "[file_system]") {
  const TestFolder folder;
  std::filesystem::create_directories(folder.path() / "report.pdf");
  folder.write("new", "x");
  CHECK_THROWS_AS(move_all_into_place({{folder.path() / "new", folder.path() / "report.pdf"}}, folder.path()),
                  Error);
  CHECK(std::filesystem::is_directory(folder.path() / "report.pdf"));
}
