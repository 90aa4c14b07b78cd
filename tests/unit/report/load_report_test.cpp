#include "catch.hpp"
#include "reading.hpp"

using namespace kvali;

TEST_CASE("a whole report.toml is read without a finding", "[report]") {
  const ReadReport read = read_report(R"([report]
id = "emerge-monthly"
title = { ka = "ანგარიში", en = "Report" }
template = "monthly-brief"
langs = ["ka", "en"]
period = "2020-12"
as_of = 2021-01-05
audience = "internal"
revision = 2
[project]
id = "emerge"
title.en = "Rights"
donor = "NMFA"
start = 2019-12-01
end = 2022-11-30
timezone = "Asia/Tbilisi"
currency = "NOK"
fiscal_year = "10-01"
[[source]]
name = "ledger"
plugin = "csv"
rank = 100
as_of = "2020-12-31"
file = "achievements.csv"
[[output]]
renderer = "xlsx"
[parameters]
logo = ["a.png", "b.png"]
)");
  CHECK(short_texts(read.findings).empty());
  REQUIRE(read.report);
  const Report& report = *read.report;
  CHECK(report.id == "emerge-monthly");
  CHECK(text_in(report.title, "ka") == "ანგარიში");
  CHECK(report.langs == std::vector<std::string>{"ka", "en"});
  CHECK(report.as_of == parse_iso_date("2021-01-05"));
  CHECK(report.audience == "internal");
  CHECK(report.revision == 2);
  CHECK(report.project.timezone == "Asia/Tbilisi");
  CHECK(report.project.end == parse_iso_date("2022-11-30"));
  CHECK(report.project.fiscal.month == 10);
  REQUIRE(report.sources.size() == 1);
  CHECK(report.sources[0].rank == 100);
  CHECK(report.sources[0].as_of == parse_iso_date("2020-12-31"));
  REQUIRE(report.sources[0].options.size() == 1);
  CHECK(report.sources[0].options[0].name == "file");
  CHECK(report.outputs[0].renderer == "xlsx");
  REQUIRE(report.parameters.size() == 1);
  CHECK(report.parameters[0].list);
  CHECK(report.parameters[0].values == std::vector<std::string>{"a.png", "b.png"});
}

TEST_CASE("what a report may leave out has a default", "[report]") {
  const ReadReport read = read_report(least_head + least_source);
  CHECK(short_texts(read.findings).empty());
  REQUIRE(read.report);
  CHECK(read.report->langs == std::vector<std::string>{"en"});
  CHECK(read.report->period_text == "previous-month");
  CHECK(read.report->audience == "donor");
  CHECK(read.report->sources[0].rank == 60);
  REQUIRE(read.report->outputs.size() == 1);
  CHECK(read.report->outputs[0].renderer == "pdf");
}

TEST_CASE("a text is chosen by language, then without one, then in English, then any", "[report]") {
  CHECK(text_in({{"ka", "კი"}, {"en", "yes"}, {"", "?"}}, "ka") == "კი");
  CHECK(text_in({{"en", "yes"}, {"", "?"}}, "ka") == "?");
  CHECK(text_in({{"en", "yes"}, {"de", "ja"}}, "ka") == "yes");
  CHECK(text_in({{"fr", "oui"}, {"hy", "ayo"}}, "ka") == "oui");
  CHECK(text_in({}, "ka").empty());
}

TEST_CASE("options keep their TOML type as canonical text", "[report]") {
  const ReadReport read =
      read_report(least_head + least_source +
                  "text = \"cafe\u0301\"\nwhole = -7\nnumber = 0.5\nyes = true\nday = 2020-12-08\n"
                  "names = [\"a\", \"b\"]\nnone = []\n");
  CHECK(short_texts(read.findings).empty());
  REQUIRE(read.report);
  std::map<std::string, OptionText> options;
  for (const OptionText& option : read.report->sources[0].options) options[option.name] = option;
  CHECK(options["text"].values.front() == "caf\u00E9");
  CHECK(options["text"].kind == 's');
  CHECK(options["whole"].values.front() == "-7");
  CHECK(options["whole"].kind == 'i');
  CHECK(options["number"].values.front() == "0.5");
  CHECK(options["number"].kind == 'f');
  CHECK(options["yes"].values.front() == "true");
  CHECK(options["yes"].kind == 'b');
  CHECK(options["day"].values.front() == "2020-12-08");
  CHECK(options["day"].kind == 'd');
  CHECK(options["names"].list);
  CHECK(options["none"].values.empty());
  CHECK(options["whole"].place.line == 8);
  CHECK(options["whole"].place.column == 9);
}

TEST_CASE("a list of several types has the type of none of them", "[report]") {
  const ReadReport read =
      read_report(least_head + least_source + "files = [1, \"a.csv\"]\nnumbers = [1, 2.5]\n");
  REQUIRE(read.report);
  CHECK(read.report->sources[0].options[0].kind == '?');
  CHECK(read.report->sources[0].options[1].kind == 'f');
}

TEST_CASE("a secret is a reference to the environment, a file or a credential", "[report]") {
  const ReadReport read =
      read_report(least_head + least_source + "token = { env = \"TOKEN\" }\nkey = { file = \"key.txt\" }\n");
  CHECK(short_texts(read.findings).empty());
  REQUIRE(read.report);
  const OptionText& key = read.report->sources[0].options[0];
  CHECK(key.kind == 'r');
  CHECK(key.values == std::vector<std::string>{"file", "key.txt"});
  CHECK(findings_in(least_head + least_source + "token = { vault = \"x\" }\n") ==
        std::vector<std::string>{"CFG-02 report.toml:7:9 token cannot be a table"});
}

TEST_CASE("a map names columns, constants, values, languages, months and what to skip", "[report]") {
  const ReadReport read = read_report(least_head + least_source + R"([source.map.observation]
table = "results"
indicator = "Code"
reporter_org = { const = "IOM" }
status = { column = "State", values = { "Done" = "approved", "ღია" = "draft" } }
months = "D:O"
skip = "Subtotal*"
disaggregation = { sex = "Sex", age = { const = "18-24" } }
[source.map.indicator]
title.en = "Name"
title.ka = { column = "სახელი" }
unit = "Unit"
)");
  CHECK(short_texts(read.findings).empty());
  REQUIRE(read.report);
  REQUIRE(read.report->sources[0].maps.size() == 2);
  const TableMap& indicator = read.report->sources[0].maps[0];
  CHECK(indicator.canonical == "indicator");
  CHECK(indicator.fields.at("title@en").column == "Name");
  CHECK(indicator.fields.at("title@ka").column == "სახელი");
  CHECK(indicator.fields.at("unit").column == "Unit");
  const TableMap& observation = read.report->sources[0].maps[1];
  CHECK(observation.from == "results");
  CHECK(observation.months == "D:O");
  REQUIRE(observation.skip.size() == 1);
  CHECK(observation.skip[0].column.empty());
  CHECK(observation.skip[0].pattern == "Subtotal*");
  CHECK(observation.fields.at("indicator").column == "Code");
  CHECK(observation.fields.at("indicator").place.line == 9);
  CHECK(observation.fields.at("reporter_org").constant == "IOM");
  CHECK(observation.fields.at("status").values.at("Done") == "approved");
  CHECK(observation.fields.at("status").values.at("ღია") == "draft");
  CHECK(observation.disaggregation.at("sex").column == "Sex");
  CHECK(observation.disaggregation.at("age").constant == "18-24");
}

TEST_CASE("a map that translates values only takes the column of the field's own name", "[report]") {
  const ReadReport read = read_report(least_head + least_source +
                                      "[source.map.need]\nstatus = { values = { Done = \"addressed\" } }\n");
  CHECK(short_texts(read.findings).empty());
  REQUIRE(read.report);
  const FieldMap& status = read.report->sources[0].maps[0].fields.at("status");
  CHECK(status.column == "status");
  CHECK(status.values.at("Done") == "addressed");
}

TEST_CASE("columns across, lists of words, aliases and rows to skip", "[report]") {
  const ReadReport read = read_report(least_head + R"([values.sex]
"ქალი" = "f"
[aliases.org]
"IOM Tbilisi" = "iom"
[[source]]
name = "plan"
plugin = "csv"
[source.map.observation]
indicator = "A"
quarters = "D:G"
year = 2025
value = "Actual"
period = { column = "Date", order = "month-first" }
skip = { Region = "Total*" }
disaggregation = { sex = { columns = { "Women" = "f" } }, age = { column = "Age", values = "sex" } }
)");
  CHECK(short_texts(read.findings).empty());
  REQUIRE(read.report);
  const TableMap& map = read.report->sources[0].maps[0];
  CHECK(map.months == "D:G");
  CHECK(map.quarters);
  CHECK(map.year == 2025);
  CHECK(map.fields.at("period").month_first);
  REQUIRE(map.skip.size() == 1);
  CHECK(map.skip[0].column == "Region");
  CHECK(map.disaggregation.at("sex").columns.at("Women") == "f");
  CHECK(map.disaggregation.at("age").values.at("ქალი") == "f");
  REQUIRE(read.report->aliases.size() == 1);
  CHECK(read.report->aliases[0].kind == "org");
  CHECK(read.report->aliases[0].alias == "IOM Tbilisi");
  CHECK(read.report->aliases[0].id == "iom");
}

TEST_CASE("what a map cannot mean is answered by what to write", "[report]") {
  const ReadReport read = read_report(least_head + R"([values.sex]
"ქალი" = "f"
[aliases]
orgs = { a = "b" }
[[source]]
name = "plan"
plugin = "csv"
[source.map.observation]
months = "auto"
quarters = "auto"
period = { column = "Date", order = "mdy" }
disaggregation = { sex = { column = "Sex", values = "sexes" } }
)");
  CHECK(ids_of(read.findings) == std::vector<std::string>{"CFG-01", "CFG-04", "CFG-01", "CFG-04"});
}

TEST_CASE("M5: the kind of a source says how much it is believed, unless report.toml does", "[report]") {
  const auto [source, rank] = GENERATE(table<std::string, int>(
      {{"[[source]]\nname = \"a\"\nplugin = \"csv\"\n[source.map.expenditure]\nline = \"L\"\n", 100},
       {"[[source]]\nname = \"a\"\nplugin = \"csv\"\n", 60},
       {"[[source]]\nname = \"a\"\nplugin = \"minutes\"\n", 40},
       {"[[source]]\nname = \"a\"\nplugin = \"something\"\n", 50},
       {"[[source]]\nname = \"a\"\nplugin = \"minutes\"\nrank = 90\n", 90}}));
  const ReadReport read = read_report(least_head + source);
  REQUIRE(read.report);
  CHECK(read.report->sources[0].rank == rank);
}

TEST_CASE("a decision names what it is about, what is right, who says so and why", "[report]") {
  const ReadReport read = read_report(least_head + least_source +
                                      "[[decision]]\nabout = \"observation=1.1 2020-10;field=value\"\n"
                                      "take = \"ledger\"\nwho = \"Nino\"\nreason = \"counted again\"\n"
                                      "[[decision]]\nabout = \"x\"\ntake = \"y\"\n");
  REQUIRE(read.report);
  REQUIRE(read.report->decisions.size() == 2);
  CHECK(read.report->decisions[0].take == "ledger");
  CHECK(read.report->decisions[0].who == "Nino");
  CHECK(ids_of(read.findings) == std::vector<std::string>{"CFG-03", "CFG-03"});
}

TEST_CASE("thresholds for small counts have defaults, and bounds", "[report]") {
  const auto settings = [](const std::string& lines) {
    const ReadReport read = read_report(least_head + least_source + lines);
    CHECK(short_texts(read.findings).empty());
    return read.report->privacy;
  };
  CHECK(settings("").k == 5);
  CHECK(settings("").sensitive_k == 10);
  CHECK(settings("[privacy]\nk = 16\n").sensitive_k == 16);
  CHECK(settings("[privacy]\nk = 3\nsensitive_k = 5\nlevel = 1\n").level == 1);
  for (const char* wrong :
       {"k = 0", "k = -5", "k = 1000000", "k = 10\nsensitive_k = 5", "level = 9", "kk = 5"}) {
    INFO(wrong);
    CHECK(findings_in(least_head + least_source + "[privacy]\n" + wrong + "\n").size() == 1);
  }
}
