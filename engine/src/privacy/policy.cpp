#include "privacy/policy.hpp"

namespace kvali {

std::int64_t PrivacyPolicy::smallest_shown(bool sensitive, bool below_municipality) const {
  if (audience == Audience::internal) return 0;
  if (sensitive) return settings.sensitive_k;
  return audience == Audience::everybody || below_municipality ? settings.k : 0;
}

PrivacyPolicy privacy_policy(const Report& report) {
  PrivacyPolicy policy;
  policy.settings = report.privacy;
  if (report.audience == "internal") policy.audience = PrivacyPolicy::Audience::internal;
  if (report.audience == "partner") policy.audience = PrivacyPolicy::Audience::partner;
  if (report.audience == "public") policy.audience = PrivacyPolicy::Audience::everybody;
  return policy;
}

}  // namespace kvali
