#pragma once

#include <string>

#include "store/store.hpp"

namespace kvali {

/// What the first entry follows.
[[nodiscard]] std::string audit_origin();

/// SHA-256 of the entry before and of all fields of this one, each with its length in front, so that no two
/// rows read the same.
[[nodiscard]] std::string audit_hash(const AuditEntry& entry);

/// Follows the entries from the first one and says where one was changed, taken out or put in.
class AuditChain {
 public:
  void follow(const AuditEntry& entry);
  [[nodiscard]] const AuditVerdict& verdict() const { return verdict_; }

 private:
  AuditVerdict verdict_{0, audit_origin(), {}};
};

}  // namespace kvali
