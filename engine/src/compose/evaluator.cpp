#include "compose/evaluator.hpp"

#include <algorithm>
#include <array>

#include "compose/vocabulary.hpp"

namespace kvali {

namespace {

/// Some seconds of work; a report of 100,000 meetings needs a tenth of it.
constexpr std::int64_t most_steps = 20'000'000;

std::string dotted(const std::vector<std::string>& path) {
  std::string name;
  for (const std::string& part : path) name += (name.empty() ? "" : ".") + part;
  return name;
}

bool is_comparison(Operator op) {
  return op >= Operator::equal && op <= Operator::greater_equal;
}

}  // namespace

Evaluator::Evaluator(const Template& templ, const ComposeInput& input, TemplateFindings& findings)
    : template_(templ),
      input_(input),
      findings_(findings),
      evidence_(std::make_shared<Evidence>(input.workspace.evidence)) {}

const Table* Evaluator::table(std::string_view name) const {
  if (const Table* found = input_.workspace.find(name)) return found;
  const auto known = known_tables();
  return std::find(known.begin(), known.end(), name) == known.end() ? nullptr : &empty_;
}

const SectionSpec* Evaluator::section(std::string_view name) const {
  const auto it = std::find_if(template_.sections.begin(), template_.sections.end(),
                               [&](const SectionSpec& section) { return section.name == name; });
  return it == template_.sections.end() ? nullptr : &*it;
}

bool Evaluator::spend(Span span) {
  if (++steps_ <= most_steps) return true;
  if (steps_ == most_steps + 1) {
    findings_.add("TPL-10", span, "template needs too many steps",
                  "loops in loops multiply: narrow them by where or limit");
  }
  return false;
}

Datum Evaluator::wrong_type(Span span, std::string message, std::string hint) {
  findings_.add("TPL-06", span, std::move(message), std::move(hint));
  return Datum(Mark::not_applicable);
}

EvidenceId Evaluator::join(EvidenceId a, EvidenceId b) {
  if (a == 0 || b == 0 || a == b) return std::max(a, b);
  const std::array<EvidenceId, 2> both = {a, b};
  return evidence_->join(both);
}

Message Evaluator::message(const std::string& key, const MessageArguments& arguments, Span span) {
  Message message = template_.catalogue->message(key, arguments);
  // Where a language has no words at all, one finding tells of all of them.
  if (message.fallback && !template_.catalogue->keys(locale().language()).empty()) {
    findings_.add("L-01", span, "text missing in " + locale().language() + ": " + key,
                  "add it to locale/" + locale().language() + ".toml", Severity::warning);
  }
  return message;
}

Datum Evaluator::evaluate(const Expression& expression) {
  if (!spend(expression.span)) return Datum(Mark::not_applicable);
  switch (expression.kind) {
    case Expression::Kind::literal:
      return Datum(expression.literal);
    case Expression::Kind::path:
      return path(expression);
    case Expression::Kind::unary:
      return unary(expression);
    case Expression::Kind::binary:
      return binary(expression);
    case Expression::Kind::conditional:
      return evaluate(*expression.operands[holds(*expression.operands[1]) ? 0 : 2]);
    case Expression::Kind::filter:
      return apply_filter(*this, expression);
    case Expression::Kind::call:
      return call_function(*this, expression);
    case Expression::Kind::aggregate:
      return aggregate(expression);
    case Expression::Kind::list:
      break;
  }
  auto items = std::make_shared<std::vector<Datum>>();
  for (const ExpressionPtr& operand : expression.operands) items->push_back(evaluate(*operand));
  Datum list;
  list.kind = Datum::Kind::list;
  list.items = std::move(items);
  return list;
}

bool Evaluator::holds(const Expression& condition) {
  const Datum value = evaluate(condition);
  if (value.missing()) return false;
  if (const auto* flag = std::get_if<bool>(&value.scalar);
      flag != nullptr && value.kind == Datum::Kind::scalar)
    return *flag;
  (void)wrong_type(condition.span, "condition is " + kind_name(value),
                   "compare it, for example with > 0 or is not missing");
  return false;
}

std::string Evaluator::text(const TextTemplate& text) {
  std::string out;
  for (const TextPart& part : text.parts) {
    out += part.expression == nullptr ? part.text : shown_text(evaluate(*part.expression), *this);
  }
  return out;
}

Datum Evaluator::cell(const Scope& scope, const std::string& column) const {
  const Column* const found = scope.table->find(column);
  return found == nullptr ? Datum() : read(*scope.table, *found, scope.row);
}

Datum Evaluator::read(const Table& table, const Column& column, std::size_t row) {
  Datum datum(column.scalar(row), table.evidence(column, row));
  datum.cell = {&table, &column, row};
  return datum;
}

std::optional<Datum> Evaluator::special(const std::vector<std::string>& path) const {
  const std::string name = dotted(path);
  if (name == "period") return Datum(locale().period(input_.period, input_.fiscal));
  if (name == "period.first") return Datum(input_.period.first);
  if (name == "period.last") return Datum(input_.period.last);
  if (name == "lang") return Datum(locale().language());
  if (path.size() != 2) return std::nullopt;
  if (path[0] == "sections" && section(path[1]) != nullptr) return Datum(input_.narratives.contains(path[1]));
  if (path[0] == "parameters") {
    if (const auto given = input_.parameters.find(path[1]); given != input_.parameters.end())
      return Datum(given->second);
    for (const ParameterSpec& spec : template_.parameters) {
      if (spec.name == path[1]) return Datum(spec.fallback);
    }
  }
  if (path[0] == "loop") {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      if (scope->count == 0) continue;
      if (path[1] == "index") return Datum(static_cast<std::int64_t>(scope->index + 1));
      if (path[1] == "count") return Datum(static_cast<std::int64_t>(scope->count));
      if (path[1] == "first") return Datum(scope->index == 0);
      if (path[1] == "last") return Datum(scope->index + 1 == scope->count);
    }
  }
  return std::nullopt;
}

std::size_t Evaluator::enter(const PartValues& values) {
  auto given = std::make_shared<std::map<std::string, Datum>>();
  std::vector<Scope> scopes;
  for (const auto& given_value : values) {
    const Expression& value = *given_value.second;
    const bool may_be_row = value.kind == Expression::Kind::path && value.path.size() == 1;
    const auto row = std::find_if(scopes_.rbegin(), scopes_.rend(), [&](const Scope& scope) {
      return may_be_row && scope.name == value.path[0];
    });
    if (row == scopes_.rend())
      given->emplace(given_value.first, evaluate(value));
    else
      scopes.push_back({given_value.first, row->table, row->row, 0, 0, false, nullptr});
  }
  if (!given->empty()) scopes.push_back({"", &empty_, 0, 0, 0, false, std::move(given)});
  for (const Scope& scope : scopes) enter(scope);
  return scopes.size();
}

Datum Evaluator::path(const Expression& expression) {
  const std::vector<std::string>& path = expression.path;
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    if (scope->values != nullptr && path.size() == 1)
      if (const auto given = scope->values->find(path[0]); given != scope->values->end())
        return given->second;
    if (scope->name == path[0] && path.size() == 2) return cell(*scope, path[1]);
    if (scope->name == path[0] && path.size() == 1) {
      return wrong_type(expression.span, path[0] + " is a whole row",
                        "name one of its columns: " + path[0] + ".title");
    }
    if (!scope->bare || path.size() != 1) continue;
    if (scope->table->find(path[0]) != nullptr) return cell(*scope, path[0]);
    const auto known = known_columns(scope->table->name());
    if (std::find(known.begin(), known.end(), path[0]) != known.end()) return Datum();
  }
  if (auto value = special(path)) return *value;
  // What is said of all money together stands in a table of its own, with its records.
  if (path.size() == 2 && path[0] == "finance") {
    const Table* total = table("finance_total");
    const Column* column = total == nullptr || total->rows() == 0 ? nullptr : total->find(path[1]);
    if (column != nullptr) return read(*total, *column, 0);
  }
  const auto fact = input_.facts.find(dotted(path));
  return fact == input_.facts.end() ? Datum() : Datum(fact->second);
}

Datum Evaluator::unary(const Expression& expression) {
  if (expression.op == Operator::logical_not) return Datum(!holds(*expression.operands[0]));
  const Datum operand = evaluate(*expression.operands[0]);
  if (expression.op == Operator::missing) return Datum(operand.missing());
  if (expression.op == Operator::not_missing) return Datum(!operand.missing());
  if (operand.missing()) return operand;
  const auto number = number_of(operand.scalar);
  if (!number) return wrong_type(expression.span, "minus sign before " + kind_name(operand));
  return Datum(scalar_of(-*number), operand.evidence);
}

Datum Evaluator::binary(const Expression& expression) {
  if (expression.op == Operator::logical_and || expression.op == Operator::logical_or)
    return logical(expression);
  const Datum a = evaluate(*expression.operands[0]);
  const Datum b = evaluate(*expression.operands[1]);
  if (is_comparison(expression.op)) return compare(expression, a, b);
  if (expression.op == Operator::contained || expression.op == Operator::not_contained)
    return contained(expression, a, b);
  return arithmetic(expression, a, b);
}

Datum Evaluator::logical(const Expression& expression) {
  const bool first = holds(*expression.operands[0]);
  if (expression.op == Operator::logical_and) return Datum(first && holds(*expression.operands[1]));
  return Datum(first || holds(*expression.operands[1]));
}

Datum Evaluator::arithmetic(const Expression& expression, const Datum& a, const Datum& b) {
  const EvidenceId records = join(a.evidence, b.evidence);
  if (a.missing() || b.missing()) return Datum(stronger(a.mark(), b.mark()), records);
  if (expression.op == Operator::add && a.text() != nullptr && b.text() != nullptr)
    return Datum(*a.text() + *b.text());
  const auto x = number_of(a.scalar), y = number_of(b.scalar);
  if (!x || !y) {
    const Datum& wrong = x ? b : a;
    return wrong_type(expression.span, "cannot calculate with " + kind_name(wrong),
                      wrong.formatted ? "calculate first, then format" : "");
  }
  if (expression.op == Operator::divide && y->is_zero()) return Datum(Mark::not_applicable, records);
  const auto result = expression.op == Operator::add        ? add(*x, *y)
                      : expression.op == Operator::subtract ? subtract(*x, *y)
                      : expression.op == Operator::multiply ? multiply(*x, *y)
                                                            : divide(*x, *y);
  if (!result) return wrong_type(expression.span, "number is too large");
  Datum datum(scalar_of(*result), records);
  if (records != 0) {
    auto trace = std::make_shared<Trace>();
    trace->rule = expression.op == Operator::add        ? "sum"
                  : expression.op == Operator::subtract ? "difference"
                  : expression.op == Operator::multiply ? "product"
                                                        : "quotient";
    trace->parts = {{a.scalar, a.evidence, a.cell}, {b.scalar, b.evidence, b.cell}};
    trace->count = 2;
    datum.trace = std::move(trace);
  }
  return datum;
}

std::optional<bool> Evaluator::equal(const Datum& a, const Datum& b) const {
  if (a.missing() || b.missing()) return a.missing() && b.missing();
  const auto x = number_of(a.scalar), y = number_of(b.scalar);
  if (x && y) return *x == *y;
  if (a.scalar.index() == b.scalar.index()) return a.scalar == b.scalar;
  // A date may be compared with its ISO text.
  const Datum& date = std::holds_alternative<Date>(a.scalar) ? a : b;
  const Datum& other = &date == &a ? b : a;
  if (!std::holds_alternative<Date>(date.scalar) || other.text() == nullptr) return std::nullopt;
  return canonical_text(date.scalar) == *other.text();
}

Datum Evaluator::compare(const Expression& expression, const Datum& a, const Datum& b) {
  const auto refuse = [&] {
    return wrong_type(expression.span, kind_name(a) + " is compared with " + kind_name(b));
  };
  if (a.kind == Datum::Kind::list || b.kind == Datum::Kind::list) return refuse();
  if (expression.op == Operator::equal || expression.op == Operator::not_equal) {
    const auto same = equal(a, b);
    return same ? Datum(*same == (expression.op == Operator::equal)) : refuse();
  }
  if (a.missing() || b.missing()) return Datum(stronger(a.mark(), b.mark()));
  int order = 0;
  const auto x = number_of(a.scalar), y = number_of(b.scalar);
  const bool dates = std::holds_alternative<Date>(a.scalar) || std::holds_alternative<Date>(b.scalar);
  if (x && y) {
    order = *x < *y ? -1 : *x > *y ? 1 : 0;
  } else if (dates && (a.scalar.index() == b.scalar.index() || a.text() != nullptr || b.text() != nullptr)) {
    order = canonical_text(a.scalar).compare(canonical_text(b.scalar));  // ISO dates sort as text.
  } else if (a.text() != nullptr && b.text() != nullptr) {
    order = locale().compare(*a.text(), *b.text());
  } else {
    return refuse();
  }
  switch (expression.op) {
    case Operator::less:
      return Datum(order < 0);
    case Operator::less_equal:
      return Datum(order <= 0);
    case Operator::greater:
      return Datum(order > 0);
    default:
      return Datum(order >= 0);
  }
}

Datum Evaluator::contained(const Expression& expression, const Datum& a, const Datum& b) {
  const bool wanted = expression.op == Operator::contained;
  if (b.kind == Datum::Kind::list) {
    const auto same = [&](const Datum& item) { return equal(a, item).value_or(false); };
    return Datum(std::any_of(b.items->begin(), b.items->end(), same) == wanted);
  }
  if (a.missing() || b.missing()) return Datum(!wanted);
  if (a.text() == nullptr || b.text() == nullptr) {
    return wrong_type(expression.span, "in looks for " + kind_name(a) + " in " + kind_name(b),
                      "write a list: x in [\"a\", \"b\"]");
  }
  return Datum((b.text()->find(*a.text()) != std::string::npos) == wanted);
}

}  // namespace kvali
