#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "catch.hpp"
#include "reading.hpp"
#include "workbook.hpp"

using namespace kvali::xlsx;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("kvali-xlsx-" + std::to_string(::getpid()))) {
    fs::create_directory(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  std::string write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return (path_ / name).string();
  }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("several workbooks become one table that knows where its rows lie", "[xlsx]") {
  const Folder folder;
  const std::string first =
      folder.write("a.xlsx", book(row(1, {"Code", "n", "extra"}) + row(2, {"x1", "1", "e"})));
  const std::string second = folder.write("b.xlsx", book(row(1, {"n", "Code"}) + row(2, {"2.5", "x2"})));
  const Reading reading = read_paths({first, second});
  CHECK(reading.code == 0);
  CHECK(reading.names() == std::vector<std::string>{"kvali_file", "Code", "n", "extra"});
  CHECK(reading.column("kvali_file") == std::vector<std::string>{first + "!Plan", second + "!Plan"});
  CHECK(reading.column("n") == std::vector<std::string>{"1", "2.5"});
  CHECK(reading.column("extra") == std::vector<std::string>{"e", "-"});
  CHECK(reading.metadata.at("kvali:place") == "{file}!{column}{row}");
  CHECK_FALSE(reading.columns[1].metadata.contains("kvali:column"));  // A in one, B in the other.
  REQUIRE(reading.warnings().size() == 1);
  CHECK(reading.warnings()[0].where == second + "!Plan");
  CHECK(reading.warnings()[0].text.find("'extra'") != std::string::npos);
}

TEST_CASE("an open workbook is read and told; its mark is refused", "[xlsx]") {
  const Folder folder;
  const std::string path = folder.write("plan.xlsx", book(row(1, {"a"}) + row(2, {"1"})));
  CHECK(read_paths({path}).messages.empty());
  const std::string mark = folder.write("~$plan.xlsx", "Nino");
  const Reading reading = read_paths({path});
  REQUIRE(reading.messages.size() == 1);
  CHECK(reading.messages[0].severity == KVALI_INFO);
  CHECK(reading.messages[0].text.find("seems to be open") != std::string::npos);
  CHECK(reading.rows.size() == 1);
  REQUIRE(read_paths({mark}).errors().size() == 1);
  CHECK(read_paths({mark}).errors()[0].text.find("the mark that Excel leaves") != std::string::npos);
}

TEST_CASE("a missing file and a folder are named", "[xlsx]") {
  const Folder folder;
  const std::string missing = folder.write("x", "") + "/none.xlsx";
  REQUIRE(read_paths({missing}).errors().size() == 1);
  CHECK(read_paths({missing}).errors()[0].where == missing);
  CHECK(read_paths({fs::temp_directory_path().string()}).code == EISDIR);
}
