#include <array>
#include <utility>

#include "compose/expression.hpp"
#include "compose/lexer.hpp"

namespace kvali {

namespace {

/// Far beyond what people write, far below what a stack holds.
constexpr int most_nodes = 400;
constexpr int deepest = 40;

/// Binding powers, weak to strong.
enum Power { pipe = 1, choice, disjunction, conjunction, negation, comparison, sum, product, sign };

struct Infix {
  std::string_view word;
  Operator op;
  Power power;
};
constexpr std::array infixes = {
    Infix{"or", Operator::logical_or, disjunction},
    Infix{"and", Operator::logical_and, conjunction},
    Infix{"==", Operator::equal, comparison},
    Infix{"!=", Operator::not_equal, comparison},
    Infix{"<", Operator::less, comparison},
    Infix{"<=", Operator::less_equal, comparison},
    Infix{">", Operator::greater, comparison},
    Infix{">=", Operator::greater_equal, comparison},
    Infix{"in", Operator::contained, comparison},
    Infix{"+", Operator::add, sum},
    Infix{"-", Operator::subtract, sum},
    Infix{"*", Operator::multiply, product},
    Infix{"/", Operator::divide, product},
};

constexpr std::array aggregates = {"count", "sum", "min", "max", "avg", "list"};

bool is_aggregate(std::string_view name) {
  for (const std::string_view known : aggregates) {
    if (known == name) return true;
  }
  return false;
}

class ExpressionParser {
 public:
  explicit ExpressionParser(const Code& code) : code_(code), tokens_(tokenize(code.text())) {}

  ExpressionPtr whole() {
    ExpressionPtr expression = parse(0);
    expect_end();
    return expression;
  }

  Loop loop() {
    Loop loop;
    loop.name = expect_name("a name for the row");
    expect_word("in");
    loop.rows = selection();
    expect_end();
    return loop;
  }

  PartCall part() {
    PartCall call;
    const Token token = peek();
    if (token.kind != Token::Kind::name && token.kind != Token::Kind::text) fail(token, "a name or a file");
    call.quoted = token.kind == Token::Kind::text;
    call.name = take().text;
    if (accept("with")) do {
        std::string name = expect_name("a name for a value");
        expect_word("=");
        call.values.emplace_back(std::move(name), parse(0));
      } while (accept(","));
    expect_end();
    return call;
  }

  std::vector<OrderKey> order() {
    std::vector<OrderKey> keys;
    do {
      const Token& token = peek();
      OrderKey key{expect_name("a column"), false, code_.span(token.begin, token.length)};
      if (accept("desc"))
        key.descending = true;
      else
        accept("asc");
      keys.push_back(std::move(key));
    } while (accept(","));
    return keys;
  }

  std::vector<OrderKey> whole_order() {
    std::vector<OrderKey> keys = order();
    expect_end();
    return keys;
  }

 private:
  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }

  static bool is(const Token& token, std::string_view word) {
    return (token.kind == Token::Kind::name || token.kind == Token::Kind::symbol) && token.text == word;
  }
  bool accept(std::string_view word) {
    if (!is(peek(), word)) return false;
    take();
    return true;
  }

  [[noreturn]] static void fail(const Token& token, const std::string& expected, std::string hint = {}) {
    const std::string found = token.kind == Token::Kind::end ? "the expression ends" : "found " + token.text;
    throw SyntaxError{"TPL-03", token.begin, std::max<std::size_t>(token.length, 1),
                      "expected " + expected + ", " + found, std::move(hint)};
  }
  void expect_word(std::string_view word) {
    if (!accept(word)) fail(peek(), std::string(word));
  }
  std::string expect_name(const std::string& what) {
    if (peek().kind != Token::Kind::name) fail(peek(), what);
    return take().text;
  }
  void expect_end() {
    if (peek().kind == Token::Kind::end) return;
    const bool equals = is(peek(), "=");
    fail(peek(), "an operator or the end", equals ? "two equals signs compare: ==" : "");
  }

  Selection selection() {
    Selection rows;
    const Token& token = peek();
    rows.table = expect_name("a table");
    rows.span = code_.span(token.begin, token.length);
    if (accept("where")) rows.where = parse(0);
    if (accept("order")) {
      expect_word("by");
      rows.order = order();
    }
    if (accept("limit")) rows.limit = parse(0);
    return rows;
  }

  std::shared_ptr<Expression> node(Expression::Kind kind, const Token& token) {
    if (++nodes_ > most_nodes) {
      throw SyntaxError{"TPL-10", token.begin, token.length, "expression is too long",
                        "compute parts of it in a table column"};
    }
    auto expression = std::make_shared<Expression>();
    expression->kind = kind;
    expression->span = code_.span(token.begin, std::max<std::size_t>(token.length, 1));
    return expression;
  }

  ExpressionPtr parse(int weakest) {
    if (++depth_ > deepest) {
      throw SyntaxError{"TPL-10", peek().begin, 1, "expression is nested too deeply"};
    }
    ExpressionPtr left = prefix();
    while (ExpressionPtr longer = infix(left, weakest)) left = longer;
    --depth_;
    return left;
  }

  ExpressionPtr unary(Operator op, const Token& token, ExpressionPtr operand) {
    auto expression = node(Expression::Kind::unary, token);
    expression->op = op;
    expression->operands = {std::move(operand)};
    return expression;
  }

  ExpressionPtr prefix() {
    const Token token = peek();
    if (accept("(")) {
      ExpressionPtr inner = parse(0);
      expect_word(")");
      return inner;
    }
    if (accept("[")) return list(token);
    if (accept("-")) return unary(Operator::negate, token, parse(sign));
    if (accept("not")) return unary(Operator::logical_not, token, parse(negation));
    if (token.kind == Token::Kind::number || token.kind == Token::Kind::text) return literal(take());
    if (token.kind == Token::Kind::name) return named();
    fail(token, "a value");
  }

  ExpressionPtr literal(const Token& token) {
    auto expression = node(Expression::Kind::literal, token);
    if (token.kind == Token::Kind::text) {
      expression->literal = token.text;
    } else if (const auto whole = token.number.to_int64()) {
      expression->literal = *whole;
    } else {
      expression->literal = token.number;
    }
    return expression;
  }

  ExpressionPtr list(const Token& token) {
    auto expression = node(Expression::Kind::list, token);
    if (accept("]")) return expression;
    do expression->operands.push_back(parse(0));
    while (accept(","));
    expect_word("]");
    return expression;
  }

  ExpressionPtr named() {
    const Token token = take();
    for (const std::string_view word : {"if", "else", "and", "or", "in", "is", "where"}) {
      if (token.text == word) fail(token, "a value");
    }
    if (token.text == "true" || token.text == "false" || token.text == "missing" ||
        token.text == "not_applicable") {
      auto expression = node(Expression::Kind::literal, token);
      if (token.text == "not_applicable") expression->literal = Mark::not_applicable;
      if (token.text == "true" || token.text == "false") expression->literal = token.text == "true";
      return expression;
    }
    if (accept("(")) return is_aggregate(token.text) ? aggregate(token) : call(token);
    auto expression = node(Expression::Kind::path, token);
    expression->path.push_back(token.text);
    std::size_t end = token.begin + token.length;
    while (is(peek(), ".")) {
      take();
      end = peek().begin + peek().length;
      expression->path.push_back(expect_name("a name after the point"));
    }
    expression->span.length = end - token.begin;
    return expression;
  }

  void arguments(Expression& expression) {
    if (accept(")")) return;
    do {
      std::string name;
      if (peek().kind == Token::Kind::name && is(peek(1), "=")) {
        name = take().text;
        take();
      }
      expression.names.push_back(std::move(name));
      expression.operands.push_back(parse(0));
    } while (accept(","));
    expect_word(")");
  }

  ExpressionPtr call(const Token& token) {
    auto expression = node(Expression::Kind::call, token);
    expression->path = {token.text};
    arguments(*expression);
    return expression;
  }

  /// sum(table.column where condition); count(table where condition)
  ExpressionPtr aggregate(const Token& token) {
    auto expression = node(Expression::Kind::aggregate, token);
    expression->path = {token.text, expect_name("a table")};
    if (accept(".") || accept(",")) expression->path.push_back(expect_name("a column"));
    if (accept("where")) expression->operands.push_back(parse(0));
    expect_word(")");
    if (token.text != "count" && expression->path.size() < 3) {
      throw SyntaxError{"TPL-03", token.begin, token.length, token.text + " needs a column",
                        "write " + token.text + "(" + expression->path[1] + ".column)"};
    }
    return expression;
  }

  ExpressionPtr binary(Operator op, const Token& token, ExpressionPtr left, int power) {
    auto expression = node(Expression::Kind::binary, token);
    expression->op = op;
    expression->operands = {std::move(left), parse(power)};
    return expression;
  }

  /// `left` with the operator that follows, or null when none binds stronger than `weakest`.
  ExpressionPtr infix(const ExpressionPtr& left, int weakest) {
    const Token token = peek();
    if (is(token, "|")) return weakest < pipe ? filter(left) : nullptr;
    if (is(token, "if")) return weakest < choice ? conditional(left) : nullptr;
    if (is(token, "is")) return weakest < comparison ? missing_test(left) : nullptr;
    if (is(token, "not") && is(peek(1), "in")) {
      if (weakest >= comparison) return nullptr;
      take();
      take();
      return binary(Operator::not_contained, token, left, comparison);
    }
    for (const Infix& candidate : infixes) {
      if (!is(token, candidate.word)) continue;
      if (weakest >= candidate.power) return nullptr;
      take();
      return binary(candidate.op, token, left, candidate.power);
    }
    return nullptr;
  }

  ExpressionPtr filter(const ExpressionPtr& input) {
    take();
    const Token token = peek();
    auto expression = node(Expression::Kind::filter, token);
    expression->path = {expect_name("a filter")};
    expression->operands = {input};
    expression->names = {""};
    if (accept("(")) arguments(*expression);
    return expression;
  }

  ExpressionPtr conditional(const ExpressionPtr& value) {
    auto expression = node(Expression::Kind::conditional, take());
    ExpressionPtr condition = parse(choice);
    if (!accept("else")) fail(peek(), "else", "write: a if condition else b");
    expression->operands = {value, std::move(condition), parse(pipe)};
    return expression;
  }

  ExpressionPtr missing_test(const ExpressionPtr& operand) {
    const Token token = take();
    const bool negated = accept("not");
    expect_word("missing");
    return unary(negated ? Operator::not_missing : Operator::missing, token, operand);
  }

  const Code& code_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int nodes_ = 0;
};

/// Runs one entry of the parser and turns its complaint into a finding.
template <typename Parse>
auto guarded(const Code& code, TemplateFindings& findings, Parse parse)
    -> std::optional<decltype(parse(std::declval<ExpressionParser&>()))> {
  try {
    ExpressionParser parser(code);
    return parse(parser);
  } catch (const SyntaxError& error) {
    findings.add(error.id, code.span(error.begin, error.length), error.message, error.hint);
    return std::nullopt;
  }
}

}  // namespace

ExpressionPtr parse_expression(const Code& code, TemplateFindings& findings) {
  return guarded(code, findings, [](ExpressionParser& parser) { return parser.whole(); }).value_or(nullptr);
}

std::optional<Loop> parse_loop(const Code& code, TemplateFindings& findings) {
  return guarded(code, findings, [](ExpressionParser& parser) { return parser.loop(); });
}

std::optional<PartCall> parse_part(const Code& code, TemplateFindings& findings) {
  return guarded(code, findings, [](ExpressionParser& parser) { return parser.part(); });
}

std::optional<std::vector<OrderKey>> parse_order(const Code& code, TemplateFindings& findings) {
  return guarded(code, findings, [](ExpressionParser& parser) { return parser.whole_order(); });
}

}  // namespace kvali
