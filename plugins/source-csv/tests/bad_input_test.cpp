#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "bytes.hpp"
#include "reading.hpp"

using namespace kvali::csv;

namespace {

/// A file of its own that goes away with the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& content) {
    char name[] = "kvali-csv-XXXXXX";
    const int fd = mkstemp(name);
    REQUIRE(fd >= 0);
    close(fd);
    path_ = name;
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { std::remove(path_.c_str()); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// The one error of a file that cannot be opened as a table.
Message only_error(const Reading& reading) {
  CHECK_FALSE(reading.opened);
  REQUIRE(reading.errors().size() == 1);
  return reading.errors()[0];
}

}  // namespace

TEST_CASE("names a missing file with its errno", "[csv][bad]") {
  const Reading reading = read_path("/nonexistent/დანართი.csv");
  CHECK(reading.code == ENOENT);
  CHECK(only_error(reading).text ==
        "there is no file /nonexistent/დანართი.csv\nhint: check the path in the source's option file");
  CHECK(only_error(reading).where == "/nonexistent/დანართი.csv");
}

TEST_CASE("names an unreadable file with its errno", "[csv][bad]") {
  if (geteuid() == 0) {
    // Root reads everything; what remains to be seen is that the mode does not disturb.
    const TemporaryFile file("a,b\n1,2\n");
    chmod(file.path().c_str(), 0);
    CHECK(read_path(file.path()).rows.size() == 1);
    return;
  }
  const TemporaryFile file("a,b\n1,2\n");
  chmod(file.path().c_str(), 0);
  const Reading reading = read_path(file.path());
  CHECK(reading.code == EACCES);
  CHECK(only_error(reading).text.find("may not be read") != std::string::npos);
}

TEST_CASE("refuses folders, devices and pipes", "[csv][bad]") {
  CHECK(read_path("/").code == EISDIR);
  CHECK(only_error(read_path("/")).text.find("is a folder") != std::string::npos);
  CHECK(read_path("/dev/zero").code == EINVAL);
  const std::string pipe = "kvali-csv-pipe-" + std::to_string(getpid());
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(read_path(pipe).code == EINVAL);
  std::remove(pipe.c_str());
}

TEST_CASE("refuses a file above the limit without reading it", "[csv][bad]") {
  const TemporaryFile file("a,b\n");
  REQUIRE(truncate(file.path().c_str(), static_cast<off_t>(largest_size_bytes) + 1) == 0);
  const Reading reading = read_path(file.path());
  CHECK(reading.code == EFBIG);
  CHECK(only_error(reading).text.find("larger than 1 GiB") != std::string::npos);
}

TEST_CASE("reads a real file and names it in the metadata", "[csv][bad]") {
  const TemporaryFile file("a,b\n1,2\n");
  const Reading reading = read_path(file.path());
  CHECK(reading.rows == std::vector<Row>{{"1", "2"}});
  CHECK(reading.metadata.at("kvali:file") == file.path());
}

TEST_CASE("refuses an empty file and one with nothing but blank lines", "[csv][bad]") {
  CHECK(only_error(read("")).text == "the file is empty\nhint: export it again");
  CHECK(only_error(read("\xEF\xBB\xBF")).text.find("the file has no rows") == 0);
  CHECK(only_error(read("\n\r\n , ,\n")).text.find("the file has no rows") == 0);
  Options options;
  options.header = 0;
  CHECK(only_error(read("\n\n", options)).text.find("the file has no rows") == 0);
}

TEST_CASE("warns about headings without rows and hands over the empty table", "[csv][bad]") {
  const Reading reading = read("a,b\n");
  CHECK(reading.code == 0);
  CHECK(reading.columns.size() == 2);
  CHECK(reading.rows.empty());
  REQUIRE(reading.warnings().size() == 1);
  CHECK(reading.warnings()[0].text.find("the file has headings but no rows") == 0);
}

TEST_CASE("says how many rows there are when the heading is to stand below them", "[csv][bad]") {
  Options options;
  options.header = 4;
  CHECK(only_error(read("a,b\n\n1,2\n", options)).text.find("row 4, but the file has 2 rows") !=
        std::string::npos);
}

TEST_CASE("names the line and the cure for invalid UTF-8", "[csv][bad]") {
  const Reading reading = read("ქალაქი,n\nბათუმი,1\nქუთ\xE1\x83,2\n");
  CHECK(reading.code == EINVAL);
  const Message error = only_error(reading);
  CHECK(error.where == "data.csv:3:4");
  CHECK(error.text ==
        "line 3: byte 0xE1 is not valid UTF-8\nhint: save the file again as UTF-8, or name its real "
        "encoding, e.g. encoding = "
        "\"windows-1251\"");
  Options options;
  options.encoding = "utf-8";
  CHECK(only_error(read("a,b\nPanam\xE1,1\n", options)).where == "data.csv:2:6");
}

TEST_CASE("names the line of a byte that the encoding lacks", "[csv][bad]") {
  Options options;
  options.encoding = "windows-1251";
  const Message error = only_error(read("a\nb\n\x98\n", options));
  CHECK(error.where == "data.csv:3");
  CHECK(error.text.find("byte 0x98 has no meaning in windows-1251") != std::string::npos);
}

TEST_CASE("refuses damaged UTF-16 with its line", "[csv][bad]") {
  const std::string odd(
      "\xFF\xFE"
      "a\0,\0b\0\n\0c",
      11);
  CHECK(only_error(read(odd)).where == "data.csv:2:1");
  const std::string half(
      "\xFF\xFE"
      "a\0,\0\x00\xD8,\0",
      10);
  CHECK(only_error(read(half)).text.find("not valid UTF-16") != std::string::npos);
}

TEST_CASE("refuses zero bytes, workbooks and binary junk", "[csv][bad]") {
  const Message nul = only_error(read(std::string("a,b\n1,\0002\n", 9)));
  CHECK(nul.where == "data.csv:2:3");
  CHECK(nul.text.find("zero byte") != std::string::npos);
  CHECK(only_error(read(std::string("PK\x03\x04\x14\0\x06\0", 8))).text.find("workbook") !=
        std::string::npos);
  CHECK(only_error(read("%PDF-1.7\n")).text.find("PDF") != std::string::npos);
  CHECK(only_error(read("\x8F\x01\xFE\x33\x9C\x02\x81")).text.find("does not look like a text file") !=
        std::string::npos);
}

TEST_CASE("names the line where an unclosed quotation mark opened", "[csv][bad]") {
  const Reading heading = read("\"a,b\n1,2\n");
  CHECK(only_error(heading).where == "data.csv:1");
  const Reading rows = read("a,b\n1,2\n3,\"4\n5,6\n7,8\n");
  CHECK(rows.opened);
  CHECK(rows.code == EINVAL);
  REQUIRE(rows.errors().size() == 1);
  CHECK(rows.errors()[0].where == "data.csv:3");
  CHECK(rows.stream_error.find("opened in line 3 is never closed") != std::string::npos);
}

TEST_CASE("refuses more columns than a sheet can have", "[csv][bad]") {
  const std::string wide(100000, ',');
  Options options;
  options.header = GENERATE(0, 1);
  const Message error = only_error(read("a" + wide + "\n1,2\n", options));
  CHECK(error.text.find("100001 columns, more than 16384") != std::string::npos);
  CHECK(read("a" + wide.substr(0, 16383) + "\n1,2\n").columns.size() == 16384);
}
