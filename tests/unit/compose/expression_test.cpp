#include "compose/expression.hpp"

#include "catch.hpp"
#include "findings.hpp"

namespace kvali {

namespace {

/// The tree as text with every operation in parentheses.
std::string shape(const ExpressionPtr& e) {
  const auto joined = [](const std::vector<ExpressionPtr>& all, std::size_t from) {
    std::string out;
    for (std::size_t i = from; i < all.size(); ++i) out += (i > from ? ", " : "") + shape(all[i]);
    return out;
  };
  if (e == nullptr) return "none";
  switch (e->kind) {
    case Expression::Kind::literal:
      return is_missing(e->literal) ? "missing" : canonical_text(e->literal);
    case Expression::Kind::path: {
      std::string out;
      for (const std::string& name : e->path) out += (out.empty() ? "" : ".") + name;
      return out;
    }
    case Expression::Kind::list:
      return "[" + joined(e->operands, 0) + "]";
    case Expression::Kind::unary:
      return "(" + std::to_string(static_cast<int>(e->op)) + " " + shape(e->operands[0]) + ")";
    case Expression::Kind::binary:
      return "(" + shape(e->operands[0]) + " " + std::to_string(static_cast<int>(e->op)) + " " +
             shape(e->operands[1]) + ")";
    case Expression::Kind::conditional:
      return "(" + shape(e->operands[1]) + " ? " + shape(e->operands[0]) + " : " + shape(e->operands[2]) +
             ")";
    case Expression::Kind::filter: {
      const std::string arguments = joined(e->operands, 1);
      return e->path[0] + "(" + shape(e->operands[0]) + (arguments.empty() ? "" : ", ") + arguments + ")";
    }
    case Expression::Kind::call:
      return e->path[0] + "(" + joined(e->operands, 0) + ")";
    case Expression::Kind::aggregate:
      return e->path[0] + "<" + e->path[1] + (e->path.size() > 2 ? "." + e->path[2] : "") + ">(" +
             joined(e->operands, 0) + ")";
  }
  return "";
}

struct Parsed {
  std::string shape;
  std::string findings;
};

Parsed parse(const std::string& text) {
  const SourceText source("t.md", text);
  Diagnostics diagnostics;
  TemplateFindings findings(source, diagnostics);
  return {shape(parse_expression(Code(text, 0), findings)), test::listed(diagnostics)};
}

}  // namespace

TEST_CASE("operators bind as people expect", "[compose]") {
  // 2 add, 3 subtract, 4 multiply, 5 divide, 6 ==, 10 >, 12 and, 13 or.
  CHECK(parse("a + b * c - d").shape == "((a 2 (b 4 c)) 3 d)");
  CHECK(parse("(a + b) * c").shape == "((a 2 b) 4 c)");
  CHECK(parse("a == 1 and b > 2 or c").shape == "(((a 6 1) 12 (b 10 2)) 13 c)");
  CHECK(parse("not a == b").shape == "(1 (a 6 b))");
  CHECK(parse("-a * b").shape == "((0 a) 4 b)");
  CHECK(parse("a - b - c").shape == "((a 3 b) 3 c)");
}

TEST_CASE("a filter takes everything to its left, a choice takes filters apart", "[compose]") {
  CHECK(parse("a / b | percent(1)").shape == "percent((a 5 b), 1)");
  CHECK(parse("a | default(0) | number(1)").shape == "number(default(a, 0), 1)");
  CHECK(parse("a if c else b | number").shape == "number((c ? a : b))");
  CHECK(parse("a if c else b if d else e").shape == "(c ? a : (d ? b : e))");
  CHECK(parse("(a | number) if c else b").shape == "(c ? number(a) : b)");
}

TEST_CASE("names, texts, lists and tests for missing values are read", "[compose]") {
  CHECK(parse("r.period_actual").shape == "r.period_actual");
  CHECK(parse("x in ['a', \"b\\\"c\"]").shape == "(x 14 [a, b\"c])");
  CHECK(parse("x not in [1, 2.5]").shape == "(x 15 [1, 2.5])");
  CHECK(parse("x is missing").shape == "(16 x)");
  CHECK(parse("x is not missing").shape == "(17 x)");
  CHECK(parse("t(\"sum\", n=3)").shape == "t(sum, 3)");
  CHECK(parse("sum(meetings.att_total where mode == 'online')").shape ==
        "sum<meetings.att_total>((mode 6 online))");
  CHECK(parse("count(meetings)").shape == "count<meetings>()");
}

TEST_CASE("mistakes in expressions point at the character", "[compose]") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"a +", "TPL-03 1:4-5 expected a value, the expression ends\n"},
      {"a b", "TPL-03 1:3-4 expected an operator or the end, found b\n"},
      {"a = b", "TPL-03 1:3-4 expected an operator or the end, found =; two equals signs compare: ==\n"},
      {"„ა“ && b", "TPL-03 1:1-2 unexpected „; write straight quotes: \"text\"\n"},
      {"a && b", "TPL-03 1:3-4 unexpected &; write and\n"},
      {"'ქართული' + @", "TPL-03 1:13-14 unexpected @\n"},
      {"\"open", "TPL-03 1:1-6 text is not closed; end it with \"\n"},
      {"a if b", "TPL-03 1:7-8 expected else, the expression ends; write: a if condition else b\n"},
      {"sum(meetings)", "TPL-03 1:1-4 sum needs a column; write sum(meetings.column)\n"},
      {"f(a", "TPL-03 1:4-5 expected ), the expression ends\n"},
      {"99999999999999999999999999999999", "TPL-03 1:1-33 number is too large\n"},
      {"", "TPL-03 1:1-2 expected a value, the expression ends\n"},
  }));
  CAPTURE(text);
  CHECK(parse(text).findings == expected);
}

TEST_CASE("depth and length of an expression are bounded", "[compose]") {
  const std::string deep = std::string(5000, '(') + "1" + std::string(5000, ')');
  CHECK(parse(deep).findings.find("TPL-10") == 0);
  std::string longest = "1";
  for (int i = 0; i < 5000; ++i) longest += "+1";
  CHECK(parse(longest).findings.find("TPL-10") == 0);
  CHECK(parse(std::string(5000, '-') + "1").findings.find("TPL-10") == 0);
}

TEST_CASE("texts mix words and expressions, and t: is a message", "[compose]") {
  const std::string text = "a {{ b | join(\"}}\") }} c";
  const SourceText source("t.md", text);
  Diagnostics diagnostics;
  TemplateFindings findings(source, diagnostics);
  const TextTemplate parsed = parse_text(Code(text, 0), findings);
  REQUIRE(parsed.parts.size() == 3);
  CHECK(parsed.parts[0].text == "a ");
  CHECK(shape(parsed.parts[1].expression) == "join(b, }})");
  CHECK(parsed.parts[2].text == " c");
  const TextTemplate message = parse_text(Code("t:col.title", 0), findings);
  REQUIRE(message.parts.size() == 1);
  CHECK(shape(message.parts[0].expression) == "t(col.title)");
  CHECK(diagnostics.all().empty());
}

}  // namespace kvali
