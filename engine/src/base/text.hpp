#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kvali {

// Text is UTF-8. Unless said otherwise the functions here accept any bytes, read an ill-formed
// sequence as U+FFFD, never throw on content, and may be called from any thread.

/// The byte offset of the first sequence that is not well-formed UTF-8 (overlong forms, surrogates
/// and values above U+10FFFF included), or nothing.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text) noexcept;
[[nodiscard]] bool is_valid_utf8(std::string_view text) noexcept;

/// The text with U+FFFD for each ill-formed sequence (one per maximal subpart, as browsers do).
[[nodiscard]] std::string sanitize_utf8(std::string_view text);

/// Unicode normalisation form C.
[[nodiscard]] std::string to_nfc(std::string_view text);

/// Characters as a reader counts them, good enough to put a caret under: code points without
/// combining marks and invisible format characters.
[[nodiscard]] std::size_t character_count(std::string_view text) noexcept;

/// The column, from 1, of the character at `byte_offset` of a line. An offset past the end gives the
/// column after the last character.
[[nodiscard]] std::size_t column_at(std::string_view line, std::size_t byte_offset) noexcept;

/// Without white space at both ends; no-break, thin and other Unicode spaces, zero-width characters
/// and byte order marks count as white space. The result points into `text`.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;

/// What two spellings of one name have in common, for comparing only (merge rule M1): form C, spaces
/// collapsed and trimmed, zero-width characters dropped, dashes and quotes in one form, case folded
/// (Georgian stays Mkhedruli), the Georgian case ending after a Latin word and dash dropped:
/// "IOM-ის" and "iom" are alike. Folding a folded text changes nothing.
[[nodiscard]] std::string fold_key(std::string_view text);

/// The Georgian letters by the national romanisation (2002) without its apostrophes, all else unchanged.
[[nodiscard]] std::string romanise_georgian(std::string_view text);

/// Lower-case ASCII letters, digits and single hyphens for file names and anchors. Georgian by its
/// national romanisation (2002), other scripts by ICU's transliteration. May be empty; at most
/// `longest` characters, cut at a hyphen where possible.
[[nodiscard]] std::string slug(std::string_view text, std::size_t longest = 80);

/// Case conversion by Unicode's root rules that leaves Georgian alone: upper-casing it would give
/// Mtavruli letters, which running text never has and most fonts lack. Existing Mtavruli becomes
/// Mkhedruli in both.
[[nodiscard]] std::string to_upper(std::string_view text);
[[nodiscard]] std::string to_lower(std::string_view text);

/// Does the text have a letter of the Mtavruli block (U+1C90-1CBF)?
[[nodiscard]] bool has_mtavruli(std::string_view text) noexcept;

/// The candidate that a misspelt `name` most probably means: fewest edits (insert, delete, replace,
/// swap neighbours; what fold_key() ignores counts nothing), at most a third of its length and 3. Ties go
/// to the earlier candidate. Nothing when none is near.
[[nodiscard]] std::optional<std::string> nearest(std::string_view name,
                                                 std::span<const std::string_view> candidates);

/// The same over any range of strings.
template <typename Strings>
[[nodiscard]] std::optional<std::string> nearest(std::string_view name, const Strings& candidates) {
  std::vector<std::string_view> views;
  for (const auto& candidate : candidates) views.emplace_back(candidate);
  return nearest(name, std::span<const std::string_view>{views});
}

}  // namespace kvali
