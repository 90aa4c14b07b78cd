#include <fmt/format.h>

#include <algorithm>

#include "store/sqlite_rows.hpp"
#include "store/sqlite_store.hpp"

namespace kvali {

namespace {

/// Events with a function of their own, because they bring more than who and why.
bool is_plain(RunEvent event) {
  switch (event) {
    case RunEvent::keep_draft:
    case RunEvent::approve:
    case RunEvent::queue:
    case RunEvent::submit:
    case RunEvent::complete:
    case RunEvent::restart:
      return false;
    default:
      return true;
  }
}

}  // namespace

bool SqliteStore::plan(const NewRun& run, const Deed& deed) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  if (database_.run(
          "INSERT INTO run(id, schedule_id, occurrence_utc, period_start, period_end, revision, state,"
          " changed_utc, supersedes) VALUES(?,?,?,?,?,?,'planned',?,?)"
          " ON CONFLICT(schedule_id, occurrence_utc, revision) DO NOTHING",
          run.id, run.schedule, run.occurrence, iso_text(run.period.first), iso_text(run.period.last),
          run.revision, now_(), run.supersedes) != 1)
    return false;
  write_audit(deed, "plan", run.id, deed.why);
  transaction.commit();
  return true;
}

RunRecord SqliteStore::find_run(const std::string& id) const {
  Rows rows = database_.query(std::string(run_columns) + "WHERE r.id = ?", id);
  if (!rows.next()) throw Refused("there is no run " + id, "kvali status lists them");
  return run_of(rows);
}

RunRecord SqliteStore::run(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  return find_run(id);
}

std::vector<RunRecord> SqliteStore::runs() const {
  const std::lock_guard lock(mutex_);
  std::vector<RunRecord> all;
  for (Rows rows = database_.query(std::string(run_columns) + "ORDER BY r.occurrence_utc, r.id");
       rows.next();)
    all.push_back(run_of(rows));
  return all;
}

RunState SqliteStore::next_state(const RunRecord& run, RunEvent event) const {
  const auto next = state_after(run.state, event, run.held_from);
  if (!next)
    throw Refused(fmt::format("{} is {} and cannot be {}", run.id, name_of(run.state), participle_of(event)));
  return *next;
}

void SqliteStore::change_state(const RunRecord& run, RunEvent event, const Deed& deed) {
  const RunState next = next_state(run, event);
  const bool held = event == RunEvent::hold;
  // A draft that changed is not the one that was approved.
  if (event == RunEvent::change || event == RunEvent::keep_draft)
    database_.run(
        "UPDATE run SET approved_sha256 = NULL, approved_by = NULL, approved_utc = NULL,"
        " approved_for = NULL, evidence_sha256 = NULL, state = 'draft' WHERE id = ?",
        run.id);
  database_.run("UPDATE run SET state = ?, held_from = ?, changed_utc = ?, error = ? WHERE id = ?",
                name_of(next), held ? std::optional(std::string(name_of(run.state))) : std::nullopt, now_(),
                event == RunEvent::fail ? std::optional(deed.why) : std::nullopt, run.id);
  write_audit(deed, name_of(event), run.id, deed.why);
}

void SqliteStore::advance(const std::string& id, RunEvent event, const Deed& deed) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  const RunRecord run = find_run(id);
  if (!is_plain(event)) throw Refused(fmt::format("{} is no event of its own", name_of(event)));
  change_state(run, event, deed);
  if (event == RunEvent::hold) move_deliveries(id, DeliveryEvent::hold);
  if (event == RunEvent::release) {
    move_deliveries(id, DeliveryEvent::release);
    follow_run(id);  // All may have been settled meanwhile.
  }
  if (event == RunEvent::supersede) move_deliveries(id, DeliveryEvent::supersede);
  transaction.commit();
}

/// Those that the event is allowed for; the others stay as they are.
void SqliteStore::move_deliveries(const std::string& run, DeliveryEvent event) {
  for (const DeliveryState from : all_delivery_states)
    if (const auto to = state_after(from, event))
      database_.run(
          "UPDATE delivery SET state = ? WHERE state = ? AND message_id IN"
          " (SELECT id FROM message WHERE run_id = ? AND kind IN('report','correction'))",
          name_of(*to), name_of(from), run);
}

void SqliteStore::drop_draft(const std::string& run) {
  constexpr const char* of_run =
      "(SELECT id FROM message WHERE run_id = ? AND kind IN('report','correction'))";
  database_.run("DELETE FROM artifact WHERE run_id = ?", run);
  database_.run(std::string("DELETE FROM recipient WHERE message_id IN ") + of_run, run);
  database_.run("DELETE FROM message WHERE run_id = ? AND kind IN('report','correction')", run);
}

void SqliteStore::store_mail(const AddressedMessage& mail, const std::optional<std::string>& run) {
  const MessageRecord& m = mail.message;
  database_.run("INSERT INTO message VALUES(?,?,?,?,?,?,?,?)", m.id, name_of(m.kind), run, m.project, m.donor,
                m.header_id, m.eml_path, m.eml_sha256);
  for (const Recipient& recipient : mail.recipients)
    database_.run("INSERT INTO recipient VALUES(?,?,?)", m.id, recipient.route, recipient.idem);
}

void SqliteStore::keep_draft(const std::string& id, const Draft& draft, const Deed& deed) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  const RunRecord run = find_run(id);
  (void)next_state(run, RunEvent::keep_draft);
  drop_draft(id);
  for (const ArtifactRecord& file : draft.artifacts)
    database_.run("INSERT INTO artifact VALUES(?,?,?,?,?,?)", id, file.donor, file.kind, file.path,
                  file.sha256, file.bytes);
  for (const AddressedMessage& mail : draft.mails) {
    if (!needs_approval(mail.message.kind))
      throw Refused("a mail that stays in the house is not part of a draft");
    store_mail(mail, id);
  }
  change_state(run, RunEvent::keep_draft, deed);
  database_.run("UPDATE run SET content_sha256 = ?, snapshot_sha256 = ? WHERE id = ?", draft.content_sha256,
                draft.snapshot_sha256, id);
  database_.run("UPDATE run SET release_sha256 = ? WHERE id = ?", release_of(find_run(id)), id);
  transaction.commit();
}

std::vector<AddressedMessage> SqliteStore::mails_of(const std::string& run) const {
  std::vector<AddressedMessage> all;
  for (Rows rows = database_.query(
           std::string(message_columns) + "WHERE run_id = ? AND kind IN('report','correction') ORDER BY id",
           run);
       rows.next();)
    all.push_back({message_of(rows), {}});
  for (AddressedMessage& mail : all)
    for (Rows rows = database_.query(
             "SELECT route_id, idem FROM recipient WHERE message_id = ? ORDER BY route_id", mail.message.id);
         rows.next();)
      mail.recipients.push_back({rows.text(0), rows.text(1)});
  return all;
}

Draft SqliteStore::draft(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const RunRecord run = find_run(id);
  Draft draft{run.content_sha256, run.snapshot_sha256, {}, mails_of(id)};
  for (Rows rows = database_.query("SELECT donor, kind, path, sha256, bytes FROM artifact WHERE run_id = ?"
                                   " ORDER BY donor, kind",
                                   id);
       rows.next();)
    draft.artifacts.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.integer(4)});
  return draft;
}

void SqliteStore::approve(const std::string& id, const Approval& approval) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  const RunRecord run = find_run(id);
  const RunState next = next_state(run, RunEvent::approve);
  if (approval.release_sha256 != run.release_sha256 || run.release_sha256 != release_of(run))
    throw Refused(fmt::format("{} is not what was looked at: it has changed since", id),
                  "look at it again and approve that");
  database_.run(
      "UPDATE run SET approved_sha256 = ?, approved_by = ?, approved_utc = ?, approved_for = ?,"
      " evidence_sha256 = ?, state = ?, changed_utc = ? WHERE id = ?",
      approval.release_sha256, approval.by, approval.at, approval.on_behalf_of, approval.evidence_sha256,
      name_of(next), now_(), id);
  std::string detail = "release " + approval.release_sha256;
  if (!approval.on_behalf_of.empty())
    detail += fmt::format(", on behalf of {}, evidence {}", approval.on_behalf_of, approval.evidence_sha256);
  write_audit({approval.by, {}}, name_of(RunEvent::approve), id, detail);
  transaction.commit();
}

void SqliteStore::queue(const std::string& id, Instant due, const Deed& deed) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  const RunRecord run = find_run(id);
  const std::vector<AddressedMessage> mails = mails_of(id);
  if (mails.empty()) throw Refused(id + " has nobody to be sent to");
  change_state(run, RunEvent::queue, deed);
  for (const AddressedMessage& mail : mails) queue_mail(mail, run, due);
  transaction.commit();
}

void SqliteStore::note_desk(const std::string& id, const DeskEvent& event, const Deed& deed) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  const RunRecord run = find_run(id);
  if (event.kind != "submitted" && run.state != RunState::done)
    throw Refused(fmt::format("{} is {}: the donor does not have it yet", id, name_of(run.state)));
  database_.run(
      "INSERT INTO desk_event SELECT ?1, 1 + count(*), ?2, ?3, ?4, ?5 FROM desk_event WHERE run_id = ?1", id,
      event.kind, iso_text(event.day), event.reference, event.note);
  const std::string detail = fmt::format("{} {}", iso_text(event.day), event.reference + event.note);
  if (event.kind == "submitted" && run.state != RunState::done)
    change_state(run, RunEvent::submit, {deed.who, detail});
  else
    write_audit(deed, event.kind, id, detail);
  transaction.commit();
}

std::vector<DeskEvent> SqliteStore::desk_events(const std::string& run) const {
  const std::lock_guard lock(mutex_);
  std::vector<DeskEvent> all;
  for (Rows rows = database_.query(
           "SELECT kind, day, reference, note FROM desk_event WHERE run_id = ? ORDER BY n", run);
       rows.next();)
    all.push_back({rows.text(0), parse_iso_date(rows.text(1)).value_or(Date()), rows.text(2), rows.text(3)});
  return all;
}

}  // namespace kvali
