#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compose/expression.hpp"

namespace kvali {

/// A text of the catalogue that a template asks for.
struct TextUse {
  std::string key;
  bool prefix = false;          ///< `key` begins the keys of several texts: word("status") asks for status.*
  std::set<std::string> given;  ///< Values that t() hands over: n of t("meetings", n=1).
  Span span;
};

/// Which names a template uses, also in branches that no report takes.
struct NamesUsed {
  std::map<std::string, std::set<std::string>> columns;  ///< By table; those of sources too.
  std::vector<TextUse> texts;
  std::set<std::string> parameters;
  bool any_text = false;  ///< A key is computed from data: no text is known to be unused.
};

/// Adds the texts that one use of the function t or of the filter word asks for.
void note_texts(const Expression& expression, NamesUsed& used);

/// Adds the texts that begin with `prefix` and a point; nothing for "".
void note_words(const std::string& prefix, Span span, NamesUsed& used);

}  // namespace kvali
