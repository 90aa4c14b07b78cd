#include "model/observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "model/across_space.hpp"
#include "model/across_time.hpp"
#include "model/outside_project.hpp"
#include "model/partition.hpp"
#include "model/silent_reporters.hpp"
#include "model/stated_totals.hpp"
#include "model/value_checks.hpp"

namespace kvali {

namespace {

/// Values of one period, by what they are of.  Its slices are kept for the next period: a cleared sheet
/// allocates nothing.
class Sheet {
 public:
  Laid total;
  Laid& slice(std::uint32_t number) {
    if (number >= slices_.size()) slices_.resize(number + 1);
    if (slices_[number].empty()) touched_.push_back(number);
    return slices_[number];
  }
  [[nodiscard]] const std::vector<std::uint32_t>& touched() const { return touched_; }

  void add(Sheet& other, Across how, bool overlap) {
    if (!other.total.empty()) total.add(other.total, how);
    if (overlap) total.mark_overlap();
    for (const std::uint32_t number : other.touched_) {
      slice(number).add(other.slices_[number], how);
      if (overlap) slices_[number].mark_overlap();
    }
  }
  void clear() {
    total.clear();
    for (const std::uint32_t number : touched_) slices_[number].clear();
    touched_.clear();
  }

 private:
  std::vector<Laid> slices_;
  std::vector<std::uint32_t> touched_;
};

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
        usual_(rows, categories),
        chooser_(rule, categories, usual_, findings),
        stated_(rule, from, values, categories, findings),
        how_(across_of(rule.agg_space)),
        carries_(how_ == Across::sum && !rule.overlap && (rule.cumulative || rule.agg_time == "latest")),
        at_once_(how_ == Across::sum && !rule.overlap && !carries_),
        adds_up_(at_once_ && rule.agg_time != "ratio" && rule.agg_time != "distinct"),
        own_numbers_(categories.slices()),
        chosen_(categories.shapes()) {
    if (lacks_values()) silent_ones_ = SilentReporters(rule, from, values, rows, due_until);
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
    if (adds_up_ || carries_) stated_.find(rows);
    for (std::size_t begin = 0; begin < rows.size();) {
      std::size_t end = begin;
      while (end < rows.size() && rows[end].reporter == rows[begin].reporter) ++end;
      read_cell(rows.subspan(begin, end - begin), reports);
      const std::string& place = place_of(rows[begin]);
      begin = end;
      if (begin == rows.size() || place_of(rows[begin]) != place) end_place(place, period, reports);
    }
    if (carries_ && !sheet_.total.empty()) carry_forward(rows);
    if (!opening) add_silent_ones(period, reports);
    mark_lacking(period);
    tell_shares(sheet_.total, period);
    if (!sheet_.total.empty()) {
      keep(sheet_.total.take(rule_, how_, period), reports.totals);
      if (!opening) check_overlap(reports.totals);
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
    // Areas apart have different people, whatever the partners in each have.
    if (rule_.overlap) sheet_.add(place_sheet_, how_, false);
    const Across within = rule_.overlap ? Across::max : how_;
    if (!place_sheet_.total.empty())
      keep(place_sheet_.total.take(rule_, within, period), reports.places[place]);
    place_sheet_.clear();
  }

  void read_cell(std::span<const ObservationRow> rows, IndicatorReports& reports) {
    fill_cell(rows);
    const CellRole role = stated_.role(cell_.reporter);
    if (cell_.partitions.empty()) {
      if (!role.total || opening_ || !lacks_values()) return;
      lacking_.empty.push_back(rows.front());
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
    if (carries_ && cell_sheet_.total.value()) {
      last_[cell_.reporter] = {cell_.period, cell_sheet_.total};
    }
    if (rule_.overlap) {
      place_sheet_.add(cell_sheet_, Across::max, true);
    } else {
      if (role.place && !cell_sheet_.total.empty()) place_sheet_.total.add(cell_sheet_.total, how_);
      if (!role.total) cell_sheet_.total.clear();
      sheet_.add(cell_sheet_, how_, false);
    }
    cell_sheet_.clear();
  }

  /// Is a total without the value of somebody not all?
  [[nodiscard]] bool lacks_values() const {
    return at_once_ && rule_.agg_time != "ratio" && rule_.measure != "qualitative";
  }

  void add_silent_ones(const Period& period, IndicatorReports& reports) {
    for (const ObservationRow& row : silent_ones_.in(period)) {
      lacking_.silent.push_back(row);
      reports.lacking[place_of(row)].push_back(period);
    }
  }

  void mark_lacking(const Period& period) {
    const LackingValues lacking = std::exchange(lacking_, {});
    if ((lacking.empty.empty() && lacking.silent.empty()) || !sheet_.total.value()) return;
    sheet_.total.mark_incomplete();
    tell_lacking(rule_, period, lacking, from_, values_, findings_);
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
    check_unit(row);
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

  /// 3 km beside 3000 m are no sum.
  void check_unit(const ObservationRow& row) {
    const std::string_view unit = values_.unit(row.row);
    if (unit.empty() || (unit_ && (unit_->told || unit == unit_->text))) return;
    const std::string folded = fold_key(unit);
    const bool own = std::find(rule_.units.begin(), rule_.units.end(), folded) != rule_.units.end();
    const std::string& key = own ? rule_.units.front() : folded;
    if (!unit_) unit_ = Unit{std::string(unit), key, row.period};
    if (unit_->key == key) return;
    unit_->told = true;
    const EvidenceId record = values_.evidence(row.row);
    FindingKey about_units = about(rule_);
    about_units.subject += ";unit";
    about_units.value = unit_->text + " / " + std::string(unit);
    findings_.add({"I-22", Severity::warning,
                   fmt::format("indicator {}: the unit is '{}' in {} and '{}' in {}", rule_.id, unit_->text,
                               period_text(unit_->period), unit, period_text(row.period)),
                   std::move(about_units), "write all values in one unit, or make two indicators of it"},
                  std::span(&record, 1));
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

  /// What is counted from the beginning, and what is there at the moment, does not vanish because a place
  /// was late.
  void carry_forward(std::span<const ObservationRow> rows) {
    const Period& period = rows.front().period;
    for (const auto& [reporter, last] : last_) {
      if (last.period.last >= period.first || stated_.is_told_by(reporter, rows)) continue;
      const Reporter& who = from_.reporter(reporter);
      findings_.add({"I-04", Severity::error,
                     fmt::format("indicator {} has no value of {} for {}; the last one, for {}, stands in",
                                 rule_.id, who.place.empty() ? std::string("one partner") : who.place,
                                 period_text(period), period_text(last.period)),
                     about(rule_, period, who.text()), "enter it; write 0 if nothing is left"},
                    last.value.evidence());
      sheet_.total.add(last.value.without_notes(), how_);
    }
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

  /// A quarter beside its months says the same thing twice.
  void check_overlap(const Reports& totals) {
    const std::size_t last = totals.size() - 1;
    const std::size_t furthest =
        std::exchange(furthest_, totals[furthest_].period.last < totals[last].period.last ? last : furthest_);
    if (last == 0) return;
    tell_overlap(totals[last - 1], totals[last]);
    // Between the quarter and what begins in it may lie a month.
    if (furthest != last - 1 && furthest_ == last) tell_overlap(totals[furthest], totals[last]);
  }

  void tell_overlap(const Reported& before, const Reported& latest) {
    if (!overlaps(latest.period, before.period) || latest.period == before.period) return;
    const bool in_part = !contains(before.period, latest.period) && !contains(latest.period, before.period);
    const char* hint = "keep one of them";
    if (adds_over_time(rule_))
      hint = in_part ? "correct a period: neither is a part of the other, and together they have no total"
                     : "keep one of them; the longer period is taken as the total of the shorter ones";
    findings_.add({"D-10", Severity::error,
                   fmt::format("indicator {} has values for {} and for {}, which overlap", rule_.id,
                               period_text(before.period), period_text(latest.period)),
                   about(rule_, latest.period, period_text(before.period)), hint},
                  latest.evidence);
  }

  /// The first unit that a row names.
  struct Unit {
    std::string text, key;
    Period period;
    bool told = false;
  };
  struct Last {
    Period period;
    Laid value;
  };
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
  UsualCategories usual_;
  PartitionChooser chooser_;
  StatedTotals stated_;
  Across how_;
  bool carries_;  ///< Places that say nothing new keep their last value.
  bool at_once_;  ///< Rows of all places and partners simply add up.
  bool adds_up_;  ///< A total must be the sum of what its parts say.
  bool opening_ = false;
  std::size_t furthest_ = 0;  ///< The total that reaches furthest so far.
  Cell cell_;
  Sheet cell_sheet_, place_sheet_, sheet_;
  std::uint64_t cell_number_ = 0;
  std::map<std::uint32_t, Last> last_;      ///< Of each reporter, as far as they have been read.
  std::vector<std::uint32_t> own_numbers_;  ///< Of slices, + 1; 0 = none yet.
  std::vector<std::uint32_t> used_slices_;
  std::vector<Choice> chosen_;   ///< By shape: the partition that a cell's slices of it come from.
  std::vector<Reports> slices_;  ///< One for each of used_slices_.
  Reports texts_;                ///< Of a qualitative indicator.
  Reports silent_;               ///< Rows with a note and no value.
  LackingValues lacking_;        ///< In the period.
  SilentReporters silent_ones_;
  std::optional<Unit> unit_;
  std::optional<Period> told_;  ///< The period whose percentages have no total.
};

void sort_by_time(IndicatorReports& reports) {
  const auto in_time = [](const Reported& a, const Reported& b) { return a.period < b.period; };
  std::stable_sort(reports.totals.begin(), reports.totals.end(), in_time);
  for (auto& [slice, values] : reports.slices) std::stable_sort(values.begin(), values.end(), in_time);
  for (auto& [place, values] : reports.places) std::stable_sort(values.begin(), values.end(), in_time);
}

/// Values that the opening balance tells of already are not added again.
void tell_covered(const IndicatorRule& rule, const Reports& totals, IndicatorFindings& findings) {
  if (rule.cumulative || (rule.agg_time != "sum" && rule.agg_time != "ratio")) return;
  for (const Reported& opening : totals) {
    if (!opening.opening) continue;
    const auto covered = std::count_if(totals.begin(), totals.end(), [&](const Reported& report) {
      return !report.opening && report.period.first <= opening.period.last;
    });
    if (covered > 0)
      findings.add(
          {"D-10", Severity::error,
           fmt::format("indicator {}: values of {} {} up to {} are in its opening balance already", rule.id,
                       covered, covered == 1 ? "period" : "periods", iso_text(opening.period.last)),
           about(rule, opening.period, "opening"),
           "they are counted once; correct as_of of the opening balance if that is wrong"},
          opening.evidence);
  }
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

IndicatorReports Observations::read(std::size_t rule, const Evidence& evidence,
                                    Diagnostics& diagnostics) const {
  IndicatorReports reports;
  IndicatorFindings findings(evidence, diagnostics);
  const auto known = [&](std::span<const ObservationRow> rows) {
    const auto later = std::find_if(rows.begin(), rows.end(), [&](const ObservationRow& row) {
      return row.period.first > time_.known_until;
    });
    return rows.first(std::size_t(later - rows.begin()));
  };
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
