#include "model/report_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "model/joined_tables.hpp"
#include "model/language.hpp"
#include "model/meeting_tables.hpp"
#include "model/schema.hpp"

namespace kvali {

namespace {

void append(Column& column, const Quantity& quantity) {
  column.append_scalar(quantity.scalar());
  column.set_evidence(quantity.evidence);
}

/// good, warn or bad for a status, or nothing to colour.
Scalar colour_of(const std::string& status_key) {
  if (status_key == "achieved" || status_key == "ahead" || status_key == "on_track")
    return std::string("good");
  if (status_key == "behind") return std::string("warn");
  if (status_key == "off_track") return std::string("bad");
  return Mark::not_applicable;
}

/// A target that nobody set is not "not recorded": there is none.
Quantity target_or_none(Quantity target) {
  if (!target.value) target.mark = Mark::not_applicable;
  return target;
}

Table empty_results() {
  Table table("results");
  for (const char* name :
       {"indicator", "code", "title", "unit", "result_code", "result_title", "level", "measure", "direction"})
    table.add(name, Type::text);
  table.add("decimals", Type::integer);
  for (const char* name : {"baseline", "target", "period_target", "period_actual", "to_date", "achievement",
                           "adjusted", "deviation", "opening"})
    table.add(name, Type::decimal);
  for (const char* name : {"opening_as_of", "last_value", "done_on"}) table.add(name, Type::date);
  for (const char* name : {"status", "status_key", "note", "opening_note", "text"})
    table.add(name, Type::text);
  for (const char* name : {"reported", "expected", "period_reported", "period_expected"})
    table.add(name, Type::integer);
  return table;
}

class ReportTables {
 public:
  ReportTables(const Workspace& merged, const Figures& figures, const Frame& frame, const Catalogue& words,
               const Diagnostics& findings, Diagnostics& diagnostics)
      : merged_(merged),
        figures_(figures),
        frame_(frame),
        words_(words),
        findings_(findings),
        language_(words.locale().language(), merged.evidence, diagnostics) {
    out_.evidence = merged.evidence;
  }

  Workspace run() {
    keep_own_tables();
    results();
    series();
    disaggregation();
    places();
    texts();
    target_changes();
    add_meeting_tables(merged_, frame_, words_, language_, out_);
    add_joined_tables(merged_, figures_, frame_, words_, language_, out_);
    conflicts();
    sources();
    findings();
    explanations();
    return std::move(out_);
  }

 private:
  void keep_own_tables() {
    for (const auto& [name, table] : merged_.tables)
      if (find_schema(name) == nullptr && name != "source" && name != "conflict")
        out_.tables.insert_or_assign(name, table);
  }

  void results() {
    Table table = empty_results();
    const Table* indicators = merged_.find("indicator");
    for (const IndicatorFigures& figures : figures_.indicators) add_result(table, *indicators, figures);
    out_.tables.insert_or_assign("results", std::move(table));
  }

  void add_result(Table& table, const Table& indicators, const IndicatorFigures& figures) {
    const std::size_t row = figures.row;
    table.at("indicator").append(figures.rule.id);
    const Scalar code = indicators.scalar("code", row);
    table.at("code").append_scalar(is_missing(code) ? Scalar{figures.rule.id} : code);
    table.at("title").append_scalar(language_.text(indicators, "title", row));
    table.at("unit").append_scalar(language_.text(indicators, "unit", row));
    add_result_of_hierarchy(table, indicators.scalar("result_id", row));
    table.at("measure").append(figures.rule.measure);
    table.at("direction").append(figures.rule.direction);
    const Scalar decimals = indicators.scalar("decimals", row);
    const bool share = figures.rule.measure == "percent" || figures.rule.measure == "ratio";
    table.at("decimals").append_scalar(is_missing(decimals) ? Scalar{std::int64_t{share ? 1 : 0}} : decimals);
    append(table.at("baseline"), figures.rule.baseline.value ? figures.rule.baseline : Quantity{});
    append(table.at("target"), target_or_none(figures.target));
    append(table.at("period_target"), target_or_none(figures.period_target));
    append(table.at("period_actual"), figures.period_actual);
    append(table.at("to_date"), figures.to_date);
    append(table.at("achievement"), figures.share);
    append(table.at("adjusted"), figures.adjusted);
    append_past(table, figures);
    append(table.at("deviation"), figures.deviation);
    table.at("status").append_scalar(colour_of(figures.status_key));
    table.at("status_key").append(figures.status_key);
    table.at("note").append_scalar(note_of(figures));
    table.at("reported").append(std::int64_t{figures.reported});
    table.at("expected").append(std::int64_t{figures.expected});
    table.at("period_reported").append(std::int64_t{figures.period_reported});
    table.at("period_expected").append(std::int64_t{figures.period_expected});
    table.row_evidence.push_back(indicators.row_evidence[row]);
  }

  void append_past(Table& table, const IndicatorFigures& figures) {
    const auto day = [](const std::optional<Date>& date) {
      return date ? Scalar{*date} : Scalar{Mark::not_applicable};
    };
    Quantity opening = figures.opening;
    if (!opening.value) opening.mark = Mark::not_applicable;
    append(table.at("opening"), opening);
    table.at("opening_as_of").append_scalar(day(figures.opening_as_of));
    table.at("opening_note").append_scalar(opening_note(figures));
    table.at("last_value").append_scalar(day(figures.last_value));
    table.at("done_on").append_scalar(day(figures.done_on));
    table.at("text").append_scalar(
        figures.texts.empty() ? Scalar{Mark::not_applicable}
                              : language_.text(*merged_.find("observation"), "text", figures.texts.back()));
  }

  Scalar opening_note(const IndicatorFigures& figures) {
    const Table* openings = merged_.find("opening");
    for (std::size_t row = 0; openings != nullptr && row < openings->rows(); ++row) {
      if (canonical_text(openings->scalar("indicator", row)) != figures.rule.id) continue;
      const Scalar note = language_.text(*openings, "note", row);
      if (!is_missing(note)) return note;
    }
    return Mark::not_applicable;
  }

  Scalar note_of(const IndicatorFigures& figures) {
    std::string note;
    for (const std::size_t row : figures.notes) {
      const std::string text = canonical_text(language_.text(*merged_.find("observation"), "note", row));
      if (!text.empty()) note += (note.empty() ? "" : " ") + text;
    }
    const std::string subject = about(figures.rule, frame_.period).subject;
    for (const Diagnostic& finding : findings_.all())
      if (finding.id == "I-11" && finding.subject == subject && !finding.open())
        note += (note.empty() ? "" : " ") + finding.reason;
    return note.empty() ? Scalar{Mark::not_applicable} : Scalar{note};
  }

  void add_result_of_hierarchy(Table& table, const Scalar& id) {
    const Table* results = merged_.find("result");
    for (std::size_t row = 0; results != nullptr && row < results->rows(); ++row) {
      if (results->scalar("result_id", row) != id) continue;
      const Scalar code = results->scalar("code", row);
      table.at("result_code").append_scalar(is_missing(code) ? id : code);
      table.at("result_title").append_scalar(language_.text(*results, "title", row));
      table.at("level").append_scalar(results->scalar("level", row));
      return;
    }
    for (const char* name : {"result_code", "result_title", "level"})
      table.at(name).append(Mark::not_recorded);
  }

  void series() {
    Table table("series");
    for (const char* name : {"indicator", "code", "title", "month"}) table.add(name, Type::text);
    table.add("first", Type::date);
    for (const char* name : {"actual", "target", "cumulative"}) table.add(name, Type::decimal);
    const Table& results = *out_.find("results");
    for (std::size_t i = 0; i < figures_.indicators.size(); ++i) {
      for (const IndicatorPoint& point : points_of(figures_, figures_.indicators[i], frame_, out_.evidence)) {
        for (const char* name : {"indicator", "code", "title"})
          table.at(name).append_scalar(results.scalar(name, i));
        table.at("month").append(short_label(point.unit));
        table.at("first").append(point.unit.first);
        append(table.at("actual"), point.actual);
        append(table.at("target"), target_or_none(point.target));
        append(table.at("cumulative"), point.cumulative);
      }
    }
    out_.tables.insert_or_assign("series", std::move(table));
  }

  /// What stands under a column of a chart: the month's short name where a year is plain from the title.
  std::string short_label(const Period& unit) const {
    if (kind_of(unit) != PeriodKind::month) return words_.locale().period(unit);
    return words_.locale().short_month_name(month_of(unit.first));
  }

  void disaggregation() {
    Table table("disaggregation");
    for (const char* name : {"indicator", "code", "title", "dimension", "category", "category_label"})
      table.add(name, Type::text);
    table.add("period_actual", Type::decimal);
    table.add("to_date", Type::decimal);
    const Table& results = *out_.find("results");
    for (std::size_t i = 0; i < figures_.indicators.size(); ++i) {
      const auto reports = figures_.reports.find(figures_.indicators[i].rule.id);
      if (reports == figures_.reports.end()) continue;
      for (const auto& [dimension, categories] : reports->second.categories) {
        for (const auto& [category, values] : categories) {
          for (const char* name : {"indicator", "code", "title"})
            table.at(name).append_scalar(results.scalar(name, i));
          table.at("dimension").append(dimension);
          table.at("category").append(category);
          table.at("category_label").append(category_label(dimension, category));
          const IndicatorRule& rule = figures_.indicators[i].rule;
          append(table.at("period_actual"),
                 value_in(rule, values, frame_.period, frame_.project_start, out_.evidence));
          append(table.at("to_date"),
                 value_to_date(rule, values, frame_.period.last, out_.evidence, frame_.project_start));
        }
      }
    }
    out_.tables.insert_or_assign("disaggregation", std::move(table));
  }

  /// The catalogue's word, the name of a location, or the category as it is written.
  std::string category_label(const std::string& dimension, const std::string& category) {
    const std::string key = dimension + "." + category;
    if (words_.contains(key)) return words_.text(key);
    const std::string folded = fold_key(category);
    for (const char* unknown : {"unknown", "u", "not stated", "უცნობი"})
      if (folded == unknown) return words_.text("category.unknown");
    return place_label(category);
  }

  std::string place_label(const std::string& id) {
    const Table* locations = merged_.find("location");
    for (std::size_t row = 0; locations != nullptr && row < locations->rows(); ++row) {
      if (canonical_text(locations->scalar("loc_id", row)) != id) continue;
      const Scalar name = language_.text(*locations, "name", row);
      if (!is_missing(name)) return canonical_text(name);
    }
    return id;
  }

  /// Figures by the location of the records; one without a location is no row.
  void places() {
    Table table("places");
    for (const char* name : {"indicator", "code", "title", "place", "place_label"})
      table.add(name, Type::text);
    table.add("period_actual", Type::decimal);
    table.add("to_date", Type::decimal);
    const Table& results = *out_.find("results");
    for (std::size_t i = 0; i < figures_.indicators.size(); ++i) {
      const IndicatorRule& rule = figures_.indicators[i].rule;
      const auto reports = figures_.reports.find(rule.id);
      if (reports == figures_.reports.end()) continue;
      for (const auto& [place, values] : reports->second.places) {
        if (place.empty()) continue;
        for (const char* name : {"indicator", "code", "title"})
          table.at(name).append_scalar(results.scalar(name, i));
        table.at("place").append(place);
        table.at("place_label").append(place_label(place));
        append(table.at("period_actual"),
               value_in(rule, values, frame_.period, frame_.project_start, out_.evidence));
        append(table.at("to_date"),
               value_to_date(rule, values, frame_.period.last, out_.evidence, frame_.project_start));
      }
    }
    out_.tables.insert_or_assign("places", std::move(table));
  }

  /// What qualitative indicators say, the newest first.
  void texts() {
    Table table("texts");
    for (const char* name : {"indicator", "code", "title", "period"}) table.add(name, Type::text);
    table.add("first", Type::date);
    table.add("text", Type::text);
    const Table* from = merged_.find("observation");
    const Table& results = *out_.find("results");
    for (std::size_t i = 0; i < figures_.indicators.size(); ++i) {
      const std::vector<std::size_t>& rows = figures_.indicators[i].texts;
      for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        const Period when{from->at("period_first").date(*row), from->at("period_last").date(*row)};
        for (const char* name : {"indicator", "code", "title"})
          table.at(name).append_scalar(results.scalar(name, i));
        table.at("period").append(words_.locale().period(when));
        table.at("first").append(when.first);
        table.at("text").append_scalar(language_.text(*from, "text", *row));
        table.row_evidence.push_back(from->row_evidence[*row]);
      }
    }
    out_.tables.insert_or_assign("texts", std::move(table));
  }

  void target_changes() {
    Table table("target_changes");
    for (const char* name : {"indicator", "code", "title", "scope"}) table.add(name, Type::text);
    for (const char* name : {"before", "after"}) table.add(name, Type::decimal);
    table.add("decimals", Type::integer);
    table.add("amendment", Type::text);
    table.add("approved_on", Type::date);
    const Table& results = *out_.find("results");
    for (std::size_t i = 0; i < figures_.indicators.size(); ++i) {
      for (const TargetChange& change : figures_.target_changes) {
        if (change.indicator != figures_.indicators[i].rule.id) continue;
        for (const char* name : {"indicator", "code", "title", "decimals"})
          table.at(name).append_scalar(results.scalar(name, i));
        table.at("scope").append(change.scope.first == first_date ? words_.text("scope.life")
                                                                  : words_.locale().period(change.scope));
        append(table.at("before"), change.before);
        append(table.at("after"), change.after);
        change.by.amendment.empty() ? table.at("amendment").append(Mark::not_applicable)
                                    : table.at("amendment").append(change.by.amendment);
        table.at("approved_on")
            .append_scalar(change.by.approved_on ? Scalar{*change.by.approved_on}
                                                 : Scalar{Mark::not_recorded});
        table.row_evidence.push_back(merged_.find("target")->row_evidence[change.by.row]);
      }
    }
    out_.tables.insert_or_assign("target_changes", std::move(table));
  }

  void conflicts() {
    Table table("conflicts");
    for (const char* name : {"what", "field", "chosen", "other", "rule", "note"}) table.add(name, Type::text);
    const Table* from = merged_.find("conflict");
    for (std::size_t row = 0; from != nullptr && row < from->rows(); ++row) {
      table.at("what").append(what_of(canonical_text(from->scalar("what", row))));
      for (const char* name : {"field", "rule"}) table.at(name).append_scalar(from->scalar(name, row));
      for (const std::string name : {"chosen", "other"})
        table.at(name).append(fmt::format("{} ({})", canonical_text(from->scalar(name, row)),
                                          canonical_text(from->scalar(name + "_source", row))));
      table.at("note").append(Mark::not_applicable);
    }
    if (from != nullptr) table.row_evidence = from->row_evidence;
    out_.tables.insert_or_assign("conflicts", std::move(table));
  }

  /// "observation 1.4 2025-12-01..2025-12-31" as a reader of the report knows it: the indicator's code and
  /// title, and the period.  Other records keep their keys.
  std::string what_of(const std::string& record) {
    const std::size_t id_at = record.find(' ') + 1;
    const std::size_t period_at = record.find(' ', id_at) + 1;
    if (!record.starts_with("observation ") || period_at == 0) return record;
    const std::string id = record.substr(id_at, period_at - 1 - id_at);
    const std::size_t period_end = std::min(record.find(' ', period_at), record.size());
    const std::string when = record.substr(period_at, period_end - period_at);
    const Table& results = *out_.find("results");
    for (std::size_t i = 0; i < results.rows(); ++i) {
      if (results.at("indicator").text(i) != id) continue;
      const auto period = parse_period(when);
      return canonical_text(results.scalar("code", i)) + " " + canonical_text(results.scalar("title", i)) +
             ", " + (period ? words_.locale().period(*period) : when) + record.substr(period_end);
    }
    return record;
  }

  void sources() {
    if (const Table* from = merged_.find("source")) out_.tables.insert_or_assign("sources", *from);
  }

  void findings() {
    Table table("findings");
    for (const char* name : {"id", "severity", "message", "place", "hint"}) table.add(name, Type::text);
    table.add("open", Type::boolean);
    for (const Diagnostic& finding : findings_.all()) {
      table.at("id").append(finding.id);
      table.at("severity").append(std::string(name_of(finding.severity)));
      table.at("message").append(finding.message);
      finding.place.empty() ? table.at("place").append(Mark::not_applicable)
                            : table.at("place").append(finding.place.text());
      finding.hint.empty() ? table.at("hint").append(Mark::not_applicable)
                           : table.at("hint").append(finding.hint);
      table.at("open").append(finding.open());
    }
    out_.tables.insert_or_assign("findings", std::move(table));
  }

  /// What people let stand: an explanation (I-11, printed beside its figure), the waiver of an error, or
  /// the confirmation of something milder.
  void explanations() {
    Table table("explanations");
    for (const char* name : {"finding", "kind", "subject", "about", "reason", "who"})
      table.add(name, Type::text);
    for (const Diagnostic& finding : findings_.all()) {
      if (finding.open()) continue;
      const bool waiver = finding.severity >= Severity::error;
      table.at("finding").append(finding.id);
      table.at("kind").append(finding.id == "I-11" ? "explanation" : waiver ? "waiver" : "confirmation");
      table.at("subject").append(finding.subject);
      table.at("about").append(spoken(finding.subject));
      table.at("reason").append(finding.reason);
      table.at("who").append(finding.who);
    }
    out_.tables.insert_or_assign("explanations", std::move(table));
  }

  /// "indicator=1.2;period=2025-12" as people write it: "1.2, 2025-12".
  static std::string spoken(std::string_view subject) {
    std::string out;
    while (!subject.empty()) {
      const std::size_t end = std::min(subject.find(';'), subject.size());
      const std::string_view part = subject.substr(0, end);
      const std::size_t equals = part.find('=');
      out += (out.empty() ? "" : ", ") + std::string(part.substr(equals == part.npos ? 0 : equals + 1));
      subject.remove_prefix(std::min(end + 1, subject.size()));
    }
    return out;
  }

  const Workspace& merged_;
  const Figures& figures_;
  const Frame& frame_;
  const Catalogue& words_;
  const Diagnostics& findings_;
  LanguageView language_;
  Workspace out_;
};

}  // namespace

Workspace report_tables(const Workspace& merged, const Figures& figures, const Frame& frame,
                        const Catalogue& words, const Diagnostics& findings, Diagnostics& diagnostics) {
  return ReportTables(merged, figures, frame, words, findings, diagnostics).run();
}

}  // namespace kvali
