#include "deliver/encoded_words.hpp"

#include <algorithm>

#include "base/code_point.hpp"
#include "deliver/base64.hpp"
#include "deliver/header_value.hpp"

namespace kvali {

namespace {

constexpr std::string_view word_begin = "=?UTF-8?B?";
constexpr std::string_view word_end = "?=";
constexpr std::string_view fold = "\r\n ";

// RFC 2047, 2: a line with an encoded word is at most 76 characters, a word at most 75.
constexpr std::size_t longest_line = 76;
constexpr std::size_t longest_word = 75;
// RFC 5322, 2.1.1: a line should be at most 78 characters.
constexpr std::size_t preferred_line = 78;

/// How many bytes an encoded word on a line with `taken` characters holds.
std::size_t bytes_of_word(std::size_t taken) {
  const std::size_t room = std::min(longest_word, longest_line - std::min(taken, longest_line));
  const std::size_t frame = word_begin.size() + word_end.size();
  return room < frame ? 0 : (room - frame) / 4 * 3;
}

/// The longest beginning of whole code points within `most` bytes.
std::string_view whole_beginning(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    static_cast<void>(next_code_point(text, at));
    if (at > most) break;
    end = at;
  }
  return text.substr(0, end);
}

/// Readers drop spaces at the ends and may take "=?" for the beginning of an encoded word.  Lines break
/// before spaces, so no word may be too long for one, nor the first for what is left of its own.
bool survives_as_written(std::string_view text, std::size_t column) {
  if (!is_printable_ascii(text) || text.find("=?") != text.npos) return false;
  if (text.starts_with(' ') || text.ends_with(' ') || text.find("  ") != text.npos) return false;
  if (column + std::min(text.find(' '), text.size()) > preferred_line) return false;
  for (std::string_view rest = text; rest.size() > preferred_line - 1;) {
    const std::size_t space = rest.find(' ');
    if (std::min(space, rest.size()) > preferred_line - 1) return false;
    if (space == rest.npos) break;
    rest.remove_prefix(space + 1);
  }
  return true;
}

/// Breaks lines before spaces, which unfolding leaves as they were.
std::string folded(std::string_view text, std::size_t column) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' ', 1), text.size());
    if (column + end > preferred_line && text.front() == ' ') {
      out += "\r\n";
      column = 0;
    }
    out += text.substr(0, end);
    column += end;
    text.remove_prefix(end);
  }
  return out;
}

bool is_atoms(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
           c == '-' || c == '_';
  });
}

}  // namespace

std::string encoded_words(std::string_view text, std::size_t column) {
  std::string out;
  while (!text.empty()) {
    const std::string_view piece = whole_beginning(text, bytes_of_word(column));
    if (!piece.empty()) {
      out += word_begin;
      append_base64(out, piece);
      out += word_end;
      text.remove_prefix(piece.size());
    }
    if (!text.empty()) out += fold;
    column = 1;
  }
  return out;
}

std::string unstructured(std::string_view text, std::size_t column) {
  return survives_as_written(text, column) ? folded(text, column) : encoded_words(text, column);
}

std::string phrase(std::string_view text, std::size_t column) {
  if (!survives_as_written(text, column) || column + text.size() + 2 > preferred_line)
    return encoded_words(text, column);
  return is_atoms(text) ? std::string(text) : quoted(text);
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace kvali
