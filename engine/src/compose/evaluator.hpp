#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compose/compose.hpp"
#include "compose/datum.hpp"
#include "table/computation.hpp"
#include "table/query.hpp"

namespace kvali {

/// A row that names refer to: the variable of a loop, or the row a block or a `where` looks at.
struct Scope {
  std::string name;  ///< Of a loop variable; "" = none.
  const Table* table = nullptr;
  std::size_t row = 0;
  std::size_t index = 0;  ///< Position in the loop.
  std::size_t count = 0;
  bool bare = false;  ///< Columns may be written without the name.
  std::shared_ptr<const std::map<std::string, Datum>> values = nullptr;  ///< What a part was given.
};

/// Rows chosen from a table of the workspace, or from one made by grouping.
struct Chosen {
  const Table* table = nullptr;
  Rows rows;
  std::string name;                   ///< What expressions call the row, beside its bare columns.
  std::shared_ptr<const Table> made;  ///< Keeps `table` alive where it was made.
};

/// Evaluates expressions.  What goes wrong is a finding at its place; the value is then "not
/// applicable".  A budget of steps bounds the time any template can take.
class Evaluator {
 public:
  Evaluator(const Template& templ, const ComposeInput& input, TemplateFindings& findings);

  [[nodiscard]] Datum evaluate(const Expression& expression);
  /// Does a condition hold?  A missing one does not.
  [[nodiscard]] bool holds(const Expression& condition);
  /// The text with its expressions filled in, without marks.
  [[nodiscard]] std::string text(const TextTemplate& text);
  [[nodiscard]] Chosen choose(const Selection& selection);
  [[nodiscard]] Chosen choose(const RowsSpec& spec);

  void enter(Scope scope) { scopes_.push_back(std::move(scope)); }
  /// Enters what a part is given; as many scopes must be left again as are returned.
  [[nodiscard]] std::size_t enter(const PartValues& values);
  void leave() { scopes_.pop_back(); }
  [[nodiscard]] Scope& scope() { return scopes_.back(); }
  [[nodiscard]] const std::vector<Scope>& scopes() const { return scopes_; }

  /// The table, an empty one for known tables that the report lacks, or null.
  [[nodiscard]] const Table* table(std::string_view name) const;
  [[nodiscard]] const Locale& locale() const { return input_.locale; }
  [[nodiscard]] const Catalogue& catalogue() const { return *template_.catalogue; }
  [[nodiscard]] const ComposeInput& input() const { return input_; }
  /// The section that the template declares under this name, or null.
  [[nodiscard]] const SectionSpec* section(std::string_view name) const;
  [[nodiscard]] Evidence& evidence() { return *evidence_; }
  [[nodiscard]] std::shared_ptr<const Evidence> share_evidence() const { return evidence_; }
  [[nodiscard]] TemplateFindings& findings() { return findings_; }
  /// A message of the catalogue; one that fell back to English is a finding (L-01).
  [[nodiscard]] Message message(const std::string& key, const MessageArguments& arguments, Span span);
  /// Takes one step of the budget; false when it is used up.
  [[nodiscard]] bool spend(Span span);
  [[nodiscard]] Datum wrong_type(Span span, std::string message, std::string hint = {});
  [[nodiscard]] EvidenceId join(EvidenceId a, EvidenceId b);
  /// A cell with its records, and where it stands.
  [[nodiscard]] static Datum read(const Table& table, const Column& column, std::size_t row);

 private:
  [[nodiscard]] Datum path(const Expression& expression);
  [[nodiscard]] Datum cell(const Scope& scope, const std::string& column) const;
  [[nodiscard]] std::optional<Datum> special(const std::vector<std::string>& path) const;
  [[nodiscard]] Datum unary(const Expression& expression);
  [[nodiscard]] Datum binary(const Expression& expression);
  [[nodiscard]] Datum logical(const Expression& expression);
  [[nodiscard]] Datum arithmetic(const Expression& expression, const Datum& a, const Datum& b);
  [[nodiscard]] Datum compare(const Expression& expression, const Datum& a, const Datum& b);
  [[nodiscard]] Datum contained(const Expression& expression, const Datum& a, const Datum& b);
  [[nodiscard]] std::optional<bool> equal(const Datum& a, const Datum& b) const;
  [[nodiscard]] Datum aggregate(const Expression& expression);
  /// The result with the cells that went into it.
  [[nodiscard]] static Datum traced(const std::string& rule, const AggregateResult& result,
                                    const Table& table, const Column* column, const Rows& rows);
  [[nodiscard]] Datum list_of(const Table& table, const Column& column, const Rows& rows) const;
  [[nodiscard]] Rows where(const Table& table, const ExpressionPtr& condition, const std::string& name = {});
  void order(const Table& table, const std::vector<OrderKey>& keys, Rows& rows) const;

  const Template& template_;
  const ComposeInput& input_;
  TemplateFindings& findings_;
  std::shared_ptr<Evidence> evidence_;  ///< The workspace's, and the unions made here.
  Table empty_;
  std::vector<Scope> scopes_;
  std::int64_t steps_ = 0;
};

/// Filters, `value | name(arguments)`, and functions, `name(arguments)`.
[[nodiscard]] std::vector<std::string_view> filter_names();
[[nodiscard]] std::vector<std::string_view> function_names();
/// What is wrong with the use of a known filter, whatever the data: too many arguments, forms of `plural`.
void check_filter(const Expression& expression, TemplateFindings& findings);
[[nodiscard]] Datum apply_filter(Evaluator& evaluator, const Expression& expression);
[[nodiscard]] Datum call_function(Evaluator& evaluator, const Expression& expression);

/// How a value is shown inside a sentence; a missing one by the words of its mark.
[[nodiscard]] std::string shown_text(const Datum& datum, const Evaluator& evaluator);

}  // namespace kvali
