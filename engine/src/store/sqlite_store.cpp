#include "store/sqlite_store.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/file_system.hpp"
#include "store/audit_chain.hpp"
#include "store/schema.hpp"
#include "store/sqlite_rows.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

constexpr const char* damaged_hint = "nothing is sent; restore a backup: the guide says how";

fs::path existing(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error))
    throw Error("there is no store " + path.string(),
                "if there never was one, make it with kvalid --init; else restore a backup");
  return path;
}

/// recursive_triggers: without it INSERT OR REPLACE walks past audit_no_delete.
void set_up(Database& database) {
  database.execute(
      "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
      "PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
}

}  // namespace

void SqliteStore::create(const Options& options) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(options.path, error)))
    throw Error("there is a store " + options.path.string(),
                "move it away if you want to begin with an empty one");
  const fs::path temporary = options.path.string() + ".partial";
  fs::remove(temporary, error);
  {
    Database database(temporary, Database::Mode::create, options.vfs);
    set_up(database);
    migrate(database, true);
    database.run("INSERT INTO meta VALUES('generation', ?)", Generation(options.path).announce(""));
  }
  fs::remove(temporary.string() + "-journal", error);  // Which SQLite leaves there, empty.
  move_into_place(temporary, options.path);
}

SqliteStore::SqliteStore(const Options& options, std::function<Instant()> now)
    : now_(std::move(now)),
      path_(existing(options.path)),
      generation_(path_),
      database_(path_, Database::Mode::existing, options.vfs) {
  set_up(database_);
  check_integrity();
  migrate(database_, false);
  check_approvals();
  if (const AuditVerdict verdict = verify_audit(); !verdict.breach.empty())
    throw Error("the audit of the store does not verify: " + verdict.breach, damaged_hint);
}

void SqliteStore::check_integrity() {
  std::string first;
  try {
    Rows rows = database_.query("PRAGMA integrity_check(1)");
    first = rows.next() ? rows.text(0) : "no answer";
  } catch (const StoreFailure& e) {
    first = e.what();
  }
  if (first != "ok") throw Error("the store is damaged: " + first, damaged_hint);
  Rows orphans = database_.query("PRAGMA foreign_key_check");
  if (orphans.next())
    throw Error("the store is damaged: rows are missing in " + orphans.text(2), damaged_hint);
}

/// What was approved must be what would be sent: SQLite does not see a letter of an address that changed.
void SqliteStore::check_approvals() {
  for (const RunRecord& run : runs()) {
    if (!run.approval) continue;
    if (run.approval->release_sha256 != release_of(run))
      throw Error(fmt::format("the store is damaged: {} is not what was approved", run.id), damaged_hint);
  }
}

std::optional<std::string> SqliteStore::meta(const char* key) const {
  Rows rows = database_.query("SELECT value FROM meta WHERE key = ?", key);
  return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

void SqliteStore::set_meta(const char* key, const std::string& value) {
  database_.run("INSERT INTO meta VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value", key,
                value);
}

void SqliteStore::put_schedule(const ScheduleRecord& s) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  database_.run(
      "INSERT INTO schedule VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET project = excluded.project,"
      " spec = excluded.spec, tz = excluded.tz, spec_hash = excluded.spec_hash, enabled = excluded.enabled,"
      " misfire = excluded.misfire",
      s.id, s.project, s.spec, s.time_zone, s.spec_hash, s.enabled, s.misfire, s.last_planned);
  transaction.commit();
}

std::vector<ScheduleRecord> SqliteStore::schedules() const {
  const std::lock_guard lock(mutex_);
  std::vector<ScheduleRecord> all;
  for (Rows rows = database_.query(std::string(schedule_columns) + "ORDER BY id"); rows.next();)
    all.push_back(schedule_of(rows));
  return all;
}

void SqliteStore::set_planned_until(const std::string& schedule, Instant until) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  if (database_.run("UPDATE schedule SET last_planned_utc = ? WHERE id = ?", until, schedule) != 1)
    throw Refused("there is no schedule " + schedule);
  transaction.commit();
}

void SqliteStore::set_routes(const std::vector<RouteRecord>& routes, const Deed& deed) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  database_.run("UPDATE route SET enabled = 0");
  for (const RouteRecord& route : routes)
    if (database_.run(
            "INSERT INTO route VALUES(?,?,?,?,?,?,1) ON CONFLICT(id) DO UPDATE SET enabled = 1,"
            " allow_domain = excluded.allow_domain, on_uncertain = excluded.on_uncertain"
            " WHERE project = excluded.project AND donor = excluded.donor AND address = excluded.address",
            route.id, route.project, route.donor, route.address, route.allow_domain,
            route.resend_uncertain ? "resend" : "park") != 1)
      throw Refused(fmt::format("the route {} went to somebody else before", route.id),
                    "give it another name");
  std::vector<std::int64_t> stopped;
  for (Rows rows = database_.query("SELECT d.id FROM delivery d JOIN route r ON r.id = d.route_id"
                                   " WHERE d.state = 'ready' AND r.enabled = 0 ORDER BY d.id");
       rows.next();)
    stopped.push_back(rows.integer(0));
  for (const std::int64_t id : stopped) {
    database_.run("UPDATE delivery SET state = 'held' WHERE id = ?", id);
    write_audit(deed, "hold", fmt::format("delivery {}", id), "its route is gone");
  }
  transaction.commit();
}

std::optional<Instant> SqliteStore::last_seen() const {
  const std::lock_guard lock(mutex_);
  const auto text = meta("last_seen_utc");
  return text ? std::optional(Instant(std::chrono::seconds(std::stoll(*text)))) : std::nullopt;
}

void SqliteStore::see(Instant now) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  const auto before = meta("last_seen_utc");
  const auto seconds = now.time_since_epoch().count();
  if (!before || std::stoll(*before) < seconds) set_meta("last_seen_utc", std::to_string(seconds));
  transaction.commit();
}

void SqliteStore::renew_generation() {
  const std::string word = generation_.announce(meta("generation").value_or(""));
  set_meta("generation", word);
  generation_.settle(word);
}

void SqliteStore::back_up(const fs::path& to) {
  const std::lock_guard lock(mutex_);
  const fs::path temporary = to.string() + ".partial";
  std::error_code absent;
  fs::remove(temporary, absent);
  database_.run("VACUUM INTO ?", temporary.string());
  {
    Database copy(temporary, Database::Mode::read_only);
    Rows rows = copy.query("PRAGMA integrity_check(1)");
    if (!rows.next() || rows.text(0) != "ok") throw StoreFailure("the backup cannot be read back");
  }
  move_into_place(temporary, to);
  // What is sent from now on is not in that copy.
  renew_generation();
}

}  // namespace kvali
