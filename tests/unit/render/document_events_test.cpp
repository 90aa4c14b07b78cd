#include "render/document_events.hpp"

#include "catch.hpp"
#include "findings.hpp"
#include "recording.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

Document document_of(Blocks blocks) {
  Document document;
  document.meta.title = "T";
  document.meta.lang = "en";
  document.blocks = std::move(blocks);
  document.signs[std::size_t(Mark::not_recorded)] = "–";
  return document;
}

Recording record(const Document& document, bool wants_text = false, const std::string& renderer = "pdf") {
  static const Locale english("en");
  Recording recording;
  CHECK(send_events({document, english, wants_text}, renderer, std::ref(recording)) == 0);
  CHECK(recording.depth == 0);
  return recording;
}

/// A table of a name, a figure (the second missing) and its status.
TableBlock small_table() {
  auto data = std::make_shared<Table>("t");
  data->add("name", Type::text).append("a");
  data->at("name").append("b");
  data->add("value", Type::decimal).append(*Decimal::parse("1234.5"));
  data->at("value").append(Mark::not_recorded);
  data->add("state", Type::text).append("good");
  data->at("state").append("bad");
  data->add("row", Type::text).append("r1");
  data->at("row").append("r2");
  TableBlock table;
  table.id = "t1";
  table.caption = "C";
  table.columns.resize(2);
  table.columns[0].name = "name";
  table.columns[1].name = "value";
  table.columns[1].label = "V";
  table.columns[1].decimals = 1;
  table.columns[1].grouped = true;
  table.columns[1].status_column = "state";
  table.anchor_column = "row";
  table.data = data;
  return table;
}

}  // namespace

TEST_CASE("a document is a well-nested sequence of events", "[render]") {
  Section section{1, "s1", "Results", "", "", {}};
  section.content.push_back({Heading{1, {Text{"Results", 0, "", ""}}}});
  section.content.push_back({Paragraph{"muted",
                                       {Text{"x", bold | italic, "#t1", ""}, LineBreak{}, NoteRef{1},
                                        Value{Scalar{std::int64_t{5}}, "5", "#,##0", "people", 0, 0}}}});
  section.content.push_back({Note{1, {Text{"n", 0, "", ""}}}});
  section.content.push_back({List{true, 3, {{{Paragraph{"", {Text{"i", 0, "", ""}}}}}}}});
  section.content.push_back({PageBreak{"landscape"}});
  Document document = document_of({{section}});
  document.attachments.push_back({"d.csv", "text/csv", "data", "Data", "1,2"});
  CHECK(record(document).lines == Texts{"1 T",
                                        "  27 text/csv d.csv description=data relationship=Data",
                                        "  2 s1 Results level=1",
                                        "    3 level=1",
                                        "      9 Results",
                                        "    /3",
                                        "    4 muted",
                                        "      9 x #t1 marks=3",
                                        "      13",
                                        "      14 1 #note-1",
                                        "      12 5 type=int value=5 format=#,##0 unit=people",
                                        "    /4",
                                        "    15 note-1 1",
                                        "      9 n",
                                        "    /15",
                                        "    5 level=1 start=3",
                                        "      6",
                                        "        4",
                                        "          9 i",
                                        "        /4",
                                        "      /6",
                                        "    /5",
                                        "    11 orientation=landscape",
                                        "  /2",
                                        "/1"});
}

TEST_CASE("a missing value is sent with its sign and without a number", "[render]") {
  const Document document =
      document_of({{Paragraph{"", {Value{Scalar{Mark::not_recorded}, "–", "#,##0", "", 0, 0}}}}});
  CHECK(record(document).lines.at(2) == "    12 – format=#,##0");
}

TEST_CASE("a table sends its cells typed, with companions", "[render]") {
  const Recording plain = record(document_of({{small_table()}}));
  CHECK(plain.lines == Texts{"1 T", "  7 t1 C", "    8: a|1234.5|-|good|r1 / b|-|–|bad|r2", "  /7", "/1"});
  CHECK(plain.schema == Texts{"name", "value label=V", "value.mark of=value role=mark",
                              "value.status of=value role=status", ".anchor role=anchor"});
}

TEST_CASE("cells as shown come only where a renderer asks for them", "[render]") {
  const Recording shown = record(document_of({{small_table()}}), true);
  CHECK(shown.schema.at(2) == "value.text of=value role=text");
  CHECK(shown.lines.at(2) == "    8: a|1234.5|1,234.5|-|good|r1 / b|-|-|–|bad|r2");
}

TEST_CASE("a lower bound comes rounded down, because spreadsheets round up", "[render]") {
  TableBlock table = small_table();
  Table data = *table.data;
  data.at("value") = Column("value", Type::decimal);
  data.at("value").append(*Decimal::parse("0.436"));
  data.at("value").append(*Decimal::parse("0.436"));
  data.add("bound", Type::boolean).append(true);
  data.at("bound").append(false);
  table.data = std::make_shared<Table>(data);
  ColumnSpec& spec = table.columns[1];
  spec.at_least_column = "bound";
  spec.percent = true;
  spec.decimals = 0;
  spec.format = "0%";
  CHECK(record(document_of({{table}}), true).lines.at(2) ==
        "    8: a|0.43|≥\u00A043%|\"≥\u00A0\"0%|good|r1 / b|0.436|44%|-|bad|r2");
  // The rows of a sum must still make it.
  spec.total = "sum";
  CHECK(contains_text(record(document_of({{table}})).lines.at(2), "a|0.436|"));
}

TEST_CASE("figures link to the evidence that the document prints", "[render]") {
  TableBlock table = small_table();
  Table data = *table.data;
  Column linked("value", Type::decimal);
  linked.append(Decimal(7));
  linked.set_evidence(4);
  linked.append(Mark::not_recorded);
  data.at("value") = linked;
  table.data = std::make_shared<Table>(data);
  Document document = document_of({{table}});
  document.anchors = {{4, "e4"}};
  const Recording recording = record(document);
  CHECK(recording.schema.at(4) == "value.href of=value role=href");
  CHECK(contains_text(recording.lines.at(2), "a|7|-|good|#e4|r1"));
  table.evidence_links = false;
  document.blocks = {{table}};
  CHECK(record(document).schema.size() == 5);
}

TEST_CASE("a block for another renderer is left out", "[render]") {
  TableBlock table = small_table();
  table.only = "xlsx";
  CHECK(record(document_of({{table}}), false, "pdf").lines == Texts{"1 T", "/1"});
  CHECK(record(document_of({{table}}), false, "xlsx").lines.size() == 5);
}

TEST_CASE("long tables come in batches, row groups with their subtotals", "[render]") {
  auto data = std::make_shared<Table>("t");
  Column& n = data->add("n", Type::integer);
  for (std::int64_t i = 0; i < 10000; ++i) n.append(i);
  TableBlock table;
  table.id = "t";
  table.columns.resize(1);
  table.columns[0].name = "n";
  table.data = data;
  const Recording batches = record(document_of({{table}}));
  REQUIRE(batches.lines.size() == 7);
  CHECK(batches.lines[3].rfind("    8: 4096 / 4097", 0) == 0);
  CHECK(batches.lines[4].rfind("    8: 8192 / ", 0) == 0);

  auto summary = std::make_shared<Table>("s");
  summary->add("n", Type::integer).append(std::int64_t{3});
  summary->at("n").append(std::int64_t{9});
  table.summary = summary;
  table.row_groups = {{"A", 0, 2, 0}, {"", 2, 1, std::nullopt}};
  table.total = 1;
  CHECK(record(document_of({{table}})).lines == Texts{"1 T", "  7 t", "    26 A", "      8: 0 / 1",
                                                      "      8 level=1: 3", "    /26", "    8: 2",
                                                      "    8 level=2: 9", "  /7", "/1"});
}

TEST_CASE("a chart brings its data and marks its target line", "[render]") {
  auto data = std::make_shared<Table>("c");
  data->add("month", Type::text).append("Oct");
  data->add("actual", Type::decimal).append(Decimal(5));
  data->add("goal", Type::decimal).append(Decimal(6));
  Chart chart;
  chart.kind = "line";
  chart.title = "Progress";
  chart.alt = "rising";
  chart.category = "month";
  chart.series = {{"actual", "Actual", false}, {"goal", "Target", true}};
  chart.data = data;
  const Recording recording = record(document_of({{Figure{"f1", "F", "", chart}}}));
  CHECK(recording.lines ==
        Texts{"1 T", "  20 f1 F", "    21 line Progress alt=rising: Oct|5|6", "  /20", "/1"});
  CHECK(recording.schema == Texts{"month", "actual label=Actual", "goal label=Target role=target"});
}

TEST_CASE("every type of cell and its null arrive", "[render]") {
  auto data = std::make_shared<Table>("t");
  data->add("b", Type::boolean).append(true);
  data->at("b").append(Mark::not_applicable);
  data->add("d", Type::date).append(*parse_iso_date("2020-12-08"));
  data->at("d").append(Mark::not_applicable);
  TableBlock table;
  table.columns.resize(2);
  table.columns[0].name = "b";
  table.columns[1].name = "d";
  table.data = data;
  CHECK(contains_text(record(document_of({{table}})).lines.at(2), "true|-|2020-12-08|-"));
}

TEST_CASE("the walk stops at the first answer that is not zero", "[render]") {
  static const Locale english("en");
  const Document document = document_of({{small_table()}});
  for (int at = 0; at < 5; ++at) {
    Recording recording;
    recording.fail_at = at;
    CHECK(send_events({document, english, false}, "pdf", std::ref(recording)) == EIO);
    CHECK(int(recording.lines.size()) == at);
  }
}
