#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kvali {

/// A text as the body of an unstructured header field, folded.  Beyond ASCII it becomes encoded words
/// (RFC 2047): base64, because Georgian takes 4 columns a letter there and 9 in the other encoding; each
/// word is whole UTF-8 and at most 75 characters, each line at most 76.
/// `column`: how much of the first line is taken ("Subject: " is 9).
[[nodiscard]] std::string unstructured(std::string_view text, std::size_t column);

/// The same for the name before an address: an atom, a quoted text or encoded words.
[[nodiscard]] std::string phrase(std::string_view text, std::size_t column);

/// Encoded words whatever the text is, for the one place where it must be them.
[[nodiscard]] std::string encoded_words(std::string_view text, std::size_t column);

/// `"` and `\` escaped, in quotes.  ASCII only.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace kvali
