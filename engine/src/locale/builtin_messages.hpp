#pragma once

#include <optional>
#include <string_view>

namespace kvali {

/// The engine's own catalogue of a language, engine/locale/<language>.toml, compiled in so that no
/// program depends on finding it; nothing for languages that have none.
[[nodiscard]] std::optional<std::string_view> builtin_messages(std::string_view language) noexcept;

/// engine/locale/findings.<language>.toml: what findings mean, and the sentences they speak in.
[[nodiscard]] std::optional<std::string_view> builtin_findings(std::string_view language) noexcept;

}  // namespace kvali
