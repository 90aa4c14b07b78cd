#include "catch.hpp"
#include "reading.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

TEST_CASE("a report lies over the file it extends, key by key", "[report]") {
  const TestFolder folder;
  folder.write("common.toml",
               "[report]\nid = \"common\"\ntemplate = \"t\"\nlangs = [\"ka\", \"en\"]\n[project]\nid = "
               "\"p\"\ntitle.en = \"E\"\n"
               "[[source]]\nname = \"ledger\"\nplugin = \"csv\"\nfile = \"old.csv\"\n"
               "[[source]]\nname = \"minutes\"\nplugin = \"minutes\"\n");
  Diagnostics findings;
  const auto report =
      load_report(folder.write("a/report.toml",
                               "extend = \"../common.toml\"\n[report]\nid = \"mine\"\nlangs = "
                               "[\"en\"]\n[project]\ntitle.ka = \"ქ\"\n"
                               "[[source]]\nname = \"ledger\"\nplugin = \"csv\"\nfile = \"new.csv\"\n"),
                  findings);
  CHECK(short_texts(findings).empty());
  REQUIRE(report);
  CHECK(report->id == "mine");
  CHECK(report->template_name == "t");
  CHECK(report->langs == Texts{"en"});
  CHECK(report->project.id == "p");
  CHECK(text_in(report->project.title, "en") == "E");
  CHECK(text_in(report->project.title, "ka") == "ქ");
  REQUIRE(report->sources.size() == 2);
  for (const SourceSpec& source : report->sources)
    if (source.name == "ledger") CHECK(source.options.at(0).values == Texts{"new.csv"});
  CHECK(report->folder == folder.path() / "a");
  CHECK(state_of_files(*report) == report->state);
  folder.write("common.toml", "[report]\nid = \"other\"\n");
  CHECK(state_of_files(*report) != report->state);
}

TEST_CASE("findings name the file of the chain that is wrong", "[report]") {
  const TestFolder folder;
  folder.write("base.toml", "[report]\ntemplate = \"t\"\n[project]\ncurency = \"NOK\"\n");
  folder.write("donor.toml", "extend = \"base.toml\"\n[report]\naudience = \"dono\"\n");
  Diagnostics findings;
  const auto report = load_report(
      folder.write("report.toml",
                   "extend = \"donor.toml\"\n[report]\nid = \"r\"\nlang = \"ka\"\n" + least_source),
      findings);
  CHECK(report.has_value());
  CHECK(short_texts(findings) ==
        Texts{"CFG-04 donor.toml:3:12 unknown audience 'dono' | did you mean 'donor'?",
              "CFG-01 report.toml:4:1 [report] has no setting 'lang' | did you mean 'langs'?",
              "CFG-01 base.toml:4:1 [project] has no setting 'curency' | did you mean 'currency'?"});
}

TEST_CASE("files that extend one another in a circle are a finding", "[report]") {
  const TestFolder folder;
  folder.write("b.toml", "extend = \"a.toml\"\n");
  Diagnostics findings;
  CHECK_FALSE(
      load_report(folder.write("a.toml", "extend = \"b.toml\"\n" + least_head + least_source), findings));
  REQUIRE(ids_of(findings) == Texts{"CFG-04"});
  CHECK(findings.all()[0].message == "the files extend one another in a circle");
  CHECK(findings.all()[0].place.line == 1);
  CHECK(findings.all()[0].place.column == 10);
}

TEST_CASE("extending what is no path or no file is a finding", "[report]") {
  const TestFolder folder;
  Diagnostics wrong;
  CHECK_FALSE(load_report(folder.write("a.toml", "extend = 3\n" + least_head), wrong));
  CHECK(short_texts(wrong) ==
        Texts{"CFG-04 a.toml:1:10 extend must be the path of a file | write extend = \"../common.toml\""});
  Diagnostics absent;
  CHECK_FALSE(load_report(folder.write("b.toml", "extend = \"c.toml\"\n" + least_head), absent));
  REQUIRE(ids_of(absent) == Texts{"CFG-06"});
  CHECK(absent.all()[0].place.column == 10);
  Diagnostics folder_named;
  CHECK_FALSE(load_report(folder.write("d.toml", "extend = \".\"\n" + least_head), folder_named));
  CHECK(ids_of(folder_named) == Texts{"CFG-06"});
}
