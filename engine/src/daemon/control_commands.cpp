#include "daemon/control_commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/error.hpp"
#include "daemon/owed_sources.hpp"
#include "daemon/show_status.hpp"

namespace kvali {

namespace {

/// What a command does to a run and to a delivery.
struct Change {
  std::string_view command;
  std::optional<RunEvent> run;
  std::optional<DeliveryEvent> delivery;
};

constexpr std::array changes{
    Change{"hold", RunEvent::hold, DeliveryEvent::hold},
    Change{"release", RunEvent::release, DeliveryEvent::release},
    Change{"reject", RunEvent::reject, std::nullopt},
    Change{"resend", RunEvent::retry, DeliveryEvent::resend},
    Change{"cancel", RunEvent::supersede, DeliveryEvent::cancel},
    Change{"confirm", std::nullopt, DeliveryEvent::confirm},
};

/// A delivery is named by its number, a run by its id.
std::optional<std::int64_t> number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool is_being_made(RunState state) {
  return state == RunState::planned || state == RunState::collecting || state == RunState::rendering;
}

Date day_of(const std::string& text) {
  const auto day = parse_iso_date(text);
  if (!day) throw Refused("'" + text + "' is no day", "write it as 2026-10-08");
  return *day;
}

}  // namespace

ControlAnswer ControlCommands::answer(const ControlRequest& request, const std::string& user) {
  try {
    check_approver(user);
    return {run_command(request, user), {}, {}};
  } catch (const Error& e) {
    return {{}, e.what(), e.hint()};
  }
}

void ControlCommands::check_approver(const std::string& user) const {
  const auto settings = settings_.get();
  const auto& allowed = settings->config.review.approvers;
  if (std::find(allowed.begin(), allowed.end(), user) == allowed.end())
    throw Refused(fmt::format("{} may not do that here", user),
                  "the administrator names who may: [review] approvers in kvalid.toml");
}

std::vector<std::string> ControlCommands::run_command(const ControlRequest& request,
                                                      const std::string& user) {
  const Deed deed{user, request.word("why")};
  const std::string& command = request.command;
  if (command == "status") return status(request.word("run"));
  if (command == "release" && request.word("run") == "clock") return release_clock(deed);
  if (command == "approve") return approve(request, user);
  if (command == "correct") return correct(request, deed);
  if (command == "audit") return verify_audit();
  if (command == "submitted" || command == "accepted" || command == "sent_back")
    return note_desk(request, deed);
  return change(request, deed);
}

std::vector<std::string> ControlCommands::status(const std::string& run) const {
  std::vector<std::string> lines = show_status(store_, run);
  const std::string doubt = guard_.doubt();
  if (run.empty())
    for (const OwedSource& owed : owed_sources(store_, *settings_.get(), clock_.now()))
      lines.push_back(fmt::format("{} waits for {} of {}, due {}", owed.report->id, owed.source.source,
                                  owed.source.owner.empty() ? "nobody" : owed.source.owner,
                                  iso_text(*owed.source.due)));
  if (!doubt.empty()) lines.insert(lines.begin(), doubt + "  if it is right: kvali release clock");
  return lines;
}

std::vector<std::string> ControlCommands::release_clock(const Deed& deed) {
  const std::string doubt = guard_.doubt();
  if (doubt.empty()) throw Refused("the clock is believed already");
  guard_.confirm();
  store_.note("release", "clock", {deed.who, doubt});
  return {"the clock is right"};
}

std::vector<std::string> ControlCommands::approve(const ControlRequest& request, const std::string& user) {
  const std::string id = request.word("run");
  const std::string release = store_.run(id).release_sha256;
  constexpr std::size_t least_digits = 8;
  if (const auto size = request.word("release").size(); size > 0 && size < least_digits)
    throw Refused("the release is named by 8 digits at least", "kvali status shows them");
  // Who names what was looked at is told if it is not that any more.
  if (release.rfind(request.word("release"), 0) != 0)
    throw Refused(fmt::format("{} is not what was looked at: it has changed since", id),
                  "look at it again: kvali status " + id);
  store_.approve(id, {release, user, clock_.now(), request.word("for"), request.word("evidence")});
  return {fmt::format("{} is approved by {}: release {}", id, user, release.substr(0, 12))};
}

std::vector<std::string> ControlCommands::correct(const ControlRequest& request, const Deed& deed) {
  const RunRecord named = store_.run(request.word("run"));
  RunRecord run = named;  // What is corrected is the latest revision, whichever was named.
  const auto settings = settings_.get();
  if (settings->reports.count(run.schedule) == 0) throw Refused(run.schedule + " is not configured any more");
  if (deed.why.empty()) throw Refused("a correction needs a reason", "write --why \"...\"");
  std::string first = run.id;
  for (const RunRecord& other : store_.runs()) {
    if (other.schedule != named.schedule || other.occurrence != named.occurrence) continue;
    if (other.revision == 0) first = other.id;
    if (other.revision > run.revision) run = other;
  }
  if (is_being_made(run.state))
    throw Refused(fmt::format("{} is still being made", run.id), "correct it when it is in review");
  if (state_after(run.state, RunEvent::supersede)) store_.advance(run.id, RunEvent::supersede, deed);
  const int revision = run.revision + 1;
  const std::string id = fmt::format("{}.r{}", first, revision);
  store_.plan({id, run.schedule, run.occurrence, run.period, revision, run.id}, deed);
  return {fmt::format("{} is made anew as {}", run.id, id)};
}

std::vector<std::string> ControlCommands::change(const ControlRequest& request, const Deed& deed) {
  const auto* known = std::find_if(changes.begin(), changes.end(),
                                   [&](const Change& c) { return c.command == request.command; });
  if (known == changes.end()) throw Refused("kvalid knows no command '" + request.command + "'");
  const std::string object = request.word("run");
  if (const auto delivery = number_of(object)) {
    if (!known->delivery) throw Refused(fmt::format("a delivery cannot be {}", participle_of(*known->run)));
    store_.settle(*delivery, *known->delivery, deed);
    return {fmt::format("delivery {} is {}", *delivery, name_of(store_.delivery(*delivery).state))};
  }
  if (!known->run) throw Refused("name the number of a delivery", "kvali status lists them");
  if (known->run == RunEvent::reject && deed.why.empty())
    throw Refused("a rejection needs a reason", "write --why \"...\"");
  store_.advance(object, *known->run, deed);
  return {fmt::format("{} is {}", object, name_of(store_.run(object).state))};
}

std::vector<std::string> ControlCommands::note_desk(const ControlRequest& request, const Deed& deed) {
  const std::string run = request.word("run");
  const Date day = day_of(request.word("day"));
  store_.note_desk(run, {request.command, day, request.word("reference"), request.word("why")}, deed);
  return {fmt::format("{}: {} on {}", run, request.command == "sent_back" ? "sent back" : request.command,
                      iso_text(day))};
}

std::vector<std::string> ControlCommands::verify_audit() const {
  const AuditVerdict verdict = store_.verify_audit();
  if (!verdict.breach.empty()) throw Refused("the audit does not verify: " + verdict.breach);
  return {fmt::format("the audit verifies: {} entries, head {}", verdict.entries, verdict.head)};
}

}  // namespace kvali
