#include "model/partition.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kvali {

namespace {

/// Before that nobody knows what is usual.
constexpr int fewest_periods = 3;

std::uint64_t habit_key(std::uint32_t reporter, std::uint32_t shape) {
  return std::uint64_t{reporter} << 32 | shape;
}

/// The categories of `fine` that are of the dimensions of `coarse`; nothing where a dimension lacks.
std::optional<std::vector<Category>> within(const std::vector<Category>& fine,
                                            const std::vector<Category>& coarse) {
  std::vector<Category> part;
  for (const Category& wanted : coarse) {
    const auto same = std::find_if(fine.begin(), fine.end(),
                                   [&](const Category& c) { return c.dimension == wanted.dimension; });
    if (same == fine.end()) return std::nullopt;
    part.push_back(*same);
  }
  return part;
}

struct Sum {
  std::optional<Decimal> value;
  EvidenceId evidence = 0;
};

void add(Sum& sum, const RowValue& row) {
  if (!row.value) return;
  sum.value = sum.value ? *sum.value + *row.value : *row.value;
  if (sum.evidence == 0) sum.evidence = row.evidence;
}

}  // namespace

UsualCategories::UsualCategories(std::span<const ObservationRow> rows, const Categories& categories)
    : categories_(categories) {
  for (const ObservationRow& row : rows) {
    const Categories::Key& key = categories.key(row.key);
    if (key.categories.size() != 1) continue;
    Habit& habit = habits_[habit_key(row.reporter, key.shape)];
    if (habit.periods == 0 || habit.last != row.period) ++habit.periods;
    habit.last = row.period;
    ++habit.keys[row.key];
  }
}

std::vector<std::uint32_t> UsualCategories::missing_in(const Cell& cell, const Partition& partition) const {
  std::vector<std::uint32_t> missing;
  const auto it = habits_.find(habit_key(cell.reporter, partition.shape));
  if (it == habits_.end() || it->second.periods < fewest_periods) return missing;
  for (const auto& [key, periods] : it->second.keys) {
    if (periods < it->second.periods - 1 || categories_.key(key).categories.front().unknown()) continue;
    const bool there = std::any_of(partition.rows.begin(), partition.rows.end(),
                                   [number = key](const CellRow& row) { return row.key == number; });
    if (!there) missing.push_back(key);
  }
  return missing;
}

const Partition* PartitionChooser::total_of(const Cell& cell) {
  for (const Partition& partition : cell.partitions)
    if (lacks(cell, partition).empty()) return &partition;
  tell_missing(cell);
  return nullptr;
}

/// Keys without which the partition is not complete.
std::vector<std::uint32_t> PartitionChooser::lacks(const Cell& cell, const Partition& partition) const {
  std::vector<std::uint32_t> keys;
  if (categories_.key(partition.rows.front().key).categories.empty()) return keys;  // The total itself.
  for (const Gap& gap : cell.gaps)
    if (categories_.key(gap.key).shape == partition.shape) keys.push_back(gap.key);
  for (const std::uint32_t key : usual_.missing_in(cell, partition))
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  return keys;
}

void PartitionChooser::tell_missing(const Cell& cell) {
  for (const Partition& partition : cell.partitions) {
    for (const std::uint32_t key : lacks(cell, partition)) {
      const std::string& text = categories_.key(key).text;
      const auto gap =
          std::find_if(cell.gaps.begin(), cell.gaps.end(), [&](const Gap& one) { return one.key == key; });
      const EvidenceId place = gap != cell.gaps.end() ? gap->evidence : partition.rows.front().value.evidence;
      findings_.add({"I-04",
                     Severity::error,
                     fmt::format("indicator {} has no value for {} in {}; without it there is no total",
                                 rule_.id, text, period_text(cell.period)),
                     {about(rule_, cell.period).subject + ";" + text, {}},
                     "enter it; write 0 if it is zero"},
                    std::span(&place, 1));
    }
  }
}

void PartitionChooser::compare(const Cell& cell) {
  // Percentages of groups do not add up.
  if (cell.partitions.size() < 2 || rule_.agg_time == "ratio") return;
  for (std::size_t fine = 1; fine < cell.partitions.size(); ++fine)
    for (std::size_t coarse = 0; coarse < fine; ++coarse)
      compare(cell, cell.partitions[coarse], cell.partitions[fine]);
}

/// The rows of `fine` must add up to those of `coarse`, where its dimensions are all there; where not, the
/// two are still sums of the same people.
void PartitionChooser::compare(const Cell& cell, const Partition& coarse, const Partition& fine) {
  const auto& wanted = categories_.key(coarse.rows.front().key).categories;
  const bool finer = within(categories_.key(fine.rows.front().key).categories, wanted).has_value();
  const bool totals_known = categories_.key(cell.partitions.front().rows.front().key).categories.empty();
  if (!finer && (totals_known || !lacks(cell, coarse).empty() || !lacks(cell, fine).empty())) return;
  std::map<std::vector<Category>, std::pair<Sum, Sum>> sums;
  const auto part = [&](const CellRow& row) {
    return finer ? *within(categories_.key(row.key).categories, wanted) : std::vector<Category>{};
  };
  for (const CellRow& row : coarse.rows) add(sums[part(row)].first, row.value);
  for (const CellRow& row : fine.rows) add(sums[part(row)].second, row.value);
  const std::string by(categories_.shape(fine.shape));
  for (const auto& [categories, both] : sums) {
    const auto& [said, made] = both;
    if (!said.value || !made.value || *said.value == *made.value) continue;
    const std::string whole = categories.empty() && finer ? "the total"
                              : finer                     ? key_text(categories)
                                      : "the parts by " + std::string(categories_.shape(coarse.shape));
    std::string subject = about(rule_, cell.period).subject + ";by=" + by;
    if (!categories.empty()) subject += ";of=" + key_text(categories);
    if (!finer) subject += ";and=" + std::string(categories_.shape(coarse.shape));
    findings_.add(
        {"I-05",
         Severity::block,
         fmt::format("{} {}: the parts by {} add up to {}, {} {} {}", rule_.id, period_text(cell.period), by,
                     made.value->to_string(), whole, finer ? "says" : "to", said.value->to_string()),
         {std::move(subject), made.value->to_string() + " / " + said.value->to_string()},
         "correct the total or the parts; people of unknown group belong under u"},
        std::span(&said.evidence, 1));
  }
}

}  // namespace kvali
