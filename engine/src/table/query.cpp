#include "table/query.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "table/group_numbers.hpp"

namespace kvali {

namespace {

/// Numbers that order texts as the collation does, by their dictionary codes.
class TextRanks {
 public:
  TextRanks(const Column& column, const Rows& rows, const Collation& collation) {
    std::vector<std::pair<std::string_view, std::uint32_t>> texts;
    for (const std::size_t row : rows) {
      if (column.missing(row)) continue;
      if (ranks_.emplace(column.code(row), 0).second) texts.emplace_back(column.text(row), column.code(row));
    }
    std::sort(texts.begin(), texts.end(),
              [&](const auto& a, const auto& b) { return collation(a.first, b.first) < 0; });
    for (std::size_t i = 0; i < texts.size(); ++i) ranks_[texts[i].second] = i;
  }
  [[nodiscard]] std::size_t rank(std::uint32_t code) const { return ranks_.find(code)->second; }

 private:
  std::unordered_map<std::uint32_t, std::size_t> ranks_;
};

int three_way(bool less, bool greater) {
  return less ? -1 : greater ? 1 : 0;
}

int compare_cells(const Column& column, const TextRanks* ranks, std::size_t a, std::size_t b) {
  switch (column.type()) {
    case Type::text: {
      const std::size_t x = ranks->rank(column.code(a)), y = ranks->rank(column.code(b));
      return three_way(x<y, x> y);
    }
    case Type::date:
      return three_way(column.date(a) < column.date(b), column.date(a) > column.date(b));
    case Type::boolean:
      return three_way(column.boolean(a) < column.boolean(b), column.boolean(a) > column.boolean(b));
    case Type::real:
      return three_way(column.real(a) < column.real(b), column.real(a) > column.real(b));
    case Type::integer:
      return three_way(column.integer(a) < column.integer(b), column.integer(a) > column.integer(b));
    case Type::decimal:
      return three_way(column.decimal(a) < column.decimal(b), column.decimal(a) > column.decimal(b));
  }
  return 0;
}

EvidenceId join_evidence(const Table& table, const Column* column, std::span<const std::size_t> rows,
                         Evidence& evidence) {
  std::vector<EvidenceId> ids;
  for (const std::size_t row : rows) {
    EvidenceId id = 0;
    if (column != nullptr) {
      if (!column->missing(row)) id = table.evidence(*column, row);
    } else if (row < table.row_evidence.size()) {
      id = table.row_evidence[row];
    }
    if (id != 0 && (ids.empty() || ids.back() != id)) ids.push_back(id);
  }
  return ids.empty() ? 0 : evidence.join(ids);
}

Scalar whole_if_possible(const Decimal& number) {
  if (const auto whole = number.to_int64()) return *whole;
  return number;
}

Scalar sum_or_average(Aggregate function, const Column& column, std::span<const std::size_t> rows) {
  Decimal total;
  std::int64_t count = 0;
  for (const std::size_t row : rows) {
    if (column.missing(row)) continue;
    const auto number = column.number(row);
    const auto longer = number ? add(total, *number) : std::nullopt;
    if (!longer) return Mark::not_applicable;
    total = *longer;
    ++count;
  }
  if (count == 0) return Mark::not_recorded;
  if (function == Aggregate::sum) return whole_if_possible(total);
  const auto mean = divide(total, Decimal(count));
  return mean ? Scalar(*mean) : Scalar(Mark::not_applicable);
}

/// Texts are compared byte by byte: enough to be deterministic, and nobody asks for the least text.
Scalar extreme(Aggregate function, const Column& column, std::span<const std::size_t> rows) {
  std::optional<std::size_t> best;
  const auto less = [&](std::size_t a, std::size_t b) {
    if (column.type() == Type::text) return column.text(a) < column.text(b);
    return compare_cells(column, nullptr, a, b) < 0;
  };
  for (const std::size_t row : rows) {
    if (column.missing(row)) continue;
    if (!best || (function == Aggregate::minimum ? less(row, *best) : less(*best, row))) best = row;
  }
  return best ? column.scalar(*best) : Scalar(Mark::not_recorded);
}

/// Why nothing is recorded, where all rows agree ("not yet due"); withheld wins over everything.
Mark common_mark(const Column& column, std::span<const std::size_t> rows) {
  Mark common = rows.empty() ? Mark::not_recorded : column.mark(rows.front());
  for (const std::size_t row : rows) {
    if (column.mark(row) == Mark::withheld) return Mark::withheld;
    if (column.mark(row) != common) common = Mark::not_recorded;
  }
  return common;
}

/// Row counts need no look at the rows once they are numbered: of 1,000,000 rows only their evidence is
/// laid side by side, 4 MB, which then is in the order that join() takes as it is.
std::vector<AggregateResult> count_groups(const Table& table, std::span<const std::size_t> rows,
                                          const GroupNumbers& groups, Evidence& evidence) {
  std::vector<EvidenceId> ids;
  if (!table.row_evidence.empty())
    ids = groups.side_by_side<EvidenceId>(rows, [&](std::size_t row) { return table.row_evidence[row]; });
  std::vector<AggregateResult> results(groups.size());
  for (std::size_t group = 0; group < groups.size(); ++group) {
    results[group].value = static_cast<std::int64_t>(groups.count(group));
    if (!ids.empty())
      results[group].evidence = evidence.join({ids.data() + groups.begin(group), groups.count(group)});
  }
  return results;
}

std::vector<AggregateResult> aggregate_groups(const Table& table, const Measure& measure, const Rows& members,
                                              const GroupNumbers& groups, Evidence& evidence) {
  std::vector<AggregateResult> results;
  for (std::size_t group = 0; group < groups.size(); ++group)
    results.push_back(aggregate(measure.function, table, measure.column,
                                {members.data() + groups.begin(group), groups.count(group)}, evidence));
  return results;
}

Type type_of(const Measure& measure, const std::vector<AggregateResult>& results) {
  if (measure.function == Aggregate::count || measure.column == nullptr) return Type::integer;
  if (measure.function == Aggregate::minimum || measure.function == Aggregate::maximum)
    return measure.column->type();
  for (const AggregateResult& result : results) {
    if (std::holds_alternative<Decimal>(result.value)) return Type::decimal;
  }
  return Type::integer;
}

}  // namespace

Rows all_rows(const Table& table) {
  Rows rows(table.rows());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

void sort_rows(Rows& rows, std::span<const SortKey> keys, const Collation& collation) {
  std::vector<std::optional<TextRanks>> ranks(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].column->type() == Type::text) ranks[i].emplace(*keys[i].column, rows, collation);
  }
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const Column& column = *keys[i].column;
      if (column.missing(a) != column.missing(b)) return column.missing(b);
      if (column.missing(a)) continue;
      const int order = compare_cells(column, ranks[i] ? &*ranks[i] : nullptr, a, b);
      if (order != 0) return keys[i].descending ? order > 0 : order < 0;
    }
    return false;
  });
}

AggregateResult aggregate(Aggregate function, const Table& table, const Column* column,
                          std::span<const std::size_t> rows, Evidence& evidence) {
  AggregateResult result;
  result.evidence = join_evidence(table, column, rows, evidence);
  if (column == nullptr) {
    result.value = static_cast<std::int64_t>(rows.size());
    return result;
  }
  const auto recorded =
      std::count_if(rows.begin(), rows.end(), [&](std::size_t row) { return !column->missing(row); });
  if (function == Aggregate::count) {
    result.value = static_cast<std::int64_t>(recorded);
    return result;
  }
  const Mark mark = common_mark(*column, rows);
  if (mark == Mark::withheld || recorded == 0) {
    result.value = mark;
    return result;
  }
  const bool by_size = function == Aggregate::minimum || function == Aggregate::maximum;
  result.value = by_size ? extreme(function, *column, rows) : sum_or_average(function, *column, rows);
  return result;
}

Table group_rows(const Table& table, std::span<const std::size_t> rows, std::span<const std::string> keys,
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
  Rows members;
  for (const Measure& measure : measures) {
    if (measure.column != nullptr && members.empty())
      members = groups.side_by_side<std::size_t>(rows, [](std::size_t row) { return row; });
    const std::vector<AggregateResult> cells =
        measure.column == nullptr ? count_groups(table, rows, groups, evidence)
                                  : aggregate_groups(table, measure, members, groups, evidence);
    Column& column = result.add(measure.name, type_of(measure, cells));
    for (const AggregateResult& cell : cells) {
      const auto* whole = std::get_if<std::int64_t>(&cell.value);
      if (column.type() == Type::decimal && whole != nullptr)
        column.append(Decimal(*whole));
      else
        column.append_scalar(cell.value);
      if (cell.evidence != 0) column.set_evidence(cell.evidence);
    }
  }
  return result;
}

}  // namespace kvali
