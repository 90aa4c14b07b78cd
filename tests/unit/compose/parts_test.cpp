// Files that a template includes, and blocks that it uses more than once.
#include "catch.hpp"
#include "compose/outline.hpp"
#include "compose/printed_names.hpp"
#include "compose/survey_template.hpp"
#include "composing.hpp"

namespace kvali {

namespace {

test::Facts with_people() {
  test::Facts facts;
  Table& table = facts.workspace.add("people");
  table.add("name", Type::text);
  table.add("age", Type::integer);
  for (const auto& [who, years] : {std::pair("Ana", 40), std::pair("Beka", 20)}) {
    table.at("name").append(std::string_view(who));
    table.at("age").append(std::int64_t{years});
  }
  return facts;
}

/// What a template with more files makes of the people, and what is found: "id file line:column message".
struct Made {
  std::string dump, findings;
};
Made made(const std::string& body, const std::map<std::string, std::string>& files = {}) {
  const test::TemplateFolder folder("+++\ntitle = \"T\"\n+++\n" + body);
  std::filesystem::create_directories(folder.path() / "parts");
  for (const auto& [name, text] : files) folder.write(name, text);
  Diagnostics diagnostics;
  const Locale locale("en");
  const Template templ = load_template(folder.path(), "en", diagnostics);
  const test::Facts facts = with_people();
  const Date day = *make_date(2020, 12, 1);
  const Document document =
      compose(templ, {facts.workspace, locale, facts.facts, {day, day}, {}, {}, {}}, diagnostics);
  Made result;
  for (const Diagnostic& finding : diagnostics.all())
    result.findings += finding.id + " " +
                       std::filesystem::path(finding.place.file).lexically_relative(folder.path()).string() +
                       " " + std::to_string(finding.place.line) + ":" + std::to_string(finding.place.column) +
                       " " + finding.message + (finding.hint.empty() ? "" : "; " + finding.hint) + "\n";
  const std::string whole = dump(document);
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t end = whole.find('\n', at);
    const std::string line = whole.substr(at, end - at);
    if (line.rfind("document", 0) != 0 && line.rfind("  @", 0) != 0) result.dump += line.substr(2) + "\n";
    at = end + 1;
  }
  return result;
}

const std::string both = "list\n  item\n    paragraph \"Ana\"\n  item\n    paragraph \"Beka\"\n";

}  // namespace

TEST_CASE("a block is used where its names have a meaning", "[parts]") {
  const Made result = made(
      "{% block line %}\n- {{ p.name }}\n{% endblock %}\n\n"
      "{% for p in people %}\n{% use line %}\n{% endfor %}\n");
  CHECK(result.findings.empty());
  CHECK(result.dump == both);
}

TEST_CASE("a part takes values, and rows under a name of its own", "[parts]") {
  const Made result = made(
      "{% block line %}\n- {{ who.name }}{{ sign }}\n{% endblock %}\n\n"
      "{% for p in people %}\n{% use line with who = p, sign = \"!\" if p.age > 30 else \"?\" %}\n{% endfor "
      "%}\n"
      "{% for q in people limit 1 %}\n{% use line with who = q, sign = \".\" %}\n{% endfor %}\n");
  CHECK(result.findings.empty());
  CHECK(result.dump ==
        "list\n  item\n    paragraph \"Ana!\"\n  item\n    paragraph \"Beka?\"\n  item\n    paragraph "
        "\"Ana.\"\n");
}

TEST_CASE("a value that a part is given is still a figure inside it", "[parts]") {
  const Made result =
      made("{% block n %}\n{{ x | number(1) }}\n{% endblock %}\n{% use n with x = count(people) %}\n");
  CHECK(result.findings.empty());
  CHECK(result.dump.find("{int 2 \"2.0\"") != std::string::npos);
}

TEST_CASE("a file is included, with the blocks that it defines", "[parts]") {
  const Made result =
      made("{% include \"parts/lines.md\" %}\n\n{% for p in people %}\n{% use line %}\n{% endfor %}\n",
           {{"parts/lines.md", "Of the part.\n\n{% block line %}\n- {{ p.name }}\n{% endblock %}\n"}});
  CHECK(result.findings.empty());
  CHECK(result.dump == "paragraph \"Of the part.\"\n" + both);
}

TEST_CASE("what is wrong in an included file is told there, once", "[parts]") {
  const Made result = made("{% include \"parts/a.md\" %}\n{% include \"parts/a.md\" %}\n\n{{ nowhere }}\n",
                           {{"parts/a.md", "One\n\nგ {{ 1 | nummer }} {{ (1 }}\n"}});
  CHECK(result.findings ==
        "TPL-03 parts/a.md 3:26 expected ), the expression ends\n"
        "TPL-05 parts/a.md 3:10 unknown filter nummer; did you mean number?\n"
        "TPL-05 template.md 7:4 unknown name nowhere\n");
}

TEST_CASE("what cannot be included is told at its tag", "[parts]") {
  const auto found = [](const std::string& tag) {
    return made(tag + "\n", {{"parts/a.md", "a\n"}}).findings;
  };
  CHECK(found("{% include \"parts/b.md\" %}") ==
        "TPL-08 template.md 4:1 no such file beside template.md: parts/b.md; did you mean parts/a.md?\n");
  CHECK(found("{% include \"../a.md\" %}") ==
        "TPL-08 template.md 4:1 file lies outside the template's folder: ../a.md; put the file beside "
        "template.md\n");
  CHECK(found("{% include \"/etc/passwd\" %}").find("lies outside") != std::string::npos);
  CHECK(found("{% include parts %}") ==
        "TPL-04 template.md 4:4 include needs a file in quotes; write include \"parts/contact.md\"\n");
  CHECK(found("{% include \"template.md\" %}").find("TPL-") == 0);
}

TEST_CASE("parts end", "[parts]") {
  CHECK(made("{% include \"parts/a.md\" %}\n", {{"parts/a.md", "{% include \"parts/b.md\" %}\n"},
                                                {"parts/b.md", "{% include \"parts/a.md\" %}\n"}})
            .findings ==
        "TPL-10 parts/b.md 1:1 file includes itself: parts/a.md; take one of the tags out\n");
  std::string doubling = "{% block b0 %}\nx\n\n{% endblock %}\n";
  for (int i = 1; i < 40; ++i) {
    const std::string use = "{% use b" + std::to_string(i - 1) + " %}\n";
    doubling += "{% block b" + std::to_string(i) + " %}\n" + use + use + "{% endblock %}\n";
  }
  const Made result = made(doubling + "{% use b39 %}\n");
  CHECK(result.findings.find("TPL-10") == 0);
  CHECK(result.dump.size() < 100'000);
}

TEST_CASE("what is wrong with blocks is told", "[parts]") {
  CHECK(made("{% use lien %}\n{% block line %}\nx\n{% endblock %}\n{% use lien %}\n").findings ==
        "TPL-05 template.md 4:1 no block lien stands above; write {% block lien %} ... {% endblock %} above, "
        "or "
        "include its file\n"
        "TPL-05 template.md 8:1 no block lien stands above; did you mean line?\n");
  CHECK(made("{% block a %}\nx\n").findings ==
        "TPL-04 template.md 4:1 block is not closed; add {% endblock %} in the same list, quote or table, at "
        "the "
        "same indentation\n");
  CHECK(made("{% endblock %}\n").findings.find("TPL-04 template.md 4:1 no block is open here") == 0);
  CHECK(made("{% block a %}\nx\n{% endblock %}\n{% block a %}\ny\n{% endblock %}\n").findings ==
        "TPL-07 template.md 7:1 two blocks are called a; name one of them differently\n");
  CHECK(made("{% block a with n = 1 %}\nx\n{% endblock %}\n")
            .findings.find("TPL-04 template.md 4:4 block takes nothing but its name") == 0);
  CHECK(made("| a |\n|---|\n{% for p in people %}\n| {{ p.name }} |\n{% include \"x.md\" %}\n{% endfor %}\n")
            .findings.find("TPL-04 template.md 8:1 parts do not stand between the rows of a table") == 0);
  CHECK(made("{% block a %}\n{{ who.name }}\n{% endblock %}\n{% for p in people %}\n{% use a with who = p, n "
             "= p.nam "
             "%}\n{% endfor %}\n")
            .findings == "TPL-05 template.md 8:28 unknown column nam; did you mean name?\n");
}

TEST_CASE("what stands in a part belongs to the template", "[parts]") {
  const test::TemplateFolder folder("+++\ntitle = \"T\"\n+++\n{% include \"part.md\" %}\n");
  folder.write("part.md", "# X {#x}\n\n{{ t(\"key\") }} {{ count(results where secret_column == 1) }}\n");
  Diagnostics findings;
  const TemplateSurvey survey = survey_template(folder.path(), findings);
  CHECK(printed_names(survey.form).contains("secret_column"));
  CHECK(outline_of(survey.form) == std::vector<std::string>{"heading x"});
  CHECK(survey.used.texts.size() == 1);
}

TEST_CASE("what stands in a comment is no part of a template", "[parts]") {
  const Made result = made(
      "<!--\n{% for x in nowhere %}\n{{ broken( }}\n```table\n-->\n\nAna <!-- {{ nowhere }} --> said.\n\n"
      "<!-- {{ nowhere }} -->\n");
  CHECK(result.findings.empty());
  CHECK(result.dump == "paragraph \"Ana  said.\"\n");
}

}  // namespace kvali
