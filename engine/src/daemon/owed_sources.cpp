#include "daemon/owed_sources.hpp"

#include <algorithm>
#include <set>

#include "daemon/compose_release.hpp"
#include "daemon/house_mail.hpp"
#include "daemon/source_files.hpp"
#include "locale/catalogue.hpp"

namespace kvali {

namespace {

constexpr std::chrono::days notice{2};

bool has_due_days(const Report& report) {
  return std::any_of(report.sources.begin(), report.sources.end(),
                     [](const SourceSpec& s) { return s.due.has_value(); });
}

std::set<Period> awaited_periods(const Store& store, const Report& report, Instant now) {
  std::set<Period> periods;
  for (const RunRecord& run : store.runs())
    if (run.schedule == report.id && run.state == RunState::planned) periods.insert(run.period);
  const auto next = next_occurrence(*report.schedule, now);
  if (const auto* occurrence = std::get_if<Occurrence>(&next)) periods.insert(occurrence->period);
  return periods;
}

/// Which of the two reminders it is time for; "" for none.
std::string reminder_due(const OwedSource& owed, Instant now) {
  const TimeZone zone(owed.report->project.timezone);
  const Date today(std::chrono::floor<std::chrono::days>(zone.wall_time(now)).time_since_epoch());
  if (today > *owed.source.due) return "overdue";
  return today >= *owed.source.due - notice ? "soon" : "";
}

void remind(Store& store, const Settings& settings, const OwedSource& owed, const std::string& which,
            Instant now) {
  const auto address = settings.config.owners.find(owed.source.owner);
  if (address == settings.config.owners.end()) return;
  const Locale locale(settings.config.review.lang);
  const Catalogue words(locale);
  const MessageArguments facts{{"title", title_of(*owed.report, locale.language())},
                               {"period", locale.period(owed.period, owed.report->project.fiscal)},
                               {"source", owed.source.source},
                               {"day", locale.date(*owed.source.due)}};
  HouseMail mail{MailKind::reminder, owed.report->project.id,
                 owed.report->id + " " + period_text(owed.period) + " " + owed.source.source + " " + which,
                 words.text("house_mail.reminder_subject", facts),
                 words.text("house_mail.reminder_" + which, facts) + "\n"};
  mail.to = {address->second};
  tell_house(store, settings.config, mail, "", now);
}

}  // namespace

std::vector<OwedSource> owed_sources(const Store& store, const Settings& settings, Instant now) {
  std::vector<OwedSource> all;
  for (const auto& [id, report] : settings.reports) {
    if (!has_due_days(report)) continue;
    const auto files = source_files(report, now);
    for (const Period& period : awaited_periods(store, report, now))
      for (const MissingSource& source : missing_sources(report, period, files))
        if (source.due) all.push_back({&report, period, source});
  }
  return all;
}

void remind_owners(Store& store, const Settings& settings, Instant now) {
  for (const OwedSource& owed : owed_sources(store, settings, now))
    if (const std::string which = reminder_due(owed, now); !which.empty())
      remind(store, settings, owed, which, now);
}

}  // namespace kvali
