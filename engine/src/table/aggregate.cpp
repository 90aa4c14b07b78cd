#include <algorithm>
#include <optional>

#include "table/group_evidence.hpp"
#include "table/group_numbers.hpp"
#include "table/query.hpp"

namespace kvali {

namespace {

/// What the cells of one group come to, as far as they have been looked at.
struct Tally {
  Int128 total = 0;  ///< Coefficient of the sum of the numbers.
  std::uint32_t recorded = 0;
  std::uint32_t extreme = 0;    ///< Row of the least or largest cell.
  bool has_total = true;        ///< False: no numbers, or too large a sum.
  bool withheld = false;        ///< One cell is.
  std::optional<Mark> missing;  ///< Why cells are missing, where all agree.

  void miss(Mark mark) {
    withheld = withheld || mark == Mark::withheld;
    missing = missing && *missing != mark ? Mark::not_recorded : mark;
  }
  void add(const Decimal& number) {
    if (__builtin_add_overflow(total, number.coefficient(), &total)) has_total = false;
  }
};

/// Some rows, which group each of them belongs to, and how many belong to each.
template <class GroupOf>
struct GroupedRows {
  RowView rows;
  GroupOf group_of;
  std::span<const std::uint32_t> sizes;
};
template <class GroupOf>
GroupedRows(RowView, GroupOf, std::span<const std::uint32_t>) -> GroupedRows<GroupOf>;

/// Goes once over the cells of a column; `take` gets those that are recorded.
template <class GroupOf, class Take>
std::vector<Tally> tally(const Column& column, const GroupedRows<GroupOf>& grouped, Take take) {
  std::vector<Tally> tallies(grouped.sizes.size());
  const bool gaps = column.has_gaps();
  for (std::size_t i = 0; i < grouped.rows.size(); ++i) {
    const std::size_t row = grouped.rows[i];
    Tally& group = tallies[grouped.group_of(i)];
    if (gaps && column.missing(row)) {
      group.miss(column.mark(row));
    } else {
      ++group.recorded;
      take(group, row);
    }
  }
  return tallies;
}

/// The sums of a column without gaps, side by side: those of some thousand groups stay in the cache.
/// Nothing where one is too large.
template <class GroupOf>
std::optional<std::vector<Tally>> add_up_whole(const Column& column, const GroupedRows<GroupOf>& grouped) {
  std::vector<Int128> sums(grouped.sizes.size());
  for (std::size_t i = 0; i < grouped.rows.size(); ++i) {
    Int128& sum = sums[grouped.group_of(i)];
    if (__builtin_add_overflow(sum, column.decimal(grouped.rows[i]).coefficient(), &sum)) return std::nullopt;
  }
  std::vector<Tally> tallies(sums.size());
  for (std::size_t group = 0; group < sums.size(); ++group) {
    tallies[group].total = sums[group];
    tallies[group].recorded = grouped.sizes[group];
  }
  return tallies;
}

template <class GroupOf>
std::vector<Tally> add_up(const Column& column, const GroupedRows<GroupOf>& grouped) {
  if (column.type() == Type::decimal && !column.has_gaps())
    if (auto whole = add_up_whole(column, grouped)) return *std::move(whole);
  if (column.type() == Type::decimal)
    return tally(column, grouped, [&](Tally& group, std::size_t row) { group.add(column.decimal(row)); });
  return tally(column, grouped, [&](Tally& group, std::size_t row) {
    const auto number = column.number(row);
    number ? group.add(*number) : void(group.has_total = false);
  });
}

/// Texts are compared byte by byte: enough to be deterministic, and nobody asks for the least text.
bool is_less(const Column& column, std::size_t a, std::size_t b) {
  switch (column.type()) {
    case Type::text:
      return column.text(a) < column.text(b);
    case Type::date:
      return column.date(a) < column.date(b);
    case Type::boolean:
      return column.boolean(a) < column.boolean(b);
    case Type::real:
      return column.real(a) < column.real(b);
    case Type::integer:
      return column.integer(a) < column.integer(b);
    case Type::decimal:
      return column.decimal(a) < column.decimal(b);
  }
  return false;
}

template <class GroupOf>
std::vector<Tally> find_extremes(bool least, const Column& column, const GroupedRows<GroupOf>& grouped) {
  return tally(column, grouped, [&](Tally& group, std::size_t row) {
    const bool first = group.recorded == 1;
    if (first || (least ? is_less(column, row, group.extreme) : is_less(column, group.extreme, row)))
      group.extreme = static_cast<std::uint32_t>(row);
  });
}

template <class GroupOf>
std::vector<Tally> tally(Aggregate function, const Column& column, const GroupedRows<GroupOf>& grouped) {
  switch (function) {
    case Aggregate::count:
      return tally(column, grouped, [](Tally&, std::size_t) {});
    case Aggregate::sum:
    case Aggregate::average:
      return add_up(column, grouped);
    case Aggregate::minimum:
    case Aggregate::maximum:
      break;
  }
  return find_extremes(function == Aggregate::minimum, column, grouped);
}

Scalar whole_if_possible(const Decimal& number) {
  if (const auto whole = number.to_int64()) return *whole;
  return number;
}

Scalar value_of(Aggregate function, const Column& column, const Tally& group) {
  if (function == Aggregate::count) return std::int64_t{group.recorded};
  if (group.withheld) return Mark::withheld;
  if (group.recorded == 0) return group.missing.value_or(Mark::not_recorded);
  if (function == Aggregate::minimum || function == Aggregate::maximum) return column.scalar(group.extreme);
  if (!group.has_total) return Mark::not_applicable;
  const Decimal total = Decimal::from_coefficient(group.total);
  if (function == Aggregate::sum) return whole_if_possible(total);
  const auto mean = divide(total, Decimal(std::int64_t{group.recorded}));
  return mean ? Scalar(*mean) : Scalar(Mark::not_applicable);
}

std::vector<Scalar> values_of(const Measure& measure, RowView rows, const GroupNumbers& groups) {
  std::vector<Scalar> values;
  values.reserve(groups.size());
  if (measure.column == nullptr) {
    for (std::size_t group = 0; group < groups.size(); ++group)
      values.emplace_back(static_cast<std::int64_t>(groups.count(group)));
    return values;
  }
  const auto& numbers = *groups.numbers();
  const GroupedRows grouped{rows, [&](std::size_t i) { return numbers[i]; }, groups.counts()};
  for (const Tally& group : tally(measure.function, *measure.column, grouped))
    values.push_back(value_of(measure.function, *measure.column, group));
  return values;
}

EvidenceId join_evidence(const Table& table, const Column* column, std::span<const std::size_t> rows,
                         Evidence& evidence) {
  std::vector<EvidenceId> ids;
  for (const std::size_t row : rows) {
    const bool missing = column != nullptr && column->missing(row);
    const EvidenceId id = missing             ? 0
                          : column != nullptr ? table.evidence(*column, row)
                                              : table.row_evidence_of(row);
    if (id != 0 && (ids.empty() || ids.back() != id)) ids.push_back(id);
  }
  return evidence.join(ids);
}

Type type_of(const Measure& measure, const std::vector<Scalar>& values) {
  if (measure.function == Aggregate::count || measure.column == nullptr) return Type::integer;
  if (measure.function == Aggregate::minimum || measure.function == Aggregate::maximum)
    return measure.column->type();
  const bool fractions = std::any_of(values.begin(), values.end(), [](const Scalar& value) {
    return std::holds_alternative<Decimal>(value);
  });
  return fractions ? Type::decimal : Type::integer;
}

void append_values(Table& result, const Measure& measure, const std::vector<Scalar>& values,
                   const std::vector<EvidenceId>& evidence) {
  Column& column = result.add(measure.name, type_of(measure, values));
  for (std::size_t group = 0; group < values.size(); ++group) {
    const auto* whole = std::get_if<std::int64_t>(&values[group]);
    if (column.type() == Type::decimal && whole != nullptr)
      column.append(Decimal(*whole));
    else
      column.append_scalar(values[group]);
    column.set_evidence(evidence[group]);
  }
}

}  // namespace

AggregateResult aggregate(Aggregate function, const Table& table, const Column* column,
                          std::span<const std::size_t> rows, Evidence& evidence) {
  AggregateResult result;
  result.evidence = join_evidence(table, column, rows, evidence);
  if (column == nullptr) {
    result.value = static_cast<std::int64_t>(rows.size());
    return result;
  }
  const auto count = static_cast<std::uint32_t>(rows.size());
  const GroupedRows all{RowView(rows), [](std::size_t) { return std::size_t{0}; }, {&count, 1}};
  result.value = value_of(function, *column, tally(function, *column, all).front());
  return result;
}

Table group_rows(const Table& table, RowView rows, std::span<const std::string> keys,
                 std::span<const Measure> measures, Evidence& evidence) {
  std::vector<const Column*> key_columns;
  for (const std::string& key : keys) key_columns.push_back(&table.at(key));
  const GroupNumbers groups(key_columns, rows);
  Table result(table.name());
  for (const Column* key : key_columns) {
    Column& column = result.add(key->name(), key->type());
    for (std::size_t group = 0; group < groups.size(); ++group)
      column.append_scalar(key->scalar(groups.first_row(group)));
  }
  GroupEvidence joined(table, rows, groups, evidence);
  for (const Measure& measure : measures)
    append_values(result, measure, values_of(measure, rows, groups), joined.of(measure.column));
  return result;
}

}  // namespace kvali
