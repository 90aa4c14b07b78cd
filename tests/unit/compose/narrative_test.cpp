#include "base/file_system.hpp"
#include "catch.hpp"
#include "composing.hpp"

using namespace kvali;
using namespace kvali::test;
using Texts = std::vector<std::string>;

namespace {

std::vector<SectionSpec> sections() {
  SectionSpec summary;
  summary.name = "summary";
  summary.required = true;
  summary.words = 5;
  SectionSpec risks;
  risks.name = "risks";
  return {summary, risks};
}

/// What a folder of narratives gives a report of December 2025 in Georgian and English.
struct Shelf {
  TemporaryFolder folder{std::filesystem::temp_directory_path()};
  Diagnostics diagnostics;

  Shelf& with(const std::string& name, const std::string& text) {
    std::filesystem::create_directories(folder.path() / "narrative");
    std::ofstream(folder.path() / "narrative" / name, std::ios::binary) << text;
    return *this;
  }
  NarrativeFolder open() { return {{folder.path(), "2025-12", {"ka", "en"}}, sections(), diagnostics}; }
  Texts told() const {
    Texts texts;
    for (const Diagnostic& d : diagnostics.all())
      texts.push_back(d.id + " " + std::filesystem::path(d.place.file).filename().string() + " " + d.message +
                      " | " + d.hint);
    return texts;
  }
};

/// What a narrative prints below a heading of level 1.
Composed printed(const std::string& text, const std::string& block = "section = \"summary\"") {
  const TemplateFolder folder(
      "+++\ntitle = \"T\"\n[sections.summary]\ntitle = \"Summary\"\n+++\n# Text\n\n```narrative\n" + block +
      "\n```\n");
  Diagnostics diagnostics;
  const Locale locale("en");
  const Template form = load_template(folder.path(), "en", diagnostics);
  const Facts facts;
  ComposeInput input{
      facts.workspace, locale, facts.facts, {*make_date(2025, 12, 1), *make_date(2025, 12, 31)}, {}, {}, {}};
  if (auto body = parse_narrative("summary.2025-12.en.md", text, "section=summary", diagnostics))
    input.narratives.emplace("summary", Narrative{"en", std::move(*body)});
  Composed composed{"", "", compose(form, input, diagnostics)};
  composed.findings = listed(diagnostics);
  composed.dump = dump(composed.document);
  return composed;
}

}  // namespace

TEST_CASE("a narrative is Markdown of its own and never template", "[compose]") {
  const Composed composed = printed(
      "Work went *well*: {{ project.title }} and {% if x %}.\n\n"
      "- one {.lead}\n- two\n\n> said\n\n## Risks {#r}\n\n| a | b |\n|---|---|\n| 1 | {{ 2 }} |\n\n"
      "[site](https://example.org)\n");
  CHECK(composed.findings == "");
  for (const char* const part : {"{{ project.title }} and {% if x %}.", "one {.lead}", "Risks {#r}",
                                 "{{ 2 }}", "https://example.org", "quote", "list"})
    CHECK_THAT(composed.dump, Catch::Contains(part));
  CHECK_THAT(composed.dump, Catch::Contains("section 2 #risks-r"));
}

TEST_CASE("what a narrative must not hold is told with its place", "[compose]") {
  CHECK(printed("a <b>c</b>\n").findings == "S-08 1:1-11 raw HTML is not allowed: <b>; use Markdown\n");
  CHECK(printed("a</b>\n").findings == "S-08 1:1-6 raw HTML is not allowed: </b>; use Markdown\n");
  CHECK(printed("sum 1.260 of 12.5%\n").findings.empty());
  CHECK_THAT(printed("x\n\n<script>alert(1)</script>\n").findings, Catch::StartsWith("S-08 3:1-26 raw HTML"));
  CHECK_THAT(printed("[x](javascript:alert)\n").findings, Catch::Contains("not a link for a narrative"));
  CHECK_THAT(printed("[x](#results)\n").findings, Catch::Contains("not a link for a narrative"));
  CHECK_THAT(printed("![x](a.png)\n").findings, Catch::Contains("a narrative holds no pictures"));
  CHECK_THAT(printed("```table\nfrom = \"results\"\n```\n").findings,
             Catch::Contains("a narrative has no blocks"));
  CHECK_THAT(printed("a \xF3\xB0\x80\x80 b\n").findings, Catch::Contains("private-use character"));
  const std::string deep(60, '>');
  CHECK_THAT(printed(deep + " x\n").findings, Catch::Contains("nested too deeply"));
}

TEST_CASE("a file that is no text is named for what it is", "[compose]") {
  const auto told = [](const std::string& text) {
    Diagnostics diagnostics;
    CHECK_FALSE(parse_narrative("a.md", text, "s", diagnostics));
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all()[0].id == "S-08");
    return diagnostics.all()[0].message;
  };
  CHECK(told("\n<!DOCTYPE html><html><body>x</body></html>") == "the narrative is HTML");
  CHECK(told("PK\x03\x04rest") == "the narrative is a word processor's document");
  CHECK(told(std::string("a\0b", 3)) == "the narrative is binary");
  CHECK(told("\xFF\xFE"
             "a") == "the narrative is UTF-16");
  CHECK(told("line\nab\xE1\x83") == "the narrative is not UTF-8");
  CHECK(told(std::string(most_narrative_bytes + 1, 'a')) == "the narrative is longer than 256 KiB");
}

TEST_CASE("broken characters and no-break spaces are told", "[compose]") {
  CHECK_THAT(printed("one\ntwo \xC3\xA1\xC6\x92\xC2\x9A\n").findings, Catch::StartsWith("L-05 2:5-6 "));
  CHECK_THAT(printed("???? ???\n").findings, Catch::StartsWith("L-05 1:1-2 "));
  const Composed folded = printed(
      "a\xC2\xA0"
      "b\xC2\xA0"
      "c d 5\xC2\xA0km\n");
  CHECK(folded.findings == "L-04 0:0-0 no-break spaces of running text were made ordinary ones\n");
  CHECK_THAT(folded.dump, Catch::Contains("a b c d 5\xC2\xA0km"));
  CHECK_THAT(printed("x\nთბილისი და Ბათუმი\n").findings,
             Catch::StartsWith("L-03 2:12-13 the text has Georgian capitals: 'Ბათუმი'"));
  CHECK_THAT(printed("a \u202Eb\n").findings, Catch::StartsWith("L-08 1:3-"));
  CHECK_THAT(printed("e\xCC\x81\n").dump, Catch::Contains("\xC3\xA9"));
}

TEST_CASE("a narrative typed in AcadNusx is told with what it reads", "[compose]") {
  const Composed typed = printed("mosaxleoba\nqarTuli enis kursebi\n");
  CHECK(typed.findings ==
        "L-05 2:1-2 the text is Georgian in Latin letters (AcadNusx); it reads 'ქართული ენის კურსები': "
        "convert the file to Unicode Georgian\n");
  CHECK(printed("USAID, YouTube and iPhone; eTender of saqarTvelo\n").findings.empty());
}

TEST_CASE("the title of a section is printed where the block gives it a level", "[compose]") {
  CHECK_THAT(printed("x\n", "section = \"summary\"\nlevel = 2").dump, Catch::Contains("Summary"));
  CHECK_THAT(printed("x\n").dump, !Catch::Contains("Summary"));
  const Composed empty = printed("\n", "section = \"summary\"\nlevel = 2");
  CHECK_THAT(empty.dump, !Catch::Contains("Summary"));
}

TEST_CASE("a required section without text blocks, an empty file is none", "[compose]") {
  Shelf shelf;
  shelf.with("summary.2025-12.ka.md", " \n\n<!-- later -->\n");
  CHECK(shelf.open().in("ka", shelf.diagnostics).empty());
  REQUIRE(shelf.told() == Texts{"S-01 summary.2025-12.ka.md the required section 'summary' is empty | write "
                                "narrative/summary.2025-12.ka.md"});
  CHECK(shelf.diagnostics.all()[0].severity == Severity::block);
  CHECK(shelf.diagnostics.all()[0].subject == "section=summary;period=2025-12");
}

TEST_CASE("a section that had a text in an earlier period is missed, without blocking", "[compose]") {
  Shelf shelf;
  shelf.with("summary.2025-12.en.md", "text\n").with("risks.2026-01.en.md", "of a later month\n");
  (void)shelf.open();
  CHECK(shelf.told().empty());
  shelf.with("risks.2025-11.en.md", "older\n");
  (void)shelf.open();
  REQUIRE(shelf.told() == Texts{"S-01 risks.2025-12.ka.md the section 'risks' has no text for this period; "
                                "earlier ones have | write narrative/risks.2025-12.ka.md"});
  CHECK(shelf.diagnostics.all()[0].severity == Severity::warning);
}

TEST_CASE("another language stands in for a text that is lacking", "[compose]") {
  Shelf shelf;
  shelf.with("summary.2025-12.en.md", "Three words here\n").with("summary.2025-11.ka.md", "older\n");
  const NarrativeFolder folder = shelf.open();
  CHECK(folder.files() == Texts{"narrative/summary.2025-12.en.md"});
  CHECK(folder.in("en", shelf.diagnostics).at("summary").lang == "en");
  CHECK(shelf.told().empty());
  CHECK(folder.in("ka", shelf.diagnostics).at("summary").lang == "en");
  CHECK(shelf.told() ==
        Texts{"L-01 summary.2025-12.ka.md the section 'summary' has no text in 'ka'; 'en' stands in | "
              "write narrative/summary.2025-12.ka.md"});
}

TEST_CASE("names that nearly fit are told", "[compose]") {
  Shelf shelf;
  shelf.with("summary.2025-12.en.md", "text\n")
      .with("sumary.2025-12.en.md", "text\n")
      .with("summary.2025_12.en.md", "text\n")
      .with("risks.2025-12.de.md", "text\n")
      .with("risks.txt", "text\n")
      .with("README.md", "how to\n")
      .with("gone.2025-10.en.md", "of another month\n");
  (void)shelf.open();
  CHECK(shelf.told() ==
        Texts{"S-09 risks.2025-12.de.md the report is not made in 'de' | its languages are: ka, en",
              "S-09 risks.txt the file is no narrative: its name is not <section>.<period>.<language>.md | "
              "call it "
              "for example summary.2025-12.ka.md",
              "S-09 sumary.2025-12.en.md the template has no section 'sumary' | did you mean 'summary'?",
              "S-09 summary.2025_12.en.md '2025_12' is not how this report writes a period | call it "
              "summary.2025-12.en.md"});
}

TEST_CASE("words over the limit are an error", "[compose]") {
  Shelf shelf;
  shelf.with("summary.2025-12.en.md", "one two - three four five six\n");
  (void)shelf.open();
  CHECK(shelf.told() ==
        Texts{"S-06 summary.2025-12.en.md the section 'summary' is over its limit of words (6/5) | "
              "shorten it to 5 words"});
  CHECK(count_words("ორი სიტყვა\xC2\xA0და ერთი") == 4);
}

TEST_CASE("a section that is declared must be printed, and the other way round", "[compose]") {
  const std::string front = "title = \"T\"\n[sections.summary]\ntitle = \"S\"\n";
  CHECK_THAT(compose_body("x\n", {}, "en", {}, front).findings,
             Catch::Contains("the section summary is nowhere printed"));
  CHECK_THAT(compose_body("```narrative\nsection = \"sumary\"\n```\n", {}, "en", {}, front).findings,
             Catch::Contains("unknown section sumary") && Catch::Contains("did you mean summary?"));
  CHECK(
      compose_body("{% if sections.summary %}\nyes\n{% endif %}\n```narrative\nsection = \"summary\"\n```\n",
                   {}, "en", {}, front)
          .dump.find("yes") == std::string::npos);
}
