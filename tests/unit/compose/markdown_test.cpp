#include "catch.hpp"
#include "composing.hpp"
#include "sample_workspace.hpp"

namespace kvali {

namespace {

/// A table `t` with hostile texts.
test::Facts hostile() {
  test::Facts facts;
  test::TableWriter(facts.workspace, "t", "x:t n:i url:t", 0)
      .row({"**x** | y", "1", "https://example.org/a?b=c"})
      .row({"# h\n- i", "2", "javascript:alert(1)"})
      .row({"{{ evil }} {% for %} <b>", "3", "-"});
  facts.workspace.tables.at("t").row_evidence.clear();
  return facts;
}

std::string dumped(const std::string& body) {
  const test::Composed composed = test::compose_body(body, hostile());
  CHECK(composed.findings.empty());
  return composed.dump;
}

}  // namespace

TEST_CASE("data never becomes markup", "[compose]") {
  CHECK(dumped("{% for r in t %}\n- {{ r.x }}\n{% endfor %}\n") ==
        "list\n"
        "  item\n    paragraph \"**x** | y\"\n"
        "  item\n    paragraph \"# h\"<br>\"- i\"\n"
        "  item\n    paragraph \"{{ evil }} {% for %} <b>\"\n");
  CHECK(dumped("*a {{ 'x*y' }} b* `{{ 'c`d' }}` [l](https://e.org/{{ '](x' }})\n") ==
        "paragraph /\"a x*y b\"/\" \"`\"c`d\"`\" \"\"l\"<https://e.org/](x>\n");
}

TEST_CASE("expressions keep quotes, backslashes, bars and underscores", "[compose]") {
  CHECK(dumped("{{ \"a_b_c \\\"d\\\" | e\" }} -- ok\n") == "paragraph \"a_b_c \\\"d\\\" | e -- ok\"\n");
  CHECK(dumped("| a | b |\n|---|--:|\n| {{ 'x' | upper }} | {{ 2 }} |\n") ==
        "table #table\n"
        "  column c1 text \"a\"\n"
        "  column c2 int \"b\" align=right format=0 decimals=0\n"
        "  data | c1 | c2\n"
        "  row | \"X\" | int 2\n");
}

TEST_CASE("loops write rows of a table with typed cells", "[compose]") {
  CHECK(dumped("| a | n |\n|---|---|\n{% for r in t where n > 1 order by n desc %}\n{% if r.n == 3 %}\n| "
               "last | {{ r.n }} |\n"
               "{% else %}\n| {{ r.x }} | {{ r.n }} |\n{% endif %}\n{% endfor %}\n| [s](#x) | {{ sum(t.n) }} "
               "|\n\n# h {#x}\n")
            .find("  row | \"last\" | int 3 | missing not_applicable\n"
                  "  row | \"# h\\n- i\" | int 2 | missing not_applicable\n"
                  "  row | \"s\" | int 6 | \"#x\"\n") != std::string::npos);
}

TEST_CASE("a table inside a condition ends before it", "[compose]") {
  const std::string dump = dumped("{% if true %}\n| a |\n|---|\n| b |\n{% endif %}\nc\n");
  CHECK(dump.find("  row | \"b\"\nparagraph \"c\"\n") != std::string::npos);
}

TEST_CASE("tags right behind a list item are not swallowed by it", "[compose]") {
  CHECK(dumped("- a\n{% if true %}\n- b\n{% endif %}\n- c\n") ==
        "list\n  item\n    paragraph \"a\"\n  item\n    paragraph \"b\"\n  item\n    paragraph \"c\"\n");
  CHECK(dumped("- a\n  {% for r in t limit 2 %}\n  - {{ r.n }}\n  {% endfor %}\n- b\n") ==
        "list\n  item\n    paragraph \"a\"\n    list\n"
        "      item\n        paragraph {int 1 \"1\" format=#,##0}\n"
        "      item\n        paragraph {int 2 \"2\" format=#,##0}\n"
        "  item\n    paragraph \"b\"\n");
  CHECK(dumped("> {% if true %}\n> q\n> {% else %}\n> r\n> {% endif %}\n") == "quote\n  paragraph \"q\"\n");
  CHECK(dumped("1. a\n{% for r in t limit 1 %}\n1. b\n{% endfor %}\n") ==
        "list numbered from 1\n  item\n    paragraph \"a\"\n  item\n    paragraph \"b\"\n");
}

TEST_CASE("lists that the template keeps apart stay apart", "[compose]") {
  CHECK(dumped("- a\n\n* b\n") == "list\n  item\n    paragraph \"a\"\nlist\n  item\n    paragraph \"b\"\n");
}

TEST_CASE("loops know where they are, and have an else", "[compose]") {
  CHECK(dumped("{% for r in t %}\n{{ loop.index }}/{{ loop.count }}{{ \" first\" if loop.first else \"\" }}"
               "{{ \" last\" if loop.last else \"\" }}\n{% endfor %}\n") ==
        "paragraph {int 1 \"1\" format=#,##0}\"/\"{int 3 \"3\" format=#,##0}\" first\"\n"
        "paragraph {int 2 \"2\" format=#,##0}\"/\"{int 3 \"3\" format=#,##0}\n"
        "paragraph {int 3 \"3\" format=#,##0}\"/\"{int 3 \"3\" format=#,##0}\" last\"\n");
  CHECK(dumped("{% for r in t where n > 9 %}\nx\n{% else %}\nnone\n{% endfor %}\n") ==
        "paragraph \"none\"\n");
  CHECK(dumped("{% if false %}\na\n{% elif true %}\nb\n{% else %}\nc\n{% endif %}\n") == "paragraph \"b\"\n");
}

TEST_CASE("inner loops see the outer row", "[compose]") {
  CHECK(dumped("{% for a in t where n < 3 %}\n{% for b in t where n > a.n %}\n{{ a.n }}-{{ b.n }}\n{% endfor "
               "%}\n{% endfor %}\n")
            .find("paragraph {int 2 \"2\" format=#,##0}\"-\"{int 3 \"3\" format=#,##0}\n") !=
        std::string::npos);
}

TEST_CASE("links from data are checked when they are known", "[compose]") {
  const test::Composed composed = test::compose_body(
      "{% for r in t %}\n[a]({{ r.url }})\n{% endfor %}\n[b](mailto:x@y.ge) [c](ftp://x) [d](#no)\n",
      hostile());
  CHECK(composed.dump ==
        "paragraph \"a\"<https://example.org/a?b=c>\n"
        "paragraph \"a\"\n"
        "paragraph \"a\"\n"
        "paragraph \"b\"<mailto:x@y.ge>\" c \"\"d\"<#no>\n");
  CHECK(composed.findings ==
        "TPL-08 2:8-13 not a link for a report: javascript:alert(1); links begin with https://, http://, "
        "mailto: or #\n"
        "TPL-08 4:1-41 not a link for a report: ftp://x; links begin with https://, http://, mailto: or #\n"
        "TPL-08 4:1-41 link leads nowhere: #no\n");
}

TEST_CASE("sections nest, and their ids are unique and readable", "[compose]") {
  CHECK(dumped("a\n\n# შედეგები\n\n### მესამე\n\nb\n\n# შედეგები\n\n## c {#own .landscape}\n\n[l](#own)\n") ==
        "paragraph \"a\"\n"
        "section 1 #shedegebi \"შედეგები\"\n"
        "  heading 1 \"შედეგები\"\n"
        "  section 2 #mesame \"მესამე\"\n"
        "    heading 2 \"მესამე\"\n"
        "    paragraph \"b\"\n"
        "section 1 #shedegebi-2 \"შედეგები\"\n"
        "  heading 1 \"შედეგები\"\n"
        "  section 2 #own \"c\" orientation=landscape\n"
        "    heading 2 \"c\"\n"
        "    paragraph \"l\"<#own>\n");
}

TEST_CASE("ids of headings may come from data", "[compose]") {
  CHECK(dumped("{% for r in t limit 1 %}\n## {{ r.x }} {#row-{{ r.n }}}\n{% endfor %}\n[l](#row-1)\n")
            .find("section 1 #row-1 \"**x** | y\"\n") == 0);
}

TEST_CASE("notes are numbered in the order of the text and follow their block", "[compose]") {
  CHECK(dumped("a[^x] b[^y]\n\nc[^x]\n\n[^y]: second {{ 1 + 1 }}\n[^x]: first\n") ==
        "paragraph \"a\"[note 1]\" b\"[note 2]\n"
        "note 1 \"first\"\n"
        "note 2 \"second \"{int 2 \"2\" format=#,##0}\n"
        "paragraph \"c\"[note 3]\n"
        "note 3 \"first\"\n");
}

TEST_CASE("notes that refer to notes are refused, and end", "[compose]") {
  std::string circle = "a[^x]\n\n[^x]: one";
  for (int i = 0; i < 60; ++i) circle += " [^x]";
  const test::Composed composed = test::compose_body(circle + "\n", hostile());
  CHECK(composed.findings.find("a note refers to a note") != std::string::npos);
  CHECK(composed.dump.find("one") != std::string::npos);
}

TEST_CASE("paragraphs carry a style, comments vanish", "[compose]") {
  CHECK(dumped("a **b** {.lead}\n\n<!-- not printed -->\nx <!-- nor this --> y\n") ==
        "paragraph style=lead \"a \"*\"b\"*\nparagraph \"x  y\"\n");
}

TEST_CASE("what has no place in a report is said so", "[compose]") {
  const test::Composed composed =
      test::compose_body("<div>a</div>\n\nb <i>c</i>\n\n---\n\nd {.laed}\n\n![x](../y.png)\n", hostile());
  CHECK(
      composed.findings ==
      "TPL-11 1:1-13 raw HTML is not allowed; use Markdown; comments <!-- --> may stay\n"
      "TPL-11 3:1-11 raw HTML is not allowed: <i>; use Markdown\n"
      "TPL-11 5:1-4 a rule is not printed; write ```pagebreak, or remove it\n"
      "TPL-11 7:1-10 unknown style .laed; did you mean lead?\n"
      "TPL-08 9:1-15 image lies outside the template's folder: ../y.png; put the file beside template.md\n");
}

TEST_CASE("tags that do not match are found where they stand", "[compose]") {
  const auto [body, findings] = GENERATE(table<std::string, std::string>({
      {"{% for r in t %}\nx\n",
       "TPL-04 1:1-17 loop is not closed; add {% endfor %} in the same list, quote or table, at the same "
       "indentation\n"},
      {"{% endif %}\n",
       "TPL-04 1:1-12 no condition is open here; tags close in the list, quote or table they were opened in, "
       "at the same "
       "indentation\n"},
      {"- a\n  {% if true %}\n{% endif %}\n",
       "TPL-04 2:3-16 condition is not closed; add {% endif %} in the same list, quote or table, at the same "
       "indentation\n"
       "TPL-04 3:1-12 no condition is open here; tags close in the list, quote or table they were opened in, "
       "at the same "
       "indentation\n"},
      {"{% for r in t wher n %}\n{% endfor %}\n",
       "TPL-03 1:15-19 expected an operator or the end, found wher\n"},
      {"{% for r in meetigns %}\n{{ r.x }}\n{% endfor %}\n",
       "TPL-05 1:13-21 unknown table meetigns; did you mean meetings?\nTPL-05 2:4-7 unknown column x\n"},
      {"{% for r in payroll %}\n{{ r.x }}\n{% endfor %}\n", "TPL-05 1:13-20 unknown table payroll\n"},
      {"{% for r in meetings order by dat %}\n{{ r.titel }}\n{% endfor %}\n",
       "TPL-05 1:31-34 unknown column dat; did you mean date?\nTPL-05 2:4-11 unknown column titel; did you "
       "mean title?\n"},
  }));
  CAPTURE(body);
  CHECK(test::compose_body(body, hostile()).findings == findings);
}

TEST_CASE("depth and work of a template are bounded", "[compose]") {
  std::string quotes;
  for (int i = 0; i < 3000; ++i) quotes += "> ";
  CHECK(test::compose_body(quotes + "x\n", hostile()).findings.find("TPL-10") == 0);
  test::Facts facts;
  test::TableWriter many(facts.workspace, "t", "n:i", 0);
  for (int i = 0; i < 400; ++i) many.row({std::to_string(i)});
  const test::Composed composed =
      test::compose_body("{{ count(t where count(t where count(t where n > 0) > 0) > 0) }}\n", facts);
  CHECK(composed.findings.find("needs too many steps") != std::string::npos);
}

}  // namespace kvali
