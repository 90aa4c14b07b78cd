#include "privacy/ratio_parts.hpp"

#include <algorithm>

#include "model/across_time.hpp"

namespace kvali {

namespace {

using Cause = CountOrigin::Cause;

constexpr const char* columns[] = {"period_actual", "to_date"};

std::optional<Decimal> sum_of(const std::vector<const Reported*>& parts, RatioHalf::Member half) {
  std::optional<Decimal> sum;
  for (const Reported* part : parts) {
    if (!has_halves(*part)) return std::nullopt;
    sum = sum.value_or(Decimal()) + *(part->*half);
  }
  return sum;
}

/// In the period, or to date.
std::optional<Decimal> value_of(const CountSources& sources, const IndicatorRule& rule,
                                const Reports& reports, std::string_view column, RatioHalf::Member half) {
  const Frame& frame = sources.frame;
  return sum_of(column == columns[0] ? parts_in(rule, reports, frame.period)
                                     : parts_to_date(rule, reports, frame.period.last, frame.project_start),
                half);
}

Scalar scalar_of(const std::optional<Decimal>& value) {
  return value ? Scalar{*value} : Scalar{Mark::not_recorded};
}

const Reports* reports_of(const SliceRow& row, const IndicatorReports& reports) {
  if (row.written.empty()) {
    const auto place = reports.places.find(row.slice.front().name);
    return place == reports.places.end() ? nullptr : &place->second;
  }
  const auto slice = reports.slices.find(row.written);
  return slice == reports.slices.end() ? nullptr : &slice->second;
}

std::optional<Decimal> number_at(const SliceRow& row, const char* column) {
  const Column& cells = row.table->at(column);
  return cells.missing(row.row) ? std::nullopt : cells.number(row.row);
}

CountSources with(const CountSources& sources, const RatioHalf& half) {
  return {sources.tables, sources.merged, sources.figures, sources.frame, half.published(), sources.printed};
}

/// A ratio whose halves have been laid down, while those in its denominators alone are.
class Others {
 public:
  Others(const PrivacyPolicy& policy, const Geography& geography, const RatioCounts& ratio,
         LinkedCounts& counts, Slices& slices)
      : policy_(policy), geography_(geography), ratio_(ratio), counts_(counts), slices_(slices) {}

  /// Those in the denominator and not in the numerator are a group like any other.
  void add(std::size_t i, const char* column, std::optional<std::uint32_t> numerator) {
    const SliceRow& row = ratio_.rows()[i];
    const auto denominator = slices_.find(row.name(), column);
    if (!numerator || !denominator) return add_plain(row, column);
    const auto num = number_at(ratio_.num().rows()[i], column);
    const auto den = number_at(ratio_.den().rows()[i], column);
    if (counts_.unfit || ratio_.rule().measure != "percent" || !num || !den || *num > *den) return;
    const std::string name = row.name() + " others";
    const bool printed = counts_.system.cells[*denominator].state != CountCell::State::unseen;
    const Decimal others = *den - *num;
    const auto known = slices_.find(name, column);
    slices_.add(name, {row.table->name(), row_key(*row.table, row.row), column}, others, printed);
    if (known) return;  // The same people in another table.
    const std::uint32_t cell = *slices_.find(name, column);
    counts_.origins[cell].name = row.name();
    slices_.add_equal_sums({*numerator, cell}, {*denominator});
    const std::int64_t small =
        policy_.smallest_shown(ratio_.sensitive(), is_below(row)) * slices_.units(std::int64_t{1});
    const bool zero = ratio_.sensitive() && others.is_zero() && !all_are_in_numerators(column);
    if ((!others.is_zero() && slices_.value(cell) < small) || zero) slices_.withhold(cell, Cause::small);
  }

  /// Then every reader knows that nobody is left in any group.
  [[nodiscard]] bool all_are_in_numerators(std::string_view column) const {
    const auto total = [&](const RatioHalf& half) {
      return column == columns[0] ? half.figures().period_actual.value : half.figures().to_date.value;
    };
    return total(ratio_.num()) && total(ratio_.num()) == total(ratio_.den());
  }

  /// A percentage without halves says nothing of how many there were, but of whom.
  void add_plain(const SliceRow& row, const char* column) {
    if (!ratio_.sensitive() || !is_below(row) || is_missing(row.table->scalar(column, row.row))) return;
    const std::string name = row.name() + " plain";
    slices_.add(name, {row.table->name(), row_key(*row.table, row.row), column}, std::int64_t{0}, true);
    const std::uint32_t cell = *slices_.find(name, column);
    counts_.origins[cell].name = row.name();
    slices_.withhold(cell, Cause::place);
    counts_.subjects.back().below_municipality.insert(row.slice.front().name);
  }

  [[nodiscard]] bool is_below(const SliceRow& row) const {
    return std::any_of(row.slice.begin(), row.slice.end(),
                       [&](const Category& category) { return geography_.is_below(category.name); });
  }

  const PrivacyPolicy& policy_;
  const Geography& geography_;
  const RatioCounts& ratio_;
  LinkedCounts& counts_;
  Slices& slices_;
};

}  // namespace

RatioHalf::RatioHalf(const CountSources& sources, const IndicatorFigures& ratio,
                     const IndicatorReports& reports, const std::vector<SliceRow>& rows, Member half) {
  figures_.rule = ratio.rule;
  figures_.row = ratio.row;
  figures_.period_actual.value = value_of(sources, ratio.rule, reports.totals, columns[0], half);
  figures_.to_date.value = value_of(sources, ratio.rule, reports.totals, columns[1], half);
  add_rows(sources, reports, rows, half);
  add_published(sources);
  // Halves add up over time where the ratio of them is taken.
  if (ratio.rule.agg_time == "ratio") figures_.rule.agg_time = "sum";
}

void RatioHalf::add_rows(const CountSources& sources, const IndicatorReports& reports,
                         const std::vector<SliceRow>& rows, Member half) {
  std::map<const Table*, std::vector<std::size_t>> taken;
  for (const SliceRow& row : rows) taken[row.table].push_back(row.row);
  for (const auto& [table, own] : taken) {
    Table& copy = tables_.emplace(table, take_rows(*table, own)).first->second;
    for (const char* column : columns) copy.at(column) = Column(column, Type::decimal);
  }
  for (const SliceRow& row : rows) {
    Table& copy = tables_.at(row.table);
    const Reports* own = reports_of(row, reports);
    rows_.push_back({&copy, copy.at(columns[0]).size(), row.slice, row.written});
    for (const char* column : columns) {
      const bool shown = own != nullptr && !is_missing(row.table->scalar(column, row.row));
      copy.at(column).append_scalar(shown ? scalar_of(value_of(sources, figures_.rule, *own, column, half))
                                          : Scalar{Mark::not_recorded});
    }
  }
}

void RatioHalf::add_published(const CountSources& sources) {
  for (const PublishedCount& count : sources.published) {
    if (count.indicator != figures_.rule.id) continue;
    if (!count.value) {
      published_.push_back(count);
      continue;
    }
    if (!count.to_date || count.period.last + std::chrono::days{1} != sources.frame.period.first) continue;
    const auto row = std::find_if(rows_.begin(), rows_.end(),
                                  [&](const SliceRow& one) { return one.slice == count.slice; });
    const auto now = row == rows_.end() ? std::nullopt : number_at(*row, columns[0]);
    const auto all = row == rows_.end() ? std::nullopt : number_at(*row, columns[1]);
    if (!now || !all || *all < *now) continue;
    published_.push_back(count);
    published_.back().value = *all - *now;
  }
}

bool is_ratio(const IndicatorRule& rule) {
  return (rule.measure == "percent" || rule.measure == "ratio") &&
         (rule.agg_time == "ratio" || rule.agg_time == "latest");
}

RatioCounts::RatioCounts(const CountSources& sources, const PrivacyPolicy& policy, const Geography& geography,
                         const IndicatorFigures& ratio, const std::vector<SliceRow>& rows, bool sensitive)
    : policy_(policy),
      geography_(geography),
      rule_(ratio.rule),
      rows_(rows),
      sensitive_(sensitive),
      reports_(sources.figures.reports_of(ratio, sources.merged.evidence)),
      num_(sources, ratio, reports_, rows, &Reported::num),
      den_(sources, ratio, reports_, rows, &Reported::den),
      of_num_(with(sources, num_)),
      of_den_(with(sources, den_)) {}

std::optional<int> RatioCounts::digits() const {
  const auto num = IndicatorCounts(of_num_, policy_, geography_).digits_of(num_.figures(), num_.rows());
  const auto den = IndicatorCounts(of_den_, policy_, geography_).digits_of(den_.figures(), den_.rows());
  return num && den ? std::optional(std::max(*num, *den)) : std::nullopt;
}

void RatioCounts::add(LinkedCounts& counts, Slices& slices) const {
  const IndicatorCounts num(of_num_, policy_, geography_), den(of_den_, policy_, geography_);
  const std::size_t subject = counts.subjects.size();
  num.add(num_.figures(), num_.rows(), sensitive_, counts, slices);
  std::vector<std::optional<std::uint32_t>> numerators;
  for (const SliceRow& row : num_.rows())
    for (const char* column : columns) numerators.push_back(slices.find(row.name(), column));
  den.add(den_.figures(), den_.rows(), sensitive_, counts, slices);
  Others others(policy_, geography_, *this, counts, slices);
  for (std::size_t i = 0; i < numerators.size(); ++i) others.add(i / 2, columns[i % 2], numerators[i]);
  counts.subjects[subject].below_municipality.merge(counts.subjects.back().below_municipality);
}

}  // namespace kvali
