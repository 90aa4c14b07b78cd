#include "compose/lexer.hpp"

namespace kvali {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Bytes of the character at `at`, so that a message shows a whole one.
std::size_t character_length(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - at;
}

Token read_name(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]))) ++end;
  return {Token::Kind::name, std::string(text.substr(at, end - at)), {}, at, end - at};
}

Token read_number(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
    ++end;
    while (end < text.size() && is_digit(text[end])) ++end;
  }
  const std::string_view digits = text.substr(at, end - at);
  const auto number = Decimal::parse(digits);
  if (!number) throw SyntaxError{"TPL-03", at, end - at, "number is too large"};
  return {Token::Kind::number, std::string(digits), *number, at, end - at};
}

Token read_text(std::string_view text, std::size_t at) {
  const char quote = text[at];
  Token token{Token::Kind::text, {}, {}, at, 0};
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == quote) {
      token.length = i + 1 - at;
      return token;
    }
    if (text[i] == '\\' && i + 1 < text.size()) {
      ++i;
      if (text[i] != '"' && text[i] != '\'' && text[i] != '\\') {
        throw SyntaxError{"TPL-03", i - 1, 2, "unknown escape in a text", "\\\" and \\\\ are all there is"};
      }
    }
    token.text += text[i];
  }
  throw SyntaxError{"TPL-03", at, text.size() - at, "text is not closed",
                    std::string("end it with ") + quote};
}

Token read_symbol(std::string_view text, std::size_t at) {
  for (const std::string_view two : {"==", "!=", "<=", ">="}) {
    if (text.substr(at, 2) == two) return {Token::Kind::symbol, std::string(two), {}, at, 2};
  }
  constexpr std::string_view single = "+-*/<>()[],.|=";
  if (single.find(text[at]) != std::string_view::npos) {
    return {Token::Kind::symbol, std::string(1, text[at]), {}, at, 1};
  }
  std::string hint;
  if (text[at] == '&') hint = "write and";
  if (text[at] == '!') hint = "write not";
  if (text.substr(at, 3) == "\xE2\x80\x9C" || text.substr(at, 3) == "\xE2\x80\x9E")
    hint = "write straight quotes: \"text\"";
  const std::size_t length = character_length(text, at);
  throw SyntaxError{"TPL-03", at, length, "unexpected " + std::string(text.substr(at, length)), hint};
}

}  // namespace

std::vector<Token> tokenize(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    if (is_letter(text[at])) {
      tokens.push_back(read_name(text, at));
    } else if (is_digit(text[at])) {
      tokens.push_back(read_number(text, at));
    } else if (text[at] == '"' || text[at] == '\'') {
      tokens.push_back(read_text(text, at));
    } else {
      tokens.push_back(read_symbol(text, at));
    }
    at += tokens.back().length;
  }
  tokens.push_back({Token::Kind::end, {}, {}, text.size(), 0});
  return tokens;
}

}  // namespace kvali
