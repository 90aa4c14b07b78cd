#include "store/sqlite_rows.hpp"

#include "store/store.hpp"

namespace kvali {

namespace {

/// A word that this program did not write: the file was changed by others, or it is damaged.
template <typename Value>
Value known(const std::optional<Value>& value, const std::string& word) {
  if (!value) throw StoreFailure("the store has the unknown word '" + word + "'", "restore a backup");
  return *value;
}

RunState run_state(const Rows& row, int column) {
  return known(run_state_of(row.text(column)), row.text(column));
}

Date date(const Rows& row, int column) {
  return known(parse_iso_date(row.text(column)), row.text(column));
}

std::optional<Instant> optional_instant(const Rows& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.instant(column));
}

DeliveryEvent delivery_event(const std::string& word) {
  for (const DeliveryEvent event : all_delivery_events)
    if (name_of(event) == word) return event;
  return known(std::optional<DeliveryEvent>(), word);
}

}  // namespace

RunRecord run_of(const Rows& row) {
  RunRecord run;
  run.id = row.text(0);
  run.schedule = row.text(1);
  run.project = row.text(2);
  run.occurrence = row.instant(3);
  run.period = {date(row, 4), date(row, 5)};
  run.revision = int(row.integer(6));
  run.state = run_state(row, 7);
  if (!row.is_null(8)) run.held_from = run_state(row, 8);
  run.changed = row.instant(9);
  run.content_sha256 = row.text(10);
  run.release_sha256 = row.text(11);
  run.snapshot_sha256 = row.text(12);
  if (!row.is_null(13))
    run.approval = Approval{row.text(13), row.text(14), row.instant(15), row.text(16), row.text(17)};
  if (!row.is_null(18)) run.supersedes = row.text(18);
  run.error = row.text(19);
  return run;
}

MessageRecord message_of(const Rows& row) {
  return {row.text(0), known(mail_kind_of(row.text(1)), row.text(1)),
          row.text(2), row.text(3),
          row.text(4), row.text(5),
          row.text(6)};
}

DeliveryRecord delivery_of(const Rows& row) {
  DeliveryRecord delivery;
  delivery.id = row.integer(0);
  delivery.run = row.text(1);
  delivery.message = {row.text(2), known(mail_kind_of(row.text(3)), row.text(3)),
                      row.text(4), row.text(5),
                      row.text(6), row.text(7),
                      row.text(8)};
  delivery.route = {row.text(9),  row.text(10), row.text(11),
                    row.text(12), row.text(13), row.text(14) == "resend"};
  delivery.state = known(delivery_state_of(row.text(15)), row.text(15));
  delivery.fence = row.integer(16);
  delivery.due = row.instant(17);
  delivery.attempts = int(row.integer(18));
  delivery.first_try = optional_instant(row, 19);
  delivery.last_code = int(row.integer(20));
  delivery.last_text = row.text(21);
  return delivery;
}

ScheduleRecord schedule_of(const Rows& row) {
  return {row.text(0), row.text(1),         row.text(2), row.text(3),
          row.text(4), row.integer(5) != 0, row.text(6), optional_instant(row, 7)};
}

AttemptRecord attempt_of(const Rows& row) {
  return {int(row.integer(0)),
          row.instant(1),
          {delivery_event(row.text(2)), std::nullopt, row.text(3), int(row.integer(4)), row.text(5),
           row.text(6), row.text(7), row.text(8)}};
}

AuditEntry audit_of(const Rows& row) {
  return {row.integer(0), row.instant(1), row.text(2), row.text(3),
          row.text(4),    row.text(5),    row.text(6), row.text(7)};
}

}  // namespace kvali
