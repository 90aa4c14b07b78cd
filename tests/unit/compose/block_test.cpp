#include "catch.hpp"
#include "composing.hpp"
#include "document/cell_text.hpp"
#include "sample_workspace.hpp"

namespace kvali {

namespace {

/// A table `t` with groups, gaps and a withheld cell.
test::Facts sample() {
  test::Facts facts;
  facts.facts["report.audience"] = std::string("donor");
  const std::uint32_t origin =
      facts.workspace.evidence.add_origin({"ledger", "t", "{file}:{row}", "data/t.csv", 0});
  test::TableWriter(facts.workspace, "t", "g:t x:t n:i q:n d:d s:t url:t", origin)
      .row({"b", "ბ", "12345", "0.5", "2020-12-01", "good", "https://e.org/1"})
      .row({"a", "გ", "-", "0.25", "2020-12-03", "bad", "-"})
      .row({"b", "ა", "7", "(c)", "-", "odd", "javascript:x"});
  return facts;
}

std::string fenced(const std::string& kind, const std::string& body) {
  return "```" + kind + "\n" + body + "\n```\n";
}

test::Composed composed(const std::string& body, const std::string& lang = "en") {
  return test::compose_body(body, sample(), lang);
}

}  // namespace

TEST_CASE("a table has typed columns, groups, subtotals, a total and a legend", "[compose]") {
  const test::Composed result = composed(fenced(
      "table",
      "from = \"t\"\norder = \"g, x\"\ngroup = \"g\"\nsubtotal = true\ncaption = \"All {{ count(t) }}\"\n"
      "columns = [ { name = \"x\", label = \"X\" },\n"
      "  { name = \"n\", label = \"N\", unit = \"people\", total = \"sum\" },\n"
      "  { name = \"q\", label = \"Q\", format = \"percent:1\", width = 20 },\n"
      "  { name = \"d\", label = \"D\", align = \"center\" },\n"
      "  { name = \"twice\", label = \"T\", value = \"n * 2\", total = \"sum\" } ]\n"
      "groups = [ { label = \"Both\", columns = [\"n\", \"twice\"] } ]"));
  CHECK(result.findings.empty());
  CHECK(
      result.dump ==
      "table #t caption=\"All 3\"\n"
      "  column x text \"X\"\n"
      "  column n int \"N\" unit=people format=#,##0 decimals=0 grouped total=sum at_least=n.at_least\n"
      "  column q decimal \"Q\" format=0.0% decimals=1 percent width=20\n"
      "  column d date \"D\" align=center format=\"d mmm yyyy\"\n"
      "  column twice int \"T\" format=#,##0 decimals=0 grouped total=sum "
      "at_least=twice.at_least\n"
      "  over n twice: \"Both\"\n"
      "  data | x | n | q | d | twice | n.at_least | twice.at_least\n"
      "  group \"a\"\n"
      "    row | \"გ\" | missing not_recorded | decimal 0.25 [evidence 3] | date 2020-12-03 [evidence 3] | "
      "missing not_recorded | bool false | bool false\n"
      "    subtotal | \"Subtotal\" | missing not_recorded | missing not_applicable | missing not_applicable "
      "| missing not_recorded | bool true | bool true\n"
      "  group \"b\"\n"
      "    row | \"ა\" | int 7 [evidence 4] | missing withheld | missing not_recorded | int 14 [evidence 4] "
      "| "
      "bool false | bool false\n"
      "    row | \"ბ\" | int 12345 [evidence 2] | decimal 0.5 [evidence 2] | date 2020-12-01 [evidence 2] | "
      "int 24690 [evidence 2] | bool false | bool false\n"
      "    subtotal | \"Subtotal\" | int 12352 [evidence 2,4] | missing not_applicable | missing "
      "not_applicable | int 24704 [evidence 2,4] | bool false | bool false\n"
      "  total | \"Total\" | int 12352 [evidence 2,4] | missing not_applicable | missing not_applicable | "
      "int "
      "24704 [evidence 2,4] | bool true | bool true\n"
      "  legend \"– not recorded; c confidential; ≥ at least: something that belongs to it could not be "
      "counted\"\n");
}

TEST_CASE("cells link, carry a status and a note; bad addresses do not", "[compose]") {
  const test::Composed result = composed(
      fenced("table",
             "from = \"t\"\nid = \"own\"\nanchor = \"'row-' + x\"\n"
             "columns = [ { name = \"x\", label = \"X\", href = \"url\", status = \"s\", note = \"g\" } ]") +
      "[l](#row-ბ)\n");
  CHECK(result.dump ==
        "table #own anchor=.anchor\n"
        "  column x text \"X\" status=x.status href=x.href note=x.note\n"
        "  data | x | x.status | x.href | x.note | .anchor\n"
        "  row | \"ბ\" [evidence 2] | \"good\" | \"https://e.org/1\" | \"b\" | \"row-b\"\n"
        "  row | \"გ\" [evidence 3] | \"bad\" | missing not_applicable | \"a\" | \"row-g\"\n"
        "  row | \"ა\" [evidence 4] | missing not_applicable | missing not_applicable | \"b\" | \"row-a\"\n"
        "paragraph \"l\"<#row-b>\n");
  CHECK(result.findings ==
        "TPL-08 5:48-51 not a link for a report: javascript:x; links begin with https://, http://, mailto: "
        "or #\n");
}

TEST_CASE("rows may be grouped into measures, and the row may have a name", "[compose]") {
  const test::Composed result =
      composed(fenced("table",
                      "from = \"t\"\nas = \"r\"\nby = \"g\"\nmeasures = [ { name = \"sum\", function = "
                      "\"sum\", column = \"n\" }, { name = \"rows\", "
                      "function = \"count\" } ]\norder = \"g\"\n"
                      "columns = [ { name = \"g\" }, { name = \"sum\" }, { name = \"rows\" }, { name = "
                      "\"again\", value = \"count(t where g == r.g)\" } ]"));
  CHECK(result.findings.empty());
  CHECK(
      result.dump.find("  row | \"a\" | missing not_recorded | int 1 [evidence 3] | int 1 [evidence 3]\n") !=
      std::string::npos);
  CHECK(result.dump.find(
            "  row | \"b\" | int 12352 [evidence 2,4] | int 2 [evidence 2,4] | int 2 [evidence 2,4]\n") !=
        std::string::npos);
}

TEST_CASE("columns may depend on a condition, and digits are grouped alike in a column", "[compose]") {
  const std::string body = fenced("table",
                                  "from = \"t\"\nwhere = \"n is not missing\"\norder = \"x\"\ncolumns = [ { "
                                  "name = \"n\" }, { name = \"q\", if = "
                                  "\"report.audience == 'internal'\" } ]");
  CHECK(composed(body, "ka").dump.find("column n int \"\" format=#,##0 decimals=0 grouped\n  data | n\n") !=
        std::string::npos);
  CHECK(composed("| n |\n|--|\n| {{ 1234 }} |\n", "ka").dump.find("format=0 decimals=0\n") !=
        std::string::npos);
  CHECK(composed("| n |\n|--|\n| {{ 1.5 }} |\n| {{ 2 }} |\n")
            .dump.find("column c1 decimal \"n\" format=General\n") != std::string::npos);
}

TEST_CASE("every row may have its own decimals without losing digits", "[compose]") {
  const test::Composed result = composed(fenced("table",
                                                "from = \"t\"\nwhere = \"q is not missing\"\ncolumns = [ { "
                                                "name = \"q\", decimals = \"2 if x == 'ბ' else 1\" } ]"));
  CHECK(result.findings.empty());
  CHECK(result.dump.find("  column q decimal \"\" format=General decimals=2,1\n") != std::string::npos);
  const auto& table = std::get<TableBlock>(result.document.blocks.at(0).node);
  const Locale locale("en");
  CHECK(cell_text(table.columns[0], *table.data, 0, locale) == "0.50");
  CHECK(cell_text(table.columns[0], *table.data, 1, locale) == "0.3");
  CHECK(composed(fenced("table", "from = \"t\"\ncolumns = [ { name = \"n\", decimals = \"1\" } ]"))
            .dump.find("format=#,##0.0 decimals=1") != std::string::npos);
  CHECK(
      composed(fenced("table", "from = \"t\"\ncolumns = [ { name = \"n\", decimals = \"x\" } ]")).findings ==
      "TPL-06 3:39-40 decimals are not a whole number from 0 to 6\n");
}

TEST_CASE("a number that is a lower bound says so, and a total of such is one", "[compose]") {
  const test::Composed result = composed(
      fenced("table",
             "from = \"t\"\nwhere = \"n is not missing\"\ncolumns = [ { name = \"n\", total = \"sum\", "
             "at_least = \"n < 100\" }, { name = \"twice\", value = \"n * 2\", total = \"sum\" }, "
             "{ name = \"whole\", value = \"n\", total = \"whole\", at_least = \"n < 100\" } ]"));
  CHECK(result.findings.empty());
  const auto& table = std::get<TableBlock>(result.document.blocks.at(0).node);
  const Locale locale("en");
  CHECK(cell_text(table.columns[0], *table.summary, 0, locale) == "≥\u00A012,352");
  CHECK(cell_text(table.columns[1], *table.summary, 0, locale) == "24,704");
  CHECK(table.summary->at("whole").mark(0) == Mark::not_recorded);
  CHECK(table.legend == "≥ at least: something that belongs to it could not be counted");
}

TEST_CASE("the total of a column that does not add up is what its expression says", "[compose]") {
  const test::Composed result = composed(
      fenced("table",
             "from = \"t\"\nwhere = \"n is not missing\"\ncolumns = [ { name = \"n\", total = \"sum\" }, "
             "{ name = \"half\", value = \"n / 24704\", format = \"percent\", total_value = \"sum(t.n) / "
             "24704\" } ]"));
  CHECK(result.findings.empty());
  const auto& table = std::get<TableBlock>(result.document.blocks.at(0).node);
  CHECK(cell_text(table.columns[1], *table.summary, 0, Locale("en")) == "50%");
  CHECK(composed(fenced("table", "from = \"t\"\ncolumns = [ { name = \"n\", total_value = \"nowhere.n\" } ]"))
            .findings.find("TPL-05") != std::string::npos);
}

TEST_CASE("a total over cells that are not recorded is at least the rest", "[compose]") {
  const test::Composed result =
      composed(fenced("table",
                      "from = \"t\"\ncolumns = [ { name = \"n\", total = \"sum\" }, "
                      "{ name = \"minus\", value = \"0 - n\", total = \"sum\" } ]"));
  const auto& table = std::get<TableBlock>(result.document.blocks.at(0).node);
  CHECK(cell_text(table.columns[0], *table.summary, 0, Locale("en")) == "≥\u00A012,352");
  // What is lacking may be negative as well.
  CHECK(table.summary->at("minus").mark(0) == Mark::not_recorded);
}

TEST_CASE("a lower bound is rounded down", "[compose]") {
  const test::Composed result = composed(
      fenced("table",
             "from = \"t\"\nwhere = \"n == 7\"\ncolumns = [\n"
             "  { name = \"part\", value = \"n / 11\", format = \"percent\", at_least = \"true\" },\n"
             "  { name = \"tenth\", value = \"n / 11\", decimals = \"1\", at_least = \"true\" },\n"
             "  { name = \"auto\", value = \"n / 11\", at_least = \"true\" },\n"
             "  { name = \"whole\", value = \"n / 11\", format = \"percent\" } ]"));
  CHECK(result.findings.empty());
  const auto& table = std::get<TableBlock>(result.document.blocks.at(0).node);
  std::string row;
  for (const ColumnSpec& spec : table.columns) row += cell_text(spec, *table.data, 0, Locale("en")) + " ";
  CHECK(row == "≥\u00A063% ≥\u00A00.6 ≥\u00A00.63 64% ");
}

TEST_CASE("a sentence can say that a figure is a lower bound", "[compose]") {
  CHECK(composed("{{ 57 | number | at_least(true) }}, {{ 57 | number | at_least(false) }}")
            .dump.find("≥\u00A057") != std::string::npos);
  // A spreadsheet would round 0.436 up.
  CHECK(composed("{{ sum(t.q where n == 12345) / 1.146789 | percent | at_least(true) }}")
            .dump.find("{decimal 0.43 \"≥\u00A043%\" format=\"≥\u00A0\"0%") != std::string::npos);
  CHECK(composed("{{ 57 | at_least }}").findings.find("at_least needs a condition") != std::string::npos);
}

TEST_CASE("a table without rows says so", "[compose]") {
  const test::Composed result =
      composed(fenced("table", "from = \"decisions\"\ncolumns = [ { name = \"text\", label = \"T\" } ]"));
  CHECK(result.findings.empty());
  CHECK(result.dump ==
        "table #decisions\n  column text text \"T\"\n  empty \"Nothing recorded.\"\n  data | text\n");
}

TEST_CASE("a chart has numbers, an alternative text from the data, and a true reference", "[compose]") {
  const std::string table =
      fenced("table", "from = \"t\"\nid = \"own\"\ncolumns = [ { name = \"x\" }, { name = \"n\" } ]");
  const std::string chart =
      "from = \"t\"\nkind = \"bar\"\ntable = \"own\"\ncategory = \"x\"\ntitle = \"Title\"\nunit = "
      "\"people\"\n"
      "series = [ { column = \"n\", label = \"N\" } ]\n";
  const test::Composed result = composed(table + fenced("chart", chart));
  CHECK(result.findings.empty());
  CHECK(result.dump.find("figure #chart\n"
                         "  chart bar \"Title\" unit=people format=#,##0 table=own\n"
                         "    alt \"Title. ბ: N 12,345; გ: N not recorded; ა: N 7\"\n"
                         "    series n \"N\"\n"
                         "    row | \"ბ\" | int 12345 [evidence 2]\n") != std::string::npos);
  CHECK(composed(table + fenced("chart", chart + "limit = 2\n")).dump.find("table=own") == std::string::npos);
  CHECK(composed(fenced("chart", chart + "where = \"n is missing\"\n")).dump.empty());
  CHECK(composed(fenced("chart",
                        "from = \"t\"\nkind = \"bar\"\ncategory = \"x\"\nseries = [ { column = \"g\" } ]\n"))
            .findings == "TPL-06 5:23-26 chart draws a text: g\n");
}

TEST_CASE("tiles come from rows or one by one", "[compose]") {
  const test::Composed result = composed(
      fenced("kpi",
             "from = \"t\"\norder = \"x\"\nlimit = 1\nlabel = \"{{ x }}\"\nvalue = \"n\"\ntarget = "
             "\"28\"\nstatus = \"s\"\nunit = \"u\"") +
      fenced("kpi",
             "[[tiles]]\nlabel = \"A\"\nvalue = \"missing\"\n[[tiles]]\nlabel = \"B\"\nvalue = "
             "\"0.5\"\nformat = \"percent\"\n"
             "status = \"'good'\"\nstatus_text = \"fine\"\nchange = \"+{{ 1 }}\"\ntrend = \"'up'\""));
  CHECK(result.findings.empty());
  CHECK(result.dump ==
        "kpi\n"
        "  tile \"ა\" {int 7 \"7\" format=#,##0 unit=u [evidence 4]} target {int 28 \"of 28\" format=#,##0} "
        "share 0.25\n"
        "kpi\n"
        "  tile \"A\" {missing not_recorded \"not recorded\"}\n"
        "  tile \"B\" {decimal 0.5 \"50%\" format=0%} change=+1 trend=up status=good status_text=fine\n");
}

TEST_CASE("callouts are small documents, key-values keep their types", "[compose]") {
  const test::Composed result =
      composed(fenced("callout",
                      "kind = \"warn\"\ntitle = \"T\"\nbody = \"\"\"\n{% for r in t where n > 100 %}\n- **{{ "
                      "r.n }}**\n{% endfor %}\n\"\"\"") +
               fenced("keyvalue",
                      "[[pair]]\nkey = \"K\"\nvalue = \"sum(t.n)\"\n[[pair]]\nkey = \"no\"\nvalue = "
                      "\"1\"\nif = \"false\"\n"
                      "[[pair]]\nkey = \"text\"\ntext = \"from {{ period.first }}\"") +
               fenced("contents", "depth = 3") + fenced("pagebreak", "orientation = \"landscape\""));
  CHECK(result.findings.empty());
  CHECK(result.dump ==
        "callout warn \"T\"\n"
        "  list\n"
        "    item\n"
        "      paragraph *{int 12345 \"12,345\" format=#,##0 [evidence 2]}*\n"
        "keyvalue #keys\n"
        "  \"K\": {int 12352 \"12,352\" format=#,##0 [evidence 2,4]}\n"
        "  \"text\": \"from \"{date 2020-12-01 \"1 December 2020\" format=\"d mmm yyyy\"}\n"
        "contents \"Contents\" depth 3\n"
        "pagebreak orientation=landscape\n");
}

TEST_CASE("the annex lists what is printed before and behind it, and figures link there", "[compose]") {
  const std::string body =
      "# S\n\n{{ sum(t.n where g == \"b\") }}\n\n```evidence\n```\n\n{{ sum(t.q where g == \"a\") }}\n";
  const test::Composed donor = composed(body);
  CHECK(donor.findings.empty());
  CHECK(donor.dump.find("paragraph {int 12352 \"12,352\" format=#,##0 [evidence #ev-s.text]}\n") !=
        std::string::npos);
  CHECK(donor.dump.find(R"("s.text" | "12,352" | "12,345 + 7" | "ledger 2, 4" |)") != std::string::npos);
  CHECK(donor.document.evidence_href(donor.document.anchors[0].first) ==
        "#" + donor.document.anchors[0].second);
  CHECK(donor.document.evidence->refs(donor.document.anchors[0].first).size() > 0);
  test::Facts facts = sample();
  facts.facts["report.audience"] = std::string("internal");
  CHECK(test::compose_body(body, facts).dump.find("\"data/t.csv:2; data/t.csv:4\"") != std::string::npos);
}

TEST_CASE("the annex is cut where it says, and says so", "[compose]") {
  const test::Composed result = composed(fenced("table", "from = \"t\"\ncolumns = [ { name = \"x\" } ]") +
                                         "```evidence\nlimit = 1\n```\n");
  CHECK(result.findings ==
        "TPL-10 5:1-12 annex of evidence is cut at 1 figures; set limit of the evidence block\n");
  CHECK(result.dump.find("caption=\"2 further figures are left out of this list.\"") != std::string::npos);
}

TEST_CASE("mistakes in blocks are found together, each at its place", "[compose]") {
  CHECK(composed("```tabel\n```\n\n" +
                 fenced("table",
                        "from = \"t\"\nwehre = \"n > 1\"\nwhere = \"n >\"\ncolumns = [ { name = \"nn\", "
                        "formt = \"x\", format = \"nubmer\" },\n"
                        "  { name = \"q\", align = \"middle\", width = 0 } ]") +
                 fenced("kpi", "title = \"x\"") + fenced("chart", "from = \"t\"\nkind = \"pie\"\n") +
                 fenced("callout", "body = 3") + fenced("keyvalue", "key = "))
            .findings ==
        "TPL-07 1:1-9 unknown block tabel; did you mean table?\n"
        "TPL-03 7:13-14 expected a value, the expression ends\n"
        "TPL-07 8:50-58 unknown format nubmer; did you mean number?\n"
        "TPL-07 8:28-33 column has no key formt; did you mean format?\n"
        "TPL-07 9:25-33 align of a column cannot be middle; one of: left right center\n"
        "TPL-07 9:43-44 width of a column is not a number of millimetres; 1 to 1000\n"
        "TPL-07 6:1-6 table has no key wehre; did you mean where?\n"
        "TPL-07 11:1-7 kpi needs from or tiles; for example from = \"results\"\n"
        "TPL-07 12:1-6 kpi has no key title\n"
        "TPL-07 14:1-9 chart needs category; for example category = \"title\"\n"
        "TPL-07 14:1-9 chart needs series; for example series = [{ column = \"actual\", label = "
        "\"t:col.actual\" }]\n"
        "TPL-07 16:8-13 kind of a chart cannot be pie; one of: bar hbar stacked grouped line doughnut "
        "progress\n"
        "TPL-07 20:8-9 body of a callout is not a text in quotes\n"
        "TPL-07 23:7-8 in a key-value pair: expected value, saw '\\n'; the body of a block is TOML: key = "
        "\"text\"\n"
        "TPL-05 8:22-26 unknown column nn\n");
}

TEST_CASE("places are right inside lists and Georgian text", "[compose]") {
  CHECK(composed("- item\n\n  ```callout\n  title = \"ქართული {{ project.titel }}\"\n  body = \"b\"\n  ```\n")
            .findings == "TPL-05 4:23-36 unknown name project.titel; did you mean project.title?\n");
  CHECK(composed("ქართული *ტექსტი* {{ project.titel }}\n").findings ==
        "TPL-05 1:21-34 unknown name project.titel; did you mean project.title?\n");
  CHECK(composed("```callout\nbody = \"\"\"\nერთი\nორი {{ x + }}\n\"\"\"\n```\n").findings ==
        "TPL-03 4:12-13 expected a value, the expression ends\n");
}

}  // namespace kvali
