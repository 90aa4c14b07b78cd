#include "model/claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/record_place.hpp"

namespace kvali {

namespace {

/// How far two numbers may be apart and still say the same (M7): counts not at all, money by a cent,
/// percentages by what rounding to one digit hides, and ratios by as much of one.
Decimal tolerance_of(const IndicatorRule& rule) {
  if (rule.measure == "ratio") return *Decimal::parse("0.0005");
  if (rule.measure == "percent") return *Decimal::parse("0.05");
  if (rule.measure == "currency") return *Decimal::parse("0.01");
  return {};
}

bool alike(const IndicatorRule& rule, const Decimal& a, const Decimal& b) {
  const auto apart = subtract(a, b);
  return apart && magnitude(*apart) <= tolerance_of(rule);
}

Claim::Verdict verdict_on(const IndicatorRule& rule, const Claim& claim) {
  if (!claim.figure.value) return Claim::Verdict::no_figure;
  if (alike(rule, claim.said, *claim.figure.value)) return Claim::Verdict::agrees;
  // Nobody knows how many more there were.
  const bool above = claim.figure.at_least && claim.said > *claim.figure.value;
  return above ? Claim::Verdict::possible : Claim::Verdict::differs;
}

std::string source_of(const Evidence& evidence, EvidenceId id) {
  const auto refs = evidence.refs(id);
  return refs.empty() ? std::string{} : evidence.origin(refs.back()).source;
}

std::string shown(const IndicatorRule& rule, const Decimal& value) {
  return value.round_half_up(rule.decimals.value_or(rule.measure == "percent" ? 1 : 2)).to_string();
}

/// The number of a statement, if it says of what and when.
std::optional<Claim> claim_in(const Table& statements, std::size_t row) {
  const Column* value = statements.find("value");
  const Column* first = statements.find("period_first");
  if (value == nullptr || first == nullptr || value->missing(row) || first->missing(row)) return std::nullopt;
  Claim claim;
  claim.row = row;
  claim.said = value->decimal(row);
  claim.period = {first->date(row), statements.at("period_last").date(row)};
  return claim;
}

void append_conflict(Table& conflicts, const std::map<std::string, std::string, std::less<>>& cells,
                     EvidenceId evidence) {
  for (Column& column : conflicts.columns()) {
    const auto cell = cells.find(column.name());
    if (cell != cells.end() && column.type() == Type::text)
      column.append(cell->second);
    else
      column.append(Mark::not_recorded);
  }
  conflicts.row_evidence.push_back(evidence);
}

}  // namespace

std::vector<Claim> read_claims(const Workspace& merged, const MeetingRecords& meetings,
                               const Figures& figures, const Frame& frame, Evidence& evidence) {
  std::map<std::string, const IndicatorFigures*, std::less<>> by_id;
  for (const IndicatorFigures& indicator : figures.indicators) by_id.emplace(indicator.rule.id, &indicator);
  std::vector<Claim> claims;
  const Table* statements = merged.find("statement");
  const Date end = std::min(frame.period.last, frame.as_of);
  for (std::size_t row = 0; statements != nullptr && row < statements->rows(); ++row) {
    auto claim = claim_in(*statements, row);
    const auto indicator = by_id.find(canonical_text(statements->scalar("indicator", row)));
    if (!claim || indicator == by_id.end() || claim->period.last > end) continue;
    const auto day = meetings.date_of(statements->scalar("meeting", row));
    if (day && *day > end) continue;
    if (!overlaps(claim->period, frame.period) && !(day && contains(frame.period, *day))) continue;
    claim->indicator = indicator->second;
    const IndicatorRule& rule = claim->indicator->rule;
    claim->figure = figure_in(figures, *claim->indicator, claim->period, frame, evidence);
    claim->verdict = verdict_on(rule, *claim);
    claims.push_back(*claim);
  }
  return claims;
}

void check_claims(Workspace& merged, const std::vector<Claim>& claims, Diagnostics& diagnostics) {
  const auto conflicts = merged.tables.find("conflict");
  for (const Claim& claim : claims) {
    if (claim.verdict != Claim::Verdict::differs) continue;
    const Table& statements = *merged.find("statement");
    const IndicatorRule& rule = claim.indicator->rule;
    const std::string said = shown(rule, claim.said);
    const std::string reported = shown(rule, *claim.figure.value);
    const EvidenceId spoken = statements.row_evidence[claim.row];
    Diagnostic finding;
    finding.id = "M-11";
    finding.severity = Severity::warning;
    finding.message = fmt::format("a meeting was told {} for indicator {} in {}, and {} is reported", said,
                                  rule.id, period_text(claim.period), reported);
    finding.hint = "correct whichever is wrong; the report prints what is reported, and the other in a note";
    finding.subject = about(rule, claim.period).subject +
                      ";statement=" + canonical_text(statements.scalar("stmt_id", claim.row));
    finding.value = said + " / " + reported;
    finding.place = record_place(merged.evidence, spoken);
    diagnostics.add(std::move(finding));
    if (conflicts == merged.tables.end()) continue;
    const std::array<EvidenceId, 2> both{claim.figure.evidence, spoken};
    append_conflict(conflicts->second,
                    {{"what", fmt::format("observation {} {}..{}", rule.id, iso_text(claim.period.first),
                                          iso_text(claim.period.last))},
                     {"field", "value"},
                     {"chosen", reported},
                     {"chosen_source", source_of(merged.evidence, claim.figure.evidence)},
                     {"other", said},
                     {"other_source", source_of(merged.evidence, spoken)},
                     {"rule", "counted before spoken"}},
                    merged.evidence.join(both));
  }
}

}  // namespace kvali
