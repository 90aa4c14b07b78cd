#include <fmt/format.h>

#include "store/release_hash.hpp"
#include "store/sqlite_rows.hpp"
#include "store/sqlite_store.hpp"

namespace kvali {

namespace {

std::string named(const DeliveryRecord& delivery) {
  return fmt::format("delivery {}", delivery.id);
}

}  // namespace

std::string SqliteStore::release_of(const RunRecord& run) const {
  Release release{run.content_sha256, run.period, run.revision, {}};
  for (Rows rows =
           database_.query("SELECT o.address, m.eml_sha256 FROM message m"
                           " JOIN recipient p ON p.message_id = m.id JOIN route o ON o.id = p.route_id"
                           " WHERE m.run_id = ? AND m.kind IN('report','correction')",
                           run.id);
       rows.next();)
    release.mails.emplace_back(rows.text(0), rows.text(1));
  return release_sha256(std::move(release));
}

bool SqliteStore::may_have_been_sent(const RunRecord& run) const {
  const auto until = meta("unknown_until_utc");
  return until && run.occurrence.time_since_epoch().count() <= std::stoll(*until);
}

void SqliteStore::queue_mail(const AddressedMessage& mail, const RunRecord& run, Instant due) {
  const DeliveryState state = may_have_been_sent(run) ? DeliveryState::uncertain : DeliveryState::ready;
  for (const Recipient& recipient : mail.recipients) {
    if (Rows rows = database_.query("SELECT enabled FROM route WHERE id = ?", recipient.route);
        !rows.next() || rows.integer(0) == 0)
      throw Refused(fmt::format("{} was to go by the route {}, which is gone", run.id, recipient.route));
    insert_delivery(mail, recipient, state, due);
  }
}

void SqliteStore::insert_delivery(const AddressedMessage& mail, const Recipient& recipient,
                                  DeliveryState state, Instant due) {
  std::string same;
  if (Rows rows = database_.query("SELECT id FROM delivery WHERE idem = ?", recipient.idem); rows.next())
    same = rows.text(0);
  if (!same.empty())
    throw Refused(fmt::format("the same mail to the same address is delivery {} already", same),
                  fmt::format("kvali resend {} sends it again", same));
  database_.run("INSERT INTO delivery(idem, message_id, route_id, state, due) VALUES(?,?,?,?,?)",
                recipient.idem, mail.message.id, recipient.route, name_of(state), due);
}

bool SqliteStore::has_message(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  return database_.query("SELECT 1 FROM message WHERE id = ?", id).next();
}

void SqliteStore::post(const AddressedMessage& mail, const std::string& run, Instant due, const Deed& deed) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  if (needs_approval(mail.message.kind)) throw Refused("a mail to a donor needs an approval");
  if (Rows known = database_.query("SELECT 1 FROM message WHERE id = ?", mail.message.id); known.next())
    return;
  store_mail(mail, run.empty() ? std::nullopt : std::optional(run));
  for (const Recipient& recipient : mail.recipients)
    insert_delivery(mail, recipient, DeliveryState::ready, due);
  write_audit(deed, "post", run.empty() ? mail.message.id : run, std::string(name_of(mail.message.kind)));
  transaction.commit();
}

std::vector<DeliveryRecord> SqliteStore::due(Instant now, int most) const {
  const std::lock_guard lock(mutex_);
  std::vector<DeliveryRecord> all;
  for (Rows rows =
           database_.query(std::string(delivery_columns) +
                               "LEFT JOIN run u ON u.id = m.run_id WHERE d.state = 'ready' AND d.due <= ?"
                               " AND r.enabled = 1 AND (m.donor = 'internal' OR u.state = 'queued')"
                               " ORDER BY d.due, d.id LIMIT ?",
                           now, most);
       rows.next();)
    all.push_back(delivery_of(rows));
  return all;
}

DeliveryRecord SqliteStore::find_delivery(std::int64_t id) const {
  Rows rows = database_.query(std::string(delivery_columns) + "WHERE d.id = ?", id);
  if (!rows.next()) throw Refused(fmt::format("there is no delivery {}", id), "kvali status lists them");
  return delivery_of(rows);
}

DeliveryRecord SqliteStore::delivery(std::int64_t id) const {
  const std::lock_guard lock(mutex_);
  return find_delivery(id);
}

std::vector<DeliveryRecord> SqliteStore::deliveries() const {
  const std::lock_guard lock(mutex_);
  std::vector<DeliveryRecord> all;
  for (Rows rows = database_.query(std::string(delivery_columns) + "ORDER BY d.id"); rows.next();)
    all.push_back(delivery_of(rows));
  return all;
}

std::vector<AttemptRecord> SqliteStore::attempts(std::int64_t delivery) const {
  const std::lock_guard lock(mutex_);
  std::vector<AttemptRecord> all;
  for (Rows rows =
           database_.query(std::string(attempt_columns) + "WHERE delivery_id = ? ORDER BY n", delivery);
       rows.next();)
    all.push_back(attempt_of(rows));
  return all;
}

std::optional<Lease> SqliteStore::claim(const DeliveryRecord& delivery, const std::string& owner,
                                        Instant lease_until) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  const Instant now = now_();
  if (database_.run("UPDATE delivery SET state = 'leased', fence = fence + 1, owner = ?, lease_until = ?,"
                    " claimed_utc = ?, first_try_utc = coalesce(first_try_utc, ?), attempts = attempts + 1"
                    " WHERE id = ? AND state = 'ready' AND fence = ?",
                    owner, lease_until, now, now, delivery.id, delivery.fence) != 1)
    return std::nullopt;
  if (needs_approval(delivery.message.kind)) {
    const RunRecord run = find_run(delivery.run);
    if (run.state != RunState::queued) return std::nullopt;
    if (!run.approval || run.approval->release_sha256 != release_of(run))
      throw StoreFailure(run.id + " is not what was approved: the store has been damaged",
                         "nothing is sent; restore a backup");
  }
  transaction.commit();
  return Lease{delivery.id, delivery.fence + 1};
}

bool SqliteStore::pass_barrier(const Lease& lease) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  if (database_.run("UPDATE delivery SET state = 'final' WHERE id = ? AND state = 'leased' AND fence = ?",
                    lease.delivery, lease.fence) != 1)
    return false;
  transaction.commit();
  return true;
}

void SqliteStore::write_attempt(const DeliveryRecord& delivery, const DeliveryResult& outcome) {
  database_.run(
      "INSERT INTO attempt SELECT id, attempts, claimed_utc, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM delivery"
      " WHERE id = ?1",
      delivery.id, name_of(outcome.event), outcome.phase, outcome.code, outcome.enhanced, outcome.text,
      outcome.tls, outcome.peer);
}

bool SqliteStore::record(const Lease& lease, const DeliveryResult& outcome) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  const DeliveryRecord delivery = find_delivery(lease.delivery);
  if (delivery.fence != lease.fence) return false;
  auto next = state_after(delivery.state, outcome.event);
  if (!next)
    throw Refused(fmt::format("{} is {} and cannot be {}", named(delivery), name_of(delivery.state),
                              participle_of(outcome.event)));
  write_attempt(delivery, outcome);
  write_audit({"daemon", {}}, name_of(outcome.event), named(delivery),
              fmt::format("{} {} {}", outcome.phase, outcome.code, outcome.text));
  // Without a time for it, it was tried for long enough.
  if (next == DeliveryState::uncertain && delivery.route.resend_uncertain && outcome.next_try)
    next = DeliveryState::ready;
  database_.run(
      "UPDATE delivery SET state = ?, due = ?, owner = NULL, lease_until = NULL, last_code = ?,"
      " last_text = ? WHERE id = ?",
      name_of(*next), outcome.next_try.value_or(delivery.due), outcome.code, outcome.text, delivery.id);
  follow_run(delivery.run);
  transaction.commit();
  return true;
}

/// What needs an approval is sent again only while its run stands.
void SqliteStore::check_sendable(const DeliveryRecord& delivery, DeliveryEvent event) const {
  if (!needs_approval(delivery.message.kind)) return;
  const RunRecord run = find_run(delivery.run);
  if (run.state != RunState::queued)
    throw Refused(fmt::format("{} belongs to {}, which is {}: it cannot be {}", named(delivery), run.id,
                              name_of(run.state), participle_of(event)));
}

void SqliteStore::settle(std::int64_t id, DeliveryEvent event, const Deed& deed) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  const DeliveryRecord delivery = find_delivery(id);
  const auto next = state_after(delivery.state, event);
  switch (event) {
    case DeliveryEvent::hold:
    case DeliveryEvent::release:
    case DeliveryEvent::resend:
    case DeliveryEvent::cancel:
    case DeliveryEvent::confirm:
    case DeliveryEvent::bounce:
      break;
    default:
      throw Refused(fmt::format("{} is nothing that people do", name_of(event)));
  }
  if (!next)
    throw Refused(fmt::format("{} is {} and cannot be {}", named(delivery), name_of(delivery.state),
                              participle_of(event)));
  if (next == DeliveryState::ready) check_sendable(delivery, event);
  database_.run("UPDATE delivery SET state = ? WHERE id = ?", name_of(*next), id);
  // A person begins anew: the time for trying does too.
  if (event == DeliveryEvent::resend)
    database_.run("UPDATE delivery SET first_try_utc = NULL, due = ? WHERE id = ?", now_(), id);
  write_audit(deed, name_of(event), named(delivery), deed.why);
  follow_run(delivery.run);
  transaction.commit();
}

/// A delivery has moved: the run may be done, or have been superseded while a sender was at it.
void SqliteStore::follow_run(const std::string& id) {
  if (id.empty()) return;
  const RunRecord run = find_run(id);
  if (run.state == RunState::superseded) move_deliveries(id, DeliveryEvent::supersede);
  if (run.state != RunState::queued) return;
  std::vector<std::string> states;
  for (Rows rows =
           database_.query("SELECT DISTINCT d.state FROM delivery d JOIN message m ON m.id = d.message_id"
                           " WHERE m.run_id = ? AND m.kind IN('report','correction')",
                           id);
       rows.next();)
    states.push_back(rows.text(0));
  for (const std::string& state : states)
    if (const auto known = delivery_state_of(state); !known || !is_settled(*known)) return;
  change_state(run, RunEvent::complete, {"daemon", {}});
}

}  // namespace kvali
