#include "privacy/redact_text.hpp"

#include <algorithm>

namespace kvali {

namespace {

/// A piece of a text and what stands in for it.
struct Piece {
  std::size_t begin = 0;
  std::size_t length = 0;
  std::string instead;
};

bool is_known(const RedactionRules& rules, const std::string& piece) {
  return std::any_of(rules.known.begin(), rules.known.end(),
                     [&](const std::string& text) { return text.find(piece) != text.npos; });
}

}  // namespace

std::string redacted(const RedactionRules& rules, const std::string& text,
                     const IdentifierListener& on_identifier) {
  if (!rules.policy.protects()) return text;
  std::vector<Piece> pieces;
  for (const Identifier& found : find_identifiers(text, rules.policy.settings.gps_decimals)) {
    const std::string piece = text.substr(found.begin, found.length);
    if (is_known(rules, piece)) continue;
    pieces.push_back({found.begin, found.length, rules.words.text("privacy.removed")});
    if (on_identifier) on_identifier(found.kind, piece);
  }
  for (const auto& mention : rules.persons.find(text)) {
    const PrivatePerson& person = rules.persons.all()[mention.person];
    if (rules.consented.contains(person.id)) continue;
    std::string instead = stand_in(rules, person.org);
    // A cell that is the name alone needs no brackets.
    if (mention.length != text.size()) instead = "[" + instead + "]";
    pieces.push_back({mention.begin, mention.length, std::move(instead)});
  }
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.begin > b.begin; });
  std::string left = text;
  std::size_t end = text.size();
  for (const Piece& piece : pieces) {  // From the last on, so that the others stay where they are.
    if (piece.begin + piece.length > end) continue;
    left.replace(piece.begin, piece.length, piece.instead);
    end = piece.begin;
  }
  return left;
}

}  // namespace kvali
