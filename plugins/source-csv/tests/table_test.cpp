#include <fstream>

#include "reading.hpp"

using namespace kvali::csv;

namespace {

const std::optional<std::string> null;

Options with_header(int64_t header) {
  Options options;
  options.header = header;
  return options;
}

}  // namespace

TEST_CASE("hands over text columns with their headings and lines", "[csv][table]") {
  const Reading reading = read("კოდი,Reached\nI-1,12\n\nI-2,\n");
  CHECK(reading.code == 0);
  CHECK(reading.name == "rows");
  CHECK(reading.columns == std::vector<std::string>{"კოდი", "Reached"});
  CHECK(reading.numbers == std::vector<std::string>{"1", "2"});
  CHECK(reading.rows == std::vector<Row>{{"I-1", "12"}, {"I-2", null}});
  CHECK(reading.lines == std::vector<int64_t>{2, 4});
  CHECK(reading.metadata.at("kvali:place") == "{file}:{row}");
  CHECK(reading.metadata.at("kvali:file") == "data.csv");
  CHECK(reading.messages.empty());
}

TEST_CASE("finds the delimiter", "[csv][dialect]") {
  const std::string d = GENERATE(",", ";", "|", "\t");
  const Reading reading = read("a" + d + "b" + d + "c\n1" + d + "\"x" + d + "y\"" + d + "3\n");
  CHECK(reading.columns.size() == 3);
  CHECK(reading.rows == std::vector<Row>{{"1", "x" + d + "y", "3"}});
}

TEST_CASE("is not misled by decimal commas and commas in text", "[csv][dialect]") {
  CHECK(read("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n").columns.size() == 3);
  CHECK(read("name;note\nA;one, two, three\nB;four\n").columns.size() == 2);
  CHECK(read("1,5;2,5\n3,5;4,5\n", with_header(0)).columns.size() == 2);
}

TEST_CASE("honours a sep= line, and an option above it", "[csv][dialect]") {
  const std::string end = GENERATE("\n", "\r\n", "\r");
  const Reading reading = read("sep=|" + end + "a,b|c" + end + "1,2|3" + end);
  CHECK(reading.columns == std::vector<std::string>{"a,b", "c"});
  CHECK(reading.lines == std::vector<int64_t>{3});
  Options options;
  options.delimiter = ",";
  CHECK(read("sep=|\na,b|c\n1,2|3\n", options).columns == std::vector<std::string>{"a", "b|c"});
  CHECK(read("sep=,x\na,b\n").columns == std::vector<std::string>{"sep=", "x"});
}

TEST_CASE("takes a file without any delimiter as one column", "[csv][dialect]") {
  const Reading reading = read("name\nBatumi\nKutaisi\n");
  CHECK(reading.columns == std::vector<std::string>{"name"});
  CHECK(reading.rows.size() == 2);
}

TEST_CASE("makes repeated headings unique and says so once", "[csv][heading]") {
  const Reading reading = read("Reached,Target,Reached,Reached 2,Reached\n1,2,3,4,5\n");
  CHECK(reading.columns ==
        std::vector<std::string>{"Reached", "Target", "Reached 3", "Reached 2", "Reached 4"});
  CHECK(reading.labels == std::vector<std::string>{"Reached", "Target", "Reached", "Reached 2", "Reached"});
  REQUIRE(reading.warnings().size() == 1);
  CHECK(reading.warnings()[0].text.find("\"Reached\"") != std::string::npos);
}

TEST_CASE("does not let a heading take a reserved name", "[csv][heading]") {
  CHECK(read("kvali_row,a\n1,2\n").columns == std::vector<std::string>{"kvali_row 2", "a"});
}

TEST_CASE("names columns without a heading after their position", "[csv][heading]") {
  const Reading reading = read("a,,b,\n1,2,3,4\n");
  CHECK(reading.columns == std::vector<std::string>{"a", "c2", "b", "c4"});
  CHECK(reading.labels == std::vector<std::string>{"a", "-", "b", "-"});
  CHECK(reading.messages.empty());
}

TEST_CASE("keeps the heading as written and names the column with single spaces", "[csv][heading]") {
  const Reading reading = read("\" Women\n reached\xC2\xA0 (n) \",b\n1,2\n");
  CHECK(reading.columns[0] == "Women reached (n)");
  CHECK(reading.labels[0] == "Women\n reached\xC2\xA0 (n)");
  CHECK(reading.lines == std::vector<int64_t>{3});
}

TEST_CASE("counts the heading row without blank and skipped rows", "[csv][heading]") {
  Options options = with_header(2);
  options.skip_rows_starting_with = {"#"};
  const Reading reading = read("# export\n\nReport,,\n,,\nCode,Value,\n#code,#value,\n,#x,\nA,1,\n", options);
  CHECK(reading.columns == std::vector<std::string>{"Code", "Value", "c3"});
  CHECK(reading.rows == std::vector<Row>{{"A", "1", null}});
  CHECK(reading.lines == std::vector<int64_t>{8});
}

TEST_CASE("skips subtotals by their first cell with content", "[csv][heading]") {
  Options options;
  options.skip_rows_starting_with = {"Subtotal", "სულ"};
  CHECK(read("a,b\nx,1\n,Subtotal x\nსულ,1\ny,2\n", options).rows ==
        std::vector<Row>{{"x", "1"}, {"y", "2"}});
}

TEST_CASE("numbers the columns of a file without headings", "[csv][heading]") {
  const Reading reading = read("1,2\n3,4,5\n", with_header(0));
  CHECK(reading.columns == std::vector<std::string>{"c1", "c2", "c3"});
  CHECK(reading.rows == std::vector<Row>{{"1", "2", null}, {"3", "4", "5"}});
}

TEST_CASE("fills short rows with nulls and warns once", "[csv][ragged]") {
  const Reading reading = read("a,b,c\n1\n1,2\n1,2,3\n");
  CHECK(reading.rows == std::vector<Row>{{"1", null, null}, {"1", "2", null}, {"1", "2", "3"}});
  REQUIRE(reading.warnings().size() == 1);
  CHECK(reading.warnings()[0].text ==
        "2 rows have fewer cells than the heading has columns (lines 2, 3); the missing cells were taken as "
        "empty\nhint: see "
        "whether a delimiter is missing there");
  CHECK(reading.warnings()[0].where == "data.csv:2");
}

TEST_CASE("names what stands beyond the last column", "[csv][ragged]") {
  const Reading reading = read("a,b\n1,2,,\n1,2,\"x\ny\",z\n");
  CHECK(reading.rows == std::vector<Row>{{"1", "2"}, {"1", "2"}});
  REQUIRE(reading.warnings().size() == 1);
  CHECK(reading.warnings()[0].text.find("1 row has more cells") == 0);
  CHECK(reading.warnings()[0].text.find("\n  line 3: \"x y\", \"z\"\n") != std::string::npos);
  CHECK(reading.warnings()[0].where == "data.csv:3");
}

TEST_CASE("names five ragged lines and counts the others", "[csv][ragged]") {
  const Reading reading = read("a,b\n1\n1\n1\n1\n1\n1\n1\n");
  REQUIRE(reading.warnings().size() == 1);
  CHECK(reading.warnings()[0].text.find(
            "7 rows have fewer cells than the heading has columns (lines 2, 3, 4, 5, 6 and 2 "
            "more)") == 0);
}

TEST_CASE("reports text behind a closing quotation mark and keeps it", "[csv][ragged]") {
  const Reading reading = read("a,b\n\"x\"y,2\n");
  CHECK(reading.rows == std::vector<Row>{{"xy", "2"}});
  REQUIRE(reading.warnings().size() == 1);
  CHECK(reading.warnings()[0].text.find("1 row has text behind a closing quotation mark (line 2)") == 0);
}

TEST_CASE("hands over a long table in batches", "[csv][table]") {
  std::string text = "n,t\n";
  for (int i = 0; i < 20000; ++i) text += std::to_string(i) + (i % 7 == 0 ? ",\n" : ",\"x, y\"\n");
  const Reading reading = read(text);
  CHECK(reading.batches == std::vector<int64_t>{8192, 8192, 3616});
  REQUIRE(reading.rows.size() == 20000);
  CHECK(reading.rows[19998] == Row{"19998", "x, y"});
  CHECK(reading.rows[14000] == Row{"14000", null});
  CHECK(reading.lines[19999] == 20001);
}

TEST_CASE("makes small batches of wide tables", "[csv][table]") {
  std::string line;
  for (int i = 0; i < 4000; ++i) line += "x,";
  std::string text;
  for (int i = 0; i < 1000; ++i) text += line + "\n";
  const Reading reading = read(text, with_header(0));
  CHECK(reading.rows.size() == 1000);
  CHECK(reading.batches.front() == 524);  // 2^21 cells over 4002 columns.
}

TEST_CASE("keeps a field of many megabytes", "[csv][table]") {
  const std::string large(20u << 20, 'x');
  const Reading reading = read("a,b\n\"" + large + "\"\"\",1\n2,3\n");
  REQUIRE(reading.rows.size() == 2);
  CHECK(reading.rows[0][0]->size() == large.size() + 1);
  CHECK(reading.batches == std::vector<int64_t>{1, 1});
}

TEST_CASE("stops when the run is cancelled, without an error report", "[csv][table]") {
  Engine engine;
  engine.open([](const kvali::Component& reporter) { open_bytes("a,b\n1,2\n", "data.csv", {}, reporter); });
  REQUIRE(engine.reading.opened);
  engine.calls_before_cancel = 0;
  engine.pull();
  CHECK(engine.reading.code == ECANCELED);
  CHECK(engine.reading.messages.empty());
}

TEST_CASE("the table outlives open() and stays at its end", "[csv][table]") {
  Engine engine;
  {
    const std::string content = "a\n1\n";
    engine.open([&](const kvali::Component& reporter) { open_bytes(content, "data.csv", {}, reporter); });
  }
  engine.pull();
  CHECK(engine.reading.rows == std::vector<Row>{{"1"}});
  for (int i = 0; i < 2; ++i) {
    ArrowArray batch;
    CHECK(engine.stream.get_next(&engine.stream, &batch) == 0);
    CHECK(batch.release == nullptr);
  }
}

TEST_CASE("headings in several rows are joined, merged ones repeated", "[csv][table]") {
  Options options;
  options.header_rows = 2;
  const Reading reading =
      read("Code,Indicator,2025-11,,2025-12,\n,,Actual,Target,Actual,Target\n1.1,Advice,5,4,7,4\n", options);
  CHECK(reading.columns == std::vector<std::string>{"Code", "Indicator", "2025-11 / Actual",
                                                    "2025-11 / Target", "2025-12 / Actual",
                                                    "2025-12 / Target"});
  CHECK(reading.rows == std::vector<Row>{{"1.1", "Advice", "5", "4", "7", "4"}});
  const Reading bare = read("Code,,თვე\n,Title,\n1,a,b\n", options);
  CHECK(bare.columns == std::vector<std::string>{"Code", "Title", "თვე"});
}

TEST_CASE("one of several tables of a file stands below its title, up to a blank row", "[csv][table]") {
  const std::string file =
      "Results,,\nCode,Value,\n1.1,5,\n,,\nTargets,,\n\nCode,Scope,Target\n1.1,2025-12,4\n\n9.9,x,1\n";
  Options options;
  options.below = "Targets";
  const Reading targets = read(file, options);
  CHECK(targets.columns == std::vector<std::string>{"Code", "Scope", "Target"});
  CHECK(targets.rows == std::vector<Row>{{"1.1", "2025-12", "4"}});
  CHECK(targets.lines == std::vector<int64_t>{8});
  options.below = "Results";
  CHECK(read(file, options).rows == std::vector<Row>{{"1.1", "5", std::nullopt}});
  options.below = "Budget";
  CHECK(read(file, options).errors().size() == 1);
}
