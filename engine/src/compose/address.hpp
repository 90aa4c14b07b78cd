#pragma once

#include <string_view>

namespace kvali {

/// May a report link there?  http, https, mailto and "#id" only; nothing that could end an attribute.
[[nodiscard]] bool is_safe_address(std::string_view address);

}  // namespace kvali
