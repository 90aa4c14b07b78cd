#include "model/indicator.hpp"

#include <algorithm>

namespace kvali {

namespace {

/// Collects the evidence of what goes into a figure.
class Gathered {
 public:
  explicit Gathered(Evidence& evidence) : evidence_(evidence) {}
  void add(EvidenceId id) {
    if (id != 0) ids_.push_back(id);
  }
  [[nodiscard]] EvidenceId id() { return evidence_.join(ids_); }

 private:
  Evidence& evidence_;
  std::vector<EvidenceId> ids_;
};

Quantity missing(Mark mark) {
  Quantity quantity;
  quantity.mark = mark;
  return quantity;
}

/// Percent indicators are shown in points: 35 of 90 is 38.9.
std::optional<Decimal> ratio_of(const IndicatorRule& rule, const Decimal& num, const Decimal& den) {
  const Decimal factor = rule.measure == "percent" ? Decimal(100) : Decimal(1);
  const auto scaled = multiply(num, factor);
  return scaled ? divide(*scaled, den) : std::nullopt;
}

Quantity ratio(const IndicatorRule& rule, const std::vector<const Reported*>& parts, Evidence& evidence) {
  std::optional<Decimal> num;
  std::optional<Decimal> den;
  Gathered gathered(evidence);
  const Reported* last_plain = nullptr;
  for (const Reported* part : parts) {
    if (part->num && part->den) {
      num = num ? *num + *part->num : *part->num;
      den = den ? *den + *part->den : *part->den;
      gathered.add(part->evidence);
    } else if (part->value) {
      last_plain = part;
    }
  }
  if (num && den) {
    Quantity result;
    result.value = ratio_of(rule, *num, *den);
    result.mark = Mark::not_applicable;  // The denominator is zero.
    result.evidence = gathered.id();
    return result;
  }
  // Without both parts a percentage cannot be added up: the latest one stands for the period.
  if (last_plain != nullptr) return {last_plain->value, Mark::none, last_plain->evidence};
  return missing(Mark::not_recorded);
}

/// Without the parts that lie inside another one: a quarter reported beside its months is their total,
/// and adding both would count people twice.
std::vector<const Reported*> without_covered(std::vector<const Reported*> parts) {
  std::stable_sort(parts.begin(), parts.end(), [](const Reported* a, const Reported* b) {
    return a->period.first != b->period.first ? a->period.first < b->period.first
                                              : a->period.last > b->period.last;
  });
  std::vector<const Reported*> kept;
  for (const Reported* part : parts)
    if (kept.empty() || part->period.last > kept.back()->period.last) kept.push_back(part);
  return kept;
}

/// Who came twice is one person.
Quantity distinct(const std::vector<const Reported*>& parts, Evidence& evidence) {
  std::set<std::string> ids;
  Gathered gathered(evidence);
  for (const Reported* part : parts) {
    ids.insert(part->ids.begin(), part->ids.end());
    gathered.add(part->evidence);
  }
  return {Decimal(std::int64_t(ids.size())), Mark::none, gathered.id()};
}

Quantity combine(const IndicatorRule& rule, const std::vector<const Reported*>& parts, Evidence& evidence) {
  if (rule.agg_time == "ratio") return ratio(rule, without_covered(parts), evidence);
  std::vector<const Reported*> known;
  for (const Reported* part : parts)
    if (part->value) known.push_back(part);
  if (known.empty()) return missing(Mark::not_recorded);
  if (rule.agg_time == "sum" || rule.agg_time == "avg") known = without_covered(std::move(known));
  if (rule.agg_time == "latest") {
    const Reported* last = *std::max_element(
        known.begin(), known.end(),
        [](const Reported* a, const Reported* b) { return a->period.last < b->period.last; });
    return {last->value, Mark::none, last->evidence};
  }
  const auto named = [](const Reported* part) { return !part->ids.empty(); };
  if (rule.agg_time == "distinct" && std::all_of(known.begin(), known.end(), named))
    return distinct(known, evidence);
  if (rule.agg_time == "distinct" || rule.agg_time == "none") {
    // Neither can be added up: one value may be shown, several have no total.
    if (known.size() == 1) return {known.front()->value, Mark::none, known.front()->evidence};
    return missing(Mark::not_applicable);
  }
  Gathered gathered(evidence);
  Decimal total = rule.agg_time == "max" ? *known.front()->value : Decimal(0);
  for (const Reported* part : known) {
    total = rule.agg_time == "max" ? std::max(total, *part->value) : total + *part->value;
    gathered.add(part->evidence);
  }
  if (rule.agg_time == "avg") total = *divide(total, Decimal(std::int64_t(known.size())));
  return {total, Mark::none, gathered.id()};
}

const Reported* last_until(const Reports& reports, Date day) {
  const Reported* last = nullptr;
  for (const Reported& report : reports)
    if (report.value && report.period.last <= day &&
        (last == nullptr || report.period.last >= last->period.last))
      last = &report;
  return last;
}

Quantity cumulative_in(const Reports& reports, const Period& period, std::optional<Date> project_start,
                       Evidence& evidence) {
  const Reported* end = last_until(reports, period.last);
  // What was reported before Kvali says nothing of one of its months.
  if (end == nullptr || end->opening || end->period.last < period.first) return missing(Mark::not_recorded);
  const Reported* before = last_until(reports, period.first - std::chrono::days{1});
  Gathered gathered(evidence);
  gathered.add(end->evidence);
  if (before == nullptr) {
    // Nothing was counted before the project began; a value missing later on is not a zero.
    if (project_start && *project_start < period.first) return missing(Mark::not_recorded);
    return {end->value, Mark::none, gathered.id()};
  }
  gathered.add(before->evidence);
  return {*end->value - *before->value, Mark::none, gathered.id()};
}

}  // namespace

Quantity value_in(const IndicatorRule& rule, const Reports& reports, const Period& period,
                  std::optional<Date> project_start, Evidence& evidence) {
  if (rule.cumulative && rule.agg_time == "sum")
    return cumulative_in(reports, period, project_start, evidence);
  std::vector<const Reported*> parts;
  for (const Reported& report : reports)
    if (!report.opening && contains(period, report.period)) parts.push_back(&report);
  return combine(rule, parts, evidence);
}

Quantity value_to_date(const IndicatorRule& rule, const Reports& reports, Date day, Evidence& evidence,
                       std::optional<Date> project_start) {
  if (rule.cumulative && rule.agg_time == "sum") {
    const Reported* last = last_until(reports, day);
    return last != nullptr ? Quantity{last->value, Mark::none, last->evidence} : missing(Mark::not_recorded);
  }
  // The latest opening balance stands for everything up to its day.
  const Reported* opening = nullptr;
  for (const Reported& report : reports)
    if (report.opening && report.period.last <= day && rule.agg_time != "avg" && rule.agg_time != "none")
      opening = &report;
  std::vector<const Reported*> parts;
  if (opening != nullptr) parts.push_back(opening);
  for (const Reported& report : reports) {
    if (report.opening || report.period.last > day) continue;
    if (opening != nullptr && report.period.first <= opening->period.last) continue;
    if (!project_start || report.period.last >= *project_start) parts.push_back(&report);
  }
  return combine(rule, parts, evidence);
}

Quantity achievement(const IndicatorRule& rule, const Quantity& actual, const Quantity& target,
                     Evidence& evidence, bool adjusted) {
  if (!actual.value) return missing(actual.mark);
  if (!target.value) return missing(Mark::not_applicable);
  Decimal done = *actual.value;
  Decimal planned = *target.value;
  Gathered gathered(evidence);
  if (rule.direction == "down" || adjusted) {
    if (!rule.baseline.value) return missing(Mark::not_applicable);
    done = done - *rule.baseline.value;
    planned = planned - *rule.baseline.value;
    gathered.add(rule.baseline.evidence);
  }
  const auto share = divide(done, planned);
  if (!share) return missing(Mark::not_applicable);
  gathered.add(actual.evidence);
  gathered.add(target.evidence);
  return {*share, Mark::none, gathered.id()};
}

Quantity deviation(const Quantity& actual, const Quantity& target, Evidence& evidence) {
  if (!actual.value) return missing(actual.mark);
  if (!target.value) return missing(Mark::not_applicable);
  const auto share = divide(*actual.value - *target.value, magnitude(*target.value));
  if (!share) return missing(Mark::not_applicable);
  const EvidenceId ids[] = {actual.evidence, target.evidence};
  return {*share, Mark::none, evidence.join(ids)};
}

FindingKey about(const IndicatorRule& rule) {
  return {"indicator=" + rule.id};
}

FindingKey about(const IndicatorRule& rule, const Period& period, std::string value) {
  return {"indicator=" + rule.id + ";period=" + period_text(period), std::move(value)};
}

}  // namespace kvali
