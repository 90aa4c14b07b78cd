#include "privacy/indicator_counts.hpp"

#include <algorithm>

#include "model/categories.hpp"

namespace kvali {

namespace {

using Cells = Slices::Cells;
using Cause = CountOrigin::Cause;

constexpr const char* columns[] = {"period_actual", "to_date"};

/// One indicator while its slices are laid down.
class Gathering {
 public:
  Gathering(const CountSources& sources, const PrivacyPolicy& policy, const Geography& geography,
            const IndicatorFigures& figures, bool sensitive, LinkedCounts& counts, Slices& slices)
      : sources_(sources),
        policy_(policy),
        geography_(geography),
        figures_(figures),
        sensitive_(sensitive),
        counts_(counts),
        slices_(slices),
        unit_(slices.units(std::int64_t{1})) {}

  void run(const std::vector<SliceRow>& rows) {
    slices_.begin({about(figures_.rule, sources_.frame.period).subject,
                   policy_.smallest_shown(sensitive_, false) > 0,
                   {}});
    gather(rows);
    if (counts_.unfit) return;
    for (const char* column : columns) add_breakdowns(column);
    for (const auto& [name, slice] : slice_of_) {
      link_time(name);
      link_parts(name, slice);
    }
    for (const std::string& breakdown : breakdowns_) {
      link_time(Slices::lack(breakdown));
      link_time(Slices::excess(breakdown));
    }
    withhold_small();
    withhold_what_was_withheld();
    withhold_means();
  }

 private:
  /// Beside needs stand the figures of their places.
  [[nodiscard]] bool is_printed(const std::string& table, const std::string& column) const {
    const bool named =
        sources_.printed.contains(table) || (table == "places" && sources_.printed.contains("need_figures"));
    return named && sources_.printed.contains(column);
  }

  void gather(const std::vector<SliceRow>& rows) {
    for (const SliceRow& row : rows) {
      const std::string name = row.name();
      slice_of_[name] = row.slice;
      has_places_below_ = has_places_below_ || is_place_below(row.slice);
      for (const char* column : columns) {
        const Scalar value = row.table->scalar(column, row.row);
        if (is_missing(value)) continue;
        const CountPlace place{row.table->name(), row_key(*row.table, row.row), column};
        slices_.add(name, place, counts_.unfit ? Scalar(std::int64_t{0}) : value,
                    counts_.unfit || is_printed(place.table, column));
        if (counts_.unfit) slices_.withhold(*slices_.find(name, column), Cause::small);
      }
    }
  }

  [[nodiscard]] const Quantity& total(const char* column) const {
    return column == columns[0] ? figures_.period_actual : figures_.to_date;
  }

  /// Counts from 1 up to this are small, in units; 0: none.
  [[nodiscard]] std::int64_t small(const std::string& name) const {
    return policy_.smallest_shown(sensitive_, is_below(name)) * unit_;
  }

  /// Does the count tell of people below a municipality?  That of a partner may be the one of a place.
  [[nodiscard]] bool is_below(const std::string& name) const {
    const Slice& slice = slice_of_.find(name)->second;
    return is_place_below(slice) || (has_places_below_ && is_partner(slice));
  }

  [[nodiscard]] bool is_place_below(const Slice& slice) const {
    return std::any_of(slice.begin(), slice.end(),
                       [&](const Category& category) { return geography_.is_below(category.name); });
  }

  static bool is_partner(const Slice& slice) {
    return std::any_of(slice.begin(), slice.end(),
                       [](const Category& category) { return category.dimension == partner_dimension; });
  }

  /// Each dimension beside the indicator's total, places below other places beside those, and pairs of
  /// categories beside each of the two.
  void add_breakdowns(const char* column) {
    std::map<std::pair<std::string, std::string>, Cells> parts;  // By whole and dimension.
    for (const auto& [name, slice] : slice_of_) {
      const auto cell = slices_.find(name, column);
      if (!cell) continue;
      if (slice.size() == 1)
        parts[{upper(slice.front(), *cell, column), slice.front().dimension}].push_back(*cell);
      for (std::size_t i = 0; i < slice.size() && slice.size() == 2; ++i)
        parts[{single(slice[i], column), slice[1 - i].dimension}].push_back(*cell);
      small_of_[*cell] = small(name);
    }
    std::map<std::string, Cells> incomplete;  // Of the total, by dimension.
    for (const auto& [key, cells] : parts) {
      const auto& [whole_name, dimension] = key;
      const Slices::Whole whole = whole_of(whole_name, column);
      const std::string breakdown = whole_name + "/" + dimension;
      breakdowns_.insert(breakdown);
      std::int64_t small = 0;
      for (const std::uint32_t cell : cells) small = std::max(small, small_of_[cell]);
      slices_.add_breakdown(breakdown, column, cells, whole, small);
      if (whole_name.empty() && whole.value && slices_.sum(cells) != *whole.value)
        incomplete.emplace(dimension, cells);
    }
    for (const auto& [dimension, cells] : incomplete) tie_to_counts(dimension, cells, column);
    tie_partners_to_places(column);
  }

  /// A partner that counts as many as a place may work there alone: a reader takes the one for the other.
  void tie_partners_to_places(const char* column) {
    for (const auto& [partner, who] : slice_of_) {
      const auto own = slices_.find(partner, column);
      if (who.size() != 1 || !is_partner(who) || !own || slices_.value(*own) == 0) continue;
      for (const auto& [name, slice] : slice_of_) {
        const auto place = slices_.find(name, column);
        if (place && slice.size() == 1 && slice.front().dimension == "place" &&
            slices_.value(*place) == slices_.value(*own))
          slices_.add_equal(*own, *place);
      }
    }
  }

  Slices::Whole whole_of(const std::string& name, const char* column) const {
    if (!name.empty()) {
      const auto cell = slices_.find(name, column);
      return cell ? Slices::Whole{cell, slices_.value(*cell)} : Slices::Whole{};
    }
    const Quantity& all = total(column);
    return {std::nullopt, all.value ? std::optional(slices_.units(*all.value)) : std::nullopt};
  }

  /// A category that several tables have, by the name of its cell.
  [[nodiscard]] std::string single(const Category& category, const char* column) const {
    std::string own = key_text({category});
    if (slices_.find(own, column)) return own;
    return key_text({{"place", category.name}});
  }

  /// The nearest place around this one that has a figure of its own, which holds this one's; or "".
  [[nodiscard]] std::string upper(const Category& category, std::uint32_t own, const char* column) const {
    std::string id = geography_.parent(category.name);
    for (int steps = 0; !id.empty() && steps < 8; ++steps, id = geography_.parent(id)) {
      std::string name = key_text({{category.dimension, id}});
      const auto cell = slices_.find(name, column);
      if (cell && slices_.value(*cell) >= slices_.value(own)) return name;
    }
    return {};
  }

  /// Groups that do not reach the total may be those of one category of another dimension, such as the
  /// ages of women, or of all but one: where the numbers fit, a reader will take it so.
  void tie_to_counts(const std::string& dimension, const Cells& cells, const char* column) {
    const std::int64_t sum = slices_.sum(cells), rest = *whole_of({}, column).value - sum;
    for (const auto& [name, slice] : slice_of_) {
      const auto other = slices_.find(name, column);
      if (slice.size() != 1 || slice.front().dimension == dimension || !other) continue;
      const std::int64_t value = slices_.value(*other);
      if (value < policy_.settings.k * unit_) continue;
      if (value == sum) slices_.add_equal_sums(cells, {*other});
      if (value == rest) slices_.add_equal(*slices_.find(Slices::lack("/" + dimension), column), *other);
    }
  }

  /// What came before the period is the rest of the total to date: a reader of the last report knows it.
  void link_time(const std::string& name) {
    const auto period = slices_.find(name, columns[0]), to_date = slices_.find(name, columns[1]);
    if (!period || !to_date || !linked_.emplace(*period, *to_date).second) return;
    const std::string& over_time = figures_.rule.agg_time;
    if (over_time == "avg" || over_time == "none" || over_time == "ratio") return;
    if (over_time == "latest") {
      slices_.add_equal(*period, *to_date);
      return;
    }
    slices_.add_part(*period, *to_date, rest_of(name, slices_.value(*to_date) - slices_.value(*period)));
  }

  /// What readers of earlier reports know of what came before.  A group that the last one did not have
  /// had nobody.
  [[nodiscard]] Slices::Rest rest_of(const std::string& name, std::int64_t before) const {
    Slices::Rest rest{std::min<std::int64_t>(before, 0)};
    const auto known = slice_of_.find(name);
    if (known == slice_of_.end()) return rest;
    bool had_dimension = false, had_group = false, hidden = false;
    for (const PublishedCount& last : sources_.published) {
      if (!is_earlier(last)) continue;
      hidden = hidden || (last.slice == known->second && !last.value);
      if (!last.to_date) continue;
      const bool just_before = last.period.last + std::chrono::days{1} == sources_.frame.period.first;
      had_dimension =
          had_dimension || (just_before && dimensions_text(last.slice) == dimensions_text(known->second));
      if (last.slice != known->second) continue;
      had_group = true;
      rest.withheld = rest.withheld || (just_before && !last.value);
      // Corrected since: the old figure says nothing exact.
      const bool told = last.value && slices_.units(*last.value) <= before;
      rest.exact = rest.exact || (told && just_before);
    }
    rest.least = std::max(rest.least, least_before(known->second, before));
    rest.exact = rest.exact || (had_dimension && !had_group && before == 0);
    // A small group is one whatever the period, and so few persons tell what an earlier report withheld.
    rest.withheld = rest.withheld || (rest.least <= 0 && before > 0 && before < small(name)) ||
                    (hidden && before - rest.least < small(name));
    return rest;
  }

  [[nodiscard]] bool is_earlier(const PublishedCount& count) const {
    return count.indicator == figures_.rule.id && count.period.last < sources_.frame.period.first;
  }

  /// Earlier reports say that there were so many before the period at least: as one of them told to date,
  /// and more where a later one told its own period.  Figures above the true one were corrected since.
  [[nodiscard]] std::int64_t least_before(const Slice& slice, std::int64_t before) const {
    std::vector<std::pair<Date, std::int64_t>> told;  // Up to a day.
    std::int64_t least = 0;
    for (const PublishedCount& count : sources_.published) {
      if (!is_earlier(count) || count.slice != slice || !count.value) continue;
      if (!count.to_date && figures_.rule.agg_time != "sum") continue;
      std::int64_t known = 0;
      for (const auto& [day, number] : told)
        if (!count.to_date && day < count.period.first) known = std::max(known, number);
      known += slices_.units(*count.value);
      if (known > before) continue;
      told.emplace_back(count.period.last, known);
      least = std::max(least, known);
    }
    return least;
  }

  /// A report on a part of the period told its own total to date: the rest of today's came after it.
  void link_parts(const std::string& name, const Slice& slice) {
    const auto to_date = slices_.find(name, columns[1]);
    if (!to_date || figures_.rule.agg_time != "sum") return;
    const Period& now = sources_.frame.period;
    for (const PublishedCount& part : sources_.published) {
      if (part.indicator != figures_.rule.id || part.slice != slice || !part.to_date || !part.value) continue;
      if (part.period.last < now.first || part.period.last >= now.last) continue;
      const std::int64_t later = slices_.value(*to_date) - slices_.units(*part.value);
      if (later < 0) continue;  // Corrected since.
      const std::uint32_t cell = slices_.add_some(later, std::nullopt);
      slices_.add_equal(cell, *to_date);
      if (later < small(name) && (later > 0 || withheld_after(part)))
        counts_.system.cells[cell].state = CountCell::State::withheld;
    }
  }

  /// Did a report on a period after this one withhold the group?
  [[nodiscard]] bool withheld_after(const PublishedCount& part) const {
    return std::any_of(sources_.published.begin(), sources_.published.end(),
                       [&](const PublishedCount& later) {
                         return later.indicator == part.indicator && later.slice == part.slice &&
                                !later.value && later.period.first > part.period.last;
                       });
  }

  void withhold_small() {
    for (const auto& [name, slice] : slice_of_) {
      const std::int64_t k = small(name);
      if (k == 0) continue;
      counts_.k = std::max(counts_.k, k - unit_ + 1);
      const bool hides_place = sensitive_ && is_below(name);
      for (const char* column : columns) {
        const auto cell = slices_.find(name, column);
        if (!cell) continue;
        const std::int64_t value = slices_.value(*cell);
        // Where the total is 0 every reader knows that its parts are.
        const Quantity& all = total(column);
        const bool zero = value == 0 && sensitive_ && !(all.value && all.value->is_zero());
        if ((value != 0 && value < k) || zero)
          slices_.withhold(*cell, Cause::small);
        else if (hides_place)
          slices_.withhold(*cell, Cause::place);
        if (hides_place && slice.size() == 1 && is_place_below(slice))
          counts_.subjects.back().below_municipality.insert(slice.front().name);
      }
    }
  }

  /// A copy of the same period printed again shows no more than the first one, and a total to date no more
  /// than any other of the same day.
  void withhold_what_was_withheld() {
    const Period& now = sources_.frame.period;
    for (const PublishedCount& last : sources_.published) {
      if (last.indicator != figures_.rule.id || last.value) continue;
      if (last.period != now && !(last.to_date && last.period.last == now.last)) continue;
      if (const auto cell = slices_.find(key_text(last.slice), columns[last.to_date ? 1 : 0]))
        slices_.withhold(*cell, Cause::earlier);
    }
  }

  /// A mean or a maximum to date of shown periods and a withheld one gives that one away, and those of the
  /// other groups what they have in its place.
  void withhold_means() {
    if (figures_.rule.agg_time != "avg" && figures_.rule.agg_time != "max") return;
    const auto is_withheld = [&](const auto& slice) {
      const auto cell = slices_.find(slice.first, columns[0]);
      return cell && counts_.system.cells[*cell].state == CountCell::State::withheld;
    };
    const auto was_withheld = [&](const PublishedCount& count) {
      return count.indicator == figures_.rule.id && !count.to_date && !count.value;
    };
    if (std::none_of(slice_of_.begin(), slice_of_.end(), is_withheld) &&
        std::none_of(sources_.published.begin(), sources_.published.end(), was_withheld))
      return;
    for (const auto& [name, slice] : slice_of_)
      if (const auto cell = slices_.find(name, columns[1])) slices_.withhold(*cell, Cause::none);
  }

  const CountSources& sources_;
  const PrivacyPolicy& policy_;
  const Geography& geography_;
  const IndicatorFigures& figures_;
  const bool sensitive_;
  LinkedCounts& counts_;
  Slices& slices_;
  const std::int64_t unit_;
  std::map<std::string, Slice> slice_of_;  ///< By name.
  std::map<std::uint32_t, std::int64_t> small_of_;
  bool has_places_below_ = false;
  std::set<std::string> breakdowns_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> linked_;
};

bool same_figures(const Table& a, std::size_t a_row, const Table& b, std::size_t b_row) {
  return std::all_of(std::begin(columns), std::end(columns), [&](const char* column) {
    return canonical_text(a.scalar(column, a_row)) == canonical_text(b.scalar(column, b_row));
  });
}

Category category_in(const Table& table, std::size_t row, const std::string& prefix) {
  return {std::string(table.at(prefix + "dimension").text(row)),
          std::string(table.at(prefix + "category").text(row))};
}

}  // namespace

std::map<std::string, std::vector<SliceRow>> slices_by_indicator(const Workspace& tables) {
  std::map<std::string, std::vector<SliceRow>> slices;
  std::map<std::pair<std::string, std::string>, std::size_t> places;  // Rows by indicator and place.
  const auto indicator = [](const Table& table, std::size_t row) {
    return std::string(table.at("indicator").text(row));
  };
  const Table* by_place = tables.find("places");
  for (std::size_t row = 0; by_place != nullptr && row < by_place->rows(); ++row) {
    const std::string id = indicator(*by_place, row), place(by_place->at("place").text(row));
    places[{id, place}] = row;
    slices[id].push_back({by_place, row, {{"place", place}}, {}});
  }
  if (const Table* table = tables.find("disaggregation")) {
    for (std::size_t row = 0; row < table->rows(); ++row) {
      Category category = category_in(*table, row, "");
      const Slice written{category};
      // A dimension of places tells of the same people as their locations, unless it counts others.
      const auto place = places.find({indicator(*table, row), category.name});
      if (place != places.end() && same_figures(*table, row, *by_place, place->second))
        category.dimension = "place";
      slices[indicator(*table, row)].push_back({table, row, {category}, written});
    }
  }
  if (const Table* table = tables.find("crossed"))
    for (std::size_t row = 0; row < table->rows(); ++row) {
      const Slice slice{category_in(*table, row, ""), category_in(*table, row, "by_")};
      slices[indicator(*table, row)].push_back({table, row, slice, slice});
    }
  return slices;
}

std::optional<int> IndicatorCounts::digits_of(const IndicatorFigures& figures,
                                              const std::vector<SliceRow>& rows) const {
  std::optional<int> digits = 0;
  const auto look_at = [&](const Scalar& value) {
    if (is_missing(value) || !digits) return;
    const auto needed = digits_needed(value);
    digits = needed ? std::optional(std::max(*digits, *needed)) : std::nullopt;
  };
  for (const SliceRow& row : rows)
    for (const char* column : columns) look_at(row.table->scalar(column, row.row));
  for (const Quantity& total : {figures.period_actual, figures.to_date}) look_at(total.scalar());
  for (const PublishedCount& count : sources_.published)
    if (count.indicator == figures.rule.id && count.value) look_at(Scalar(*count.value));
  return digits;
}

void IndicatorCounts::add(const IndicatorFigures& figures, const std::vector<SliceRow>& rows, bool sensitive,
                          LinkedCounts& counts, Slices& slices) const {
  Gathering(sources_, policy_, geography_, figures, sensitive, counts, slices).run(rows);
}

}  // namespace kvali
