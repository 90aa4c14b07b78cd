#include "compose/mask.hpp"

#include "catch.hpp"
#include "findings.hpp"

namespace kvali {

namespace {

struct Result {
  Masked masked;
  std::string text;  ///< Masked characters as {0} and [0].
  std::string findings;
};

Result run(const std::string& text) {
  const SourceText source("t.md", text);
  Diagnostics diagnostics;
  TemplateFindings findings(source, diagnostics);
  Result result{mask(Code(text, 0), findings), "", ""};
  for (std::size_t at = 0; at < result.masked.text.size();) {
    const MaskedCharacter sign = masked_character(std::string_view(result.masked.text).substr(at));
    if (sign.kind == MaskedCharacter::Kind::none) {
      result.text += result.masked.text[at++];
      continue;
    }
    const bool tag = sign.kind == MaskedCharacter::Kind::tag;
    result.text += (tag ? "[" : "{") + std::to_string(sign.index) + (tag ? "]" : "}");
    at += 4;
  }
  result.findings = test::listed(diagnostics);
  return result;
}

}  // namespace

TEST_CASE("expressions become one character each, whatever Markdown would make of them", "[compose]") {
  const Result result = run("x {{ a *b* c }}\n");
  CHECK(result.text == "x {0}\n");
  CHECK(run("{{ a | join(\"}}\") }} | {{ b }}\n").text == "{0} | {1}\n");
  CHECK(run("[x]({{ url }}) `{{ c }}`\n").text == "[x]({0}) `{1}`\n");
}

TEST_CASE("tags keep their indentation and quote signs", "[compose]") {
  CHECK(run("- a\n  {% if x %}\n  - b\n  {% endif %}\n").text == "- a\n  <?k 0?>\n  - b\n  <?k 1?>\n");
  CHECK(run("> {% if x %}\n> y\n> {% endif %}\n").text == "> <?k 0?>\n> y\n> <?k 1?>\n");
}

TEST_CASE("tags between the rows of a table are rows", "[compose]") {
  CHECK(run("| a |\n|---|\n{% for r in t %}\n| {{ r.x }} |\n{% endfor %}\n| z |\n").text ==
        "| a |\n|---|\n|[0]|\n| {0} |\n|[1]|\n| z |\n");
  // The condition was opened outside the table, so it ends outside.
  CHECK(run("{% if x %}\n| a |\n|---|\n| b |\n{% endif %}\n").text ==
        "<?k 0?>\n| a |\n|---|\n| b |\n<?k 1?>\n");
  // Nothing of the table follows the tag.
  CHECK(run("| a |\n|---|\n| b |\n{% if x %}\ntext\n{% endif %}\n").text ==
        "| a |\n|---|\n| b |\n<?k 0?>\ntext\n<?k 1?>\n");
}

TEST_CASE("bodies of fenced blocks are left alone", "[compose]") {
  const std::string text = "```table\ntitle = \"{{ x }}\"\n{% for %}\n```\n{{ y }}\n";
  CHECK(run(text).text == "```table\ntitle = \"{{ x }}\"\n{% for %}\n```\n{0}\n");
  CHECK(run("~~~~ text\n```\n{{ x }}\n~~~\n~~~~\n{{ y }}\n").text ==
        "~~~~ text\n```\n{{ x }}\n~~~\n~~~~\n{0}\n");
}

TEST_CASE("mistakes in masks are found together", "[compose]") {
  CHECK(run("{{ a\nb }}\nx {% if y %} z\n{% fro x in y %}\n{% else x %}\n").findings ==
        "TPL-03 1:1-3 expression is not closed on its line; end it with }}\n"
        "TPL-04 3:3-5 tag is not on a line of its own; within a line write {{ a if condition else b }}\n"
        "TPL-04 4:4-7 unknown tag fro; did you mean for?\n"
        "TPL-04 5:8-11 else takes nothing; write elif for another condition\n");
}

TEST_CASE("private-use characters of the source cannot pass for masks", "[compose]") {
  const Result result = run("a \xF3\xB0\x80\x80 b \xF4\x80\x80\x80\n");
  CHECK(result.text == "a \xEF\xBF\xBD b \xEF\xBF\xBD\n");
  CHECK(result.findings ==
        "TPL-02 1:3-4 private-use character; remove it; no font has a letter for it\n"
        "TPL-02 1:7-8 private-use character; remove it; no font has a letter for it\n");
}

}  // namespace kvali
