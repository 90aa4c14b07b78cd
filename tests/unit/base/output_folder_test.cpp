#include "base/output_folder.hpp"

#include <fstream>

#include "base/error.hpp"
#include "catch.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path) << text;
}

std::size_t entries(const fs::path& folder) {
  return std::size_t(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("files made in an output folder appear together", "[base]") {
  const TemporaryFolder top(fs::temp_directory_path());
  OutputFolder out(top.path() / "a/out");
  const fs::path inside = out.path() / *out.open();
  write(inside / "r.pdf", "new");
  write(out.path() / "r.pdf", "old");
  out.publish({"r.pdf"});
  CHECK(read_file(out.path() / "r.pdf") == "new");
}

TEST_CASE("an output folder serves one run at a time and leaves nothing behind", "[base]") {
  const TemporaryFolder top(fs::temp_directory_path());
  OutputFolder second(top.path());
  {
    OutputFolder first(top.path());
    REQUIRE(first.open());
    CHECK_FALSE(second.open());
    CHECK(entries(top.path()) == 1);
  }
  CHECK(entries(top.path()) == 0);
  CHECK(second.open());
}

TEST_CASE("what a killed run left is cleared away, and earlier files return", "[base]") {
  const TemporaryFolder top(fs::temp_directory_path());
  const fs::path dead = top.path() / ".kvali-abcdef";
  fs::create_directory(dead);
  write(dead / "half.pdf", "half");
  write(dead / "earlier-r.pdf", "old");
  write(dead / "earlier-r.xlsx", "old");
  write(top.path() / "r.pdf", "new");
  write(top.path() / ".kvali-notes", "not ours");
  SECTION("killed while it moved files") {
    write(dead / "moving", "");
    OutputFolder out(top.path());
    REQUIRE(out.open());
    CHECK(read_file(top.path() / "r.pdf") == "old");
    CHECK(read_file(top.path() / "r.xlsx") == "old");
  }
  SECTION("killed after it had moved them") {
    OutputFolder out(top.path());
    REQUIRE(out.open());
    CHECK(read_file(top.path() / "r.pdf") == "new");
    CHECK_FALSE(fs::exists(top.path() / "r.xlsx"));
  }
  CHECK_FALSE(fs::exists(dead));
  CHECK(fs::exists(top.path() / ".kvali-notes"));
}

TEST_CASE("only complete files with plain names are published", "[base]") {
  const TemporaryFolder top(fs::temp_directory_path());
  OutputFolder out(top.path());
  const fs::path inside = top.path() / *out.open();
  write(top.path() / "r.pdf", "old");
  fs::create_symlink("/etc/passwd", inside / "link");
  for (const std::string name : {"r.pdf", "../r.pdf", ".hidden", "", "link"}) {
    CAPTURE(name);
    CHECK_THROWS_AS(out.publish({name}), Error);
  }
  CHECK(read_file(top.path() / "r.pdf") == "old");
}

}  // namespace kvali
