#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/internal_donor.hpp"
#include "base/period.hpp"
#include "store/delivery_state.hpp"
#include "store/run_state.hpp"

namespace kvali {

/// What the planner keeps of a schedule.
struct ScheduleRecord {
  std::string id;
  std::string project;
  std::string spec;       ///< As it is configured, for people.
  std::string time_zone;  ///< IANA name.
  std::string spec_hash;  ///< Changes with whatever decides when it is due.
  bool enabled = true;
  std::string misfire = "run_all";           ///< run_all | run_latest | skip.
  std::optional<Instant> last_planned = {};  ///< Occurrences up to here are known.
};

/// An occurrence of a schedule that is about to be known.
struct NewRun {
  std::string id;
  std::string schedule;
  Instant occurrence;
  Period period;
  int revision = 0;
  std::optional<std::string> supersedes = {};  ///< The run this one corrects.
};

/// Who let a release go.
struct Approval {
  std::string release_sha256;  ///< What was looked at.
  std::string by;
  Instant at;
  std::string on_behalf_of = {};     ///< Where somebody else decided, and
  std::string evidence_sha256 = {};  ///< the scanned signature or mail that says so.
};

struct RunRecord {
  std::string id;
  std::string schedule;
  std::string project;
  Instant occurrence;
  Period period;
  int revision = 0;
  RunState state = RunState::planned;
  std::optional<RunState> held_from;
  Instant changed;  ///< When it came into this state.
  std::string content_sha256 = {}, release_sha256 = {}, snapshot_sha256 = {};  ///< "" until there is a draft.
  std::optional<Approval> approval;
  std::optional<std::string> supersedes;
  std::string error = {};
};

/// A file of a draft.
struct ArtifactRecord {
  std::string donor;
  std::string kind;  ///< Unique for one donor: "pdf-ka", "signed-cover".
  std::string path;  ///< Below the folder of artifacts.
  std::string sha256;
  std::int64_t bytes = 0;
};

/// Whom mails about a project may reach.
struct RouteRecord {
  std::string id;
  std::string project;
  std::string donor;  ///< Or `internal`.
  std::string address;
  std::string allow_domain;
  bool resend_uncertain = false;  ///< Rather twice than never.
};

/// `report` and `correction` go to donors and need an approval; the others stay in the house.
enum class MailKind : std::uint8_t { report, correction, review, reminder, alert };
[[nodiscard]] std::string_view name_of(MailKind kind);
[[nodiscard]] std::optional<MailKind> mail_kind_of(std::string_view name);
[[nodiscard]] constexpr bool needs_approval(MailKind kind) {
  return kind == MailKind::report || kind == MailKind::correction;
}

/// A composed mail: these bytes are sent on each try.
struct MessageRecord {
  std::string id;
  MailKind kind = MailKind::report;
  std::string project;
  std::string donor;
  std::string header_id;  ///< Message-ID, with its brackets.
  std::string eml_path;
  std::string eml_sha256;
};

/// A recipient of a message; each has a delivery of its own.
struct Recipient {
  std::string route;  ///< RouteRecord::id.
  std::string idem;   ///< The same mail to the same address has the same one, ever.
};

struct AddressedMessage {
  MessageRecord message;
  std::vector<Recipient> recipients;
};

/// Everything a person looks at before it is sent.
struct Draft {
  std::string content_sha256;
  std::string snapshot_sha256;  ///< Of the frozen facts.
  std::vector<ArtifactRecord> artifacts;
  std::vector<AddressedMessage> mails;
};

/// A delivery with what is needed to send it.
struct DeliveryRecord {
  std::int64_t id = 0;
  std::string run;  ///< "" for a mail that no run sends.
  MessageRecord message;
  RouteRecord route;
  DeliveryState state = DeliveryState::ready;
  std::int64_t fence = 0;  ///< Grows with each claim.
  Instant due;
  int attempts = 0;
  std::optional<Instant> first_try;
  int last_code = 0;  ///< Of the relay's last answer; 0: none.
  std::string last_text;
};

/// The right to send one delivery, until somebody else has a higher fence.
struct Lease {
  std::int64_t delivery = 0;
  std::int64_t fence = 0;
};

/// What came of one try, for one recipient.
struct DeliveryResult {
  DeliveryEvent event = DeliveryEvent::lose;  ///< accept | put_off | fail | lose.
  std::optional<Instant> next_try;            ///< For put_off, and for lose by a route with resend_uncertain.
  std::string phase;                          ///< Where it ended: "connect", "rcpt", "dot" ...
  int code = 0;                               ///< 250; 0: no answer.
  std::string enhanced = {};                  ///< "2.0.0".
  std::string text = {};
  std::string tls = {};
  std::string peer = {};
};

struct AttemptRecord {
  int n = 0;
  Instant started;
  DeliveryResult outcome;
};

/// Who does something, and why.
struct Deed {
  std::string who;
  std::string why = {};
};

/// What a donor's desk did with a report.
struct DeskEvent {
  std::string kind;  ///< submitted | accepted | sent_back.
  Date day;
  std::string reference = {};
  std::string note = {};
};

/// One entry of the audit.
struct AuditEntry {
  std::int64_t seq = 0;
  Instant at;
  std::string who, action, object, detail;
  std::string previous, hash;  ///< 64 hexadecimal digits.
};

}  // namespace kvali
