#include "model/observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "model/across_space.hpp"
#include "model/carried_values.hpp"
#include "model/outside_project.hpp"
#include "model/overlapping_periods.hpp"
#include "model/partition.hpp"
#include "model/sheet.hpp"
#include "model/silent_reporters.hpp"
#include "model/stated_totals.hpp"
#include "model/unit_check.hpp"
#include "model/value_checks.hpp"

namespace kvali {

namespace {

/// Reads one indicator's rows of one table, period by period.
class IndicatorReader {
 public:
  IndicatorReader(const IndicatorRule& rule, const ObservationRows& from, const RowValues& values,
                  const Categories& categories, std::span<const ObservationRow> rows, Date due_until,
                  IndicatorFindings& findings)
      : rule_(rule),
        from_(from),
        values_(values),
        categories_(categories),
        rows_(rows),
        findings_(findings),
        checks_(rule, findings),
        units_(rule, values, findings),
        overlaps_(rule, findings),
        usual_(rows, categories),
        chooser_(rule, categories, usual_, findings),
        stated_(rule, from, values, categories, findings),
        carried_(rule, from, due_until),
        lacking_(from, values),
        how_(across_of(rule.agg_space)),
        carries_(how_ == Across::sum && !rule.overlap && (rule.cumulative || rule.agg_time == "latest")),
        at_once_(how_ == Across::sum && !rule.overlap && !carries_),
        own_numbers_(categories.slices()),
        chosen_(categories.shapes()) {
    if (lacks_values()) silent_ones_ = SilentReporters(rule, from, values, rows, due_until);
    if (how_ == Across::none || how_ == Across::latest) find_parts();
  }

  void read(bool opening, IndicatorReports& reports) {
    for (std::size_t begin = 0; begin < rows_.size();) {
      std::size_t end = begin;
      while (end < rows_.size() && rows_[end].period == rows_[begin].period) ++end;
      read_period(rows_.subspan(begin, end - begin), opening, reports);
      begin = end;
    }
    for (std::size_t i = 0; i < slices_.size(); ++i)
      append(reports.slices[categories_.slice(used_slices_[i])], slices_[i]);
    append(reports.totals, texts_);
    for (Reported& silent : silent_) keep_notes(std::move(silent), reports.totals);
    add_partners(reports);
    lacking_.tell(rule_, findings_);
    carried_.tell(findings_);
  }

 private:
  static void append(Reports& to, Reports& more) {
    std::move(more.begin(), more.end(), std::back_inserter(to));
  }

  /// Why a value is lacking is said beside the values of its period, and stands for them where there are
  /// none.
  static void keep_notes(Reported silent, Reports& totals) {
    const auto same = std::find_if(totals.begin(), totals.end(), [&](const Reported& report) {
      return report.period == silent.period && !report.opening;
    });
    if (same == totals.end())
      totals.push_back(std::move(silent));
    else
      same->notes.insert(same->notes.end(), silent.notes.begin(), silent.notes.end());
  }

  void read_period(std::span<const ObservationRow> rows, bool opening, IndicatorReports& reports) {
    const Period& period = rows.front().period;
    opening_ = opening;
    stated_.find(rows);
    for (std::size_t begin = 0; begin < rows.size();) {
      std::size_t end = begin;
      while (end < rows.size() && rows[end].reporter == rows[begin].reporter) ++end;
      read_cell(rows.subspan(begin, end - begin), reports);
      const std::string& place = place_of(rows[begin]);
      begin = end;
      if (begin == rows.size() || place_of(rows[begin]) != place) end_place(place, period, reports);
    }
    end_partners(period);
    if (carries_ && !sheet_.total.empty()) carried_.add_to(sheet_.total, rows, stated_, how_);
    if (!opening) add_silent_ones(period, reports);
    mark_lacking(period);
    tell_shares(sheet_.total, period);
    if (!sheet_.total.empty()) {
      keep(sheet_.total.take(rule_, how_, period), reports.totals);
      if (!opening) overlaps_.check(reports.totals);
    }
    for (const std::uint32_t number : sheet_.touched()) {
      tell_shares(sheet_.slice(number), period);
      keep(sheet_.slice(number).take(rule_, how_, period), slices_[number]);
    }
    sheet_.clear();
  }

  void keep(Reported report, Reports& to) const {
    report.opening = opening_;
    if (opening_) report.notes.clear();
    to.push_back(std::move(report));
  }

  [[nodiscard]] const std::string& place_of(const ObservationRow& row) const {
    return from_.reporter(row.reporter).place;
  }

  /// What is said of one place is complete.
  void end_place(const std::string& place, const Period& period, IndicatorReports& reports) {
    if (rule_.overlap) add_place(place);
    const Across within = rule_.overlap ? Across::max : how_;
    if (!place_sheet_.total.empty())
      keep(place_sheet_.total.take(rule_, within, period), reports.places[place]);
    place_sheet_.clear();
  }

  /// Areas apart have different people, whatever the partners in each have; but for what is in a row for all.
  void add_place(const std::string& place) {
    const std::string* of_all = stated_.place_of_all();
    const bool told = of_all != nullptr && *of_all != place;
    Laid total = told ? std::exchange(place_sheet_.total, {}) : Laid();
    sheet_.add(place_sheet_, how_, false);
    if (told) place_sheet_.total = std::move(total);
  }

  void read_cell(std::span<const ObservationRow> rows, IndicatorReports& reports) {
    fill_cell(rows);
    const CellRole role = stated_.role(cell_.reporter);
    if (cell_.partitions.empty()) {
      if (!role.total || opening_ || !lacks_values()) return;
      lacking_now_.push_back(rows.front());
      reports.lacking[place_of(rows.front())].push_back(cell_.period);
      return;
    }
    chooser_.compare(cell_);
    Sheet& to = at_once_ ? sheet_ : cell_sheet_;
    if (const Partition* total = chooser_.total_of(cell_)) {
      for (const CellRow& row : total->rows) {
        if (role.total || !at_once_) to.total.add(row.value);
        if (at_once_ && role.place) place_sheet_.total.add(row.value);
      }
    }
    if (role.slices) add_slices(to);
    if (at_once_) return;
    if (carries_ && cell_sheet_.total.has_number())
      carried_.keep(cell_.reporter, cell_.period, cell_sheet_.total);
    if (rule_.overlap) {
      if (!role.told) place_sheet_.add(cell_sheet_, Across::max, true);
    } else {
      if (role.place && !cell_sheet_.total.empty()) place_sheet_.total.add(cell_sheet_.total, how_);
      const std::string& org = from_.reporter(cell_.reporter).org;
      if (by_partner_ && !org.empty() && !cell_sheet_.total.empty())
        partner_sheets_[org].add(cell_sheet_.total, how_);
      if (!role.total) cell_sheet_.total.clear();
      if (is_one_of_several()) cell_sheet_.mark_apart();
      sheet_.add(cell_sheet_, how_, false);
    }
    cell_sheet_.clear();
  }

  /// Is a total without the value of somebody not all?
  [[nodiscard]] bool lacks_values() const {
    return at_once_ && rule_.agg_time != "ratio" && rule_.measure != "qualitative";
  }

  /// What one of several says is no total of the indicator, in whatever period it is alone.
  [[nodiscard]] bool is_one_of_several() const {
    return how_ == Across::none && several_ && !wholes_.contains(cell_.reporter);
  }

  void find_parts() {
    std::set<std::uint32_t> reporters;
    for (const ObservationRow& row : rows_) {
      reporters.insert(row.reporter);
      for (const std::uint32_t wider : from_.wider().than(row.reporter)) wholes_.insert(wider);
    }
    std::set<std::string> partners;
    for (const std::uint32_t reporter : reporters) partners.insert(from_.reporter(reporter).org);
    partners.erase(std::string());
    by_partner_ = partners.size() > 1;
    for (const std::uint32_t whole : wholes_) reporters.erase(whole);
    several_ = reporters.size() > 1;
  }

  /// Where partners have no total, what each says is a part like that of a category.
  void add_partners(IndicatorReports& reports) {
    const bool taken = std::any_of(reports.slices.begin(), reports.slices.end(), [](const auto& one) {
      return one.first.front().dimension == partner_dimension;
    });
    if (taken) return;
    for (auto& [org, values] : partners_) append(reports.slices[{{partner_dimension, org}}], values);
  }

  void end_partners(const Period& period) {
    for (auto& [org, laid] : partner_sheets_) keep(laid.take(rule_, how_, period), partners_[org]);
    partner_sheets_.clear();
  }

  void add_silent_ones(const Period& period, IndicatorReports& reports) {
    for (const ObservationRow& row : silent_ones_.in(period)) {
      silent_now_.push_back(row);
      reports.lacking[place_of(row)].push_back(period);
    }
  }

  void mark_lacking(const Period& period) {
    const auto empty = std::exchange(lacking_now_, {});
    const auto silent = std::exchange(silent_now_, {});
    if ((empty.empty() && silent.empty()) || !sheet_.total.value()) return;
    sheet_.total.mark_incomplete();
    for (const ObservationRow& row : empty) lacking_.add_empty(row);
    for (const ObservationRow& row : silent) lacking_.add_silent(row, period);
  }

  void fill_cell(std::span<const ObservationRow> rows) {
    cell_.period = rows.front().period;
    cell_.reporter = rows.front().reporter;
    cell_.rows.clear();
    cell_.gaps.clear();
    cell_.partitions.clear();
    for (const ObservationRow& row : rows) read_row(row);
    for (std::size_t begin = 0; begin < cell_.rows.size();) {
      const std::uint32_t shape = shape_of(cell_.rows[begin]);
      std::size_t end = begin;
      while (end < cell_.rows.size() && shape_of(cell_.rows[end]) == shape) ++end;
      cell_.partitions.push_back({shape, std::span(cell_.rows).subspan(begin, end - begin)});
      begin = end;
    }
  }

  [[nodiscard]] std::uint32_t shape_of(const CellRow& row) const { return categories_.key(row.key).shape; }

  void read_row(const ObservationRow& row) {
    const RowValue value = values_.read(row.row, rule_);
    units_.check(row);
    const bool words = rule_.measure == "qualitative" && !opening_ && values_.has_text(row.row);
    if (words) add_text(row);
    if (value.value || value.num || value.den) {
      if (checks_.usable(value, row.period)) cell_.rows.push_back({value, row.key});
      return;
    }
    if (words) return;
    if (row.key != 0) cell_.gaps.push_back({row.key, values_.evidence(row.row)});
    if (value.has_note && !opening_) add_silent(row);
  }

  void add_silent(const ObservationRow& row) {
    Reported silent;
    silent.silent = true;
    silent.period = row.period;
    silent.notes.push_back(row.row);
    silent.evidence.push_back(values_.evidence(row.row));
    silent_.push_back(std::move(silent));
  }

  void add_text(const ObservationRow& row) {
    if (texts_.empty() || texts_.back().period != row.period) {
      texts_.emplace_back();
      texts_.back().period = row.period;
    }
    texts_.back().texts.push_back(row.row);
    texts_.back().evidence.push_back(values_.evidence(row.row));
  }

  /// Each slice from the partition of the fewest dimensions that has it, because "sex=f" and
  /// "age=18-24;sex=f" tell of the same people.
  void add_slices(Sheet& to) {
    ++cell_number_;
    for (const Partition& partition : cell_.partitions) {
      const auto& slices = categories_.key(partition.rows.front().key).slices;
      const auto free = [&](std::uint32_t slice) {
        const Choice& choice = chosen_[categories_.shape_of_slice(slice)];
        return choice.cell != cell_number_ || choice.partition == partition.shape;
      };
      for (const std::uint32_t slice : slices)
        if (free(slice)) chosen_[categories_.shape_of_slice(slice)] = {cell_number_, partition.shape};
      for (const CellRow& row : partition.rows)
        for (const std::uint32_t slice : categories_.key(row.key).slices)
          if (free(slice)) to.slice(own_number(slice)).add(row.value);
    }
  }

  /// Slices of this indicator only, from 0: there may be many that it does not have.
  std::uint32_t own_number(std::uint32_t slice) {
    std::uint32_t& number = own_numbers_[slice];
    if (number == 0) {
      used_slices_.push_back(slice);
      slices_.emplace_back();
      number = std::uint32_t(used_slices_.size());
    }
    return number - 1;
  }

  void tell_shares(const Laid& laid, const Period& period) {
    if (!laid.several_shares(rule_, how_) || told_ == period) return;
    told_ = period;
    findings_.add({"I-10", Severity::error,
                   fmt::format("{} {}: several percentages without numerator and denominator have no total",
                               rule_.id, period_text(period)),
                   about(rule_, period), "map num and den, so that they can be added up"},
                  laid.evidence());
  }

  struct Choice {
    std::uint64_t cell = 0;
    std::uint32_t partition = 0;
  };

  const IndicatorRule& rule_;
  const ObservationRows& from_;
  const RowValues& values_;
  const Categories& categories_;
  std::span<const ObservationRow> rows_;
  IndicatorFindings& findings_;
  ValueChecks checks_;
  UnitCheck units_;
  OverlapCheck overlaps_;
  UsualCategories usual_;
  PartitionChooser chooser_;
  StatedTotals stated_;
  CarriedValues carried_;
  LackingValues lacking_;
  Across how_;
  bool carries_;  ///< Places that say nothing new keep their last value.
  bool at_once_;  ///< Rows of all places and partners simply add up.
  bool opening_ = false;
  Cell cell_;
  Sheet cell_sheet_, place_sheet_, sheet_;
  std::uint64_t cell_number_ = 0;
  std::vector<std::uint32_t> own_numbers_;  ///< Of slices, + 1; 0 = none yet.
  std::vector<std::uint32_t> used_slices_;
  std::vector<Choice> chosen_;   ///< By shape: the partition that a cell's slices of it come from.
  std::vector<Reports> slices_;  ///< One for each of used_slices_.
  Reports texts_;                ///< Of a qualitative indicator.
  Reports silent_;               ///< Rows with a note and no value.
  std::vector<ObservationRow> lacking_now_;  ///< Rows of the period without a number.
  std::vector<ObservationRow> silent_now_;   ///< Earlier rows of those who have none in it.
  SilentReporters silent_ones_;
  std::set<std::uint32_t> wholes_;              ///< Reporters who speak of others too.
  bool several_ = false;                        ///< There are several of the others.
  bool by_partner_ = false;                     ///< What each partner says is kept apart.
  std::map<std::string, Laid> partner_sheets_;  ///< Of the period.
  std::map<std::string, Reports> partners_;
  std::optional<Period> told_;  ///< The period whose percentages have no total.
};

void sort_by_time(IndicatorReports& reports) {
  const auto in_time = [](const Reported& a, const Reported& b) { return a.period < b.period; };
  std::stable_sort(reports.totals.begin(), reports.totals.end(), in_time);
  for (auto& [slice, values] : reports.slices) std::stable_sort(values.begin(), values.end(), in_time);
  for (auto& [place, values] : reports.places) std::stable_sort(values.begin(), values.end(), in_time);
}

}  // namespace

Observations::Observations(std::vector<IndicatorRule> rules, const Workspace& workspace,
                           const ObservationTime& time)
    : rules_(std::move(rules)),
      time_(time),
      categories_({workspace.find("observation"), workspace.find("opening")}),
      observed_(workspace.find("observation"), workspace.find("location"), rules_, categories_,
                [table = workspace.find("observation")](std::size_t row) {
                  return Period{table->at("period_first").date(row), table->at("period_last").date(row)};
                }),
      opened_(workspace.find("opening"), workspace.find("location"), rules_, categories_,
              [table = workspace.find("opening"), project_start = time.project_start](std::size_t row) {
                const Date day = table->at("as_of").date(row);
                return Period{std::min(project_start.value_or(day), day), day};
              }) {
  if (const Table* table = workspace.find("observation")) observed_values_.emplace(*table);
  if (const Table* table = workspace.find("opening")) opened_values_.emplace(*table);
}

std::span<const ObservationRow> Observations::known(std::span<const ObservationRow> rows) const {
  const auto later = std::find_if(rows.begin(), rows.end(), [&](const ObservationRow& row) {
    return row.period.first > time_.known_until;
  });
  return rows.first(std::size_t(later - rows.begin()));
}

std::vector<EvidenceId> Observations::left_out(std::size_t rule) const {
  std::vector<EvidenceId> records;
  const auto rows = observed_.of(rule);
  for (const ObservationRow& row : rows.subspan(known(rows).size()))
    if (observed_values_->has_number(row.row, rules_[rule]))
      records.push_back(observed_values_->evidence(row.row));
  return records;
}

IndicatorReports Observations::read(std::size_t rule, const Evidence& evidence,
                                    Diagnostics& diagnostics) const {
  IndicatorReports reports;
  IndicatorFindings findings(evidence, diagnostics);
  if (observed_values_)
    tell_outside_project(rules_[rule],
                         {time_.project_start.value_or(first_date), time_.project_end.value_or(last_date)},
                         observed_, *observed_values_, observed_.of(rule), findings);
  if (const auto rows = known(observed_.of(rule)); !rows.empty())
    IndicatorReader(rules_[rule], observed_, *observed_values_, categories_, rows, time_.due_until, findings)
        .read(false, reports);
  if (const auto rows = known(opened_.of(rule)); !rows.empty())
    IndicatorReader(rules_[rule], opened_, *opened_values_, categories_, rows, time_.due_until, findings)
        .read(true, reports);
  tell_covered(rules_[rule], reports.totals, findings);
  sort_by_time(reports);
  return reports;
}

}  // namespace kvali
