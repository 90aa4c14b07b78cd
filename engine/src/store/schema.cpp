#include "store/schema.hpp"

#include <fmt/format.h>

#include <array>

#include "base/error.hpp"

namespace kvali {

namespace {

/// "KVAL", in the header of the file.
constexpr int application_id = 0x4b56414c;

constexpr const char* first_schema = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE schedule(
  id TEXT PRIMARY KEY, project TEXT NOT NULL, spec TEXT NOT NULL, tz TEXT NOT NULL, spec_hash TEXT NOT NULL,
  enabled INT NOT NULL CHECK(enabled IN(0,1)),
  misfire TEXT NOT NULL CHECK(misfire IN('run_latest','run_all','skip')),
  last_planned_utc INT) STRICT;

-- A CHECK lets NULL pass: hence IS and IS NOT NULL.
CREATE TABLE run(
  id TEXT PRIMARY KEY, schedule_id TEXT NOT NULL REFERENCES schedule, occurrence_utc INT NOT NULL,
  period_start TEXT NOT NULL, period_end TEXT NOT NULL, revision INT NOT NULL DEFAULT 0 CHECK(revision >= 0),
  state TEXT NOT NULL CHECK(state IN('planned','collecting','rendering','draft','in_review','approved',
    'queued','done','held','failed','rejected','superseded','skipped')),
  held_from TEXT CHECK(held_from IN('planned','in_review','approved','queued')), changed_utc INT NOT NULL,
  content_sha256 TEXT, release_sha256 TEXT, snapshot_sha256 TEXT,
  approved_sha256 TEXT, approved_by TEXT, approved_utc INT, approved_for TEXT, evidence_sha256 TEXT,
  supersedes TEXT REFERENCES run, error TEXT,
  UNIQUE(schedule_id, occurrence_utc, revision),
  CHECK((state = 'held') = (held_from IS NOT NULL)),
  CHECK(state NOT IN('approved','queued','done') OR
    (approved_sha256 IS NOT NULL AND approved_sha256 IS release_sha256 AND
     approved_by IS NOT NULL AND approved_utc IS NOT NULL))) STRICT;

CREATE TABLE artifact(
  run_id TEXT NOT NULL REFERENCES run, donor TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK(length(sha256) = 64), bytes INT NOT NULL,
  PRIMARY KEY(run_id, donor, kind)) STRICT;

CREATE TABLE desk_event(
  run_id TEXT NOT NULL REFERENCES run, n INT NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN('submitted','accepted','sent_back')),
  day TEXT NOT NULL, reference TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY(run_id, n)) STRICT;

CREATE TABLE route(
  id TEXT PRIMARY KEY, project TEXT NOT NULL, donor TEXT NOT NULL, address TEXT NOT NULL,
  allow_domain TEXT NOT NULL, on_uncertain TEXT NOT NULL DEFAULT 'park' CHECK(on_uncertain IN('park','resend')),
  enabled INT NOT NULL DEFAULT 1 CHECK(enabled IN(0,1)),
  UNIQUE(project, donor, address)) STRICT;

CREATE TABLE message(
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK(kind IN('report','correction','review','reminder','alert')),
  run_id TEXT REFERENCES run, project TEXT NOT NULL, donor TEXT NOT NULL, header_id TEXT NOT NULL UNIQUE,
  eml_path TEXT NOT NULL, eml_sha256 TEXT NOT NULL CHECK(length(eml_sha256) = 64),
  CHECK(kind NOT IN('report','correction') OR run_id IS NOT NULL),
  CHECK((kind IN('review','reminder','alert')) = (donor = 'internal'))) STRICT;
CREATE INDEX message_run ON message(run_id);

CREATE TABLE recipient(
  message_id TEXT NOT NULL REFERENCES message, route_id TEXT NOT NULL REFERENCES route, idem TEXT NOT NULL,
  PRIMARY KEY(message_id, route_id)) STRICT;
CREATE TRIGGER recipient_fits_route BEFORE INSERT ON recipient
WHEN NOT EXISTS(SELECT 1 FROM message m JOIN route r ON r.project = m.project AND r.donor = m.donor
                WHERE m.id = NEW.message_id AND r.id = NEW.route_id)
BEGIN SELECT RAISE(ABORT, 'the route belongs to another project or donor'); END;

CREATE TABLE delivery(
  id INTEGER PRIMARY KEY, idem TEXT NOT NULL UNIQUE, message_id TEXT NOT NULL, route_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('ready','leased','final','sent','uncertain','failed','held','cancelled',
    'superseded','bounced')),
  fence INT NOT NULL DEFAULT 0, owner TEXT, lease_until INT, claimed_utc INT, first_try_utc INT,
  due INT NOT NULL, attempts INT NOT NULL DEFAULT 0, last_code INT, last_text TEXT,
  FOREIGN KEY(message_id, route_id) REFERENCES recipient) STRICT;
CREATE INDEX delivery_due ON delivery(due) WHERE state = 'ready';
CREATE INDEX delivery_message ON delivery(message_id);
CREATE TRIGGER delivery_fence_grows BEFORE UPDATE OF fence ON delivery WHEN NEW.fence < OLD.fence
BEGIN SELECT RAISE(ABORT, 'a fence never goes back'); END;

CREATE TABLE attempt(
  delivery_id INT NOT NULL REFERENCES delivery, n INT NOT NULL, started INT NOT NULL, event TEXT NOT NULL,
  phase TEXT NOT NULL, code INT, enhanced TEXT, text TEXT, tls TEXT, peer TEXT,
  PRIMARY KEY(delivery_id, n)) STRICT;

CREATE TABLE audit(
  seq INTEGER PRIMARY KEY, utc INT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, object TEXT NOT NULL,
  detail TEXT NOT NULL, prev TEXT NOT NULL CHECK(length(prev) = 64),
  hash TEXT NOT NULL UNIQUE CHECK(length(hash) = 64)) STRICT;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
)sql";

/// In the order in which they were invented; one that was released is never changed.
constexpr std::array migrations{first_schema};

int pragma(Database& database, const char* sql) {
  Rows rows = database.query(sql);
  return rows.next() ? int(rows.integer(0)) : 0;
}

}  // namespace

int schema_version() {
  return int(migrations.size());
}

void migrate(Database& database, bool is_new) {
  if (!is_new && pragma(database, "PRAGMA application_id") != application_id)
    throw Error("the file is not a store of Kvali",
                "is state_dir right? If the file is damaged, restore a backup");
  const int version = pragma(database, "PRAGMA user_version");
  if (version > schema_version())
    throw Error(
        fmt::format(
            "the store was written by a newer Kvali (version {} of its tables; this program knows {})",
            version, schema_version()),
        "install that version again, or restore a backup from before");
  if (version == schema_version()) return;
  Transaction transaction(database);
  for (int i = version; i < schema_version(); ++i) database.execute(migrations[std::size_t(i)]);
  database.execute(fmt::format("PRAGMA application_id = {}", application_id));
  database.execute(fmt::format("PRAGMA user_version = {}", schema_version()));
  transaction.commit();
}

}  // namespace kvali
