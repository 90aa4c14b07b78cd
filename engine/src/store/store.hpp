#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "store/records.hpp"

namespace kvali {

/// What was asked for is not allowed where things stand, told in words for the person who asked.
class Refused : public Error {
  using Error::Error;
};

/// The store cannot be read or written.  Nothing of what was asked has happened, or, where the very end of
/// it failed, all of it.  Sending has to stop until a person has seen to it.
class StoreFailure : public Error {
  using Error::Error;
};

/// What a start found unfinished.
struct Recovery {
  int runs_begun_again = 0;
  int given_back = 0;     ///< Deliveries that were provably not sent.
  int uncertain = 0;      ///< Deliveries that nobody knows of.
  bool restored = false;  ///< The store is an old copy: see Store::recover().
};

struct AuditVerdict {
  std::int64_t entries = 0;
  std::string head;    ///< Hash of the last entry.
  std::string breach;  ///< "" or what is wrong, and where.
};

/// The memory of the daemon: schedules, runs, deliveries, and who did what.  Each function is one
/// transaction with its entry in the audit: all of it is there after a crash, or nothing.  What a state
/// does not allow throws Refused; a store that fails throws StoreFailure.  May be called from several
/// threads of one process.
class Store {
 public:
  virtual ~Store() = default;

  // Schedules and routes, as configured.

  /// `last_planned` counts for a schedule that was not known only.
  virtual void put_schedule(const ScheduleRecord& schedule) = 0;
  [[nodiscard]] virtual std::vector<ScheduleRecord> schedules() const = 0;
  /// Occurrences up to `until` are known now.
  virtual void set_planned_until(const std::string& schedule, Instant until) = 0;
  /// These and no others.  What was to be sent by a route that is gone is held.
  virtual void set_routes(const std::vector<RouteRecord>& routes, const Deed& deed) = 0;

  // Runs.

  /// False if this revision of the occurrence was known.
  virtual bool plan(const NewRun& run, const Deed& deed) = 0;
  [[nodiscard]] virtual RunRecord run(const std::string& id) const = 0;
  [[nodiscard]] virtual std::vector<RunRecord> runs() const = 0;
  /// Events that need no more than who and why: begin, render, ask_review, reject, change, fail, retry,
  /// hold, release, supersede, skip.  Holding a run holds its deliveries, releasing it releases them;
  /// superseding it supersedes those that are not sent.
  virtual void advance(const std::string& run, RunEvent event, const Deed& deed) = 0;
  /// Takes the place of an earlier draft of the run.
  virtual void keep_draft(const std::string& run, const Draft& draft, const Deed& deed) = 0;
  [[nodiscard]] virtual Draft draft(const std::string& run) const = 0;
  /// Refused unless `release_sha256` is what the run would send now.
  virtual void approve(const std::string& run, const Approval& approval) = 0;
  /// Makes a delivery for each recipient.  What an old copy of the store may have sent already waits as
  /// `uncertain`.
  virtual void queue(const std::string& run, Instant due, const Deed& deed) = 0;
  /// `submitted` ends an approved run; `accepted` and `sent_back` are kept of one that is done.
  virtual void note_desk(const std::string& run, const DeskEvent& event, const Deed& deed) = 0;
  [[nodiscard]] virtual std::vector<DeskEvent> desk_events(const std::string& run) const = 0;

  // Deliveries.

  [[nodiscard]] virtual bool has_message(const std::string& id) const = 0;
  /// Queues a mail that stays in the house.  The same one again is left out.
  virtual void post(const AddressedMessage& mail, const std::string& run, Instant due, const Deed& deed) = 0;
  /// Deliveries that are ready and due, the longest waiting first.
  [[nodiscard]] virtual std::vector<DeliveryRecord> due(Instant now, int most) const = 0;
  [[nodiscard]] virtual DeliveryRecord delivery(std::int64_t id) const = 0;
  [[nodiscard]] virtual std::vector<DeliveryRecord> deliveries() const = 0;
  [[nodiscard]] virtual std::vector<AttemptRecord> attempts(std::int64_t delivery) const = 0;
  /// Nothing if another owner was faster.  Throws StoreFailure if the approval does not cover what would be
  /// sent: then the store has been damaged.
  [[nodiscard]] virtual std::optional<Lease> claim(const DeliveryRecord& delivery, const std::string& owner,
                                                   Instant lease_until) = 0;
  /// To be called when all but the last dot is on the wire.  False: fenced out, so the dot must not be
  /// sent; neither after an exception.
  [[nodiscard]] virtual bool pass_barrier(const Lease& lease) = 0;
  /// False: fenced out, nothing is recorded.
  virtual bool record(const Lease& lease, const DeliveryResult& outcome) = 0;
  /// What people do and what mail servers report later: hold, release, resend, cancel, confirm, bounce.
  virtual void settle(std::int64_t delivery, DeliveryEvent event, const Deed& deed) = 0;

  // Starting, auditing, saving.

  /// To be called once, before anything is planned or sent: takes up what a crash left unfinished.
  virtual Recovery recover() = 0;
  /// The part of recover() about deliveries, for a sender that had to stop because the store failed.  Nobody
  /// may be sending.
  virtual Recovery restart_sending() = 0;
  [[nodiscard]] virtual std::vector<AuditEntry> audit() const = 0;
  /// Writes an entry of things that happen outside of the store, e.g. a configuration that was reloaded.
  virtual void note(const std::string& action, const std::string& object, const Deed& deed) = 0;
  [[nodiscard]] virtual AuditVerdict verify_audit() const = 0;
  /// The latest time ever seen; a clock that goes back does not change it.
  [[nodiscard]] virtual std::optional<Instant> last_seen() const = 0;
  virtual void see(Instant now) = 0;
  /// A whole copy, there completely or not at all.
  virtual void back_up(const std::filesystem::path& to) = 0;
};

}  // namespace kvali
