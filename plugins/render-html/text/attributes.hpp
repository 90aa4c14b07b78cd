#pragma once

#include <string>
#include <string_view>

namespace kvali::html {

/// A text of an event; absent texts are empty.
[[nodiscard]] inline std::string_view text_or_empty(const char* text) {
  return text ? std::string_view(text) : std::string_view();
}

/// ` name="value"`, or nothing for an empty value.
void append_attribute(std::string& out, std::string_view name, std::string_view value);
/// ` id="..."`, or nothing.
void append_id_attribute(std::string& out, std::string_view id);

}  // namespace kvali::html
