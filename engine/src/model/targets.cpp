#include "model/targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/group_targets.hpp"
#include "model/place_targets.hpp"

namespace kvali {

namespace {

constexpr std::chrono::days one_day{1};

std::optional<Decimal> number(const Table& table, std::string_view name, std::size_t row) {
  const Column* column = table.find(name);
  return column == nullptr || column->missing(row) ? std::nullopt : std::optional(column->decimal(row));
}

/// A target as one number: its value, or num/den by the indicator's rule.
Quantity target_quantity(const IndicatorRule& rule, const Table& table, std::size_t row) {
  Quantity quantity;
  quantity.value = number(table, "value", row);
  const auto num = number(table, "num", row);
  const auto den = number(table, "den", row);
  if (!quantity.value && num && den) quantity.value = ratio_of(rule, *num, *den);
  quantity.evidence = table.row_evidence[row];
  return quantity;
}

Period scope_of(const Table& table, std::size_t row) {
  return {table.at("scope_first").date(row), table.at("scope_last").date(row)};
}

bool is_life(const Period& scope) {
  return scope.first == first_date && scope.last == last_date;
}

/// What falls due in each period of cumulative targets: the growth since the one before.  The first one
/// is a step only if its period begins with the project; else nobody knows what was due before.
void add_steps(std::optional<Date> project_start, Evidence& evidence, Targets& targets) {
  const Quantity* before = nullptr;
  for (const auto& [scope, quantity] : targets.to_date) {
    Quantity step = quantity;
    if (before != nullptr) {
      const std::array both{before->evidence, quantity.evidence};
      step.value = *quantity.value - *before->value;
      step.evidence = evidence.join(both);
    }
    const bool from_start = !project_start || scope.first <= *project_start;
    if (before != nullptr || from_start) targets.by_period.emplace(scope, step);
    before = &quantity;
  }
}

class TargetReader {
 public:
  TargetReader(const std::vector<IndicatorRule>& rules, Workspace& merged, const Frame& frame,
               Diagnostics& diagnostics)
      : merged_(merged), frame_(frame), diagnostics_(diagnostics) {
    for (const IndicatorRule& rule : rules) rules_.emplace(rule.id, &rule);
  }

  TargetBook read() {
    const Table* table = merged_.find("target");
    if (table == nullptr || table->rows() == 0) return std::move(book_);
    const auto key = [&](std::size_t row) {
      std::string text;
      for (const char* field : {"indicator", "scope_first", "scope_last", "loc", "disagg"})
        text += canonical_text(table->scalar(field, row)) + '\x1f';
      return text;
    };
    const auto describe = [&](std::size_t row) {
      const Period scope = scope_of(*table, row);
      return fmt::format("the target of indicator {} for {}", table->at("indicator").text(row),
                         is_life(scope) ? std::string("the project") : period_text(scope));
    };
    for (const auto& [text, versions] :
         versions_of(merged_, *table, frame_.as_of, key, describe, diagnostics_))
      if (versions.valid) add(*table, versions);
    if (!of_parts_.empty()) lay_parts_together();
    for (auto& [id, targets] : book_.of) finish(id, targets);
    for (auto& [id, parts] : book_.of_parts)
      for (auto& [part, targets] : parts) finish(id, targets);
    return std::move(book_);
  }

 private:
  void finish(const std::string& id, Targets& targets) {
    if (rules_.at(id)->agg_time == "sum") add_steps(frame_.project_start, merged_.evidence, targets);
  }

  void add(const Table& table, const Versions& versions) {
    const std::size_t row = versions.in_force()->row;
    const auto found = rules_.find(table.at("indicator").text(row));
    if (found == rules_.end()) return;
    const IndicatorRule& rule = *found->second;
    const Quantity quantity = target_quantity(rule, table, row);
    if (!quantity.value) return;
    const Scope scope{rule.id, scope_of(table, row),
                      canonical_text(table.scalar("kind", row)) == "cumulative"};
    const std::string place = canonical_text(table.scalar("loc", row));
    const Slice slice = categories_in(canonical_text(table.scalar("disagg", row)));
    if (place.empty() && slice.empty()) {
      note_changes(table, rule, versions);
      set(book_.of[rule.id], scope, quantity);
    } else {
      of_parts_[scope][place].emplace(slice, row);
    }
  }

  struct Scope {
    std::string indicator;
    Period period;
    bool cumulative;
    friend auto operator<=>(const Scope&, const Scope&) = default;
  };

  void set(Targets& targets, const Scope& scope, const Quantity& quantity) {
    if (is_life(scope.period)) {
      targets.life = quantity;
      return;
    }
    if (scope.cumulative) targets.to_date[scope.period] = quantity;
    // Of what does not add up, the state to be reached is the target of its period too.
    if (!scope.cumulative || rules_.at(scope.indicator)->agg_time != "sum")
      targets.by_period[scope.period] = quantity;
  }

  [[nodiscard]] bool is_set(const Scope& scope) const {
    const Targets& targets = book_.targets(scope.indicator);
    if (is_life(scope.period)) return targets.life.has_value();
    return (scope.cumulative ? targets.to_date : targets.by_period).contains(scope.period);
  }

  /// By place, "" for all, and there by group.
  using PartRows = std::map<std::string, GroupTargets::Rows>;

  void lay_parts_together() {
    const PlaceTargets places(merged_);
    const GroupTargets groups(merged_);
    for (const auto& [scope, rows] : of_parts_) {
      const IndicatorRule& rule = *rules_.at(scope.indicator);
      std::set<std::string> groups_without;
      PlaceTargets::Rows wholes;  // Of each place; "" of all groups together.
      for (const auto& [place, own] : rows)
        if (auto whole = whole_of(groups, rule, own, groups_without); !whole.empty())
          wholes.emplace(place, std::move(whole));
      set_parts(scope, rows, wholes, places);
      Targets& targets = book_.of[rule.id];
      targets.in_parts = true;
      if (is_set(scope)) continue;
      if (wholes.empty()) {
        targets.groups_without.merge(groups_without);
        continue;
      }
      if (wholes.contains({})) wholes = {{{}, wholes.at({})}};
      const PlaceTargets::Whole whole = places.together(rule, wholes, merged_.evidence);
      if (whole.target.value) set(targets, scope, whole.target);
      if (rule.agg_space == "none") continue;  // Nobody expects a whole one.
      targets.places_without.insert(whole.places_without.begin(), whole.places_without.end());
      if (!whole.target.value) targets.groups_without.merge(groups_without);
    }
  }

  /// The rows that make the target of a place: one for all, or those of its groups.
  static std::vector<std::size_t> whole_of(const GroupTargets& groups, const IndicatorRule& rule,
                                           const GroupTargets::Rows& rows,
                                           std::set<std::string>& groups_without) {
    if (const auto all = rows.find({}); all != rows.end()) return {all->second};
    GroupTargets::Whole whole = groups.of(rule, rows);
    groups_without.merge(whole.groups_without);
    return std::move(whole.rows);
  }

  /// Targets that stand beside a place, or beside a group: its own, or those of all places together.
  void set_parts(const Scope& scope, const PartRows& rows, const PlaceTargets::Rows& wholes,
                 const PlaceTargets& places) {
    const IndicatorRule& rule = *rules_.at(scope.indicator);
    std::map<TargetPart, PlaceTargets::Rows> parts;
    for (const auto& [place, own] : wholes)
      if (!place.empty()) parts[{{}, place}] = {{{}, own}};
    std::set<Slice> of_all;
    for (const auto& [place, own] : rows)
      for (const auto& [slice, row] : own) {
        if (slice.empty() || of_all.contains(slice)) continue;
        parts[{slice, {}}][place] = {row};
        if (place.empty()) of_all.insert(slice);
      }
    for (const auto& [part, own] : parts)
      if (const Quantity target = places.together(rule, own, merged_.evidence).target; target.value)
        set(book_.of_parts[rule.id][part], scope, target);
  }

  void note_changes(const Table& table, const IndicatorRule& rule, const Versions& versions) {
    for (std::size_t i = 1; i <= *versions.valid; ++i) {
      const Quantity before = target_quantity(rule, table, versions.all[i - 1].row);
      const Quantity after = target_quantity(rule, table, versions.all[i].row);
      if (before.value && after.value && *before.value != *after.value)
        book_.changes.push_back(
            {rule.id, scope_of(table, versions.all[i].row), before, after, versions.all[i]});
    }
  }

  std::map<std::string, const IndicatorRule*, std::less<>> rules_;
  Workspace& merged_;
  const Frame& frame_;
  Diagnostics& diagnostics_;
  TargetBook book_;
  std::map<Scope, PartRows> of_parts_;
};

/// The sum of targets whose periods lie side by side and cover `needed` within `whole`, longer ones first:
/// a quarter's target beside those of its months is the same people, and counts once.
Quantity tiled(const std::map<Period, Quantity>& by_period, const Period& whole, const Period& needed,
               Evidence& evidence) {
  struct Tiles {
    Decimal total;
    std::vector<EvidenceId> ids;
  };
  std::vector<const std::pair<const Period, Quantity>*> parts;
  for (const auto& part : by_period)
    if (contains(whole, part.first) && part.first.last >= needed.first) parts.push_back(&part);
  std::stable_sort(parts.begin(), parts.end(), [](const auto* a, const auto* b) {
    return a->first.first != b->first.first ? a->first.first < b->first.first : a->first.last > b->first.last;
  });
  std::map<Date, Tiles> reached;  // The day after what is covered so far -> how.
  for (const auto* part : parts) {
    const auto& [scope, quantity] = *part;
    if (!reached.contains(scope.first) && scope.first > needed.first) continue;
    Tiles tiles = reached.contains(scope.first) ? reached.at(scope.first) : Tiles{};
    tiles.total += *quantity.value;
    tiles.ids.push_back(quantity.evidence);
    reached.emplace(scope.last + one_day, std::move(tiles));
  }
  if (reached.empty() || reached.rbegin()->first <= needed.last) return no_quantity(Mark::not_applicable);
  const Tiles& all = reached.rbegin()->second;
  return {all.total, Mark::none, evidence.join(all.ids)};
}

/// Of a stock the last target that falls due counts; of several that end on one day, the shortest's.
const Quantity* last_due(const std::map<Period, Quantity>& by_period, Date from, Date until) {
  const Period* found = nullptr;
  for (const auto& [scope, quantity] : by_period)
    if (from <= scope.last && scope.last <= until && (found == nullptr || scope.last >= found->last))
      found = &scope;
  return found != nullptr ? &by_period.at(*found) : nullptr;
}

bool is_stock(const IndicatorRule& rule) {
  return rule.agg_time == "latest" || rule.agg_time == "max";
}

}  // namespace

const Targets& TargetBook::targets(const std::string& indicator) const {
  static const Targets none;
  const auto it = of.find(indicator);
  return it == of.end() ? none : it->second;
}

const Targets& TargetBook::targets(const std::string& indicator, const TargetPart& part) const {
  static const Targets none;
  const auto parts = of_parts.find(indicator);
  if (parts == of_parts.end()) return none;
  const auto it = parts->second.find(part);
  return it == parts->second.end() ? none : it->second;
}

TargetBook read_targets(const std::vector<IndicatorRule>& rules, Workspace& merged, const Frame& frame,
                        Diagnostics& diagnostics) {
  return TargetReader(rules, merged, frame, diagnostics).read();
}

Quantity target_for(const IndicatorRule& rule, const Targets& targets, const Period& period,
                    const Frame& frame, Evidence& evidence) {
  if (const auto it = targets.by_period.find(period); it != targets.by_period.end()) return it->second;
  if (is_stock(rule)) {
    const Quantity* last = nullptr;
    for (const auto& [scope, quantity] : targets.by_period)
      if (scope.last == period.last && contains(period, scope)) last = &quantity;
    return last != nullptr ? *last : no_quantity(Mark::not_applicable);
  }
  const auto needed = frame.within_project(period);
  if (rule.agg_time != "sum" || !needed) return no_quantity(Mark::not_applicable);
  return tiled(targets.by_period, period, *needed, evidence);
}

Quantity life_target(const Targets& targets, const Frame& frame) {
  if (targets.life) return *targets.life;
  const Period* smallest = nullptr;
  for (const auto& [scope, quantity] : targets.by_period) {
    const bool from_start = frame.project_start && scope.first <= *frame.project_start;
    if (!from_start || scope == frame.period || !contains(scope, frame.period)) continue;
    if (frame.project_end && scope.last < *frame.project_end) continue;
    if (smallest == nullptr || contains(*smallest, scope)) smallest = &scope;
  }
  return smallest != nullptr ? targets.by_period.at(*smallest) : no_quantity(Mark::not_applicable);
}

Quantity target_to_date(const IndicatorRule& rule, const Targets& targets, Date day, const Frame& frame,
                        Evidence& evidence) {
  const Quantity* stated = last_due(targets.to_date, first_date, day);
  if (is_stock(rule)) {
    const Quantity* last = last_due(targets.by_period, first_date, day);
    return last != nullptr ? *last : no_quantity(Mark::not_applicable);
  }
  if (rule.agg_time != "sum" || !frame.project_start) return no_quantity(Mark::not_applicable);
  const Period passed{*frame.project_start, std::max(*frame.project_start, day)};
  const Date first = period_around(passed.first, PeriodKind::year).first;
  const Quantity made = tiled(targets.by_period, {first, day}, passed, evidence);
  return made.value || stated == nullptr ? made : *stated;
}

std::optional<DueTarget> due_target(const IndicatorRule& rule, const Targets& targets, const Frame& frame,
                                    Evidence& evidence) {
  if (const Quantity own = target_for(rule, targets, frame.period, frame, evidence); own.value)
    return DueTarget{frame.period, own};
  const Period* smallest = nullptr;
  for (const auto& [scope, quantity] : targets.by_period) {
    if (!contains(scope, frame.period) || !contains(frame.period, scope.last)) continue;
    if (smallest == nullptr || contains(*smallest, scope)) smallest = &scope;
  }
  if (smallest != nullptr) return DueTarget{*smallest, targets.by_period.at(*smallest)};
  if (targets.life && frame.project_end && contains(frame.period, *frame.project_end))
    return DueTarget{{frame.project_start.value_or(first_date), *frame.project_end}, *targets.life};
  return std::nullopt;
}

}  // namespace kvali
