#include "model/meeting_counts.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"

namespace kvali {

namespace {

/// Everything of one unit of time that the rule wants.
struct Unit {
  std::vector<EvidenceId> meetings;
  HeadCount heads;
  std::map<std::string, std::vector<EvidenceId>> persons;  ///< Person -> rows.
};

class MeetingCounter {
 public:
  MeetingCounter(const MeetingRule& rule, PeriodKind frequency, const Workspace& merged)
      : rule_(rule),
        frequency_(frequency),
        meetings_(merged.find("meeting")),
        attendance_(merged.find("attendance")) {
    const Table* orgs = merged.find("org");
    for (std::size_t row = 0; orgs != nullptr && row < orgs->rows(); ++row)
      org_types_.emplace(canonical_text(orgs->scalar("org_id", row)), orgs->scalar("type", row));
    of_rows_ = std::any_of(rule.conditions.begin(), rule.conditions.end(),
                           [](const RuleCondition& c) { return !concerns_meeting(c); });
    const RuleCondition* sex = rule.find("sex");
    any_sex_ = sex == nullptr || (!sex->negated && fits(*sex, Scalar{std::string("u")}));
  }

  void take(const MeetingRecord& meeting) {
    if (!meeting.held || !fits_meeting(meeting.row)) return;
    if (!meeting.date) return undated_.push_back(&meeting);
    Unit& unit = units_[period_around(*meeting.date, frequency_)];
    unit.meetings.push_back(meetings_->row_evidence[meeting.row]);
    if (rule_.count != MeetingRule::Count::meetings) take_people(meeting, unit);
  }

  MeetingCounts counts(bool by_person) { return {figures(by_person), std::move(undated_)}; }

 private:
  std::vector<MeetingFigure> figures(bool by_person) {
    std::vector<MeetingFigure> all;
    for (auto& [period, unit] : units_) {
      if (rule_.count == MeetingRule::Count::meetings)
        all.push_back({period, "", "", std::int64_t(unit.meetings.size()), std::move(unit.meetings)});
      else if (rule_.count == MeetingRule::Count::persons)
        add_attendances(period, unit, all);
      else
        add_persons(period, unit, by_person, all);
    }
    return all;
  }

  static bool fits(const RuleCondition& condition, const Scalar& cell) {
    if (is_missing(cell)) return false;
    const std::string word = fold_key(canonical_text(cell));
    const bool listed =
        std::find(condition.words.begin(), condition.words.end(), word) != condition.words.end();
    return listed != condition.negated;
  }

  bool fits_meeting(std::size_t row) const {
    return std::all_of(rule_.conditions.begin(), rule_.conditions.end(), [&](const RuleCondition& c) {
      return !concerns_meeting(c) || fits(c, meeting_field(c.field, row));
    });
  }

  /// Minutes that say nothing of a meeting's status are of one that was held: only such meetings get here.
  Scalar meeting_field(std::string_view field, std::size_t row) const {
    const Scalar cell = meetings_->scalar(field, row);
    return field == "status" && is_missing(cell) ? Scalar{std::string("held")} : cell;
  }

  Scalar field_of(std::string_view field, std::size_t row) const {
    if (field == "sex") {
      const Scalar sex = attendance_->scalar("sex", row);
      return is_missing(sex) ? Scalar{std::string("u")} : sex;
    }
    if (field != "org_type") return attendance_->scalar(field, row);
    const auto found = org_types_.find(canonical_text(attendance_->scalar("org", row)));
    return found == org_types_.end() ? Scalar{Mark::not_recorded} : found->second;
  }

  bool fits_row(std::size_t row) const {
    return std::all_of(rule_.conditions.begin(), rule_.conditions.end(), [&](const RuleCondition& c) {
      return concerns_meeting(c) || fits(c, field_of(c.field, row));
    });
  }

  void take_people(const MeetingRecord& meeting, Unit& unit) const {
    const std::size_t before = unit.heads.records.size();
    for (const std::size_t row : meeting.attendance) {
      // That somebody's sex is recorded at all says that the women who came were counted.
      const std::string sex = canonical_text(attendance_->scalar("sex", row));
      unit.heads.sexed = unit.heads.sexed || (!sex.empty() && sex != "u");
      if (!fits_row(row)) continue;
      unit.heads.add(*attendance_, row);
      if (const Scalar person = attendance_->scalar("person", row); !is_missing(person))
        unit.persons[canonical_text(person)].push_back(attendance_->row_evidence[row]);
    }
    if (unit.heads.records.size() == before && !of_rows_) take_stated(meeting, unit);
  }

  /// A total that was counted, without a list.
  void take_stated(const MeetingRecord& meeting, Unit& unit) const {
    const Scalar total = meetings_->scalar("att_total", meeting.row);
    if (is_missing(total) || canonical_text(meetings_->scalar("att_quality", meeting.row)) != "counted")
      return;
    unit.heads.add_unknown(std::get<std::int64_t>(total), meetings_->row_evidence[meeting.row]);
  }

  void add_attendances(const Period& period, Unit& unit, std::vector<MeetingFigure>& all) const {
    const HeadCount& heads = unit.heads;
    if (!heads.counted && !(heads.sexed && of_rows_)) return;
    if (!any_sex_ && !heads.sexed) return;
    // Nobody who fits came: that is known from the meetings' lists.
    const std::vector<EvidenceId>& records = heads.counted ? heads.records : unit.meetings;
    all.push_back({period, "", "", heads.total, records});
    if (rule_.find("sex") != nullptr || !heads.sexed) return;
    all.push_back({period, "f", "", heads.women, records});
    all.push_back({period, "m", "", heads.men, records});
    if (heads.other > 0) all.push_back({period, "x", "", heads.other, records});
    if (heads.unknown > 0) all.push_back({period, "u", "", heads.unknown, records});
  }

  static void add_persons(const Period& period, Unit& unit, bool by_person, std::vector<MeetingFigure>& all) {
    if (unit.persons.empty()) return;
    if (by_person) {
      for (auto& [person, records] : unit.persons) all.push_back({period, "", person, 1, std::move(records)});
      return;
    }
    MeetingFigure number{period, "", "", std::int64_t(unit.persons.size()), {}};
    for (const auto& [person, records] : unit.persons)
      number.records.insert(number.records.end(), records.begin(), records.end());
    all.push_back(std::move(number));
  }

  const MeetingRule& rule_;
  PeriodKind frequency_;
  const Table* meetings_;
  const Table* attendance_;
  std::map<std::string, Scalar> org_types_;
  bool of_rows_ = false;  ///< The rule looks at rows of attendance.
  bool any_sex_ = true;   ///< People of unknown sex fit the rule.
  std::map<Period, Unit> units_;
  std::vector<const MeetingRecord*> undated_;
};

}  // namespace

MeetingCounts count_meetings(const MeetingRule& rule, PeriodKind frequency, const Workspace& merged,
                             const MeetingRecords& meetings, bool by_person) {
  MeetingCounter counter(rule, frequency, merged);
  for (const MeetingRecord& meeting : meetings.all()) counter.take(meeting);
  return counter.counts(by_person);
}

std::vector<MeetingFigure> count_meeting(const MeetingRule& rule, const Workspace& merged,
                                         const MeetingRecord& meeting) {
  MeetingCounter counter(rule, PeriodKind::month, merged);
  counter.take(meeting);
  return counter.counts(false).figures;
}

}  // namespace kvali
