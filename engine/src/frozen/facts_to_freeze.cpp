#include "frozen/facts_to_freeze.hpp"

#include "frozen/value_walk.hpp"
#include "frozen/withheld_figures.hpp"

namespace kvali {

namespace {

FrozenNumber number_of(const Quantity& quantity) {
  return {quantity.value, quantity.value ? Mark::none : quantity.mark, false};
}

std::string text_at(const Table& table, std::string_view column, std::size_t row) {
  return canonical_text(table.scalar(column, row));
}

class Freezer {
 public:
  Freezer(Workspace& merged, const Figures& figures, const Finance& finance, const Frame& frame,
          const Workspace& printed)
      : merged_(merged), figures_(figures), finance_(finance), frame_(frame), printed_(printed) {}

  FrozenReport run() {
    out_.period = frame_.period;
    out_.as_of = frame_.as_of;
    out_.currency = finance_.currency;
    for (const IndicatorFigures& indicator : figures_.indicators) add_indicator(indicator);
    add_targets();
    for (const FinanceLine& line : finance_.lines)
      out_.finance.push_back({line.id, number_of(line.approved), number_of(line.period),
                              number_of(line.to_date), number_of(line.committed), number_of(line.advances)});
    add_meetings();
    mark_withheld();
    return std::move(out_);
  }

 private:
  void add_indicator(const IndicatorFigures& indicator) {
    const std::string& id = indicator.rule.id;
    out_.figures.push_back({{id, {}, {}}, number_of(indicator.period_actual), number_of(indicator.to_date)});
    for (const PartFigures& part : indicator.parts)
      out_.figures.push_back(
          {{id, key_text(part.slice), part.place}, number_of(part.period_actual), number_of(part.to_date)});
    const IndicatorReports reports = figures_.reports_of(indicator, merged_.evidence);
    each_value(id, reports, frame_.period.last, [&](const FigureKey& key, const Reported& report) {
      out_.values.push_back({key, report.period, report.opening, report.value, report.num, report.den,
                             note_mark(merged_, report.notes)});
    });
  }

  void add_targets() {
    for (const auto& [indicator, targets] : figures_.targets.of) {
      for (const auto& [scope, quantity] : targets.by_period)
        if (quantity.value) out_.targets.push_back({indicator, scope, *quantity.value});
      if (targets.life && targets.life->value)
        out_.targets.push_back({indicator, std::nullopt, *targets.life->value});
    }
  }

  void add_meetings() {
    if (const Table* actions = printed_.find("actions"))
      for (std::size_t row = 0; row < actions->rows(); ++row)
        out_.actions.push_back({text_at(*actions, "action", row), text_at(*actions, "status", row)});
    const Table* meetings = printed_.find("meetings");
    for (std::size_t row = 0; meetings != nullptr && row < meetings->rows(); ++row) {
      const Scalar day = meetings->scalar("date", row);
      out_.meetings.push_back({text_at(*meetings, "meeting", row),
                               is_missing(day) ? std::nullopt : std::optional(std::get<Date>(day))});
    }
  }

  void mark_withheld() {
    const WithheldFigures withheld(printed_);
    for (FrozenFigure& figure : out_.figures) {
      figure.period.withheld = withheld.in_period(figure.key);
      figure.to_date.withheld = withheld.to_date(figure.key);
    }
  }

  Workspace& merged_;
  const Figures& figures_;
  const Finance& finance_;
  const Frame& frame_;
  const Workspace& printed_;
  FrozenReport out_;
};

}  // namespace

FrozenReport facts_to_freeze(Workspace& merged, const Figures& figures, const Finance& finance,
                             const Frame& frame, const Workspace& printed) {
  return Freezer(merged, figures, finance, frame, printed).run();
}

}  // namespace kvali
