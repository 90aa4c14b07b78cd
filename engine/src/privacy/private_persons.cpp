#include "privacy/private_persons.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "base/code_point.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

/// A surname alone is looked for from this length on: shorter ones are words as well.
constexpr std::size_t long_surname = 5;
/// Letters that a case may add to a Georgian name: "-ისთვის" has the most in use.
constexpr std::size_t longest_ending = 6;

struct Word {
  std::size_t begin = 0, end = 0;
  std::string folded;
};

std::vector<Word> words_in(std::string_view text) {
  std::vector<Word> words;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    const bool letter = c != ill_formed && u_isalpha(static_cast<UChar32>(c)) != 0;
    if (letter && !open) words.push_back({begin, begin, {}});
    open = letter;
    if (letter) words.back().end = at;
  }
  for (Word& word : words) word.folded = fold_key(text.substr(word.begin, word.end - word.begin));
  return words;
}

bool is_georgian(std::string_view word) {
  std::size_t at = 0;
  const char32_t c = word.empty() ? 0 : next_code_point(word, at);
  return c >= 0x10D0 && c <= 0x10FF;
}

/// Without the vowel that cases take off or replace.
std::string_view stem_of(std::string_view word) {
  if (!is_georgian(word) || character_count(word) < 4) return word;
  std::size_t end = word.size();
  const char32_t last = previous_code_point(word, end);
  const bool vowel = last == U'ა' || last == U'ე' || last == U'ი' || last == U'ო' || last == U'უ';
  return vowel ? word.substr(0, end) : word;
}

bool is_form_of(std::string_view word, std::string_view name) {
  const std::string_view stem = stem_of(name);
  if (!word.starts_with(stem)) return false;
  const std::size_t more = character_count(word) - character_count(stem);
  return is_georgian(name) ? more <= longest_ending : more == 0;
}

/// How many words from `at` on are the name, in its order or the other way round; 0 = none.
std::size_t matched(const std::vector<Word>& words, std::size_t at, const std::vector<std::string>& name) {
  const auto all = [&](auto begin) {
    for (std::size_t i = 0; i < name.size(); ++i, ++begin)
      if (!is_form_of(words[at + i].folded, *begin)) return false;
    return true;
  };
  if (at + name.size() <= words.size() && (all(name.begin()) || all(name.rbegin()))) return name.size();
  const bool surname = name.size() > 1 && character_count(name.back()) >= long_surname;
  return surname && is_form_of(words[at].folded, name.back()) ? 1 : 0;
}

bool is_true(const Table& table, std::string_view column, std::size_t row) {
  const Scalar value = table.scalar(column, row);
  return !is_missing(value) && std::get<bool>(value);
}

/// Names of a person: name@ka, name@en ..., and the aliases of its row.
std::vector<std::string> names_in(const Table& table, std::size_t row) {
  std::vector<std::string> names;
  for (const Column& column : table.columns()) {
    const bool name = column.name() == "name" || column.name().starts_with("name@");
    if (name && !column.missing(row)) names.emplace_back(column.text(row));
  }
  const std::string aliases = canonical_text(table.scalar("aliases", row));
  for (std::size_t at = 0; at < aliases.size();) {
    const std::size_t end = std::min(aliases.find_first_of(";|", at), aliases.size());
    if (end > at) names.push_back(aliases.substr(at, end - at));
    at = end + 1;
  }
  return names;
}

}  // namespace

PrivatePersons::PrivatePersons(const Workspace& merged) {
  const Table* table = merged.find("person");
  for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
    const std::string id = canonical_text(table->scalar("person_id", row));
    std::vector<std::string> names = names_in(*table, row);
    if (is_true(*table, "public_role", row) || is_true(*table, "consent", row)) {
      names.push_back(id);
      for (const std::string& name : names) open_names_.insert(fold_key(name));
      continue;
    }
    PrivatePerson person{id, canonical_text(table->scalar("org_id", row)), row, {}};
    for (const std::string& name : names) {
      std::vector<std::string> words;
      for (const Word& word : words_in(name)) words.push_back(word.folded);
      if (!words.empty()) person.names.push_back(std::move(words));
    }
    persons_.push_back(std::move(person));
  }
}

std::vector<PrivatePersons::Mention> PrivatePersons::find(std::string_view text) const {
  std::vector<Mention> mentions;
  if (persons_.empty() || text.empty()) return mentions;
  const std::vector<Word> words = words_in(text);
  for (std::size_t at = 0; at < words.size(); ++at) {
    std::size_t longest = 0, whose = 0;
    for (std::size_t person = 0; person < persons_.size(); ++person)
      for (const auto& name : persons_[person].names)
        if (const std::size_t count = matched(words, at, name); count > longest) {
          longest = count;
          whose = person;
        }
    if (longest == 0) continue;
    const std::size_t end = words[at + longest - 1].end;
    mentions.push_back({words[at].begin, end - words[at].begin, whose});
    at += longest - 1;
  }
  return mentions;
}

bool PrivatePersons::may_be_named(std::string_view written) const {
  return open_names_.contains(fold_key(written));
}

void ask_for_consent(const PrivatePersons& persons, const Workspace& merged,
                     const std::vector<std::string>& narratives, Diagnostics& diagnostics) {
  if (persons.all().empty()) return;
  std::set<std::size_t> named;
  const auto look = [&](std::string_view text) {
    for (const auto& mention : persons.find(text)) named.insert(mention.person);
  };
  for (const auto& [name, table] : merged.tables) {
    if (name == "person" || name == "alias") continue;
    for (const Column& column : table.columns())
      for (std::size_t row = 0; column.type() == Type::text && row < column.size(); ++row)
        if (!column.missing(row)) look(column.text(row));
  }
  for (const std::string& text : narratives) look(text);
  for (const std::size_t index : named) {
    const PrivatePerson& person = persons.all()[index];
    Diagnostic finding;
    finding.id = "P-04";
    finding.severity = Severity::warning;
    finding.message = fmt::format("a text names {}, who has no public role and gave no consent", person.id);
    finding.hint = "nothing, and the organisation stands in; or write consent = yes, or who agreed and when";
    finding.subject = "person=" + person.id;
    const auto& evidence = merged.find("person")->row_evidence;
    if (const auto refs = merged.evidence.refs(person.row < evidence.size() ? evidence[person.row] : 0);
        !refs.empty())
      finding.place = {merged.evidence.place(refs.front()), 0, 0, 0};
    diagnostics.add(std::move(finding));
  }
}

}  // namespace kvali
