#include "model/observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"

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
  bool named = !all.ids.empty();
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
    all.stated = sum(all.stated, next.stated);
    all.texts.insert(all.texts.end(), next.texts.begin(), next.texts.end());
    named = named && !next.ids.empty();
    all.ids.insert(next.ids.begin(), next.ids.end());
  }
  // Who is in two of them is one person.
  if (named) all.value = Decimal(std::int64_t(all.ids.size()));
  if (!named) all.ids.clear();
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

/// Where and by whom: location, organisation and activity.
using ReporterKey = std::string;
using Cells = std::map<Period, std::map<ReporterKey, Cell>>;

std::string location_in(const ReporterKey& place) {
  return place.substr(0, place.find('\x1f'));
}

class ObservationReader {
 public:
  ObservationReader(const IndicatorRule& rule, Workspace& workspace, Diagnostics& diagnostics)
      : rule_(rule), evidence_(workspace.evidence), diagnostics_(diagnostics) {}

  void add(const Table& table, std::size_t row) {
    Reported report;
    report.period = {table.at("period_first").date(row), table.at("period_last").date(row)};
    report.stated = number(table, "cumulative", row);
    if (rule_.measure == "qualitative" && has_text(table, row, "text")) {
      report.texts.push_back(row);
      report.evidence = table.row_evidence[row];
      texts_.push_back(report);
    }
    const std::string id = fold_key(canonical_text(table.scalar("id", row)));
    if (rule_.agg_time == "distinct" && !id.empty()) report.ids.insert(id);
    add(std::move(report), table, row, cells_);
  }

  /// What was reported before Kvali, from the project's start to the day of the balance.
  void add_opening(const Table& table, std::size_t row, std::optional<Date> project_start) {
    Reported report;
    report.opening = true;
    const Date day = std::get<Date>(table.scalar("as_of", row));
    report.period = {std::min(project_start.value_or(day), day), day};
    add(std::move(report), table, row, openings_);
  }

  IndicatorReports finish() {
    IndicatorReports reports;
    gather(cells_, reports);
    gather(openings_, reports);
    add_texts(reports.totals);
    report_covered(reports.totals);
    const auto in_time = [](const Reported& a, const Reported& b) { return a.period < b.period; };
    std::stable_sort(reports.totals.begin(), reports.totals.end(), in_time);
    for (auto& [dimension, categories] : reports.categories)
      for (auto& [category, values] : categories) std::stable_sort(values.begin(), values.end(), in_time);
    for (auto& [place, values] : reports.places) std::stable_sort(values.begin(), values.end(), in_time);
    return reports;
  }

 private:
  void add(Reported report, const Table& table, std::size_t row, Cells& cells) {
    report.value = number(table, "value", row);
    report.num = number(table, "num", row);
    report.den = number(table, "den", row);
    const std::string key = canonical_text(table.scalar("disagg", row));
    const auto parts = parts_of(key);
    ReporterKey who;
    for (const char* field : {"loc", "reporter_org", "activity"})
      who += canonical_text(table.scalar(field, row)) + '\x1f';
    Cell& cell = cells[report.period][who];
    if (!report.value && !report.ids.empty()) report.value = Decimal(1);
    if (!report.value && !report.num && !report.den) {
      if (!report.texts.empty()) return;
      if (!parts.empty()) cell.gaps[dimensions_of(parts)].push_back({key, table.row_evidence[row]});
      return;
    }
    const char* column = table.find("value") != nullptr && report.value ? "value"
                         : report.num                                   ? "num"
                                                                        : "den";
    report.evidence =
        table.find(column) != nullptr ? evidence_of(table, column, row) : table.row_evidence[row];
    if (!plausible(report)) return;
    if (!report.opening && has_text(table, row, "note")) report.notes.push_back(row);
    if (parts.empty())
      cell.total.push_back(std::move(report));
    else
      cell.by_dimensions[dimensions_of(parts)].emplace_back(parts, std::move(report));
  }

  /// Lays places, partners and categories of each period together.
  void gather(Cells& cells, IndicatorReports& reports) {
    std::map<ReporterKey, Reported> last;  ///< Of each place, as far as they have been read.
    for (auto& [period, by_place] : cells) {
      std::vector<Reported> totals;
      std::map<std::string, std::vector<Reported>> by_location;
      std::map<std::pair<std::string, std::string>, std::vector<Reported>> categories;
      for (auto& [place, cell] : by_place) {
        if (auto total = total_of(cell)) {
          by_location[location_in(place)].push_back(*total);
          totals.push_back(std::move(*total));
          if (totals.back().value) last.insert_or_assign(place, totals.back());
        }
        for (auto& [part, report] : categories_of(cell)) categories[part].push_back(std::move(report));
      }
      const std::string how = rule_.overlap ? "max" : rule_.agg_space;
      if (!totals.empty() && carries(how)) carry_forward(last, by_place, totals);
      if (!totals.empty()) reports.totals.push_back(lay(totals, how));
      for (auto& [location, rows] : by_location) reports.places[location].push_back(lay(rows, how));
      if (reports.totals.size() > 1 && !reports.totals.back().opening) check_overlap(reports.totals);
      for (auto& [part, rows] : categories)
        reports.categories[part.first][part.second].push_back(lay(rows, how));
    }
  }

  /// Do places that say nothing new keep their last value?  What is counted from the beginning and what is
  /// there at the moment does not vanish because a place was late.
  [[nodiscard]] bool carries(const std::string& how) const {
    return how == "sum" && (rule_.cumulative || rule_.agg_time == "latest");
  }

  void carry_forward(const std::map<ReporterKey, Reported>& last, const std::map<ReporterKey, Cell>& now,
                     std::vector<Reported>& totals) {
    const Period period = totals.front().period;
    for (const auto& [place, report] : last) {
      if (now.contains(place) || report.period.last >= period.first) continue;
      complain(
          "I-04",
          fmt::format("indicator {} has no value of {} for {}; the last one, for {}, stands in", rule_.id,
                      location_in(place).empty() ? std::string("one partner") : location_in(place),
                      period_text(period), period_text(report.period)),
          about(rule_, period, place), report.evidence, "enter it; write 0 if nothing is left");
      Reported kept = report;
      kept.period = period;
      kept.notes.clear();
      totals.push_back(std::move(kept));
    }
  }

  void add_texts(Reports& totals) const {
    for (const Reported& text : texts_) {
      const auto same = std::find_if(totals.begin(), totals.end(), [&](const Reported& report) {
        return report.period == text.period && !report.opening;
      });
      if (same == totals.end())
        totals.push_back(text);
      else
        same->texts.insert(same->texts.end(), text.texts.begin(), text.texts.end());
    }
  }

  /// Values that the opening balance tells of already are not added again.
  void report_covered(const Reports& totals) {
    if (rule_.cumulative || (rule_.agg_time != "sum" && rule_.agg_time != "ratio")) return;
    for (const Reported& opening : totals) {
      if (!opening.opening) continue;
      const auto covered = std::count_if(totals.begin(), totals.end(), [&](const Reported& report) {
        return !report.opening && report.period.first <= opening.period.last;
      });
      if (covered > 0)
        complain(
            "D-10",
            fmt::format("indicator {}: values of {} {} up to {} are in its opening balance already", rule_.id,
                        covered, covered == 1 ? "period" : "periods", iso_text(opening.period.last)),
            about(rule_, opening.period, "opening"), opening.evidence,
            "they are counted once; correct as_of of the opening balance if that is wrong");
    }
  }

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
    const bool share = rule_.agg_time == "ratio" || how == "ratio";
    const bool apart = how == "none" && reports.size() > 1;
    if (apart) all.value.reset();
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
  static bool has_text(const Table& table, std::size_t row, std::string_view field) {
    return std::any_of(table.columns().begin(), table.columns().end(), [&](const Column& column) {
      return std::string_view(column.name()).substr(0, column.name().find('@')) == field &&
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
  Cells cells_, openings_;
  std::vector<Reported> texts_;  ///< Of a qualitative indicator.
  std::ptrdiff_t fewest_ = 0;
  std::set<Period> told_;  ///< Periods whose percentages have no total.
};

}  // namespace

std::map<std::string, IndicatorReports, std::less<>> read_observations(
    const std::vector<IndicatorRule>& rules, Workspace& workspace, Diagnostics& diagnostics,
    std::optional<Date> project_start) {
  std::map<std::string, ObservationReader, std::less<>> readers;
  for (const IndicatorRule& rule : rules) readers.try_emplace(rule.id, rule, workspace, diagnostics);
  if (const Table* table = workspace.find("observation")) {
    for (std::size_t row = 0; row < table->rows(); ++row) {
      const auto it = readers.find(table->at("indicator").text(row));
      if (it != readers.end()) it->second.add(*table, row);
    }
  }
  if (const Table* table = workspace.find("opening")) {
    for (std::size_t row = 0; row < table->rows(); ++row) {
      const auto it = readers.find(canonical_text(table->scalar("indicator", row)));
      if (it != readers.end()) it->second.add_opening(*table, row, project_start);
    }
  }
  std::map<std::string, IndicatorReports, std::less<>> all;
  for (auto& [id, reader] : readers) all.emplace(id, reader.finish());
  return all;
}

}  // namespace kvali
