#include "merge/derived_observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "collect/disaggregation.hpp"
#include "model/indicator.hpp"
#include "model/meeting_counts.hpp"
#include "model/undated_records.hpp"

namespace kvali {

namespace {

/// One indicator that is counted from meetings.
struct DerivedIndicator {
  std::size_t row;  ///< Of `indicator`.
  std::string id;
  std::string text;  ///< The rule as written.
  PeriodKind frequency;
  bool by_person;  ///< The same people are counted once over all time.
};

/// What others report of an indicator.
struct Report {
  Period period;
  std::string disagg;
  bool plain;  ///< Neither by place nor by partner, activity or person.
};

class Derivation {
 public:
  Derivation(Workspace& workspace, CellPlaces& places, Diagnostics& diagnostics)
      : workspace_(workspace), places_(places), diagnostics_(diagnostics) {}

  void run() {
    const std::vector<DerivedIndicator> indicators = find_indicators();
    if (indicators.empty() || workspace_.find("meeting") == nullptr) return;
    read_reports(indicators);
    const MeetingRecords meetings(workspace_);
    for (const DerivedIndicator& indicator : indicators) {
      const auto parsed = parse_meeting_rule(indicator.text);
      if (const auto* problem = std::get_if<RuleProblem>(&parsed)) {
        report_problem(indicator, *problem);
        continue;
      }
      const auto& rule = std::get<MeetingRule>(parsed);
      check_status(indicator, rule);
      const MeetingCounts counts =
          count_meetings(rule, indicator.frequency, workspace_, meetings, indicator.by_person);
      for (const MeetingFigure& figure : counts.figures) add(indicator, figure);
      for (const MeetingRecord* meeting : counts.undated)
        add_undated(workspace_, indicator.id, "meeting=" + meeting->id,
                    workspace_.find("meeting")->row_evidence[meeting->row]);
      report_left_out(indicator);
    }
  }

 private:
  std::vector<DerivedIndicator> find_indicators() const {
    std::vector<DerivedIndicator> found;
    const Table* table = workspace_.find("indicator");
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
      const Scalar rule = table->scalar("source_rule", row);
      if (is_missing(rule)) continue;
      const IndicatorRule indicator = indicator_rule(*table, row);
      found.push_back(
          {row, indicator.id, canonical_text(rule), indicator.frequency, indicator.agg_time == "distinct"});
    }
    return found;
  }

  void read_reports(const std::vector<DerivedIndicator>& indicators) {
    for (const DerivedIndicator& indicator : indicators) reports_[indicator.id];
    const Table* table = workspace_.find("observation");
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
      const auto found = reports_.find(canonical_text(table->scalar("indicator", row)));
      if (found == reports_.end() || !has_figure(*table, row)) continue;
      bool plain = true;
      for (const char* field : {"loc", "reporter_org", "activity", "id"})
        plain = plain && is_missing(table->scalar(field, row));
      found->second.push_back({{table->at("period_first").date(row), table->at("period_last").date(row)},
                               fold_key(canonical_text(table->scalar("disagg", row))),
                               plain});
    }
  }

  static bool has_figure(const Table& table, std::size_t row) {
    return !is_missing(table.scalar("value", row)) || !is_missing(table.scalar("num", row));
  }

  /// May the figure be added: nobody else reports the period, or somebody the very same thing?
  bool may_add(const DerivedIndicator& indicator, const MeetingFigure& figure) const {
    bool alone = true;
    for (const Report& report : reports_.find(indicator.id)->second) {
      if (!overlaps(report.period, figure.period)) continue;
      alone = false;
      if (report.plain && figure.person.empty() && report.period == figure.period &&
          report.disagg == category(figure))
        return true;
    }
    return alone;
  }

  static std::string category(const MeetingFigure& figure) {
    return figure.sex.empty() ? std::string() : canonical_text(disaggregation_key({{"sex", figure.sex}}));
  }

  void add(const DerivedIndicator& indicator, const MeetingFigure& figure) {
    if (!may_add(indicator, figure)) {
      if (figure.sex.empty() && left_out_.empty()) left_out_ = period_text(figure.period);
      return;
    }
    Table& table = observations();
    fill(table, "indicator", indicator.id);
    fill(table, "period_first", figure.period.first);
    fill(table, "period_last", figure.period.last);
    if (!figure.sex.empty()) fill(table, "disagg", category(figure));
    if (!figure.person.empty()) fill(table, "id", figure.person);
    fill(table, "value", Decimal(figure.value));
    table.row_evidence.push_back(evidence_of(indicator, figure));
    for (Column& column : table.columns())
      if (column.size() < table.row_evidence.size()) column.append(Mark::not_recorded);
  }

  Table& observations() {
    const auto found = workspace_.tables.find("observation");
    Table& table = found != workspace_.tables.end() ? found->second : workspace_.add("observation");
    const std::array columns{std::pair{"indicator", Type::text},   std::pair{"period_first", Type::date},
                             std::pair{"period_last", Type::date}, std::pair{"disagg", Type::text},
                             std::pair{"id", Type::text},          std::pair{"value", Type::decimal}};
    for (const auto& [name, type] : columns) {
      if (table.find(name) != nullptr) continue;
      Column& column = table.add(name, type);
      while (column.size() < table.row_evidence.size()) column.append(Mark::not_recorded);
    }
    return table;
  }

  template <class Value>
  static void fill(Table& table, const char* column, const Value& value) {
    table.at(column).append(value);
  }

  EvidenceId evidence_of(const DerivedIndicator& indicator, const MeetingFigure& figure) {
    int rank = std::numeric_limits<int>::max();
    for (const EvidenceId record : figure.records)
      for (const SourceRef& ref : workspace_.evidence.refs(record))
        rank = std::min(rank, workspace_.evidence.origin(ref).rank);
    std::vector<EvidenceId> all = figure.records;
    all.push_back(rule_record(indicator, rank));
    return workspace_.evidence.join(all);
  }

  /// The row that has the rule, as a record of `derived:meetings`.
  EvidenceId rule_record(const DerivedIndicator& indicator, int rank) {
    SourceRef ref = rule_ref(indicator);
    const auto [it, added] = origins_.emplace(std::pair{ref.origin, rank}, 0);
    if (added) {
      Origin origin = workspace_.evidence.origin(ref);
      origin.source = "derived:meetings";
      origin.rank = rank;
      it->second = workspace_.evidence.add_origin(std::move(origin));
    }
    ref.origin = it->second;
    return workspace_.evidence.add(ref);
  }

  SourceRef rule_ref(const DerivedIndicator& indicator) const {
    return workspace_.evidence.refs(workspace_.find("indicator")->row_evidence[indicator.row]).back();
  }

  /// A finding about the rule; `begin` and `length` are bytes of it.
  Diagnostic about_rule(const DerivedIndicator& indicator, std::size_t begin, std::size_t length) {
    Diagnostic finding;
    finding.subject = "indicator=" + indicator.id + ";field=source_rule";
    finding.value = indicator.text;
    places_.locate(rule_ref(indicator), indicator.text, finding);
    if (finding.place.column > 0) {
      finding.place.column += int(character_count(indicator.text.substr(0, begin)));
      finding.place.width = std::max(1, int(character_count(indicator.text.substr(begin, length))));
    }
    return finding;
  }

  void report_problem(const DerivedIndicator& indicator, const RuleProblem& problem) {
    Diagnostic finding = about_rule(indicator, problem.begin, problem.length);
    finding.id = "M-15";
    finding.message = fmt::format("the source rule of indicator {}: {}", indicator.id, problem.message);
    finding.hint = problem.hint;
    diagnostics_.add(std::move(finding));
  }

  void check_status(const DerivedIndicator& indicator, const MeetingRule& rule) {
    const RuleCondition* status = rule.find("status");
    if (status == nullptr || status->negated) return;
    for (const std::string& word : status->words) {
      if (took_place(Scalar{word})) continue;
      Diagnostic finding = about_rule(indicator, indicator.text.find(word), word.size());
      finding.id = "M-14";
      finding.severity = Severity::warning;
      finding.message = fmt::format("the source rule of indicator {} wants {} meetings, which never count",
                                    indicator.id, word);
      finding.hint = "write status = held";
      diagnostics_.add(std::move(finding));
    }
  }

  void report_left_out(const DerivedIndicator& indicator) {
    if (left_out_.empty()) return;
    Diagnostic finding = about_rule(indicator, 0, indicator.text.size());
    finding.id = "M-16";
    finding.severity = Severity::warning;
    finding.message = fmt::format(
        "indicator {} is counted from meetings and reported by place, partner or parts as well, "
        "first for {}; the meetings are left out there",
        indicator.id, left_out_);
    finding.hint = "report its total, or take the rule out";
    diagnostics_.add(std::move(finding));
    left_out_.clear();
  }

  Workspace& workspace_;
  CellPlaces& places_;
  Diagnostics& diagnostics_;
  std::map<std::string, std::vector<Report>> reports_;  ///< By indicator.
  std::map<std::pair<std::uint32_t, int>, std::uint32_t> origins_;
  std::string left_out_;  ///< The first period of an indicator that could not be added.
};

}  // namespace

void add_derived_observations(Workspace& workspace, CellPlaces& places, Diagnostics& diagnostics) {
  Derivation(workspace, places, diagnostics).run();
}

}  // namespace kvali
