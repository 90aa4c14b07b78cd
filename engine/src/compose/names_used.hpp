#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compose/node.hpp"

namespace kvali {

/// A text of the catalogue that a template asks for.
struct TextUse {
  std::string key;
  bool prefix = false;          ///< `key` begins the keys of several texts: word("status") asks for status.*
  std::set<std::string> given;  ///< Values that t() hands over: n of t("meetings", n=1).
  Span span;
};

/// A link within the report whose target the template writes out: "#results".
struct LinkUse {
  std::string target;  ///< Without "#".
  Span span;
};

/// What links may point to.
struct Anchors {
  std::set<std::string> ids;
  std::vector<std::string> beginnings;  ///< Of ids that are computed: meeting-{{ m.meeting }}.
  bool any = false;                     ///< Some are computed as a whole.

  [[nodiscard]] bool may_be(const std::string& target) const;
};

/// Which names a template uses, also in branches that no report takes.
struct NamesUsed {
  std::map<std::string, std::set<std::string>> columns;  ///< By table; those of sources too.
  std::vector<TextUse> texts;
  std::set<std::string> parameters;
  std::vector<LinkUse> links;
  Anchors anchors;
  bool any_text = false;  ///< A key is computed from data: no text is known to be unused.
};

/// Adds the texts that one use of the function t or of the filter word asks for.
void note_texts(const Expression& expression, NamesUsed& used);

/// Adds where a link points to, unless that is computed or outside.
void note_link(const TextTemplate& href, NamesUsed& used);
/// Adds the id of a heading: its own, else one that is made from its title.
void note_heading(const HeadingNode& heading, NamesUsed& used);

/// Adds the texts that begin with `prefix` and a point; nothing for "".
void note_words(const std::string& prefix, Span span, NamesUsed& used);

}  // namespace kvali
