#include "merge/precedence.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.hpp"
#include "merge/origin_of.hpp"

namespace kvali {

namespace {

/// Statuses of a fact from least to most believed (M5); the first two never count.
constexpr std::array<std::string_view, 6> statuses{"rejected",  "withdrawn", "draft",
                                                   "submitted", "verified",  "approved"};
constexpr int submitted = 3;

template <class Value>
int less_first(const Value& a, const Value& b) {
  return a == b ? 0 : a < b ? -1 : 1;
}

/// Any fixed order of the cells of a column; missing ones come last.
int cell_order(const Column& column, std::size_t a, std::size_t b) {
  if (column.missing(a) || column.missing(b)) return less_first(column.mark(a), column.mark(b));
  switch (column.type()) {
    case Type::text:
      return less_first(column.text(a), column.text(b));
    case Type::integer:
      return less_first(column.integer(a), column.integer(b));
    case Type::decimal:
      return less_first(column.decimal(a), column.decimal(b));
    case Type::real:
      return less_first(column.real(a), column.real(b));
    case Type::date:
      return less_first(column.date(a), column.date(b));
    case Type::boolean:
      return less_first(column.boolean(a), column.boolean(b));
  }
  return 0;
}

/// < 0 where the first of two values is the greater one.
template <class Value>
int greater_first(const Value& a, const Value& b) {
  return a == b ? 0 : a > b ? -1 : 1;
}

/// Two versions of one source (M4): the newest number, else the newest day; of one version the more
/// certain row.
Verdict within_source(const Weight& a, const Weight& b) {
  if (const int order = greater_first(a.rev, b.rev)) return {order, Rule::revision};
  if (const int order = greater_first(a.as_of, b.as_of)) return {order, Rule::revision};
  if (const int order = greater_first(a.status, b.status)) return {order, Rule::status};
  if (const int order = greater_first(a.counted, b.counted)) return {order, Rule::counted};
  return {0, Rule::same_source};
}

Verdict between_sources(const Weight& a, const Weight& b) {
  if (const int order = greater_first(a.status, b.status)) return {order, Rule::status};
  if (const int order = greater_first(a.authoritative, b.authoritative)) return {order, Rule::authoritative};
  if (const int order = greater_first(a.rank, b.rank)) return {order, Rule::rank};
  if (const int order = greater_first(a.counted, b.counted)) return {order, Rule::counted};
  const int order = greater_first(a.as_of, b.as_of);
  const bool both_known = a.as_of != first_date && b.as_of != first_date;
  return {order, order != 0 && both_known ? Rule::latest : Rule::none};
}

const Column* column_of(const Table& table, std::string_view name, Type type) {
  const Column* column = table.find(name);
  return column != nullptr && column->type() == type ? column : nullptr;
}

std::string_view status_field(const Schema& schema) {
  return schema.find("record_status") != nullptr ? "record_status" : "status";
}

}  // namespace

std::string_view name_of(Rule rule) {
  switch (rule) {
    case Rule::none:
      return "open";
    case Rule::decision:
      return "decision";
    case Rule::later_mention:
      return "later mention";
    case Rule::revision:
      return "newer version";
    case Rule::withdrawn:
      return "withdrawn";
    case Rule::status:
      return "status";
    case Rule::authoritative:
      return "authoritative source";
    case Rule::rank:
      return "rank of the source";
    case Rule::counted:
      return "counted before estimated";
    case Rule::latest:
      return "latest day";
    case Rule::protection:
      return "protection of people";
    case Rule::same_source:
      return "same source";
  }
  return "open";
}

Precedence::Precedence(const Table& table, const Schema& schema, const Workspace& workspace)
    : table_(table),
      evidence_(workspace.evidence),
      revisions_(schema.table == "action_point"),
      status_name_(status_field(schema)),
      status_(column_of(table, status_name_, Type::text)),
      estimated_(column_of(table, "est", Type::boolean)),
      as_of_(column_of(table, "as_of", Type::date)),
      rev_(column_of(table, "rev", Type::integer)),
      indicator_(column_of(table, "indicator", Type::text)) {
  for (std::uint32_t code = 0; status_ != nullptr && code < status_->distinct_texts(); ++code) {
    const auto it = std::find(statuses.begin(), statuses.end(), status_->text_of_code(code));
    status_of_code_.push_back(it == statuses.end() ? submitted : int(it - statuses.begin()));
  }
  read_sources(workspace);
  if (indicator_ != nullptr) read_indicators(workspace);
}

void Precedence::read_sources(const Workspace& workspace) {
  const Table* sources = workspace.find("source");
  if (sources == nullptr || column_of(*sources, "as_of", Type::date) == nullptr) return;
  for (std::size_t row = 0; row < sources->rows(); ++row)
    if (const Scalar day = sources->scalar("as_of", row); !is_missing(day))
      days_[canonical_text(sources->scalar("source", row))] = std::get<Date>(day);
}

void Precedence::read_indicators(const Workspace& workspace) {
  const Table* indicators = workspace.find("indicator");
  if (indicators == nullptr || indicators->find("authoritative_source") == nullptr) return;
  for (std::size_t row = 0; row < indicators->rows(); ++row)
    if (const Scalar source = indicators->scalar("authoritative_source", row); !is_missing(source))
      authoritative_[canonical_text(indicators->scalar("indicator_id", row))] =
          fold_key(canonical_text(source));
}

int Precedence::status_of(std::size_t row) const {
  return status_ == nullptr || status_->missing(row) ? submitted : status_of_code_[status_->code(row)];
}

bool Precedence::is_authoritative(std::size_t row, std::string_view source) const {
  if (authoritative_.empty() || indicator_ == nullptr || indicator_->missing(row)) return false;
  const auto named = authoritative_.find(indicator_->text(row));
  return named != authoritative_.end() && named->second == fold_key(source);
}

bool Precedence::is_weight(std::string_view field) const {
  return field == "est" || field == "rev" || field == status_name_ || (field == "as_of" && !revisions_);
}

Weight Precedence::weigh(std::size_t row) const {
  Weight weight;
  if (const Origin* origin = origin_of(evidence_, table_.row_evidence[row])) {
    weight.source = origin->source;
    weight.rank = origin->rank;
  }
  weight.status = status_of(row);
  weight.authoritative = is_authoritative(row, weight.source);
  weight.counted = estimated_ == nullptr || estimated_->missing(row) || !estimated_->boolean(row);
  if (as_of_ != nullptr && !as_of_->missing(row))
    weight.as_of = as_of_->date(row);
  else if (const auto day = days_.find(weight.source); day != days_.end())
    weight.as_of = day->second;
  if (rev_ != nullptr && !rev_->missing(row)) weight.rev = rev_->integer(row);
  return weight;
}

Verdict Precedence::compare(const RankedRow& a, const RankedRow& b) const {
  if (revisions_)
    if (const int order = greater_first(a.own.as_of, b.own.as_of)) return {order, Rule::later_mention};
  return a.own.source == b.own.source ? within_source(a.own, b.own) : between_sources(a.head, b.head);
}

/// What rows say does not depend on the order of loading, nor where they stand in their file; their own
/// order comes last.
int Precedence::content_order(std::size_t a, std::size_t b) const {
  for (const Column& column : table_.columns())
    if (const int order = cell_order(column, a, b)) return order;
  const auto x = evidence_.refs(table_.row_evidence[a]);
  const auto y = evidence_.refs(table_.row_evidence[b]);
  if (x.empty() || y.empty()) return int(x.empty()) - int(y.empty());
  const auto place = [&](const SourceRef& ref) {
    return std::tie(evidence_.file(ref), evidence_.origin(ref).table, ref.row, ref.column);
  };
  if (place(x.front()) != place(y.front())) return place(x.front()) < place(y.front()) ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

void Precedence::rank(std::span<const std::uint32_t> rows, std::vector<RankedRow>& ranked) const {
  ranked.clear();
  for (const std::uint32_t row : rows) {
    const Weight weight = weigh(row);
    ranked.push_back({row, weight, weight});
  }
  std::sort(ranked.begin(), ranked.end(), [&](const RankedRow& a, const RankedRow& b) {
    if (a.own.source != b.own.source) return a.own.source < b.own.source;
    const int order = within_source(a.own, b.own).order;
    return order != 0 ? order < 0 : content_order(a.row, b.row) < 0;
  });
  for (std::size_t i = 1; i < ranked.size(); ++i)
    if (ranked[i].own.source == ranked[i - 1].own.source) ranked[i].head = ranked[i - 1].head;
  std::stable_sort(ranked.begin(), ranked.end(), [&](const RankedRow& a, const RankedRow& b) {
    if (revisions_ && a.own.as_of != b.own.as_of) return a.own.as_of > b.own.as_of;
    const int order = between_sources(a.head, b.head).order;
    return order != 0 ? order < 0 : a.own.source < b.own.source;
  });
}

}  // namespace kvali
