#include "table/record_numbers.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace kvali {

std::uint32_t RecordNumbers::column_number(const std::string& column) {
  if (column.empty()) return 0;
  const auto [place, is_new] = column_numbers_.emplace(column, std::uint32_t(columns_.size()));
  if (is_new) columns_.push_back(column);
  return place->second;
}

std::uint32_t RecordNumbers::find(const Key& key) const {
  auto next = starts_.upper_bound(key);
  if (next == starts_.begin()) return 0;
  const Run& run = runs_[(--next)->second];
  const bool inside =
      run.key.same_line(key) && std::uint64_t(key.row) - std::uint64_t(run.key.row) < run.count;
  return inside ? run.first + std::uint32_t(key.row - run.key.row) : 0;
}

std::uint32_t RecordNumbers::start_run(const Key& key) {
  const auto next = starts_.upper_bound(key);
  const bool followed = next != starts_.end() && next->first.same_line(key);
  open_until_ = followed ? next->first.row : std::numeric_limits<std::int64_t>::max();
  starts_.emplace_hint(next, key, runs_.size());
  runs_.push_back({key, next_, 1});
  return next_++;
}

std::uint32_t RecordNumbers::add(const SourceRef& ref) {
  const Key key{ref.origin, ref.file, column_number(ref.column), ref.row};
  if (!runs_.empty() && runs_.back().key.same_line(key)) {
    Run& last = runs_.back();
    // Two's complement: a row before the run counts as far behind it.
    const std::uint64_t step = std::uint64_t(key.row) - std::uint64_t(last.key.row);
    if (step < last.count) return last.first + std::uint32_t(step);
    if (step == last.count && key.row < open_until_) {
      ++last.count;
      return next_++;
    }
  }
  const std::uint32_t known = find(key);
  return known != 0 ? known : start_run(key);
}

SourceRef RecordNumbers::record(std::uint32_t number) const {
  assert(number > 0 && number < next_);
  const auto after = std::upper_bound(runs_.begin(), runs_.end(), number,
                                      [](std::uint32_t n, const Run& run) { return n < run.first; });
  const Run& run = *(after - 1);
  return {run.key.origin, run.key.file, run.key.row + (number - run.first), columns_[run.key.column]};
}

}  // namespace kvali
