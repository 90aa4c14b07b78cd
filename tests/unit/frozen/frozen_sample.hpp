// A frozen report with something of everything.
#pragma once

#include "frozen/frozen_report.hpp"

namespace kvali {

inline Date day_of(const char* text) {
  return parse_iso_date(text).value();
}

inline FrozenNumber frozen(int value, bool withheld = false) {
  return {Decimal(value), Mark::none, withheld};
}

inline FrozenReport frozen_sample(const char* period = "2025-11", int revision = 1) {
  FrozenReport facts;
  facts.report = "small";
  facts.period = parse_period(period).value();
  facts.revision = revision;
  facts.as_of = facts.period.last;
  facts.audience = "donor";
  facts.agreement = "A \"1\"";
  facts.currency = "EUR";
  facts.langs = {"ka", "en"};
  facts.template_name = "monthly-brief";
  facts.template_version = "1.0";
  facts.outline = {"heading results", "table results-table"};
  facts.engine_version = "0.1.0";
  const Period month = facts.period;
  facts.figures = {{{"1.1", {}, {}}, frozen(81), frozen(402)},
                   {{"1.1", "sex=f", {}}, frozen(2, true), frozen(200)},
                   {{"1.2", {}, "batumi"}, {std::nullopt, Mark::not_yet_due}, frozen(7)}};
  facts.values = {{{"1.1", {}, {}}, month, false, Decimal(81), {}, {}, "1f00aa991122"},
                  {{"1.3", {}, {}}, month, true, {}, Decimal(5), Decimal(50), {}}};
  facts.targets = {{"1.1", month, Decimal(70)}, {"1.1", std::nullopt, Decimal(840)}};
  facts.finance = {{"1.1",
                    frozen(96000),
                    frozen(5100),
                    {Decimal::parse("25500.125").value(), Mark::none},
                    {std::nullopt, Mark::not_recorded},
                    frozen(0)}};
  facts.actions = {{"leaflet", "overdue"}};
  facts.meetings = {{"m1", day_of("2025-11-20")}, {"m2", std::nullopt}};
  facts.narratives = {{"narrative/summary.2025-11.ka.md", "ab"}};
  facts.inputs = {{"report.toml", "cd"}};
  return facts;
}

}  // namespace kvali
