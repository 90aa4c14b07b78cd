#include "model/across_time.hpp"

#include <algorithm>
#include <iterator>

namespace kvali {

namespace {

using Parts = std::vector<const Reported*>;

EvidenceId join(Evidence& evidence, const Parts& parts) {
  std::vector<EvidenceId> ids;
  for (const Reported* part : parts) ids.insert(ids.end(), part->evidence.begin(), part->evidence.end());
  return evidence.join(ids);
}

bool at_least(const Parts& parts) {
  return std::any_of(parts.begin(), parts.end(), [](const Reported* part) { return part->at_least; });
}

Quantity made_of(const std::optional<Decimal>& value, const Parts& parts, Evidence& evidence) {
  return {value, value ? Mark::none : Mark::not_applicable, join(evidence, parts), int(parts.size()),
          at_least(parts)};
}

/// Of parts with numerator and denominator, or of one that has neither.
Quantity ratio(const IndicatorRule& rule, const Parts& parts, Evidence& evidence) {
  if (!parts.front()->num || !parts.front()->den) return made_of(parts.front()->value, parts, evidence);
  Decimal num;
  Decimal den;
  for (const Reported* part : parts) {
    num += *part->num;
    den += *part->den;
  }
  // Not applicable where the denominators add up to zero.
  return made_of(ratio_of(rule, num, den), parts, evidence);
}

/// Without the parts that lie inside another one: a quarter reported beside its months is their total,
/// and adding both would count people twice.
Parts without_covered(Parts parts) {
  std::stable_sort(parts.begin(), parts.end(), [](const Reported* a, const Reported* b) {
    return a->period.first != b->period.first ? a->period.first < b->period.first
                                              : a->period.last > b->period.last;
  });
  Parts kept;
  for (const Reported* part : parts)
    if (kept.empty() || part->period.last > kept.back()->period.last) kept.push_back(part);
  return kept;
}

/// Without both halves a percentage cannot be added up: the latest one stands for the time.
Parts with_halves(Parts parts, bool cumulative) {
  Parts pairs;
  const Reported* plain = nullptr;
  for (const Reported* part : without_covered(std::move(parts))) {
    if (has_halves(*part))
      pairs.push_back(part);
    else if (part->value)
      plain = part;
  }
  if (pairs.empty() && plain != nullptr) pairs.push_back(plain);
  // Pairs that count from the project's start hold all the earlier ones.
  if (cumulative && pairs.size() > 1) pairs = {pairs.back()};
  return pairs;
}

/// Those that count.
Parts counted(const IndicatorRule& rule, Parts parts) {
  if (rule.agg_time == "ratio") return with_halves(std::move(parts), rule.cumulative);
  std::erase_if(parts, [](const Reported* part) { return !part->value; });
  if (rule.agg_time == "sum" || rule.agg_time == "avg") return without_covered(std::move(parts));
  if (rule.agg_time != "latest" || parts.empty()) return parts;
  return {*std::max_element(parts.begin(), parts.end(), [](const Reported* a, const Reported* b) {
    return a->period.last < b->period.last;
  })};
}

/// Who came twice is one person.
Quantity distinct(const Parts& parts, Evidence& evidence) {
  std::vector<std::uint32_t> persons;
  for (const Reported* part : parts)
    persons.insert(persons.end(), part->persons.begin(), part->persons.end());
  std::sort(persons.begin(), persons.end());
  const auto count = std::unique(persons.begin(), persons.end()) - persons.begin();
  return made_of(Decimal(std::int64_t{count}), parts, evidence);
}

Quantity largest(const Parts& known, Evidence& evidence) {
  const Reported* most = *std::max_element(
      known.begin(), known.end(), [](const Reported* a, const Reported* b) { return *a->value < *b->value; });
  return made_of(most->value, known, evidence);
}

Quantity sum_or_mean(const Parts& known, bool mean, Evidence& evidence) {
  Decimal total;
  for (const Reported* part : known) total += *part->value;
  if (mean) total = *divide(total, Decimal(std::int64_t(known.size())));
  return made_of(total, known, evidence);
}

Quantity combine(const IndicatorRule& rule, const Parts& known, Evidence& evidence) {
  if (known.empty() || share_days(rule, known)) return no_quantity(Mark::not_recorded);
  if (rule.agg_time == "ratio") return ratio(rule, known, evidence);
  if (rule.agg_time == "latest") return made_of(known.front()->value, known, evidence);
  if (rule.agg_time == "max") return largest(known, evidence);
  const auto named = [](const Reported* part) { return !part->persons.empty(); };
  if (rule.agg_time == "distinct" && std::all_of(known.begin(), known.end(), named))
    return distinct(known, evidence);
  // Neither can be added up: one value may be shown, several have no total.
  if (rule.agg_time == "distinct" || rule.agg_time == "none")
    return known.size() == 1 ? made_of(known.front()->value, known, evidence)
                             : no_quantity(Mark::not_applicable);
  return sum_or_mean(known, rule.agg_time == "avg", evidence);
}

/// Do places or partners alone tell of it, so that there is no total?  Of what is there at the moment, and
/// of percentages that stand alone, the last report counts; pairs add up without the others.
bool told_apart(const IndicatorRule& rule, const Parts& parts) {
  const Reported* last = nullptr;
  bool any = false;
  bool pairs = false;
  for (const Reported* part : parts) {
    any = any || part->apart;
    pairs = pairs || has_halves(*part);
    if ((part->value || part->apart) && (last == nullptr || last->period.last < part->period.last))
      last = part;
  }
  if (rule.agg_time == "ratio" && pairs) return false;
  const bool last_counts = rule.agg_time == "latest" || rule.agg_time == "ratio";
  return last_counts ? last != nullptr && last->apart : any;
}

Quantity no_total(const Parts& parts, Evidence& evidence) {
  return made_of(std::nullopt, parts, evidence);
}

Quantity cumulative_in(const Reports& reports, const Period& period, std::optional<Date> project_start,
                       Evidence& evidence) {
  const Reported* end = last_until(reports, period.last);
  // What was reported before Kvali says nothing of one of its months.
  if (end == nullptr || end->opening || end->period.last < period.first)
    return no_quantity(Mark::not_recorded);
  const Date eve = period.first - std::chrono::days{1};
  const Reported* before = last_until(reports, eve);
  if (end->apart || (before != nullptr && before->apart)) return no_total({end}, evidence);
  // Across a gap the growth is not this period's alone.
  if (before != nullptr && before->period.last != eve) return no_quantity(Mark::not_recorded);
  if (before != nullptr) return made_of(*end->value - *before->value, {end, before}, evidence);
  // Nothing was counted before the project began; a value missing later on is not a zero.
  if (project_start && *project_start < period.first) return no_quantity(Mark::not_recorded);
  return made_of(end->value, {end}, evidence);
}

bool belongs(const IndicatorRule& rule, const Period& period, const Period& part) {
  return rule.by_end_date ? contains(period, part.last) : contains(period, part);
}

}  // namespace

bool share_days(const IndicatorRule& rule, const Parts& parts) {
  if (!adds_over_time(rule)) return false;
  return std::adjacent_find(parts.begin(), parts.end(), [](const Reported* one, const Reported* next) {
           return overlaps(one->period, next->period);
         }) != parts.end();
}

const Reported* last_until(const Reports& reports, Date day) {
  const Reported* last = nullptr;
  for (const Reported& report : reports)
    if ((report.value || report.apart) && report.period.last <= day &&
        (last == nullptr || report.period.last >= last->period.last))
      last = &report;
  return last;
}

namespace {

Parts all_in(const IndicatorRule& rule, const Reports& reports, const Period& period) {
  Parts parts;
  for (const Reported& report : reports)
    if (!report.opening && belongs(rule, period, report.period)) parts.push_back(&report);
  return parts;
}

Parts all_to_date(const IndicatorRule& rule, const Reports& reports, Date day,
                  std::optional<Date> project_start) {
  // The latest opening balance stands for everything up to its day.
  const Reported* opening = nullptr;
  for (const Reported& report : reports)
    if (report.opening && report.period.last <= day && rule.agg_time != "avg" && rule.agg_time != "none")
      opening = &report;
  Parts parts;
  if (opening != nullptr) parts.push_back(opening);
  for (const Reported& report : reports) {
    if (report.opening || report.period.last > day) continue;
    if (opening != nullptr && report.period.first <= opening->period.last) continue;
    if (!project_start || report.period.last >= *project_start) parts.push_back(&report);
  }
  return parts;
}

}  // namespace

Parts parts_in(const IndicatorRule& rule, const Reports& reports, const Period& period) {
  return counted(rule, all_in(rule, reports, period));
}

Parts parts_to_date(const IndicatorRule& rule, const Reports& reports, Date day,
                    std::optional<Date> project_start) {
  return counted(rule, all_to_date(rule, reports, day, project_start));
}

Quantity value_in(const IndicatorRule& rule, const Reports& reports, const Period& period,
                  std::optional<Date> project_start, Evidence& evidence) {
  if (rule.counts_from_start()) return cumulative_in(reports, period, project_start, evidence);
  Parts parts = all_in(rule, reports, period);
  if (told_apart(rule, parts)) return no_total(parts, evidence);
  return combine(rule, counted(rule, std::move(parts)), evidence);
}

Quantity value_to_date(const IndicatorRule& rule, const Reports& reports, Date day, Evidence& evidence,
                       std::optional<Date> project_start) {
  if (rule.counts_from_start()) {
    const Reported* last = last_until(reports, day);
    return last != nullptr ? made_of(last->value, {last}, evidence) : no_quantity(Mark::not_recorded);
  }
  Parts all = all_to_date(rule, reports, day, project_start);
  if (told_apart(rule, all)) return no_total(all, evidence);
  const Parts parts = counted(rule, std::move(all));
  const bool only_opening = parts.size() == 1 && parts.front()->opening;
  // An opening balance is no total of months whose values are missing.
  if (only_opening && std::any_of(reports.begin(), reports.end(), [&](const Reported& report) {
        return !report.opening && report.period.last <= day &&
               report.period.first > parts.front()->period.last;
      }))
    return no_quantity(Mark::not_recorded);
  return combine(rule, parts, evidence);
}

}  // namespace kvali
