#include <fmt/format.h>

#include <algorithm>

#include "model/indicator_tables.hpp"
#include "model/notes.hpp"
#include "model/part_rows.hpp"
#include "model/reporting_units.hpp"

namespace kvali {

namespace {

/// good, warn or bad for a status, or nothing to colour.
Scalar colour_of(const std::string& status_key) {
  if (status_key == "achieved" || status_key == "ahead" || status_key == "on_track")
    return std::string("good");
  if (status_key == "behind" || status_key == "open") return std::string("warn");
  if (status_key == "off_track") return std::string("bad");
  return Mark::not_applicable;
}

Scalar text_or_none(std::string text) {
  return text.empty() ? Scalar{Mark::not_applicable} : Scalar{std::move(text)};
}

Scalar day_or_none(const std::optional<Date>& date) {
  return date ? Scalar{*date} : Scalar{Mark::not_applicable};
}

class ResultsTable {
 public:
  ResultsTable(const IndicatorTablesInput& input, const Table& indicators)
      : in_(input), indicators_(indicators), table_("results") {}

  Table run() {
    add_columns();
    for (const IndicatorFigures& figures : in_.figures.indicators) add(figures);
    return std::move(table_);
  }

 private:
  void add_columns() {
    for (const char* name : {"indicator", "code", "title", "unit", "result_code", "result_title", "level",
                             "measure", "direction", "aggregation"})
      table_.add(name, Type::text);
    table_.add("decimals", Type::integer);
    for (const char* name : {"baseline", "target", "target_to_date", "period_target", "period_actual",
                             "previous_actual", "year_to_date", "to_date", "achievement", "adjusted",
                             "elapsed", "due_actual", "due_target", "deviation", "opening"})
      table_.add(name, Type::decimal);
    for (const char* name : {"opening_as_of", "last_value", "done_on"}) table_.add(name, Type::date);
    for (const char* name : {"status", "status_key", "why_no_achievement", "due_period", "period_coverage",
                             "gap_before", "coverage", "gaps", "together", "note", "opening_note", "text"})
      table_.add(name, Type::text);
    for (const char* name :
         {"reported", "expected", "period_reported", "period_expected", "period_values", "values", "undated"})
      table_.add(name, Type::integer);
    for (const char* name : {"off_target", "period_at_least", "previous_at_least", "year_at_least",
                             "at_least", "overlapping", "period_partial", "partial", "open", "apart"})
      table_.add(name, Type::boolean);
  }

  [[nodiscard]] Column& at(std::string_view name) { return table_.at(name); }

  void add(const IndicatorFigures& figures) {
    add_definition(figures);
    add_hierarchy(indicators_.scalar("result_id", figures.row));
    add_values(figures);
    add_targets(figures);
    add_past(figures);
    add_coverage(figures);
    at("note").append_scalar(note_of(figures));
    table_.row_evidence.push_back(indicators_.row_evidence[figures.row]);
  }

  void add_definition(const IndicatorFigures& figures) {
    const Scalar code = indicators_.scalar("code", figures.row);
    at("indicator").append(figures.rule.id);
    at("code").append_scalar(is_missing(code) ? Scalar{figures.rule.id} : code);
    at("title").append_scalar(in_.language.text(indicators_, "title", figures.row));
    at("unit").append_scalar(in_.language.text(indicators_, "unit", figures.row));
    at("measure").append(figures.rule.measure);
    at("direction").append(figures.rule.direction);
    at("aggregation").append(figures.rule.agg_time);
    const Scalar decimals = indicators_.scalar("decimals", figures.row);
    const bool share = figures.rule.measure == "percent" || figures.rule.measure == "ratio";
    at("decimals").append_scalar(is_missing(decimals) ? Scalar{std::int64_t{share ? 1 : 0}} : decimals);
    append(at("baseline"), figures.rule.baseline.value ? figures.rule.baseline : Quantity{});
  }

  void add_hierarchy(const Scalar& id) {
    const Table* results = in_.merged.find("result");
    for (std::size_t row = 0; results != nullptr && row < results->rows(); ++row) {
      if (results->scalar("result_id", row) != id) continue;
      const Scalar code = results->scalar("code", row);
      at("result_code").append_scalar(is_missing(code) ? id : code);
      at("result_title").append_scalar(in_.language.text(*results, "title", row));
      at("level").append_scalar(results->scalar("level", row));
      return;
    }
    for (const char* name : {"result_code", "result_title", "level"}) at(name).append(Mark::not_recorded);
  }

  void add_values(const IndicatorFigures& figures) {
    append(at("period_actual"), figures.period_actual);
    append(at("previous_actual"), figures.previous);
    append(at("year_to_date"), figures.year_to_date);
    append(at("to_date"), figures.to_date);
    at("period_values").append(std::int64_t{figures.period_actual.values});
    at("values").append(std::int64_t{figures.to_date.values});
    at("undated").append(std::int64_t(figures.undated.size()));
    at("period_at_least").append(figures.period_actual.at_least);
    at("previous_at_least").append(figures.previous.at_least);
    at("year_at_least").append(figures.year_to_date.at_least);
    at("at_least").append(figures.to_date.at_least);
    at("overlapping").append(figures.rule.overlap);
    at("period_partial").append(is_partial(figures.rule, figures.of_period));
    at("partial").append(is_partial(figures.rule, figures.of_project));
  }

  void add_targets(const IndicatorFigures& figures) {
    append(at("target"), target_or_none(figures.target));
    append(at("target_to_date"), figures.target_to_date);
    append(at("period_target"), target_or_none(figures.period_target));
    append(at("achievement"), figures.share);
    append(at("adjusted"), figures.adjusted);
    at("why_no_achievement").append_scalar(text_or_none(std::string(figures.why_no_share)));
    figures.elapsed ? at("elapsed").append(*figures.elapsed) : at("elapsed").append(Mark::not_applicable);
    append(at("due_actual"), figures.due_actual);
    append(at("due_target"), figures.due_target);
    at("due_period")
        .append_scalar(figures.due_scope
                           ? Scalar{in_.words.locale().period(*figures.due_scope, in_.frame.fiscal)}
                           : Scalar{Mark::not_applicable});
    append(at("deviation"), figures.deviation);
    at("off_target").append(figures.off_target);
    at("open").append(figures.open);
    at("apart").append(figures.apart);
    at("status").append_scalar(colour_of(figures.status_key));
    at("status_key").append(figures.status_key);
  }

  void add_past(const IndicatorFigures& figures) {
    append(at("opening"), target_or_none(figures.opening));
    at("opening_as_of").append_scalar(day_or_none(figures.opening_as_of));
    at("opening_note").append_scalar(opening_note(figures));
    at("last_value").append_scalar(day_or_none(figures.last_value));
    at("done_on").append_scalar(day_or_none(figures.done_on));
    at("text").append_scalar(figures.texts.empty() ? Scalar{Mark::not_applicable}
                                                   : in_.language.text(*in_.merged.find("observation"),
                                                                       "text", figures.texts.back()));
  }

  void add_coverage(const IndicatorFigures& figures) {
    at("reported").append(std::int64_t{figures.of_project.reported});
    at("expected").append(std::int64_t{figures.of_project.expected});
    at("period_reported").append(std::int64_t{figures.of_period.reported});
    at("period_expected").append(std::int64_t{figures.of_period.expected});
    at("period_coverage").append_scalar(coverage_text(figures.rule, figures.of_period));
    at("coverage").append_scalar(coverage_text(figures.rule, figures.of_project));
    at("gaps").append_scalar(gaps_text(figures.gaps));
    at("together").append_scalar(together_text(figures));
    at("gap_before")
        .append_scalar(figures.gap_before
                           ? Scalar{in_.words.locale().period(*figures.gap_before, in_.frame.fiscal)}
                           : Scalar{Mark::not_applicable});
  }

  /// "2 of 3 months reported", where some are missing.
  Scalar coverage_text(const IndicatorRule& rule, const Coverage& coverage) const {
    if (coverage.reported == coverage.expected) return Mark::not_applicable;
    const char* units = rule.frequency == PeriodKind::week      ? "reported.weeks"
                        : rule.frequency == PeriodKind::month   ? "reported.months"
                        : rule.frequency == PeriodKind::quarter ? "reported.quarters"
                                                                : "reported.periods";
    return in_.words.text(units,
                          {{"n", std::int64_t{coverage.reported}}, {"m", std::int64_t{coverage.expected}}});
  }

  Scalar gaps_text(const std::vector<Period>& gaps) const {
    std::vector<std::string> spans;
    for (const Period& span : spans_of(gaps))
      spans.push_back(in_.words.locale().period(span, in_.frame.fiscal));
    return text_or_none(in_.words.locale().list(spans));
  }

  /// "the largest of 3 values", where one number of several places or partners stands for all, or none does.
  Scalar together_text(const IndicatorFigures& figures) const {
    if (figures.apart) return in_.words.text("together.none");
    const std::string& how = figures.rule.agg_space;
    const bool chosen = how == "max" || how == "avg" || how == "latest";
    if (!chosen || figures.together < 2 || figures.rule.overlap || !figures.period_actual.value)
      return Mark::not_applicable;
    return in_.words.text("together." + how, {{"n", std::int64_t{figures.together}}});
  }

  Scalar opening_note(const IndicatorFigures& figures) {
    const Table* openings = in_.merged.find("opening");
    bool hidden = false;
    for (std::size_t row = 0; openings != nullptr && row < openings->rows(); ++row) {
      if (canonical_text(openings->scalar("indicator", row)) != figures.rule.id) continue;
      const Scalar note = in_.language.text(*openings, "note", row);
      if (is_missing(note)) continue;
      if (!figures.hides_parts || !is_of_part(*openings, row)) return note;
      hidden = true;
    }
    return hidden ? Mark::withheld : Mark::not_applicable;
  }

  Scalar note_of(const IndicatorFigures& figures) {
    std::string note;
    bool hidden = false;
    for (const std::size_t row : figures.notes) {
      const Table& observations = *in_.merged.find("observation");
      const std::string text = canonical_text(in_.language.text(observations, "note", row));
      if (figures.hides_parts && is_of_part(observations, row))
        hidden = hidden || !text.empty();
      else if (!text.empty())
        add_note(note, text);
    }
    const std::string subject = about(figures.rule, in_.frame.period).subject;
    for (const Diagnostic& finding : in_.findings.all())
      if (finding.id == "I-11" && finding.subject == subject && !finding.open())
        add_note(note, reason_of(finding, in_.words));
    if (note.empty() && hidden) return Mark::withheld;
    return text_or_none(std::move(note));
  }

  const IndicatorTablesInput& in_;
  const Table& indicators_;
  Table table_;
};

}  // namespace

void append(Column& column, const Quantity& quantity) {
  column.append_scalar(quantity.scalar());
  column.set_evidence(quantity.evidence);
}

Quantity target_or_none(Quantity target) {
  if (!target.value) target.mark = Mark::not_applicable;
  return target;
}

void add_results(const IndicatorTablesInput& input) {
  const Table none("indicator");
  const Table* indicators = input.merged.find("indicator");
  input.out.tables.insert_or_assign("results",
                                    ResultsTable(input, indicators != nullptr ? *indicators : none).run());
}

}  // namespace kvali
