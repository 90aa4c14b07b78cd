#include "catch.hpp"
#include "compose/survey_template.hpp"
#include "composing.hpp"

namespace kvali {

namespace {

std::string front(const std::string& body) {
  return "+++\ntitle = \"t:title\"\n+++\n" + body;
}

/// "id file line:column message", one a line.
std::string found_in(const test::TemplateFolder& folder) {
  Diagnostics findings;
  (void)survey_template(folder.path(), findings);
  std::string out;
  for (const Diagnostic& finding : findings.all())
    out += finding.id + " " + std::filesystem::path(finding.place.file).filename().string() + " " +
           std::to_string(finding.place.line) + ":" + std::to_string(finding.place.column) + " " +
           finding.message + (finding.hint.empty() ? "" : "; " + finding.hint) + "\n";
  return out;
}

}  // namespace

TEST_CASE("a template without a mistake is told of by what it reads", "[survey]") {
  const test::TemplateFolder folder(
      front("{% for r in results where status == \"bad\" %}\n- {{ r.title }}\n{% endfor %}\n"
            "{{ count(meetings where mode == \"online\") }} {{ sum(payroll.hours where grade == 1) }}\n"),
      "title = \"Report\"\n", "title = \"ანგარიში\"\n");
  Diagnostics findings;
  const TemplateSurvey survey = survey_template(folder.path(), findings);
  CHECK(survey.langs == std::vector<std::string>{"en", "ka"});
  CHECK(survey.used.columns == std::map<std::string, std::set<std::string>>{{"results", {"status", "title"}},
                                                                            {"meetings", {"mode"}},
                                                                            {"payroll", {"grade", "hours"}}});
}

TEST_CASE("a table that a source may bring is a warning, a misspelt one an error", "[survey]") {
  const test::TemplateFolder folder(front("{{ count(payroll) }} {{ count(meeting) }}\n"), "title = \"R\"\n");
  CHECK(found_in(folder) ==
        "TPL-05 template.md 4:4 no table of Kvali's own is called payroll; right if a source of the report "
        "brings it; kvali check REPORT tells\n"
        "TPL-05 template.md 4:25 unknown table meeting; did you mean meetings?\n");
}

TEST_CASE("the columns of a misspelt table are those of the one that was meant", "[survey]") {
  const test::TemplateFolder folder(
      front("{% for r in result order by cod limit parameters.n %}\n- {{ r.titel }}\n{% endfor %}\n"),
      "title = \"R\"\n");
  CHECK(found_in(folder) ==
        "TPL-05 template.md 4:13 unknown table result; did you mean results?\n"
        "TPL-05 template.md 4:29 unknown column cod; did you mean code?\n"
        "TPL-05 template.md 4:39 unknown parameter n\n"
        "TPL-05 template.md 5:6 unknown column titel; did you mean title?\n");
}

TEST_CASE("a fact that no report has is no name", "[survey]") {
  const test::TemplateFolder folder(front("{{ project.donor }} {{ project.contact }}\n"), "title = \"R\"\n");
  CHECK(found_in(folder) == "TPL-05 template.md 4:24 unknown name project.contact\n");
}

TEST_CASE("a text is told where a language lacks it, once where all do", "[survey]") {
  const test::TemplateFolder folder(
      front("{{ t(\"one\") }} {{ t(\"two\" if report.draft else \"three\") }} {{ t(\"four\") }}\n"
            "{{ lang | word(\"kind\") }}\n"),
      "title = \"R\"\none = \"1\"\ntwo = \"2\"\nthree = \"3\"\n[kind]\na = \"A\"\n",
      "title = \"ა\"\none = \"1\"\n");
  CHECK(found_in(folder) ==
        "L-01 template.md 4:21 text missing in ka: two; add it to locale/ka.toml\n"
        "L-01 template.md 4:48 text missing in ka: three; add it to locale/ka.toml\n"
        "TPL-09 template.md 4:65 no message four; add it to locale/en.toml\n"
        "L-01 template.md 5:11 text missing in ka: kind.a; add it to locale/ka.toml\n");
}

TEST_CASE("a text that nothing asks for is told with its place", "[survey]") {
  const test::TemplateFolder folder(front("{{ t(\"used.\" + lang) }}\n"),
                                    "title = \"R\"\n[used]\nen = \"E\"\n[old]\nname = \"N\"\n[missing]\n"
                                    "withheld = \"hidden\"\n");
  CHECK(found_in(folder) ==
        "TPL-12 en.toml 5:1 the text old.name is not used; remove it, or write t(\"old.name\") where it "
        "belongs\n");
  const test::TemplateFolder any(front("{{ t(lang) }}\n"), "title = \"R\"\nold = \"O\"\n");
  CHECK(found_in(any).empty());
}

TEST_CASE("parameters and blocks that nothing uses are told, those that a block uses are not", "[survey]") {
  const auto parameter = [](const std::string& name) {
    return "[parameters." + name + "]\ntype = \"integer\"\ndefault = 1\ndoc = \"d\"\n";
  };
  const test::TemplateFolder folder("+++\ntitle = \"T\"\n" + parameter("rows") + parameter("old") +
                                    "+++\n{% block line %}\n{{ parameters.rows }}\n{% endblock %}\n"
                                    "{% use line %}\n{% block other %}\n{{ nowhere }}\n{% endblock %}\n");
  CHECK(found_in(folder) ==
        "TPL-12 template.md 7:13 the parameter old is not used; remove it, or write parameters.old where it "
        "belongs\n"
        "TPL-12 template.md 16:1 the block other is not used; what stands in it is not checked\n");
}

TEST_CASE("a link that can lead nowhere is told", "[survey]") {
  const std::string headings =
      "# Results {#results}\n\n# Plain title\n\n{% for m in meetings %}\n# M {#meeting-{{ m.meeting }}}\n{% "
      "endfor "
      "%}\n\n";
  const auto found = [&](const std::string& body) {
    return found_in(test::TemplateFolder(front(headings + body), "title = \"R\"\n"));
  };
  CHECK(
      found(
          "[a](#results) [b](#plain-title) [c](#meeting-7) [d](https://example.org/#x) [e](#m-{{ lang }})\n")
          .empty());
  CHECK(found("x\n\n[a](#result)\n") ==
        "TPL-08 template.md 14:1 link leads nowhere: #result; did you mean results?\n");
  CHECK(found("# {{ project.title }}\n\n[a](#anything)\n").empty());
}

TEST_CASE("a place of a text that nothing fills is found in each language", "[survey]") {
  const test::TemplateFolder folder(front("{{ t(\"sum\", n=1) }}\n"), "title = \"R\"\nsum = \"{n} of {m}\"\n",
                                    "title = \"ა\"\nsum = \"{n, plural, other{# {who}}}\"\n");
  CHECK(
      found_in(folder) ==
      "TPL-09 template.md 4:6 the text sum in en has a place for {m}, which nothing fills; write t(\"sum\", "
      "m=...)\n"
      "TPL-09 template.md 4:6 the text sum in ka has a place for {who}, which nothing fills; write "
      "t(\"sum\", who=...)\n");
}

TEST_CASE("a language that Kvali has no words in lacks its texts too", "[survey]") {
  const test::TemplateFolder folder(front("x\n"), "title = \"R\"\n");
  folder.write("locale/fr.toml", "title = \"Rapport\"\n[document]\nas_of = \"au\"\n");
  folder.write("locale/klingonn.toml", "title = \"x\"\n");
  const std::string found = found_in(folder);
  CHECK(found.find("L-01 fr.toml 0:0 of Kvali's own texts ") == 0);
  CHECK(found.find("TPL-09 klingonn.toml 0:0 the file is named after no language; name it by the code of a "
                   "language, such as ka.toml\n") != std::string::npos);
}

TEST_CASE("what cannot be read is told, and no text is called unused then", "[survey]") {
  const test::TemplateFolder folder(front("{{ t(\"used\" }}\n{{ 1 | nummer }}\n"),
                                    "title = \"R\"\nused = \"U\"\n");
  CHECK(found_in(folder) ==
        "TPL-03 template.md 4:13 expected ), the expression ends\n"
        "TPL-05 template.md 5:8 unknown filter nummer; did you mean number?\n");
}

}  // namespace kvali
