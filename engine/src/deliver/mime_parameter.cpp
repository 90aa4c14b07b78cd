#include "deliver/mime_parameter.hpp"

#include <fmt/format.h>

#include "base/code_point.hpp"
#include "base/error.hpp"
#include "deliver/encoded_words.hpp"
#include "deliver/header_value.hpp"

namespace kvali {

namespace {

/// File systems take 255 bytes; some is left for "(1)" and the like of whoever saves it.
constexpr std::size_t longest_file_name = 200;

/// Of a piece of `filename*`, so that its line stays below 76.
constexpr std::size_t longest_piece = 56;

bool turns_direction(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// RFC 2231's attribute-char, without the signs that parsers are known to stumble over.
bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_';
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_plain(c)) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string extended(std::string_view file_name) {
  std::string out;
  std::string piece = "UTF-8''";
  int number = 0;
  const auto take_piece = [&] {
    out += fmt::format(";\r\n filename*{}*={}", number++, piece);
    piece.clear();
  };
  for (std::size_t at = 0; at < file_name.size();) {
    const std::size_t begin = at;
    static_cast<void>(next_code_point(file_name, at));
    const std::string character = percent_encoded(file_name.substr(begin, at - begin));
    if (piece.size() + character.size() > longest_piece) take_piece();
    piece += character;
  }
  if (number == 0) return ";\r\n filename*=" + piece;
  take_piece();
  return out;
}

}  // namespace

NameParameters name_parameters(std::string_view file_name) {
  constexpr std::string_view name = " name=";
  if (is_printable_ascii(file_name) && file_name.size() <= longest_piece &&
      file_name.find("=?") == file_name.npos) {
    return {fmt::format(";\r\n name={}", quoted(file_name)),
            fmt::format(";\r\n filename={}", quoted(file_name))};
  }
  return {fmt::format(";\r\n name=\"{}\"", encoded_words(file_name, name.size() + 1)), extended(file_name)};
}

void check_file_name(std::string_view file_name) {
  const HeaderValue checked(std::string(file_name), "the name of an attachment");
  const auto refuse = [&](std::string_view why) {
    throw Error(fmt::format("no name for an attachment: \"{}\" ({})", printable(file_name, 100), why));
  };
  if (file_name.empty()) refuse("empty");
  if (file_name.size() > longest_file_name) refuse("longer than 200 bytes");
  if (file_name.front() == '.' || file_name.front() == ' ') refuse("begins with a dot or a space");
  if (file_name.back() == '.' || file_name.back() == ' ') refuse("ends with a dot or a space");
  if (file_name.find_first_of("/\\:") != file_name.npos) refuse("names a folder");
  for (std::size_t at = 0; at < file_name.size();)
    if (turns_direction(next_code_point(file_name, at))) refuse("turns the direction of writing");
}

}  // namespace kvali
