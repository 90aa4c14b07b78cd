#pragma once

#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "compose/source_text.hpp"

namespace kvali {

/// A word of an expression.
struct Token {
  enum class Kind { end, name, number, text, symbol };

  Kind kind = Kind::end;
  std::string text;  ///< name, symbol: as written; text: without quotes and escapes.
  Decimal number;
  std::size_t begin = 0;  ///< In the code's text.
  std::size_t length = 0;
};

/// Why an expression cannot be read; thrown inside the expression parser only, which turns it into
/// a finding.
struct SyntaxError {
  std::string id = "TPL-03";
  std::size_t begin = 0;
  std::size_t length = 0;
  std::string message;
  std::string hint = {};
};

/// The words of an expression, closed by one of kind `end`.  Throws SyntaxError.
[[nodiscard]] std::vector<Token> tokenize(std::string_view text);

}  // namespace kvali
