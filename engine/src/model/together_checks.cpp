#include "model/together_checks.hpp"

#include <fmt/format.h>

#include "model/across_space.hpp"

namespace kvali {

namespace {

void check_overlapping(const IndicatorFigures& figures, const Period& period, IndicatorFindings& findings) {
  const Quantity& actual = figures.period_actual;
  if (!figures.rule.overlap || !actual.at_least) return;
  findings.add_at_last(
      {"I-19", Severity::warning,
       fmt::format("indicator {} in {}: partners may count the same persons; at least {} stands for all",
                   figures.rule.id, period_text(period), actual.value->round_down(2).to_string()),
       about(figures.rule, period, actual.value->to_string()),
       "give the persons' ids, or write overlap = none where they are different people"},
      actual.evidence);
}

struct Said {
  Severity severity;
  std::string what, hint;
};

/// What became of `n` numbers; nothing to say where they were added up.
std::optional<Said> said_of(const IndicatorFigures& figures) {
  const int n = figures.together;
  const Across how = across_of(figures.rule.agg_space);
  if (figures.apart && how == Across::latest)
    return Said{Severity::warning,
                fmt::format("nothing tells which of {} values of places or partners is the latest", n),
                "fill in as_of of each row, or write sum, max, avg or none into agg_space"};
  if (figures.apart && figures.rule.agg_time == "distinct")
    return Said{Severity::info,
                fmt::format("{} values of places or partners have no total, because one person may be in "
                            "several of them",
                            n),
                "give the persons' ids, or a row for all of them; sum in agg_space where they are different "
                "people"};
  if (figures.apart) return std::nullopt;
  const char* hint = "write sum into agg_space where the values add up";
  if (how == Across::max)
    return Said{Severity::info,
                fmt::format("the largest of {} values of places or partners stands for all", n), hint};
  if (how == Across::avg)
    return Said{Severity::info, fmt::format("the mean of {} values of places or partners stands for all", n),
                hint};
  if (how == Across::latest)
    return Said{Severity::info,
                fmt::format("the latest of {} values of places or partners stands for all", n), hint};
  return std::nullopt;
}

}  // namespace

void check_together(const IndicatorFigures& figures, const Period& period, IndicatorFindings& findings) {
  check_overlapping(figures, period, findings);
  if (figures.together < 2 || figures.rule.overlap) return;
  const auto said = said_of(figures);
  if (!said) return;
  FindingKey key = about(figures.rule, period, std::to_string(figures.together));
  key.subject += ";together";
  findings.add_at_last(
      {"I-25", said->severity,
       fmt::format("indicator {} in {}: {}", figures.rule.id, period_text(period), said->what),
       std::move(key), said->hint},
      figures.period_actual.evidence);
}

}  // namespace kvali
