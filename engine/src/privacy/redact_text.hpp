#pragma once

#include <functional>
#include <string>

#include "privacy/identifiers.hpp"
#include "privacy/redact.hpp"

namespace kvali {

/// Is told what identifier stood in a text.
using IdentifierListener = std::function<void(IdentifierKind, const std::string& piece)>;

/// The text without identifiers and names of private persons: a mark, or the organisation, stands in.  As it
/// is for readers of whom nothing is kept back.
[[nodiscard]] std::string redacted(const RedactionRules& rules, const std::string& text,
                                   const IdentifierListener& on_identifier = {});

}  // namespace kvali
