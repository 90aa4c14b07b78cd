#include "model/observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kvali {

namespace {

/// "age=18-24;sex=f" -> {age: 18-24, sex: f}
std::map<std::string, std::string> parts_of(std::string_view key) {
  std::map<std::string, std::string> parts;
  while (!key.empty()) {
    const std::size_t end = std::min(key.find(';'), key.size());
    const std::string_view one = key.substr(0, end);
    const std::size_t equals = one.find('=');
    if (equals != one.npos) parts.emplace(one.substr(0, equals), one.substr(equals + 1));
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  return parts;
}

std::string dimensions_of(const std::map<std::string, std::string>& parts) {
  std::string names;
  for (const auto& part : parts) names += part.first + ";";
  return names;
}

std::optional<Decimal> sum(const std::optional<Decimal>& a, const std::optional<Decimal>& b) {
  if (!a || !b) return a ? a : b;
  return *a + *b;
}

bool only_plain(const Reported& report) {
  return report.value && !(report.num && report.den);
}

/// Lays several reports of one period into one: added up, or the largest.
Reported together(const std::vector<Reported>& reports, const std::string& how, Evidence& evidence) {
  Reported all = reports.front();
  std::vector<EvidenceId> ids{all.evidence};
  for (std::size_t i = 1; i < reports.size(); ++i) {
    const Reported& next = reports[i];
    ids.push_back(next.evidence);
    all.notes.insert(all.notes.end(), next.notes.begin(), next.notes.end());
    if (how == "max") {
      if (next.value && (!all.value || *next.value > *all.value)) all.value = next.value;
    } else if (how == "latest") {
      if (next.value) all.value = next.value;
    } else {
      all.value = sum(all.value, next.value);
    }
    all.num = sum(all.num, next.num);
    all.den = sum(all.den, next.den);
  }
  const auto known =
      std::count_if(reports.begin(), reports.end(), [](const Reported& r) { return r.value.has_value(); });
  if (how == "avg" && all.value) all.value = divide(*all.value, Decimal(std::int64_t{known}));
  all.evidence = evidence.join(ids);
  return all;
}

/// A row of a category without a figure.
struct Gap {
  std::string category;  ///< "sex=f"
  EvidenceId evidence = 0;
};

/// All rows of one indicator, period, place and reporter.
struct Cell {
  std::map<std::string, std::vector<Gap>> gaps;  ///< By the dimensions of the row.
  std::vector<Reported> total;
  std::map<std::string, std::vector<std::pair<std::map<std::string, std::string>, Reported>>> by_dimensions;
};

class ObservationReader {
 public:
  ObservationReader(const IndicatorRule& rule, Workspace& workspace, Diagnostics& diagnostics)
      : rule_(rule), evidence_(workspace.evidence), diagnostics_(diagnostics) {}

  void add(const Table& table, std::size_t row) {
    Reported report;
    report.period = {table.at("period_first").date(row), table.at("period_last").date(row)};
    report.value = number(table, "value", row);
    report.num = number(table, "num", row);
    report.den = number(table, "den", row);
    const std::string key = canonical_text(table.scalar("disagg", row));
    const auto parts = parts_of(key);
    std::string who;
    for (const char* field : {"loc", "reporter_org", "activity"})
      who += canonical_text(table.scalar(field, row)) + '\x1f';
    Cell& cell = cells_[report.period][who];
    if (!report.value && !report.num && !report.den) {
      if (!parts.empty()) cell.gaps[dimensions_of(parts)].push_back({key, table.row_evidence[row]});
      return;
    }
    report.evidence = evidence_of(table, report.value ? "value" : report.num ? "num" : "den", row);
    if (!plausible(report)) return;
    if (has_note(table, row)) report.notes.push_back(row);
    if (parts.empty())
      cell.total.push_back(std::move(report));
    else
      cell.by_dimensions[dimensions_of(parts)].emplace_back(parts, std::move(report));
  }

  IndicatorReports finish() {
    IndicatorReports reports;
    for (auto& [period, by_place] : cells_) {
      std::vector<Reported> totals;
      std::map<std::pair<std::string, std::string>, std::vector<Reported>> categories;
      for (auto& [place, cell] : by_place) {
        if (auto total = total_of(cell)) totals.push_back(std::move(*total));
        for (auto& [part, report] : categories_of(cell)) categories[part].push_back(std::move(report));
      }
      const std::string how = rule_.overlap ? "max" : rule_.agg_space;
      if (!totals.empty()) reports.totals.push_back(lay(totals, how));
      if (reports.totals.size() > 1) check_overlap(reports.totals);
      for (auto& [part, rows] : categories)
        reports.categories[part.first][part.second].push_back(lay(rows, how));
    }
    return reports;
  }

 private:
  /// A quarter beside its months says the same thing twice.
  void check_overlap(const Reports& totals) {
    const Reported& latest = totals.back();
    const Reported& before = totals[totals.size() - 2];
    if (!overlaps(latest.period, before.period) || latest.period == before.period) return;
    complain("D-10",
             fmt::format("indicator {} has values for {} and for {}, which overlap", rule_.id,
                         period_text(before.period), period_text(latest.period)),
             about(rule_, latest.period, period_text(before.period)), latest.evidence,
             "keep one of them; the longer period is taken as the total of the shorter ones");
  }

  using Category = std::pair<std::string, std::string>;  ///< "sex", "f"

  static EvidenceId evidence_of(const Table& table, std::string_view column, std::size_t row) {
    return table.evidence(table.at(column), row);
  }

  /// Reports what no count or percentage can be; false where nothing can be computed from it.
  bool plausible(const Reported& report) {
    const std::string where = fmt::format("indicator {} in {}", rule_.id, period_text(report.period));
    if (rule_.agg_time == "ratio" && (report.num || report.den)) {
      if (!report.den || report.den->is_zero()) {
        complain("I-10", where + " has no denominator, or 0", about(rule_, report.period), report.evidence,
                 "correct it; the pair is left out until then");
        return false;
      }
      if (rule_.measure == "percent" && report.num && *report.num > *report.den)
        complain("I-09",
                 fmt::format("{}: {} of {} is more than 100%", where, report.num->to_string(),
                             report.den->to_string()),
                 about(rule_, report.period, report.num->to_string() + " / " + report.den->to_string()),
                 report.evidence, "exchange or correct numerator and denominator");
    }
    if (rule_.measure != "unit" || !report.value) return true;
    if (report.value->is_negative())
      complain("I-15", fmt::format("{}: a count of {}", where, report.value->to_string()),
               about(rule_, report.period, report.value->to_string()), report.evidence,
               "a count cannot be negative; correct the earlier value instead");
    if (rule_.decimals == 0 && !report.value->is_integer())
      complain("I-14", fmt::format("{}: a count of {}", where, report.value->to_string()),
               about(rule_, report.period, report.value->to_string()), report.evidence,
               "write whole numbers, or give the indicator decimals");
    return true;
  }

  void complain(std::string id, std::string message, FindingKey key, EvidenceId evidence, std::string hint) {
    Diagnostic finding{
        std::move(id),          Severity::error,     std::move(message), {}, std::move(hint), {},
        std::move(key.subject), std::move(key.value)};
    if (const auto refs = evidence_.refs(evidence); !refs.empty())
      finding.place = {evidence_.place(refs.front()), 0, 0, 0};
    diagnostics_.add(std::move(finding));
  }

  /// together(), but percentages without numerator and denominator cannot be laid together at all.
  Reported lay(const std::vector<Reported>& reports, const std::string& how) {
    Reported all = together(reports, how, evidence_);
    const bool share = rule_.agg_time == "ratio";
    if (share && reports.size() > 1 && std::any_of(reports.begin(), reports.end(), only_plain)) {
      all.value.reset();
      all.num.reset();
      all.den.reset();
      report_shares(all);
    }
    return all;
  }

  void report_shares(const Reported& all) {
    if (!told_.insert(all.period).second) return;
    Diagnostic finding;
    finding.id = "I-10";
    finding.message =
        fmt::format("{} {}: several percentages without numerator and denominator have no total", rule_.id,
                    period_text(all.period));
    finding.hint = "map num and den, so that they can be added up";
    finding.subject = about(rule_, all.period).subject;
    if (const auto refs = evidence_.refs(all.evidence); !refs.empty())
      finding.place = {evidence_.place(refs.front()), 0, 0, 0};
    diagnostics_.add(std::move(finding));
  }

  /// The categories of one place: each dimension from the rows of the fewest dimensions that have it,
  /// because "sex=f" and "age=18-24;sex=f" tell of the same people.
  std::map<Category, Reported> categories_of(const Cell& cell) {
    std::map<std::string, std::pair<std::size_t, std::string>> chosen;
    for (const auto& [dimensions, rows] : cell.by_dimensions)
      for (const auto& part : rows.front().first) {
        const std::pair<std::size_t, std::string> candidate(rows.front().first.size(), dimensions);
        const auto [it, added] = chosen.emplace(part.first, candidate);
        if (!added && candidate < it->second) it->second = candidate;
      }
    std::map<Category, std::vector<Reported>> gathered;
    for (const auto& [dimension, from] : chosen)
      for (const auto& row : cell.by_dimensions.at(from.second))
        gathered[{dimension, row.first.at(dimension)}].push_back(row.second);
    std::map<Category, Reported> categories;
    for (const auto& [category, rows] : gathered) categories.emplace(category, lay(rows, "sum"));
    return categories;
  }

  /// Does a column note, note@ka ... say anything?
  static bool has_note(const Table& table, std::size_t row) {
    return std::any_of(table.columns().begin(), table.columns().end(), [&](const Column& column) {
      return std::string_view(column.name()).substr(0, column.name().find('@')) == "note" &&
             !column.missing(row);
    });
  }
  static std::optional<Decimal> number(const Table& table, std::string_view name, std::size_t row) {
    const Column* column = table.find(name);
    return column == nullptr || column->missing(row) ? std::nullopt : std::optional(column->decimal(row));
  }

  /// The total as reported, else the sum of the categories of the fewest dimensions.
  std::optional<Reported> total_of(Cell& cell) {
    std::optional<Reported> summed;
    for (auto& [dimensions, rows] : cell.by_dimensions) {
      std::vector<Reported> all;
      for (auto& row : rows) all.push_back(row.second);
      const Reported sum_of_rows = cell.total.empty() ? lay(all, "sum") : together(all, "sum", evidence_);
      if (!cell.total.empty()) check(cell.total.front(), sum_of_rows, dimensions);
      // Without one of its parts a sum is no total: missing is not zero.
      if (cell.total.empty() && has_gap(cell, dimensions, sum_of_rows.period)) continue;
      const bool fewer = !summed || std::count(dimensions.begin(), dimensions.end(), ';') < fewest_;
      if (!fewer) continue;
      fewest_ = std::count(dimensions.begin(), dimensions.end(), ';');
      summed = sum_of_rows;
    }
    if (!cell.total.empty()) return together(cell.total, "sum", evidence_);
    return summed;
  }

  bool has_gap(const Cell& cell, const std::string& dimensions, const Period& period) {
    const auto gaps = cell.gaps.find(dimensions);
    if (gaps == cell.gaps.end()) return false;
    for (const Gap& gap : gaps->second)
      complain("I-04",
               fmt::format("indicator {} has no value for {} in {}; without it there is no total", rule_.id,
                           gap.category, period_text(period)),
               {about(rule_, period).subject + ";" + gap.category, {}}, gap.evidence,
               "enter it; write 0 if it is zero");
    return true;
  }

  void check(const Reported& total, const Reported& parts, const std::string& dimensions) {
    if (!total.value || !parts.value || *total.value == *parts.value) return;
    if (rule_.agg_time == "ratio") return;  // Percentages of groups do not add up.
    Diagnostic finding;
    finding.id = "I-05";
    finding.severity = Severity::block;
    finding.message = fmt::format("{} {}: the parts by {} add up to {}, the total says {}", rule_.id,
                                  period_text(total.period), dimensions.substr(0, dimensions.size() - 1),
                                  parts.value->to_string(), total.value->to_string());
    finding.hint = "correct the total or the parts; people of unknown group belong under u";
    finding.subject =
        about(rule_, total.period).subject + ";by=" + dimensions.substr(0, dimensions.size() - 1);
    finding.value = parts.value->to_string() + " / " + total.value->to_string();
    if (const auto refs = evidence_.refs(total.evidence); !refs.empty())
      finding.place = {evidence_.place(refs.front()), 0, 0, 0};
    diagnostics_.add(std::move(finding));
  }

  const IndicatorRule& rule_;
  Evidence& evidence_;
  Diagnostics& diagnostics_;
  std::map<Period, std::map<std::string, Cell>> cells_;
  std::ptrdiff_t fewest_ = 0;
  std::set<Period> told_;  ///< Periods whose percentages have no total.
};

}  // namespace

std::map<std::string, IndicatorReports, std::less<>> read_observations(
    const std::vector<IndicatorRule>& rules, Workspace& workspace, Diagnostics& diagnostics) {
  std::map<std::string, ObservationReader, std::less<>> readers;
  for (const IndicatorRule& rule : rules) readers.try_emplace(rule.id, rule, workspace, diagnostics);
  if (const Table* table = workspace.find("observation")) {
    for (std::size_t row = 0; row < table->rows(); ++row) {
      const auto it = readers.find(table->at("indicator").text(row));
      if (it != readers.end()) it->second.add(*table, row);
    }
  }
  std::map<std::string, IndicatorReports, std::less<>> all;
  for (auto& [id, reader] : readers) all.emplace(id, reader.finish());
  return all;
}

}  // namespace kvali
