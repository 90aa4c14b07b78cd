#include "privacy/private_persons.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "model/schema.hpp"
#include "privacy/person_in_text.hpp"
#include "privacy/unlisted_names.hpp"

namespace kvali {

namespace {

using Words = std::vector<NameWord>;

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

PrivatePersons::PrivatePersons(const Workspace& merged, const std::set<std::string>& organisations) {
  for (const char* listed : {"org", "location"})
    if (const Table* table = merged.find(listed))
      for (std::size_t row = 0; row < table->rows(); ++row) add_open(names_in(*table, row));
  add_open({organisations.begin(), organisations.end()});
  const Table* table = merged.find("person");
  for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
    const std::string id = canonical_text(table->scalar("person_id", row));
    std::vector<std::string> names = names_in(*table, row);
    if (is_true(*table, "public_role", row) || is_true(*table, "consent", row)) {
      names.push_back(id);
      for (const std::string& name : names) open_names_.insert(fold_key(name));
      add_open(names);
      continue;
    }
    using enum PrivatePerson::Known;
    add({id, canonical_text(table->scalar("org_id", row)), listed, table->row_evidence_of(row), {}}, names);
  }
  for (const UnlistedName& one : unlisted_names(merged, organisations)) {
    const auto known = one.certain   ? PrivatePerson::Known::named
                       : one.attends ? PrivatePerson::Known::attends
                                     : PrivatePerson::Known::unclear;
    add({one.name, one.org, known, one.evidence, {}}, {one.name});
  }
}

void PrivatePersons::add(PrivatePerson person, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    PersonName words = person_name(name);
    if (words.empty()) continue;
    index(words, {persons_.size(), person.names.size()});
    person.names.push_back(std::move(words));
  }
  persons_.push_back(std::move(person));
}

void PrivatePersons::add_open(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    PersonName words = person_name(name);
    if (words.empty()) continue;
    index(words, {nobody, others_.size()});
    others_.push_back(std::move(words));
  }
}

void PrivatePersons::index(const PersonName& name, Spelling spelling) {
  for (const std::string& word : name) spellings_[std::string(name_stem(word))].push_back(spelling);
}

PrivatePersons::Names PrivatePersons::names_at(const Words& words, std::size_t at) const {
  Names names;
  const auto look_at = [&](std::string_view stem) {
    const auto found = spellings_.find(std::string(stem));
    if (found == spellings_.end()) return;
    for (const Spelling& one : found->second) {
      if (one.person == nobody) {
        names.others_words = std::max(names.others_words, words_of_name(words, at, others_[one.name]));
        continue;
      }
      const PrivatePerson& person = persons_[one.person];
      const std::size_t count = words_of_person(words, at, person, one.name);
      if (count < names.words || count == 0 || (count == names.words && one.person >= names.person)) continue;
      names.words = count;
      names.person = one.person;
      names.whole = count == person.names[one.name].size();
    }
  };
  const std::string_view word = words[at].roman;
  if (words[at].georgian.empty()) look_at(name_stem(word));
  for (std::size_t letters = 1; letters <= word.size() && !words[at].georgian.empty(); ++letters)
    look_at(word.substr(0, letters));
  return names;
}

std::vector<PrivatePersons::Mention> PrivatePersons::find(std::string_view text) const {
  std::vector<Mention> mentions;
  if (persons_.empty() || text.empty()) return mentions;
  const Words words = name_words(text);
  std::size_t others_until = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const Names names = names_at(words, at);
    others_until = std::max(others_until, at + names.others_words);
    // Within the name of another a private person is meant by the whole name only.
    if (names.words == 0 || (!names.whole && at < others_until)) continue;
    const std::size_t end = words[at + names.words - 1].end;
    mentions.push_back({words[at].begin, end - words[at].begin, names.person});
    at += names.words - 1;
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
