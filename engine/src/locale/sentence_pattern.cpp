#include "locale/sentence_pattern.hpp"

#include <array>

#include "base/decimal.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

std::optional<GapKind> gap_kind(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, GapKind>, 5> kinds = {{{"number", GapKind::number},
                                                                          {"date", GapKind::date},
                                                                          {"period", GapKind::period},
                                                                          {"periods", GapKind::periods},
                                                                          {"phrase", GapKind::phrase}}};
  for (const auto& [name, kind] : kinds)
    if (word == name) return kind;
  return std::nullopt;
}

/// "when, period" without its braces.
std::optional<SentencePattern::Gap> parse_gap(std::string_view text) {
  const std::size_t comma = text.find(',');
  SentencePattern::Gap gap{std::string(trim(text.substr(0, comma)))};
  if (gap.name.empty()) return std::nullopt;
  if (comma == text.npos) return gap;
  const auto kind = gap_kind(trim(text.substr(comma + 1)));
  if (!kind) return std::nullopt;
  gap.kind = *kind;
  return gap;
}

}  // namespace

std::optional<SentencePattern> SentencePattern::parse(std::string_view text) {
  SentencePattern pattern;
  pattern.literals_.emplace_back();
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool doubled = at + 1 < text.size() && text[at + 1] == c;
    if ((c != '{' && c != '}') || doubled) {
      pattern.literals_.back() += c;
      if (c == '{' || c == '}') ++at;
      continue;
    }
    const std::size_t close = text.find('}', at);
    if (c == '}' || close == text.npos) return std::nullopt;
    auto gap = parse_gap(text.substr(at + 1, close - at - 1));
    if (!gap || (!pattern.gaps_.empty() && pattern.literals_.back().empty())) return std::nullopt;
    pattern.gaps_.push_back(std::move(*gap));
    pattern.literals_.emplace_back();
    at = close;
  }
  return pattern;
}

std::optional<std::vector<std::string_view>> SentencePattern::match(std::string_view text) const {
  if (!text.starts_with(literals_.front())) return std::nullopt;
  std::vector<std::string_view> found;
  if (gaps_.empty()) return text.size() == literals_.front().size() ? std::optional(found) : std::nullopt;
  text.remove_prefix(literals_.front().size());
  for (std::size_t i = 0; i < gaps_.size(); ++i) {
    const std::string& next = literals_[i + 1];
    const bool last = i + 1 == gaps_.size();
    // The last literal ends the text; any other is sought where it first stands, which never spoils a
    // match that another place would allow.
    const std::size_t end = !last                  ? text.find(next)
                            : text.ends_with(next) ? text.size() - next.size()
                                                   : text.npos;
    if (end == text.npos) return std::nullopt;
    const std::string_view argument = text.substr(0, end);
    if (gaps_[i].kind == GapKind::number && !Decimal::parse(argument)) return std::nullopt;
    found.push_back(argument);
    text.remove_prefix(end + next.size());
  }
  return found;
}

std::size_t SentencePattern::literal_bytes() const {
  std::size_t bytes = 0;
  for (const std::string& literal : literals_) bytes += literal.size();
  return bytes;
}

}  // namespace kvali
