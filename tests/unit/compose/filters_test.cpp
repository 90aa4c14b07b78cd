// The filters that choose forms of words and read Markdown in values.
#include "catch.hpp"
#include "composing.hpp"

namespace kvali {

namespace {

std::string shown(const std::string& expression, const std::string& lang = "en") {
  const test::Composed composed = test::compose_body("{{ " + expression + " }}\n", {}, lang);
  if (lang == "en" || lang == "ka") CHECK(composed.findings.empty());  // Others have no words (L-01).
  return composed.dump;
}

/// The form that each of the numbers takes.
std::string forms(const std::string& lang, const std::vector<std::string>& numbers) {
  std::string all;
  for (const std::string& number : numbers) {
    const std::string line = shown(number +
                                       " | plural(one=\"one\", two=\"two\", few=\"few\", many=\"many\", "
                                       "other=\"other\")",
                                   lang);
    const std::size_t begin = line.find('"') + 1;
    all += (all.empty() ? "" : " ") + line.substr(begin, line.find('"', begin) - begin);
  }
  return all;
}

/// A workspace with one table of one text.
test::Facts with_text(const std::string& text) {
  test::Facts facts;
  facts.workspace.add("notes").add("text", Type::text).append(std::string_view(text));
  return facts;
}

test::Composed composed(const std::string& text, const std::string& body) {
  return test::compose_body("{% for n in notes %}\n" + body + "\n{% endfor %}\n", with_text(text));
}

}  // namespace

TEST_CASE("plural chooses the form by the rules of the language", "[filters]") {
  CHECK(forms("en", {"0", "1", "2", "1.5", "21"}) == "other one other other other");
  CHECK(forms("ka", {"0", "1", "2"}) == "other one other");
  CHECK(forms("fr", {"0", "1", "1.5", "2", "1000000"}) == "one one one other many");
  CHECK(forms("ru", {"1", "2", "5", "11", "21", "22", "1.5"}) == "one few many many one few other");
  CHECK(forms("ar", {"1", "2", "3", "11", "100"}) == "one two few many other");
}

TEST_CASE("plural writes the number as the language does, and keeps it a figure", "[filters]") {
  CHECK(shown("12345 | plural(one=\"# meeting\", other=\"# meetings in all\")") ==
        "paragraph {int 12345 \"12,345\" format=#,##0}\" meetings in all\"\n");
  CHECK(shown("1 | plural(one=\"one meeting\", other=\"# meetings\")") == "paragraph \"one meeting\"\n");
  CHECK(shown("0 | plural(zero=\"no meeting\", one=\"# meeting\", other=\"# meetings\")") ==
        "paragraph \"no meeting\"\n");
  CHECK(shown("2.5 | number(1) | plural(other=\"# დღე\")", "ka") ==
        "paragraph {decimal 2.5 \"2,5\" format=#,##0.0}\" დღე\"\n");
}

TEST_CASE("plural of nothing is nothing, not a form for zero", "[filters]") {
  CHECK(shown("missing | plural(zero=\"none\", other=\"#\")").find("none") == std::string::npos);
}

TEST_CASE("what is wrong with plural is found before any data", "[filters]") {
  const auto found = [](const std::string& expression) {
    return test::compose_body("{{ " + expression + " }}\n", {}).findings;
  };
  CHECK(found("1 | plural(one=\"x\")") ==
        "TPL-06 1:8-14 plural needs the form other; write plural(one=\"# meeting\", other=\"# meetings\")\n");
  CHECK(found("missing | plural(meny=\"x\", other=\"y\")") ==
        "TPL-06 1:26-29 plural knows no form meny; did you mean many?\n");
  CHECK(found("missing | plural(\"x\", other=\"y\")") ==
        "TPL-06 1:21-24 form of plural has no name; forms are zero, one, two, few, many and other\n");
  CHECK(found("\"text\" | plural(other=\"y\")") == "TPL-06 1:13-19 plural needs a number, not a text\n");
  CHECK(found("missing | abs(1)") == "TPL-06 1:14-17 too many arguments for abs\n");
}

TEST_CASE("a value that stands alone may bring paragraphs and lists", "[filters]") {
  CHECK(composed("One *idea*.\n\n- a\n- **b**\n", "{{ n.text | markdown }} {.lead}").dump ==
        "paragraph style=lead \"One \"/\"idea\"/\".\"\n"
        "list\n"
        "  item\n"
        "    paragraph \"a\"\n"
        "  item\n"
        "    paragraph *\"b\"*\n");
}

TEST_CASE("inside a sentence and in a cell Markdown stays in its line", "[filters]") {
  CHECK(composed("One *idea*.\n\n- a\n- b\n", "Said: {{ n.text | markdown }}").dump ==
        "paragraph \"Said: \"\"One \"/\"idea\"/\".; a; b\"\n");
  CHECK(composed("[site](https://example.org/) and `x`", "**{{ n.text | markdown }}**!").dump ==
        "paragraph *\"site\"*<https://example.org/>*\" and \"**`\"x\"`*\"!\"\n");
  const std::string cell = composed("**a** b", "x\n\n| h |\n|---|\n| {{ n.text | markdown }} |").dump;
  CHECK(cell.find("\"a b\"") != std::string::npos);
  CHECK(cell.find('*') == std::string::npos);
}

TEST_CASE("Markdown in a value changes no structure and runs nothing", "[filters]") {
  const auto one = [](const std::string& text) { return composed(text, "{{ n.text | markdown }}"); };
  CHECK(one("# Title").dump == "paragraph *\"Title\"*\n");
  CHECK(one("- # Title\n> ## Title\n").dump.find("section") == std::string::npos);
  CHECK(one("{{ 1 + 1 }} {% if x %}").dump == "paragraph \"{{ 1 + 1 }} {% if x %}\"\n");
  CHECK(one("```table\nfrom = \"x\"\n```").dump.find("table #") == std::string::npos);
  const test::Composed html = one("a <b onclick=\"x\">b</b> c");
  CHECK(html.dump == "paragraph \"a b c\"\n");
  CHECK(html.findings ==
        "TPL-11 2:13-21 raw HTML is not allowed: <b onclick=\"x\">; use Markdown; the text begins with 'a <b "
        "onclick=\"x\">b</b> c'\n");
  CHECK(one("[x](javascript:alert(1)) ![y](z.png)").dump == "paragraph \"x \"\n");
  CHECK(one("[x](#results)").dump == "paragraph \"x\"\n");
}

TEST_CASE("without the filter a value's signs print as they are", "[filters]") {
  CHECK(composed("# *a*", "{{ n.text }}").dump == "paragraph \"# *a*\"\n");
}

}  // namespace kvali
