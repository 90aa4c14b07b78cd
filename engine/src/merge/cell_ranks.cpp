#include "merge/cell_ranks.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/text.hpp"
#include "model/natural_order.hpp"

namespace kvali {

namespace {

/// Days and counts mostly lie close together: up to so many apart they are their own ranks.
constexpr std::uint64_t widest_range = std::uint64_t{1} << 20;

/// The rank of each code of a column of texts, from 1.
std::vector<std::uint32_t> rank_texts(const Column& column, std::size_t& limit) {
  Dictionary folded;
  std::vector<std::uint32_t> folded_codes;
  folded_codes.reserve(column.distinct_texts());
  for (std::uint32_t code = 0; code < column.distinct_texts(); ++code)
    folded_codes.push_back(folded.intern(fold_key(column.text_of_code(code))));
  std::vector<std::uint32_t> order(folded.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto less = [&](std::uint32_t a, std::uint32_t b) {
    return natural_less(folded.text(a), folded.text(b));
  };
  // Exports mostly come in the order of their ids.
  if (!std::is_sorted(order.begin(), order.end(), less)) std::sort(order.begin(), order.end(), less);
  // What folds to nothing is as good as missing.
  std::uint32_t rank = !order.empty() && folded.text(order.front()).empty() ? 0 : 1;
  std::vector<std::uint32_t> ranks(folded.size());
  for (const std::uint32_t code : order) ranks[code] = rank++;
  limit = rank;
  for (std::uint32_t& code : folded_codes) code = ranks[code];
  return folded_codes;
}

template <class ValueOf>
CellRanks rank_values(const Column& column, ValueOf value_of) {
  using Value = decltype(value_of(std::size_t{}));
  std::vector<Value> values;
  for (std::size_t row = 0; row < column.size(); ++row)
    if (!column.missing(row)) values.push_back(value_of(row));
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  CellRanks ranked{std::vector<std::uint32_t>(column.size(), 0), values.size() + 1};
  for (std::size_t row = 0; row < column.size(); ++row)
    if (!column.missing(row))
      ranked.ranks[row] =
          1 + static_cast<std::uint32_t>(std::lower_bound(values.begin(), values.end(), value_of(row)) -
                                         values.begin());
  return ranked;
}

template <class ValueOf>
CellRanks rank_whole(const Column& column, ValueOf value_of) {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t most = std::numeric_limits<std::int64_t>::min();
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (column.missing(row)) continue;
    least = std::min(least, value_of(row));
    most = std::max(most, value_of(row));
  }
  if (least > most) return {std::vector<std::uint32_t>(column.size(), 0), 1};
  // Two's complement: the distance fits even where the difference does not.
  const std::uint64_t range = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
  if (range >= widest_range) return rank_values(column, value_of);
  CellRanks ranked{std::vector<std::uint32_t>(column.size(), 0), range + 2};
  for (std::size_t row = 0; row < column.size(); ++row)
    if (!column.missing(row)) ranked.ranks[row] = static_cast<std::uint32_t>(value_of(row) - least) + 1;
  return ranked;
}

}  // namespace

CellRanks rank_cells(const Column& column) {
  switch (column.type()) {
    case Type::text: {
      CellRanks ranked{std::vector<std::uint32_t>(column.size(), 0)};
      const std::vector<std::uint32_t> of_code = rank_texts(column, ranked.limit);
      for (std::size_t row = 0; row < column.size(); ++row)
        if (!column.missing(row)) ranked.ranks[row] = of_code[column.code(row)];
      return ranked;
    }
    case Type::integer:
      return rank_whole(column, [&](std::size_t row) { return column.integer(row); });
    case Type::date:
      return rank_whole(column,
                        [&](std::size_t row) { return std::int64_t{days_since_epoch(column.date(row))}; });
    case Type::boolean:
      return rank_whole(column, [&](std::size_t row) { return std::int64_t{column.boolean(row)}; });
    case Type::decimal:
      return rank_values(column, [&](std::size_t row) { return column.decimal(row); });
    case Type::real:
      return rank_values(column, [&](std::size_t row) { return column.real(row); });
  }
  return {};
}

}  // namespace kvali
