#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "compose/source_text.hpp"
#include "table/scalar.hpp"

namespace kvali {

struct Expression;
using ExpressionPtr = std::shared_ptr<const Expression>;

enum class Operator {
  negate,
  logical_not,
  add,
  subtract,
  multiply,
  divide,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  logical_and,
  logical_or,
  contained,
  not_contained,
  missing,
  not_missing
};

/// A node of the expression language: total (no loops of its own, no definitions), so that every
/// template ends.  From weak to strong:
///
///   value | filter | filter(argument)      filters take everything to their left
///   a if condition else b
///   or    and    not
///   ==  !=  <  <=  >  >=  in  not in  is missing  is not missing
///   +  -      *  /      -x
///   1.5  "text"  true  missing  not_applicable  [1, 2]  name.field  t("key", n=1)  sum(table.column where
///   condition)
///
/// Arithmetic and order with a missing value give a missing value; a condition that is missing
/// does not hold.  Equality is defined for missing values, so that `status != "done"` keeps rows
/// without a status.  Division by zero is "not applicable".
struct Expression {
  enum class Kind { literal, path, list, unary, binary, conditional, filter, call, aggregate };

  Kind kind = Kind::literal;
  Operator op = Operator::add;
  Span span;
  Scalar literal = Mark::not_recorded;
  /// path: its names; filter and call: the name; aggregate: function, table and perhaps column.
  std::vector<std::string> path;
  /// conditional: value, condition, otherwise; filter: input, arguments; aggregate: where, if any.
  std::vector<ExpressionPtr> operands;
  std::vector<std::string> names;  ///< call: names of the operands, "" where there is none.
};

/// One column to order by.
struct OrderKey {
  std::string column;
  bool descending = false;
  Span span;
};

/// Which rows of which table: `meetings where mode == "online" order by date desc limit 5`.
struct Selection {
  std::string table;
  Span span;
  ExpressionPtr where;  ///< May be null.
  std::vector<OrderKey> order;
  ExpressionPtr limit;  ///< May be null.
};

/// `{% for name in selection %}`
struct Loop {
  std::string name;
  Selection rows;
};

/// Values that a part of a template is given: names of its own, or another name for a row.
using PartValues = std::vector<std::pair<std::string, ExpressionPtr>>;

/// `line with r = m, n = 3` or `"parts/contact.md"`, behind use, block and include.
struct PartCall {
  std::string name;
  bool quoted = false;
  PartValues values;
};

/// Each returns nothing after adding a finding (TPL-03 or TPL-10).
[[nodiscard]] ExpressionPtr parse_expression(const Code& code, TemplateFindings& findings);
[[nodiscard]] std::optional<Loop> parse_loop(const Code& code, TemplateFindings& findings);
[[nodiscard]] std::optional<std::vector<OrderKey>> parse_order(const Code& code, TemplateFindings& findings);
[[nodiscard]] std::optional<PartCall> parse_part(const Code& code, TemplateFindings& findings);

/// A text with `{{ expressions }}`, as it stands in the keys of blocks.
struct TextPart {
  std::string text;
  ExpressionPtr expression;  ///< Null: literal text.
};
struct TextTemplate {
  std::vector<TextPart> parts;
  Span span;

  [[nodiscard]] bool empty() const { return parts.empty(); }
};

/// Reads literal text with expressions; "t:key" is short for {{ t("key") }}.
[[nodiscard]] TextTemplate parse_text(const Code& code, TemplateFindings& findings);

/// Where the expression that begins at `begin` ("{{") ends: the offset behind "}}", or npos.  Braces
/// inside quoted text do not count.
[[nodiscard]] std::size_t end_of_expression(std::string_view line, std::size_t begin);

}  // namespace kvali
