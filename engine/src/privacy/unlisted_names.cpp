#include "privacy/unlisted_names.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.hpp"
#include "model/schema.hpp"
#include "privacy/name_words.hpp"
#include "privacy/people_groups.hpp"

namespace kvali {

namespace {

/// How words of organisations and offices begin, in English and in romanised Georgian.
constexpr auto organisation_words = std::to_array<std::string_view>(
    {"administration", "agency",   "asotsiatsi", "assembly",   "associat",    "authorit", "bank",
     "bureau",         "cent",     "church",     "city",       "clinic",      "club",     "college",
     "commi",          "company",  "cooperat",   "council",    "department",  "depart",   "embassy",
     "facult",         "federat",  "foundation", "fund",       "government",  "group",    "hospital",
     "house",          "institut", "jgup",       "kavshir",    "khelisupleb", "klinik",   "komisi",
     "komit",          "kompani",  "kooperati",  "llc",        "ltd",         "meria",    "minist",
     "munitsipal",     "municip",  "network",    "ngo",        "office",      "organi",   "partner",
     "pond",           "programm", "proekt",     "project",    "saagento",    "sabcho",   "saelcho",
     "sakhli",         "sakrebul", "samsakhur",  "saministro", "school",      "service",  "skol",
     "social",         "society",  "team",       "tsent",      "union",       "universi", "village"});

constexpr std::size_t most_words = 3;
constexpr std::size_t shortest_name = 2;
/// A surname may begin like shorter ones: by such a word alone an organisation is told.
constexpr std::size_t long_word = 7;

/// What two spellings of a name have in common, whatever the script.
std::string key_of(std::string_view name) {
  std::string key;
  for (const NameWord& word : name_words(name)) key += (key.empty() ? "" : " ") + word.roman;
  return key;
}

/// A name and no code such as "P017".
bool is_name(std::string_view name) {
  return key_of(name).size() >= shortest_name && !is_group(name_words(name)) &&
         std::none_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool has_organisation_word(const std::vector<NameWord>& words) {
  const std::size_t shortest = words.size() > 1 ? 1 : long_word;
  return std::any_of(words.begin(), words.end(), [&](const NameWord& word) {
    return std::any_of(organisation_words.begin(), organisation_words.end(), [&](std::string_view begin) {
      return begin.size() >= shortest && word.roman.starts_with(begin);
    });
  });
}

bool reads_as_person(const UnlistedName& one) {
  const std::vector<NameWord> words = name_words(one.name);
  return (one.attends || words.size() <= most_words) && !has_organisation_word(words);
}

/// Meetings name who spoke, presents, acts or invites before anybody knows whether that is an organisation.
bool is_of_speakers(std::string_view table, std::string_view field) {
  return (table == "statement" && field == "org") || (table == "action_point" && field == "owner_org") ||
         (table == "need" && field == "raised_by") || (table == "agenda_item" && field == "presenter") ||
         (table == "meeting" && field == "organiser");
}

bool has_text(const Table& table, std::string_view column, std::size_t row) {
  return !canonical_text(table.scalar(column, row)).empty();
}

class Gathering {
 public:
  Gathering(const Workspace& merged, const std::set<std::string>& organisations) : merged_(merged) {
    for (const std::string& name : organisations) know(name);
    for (const char* table : {"org", "location", "person"}) take_listed(table);
    know_aliases();
    each_reference("org", [&](const Table& table, const Column& column) {
      is_of_speakers(table.name(), column.name()) ? know_those_of_persons(table, column) : know_all(column);
    });
  }

  std::vector<UnlistedName> run() {
    for (const char* listed : {"person", "org"})
      each_reference(listed, [&](const Table& table, const Column& column) {
        const bool person = std::string_view(listed) == "person";
        if (person || is_of_speakers(table.name(), column.name())) take(table, column, person);
      });
    std::vector<UnlistedName> names;
    for (auto& [key, name] : found_)
      if (name.certain || reads_as_person(name)) names.push_back(std::move(name));
    return names;
  }

 private:
  template <class Visit>
  void each_reference(std::string_view listed, const Visit& visit) {
    for (const Schema& schema : canonical_tables()) {
      const Table* table = merged_.find(schema.table);
      if (table == nullptr || schema.table == "alias") continue;
      for (const Field& field : schema.fields)
        if (const Column* column = table->find(field.name); field.refers == listed && column != nullptr)
          if (column->type() == Type::text) visit(*table, *column);
    }
  }

  void know(std::string_view list) {
    for (const std::string_view one : parts_of(list, ";|")) known_.insert(key_of(one));
  }

  void know_all(const Column& column) {
    for (std::uint32_t code = 0; code < column.distinct_texts(); ++code) know(column.text_of_code(code));
  }

  /// Everything by which a list knows its records.
  void take_listed(const char* name) {
    const Table* table = merged_.find(name);
    if (table == nullptr) return;
    const Schema& schema = *find_schema(name);
    const std::vector<std::string_view> names = parts_of(schema.names, " ");
    for (const Column& column : table->columns()) {
      const std::string_view field = std::string_view(column.name()).substr(0, column.name().find('@'));
      const bool named =
          field == schema.id()->name || std::find(names.begin(), names.end(), field) != names.end();
      if (named && column.type() == Type::text) know_all(column);
    }
  }

  void know_aliases() {
    const Table* aliases = merged_.find("alias");
    for (std::size_t row = 0; aliases != nullptr && row < aliases->rows(); ++row)
      if (canonical_text(aliases->scalar("kind", row)) == "org")
        for (const char* field : {"alias", "id"}) know(canonical_text(aliases->scalar(field, row)));
  }

  /// "Name (Organisation): text"
  void know_those_of_persons(const Table& table, const Column& column) {
    const char* person = table.name() == "action_point" ? "owner_person" : "person";
    for (std::size_t row = 0; row < column.size(); ++row)
      if (!column.missing(row) && has_text(table, person, row)) know(column.text(row));
  }

  void take(const Table& table, const Column& column, bool person) {
    std::vector<UnlistedName*> of_code(column.distinct_texts(), nullptr);
    std::vector<bool> seen(column.distinct_texts(), false);
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (column.missing(row)) continue;
      const std::uint32_t code = column.code(row);
      if (!seen[code]) of_code[code] = take(column.text(row), table.row_evidence_of(row));
      seen[code] = true;
      if (person && of_code[code] != nullptr) learn(*of_code[code], table, row);
    }
  }

  UnlistedName* take(std::string_view name, EvidenceId evidence) {
    std::string key = key_of(name);
    if (!is_name(name) || known_.contains(key)) return nullptr;
    const auto [it, added] = found_.try_emplace(std::move(key));
    if (added) it->second = {std::string(name), {}, false, false, evidence};
    return &it->second;
  }

  static void learn(UnlistedName& name, const Table& table, std::size_t row) {
    name.attends = name.attends || table.name() == "attendance";
    if (name.certain && !name.org.empty()) return;
    for (const char* field : {"org", "owner_org"})
      if (name.org.empty()) name.org = canonical_text(table.scalar(field, row));
    name.certain =
        name.certain || !name.org.empty() || has_text(table, "sex", row) || has_text(table, "role", row);
  }

  const Workspace& merged_;
  std::set<std::string> known_;  ///< Keys of what is listed, and of organisations.
  std::map<std::string, UnlistedName> found_;
};

}  // namespace

std::vector<UnlistedName> unlisted_names(const Workspace& merged,
                                         const std::set<std::string>& organisations) {
  return Gathering(merged, organisations).run();
}

}  // namespace kvali
