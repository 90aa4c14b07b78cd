#include "privacy/person_counts.hpp"

#include <algorithm>
#include <map>

#include "privacy/slices.hpp"

namespace kvali {

namespace {

using State = CountCell::State;
using Cells = std::vector<std::uint32_t>;

constexpr const char* columns[] = {"period_actual", "to_date"};

bool says_yes(const Table& table, std::string_view column, std::size_t row) {
  const Scalar said = table.scalar(column, row);
  return !is_missing(said) && std::get<bool>(said);
}

/// Who came to meetings is counted once more by an indicator.
bool counts_attendance(const Table& indicators, std::size_t row) {
  return canonical_text(indicators.scalar("source_rule", row)).starts_with("attendance.");
}

/// An indicator that counts persons: said so, or sensitive and not said otherwise.
bool counts_persons(const Table& indicators, std::size_t row, const IndicatorRule& rule) {
  if (rule.measure != "unit") return false;
  if (counts_attendance(indicators, row)) return true;
  if (is_missing(indicators.scalar("persons", row))) return says_yes(indicators, "sensitive", row);
  return says_yes(indicators, "persons", row);
}

/// Locations: which lie below a municipality, and in which other one.
class Locations {
 public:
  Locations(const Workspace& merged, int level) {
    const Table* table = merged.find("location");
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
      const std::string id = canonical_text(table->scalar("loc_id", row));
      const Scalar own = table->scalar("level", row);
      if (!is_missing(own) && std::get<std::int64_t>(own) > level) below_.insert(id);
      parents_[id] = canonical_text(table->scalar("parent", row));
    }
  }

  [[nodiscard]] bool is_below(const std::string& id) const { return below_.contains(id); }
  [[nodiscard]] std::string parent(const std::string& id) const {
    const auto it = parents_.find(id);
    return it == parents_.end() ? std::string() : it->second;
  }

 private:
  std::set<std::string> below_;
  std::map<std::string, std::string> parents_;
};

/// One row of `disaggregation` or `places`.
struct Slice {
  const Table* table = nullptr;
  std::size_t row = 0;
  std::string dimension, category;

  [[nodiscard]] std::string name() const { return dimension + "=" + category; }
};

/// Gathers the slices of one indicator into a system.
class IndicatorCounts {
 public:
  IndicatorCounts(const CountSources& sources, const PrivacyPolicy& policy, const Locations& locations)
      : sources_(sources), policy_(policy), locations_(locations) {}

  LinkedCounts run(const IndicatorFigures& figures, const std::vector<Slice>& slices, bool sensitive) {
    counts_.subject = about(figures.rule, sources_.frame.period).subject;
    counts_.guards_groups = policy_.smallest_shown(sensitive, false) > 0;
    const int digits = digits_of(figures, slices);
    slices_.emplace(counts_, digits);
    unit_ = slices_->units(std::int64_t{1});
    gather(slices);
    if (counts_.unfit) return std::move(counts_);
    for (const char* column : columns)
      add_groups(column, column == columns[0] ? figures.period_actual : figures.to_date);
    for (const auto& [name, category] : names_) link_time(figures.rule, name);
    withhold_small(figures, slices, sensitive);
    return std::move(counts_);
  }

 private:
  /// The most that any number needs; the system is unfit where one cannot be told exactly.
  int digits_of(const IndicatorFigures& figures, const std::vector<Slice>& slices) {
    int digits = 0;
    const auto look_at = [&](const Scalar& value) {
      if (is_missing(value)) return;
      const auto needed = digits_needed(value);
      counts_.unfit = counts_.unfit || !needed;
      digits = std::max(digits, needed.value_or(0));
    };
    for (const Slice& slice : slices)
      for (const char* column : columns) look_at(slice.table->scalar(column, slice.row));
    for (const Quantity& total : {figures.period_actual, figures.to_date}) look_at(total.scalar());
    for (const PublishedCount& count : sources_.published)
      if (count.indicator == figures.rule.id && count.value) look_at(Scalar(*count.value));
    indicator_ = figures.rule.id;
    return counts_.unfit ? 0 : digits;
  }

  /// Beside needs stand the figures of their places.
  [[nodiscard]] bool is_printed(const std::string& table, const std::string& column) const {
    const bool named =
        sources_.printed.contains(table) || (table == "places" && sources_.printed.contains("need_figures"));
    return named && sources_.printed.contains(column);
  }

  void gather(const std::vector<Slice>& slices) {
    for (const Slice& slice : slices) {
      const std::string name = slice.name();
      names_[name] = slice.category;
      groups_[slice.dimension].insert(name);
      for (const char* column : columns) {
        const Scalar value = slice.table->scalar(column, slice.row);
        const CountPlace place{slice.table->name(), row_key(*slice.table, slice.row), column};
        if (counts_.unfit && !is_missing(value)) {
          counts_.places.push_back({place});
          counts_.names.push_back(name);
          counts_.system.add(0, State::withheld);
        } else if (!is_missing(value)) {
          slices_->add(name, place, value, is_printed(place.table, column));
        }
      }
    }
  }

  /// Each dimension beside the indicator's total; places below other places add up to those.
  void add_groups(const char* column, const Quantity& total) {
    for (const auto& [dimension, names] : groups_) {
      std::map<std::string, Cells> below;
      for (const std::string& name : names)
        if (const auto cell = slices_->find(name, column))
          below[upper(dimension, name, column)].push_back(*cell);
      for (const auto& [name, members] : below) {
        if (!name.empty())
          slices_->add_total(members, *slices_->find(name, column));
        else if (total.value)
          slices_->add_total(members, slices_->units(*total.value));
      }
    }
  }

  /// The nearest place around this one that has a figure of its own, which holds this one's; or "".
  std::string upper(const std::string& dimension, const std::string& name, const char* column) const {
    if (dimension != "place") return {};
    std::string id = locations_.parent(names_.find(name)->second);
    for (int steps = 0; !id.empty() && steps < 8; ++steps, id = locations_.parent(id)) {
      const auto cell = slices_->find("place=" + id, column);
      const auto own = slices_->find(name, column);
      if (cell && slices_->value(*cell) >= slices_->value(*own)) return "place=" + id;
    }
    return {};
  }

  /// What came before the period is the rest of the total to date: a reader of the last report knows it.
  void link_time(const IndicatorRule& rule, const std::string& name) {
    const auto period = slices_->find(name, columns[0]), to_date = slices_->find(name, columns[1]);
    if (!period || !to_date) return;
    if (rule.agg_time == "latest") return slices_->add_equal(*period, *to_date);
    if (rule.agg_time == "avg" || rule.agg_time == "none" || rule.agg_time == "ratio") return;
    const std::int64_t before = slices_->value(*to_date) - slices_->value(*period);
    slices_->add_part(*period, *to_date, rest_of(name, before));
  }

  /// What readers of earlier reports know of what came before.  A group that the last one did not have
  /// had nobody.
  Slices::Rest rest_of(const std::string& name, std::int64_t before) const {
    Slices::Rest rest{std::min<std::int64_t>(before, 0)};
    const std::string dimension = name.substr(0, name.find('='));
    bool had_dimension = false, had_group = false;
    for (const PublishedCount& last : sources_.published) {
      if (last.indicator != indicator_ || !last.to_date || last.period.last >= sources_.frame.period.first)
        continue;
      const bool just_before = last.period.last + std::chrono::days{1} == sources_.frame.period.first;
      had_dimension = had_dimension || (just_before && last.dimension == dimension);
      if (last.dimension + "=" + last.category != name) continue;
      had_group = true;
      rest.withheld = rest.withheld || (just_before && !last.value);
      const std::int64_t told = last.value ? slices_->units(*last.value) : 0;
      if (!last.value || told > before) continue;  // Corrected since: the old figure says nothing exact.
      rest.least = std::max(rest.least, told);
      rest.exact = rest.exact || just_before;
    }
    rest.exact = rest.exact || (had_dimension && !had_group && before == 0);
    return rest;
  }

  void withhold_small(const IndicatorFigures& figures, const std::vector<Slice>& slices, bool sensitive) {
    counts_.k = (policy_.settings.k - 1) * unit_ + 1;
    for (const Slice& slice : slices) {
      const bool below = slice.dimension == "place" && locations_.is_below(slice.category);
      const std::int64_t k = policy_.smallest_shown(sensitive, below);
      if (k == 0) continue;
      for (const char* column : columns) {
        const auto cell = slices_->find(slice.name(), column);
        if (!cell) continue;
        const Quantity& total = column == columns[0] ? figures.period_actual : figures.to_date;
        const std::int64_t value = slices_->value(*cell);
        // Where the total is 0 every reader knows that its parts are.
        const bool zero = value == 0 && sensitive && !(total.value && total.value->is_zero());
        if ((value != 0 && value < k * unit_) || zero || (below && sensitive)) slices_->withhold(*cell);
        if (below && sensitive) counts_.below_municipality.insert(slice.category);
        counts_.k = std::max(counts_.k, (k - 1) * unit_ + 1);
      }
    }
    withhold_what_was_withheld();
  }

  /// A copy of the same period printed again shows no more than the first one.
  void withhold_what_was_withheld() {
    for (const PublishedCount& last : sources_.published) {
      if (last.indicator != indicator_ || last.value || last.period != sources_.frame.period) continue;
      if (const auto cell =
              slices_->find(last.dimension + "=" + last.category, columns[last.to_date ? 1 : 0]))
        slices_->withhold(*cell);
    }
  }

  const CountSources& sources_;
  const PrivacyPolicy& policy_;
  const Locations& locations_;
  LinkedCounts counts_;
  std::optional<Slices> slices_;
  std::int64_t unit_ = 1;
  std::string indicator_;
  std::map<std::string, std::string> names_;             ///< "sex=f" -> "f"
  std::map<std::string, std::set<std::string>> groups_;  ///< Names by dimension.
};

std::map<std::string, std::vector<Slice>> slices_by_indicator(const Workspace& tables) {
  std::map<std::string, std::set<std::string>> places;
  std::map<std::string, std::vector<Slice>> slices;
  if (const Table* table = tables.find("places")) {
    for (std::size_t row = 0; row < table->rows(); ++row) {
      const std::string indicator(table->at("indicator").text(row)), place(table->at("place").text(row));
      places[indicator].insert(place);
      slices[indicator].push_back({table, row, "place", place});
    }
  }
  if (const Table* table = tables.find("disaggregation")) {
    for (std::size_t row = 0; row < table->rows(); ++row) {
      const std::string indicator(table->at("indicator").text(row)),
          category(table->at("category").text(row));
      // A dimension of places tells of the same people as their locations.
      const bool is_place = places[indicator].contains(category);
      slices[indicator].push_back(
          {table, row, is_place ? "place" : std::string(table->at("dimension").text(row)), category});
    }
  }
  return slices;
}

/// Attendance of one meeting: women, men, unknown, all.  Where an indicator counts them as well
/// (`counted_again`), what several meetings have together is printed, and would give single ones away: all
/// of them are withheld.
LinkedCounts attendance(const Table& meetings, std::size_t row, std::int64_t k,
                        const std::set<std::string, std::less<>>& printed, bool counted_again) {
  LinkedCounts counts;
  counts.subject = "meeting=" + row_key(meetings, row);
  counts.k = k;
  Slices slices(counts, 0);
  Cells parts;
  for (const char* column : {"female", "male", "unknown", "att_total"}) {
    const Scalar value = meetings.scalar(column, row);
    if (is_missing(value)) continue;
    const bool is_printed = printed.contains("meetings") && printed.contains(column);
    slices.add(column, {"meetings", row_key(meetings, row), column}, value, is_printed);
    const std::uint32_t cell = *slices.find(column, column);
    if (counted_again || (slices.value(cell) != 0 && slices.value(cell) < k)) slices.withhold(cell);
    parts.push_back(cell);
  }
  if (const auto total = slices.find("att_total", "att_total"); total && parts.size() > 1) {
    parts.pop_back();
    slices.add_total(parts, *total);
  }
  return counts;
}

}  // namespace

std::string row_key(const Table& table, std::size_t row) {
  std::string key;
  for (const char* column : {"indicator", "dimension", "category", "place", "meeting"})
    if (table.find(column) != nullptr)
      key += (key.empty() ? "" : "\x1f") + canonical_text(table.scalar(column, row));
  return key;
}

std::vector<LinkedCounts> person_counts(const CountSources& sources, const PrivacyPolicy& policy) {
  std::vector<LinkedCounts> all;
  if (!policy.protects()) return all;
  const Table* indicators = sources.merged.find("indicator");
  const Locations locations(sources.merged, policy.settings.level);
  const auto slices = slices_by_indicator(sources.tables);
  for (const IndicatorFigures& figures : sources.figures.indicators) {
    const auto own = slices.find(figures.rule.id);
    if (own == slices.end() || !counts_persons(*indicators, figures.row, figures.rule)) continue;
    all.push_back(IndicatorCounts(sources, policy, locations)
                      .run(figures, own->second, says_yes(*indicators, "sensitive", figures.row)));
  }
  const Table* meetings = sources.tables.find("meetings");
  if (policy.audience != PrivacyPolicy::Audience::everybody || meetings == nullptr) return all;
  bool counted_again = false;
  for (const IndicatorFigures& figures : sources.figures.indicators)
    counted_again = counted_again || counts_attendance(*indicators, figures.row);
  for (std::size_t row = 0; row < meetings->rows(); ++row)
    all.push_back(attendance(*meetings, row, policy.settings.k, sources.printed, counted_again));
  return all;
}

}  // namespace kvali
