#include "daemon/plan_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "schedule/planner.hpp"

namespace kvali {

namespace {

const Deed planning{"daemon"};

std::string_view name_of(Misfire misfire) {
  constexpr std::array<std::string_view, 3> names{"run_all", "run_latest", "skip"};
  return names.at(std::size_t(misfire));
}

/// Two occurrences may report one period: then the instant tells them apart.
std::string unused_id(const Store& store, const Report& report, const Occurrence& occurrence) {
  std::string id = run_id(report, occurrence.period, 0);
  const auto runs = store.runs();
  const bool used = std::any_of(runs.begin(), runs.end(), [&](const RunRecord& run) {
    return run.id == id && run.occurrence != occurrence.at;
  });
  return used ? fmt::format("{}.{}", id, iso_text(occurrence.at)) : id;
}

void plan_one(Store& store, const Report& report, const Occurrence& occurrence, bool skipped) {
  const NewRun run{unused_id(store, report, occurrence), report.id, occurrence.at, occurrence.period};
  if (store.plan(run, planning) && skipped)
    store.advance(run.id, RunEvent::skip, {"daemon", "it was missed"});
}

}  // namespace

std::string run_id(const Report& report, const Period& period, int revision) {
  std::string id = report.id + "." + period_text(period, report.project.fiscal);
  if (revision > 0) id += fmt::format(".r{}", revision);
  return id;
}

void announce_settings(Store& store, const Settings& settings, Instant now) {
  for (const auto& [id, report] : settings.reports) {
    const Schedule& schedule = *report.schedule;
    store.put_schedule({id, report.project.id, report.path.string(), report.project.timezone,
                        spec_hash(schedule), true, std::string(name_of(schedule.misfire)), now});
  }
  store.set_routes(settings.routes, {"daemon", "as configured"});
}

void plan_runs(Store& store, const Settings& settings, Instant now) {
  for (const ScheduleRecord& record : store.schedules()) {
    const auto report = settings.reports.find(record.id);
    if (report == settings.reports.end()) continue;
    const Instant until = record.last_planned.value_or(now);
    const Plan plan = plan_occurrences(*report->second.schedule, {until, now, now, true});
    for (const Occurrence& occurrence : plan.skipped) plan_one(store, report->second, occurrence, true);
    for (const Occurrence& occurrence : plan.run) plan_one(store, report->second, occurrence, false);
    if (plan.planned != until) store.set_planned_until(record.id, plan.planned);
  }
}

std::optional<Instant> next_due(const Settings& settings, Instant now) {
  std::optional<Instant> earliest;
  for (const auto& [id, report] : settings.reports) {
    const auto next = next_occurrence(*report.schedule, now);
    const auto* occurrence = std::get_if<Occurrence>(&next);
    if (occurrence != nullptr && (!earliest || occurrence->at < *earliest)) earliest = occurrence->at;
  }
  return earliest;
}

}  // namespace kvali
