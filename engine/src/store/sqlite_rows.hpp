#pragma once

#include "store/database.hpp"
#include "store/records.hpp"

namespace kvali {

// Which columns a query has to ask for, and the record of one row of it.

inline constexpr const char* run_columns =
    "SELECT r.id, r.schedule_id, s.project, r.occurrence_utc, r.period_start, r.period_end, r.revision, "
    "r.state,"
    " r.held_from, r.changed_utc, r.content_sha256, r.release_sha256, r.snapshot_sha256, r.approved_sha256,"
    " r.approved_by, r.approved_utc, r.approved_for, r.evidence_sha256, r.supersedes, r.error"
    " FROM run r JOIN schedule s ON s.id = r.schedule_id ";
[[nodiscard]] RunRecord run_of(const Rows& row);

inline constexpr const char* delivery_columns =
    "SELECT d.id, m.run_id, m.id, m.kind, m.project, m.donor, m.header_id, m.eml_path, m.eml_sha256,"
    " r.id, r.project, r.donor, r.address, r.allow_domain, r.on_uncertain, d.state, d.fence, d.due, "
    "d.attempts,"
    " d.first_try_utc, d.last_code, d.last_text"
    " FROM delivery d JOIN message m ON m.id = d.message_id JOIN route r ON r.id = d.route_id ";
[[nodiscard]] DeliveryRecord delivery_of(const Rows& row);

inline constexpr const char* schedule_columns =
    "SELECT id, project, spec, tz, spec_hash, enabled, misfire, last_planned_utc FROM schedule ";
[[nodiscard]] ScheduleRecord schedule_of(const Rows& row);

inline constexpr const char* message_columns =
    "SELECT id, kind, project, donor, header_id, eml_path, eml_sha256 FROM message ";
[[nodiscard]] MessageRecord message_of(const Rows& row);

inline constexpr const char* attempt_columns =
    "SELECT n, started, event, phase, code, enhanced, text, tls, peer FROM attempt ";
[[nodiscard]] AttemptRecord attempt_of(const Rows& row);

inline constexpr const char* audit_columns =
    "SELECT seq, utc, actor, action, object, detail, prev, hash FROM audit ORDER BY seq";
[[nodiscard]] AuditEntry audit_of(const Rows& row);

}  // namespace kvali
