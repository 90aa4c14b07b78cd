#include "model/indicator_tables.hpp"

#include <initializer_list>

#include "base/text.hpp"
#include "model/category_label.hpp"

namespace kvali {

namespace {

class IndicatorTables {
 public:
  explicit IndicatorTables(const IndicatorTablesInput& input)
      : in_(input), results_(*input.out.find("results")), names_(input.merged, input.language) {}

  void run() {
    series();
    parts();
    texts();
    target_changes();
  }

 private:
  void keep(Table table) {
    const std::string name = table.name();
    in_.out.tables.insert_or_assign(name, std::move(table));
  }

  static Table table(const char* name, std::initializer_list<const char*> texts) {
    Table made(name);
    for (const char* column : {"indicator", "code", "title"}) made.add(column, Type::text);
    for (const char* column : texts) made.add(column, Type::text);
    return made;
  }

  /// Which indicator a row is about: the `i`-th of `results`.
  void name(Table& to, std::size_t i) const {
    for (const char* column : {"indicator", "code", "title"})
      to.at(column).append_scalar(results_.scalar(column, i));
  }

  void series() {
    Table series = table("series", {"month"});
    series.add("first", Type::date);
    for (const char* column : {"actual", "target", "cumulative"}) series.add(column, Type::decimal);
    for (const char* column : {"actual_at_least", "cumulative_at_least"}) series.add(column, Type::boolean);
    for (std::size_t i = 0; i < in_.figures.indicators.size(); ++i) {
      const auto points = points_of(in_.figures, in_.figures.indicators[i], in_.frame, in_.out.evidence);
      for (const IndicatorPoint& point : points) {
        name(series, i);
        series.at("month").append(short_label(point.unit));
        series.at("first").append(point.unit.first);
        append(series.at("actual"), point.actual);
        append(series.at("target"), target_or_none(point.target));
        append(series.at("cumulative"), point.cumulative);
        series.at("actual_at_least").append(point.actual.at_least);
        series.at("cumulative_at_least").append(point.cumulative.at_least);
      }
    }
    keep(std::move(series));
  }

  /// What stands under a column of a chart: the month's short name where a year is plain from the title.
  [[nodiscard]] std::string short_label(const Period& unit) const {
    if (kind_of(unit) != PeriodKind::month) return in_.words.locale().period(unit);
    return in_.words.locale().short_month_name(month_of(unit.first));
  }

  /// Figures by one category, by two at once, and by the location of the records.
  void parts() {
    Table single = table("disaggregation", {"dimension", "category", "category_label"});
    Table crossed = table("crossed", {"dimension", "category", "category_label", "by_dimension",
                                      "by_category", "by_category_label"});
    Table places = table("places", {"place", "place_label"});
    for (Table* made : {&single, &crossed, &places}) {
      for (const char* column : {"period_actual", "to_date", "period_target", "target"})
        made->add(column, Type::decimal);
      for (const char* column : {"period_at_least", "at_least", "open"}) made->add(column, Type::boolean);
    }
    for (std::size_t i = 0; i < in_.figures.indicators.size(); ++i) {
      for (const PartFigures& part : in_.figures.indicators[i].parts) {
        Table& to = part.slice.empty() ? places : part.slice.size() == 1 ? single : crossed;
        name(to, i);
        if (part.slice.empty()) {
          to.at("place").append(part.place);
          to.at("place_label").append_scalar(names_.place(Scalar{part.place}));
        }
        if (!part.slice.empty()) add_category(to, part.slice.front(), "");
        if (part.slice.size() == 2) add_category(to, part.slice.back(), "by_");
        append(to.at("period_actual"), part.period_actual);
        append(to.at("to_date"), part.to_date);
        append(to.at("period_target"), target_or_none(part.period_target));
        append(to.at("target"), target_or_none(part.target));
        to.at("period_at_least").append(part.period_actual.at_least);
        to.at("at_least").append(part.to_date.at_least);
        to.at("open").append(part.open);
      }
    }
    for (Table* made : {&single, &crossed, &places}) keep(std::move(*made));
  }

  void add_category(Table& to, const Category& category, const std::string& prefix) {
    to.at(prefix + "dimension").append(category.dimension);
    to.at(prefix + "category").append(category.name);
    to.at(prefix + "category_label").append(category_label(category, in_.words, names_));
  }

  /// What qualitative indicators say, the newest first.
  void texts() {
    Table texts = table("texts", {"period"});
    texts.add("first", Type::date);
    texts.add("text", Type::text);
    const Table* from = in_.merged.find("observation");
    for (std::size_t i = 0; i < in_.figures.indicators.size(); ++i) {
      const std::vector<std::size_t>& rows = in_.figures.indicators[i].texts;
      for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        const Period when{from->at("period_first").date(*row), from->at("period_last").date(*row)};
        name(texts, i);
        texts.at("period").append(in_.words.locale().period(when));
        texts.at("first").append(when.first);
        texts.at("text").append_scalar(in_.language.text(*from, "text", *row));
        texts.row_evidence.push_back(from->row_evidence[*row]);
      }
    }
    keep(std::move(texts));
  }

  void target_changes() {
    Table changes = table("target_changes", {"scope"});
    for (const char* column : {"before", "after"}) changes.add(column, Type::decimal);
    changes.add("decimals", Type::integer);
    changes.add("amendment", Type::text);
    changes.add("approved_on", Type::date);
    for (std::size_t i = 0; i < in_.figures.indicators.size(); ++i)
      for (const TargetChange& change : in_.figures.targets.changes)
        if (change.indicator == in_.figures.indicators[i].rule.id) add_change(changes, i, change);
    keep(std::move(changes));
  }

  void add_change(Table& changes, std::size_t i, const TargetChange& change) {
    name(changes, i);
    changes.at("decimals").append_scalar(results_.scalar("decimals", i));
    changes.at("scope").append(change.scope.first == first_date ? in_.words.text("scope.life")
                                                                : in_.words.locale().period(change.scope));
    append(changes.at("before"), change.before);
    append(changes.at("after"), change.after);
    change.by.amendment.empty() ? changes.at("amendment").append(Mark::not_applicable)
                                : changes.at("amendment").append(change.by.amendment);
    changes.at("approved_on")
        .append_scalar(change.by.approved_on ? Scalar{*change.by.approved_on} : Scalar{Mark::not_recorded});
    changes.row_evidence.push_back(in_.merged.find("target")->row_evidence[change.by.row]);
  }

  const IndicatorTablesInput& in_;
  const Table& results_;
  DisplayNames names_;
};

}  // namespace

void add_indicator_tables(const IndicatorTablesInput& input) {
  IndicatorTables(input).run();
}

}  // namespace kvali
