#include "explain/explain_figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "compose/figure_names.hpp"
#include "compose/how_text.hpp"
#include "explain/figure_query.hpp"
#include "explain/set_aside.hpp"
#include "model/across_time.hpp"

namespace kvali {

namespace {

/// Ids that a hint lists.
constexpr std::size_t most_named = 12;

/// Enough to see what sort of records they are, of one figure and of each of several.
constexpr std::size_t usual_records = 20;
constexpr std::size_t records_of_one_of_many = 5;

/// Does `id` belong to the row that is called `row`: "1.2.to-date" to "1.2", "1.2.sex=f.to-date" not?
bool is_of_row(std::string_view id, std::string_view row) {
  if (id.size() <= row.size() + 1 || id.substr(0, row.size()) != row || id[row.size()] != '.') return false;
  return id.find_first_of(".=", row.size() + 1) == id.npos;
}

bool is_figure(const Column& column) {
  return column.type() != Type::text && column.type() != Type::boolean;
}

class Explainer {
 public:
  explicit Explainer(const ExplainInput& input) : input_(input), evidence_(*input.document.evidence) {}

  std::vector<Explanation> explain(const std::string& asked) {
    const auto query = parse_figure_query(asked, names(), input_.fiscal);
    // Who calls an indicator by its title, or in small letters, means the figures of its id.
    const bool is_name = query && !query->period && query->dimension.empty();
    const std::string wanted = is_name ? query->indicator : asked;
    std::vector<PrintedFigure> found = printed(wanted);
    if (found.empty()) found = in_tables(wanted);
    if (found.empty() && query) found = computed(*query);
    if (found.empty()) refuse(asked);
    if (!input_.all_records) most_records_ = found.size() > 1 ? records_of_one_of_many : usual_records;
    std::vector<Explanation> all;
    for (const PrintedFigure& figure : found) all.push_back(explain(figure));
    // What is said of the indicator is said once.
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      if (all[i].targets == all.back().targets) all[i].targets.clear();
      if (all[i].missing == all.back().missing) all[i].missing.clear();
    }
    return all;
  }

 private:
  [[nodiscard]] std::vector<PrintedFigure> printed(const std::string& asked) const {
    std::vector<PrintedFigure> of_row;
    for (const PrintedFigure& figure : input_.document.figures) {
      if (figure.id == asked) return {figure};
      if (is_of_row(figure.id, asked)) of_row.push_back(figure);
    }
    return of_row;
  }

  /// What a template could print, but this one does not.
  [[nodiscard]] std::vector<PrintedFigure> in_tables(const std::string& asked) const {
    std::vector<PrintedFigure> found;
    for (const auto& [name, table] : input_.tables.tables) {
      for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string row_id = row_name(table, row);
        if (!asked.starts_with(row_id)) continue;
        for (const Column& column : table.columns())
          if (is_figure(column)) take({&table, &column, row}, row_id, asked, found);
      }
    }
    return found;
  }

  void take(const FigureCell& cell, const std::string& row_id, const std::string& asked,
            std::vector<PrintedFigure>& found) const {
    const std::string id = figure_name(row_id, cell.column->name());
    if (id != asked && row_id != asked) return;
    const EvidenceId evidence = cell.table->evidence(*cell.column, cell.row);
    const Mark mark = cell.column->mark(cell.row);
    if (mark != Mark::withheld && (mark != Mark::none || evidence == 0)) return;
    const Scalar value = cell.column->scalar(cell.row);
    found.push_back({id,
                     title_of(row_id),
                     value_text(value, input_.words),
                     {},
                     value,
                     {},
                     evidence,
                     is_guarded(row_id)
                         ? Computation{}
                         : computation_of(input_.facts, *cell.table, cell.row, cell.column->name())});
  }

  [[nodiscard]] std::vector<IndicatorName> names() const {
    std::vector<IndicatorName> names;
    for (const IndicatorFigures& one : input_.facts.figures.indicators) {
      names.push_back({one.rule.id, one.rule.id});
      names.push_back({title_of(one.rule.id), one.rule.id});
    }
    return names;
  }

  /// An indicator in any period, or one of its groups.
  std::vector<PrintedFigure> computed(const FigureQuery& query) {
    const IndicatorFigures* indicator = indicator_called(query.indicator);
    if (indicator == nullptr) return {};
    const Reports* reports = reports_of(*indicator, query);
    if (reports == nullptr) return {};
    const Period period = query.period.value_or(input_.facts.frame.period);
    const bool guarded = input_.guarded.contains(indicator->rule.id);
    if (guarded && period == input_.facts.frame.period) {
      // What the report tells of its own period went through protection with everything else it prints.
      std::vector<PrintedFigure> told = printed_part(*indicator, query);
      if (!told.empty()) return told;
    }
    Quantity value = value_in(indicator->rule, *reports, period, input_.facts.frame.project_start, evidence_);
    if (guarded && !query.dimension.empty()) value = no_quantity(Mark::withheld);
    std::string id = indicator->rule.id + "@" + period_text(period, input_.fiscal);
    if (!query.dimension.empty()) id += "." + query.dimension + "=" + query.category;
    return {{id,
             title_of(indicator->rule.id) + ", " + input_.words.locale().period(period, input_.fiscal),
             value_text(value.scalar(), input_.words),
             {},
             value.scalar(),
             {},
             value.evidence,
             guarded ? Computation{} : computation_in(indicator->rule, *reports, period)}};
  }

  [[nodiscard]] std::vector<PrintedFigure> printed_part(const IndicatorFigures& indicator,
                                                        const FigureQuery& query) const {
    std::string id = indicator.rule.id;
    if (!query.dimension.empty()) id += "." + query.dimension + "=" + query.category;
    return printed(figure_name(id, "period_actual"));
  }

  [[nodiscard]] const Reports* reports_of(const IndicatorFigures& indicator, const FigureQuery& query) const {
    const IndicatorReports& all = input_.facts.reports_of(indicator);
    if (query.dimension.empty()) return &all.totals;
    if (query.dimension == "loc") {
      const auto place = all.places.find(query.category);
      return place == all.places.end() ? nullptr : &place->second;
    }
    const auto slice = all.slices.find({{query.dimension, query.category}});
    return slice == all.slices.end() ? nullptr : &slice->second;
  }

  [[nodiscard]] const IndicatorFigures* indicator_called(std::string_view id) const {
    for (const IndicatorFigures& one : input_.facts.figures.indicators)
      if (one.rule.id == id) return &one;
    return nullptr;
  }

  [[nodiscard]] bool is_guarded(const std::string& id) const {
    const IndicatorFigures* indicator = indicator_of(id);
    return indicator != nullptr && input_.guarded.contains(indicator->rule.id);
  }

  /// Is something withheld of the row that the figure is in?  Its records are then the withheld one's, too.
  [[nodiscard]] bool stands_beside_withheld(const std::string& id) const {
    return std::any_of(input_.tables.tables.begin(), input_.tables.tables.end(), [&](const auto& named) {
      const Table& table = named.second;
      for (std::size_t row = 0; row < table.rows(); ++row)
        if (has_withheld(table, row) && id.starts_with(row_name(table, row) + ".")) return true;
      return false;
    });
  }

  static bool has_withheld(const Table& table, std::size_t row) {
    return std::any_of(table.columns().begin(), table.columns().end(),
                       [row](const Column& column) { return column.mark(row) == Mark::withheld; });
  }

  /// The indicator that a figure is about, or null.
  [[nodiscard]] const IndicatorFigures* indicator_of(const std::string& id) const {
    const IndicatorFigures* best = nullptr;
    for (const IndicatorFigures& one : input_.facts.figures.indicators) {
      const std::string& name = one.rule.id;
      const bool fits = id.starts_with(name) &&
                        (id.size() == name.size() || id[name.size()] == '.' || id[name.size()] == '@');
      if (fits && (best == nullptr || name.size() > best->rule.id.size())) best = &one;
    }
    return best;
  }

  [[nodiscard]] std::string title_of(const std::string& id) const {
    const IndicatorFigures* indicator = indicator_of(id);
    const Table* results = input_.tables.find("results");
    for (std::size_t row = 0; indicator != nullptr && results != nullptr && row < results->rows(); ++row)
      if (results->at("indicator").text(row) == indicator->rule.id)
        return canonical_text(results->scalar("title", row));
    return id;
  }

  // ---- one figure ----
  Explanation explain(const PrintedFigure& figure) {
    Explanation out;
    out.id = figure.id;
    out.what = figure.what;
    out.value = figure.value.empty() ? value_text(figure.scalar, input_.words) : figure.value;
    out.how = how_text(figure.computation, input_.words);
    for (const Operand& operand : figure.computation.operands)
      out.parts.push_back({operand_text(operand, input_.words), value_text(operand.value, input_.words)});
    const std::vector<SourceRef> refs = evidence_.refs(figure.evidence);
    out.record_count = refs.size();
    out.withheld = figure.scalar == Scalar{Mark::withheld};
    out.withheld_cells = is_guarded(figure.id) || stands_beside_withheld(figure.id);
    for (const SourceRef& ref : refs) {
      if (out.records.size() == most_records_) break;
      out.records.push_back({source_of(ref), input_.order.number(ref), evidence_.place(ref),
                             out.withheld_cells ? std::vector<RawCell>{} : input_.raw.cells(ref)});
    }
    if (!out.withheld_cells) add_set_aside(refs, out);
    if (const IndicatorFigures* indicator = indicator_of(figure.id)) {
      add_targets(*indicator, out);
      add_missing(*indicator, out);
      add_undated(*indicator, out);
    }
    if (const FinanceLine* line = budget_line_of(figure.id)) out.left_out = left_out_of(*line);
    return out;
  }

  [[nodiscard]] std::string source_of(const SourceRef& ref) const {
    return called(evidence_.origin(ref).source);
  }
  /// The engine's own source has a name in every language.
  [[nodiscard]] std::string called(const std::string& source) const {
    return source == "derived:meetings" ? input_.words.text("record.meetings") : source;
  }

  void add_set_aside(const std::vector<SourceRef>& refs, Explanation& out) const {
    out.set_aside = set_aside(input_.facts.merged, refs);
    for (SetAside& one : out.set_aside) {
      one.source = called(one.source);
      one.chosen_source = called(one.chosen_source);
    }
    out.counted_once = counted_once(input_.facts.merged, refs);
    if (out.counted_once.size() > most_records_) out.counted_once.resize(most_records_);
  }

  void add_targets(const IndicatorFigures& indicator, Explanation& out) const {
    const auto add = [&](const std::string& when, const Quantity& target) {
      if (!target.value) return;
      const auto refs = evidence_.refs(target.evidence);
      out.targets.push_back(
          fmt::format("{}: {}{}", when, value_text(target.scalar(), input_.words),
                      refs.empty() ? std::string() : " (" + evidence_.place(refs.front()) + ")"));
    };
    add(input_.words.locale().period(input_.facts.frame.period, input_.fiscal), indicator.period_target);
    add(input_.words.text("scope.life"), indicator.target);
    for (const TargetChange& change : input_.facts.figures.targets.changes)
      if (change.indicator == indicator.rule.id)
        out.targets.push_back(fmt::format(
            "{} -> {}: {}", value_text(change.before.scalar(), input_.words),
            value_text(change.after.scalar(), input_.words),
            change.by.amendment + (change.by.approved_on ? ", " + iso_text(*change.by.approved_on) : "")));
  }

  /// Neighbouring months without a value are one line.
  void add_missing(const IndicatorFigures& indicator, Explanation& out) {
    if (indicator.rule.measure == "qualitative") return;
    std::vector<Period> gaps;
    bool goes_on = false;
    for (const IndicatorPoint& point :
         points_of(input_.facts.figures, indicator, input_.facts.frame, evidence_)) {
      if (!point.reported && goes_on)
        gaps.back().last = point.unit.last;
      else if (!point.reported)
        gaps.push_back(point.unit);
      goes_on = !point.reported;
    }
    for (const Period& gap : gaps) out.missing.push_back(input_.words.locale().period(gap, input_.fiscal));
  }

  void add_undated(const IndicatorFigures& indicator, Explanation& out) const {
    for (const EvidenceId record : indicator.undated)
      for (const SourceRef& ref : evidence_.refs(record))
        out.left_out.push_back(evidence_.place(ref) + ": cannot be placed in time");
  }

  /// The line that "budget.1.1.to-date" is about, or null.
  [[nodiscard]] const FinanceLine* budget_line_of(const std::string& id) const {
    const Table* finance = input_.tables.find("finance");
    for (std::size_t row = 0; finance != nullptr && row < finance->rows(); ++row) {
      const std::string name = row_name(*finance, row);
      if (id != name && !is_of_row(id, name)) continue;
      for (const FinanceLine& line : input_.facts.finance.lines)
        if (line.id == finance->at("line").text(row)) return &line;
    }
    return nullptr;
  }

  static std::vector<std::string> left_out_of(const FinanceLine& line) {
    std::vector<std::string> all;
    for (const std::string& amount : line.left_out.unconverted) all.push_back(amount + ": no exchange rate");
    for (const std::string& amount : line.left_out.undated) all.push_back(amount + ": no date");
    for (const std::string& amount : line.left_out.unbooked) all.push_back(amount + ": no budget line");
    if (line.left_out.blank > 0) all.push_back(fmt::format("{} without an amount", line.left_out.blank));
    return all;
  }

  [[noreturn]] void refuse(const std::string& asked) const {
    std::vector<std::string> ids;
    for (const PrintedFigure& figure : input_.document.figures) ids.push_back(figure.id);
    for (const IndicatorFigures& one : input_.facts.figures.indicators) ids.push_back(one.rule.id);
    const auto meant = nearest(asked, ids);
    std::string hint = meant ? "did you mean '" + *meant + "'? " : "";
    std::vector<std::string> codes;
    for (const IndicatorFigures& one : input_.facts.figures.indicators)
      if (codes.size() < most_named) codes.push_back(one.rule.id);
    hint += fmt::format(
        "write an id of the annex of evidence, or an indicator with a period and a group: {}",
        codes.empty() ? std::string("1.2 2025-12 sex=f") : fmt::format("{}", fmt::join(codes, ", ")));
    throw UsageError("the report has no figure '" + asked + "'", hint);
  }

  const ExplainInput& input_;
  std::size_t most_records_ = std::numeric_limits<std::size_t>::max();
  Evidence evidence_;  ///< The document's, and what is joined here.
};

}  // namespace

std::vector<Explanation> explain_figure(const ExplainInput& input, const std::string& asked) {
  return Explainer(input).explain(asked);
}

}  // namespace kvali
