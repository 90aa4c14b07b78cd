#include "collect/map_across.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "collect/across_heading.hpp"
#include "collect/cell_reader.hpp"
#include "model/known_headings.hpp"

namespace kvali {

namespace {

struct Candidate {
  const Column* column;
  AcrossHeading heading;
};

/// What a heading says once its period is taken away.
struct Meaning {
  std::string field;
  std::map<std::string, std::string> categories;
};

class AcrossPlanner {
 public:
  AcrossPlanner(const AcrossWanted& wanted, MapPlan& plan)
      : wanted_(wanted), plan_(plan), value_(std::string(measure_of(wanted.schema)->name)) {}

  bool run() {
    find_candidates();
    if (!complete_) return false;
    for (const Candidate& candidate : candidates_)
      if (const auto meaning = meaning_of(candidate)) add(candidate, *meaning);
    refuse_unmatched();
    return complete_;
  }

 private:
  [[nodiscard]] bool has_periods() const { return !wanted_.map.months.empty(); }

  void complain(std::string id, std::string message, const Place& place, std::string hint) {
    complete_ = false;
    wanted_.context.diagnostics.add(
        {std::move(id), Severity::error, std::move(message), place, std::move(hint), {}});
  }

  void find_candidates() {
    const std::string_view months = wanted_.map.months;
    const bool everywhere = months.empty() || months == "auto";
    const std::size_t colon = months.find(':');
    const std::size_t first = everywhere ? 0 : letter_number(months.substr(0, colon));
    const std::size_t last = colon == months.npos ? first : letter_number(months.substr(colon + 1));
    for (const Column* column : wanted_.columns.all()) {
      const std::size_t at = wanted_.columns.position(*column);
      if (plan_.used.contains(column) || (!everywhere && (at < first || at > last))) continue;
      const std::string& heading = wanted_.columns.heading(*column);
      if (!has_periods()) {
        candidates_.push_back({column, {std::nullopt, heading_parts(heading)}});
        continue;
      }
      Candidate candidate{column, read_across_heading(heading, wanted_.context.fiscal, wanted_.map.year)};
      if (candidate.heading.period)
        candidates_.push_back(std::move(candidate));
      else if (!everywhere)
        complain("CFG-04", fmt::format("the heading '{}' is not a month", heading), wanted_.map.place,
                 "write months as 2020-12 or Dec 2020");
    }
    if (has_periods()) keep_finest();
  }

  /// Quarters between months, and a year's total behind them, are sums of what stands there already.
  void keep_finest() {
    const FiscalStart fiscal = wanted_.context.fiscal;
    int finest = wanted_.map.quarters ? quarterly : yearly;
    if (!wanted_.map.quarters)
      for (const Candidate& c : candidates_) finest = std::min(finest, coarseness(*c.heading.period, fiscal));
    std::erase_if(candidates_,
                  [&](const Candidate& c) { return coarseness(*c.heading.period, fiscal) != finest; });
    if (!candidates_.empty() || !complete_) return;
    const char* what = wanted_.map.quarters ? "quarters" : "months";
    complain("CFG-04",
             fmt::format("source \"{}\" has no columns headed by {}", wanted_.context.source.name, what),
             wanted_.map.place,
             fmt::format("write {0} = \"auto\", or the columns as letters: {0} = \"D:O\"", what));
  }

  [[nodiscard]] bool is_heading(const Candidate& candidate, std::string_view part,
                                std::string_view wanted) const {
    if (fold_key(part) == fold_key(wanted)) return true;
    return !has_periods() && letter_number(wanted) == wanted_.columns.position(*candidate.column);
  }

  /// Takes up one part of a heading; false if nobody wants it.
  bool take(const Candidate& candidate, std::string_view part, Meaning& meaning) {
    for (const auto& [field, map] : wanted_.measures) {
      if (!is_heading(candidate, part, map->column)) continue;
      meaning.field = field;
      matched_.insert(map);
      return true;
    }
    for (const auto& [dimension, map] : wanted_.map.disaggregation) {
      for (const auto& [heading, category] : map.columns) {
        if (!is_heading(candidate, part, heading)) continue;
        matched_words_.insert(&heading);
        const std::string name = category_of(dimension, category);
        if (!name.empty()) meaning.categories[fold_key(dimension)] = name;
        return true;
      }
    }
    return false;
  }

  std::optional<Meaning> meaning_of(const Candidate& candidate) {
    const std::vector<std::string>& rest = candidate.heading.rest;
    Meaning meaning;
    if (rest.empty() && (!has_periods() || wants_value())) return std::nullopt;
    if (!rest.empty() && !take(candidate, fmt::format("{}", fmt::join(rest, " / ")), meaning))
      for (const std::string& part : rest)
        if (!take(candidate, part, meaning)) return std::nullopt;
    if (meaning.field.empty()) meaning.field = value_;
    return meaning;
  }

  /// Does the map name the heading of the value?
  [[nodiscard]] bool wants_value() const {
    return std::any_of(wanted_.measures.begin(), wanted_.measures.end(),
                       [&](const auto& measure) { return measure.first == value_; });
  }

  void add(const Candidate& candidate, const Meaning& meaning) {
    plan_.used.insert(candidate.column);
    auto row = std::find_if(plan_.across.begin(), plan_.across.end(), [&](const AcrossPlan& other) {
      return other.period == candidate.heading.period && other.categories == meaning.categories;
    });
    if (row == plan_.across.end()) {
      plan_.across.push_back({candidate.heading.period, meaning.categories, {}});
      row = plan_.across.end() - 1;
    }
    for (const FieldPlan& field : row->fields) {
      if (field.target != meaning.field) continue;
      warn_of_twin(*field.from, *candidate.column);
      return;
    }
    FieldPlan field;
    field.field = wanted_.schema.find(std::string_view(meaning.field).substr(0, meaning.field.find('@')));
    field.target = meaning.field;
    field.from = candidate.column;
    for (const auto& [name, map] : wanted_.measures)
      if (name == meaning.field) field.map = map;
    row->fields.push_back(std::move(field));
  }

  void warn_of_twin(const Column& first, const Column& second) {
    wanted_.context.diagnostics.add(
        {"CFG-07",
         Severity::warning,
         fmt::format("source \"{}\" has two columns for one figure, '{}' and '{}': the first is taken",
                     wanted_.context.source.name, wanted_.columns.heading(first),
                     wanted_.columns.heading(second)),
         wanted_.map.place,
         "rename one of them",
         {}});
  }

  /// Everything that the headings across say beside their periods, each once.
  [[nodiscard]] std::vector<std::string> sub_headings() const {
    std::vector<std::string> all;
    for (const Candidate& candidate : candidates_)
      for (const std::string& part : candidate.heading.rest)
        if (std::find(all.begin(), all.end(), part) == all.end()) all.push_back(part);
    return all;
  }

  void refuse_unmatched() {
    const std::vector<std::string> known = sub_headings();
    for (const auto& [field, map] : wanted_.measures)
      if (!matched_.contains(map)) refuse(map->column, field, map->place, known);
    for (const auto& [dimension, map] : wanted_.map.disaggregation)
      for (const auto& pair : map.columns)
        if (!matched_words_.contains(&pair.first)) refuse(pair.first, dimension, map.place, known);
    if (!complete_ || !plan_.across.empty()) return;
    complain("CFG-03",
             fmt::format("below the months of source \"{}\" stand several columns: {}",
                         wanted_.context.source.name, fmt::join(known, ", ")),
             wanted_.map.place, fmt::format("say which is the figure: value = \"{}\"", likely_figure(known)));
  }

  /// Of "Target" and "Actual" below each month, the one that the table is for.
  [[nodiscard]] const std::string& likely_figure(const std::vector<std::string>& headings) const {
    const bool planned = wanted_.schema.table == "target";
    const auto means = [](const std::string& heading, HeadingMeaning wanted) {
      return known_heading(heading) == wanted;
    };
    for (const std::string& heading : headings)
      if (means(heading, planned ? HeadingMeaning::target : HeadingMeaning::value)) return heading;
    for (const std::string& heading : headings)
      if (!means(heading, planned ? HeadingMeaning::value : HeadingMeaning::target)) return heading;
    return headings.front();
  }

  void refuse(const std::string& heading, const std::string& what, const Place& place,
              const std::vector<std::string>& known) {
    const auto meant = nearest(heading, known);
    const std::string hint = meant ? fmt::format("did you mean '{}'?", *meant)
                             : known.empty()
                                 ? fmt::format("leave {} out: the months have one column each", what)
                                 : fmt::format("its columns are: {}", fmt::join(known, ", "));
    complain("CFG-07",
             has_periods() ? fmt::format("below the months of source \"{}\" stands no column '{}' for {}",
                                         wanted_.context.source.name, heading, what)
                           : fmt::format("source \"{}\" has no column '{}' for {}",
                                         wanted_.context.source.name, heading, what),
             place, hint);
  }

  const AcrossWanted& wanted_;
  MapPlan& plan_;
  const std::string value_;
  std::vector<Candidate> candidates_;
  std::set<const FieldMap*> matched_;
  std::set<const std::string*> matched_words_;
  bool complete_ = true;
};

}  // namespace

const Field* measure_of(const Schema& schema) {
  const Field* value = schema.find("value");
  return value != nullptr ? value : schema.find("amount");
}

bool is_across(const TableMap& map) {
  if (!map.months.empty()) return true;
  return std::any_of(map.disaggregation.begin(), map.disaggregation.end(),
                     [](const auto& pair) { return !pair.second.columns.empty(); });
}

bool plan_across(const AcrossWanted& wanted, MapPlan& plan) {
  return AcrossPlanner(wanted, plan).run();
}

}  // namespace kvali
