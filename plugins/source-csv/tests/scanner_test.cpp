#include "scanner.hpp"

#include <string>
#include <vector>

#include "bytes.hpp"
#include "catch.hpp"

using namespace kvali::csv;

namespace {

using Records = std::vector<std::vector<std::string>>;

Records scan(std::string_view content, char delimiter = ',') {
  const Bytes bytes(content);
  Scanner scanner(bytes.view(), delimiter);
  Record record;
  std::string scratch;
  Records out;
  while (scanner.next(record)) {
    auto& cells = out.emplace_back();
    for (const Cell& cell : record.cells) cells.emplace_back(cell_text(cell, scratch));
  }
  return out;
}

/// The same by the rules, one character at a time: what the block scanner is checked against.
Records scan_slowly(std::string_view text, char delimiter) {
  Records out;
  std::vector<std::string> row;
  std::string cell;
  bool inside = false;
  bool at_start = true;
  bool open_row = false;
  const auto end_cell = [&] {
    row.emplace_back(trim(cell));
    cell.clear();
    at_start = true;
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    open_row = true;
    if (inside) {
      if (c == '"' && next == '"' && ++i)
        cell += '"';
      else if (c == '"')
        inside = false;
      else if (c == '\r')
        cell += next == '\n' ? "" : "\n";
      else
        cell += c;
    } else if (c == '"' && at_start) {
      inside = true;
      at_start = false;
    } else if (c == delimiter) {
      end_cell();
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && next == '\n') ++i;
      end_cell();
      out.push_back(std::move(row));
      row.clear();
      open_row = false;
    } else {
      cell += c;
      at_start = false;
    }
  }
  if (open_row) {
    end_cell();
    out.push_back(std::move(row));
  }
  return out;
}

/// A small generator with a printed seed, so that a failure can be repeated.
class Dice {
 public:
  explicit Dice(uint32_t seed) : state_(seed) {}
  uint32_t roll(uint32_t sides) {
    state_ = state_ * 1664525u + 1013904223u;
    return (state_ >> 8) % sides;
  }

 private:
  uint32_t state_;
};

}  // namespace

TEST_CASE("splits records at LF, CRLF and CR", "[csv][scanner]") {
  const std::string end = GENERATE("\n", "\r\n", "\r");
  CHECK(scan("a,b" + end + "1,2" + end) == Records{{"a", "b"}, {"1", "2"}});
  CHECK(scan("a,b" + end + "1,2") == Records{{"a", "b"}, {"1", "2"}});
  CHECK(scan("a" + end + end + "b") == Records{{"a"}, {""}, {"b"}});
}

TEST_CASE("keeps delimiters, quotes and line ends that stand in quotation marks", "[csv][scanner]") {
  CHECK(scan("a,\"1,2\",b") == Records{{"a", "1,2", "b"}});
  CHECK(scan("\"say \"\"no\"\"\",x") == Records{{"say \"no\"", "x"}});
  CHECK(scan("\"\"\"\",\"\"") == Records{{"\"", ""}});
  CHECK(scan("\"one\ntwo\",x\ny,z") == Records{{"one\ntwo", "x"}, {"y", "z"}});
  CHECK(scan("\"one\r\ntwo\rthree\",x") == Records{{"one\ntwo\nthree", "x"}});
}

TEST_CASE("counts a last empty cell and takes empty cells as they are", "[csv][scanner]") {
  CHECK(scan("a,\n,b\n,") == Records{{"a", ""}, {"", "b"}, {"", ""}});
  CHECK(scan("") == Records{});
}

TEST_CASE("takes a quotation mark inside an unquoted cell as text", "[csv][scanner]") {
  CHECK(scan("5\" pipe,a \"b\" c\nx,y") == Records{{"5\" pipe", "a \"b\" c"}, {"x", "y"}});
}

TEST_CASE("keeps text behind a closing quotation mark and says so", "[csv][scanner]") {
  const Bytes bytes(std::string_view("\"ab\"cd\"e,2\n\"x\",y"));
  Scanner scanner(bytes.view(), ',');
  Record record;
  std::string scratch;
  REQUIRE(scanner.next(record));
  CHECK(record.stray_quote);
  REQUIRE(record.cells.size() == 2);
  CHECK(cell_text(record.cells[0], scratch) == "abcd\"e");
  REQUIRE(scanner.next(record));
  CHECK_FALSE(record.stray_quote);
}

TEST_CASE("names the line where a quotation mark opened that never closes", "[csv][scanner]") {
  const Bytes bytes(std::string_view("a,b\n\"1\n2\",\"3\n4,5\n"));
  Scanner scanner(bytes.view(), ',');
  Record record;
  REQUIRE(scanner.next(record));
  CHECK(record.unclosed_line == 0);
  REQUIRE(scanner.next(record));
  CHECK(record.line == 2);
  CHECK(record.unclosed_line == 3);
  CHECK_FALSE(scanner.next(record));
}

TEST_CASE("numbers records by the line they begin on", "[csv][scanner]") {
  const Bytes bytes(std::string_view("a\n\"x\ny\"\r\nb\r\"p\r\nq\rr\"\nc"));
  Scanner scanner(bytes.view(), ',');
  Record record;
  std::vector<size_t> lines;
  while (scanner.next(record)) lines.push_back(record.line);
  CHECK(lines == std::vector<size_t>{1, 2, 4, 5, 8});
}

TEST_CASE("trims white space, also no-break and zero-width spaces", "[csv][scanner]") {
  CHECK(trim("  a b \t") == "a b");
  CHECK(trim("\xC2\xA0 80\xC2\xA0\x34\x31\xE2\x80\xAF") == "80\xC2\xA0\x34\x31");
  CHECK(trim("\xE2\x80\x8Bქართული\xEF\xBB\xBF") == "ქართული");
  CHECK(trim(" \xC2\xA0 ").empty());
}

TEST_CASE("keeps counting cells that it does not keep", "[csv][scanner]") {
  std::string line(most_columns + 10, ',');
  line += "last";
  const Bytes bytes(line);
  Scanner scanner(bytes.view(), ',');
  Record record;
  std::string scratch;
  REQUIRE(scanner.next(record));
  CHECK(record.cells.size() == most_columns);
  CHECK(record.width == most_columns + 11);
  CHECK(cell_text(record.beyond, scratch) == "last");
}

TEST_CASE("reads the same in blocks as one character at a time", "[csv][scanner]") {
  const uint32_t seed = GENERATE(1u, 2u, 3u, 4u);
  Dice dice(seed);
  INFO("seed " << seed);
  const char* pieces[] = {",",    ",", "\"", "\"", "\n", "\r",
                          "\r\n", "a", "bc", " ",  "ქ",  "0123456789012345678901234567"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const uint32_t count = dice.roll(60);
    for (uint32_t i = 0; i < count; ++i) text += pieces[dice.roll(12)];
    INFO(text);
    REQUIRE(scan(text) == scan_slowly(text, ','));
  }
}
