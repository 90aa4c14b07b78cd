#include "frozen/corrections.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

#include "frozen/value_walk.hpp"
#include "model/natural_order.hpp"
#include "model/record_place.hpp"

namespace kvali {

namespace {

/// One value: of whom, when, and whether it is an opening balance.
using ValueKey = std::tuple<FigureKey, Period, bool>;

/// A value as readers know it: of a ratio the quotient of its halves.
std::optional<Decimal> shown(const IndicatorRule& rule, const FrozenValue& value) {
  if (value.value || !value.num || !value.den) return value.value;
  const auto quotient = divide(*value.num, *value.den);
  return quotient && rule.measure == "percent" ? multiply(*quotient, Decimal(100)) : quotient;
}

bool alike(const FrozenValue& a, const FrozenValue& b) {
  return a.value == b.value && a.num == b.num && a.den == b.den;
}

class Comparison {
 public:
  Comparison(const FrozenReport& last, Workspace& merged, const Figures& figures, const Finance& spent)
      : last_(last), merged_(merged), figures_(figures), spent_(spent) {}

  std::vector<Correction> run() {
    for (const FrozenValue& value : last_.values) before_[key_of(value)] = &value;
    for (const IndicatorFigures& indicator : figures_.indicators) compare(indicator);
    mark_parts();
    compare_money();
    return std::move(out_);
  }

 private:
  static ValueKey key_of(const FrozenValue& value) { return {value.key, value.when, value.opening}; }

  void compare(const IndicatorFigures& indicator) {
    const IndicatorReports reports = figures_.reports_of(indicator, merged_.evidence);
    std::map<ValueKey, Correction> found;
    std::set<ValueKey> there;
    each_value(indicator.rule.id, reports, last_.period.last,
               [&](const FigureKey& key, const Reported& report) {
                 const ValueKey at{key, report.period, report.opening};
                 there.insert(at);
                 add_if_changed(indicator.rule, at, report, found);
               });
    for (const auto& [at, value] : before_)
      if (value->key.indicator == indicator.rule.id && !there.contains(at))
        found.emplace(at, correction(at, shown(indicator.rule, *value), {}));
    for (auto& [at, one] : found) out_.push_back(std::move(one));
  }

  void add_if_changed(const IndicatorRule& rule, const ValueKey& at, const Reported& report,
                      std::map<ValueKey, Correction>& found) {
    const FrozenValue now{
        std::get<FigureKey>(at),         report.period, report.opening, report.value, report.num, report.den,
        note_mark(merged_, report.notes)};
    const auto known = before_.find(at);
    const FrozenValue* before = known == before_.end() ? nullptr : known->second;
    if (before != nullptr && alike(*before, now)) return;
    Correction one =
        correction(at, before == nullptr ? std::nullopt : shown(rule, *before), shown(rule, now));
    one.evidence = merged_.evidence.join(report.evidence);
    // A note that was there before the value changed explains something else.
    if (!now.note.empty() && (before == nullptr || before->note != now.note)) one.notes = report.notes;
    one.noted = !one.notes.empty();
    found.emplace(at, std::move(one));
  }

  static Correction correction(const ValueKey& at, std::optional<Decimal> before,
                               std::optional<Decimal> after) {
    Correction one;
    one.key = std::get<FigureKey>(at);
    one.when = std::get<Period>(at);
    one.before = before;
    one.after = after;
    return one;
  }

  void mark_parts() {
    std::set<std::pair<std::string, Period>> totals;
    for (const Correction& one : out_)
      if (one.key.is_total()) totals.emplace(one.key.indicator, one.when);
    for (Correction& one : out_)
      one.part = !one.key.is_total() && totals.contains({one.key.indicator, one.when});
  }

  /// Amounts that differ by less than the smallest coin are rounded otherwise, not corrected (M7).
  [[nodiscard]] bool same_amount(const FrozenNumber& before, const Quantity& after) const {
    if (!before.value || !after.value) return before.value == after.value;
    return magnitude(*before.value - *after.value) < smallest_amount(last_.currency);
  }

  void compare_money() {
    if (last_.currency != spent_.currency) return;
    std::map<std::string, Correction, NaturalLess> found;
    std::map<std::string, const FinanceLine*, std::less<>> now;
    for (const FinanceLine& line : spent_.lines) now[line.id] = &line;
    const auto add = [&](const std::string& id, const FrozenNumber& before, const Quantity& after) {
      if (same_amount(before, after)) return;
      Correction one;
      one.line = id;
      one.when = last_.period;
      one.before = before.value;
      one.after = after.value;
      one.evidence = after.evidence;
      found.emplace(id, std::move(one));
    };
    for (const FrozenLine& line : last_.finance) {
      const auto it = now.find(line.line);
      add(line.line, line.to_date, it == now.end() ? Quantity{} : it->second->to_date);
      if (it != now.end()) now.erase(it);
    }
    // A line that the last report did not know had nothing to correct unless something was spent on it then.
    for (const auto& [id, line] : now)
      if (line->to_date.value && !line->to_date.value->is_zero()) add(id, {}, line->to_date);
    for (auto& [id, one] : found) out_.push_back(std::move(one));
  }

  const FrozenReport& last_;
  Workspace& merged_;  ///< Its evidence grows.
  const Figures& figures_;
  const Finance& spent_;
  std::map<ValueKey, const FrozenValue*> before_;
  std::vector<Correction> out_;
};

std::string text_of(const std::optional<Decimal>& value) {
  return value ? value->round_half_up(6).to_string() : "not recorded";
}

std::string spoken(const Correction& one) {
  if (one.key.indicator.empty())
    return fmt::format("spending on budget line {} until {}", one.line, iso_text(one.when.last));
  std::string who = one.key.group.empty() ? one.key.place : one.key.group;
  if (!who.empty()) who = " (" + who + ")";
  return fmt::format("indicator {}{} for {}", one.key.indicator, who, period_text(one.when));
}

}  // namespace

FindingKey Correction::about() const {
  std::string subject = key.indicator.empty() ? "line=" + line : fmt::format("indicator={}", key.indicator);
  subject += ";period=" + period_text(when);
  if (!key.group.empty()) subject += ";group=" + key.group;
  if (!key.place.empty()) subject += ";place=" + key.place;
  return {std::move(subject), text_of(before) + " / " + text_of(after)};
}

std::vector<Correction> corrections_since(const FrozenReport& last, Workspace& merged, const Figures& figures,
                                          const Finance& spent) {
  return Comparison(last, merged, figures, spent).run();
}

void check_corrections(const FrozenReport& last, const std::vector<Correction>& corrections,
                       const Workspace& merged, const Figures& figures, Diagnostics& diagnostics) {
  for (const Correction& one : corrections) {
    if (one.part) continue;
    Diagnostic finding;
    finding.id = "I-21";
    finding.severity = Severity::info;
    finding.message = fmt::format("{} was reported as {} and is {} now", spoken(one), text_of(one.before),
                                  text_of(one.after));
    // The record with the new note is the one that somebody corrected.
    const EvidenceId record =
        one.notes.empty() ? one.evidence : merged.find("observation")->row_evidence[one.notes.back()];
    finding.place = record_place(merged.evidence, record);
    if (!one.noted)
      finding.hint =
          "write the reason into the workbook of kvali check --to, or into a note beside the value";
    FindingKey key = one.about();
    finding.subject = std::move(key.subject);
    finding.value = std::move(key.value);
    diagnostics.add(std::move(finding));
  }
  std::set<std::string> gone;
  for (const FrozenFigure& figure : last.figures) gone.insert(figure.key.indicator);
  for (const IndicatorFigures& indicator : figures.indicators) gone.erase(indicator.rule.id);
  for (const std::string& id : gone) {
    Diagnostic finding;
    finding.id = "I-21";
    finding.severity = Severity::info;
    finding.message =
        fmt::format("indicator {} was in the report on {} and is gone", id, period_text(last.period));
    finding.hint = "bring it back, or say in the workbook of kvali check --to why it is no longer reported";
    finding.subject = "indicator=" + id;
    diagnostics.add(std::move(finding));
  }
}

}  // namespace kvali
