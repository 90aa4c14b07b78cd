#include <fmt/format.h>

#include "store/sqlite_rows.hpp"
#include "store/sqlite_store.hpp"

namespace kvali {

namespace {

const Deed restarting{"daemon", "the daemon had ended in the midst of it"};

}  // namespace

Recovery SqliteStore::recover() {
  const std::lock_guard lock(mutex_);
  Recovery recovery;
  recovery.restored = !generation_.is_current(meta("generation").value_or(""));
  {
    Transaction transaction(database_);
    restart_runs(recovery);
    restart_deliveries(recovery);
    if (recovery.restored) doubt_what_was_sent();
    transaction.commit();
  }
  count_uncertain(recovery);
  renew_generation();
  return recovery;
}

Recovery SqliteStore::restart_sending() {
  const std::lock_guard lock(mutex_);
  Recovery recovery;
  Transaction transaction(database_);
  restart_deliveries(recovery);
  transaction.commit();
  count_uncertain(recovery);
  return recovery;
}

void SqliteStore::count_uncertain(Recovery& recovery) const {
  if (Rows rows = database_.query("SELECT count(*) FROM delivery WHERE state = 'uncertain'"); rows.next())
    recovery.uncertain = int(rows.integer(0));
}

void SqliteStore::restart_runs(Recovery& recovery) {
  std::vector<RunRecord> unfinished;
  for (Rows rows = database_.query(std::string(run_columns) +
                                   "WHERE r.state IN('collecting','rendering') ORDER BY r.id");
       rows.next();)
    unfinished.push_back(run_of(rows));
  for (const RunRecord& run : unfinished) change_state(run, RunEvent::restart, restarting);
  recovery.runs_begun_again = int(unfinished.size());
}

void SqliteStore::restart_deliveries(Recovery& recovery) {
  std::vector<DeliveryRecord> unfinished;
  for (Rows rows = database_.query(std::string(delivery_columns) +
                                   "WHERE d.state IN('leased','final') ORDER BY d.id");
       rows.next();)
    unfinished.push_back(delivery_of(rows));
  for (const DeliveryRecord& delivery : unfinished) {
    DeliveryState next = state_after(delivery.state, DeliveryEvent::restart).value();
    if (next == DeliveryState::ready) ++recovery.given_back;
    write_attempt(delivery, {DeliveryEvent::restart, std::nullopt, std::string(name_of(delivery.state)), 0});
    write_audit(restarting, name_of(DeliveryEvent::restart), fmt::format("delivery {}", delivery.id),
                std::string(name_of(delivery.state)));
    if (next == DeliveryState::uncertain && delivery.route.resend_uncertain) next = DeliveryState::ready;
    database_.run(
        "UPDATE delivery SET state = ?, fence = fence + 1, owner = NULL, lease_until = NULL WHERE id = ?",
        name_of(next), delivery.id);
    follow_run(delivery.run);
  }
}

/// Of an old copy nobody knows what was sent since: neither of the deliveries that it has, nor of those of
/// runs that were due until now and wait for their approval in it.
void SqliteStore::doubt_what_was_sent() {
  for (const DeliveryState from : all_delivery_states)
    if (const auto to = state_after(from, DeliveryEvent::restore))
      database_.run(
          "UPDATE delivery SET state = ?, fence = fence + 1 WHERE state = ? AND message_id IN"
          " (SELECT id FROM message WHERE kind IN('report','correction'))",
          name_of(*to), name_of(from));
  set_meta("unknown_until_utc", std::to_string(now_().time_since_epoch().count()));
  write_audit({"daemon", {}}, name_of(DeliveryEvent::restore), "store",
              "an old copy: what was sent since is uncertain");
}

}  // namespace kvali
