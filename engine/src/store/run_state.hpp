#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kvali {

/// Where one occurrence of a schedule stands.
enum class RunState : std::uint8_t {
  planned,     ///< Known; not due yet, or waiting for the run before it.
  collecting,  ///< A worker reads the sources.
  rendering,   ///< A worker writes the files.
  draft,       ///< Files in place, mails composed, hashes fixed.
  in_review,   ///< Waits for a person.
  approved,    ///< By a person, for one release hash.
  queued,      ///< The deliveries are there.
  done,        ///< No delivery is open any more.
  held,        ///< By a person; goes back to where it was.
  failed,
  rejected,
  superseded,  ///< By a newer revision.
  skipped,     ///< Missed, and the schedule says to leave it out.
};

inline constexpr std::array all_run_states{
    RunState::planned,  RunState::collecting, RunState::rendering, RunState::draft, RunState::in_review,
    RunState::approved, RunState::queued,     RunState::done,      RunState::held,  RunState::failed,
    RunState::rejected, RunState::superseded, RunState::skipped};

/// What can happen to a run.
enum class RunEvent : std::uint8_t {
  begin,
  render,
  keep_draft,
  ask_review,
  approve,
  reject,
  change,  ///< The draft is not the one that was looked at any more.
  queue,
  submit,    ///< A person handed it in by other ways than mail.
  complete,  ///< The last delivery has ended.
  fail,
  retry,
  hold,
  release,
  supersede,
  skip,
  restart,  ///< The daemon ended in the midst of it.
};

inline constexpr std::array all_run_events{
    RunEvent::begin,  RunEvent::render, RunEvent::keep_draft, RunEvent::ask_review, RunEvent::approve,
    RunEvent::reject, RunEvent::change, RunEvent::queue,      RunEvent::submit,     RunEvent::complete,
    RunEvent::fail,   RunEvent::retry,  RunEvent::hold,       RunEvent::release,    RunEvent::supersede,
    RunEvent::skip,   RunEvent::restart};

/// The word in columns, messages and JSON: "in_review".
[[nodiscard]] std::string_view name_of(RunState state);
[[nodiscard]] std::optional<RunState> run_state_of(std::string_view name);

/// The word of the audit: "approve".
[[nodiscard]] std::string_view name_of(RunEvent event);

/// What a sentence says was done: "approved".
[[nodiscard]] std::string_view participle_of(RunEvent event);

/// The state after the event, or nothing where it is not allowed.  A held run that is released goes back to
/// `held_from`.
[[nodiscard]] std::optional<RunState> state_after(RunState state, RunEvent event,
                                                  std::optional<RunState> held_from = {});

}  // namespace kvali
