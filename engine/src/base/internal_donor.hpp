#pragma once

namespace kvali {

/// The donor of mails that stay in the house; no real one may be called so.
inline constexpr const char* internal_donor = "internal";

}  // namespace kvali
