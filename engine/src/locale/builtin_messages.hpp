#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace kvali {

/// A message of the engine's own: an ICU pattern under its dotted key.
struct BuiltinMessage {
  std::string_view key;
  std::string_view text;
};

/// Sorted by key, bytewise; empty for languages that have none.
using BuiltinMessages = std::span<const BuiltinMessage>;

/// The engine's own catalogue of a language, engine/locale/<language>.toml, compiled in (by
/// compile_catalogue) so that no program depends on finding it or spends time on reading it.
[[nodiscard]] BuiltinMessages builtin_messages(std::string_view language) noexcept;

/// engine/locale/findings.<language>.toml: what findings mean, and the sentences they speak in.
[[nodiscard]] BuiltinMessages builtin_findings(std::string_view language) noexcept;

/// The message of a key, or nullptr.
[[nodiscard]] inline const BuiltinMessage* find_message(BuiltinMessages messages,
                                                        std::string_view key) noexcept {
  const auto it =
      std::lower_bound(messages.begin(), messages.end(), key,
                       [](const BuiltinMessage& entry, std::string_view k) { return entry.key < k; });
  return it != messages.end() && it->key == key ? &*it : nullptr;
}

}  // namespace kvali
