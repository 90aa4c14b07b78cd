#include "store/audit_chain.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "store/fields.hpp"

namespace kvali {

std::string audit_origin() {
  return std::string(64, '0');
}

std::string audit_hash(const AuditEntry& entry) {
  const auto seconds = entry.at.time_since_epoch().count();
  return sha256(joined_fields({entry.previous, std::to_string(entry.seq), std::to_string(seconds), entry.who,
                               entry.action, entry.object, entry.detail}));
}

void AuditChain::follow(const AuditEntry& entry) {
  if (!verdict_.breach.empty()) return;
  if (entry.seq != verdict_.entries + 1)
    verdict_.breach = fmt::format("entry {} is missing", verdict_.entries + 1);
  else if (entry.previous != verdict_.head)
    verdict_.breach = fmt::format("entry {} does not follow the one before it", entry.seq);
  else if (entry.hash != audit_hash(entry))
    verdict_.breach = fmt::format("entry {} was changed after it was written", entry.seq);
  if (!verdict_.breach.empty()) return;
  verdict_.entries = entry.seq;
  verdict_.head = entry.hash;
}

}  // namespace kvali
