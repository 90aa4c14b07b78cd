#include "privacy/private_persons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "model/schema.hpp"
#include "privacy/unlisted_names.hpp"

namespace kvali {

namespace {

/// A surname alone is looked for from this length on: shorter ones are words as well.
constexpr std::size_t long_surname = 5;
/// A shorter name is one only where it begins with a capital.
constexpr std::size_t shortest_lower_case = 3;

using Words = std::vector<NameWord>;
using Name = std::vector<std::string>;

/// Of a romanised word; a Georgian letter may be two.
std::size_t letters_in(std::string_view roman) {
  constexpr std::array<std::string_view, 7> pairs{"zh", "gh", "sh", "ch", "ts", "dz", "kh"};
  std::size_t letters = 0;
  for (std::size_t at = 0; at < roman.size(); ++letters)
    at += std::find(pairs.begin(), pairs.end(), roman.substr(at, 2)) == pairs.end() ? 1U : 2U;
  return letters;
}

bool matches(const Words& words, std::size_t at, const Name& name, bool reversed) {
  const Endings endings = name.size() == 1 ? Endings::cases : Endings::any;
  for (std::size_t i = 0; i < name.size(); ++i)
    if (!is_form_of(words[at + i], name[reversed ? name.size() - 1 - i : i], endings)) return false;
  return true;
}

/// A word that is taken for a name by itself.  "UNICEF" among those present is no person in a text.
bool stands_alone(const NameWord& word, const PrivatePerson& person) {
  switch (person.known) {
    case PrivatePerson::Known::listed:
      return true;
    case PrivatePerson::Known::named:
      return word.titled || letters_in(word.roman) >= shortest_lower_case;
    case PrivatePerson::Known::attends:
      return word.titled || (!word.capitals && letters_in(word.roman) >= shortest_lower_case);
    case PrivatePerson::Known::unclear:
      return word.marked && !word.capitals;
  }
  return false;
}

/// A cell that is the name and nothing else.
bool is_all(const Words& words, const PrivatePerson& person) {
  const bool sure =
      person.known == PrivatePerson::Known::listed || person.known == PrivatePerson::Known::named;
  return words.size() == 1 && (sure || !words.front().capitals);
}

/// How many words from `at` on are the name, in its order or the other way round; 0 = none.
std::size_t matched(const Words& words, std::size_t at, const Name& name, const PrivatePerson& person) {
  if (at + name.size() <= words.size() &&
      (matches(words, at, name, false) || matches(words, at, name, true)) &&
      (name.size() > 1 || is_all(words, person) || stands_alone(words[at], person)))
    return name.size();
  const Endings endings = person.known == PrivatePerson::Known::listed ? Endings::any : Endings::cases;
  const bool surname = name.size() > 1 && stands_alone(words[at], person) &&
                       is_form_of(words[at], name.back(), endings) && letters_in(name.back()) >= long_surname;
  return surname ? 1 : 0;
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

/// Who came to a meeting stands in no text for that reason alone.
bool is_person_field(std::string_view table, std::string_view column) {
  const Schema* schema = find_schema(table);
  const Field* field = schema == nullptr ? nullptr : schema->find(column);
  return field != nullptr && field->refers == "person";
}

Diagnostic question_about(const PrivatePerson& person) {
  Diagnostic finding;
  finding.id = "P-04";
  finding.severity = Severity::warning;
  finding.subject = "person=" + person.id;
  finding.hint = "nothing, and the organisation stands in; or write consent = yes, or who agreed and when";
  switch (person.known) {
    case PrivatePerson::Known::listed:
      finding.message = fmt::format("a text names {}, who has no public role and gave no consent", person.id);
      break;
    case PrivatePerson::Known::named:
      finding.message = fmt::format("a text names {}, who is in no table of persons", person.id);
      break;
    case PrivatePerson::Known::attends:
      finding.message =
          fmt::format("a text names {}, who stands among those present and in no table", person.id);
      finding.hint =
          "nothing, if it is a person; list it, if it is an organisation; or write who agreed and when";
      break;
    case PrivatePerson::Known::unclear:
      finding.message = fmt::format("no table says whether {} is a person or an organisation", person.id);
      finding.hint = "list it as an organisation or as a person; until then the copy does not name it";
  }
  return finding;
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
    using enum PrivatePerson::Known;
    add({id, canonical_text(table->scalar("org_id", row)), listed, table->row_evidence_of(row), {}}, names);
  }
  for (const UnlistedName& one : unlisted_names(merged)) {
    const auto known = one.certain   ? PrivatePerson::Known::named
                       : one.attends ? PrivatePerson::Known::attends
                                     : PrivatePerson::Known::unclear;
    add({one.name, one.org, known, one.evidence, {}}, {one.name});
  }
}

void PrivatePersons::add(PrivatePerson person, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    Name words;
    for (const NameWord& word : name_words(name)) words.push_back(word.roman);
    if (words.empty()) continue;
    const Spelling spelling{persons_.size(), person.names.size()};
    index(words.front(), spelling);
    if (words.size() > 1) index(words.back(), spelling);
    person.names.push_back(std::move(words));
  }
  persons_.push_back(std::move(person));
}

void PrivatePersons::index(std::string_view word, Spelling spelling) {
  spellings_[std::string(name_stem(word))].push_back(spelling);
}

/// The longest name that begins with the word, and whose it is; 0 = none.
std::size_t PrivatePersons::longest_at(const Words& words, std::size_t at, std::size_t& person) const {
  std::size_t longest = 0;
  const auto look_at = [&](std::string_view stem) {
    const auto found = spellings_.find(std::string(stem));
    if (found == spellings_.end()) return;
    for (const Spelling& one : found->second) {
      const PrivatePerson& candidate = persons_[one.person];
      const std::size_t count = matched(words, at, candidate.names[one.name], candidate);
      if (count < longest || count == 0 || (count == longest && one.person >= person)) continue;
      longest = count;
      person = one.person;
    }
  };
  const std::string_view word = words[at].roman;
  if (words[at].georgian.empty()) look_at(name_stem(word));
  for (std::size_t letters = 1; letters <= word.size() && !words[at].georgian.empty(); ++letters)
    look_at(word.substr(0, letters));
  return longest;
}

std::vector<PrivatePersons::Mention> PrivatePersons::find(std::string_view text) const {
  std::vector<Mention> mentions;
  if (persons_.empty() || text.empty()) return mentions;
  const Words words = name_words(text);
  for (std::size_t at = 0; at < words.size(); ++at) {
    std::size_t whose = 0;
    const std::size_t longest = longest_at(words, at, whose);
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
      if (column.type() == Type::text && !is_person_field(name, column.name()))
        for (std::uint32_t code = 0; code < column.distinct_texts(); ++code) look(column.text_of_code(code));
  }
  for (const std::string& text : narratives) look(text);
  for (const std::size_t index : named) {
    const PrivatePerson& person = persons.all()[index];
    Diagnostic finding = question_about(person);
    if (const auto refs = merged.evidence.refs(person.evidence); !refs.empty())
      finding.place = {merged.evidence.place(refs.front()), 0, 0, 0};
    diagnostics.add(std::move(finding));
  }
}

}  // namespace kvali
