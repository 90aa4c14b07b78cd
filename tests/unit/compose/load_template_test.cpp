#include "catch.hpp"
#include "composing.hpp"

namespace kvali {

namespace {

std::string problems(const std::string& text, const std::string& words = {}) {
  const test::TemplateFolder folder(text, words);
  Diagnostics diagnostics;
  (void)load_template(folder.path(), "en", diagnostics);
  return test::listed(diagnostics);
}

}  // namespace

TEST_CASE("front matter names the template and what may be set", "[compose]") {
  const test::TemplateFolder folder(
      "+++\r\ntitle = \"t:title\"\r\nversion = \"2\"\r\n[parameters.n]\r\ntype = \"integer\"\r\ndefault = "
      "3\r\ndoc = \"how many\"\r\n+++\r\nx\r\n",
      "title = \"A report\"\n");
  Diagnostics diagnostics;
  const Template templ = load_template(folder.path(), "en", diagnostics);
  CHECK(test::listed(diagnostics).empty());
  CHECK(templ.name == folder.path().filename().string());
  CHECK(templ.version == "2");
  REQUIRE(templ.parameters.size() == 1);
  CHECK(templ.parameters[0].name == "n");
  CHECK(templ.parameters[0].fallback == Scalar(std::int64_t{3}));
  CHECK(templ.body.size() == 1);
}

TEST_CASE("what is wrong with a template file is said with its place", "[compose]") {
  CHECK(problems("no front matter\n") ==
        "TPL-01 1:1-2 template does not begin with front matter; begin with a line +++, keys such as name = "
        "\"monthly\", and "
        "another line +++\n");
  CHECK(problems("+++\ntitle = \"x\"\n") == "TPL-01 1:1-4 front matter is not closed; add a line +++\n");
  CHECK(problems("+++\ntitel = \"x\"\n+++\n") ==
        "TPL-07 2:1-2 front matter needs title; for example title = \"Monthly report\"\n"
        "TPL-07 2:1-6 front matter has no key titel; did you mean title?\n");
  CHECK(problems("+++\ntitle = \"x\"\n+++\nok\n\xFF\n") ==
        "TPL-02 5:1-2 not UTF-8; save the file as UTF-8\n");
  CHECK(problems(
            "+++\ntitle = \"x\"\n[parameters.a]\ntype = \"integer\"\ndefault = \"3\"\ndoc = \"d\"\n+++\n") ==
        "TPL-07 5:11-14 default of a parameter is of another type\n");
  CHECK(problems("+++\ntitle = \"x\"\n+++\n", "a = \"{n, plural, one{x}}\"\n").rfind("TPL-09 1:", 0) == 0);
}

TEST_CASE("a missing template is a finding, an unknown language an error", "[compose]") {
  Diagnostics diagnostics;
  (void)load_template("/nonexistent/template", "en", diagnostics);
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all()[0].id == "TPL-01");
  CHECK(diagnostics.all()[0].place.file == "/nonexistent/template/template.md");
  CHECK_THROWS(load_template("/nonexistent/template", "not a language", diagnostics));
}

TEST_CASE("parameters that the template lacks or that do not fit are findings", "[compose]") {
  test::Facts facts;
  facts.parameters = {{"titel", std::string("x")}, {"n", std::string("many")}};
  const std::string front =
      "title = \"x\"\n[parameters.n]\ntype = \"integer\"\ndefault = 3\ndoc = \"how many\"\n";
  CHECK(test::compose_body("{{ parameters.n }}\n", facts, "en", "", front).findings ==
        "TPL-05 -6:1-4 unknown parameter titel\nTPL-06 -6:1-4 parameter n is a text; how many\n");
}

TEST_CASE("a message that is missing in the language falls back, marked and reported", "[compose]") {
  const test::TemplateFolder folder("+++\ntitle = \"x\"\n+++\n{{ t(\"a\") }}\n", "a = \"English\"\n",
                                    "b = \"ბ\"\n");
  Diagnostics diagnostics;
  const Locale locale("ka");
  const Template templ = load_template(folder.path(), "ka", diagnostics);
  const Workspace workspace;
  const Document document =
      compose(templ, {workspace, locale, {}, {*make_date(2020, 12, 1), *make_date(2020, 12, 31)}, {}, {}, {}},
              diagnostics);
  CHECK(dump(document).find("paragraph \"English\"[en]\n") != std::string::npos);
  CHECK(test::listed(diagnostics) == "L-01 4:4-5 text missing in ka: a; add it to locale/ka.toml\n");
}

}  // namespace kvali
