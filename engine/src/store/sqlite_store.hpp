#pragma once

#include <functional>
#include <mutex>

#include "store/database.hpp"
#include "store/generation.hpp"
#include "store/store.hpp"

namespace kvali {

/// The store in one SQLite file, for the one daemon that has it open.  Every commit is on the disk when it
/// returns (journal_mode TRUNCATE, synchronous FULL; not WAL, which SQLite 3.7 to 3.51.2 can corrupt).
class SqliteStore final : public Store {
 public:
  struct Options {
    std::filesystem::path path;
    std::string vfs = {};  ///< SQLite's file layer, for tests that make it fail.
  };

  /// Makes a new, empty store.  Throws Error if there is a file of that name: nothing is ever emptied.
  static void create(const Options& options);

  /// Throws Error if there is no store or if it is damaged: nothing starts empty.  `now` tells the time.
  SqliteStore(const Options& options, std::function<Instant()> now);

  void put_schedule(const ScheduleRecord& schedule) override;
  [[nodiscard]] std::vector<ScheduleRecord> schedules() const override;
  void set_planned_until(const std::string& schedule, Instant until) override;
  void set_routes(const std::vector<RouteRecord>& routes, const Deed& deed) override;

  bool plan(const NewRun& run, const Deed& deed) override;
  [[nodiscard]] RunRecord run(const std::string& id) const override;
  [[nodiscard]] std::vector<RunRecord> runs() const override;
  void advance(const std::string& run, RunEvent event, const Deed& deed) override;
  void keep_draft(const std::string& run, const Draft& draft, const Deed& deed) override;
  [[nodiscard]] Draft draft(const std::string& run) const override;
  void approve(const std::string& run, const Approval& approval) override;
  void queue(const std::string& run, Instant due, const Deed& deed) override;
  void note_desk(const std::string& run, const DeskEvent& event, const Deed& deed) override;
  [[nodiscard]] std::vector<DeskEvent> desk_events(const std::string& run) const override;

  [[nodiscard]] bool has_message(const std::string& id) const override;
  void post(const AddressedMessage& mail, const std::string& run, Instant due, const Deed& deed) override;
  [[nodiscard]] std::vector<DeliveryRecord> due(Instant now, int most) const override;
  [[nodiscard]] DeliveryRecord delivery(std::int64_t id) const override;
  [[nodiscard]] std::vector<DeliveryRecord> deliveries() const override;
  [[nodiscard]] std::vector<AttemptRecord> attempts(std::int64_t delivery) const override;
  [[nodiscard]] std::optional<Lease> claim(const DeliveryRecord& delivery, const std::string& owner,
                                           Instant lease_until) override;
  [[nodiscard]] bool pass_barrier(const Lease& lease) override;
  bool record(const Lease& lease, const DeliveryResult& outcome) override;
  void settle(std::int64_t delivery, DeliveryEvent event, const Deed& deed) override;

  Recovery recover() override;
  Recovery restart_sending() override;
  [[nodiscard]] std::vector<AuditEntry> audit() const override;
  void note(const std::string& action, const std::string& object, const Deed& deed) override;
  [[nodiscard]] AuditVerdict verify_audit() const override;
  [[nodiscard]] std::optional<Instant> last_seen() const override;
  void see(Instant now) override;
  void back_up(const std::filesystem::path& to) override;

 private:
  void check_integrity();
  void check_approvals();
  void renew_generation();
  [[nodiscard]] std::optional<std::string> meta(const char* key) const;
  void set_meta(const char* key, const std::string& value);

  void write_audit(const Deed& deed, std::string_view action, const std::string& object,
                   const std::string& detail);

  // Below here everything is called with a transaction open.

  [[nodiscard]] RunState next_state(const RunRecord& run, RunEvent event) const;
  void change_state(const RunRecord& run, RunEvent event, const Deed& deed);
  void follow_run(const std::string& run);
  void store_mail(const AddressedMessage& mail, const std::optional<std::string>& run);
  void drop_draft(const std::string& run);
  [[nodiscard]] std::string release_of(const RunRecord& run) const;
  void queue_mail(const AddressedMessage& mail, const RunRecord& run, Instant due);
  void insert_delivery(const AddressedMessage& mail, const Recipient& recipient, DeliveryState state,
                       Instant due);
  [[nodiscard]] bool may_have_been_sent(const RunRecord& run) const;
  void move_deliveries(const std::string& run, DeliveryEvent event);
  void check_sendable(const DeliveryRecord& delivery, DeliveryEvent event) const;
  void write_attempt(const DeliveryRecord& delivery, const DeliveryResult& outcome);
  void doubt_what_was_sent();
  void restart_runs(Recovery& recovery);
  void restart_deliveries(Recovery& recovery);
  void count_uncertain(Recovery& recovery) const;

  [[nodiscard]] RunRecord find_run(const std::string& id) const;
  [[nodiscard]] DeliveryRecord find_delivery(std::int64_t id) const;
  [[nodiscard]] std::vector<AddressedMessage> mails_of(const std::string& run) const;

  std::function<Instant()> now_;
  std::filesystem::path path_;
  Generation generation_;
  mutable std::mutex mutex_;
  mutable Database database_;  ///< Queries lend its statements.
};

}  // namespace kvali
