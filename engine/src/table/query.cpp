#include "table/query.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

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

}  // namespace kvali
