#include "locale/finding_words.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "locale/builtin_messages.hpp"
#include "locale/message_pattern.hpp"
#include "locale/sentence_pattern.hpp"

namespace kvali {

namespace {

/// The table of sentences: [say.<room>], keyed by the English sentence.
constexpr std::string_view sentences = "say.";

/// Sentences within sentences; none of ours goes deeper.
constexpr int deepest = 4;

/// Between periods.
constexpr std::string_view separator = ", ";

struct Sentence {
  SentencePattern english;
  std::string_view own;  ///< Of the compiled catalogue.
};

/// "say.collect.{field} is too large" without table and room.
std::string_view english_of(std::string_view key) {
  key.remove_prefix(sentences.size());
  return key.substr(key.find('.') + 1);
}

/// Families in the order of the guide.
std::size_t family_rank(std::string_view id) {
  constexpr std::array<std::string_view, 11> families = {"S", "D", "I", "F",   "M",  "C",
                                                         "P", "E", "L", "CFG", "PLG"};
  const std::string_view family = id.substr(0, id.find('-'));
  return std::size_t(std::find(families.begin(), families.end(), family) - families.begin());
}

}  // namespace

struct FindingWords::Data {
  const Locale* locale = nullptr;
  PluralForms forms;
  BuiltinMessages own;
  BuiltinMessages english;
  std::vector<Sentence> sentences;  ///< Longest first.

  std::string documented(std::string_view id, std::string_view what) const {
    const std::string key = std::string(id) + "." + std::string(what);
    for (const BuiltinMessages messages : {own, english})
      if (const BuiltinMessage* const found = find_message(messages, key))
        return MessagePattern::tested(found->text).format({}, *locale, forms);
    return {};
  }

  MessageValue argument(const SentencePattern::Gap& gap, std::string_view text, int depth) const {
    if (gap.kind == GapKind::number) return *Decimal::parse(text);
    if (gap.kind == GapKind::period)
      if (const auto period = parse_period(text)) return locale->period(*period);
    if (gap.kind == GapKind::periods) return periods(text);
    if (gap.kind == GapKind::date)
      if (const auto date = parse_iso_date(text)) return locale->date(*date, DateStyle::short_date);
    if (gap.kind == GapKind::phrase)
      if (const auto said = say(text, depth + 1)) return *said;
    return std::string(text);
  }

  std::string periods(std::string_view text) const {
    std::vector<std::string> all;
    for (std::size_t end = 0; !text.empty(); text.remove_prefix(end)) {
      text.remove_prefix(all.empty() ? 0 : separator.size());
      end = std::min(text.find(separator), text.size());
      const auto period = parse_period(text.substr(0, end));
      all.push_back(period ? locale->period(*period) : std::string(text.substr(0, end)));
    }
    return locale->list(all);
  }

  std::optional<std::string> say(std::string_view text, int depth) const {
    if (depth > deepest) return std::nullopt;
    for (const Sentence& sentence : sentences) {
      const auto found = sentence.english.match(text);
      if (!found) continue;
      MessageArguments arguments;
      for (std::size_t i = 0; i < found->size(); ++i)
        arguments.insert_or_assign(sentence.english.gaps()[i].name,
                                   argument(sentence.english.gaps()[i], (*found)[i], depth));
      return MessagePattern::tested(sentence.own).format(arguments, *locale, forms);
    }
    return std::nullopt;
  }
};

FindingWords::FindingWords(const Locale& locale) : data_(std::make_unique<Data>()) {
  data_->locale = &locale;
  data_->forms = PluralForms::of(locale.tag());
  data_->english = builtin_findings("en");
  if (locale.language() != "en") data_->own = builtin_findings(locale.language());
  for (const auto& [key, text] : data_->own) {
    if (!key.starts_with(sentences)) continue;
    auto english = SentencePattern::parse(english_of(key));
    assert(english && "the sentences in engine/locale are tested");
    data_->sentences.push_back({std::move(*english), text});
  }
  std::stable_sort(data_->sentences.begin(), data_->sentences.end(),
                   [](const Sentence& a, const Sentence& b) {
                     return a.english.literal_bytes() > b.english.literal_bytes();
                   });
}

FindingWords::FindingWords(FindingWords&&) noexcept = default;
FindingWords& FindingWords::operator=(FindingWords&&) noexcept = default;
FindingWords::~FindingWords() = default;

std::vector<std::string> FindingWords::ids() {
  std::vector<std::string> ids;
  for (const BuiltinMessage& message : builtin_findings("en"))
    if (message.key.ends_with(".title")) ids.emplace_back(message.key.substr(0, message.key.find('.')));
  std::stable_sort(ids.begin(), ids.end(),
                   [](const auto& a, const auto& b) { return family_rank(a) < family_rank(b); });
  return ids;
}

std::string FindingWords::title(std::string_view id) const {
  return data_->documented(id, "title");
}
std::string FindingWords::meaning(std::string_view id) const {
  return data_->documented(id, "meaning");
}
std::string FindingWords::cure(std::string_view id) const {
  return data_->documented(id, "cure");
}

std::vector<Severity> FindingWords::severities(std::string_view id) const {
  const std::string words = data_->documented(id, "severity");
  std::vector<Severity> found;
  for (const Severity severity : {Severity::info, Severity::warning, Severity::error, Severity::block})
    if (words.find(name_of(severity)) != words.npos) found.push_back(severity);
  return found;
}

std::string FindingWords::say(std::string_view english) const {
  return data_->say(english, 0).value_or(std::string(english));
}

bool FindingWords::knows(std::string_view english) const {
  return data_->say(english, 0).has_value();
}

Diagnostic FindingWords::in_words(Diagnostic finding) const {
  finding.message = say(finding.message);
  finding.hint = say(finding.hint);
  return finding;
}

}  // namespace kvali
