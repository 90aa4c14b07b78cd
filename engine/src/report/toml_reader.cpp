#include "report/toml_reader.hpp"

#include <fmt/format.h>

#include "base/date.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

std::string type_name(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::date:
      return "a date";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::table:
      return "a table";
    default:
      return "a time";
  }
}

std::optional<Date> date_of(const toml::node& node) {
  if (const auto* value = node.as_date())
    return make_date(value->get().year, value->get().month, value->get().day);
  if (const auto* text = node.as_string()) return parse_iso_date(text->get());
  return std::nullopt;
}

struct CanonicalNode {
  std::string text;
  char kind = 's';
};

std::optional<CanonicalNode> canonical(const toml::node& node) {
  if (const auto* s = node.as_string()) return CanonicalNode{to_nfc(s->get()), 's'};
  if (const auto* i = node.as_integer()) return CanonicalNode{std::to_string(i->get()), 'i'};
  if (const auto* f = node.as_floating_point()) return CanonicalNode{fmt::format("{}", f->get()), 'f'};
  if (const auto* b = node.as_boolean()) return CanonicalNode{b->get() ? "true" : "false", 'b'};
  if (node.is_date()) {
    if (const auto day = date_of(node)) return CanonicalNode{iso_text(*day), 'd'};
  }
  return std::nullopt;
}

/// The kind of a list of both: whole numbers are numbers, else unlike kinds have nothing in common.
char common_kind(char a, char b) {
  if (a == b) return a;
  return (a == 'i' && b == 'f') || (a == 'f' && b == 'i') ? 'f' : '?';
}

}  // namespace

std::optional<OptionText> option_text(std::string name, const toml::node& value, Place place) {
  OptionText option;
  option.name = std::move(name);
  option.place = std::move(place);
  if (const auto* list = value.as_array()) {
    option.list = true;
    for (const toml::node& element : *list) {
      const auto text = canonical(element);
      if (!text) return std::nullopt;
      option.values.push_back(text->text);
      option.kind = option.values.size() == 1 ? text->kind : common_kind(option.kind, text->kind);
    }
    return option;
  }
  if (const auto* reference = value.as_table(); reference != nullptr && reference->size() == 1) {
    // The iterator holds what it points to, so it has to stay.
    const auto only = reference->begin();
    const auto& [kind, target] = *only;
    const auto* referred = target.as_string();
    if (referred == nullptr || (kind != "env" && kind != "file" && kind != "credential")) return std::nullopt;
    option.kind = 'r';
    option.values = {std::string(kind.str()), referred->get()};
    return option;
  }
  const auto text = canonical(value);
  if (!text) return std::nullopt;
  option.values.push_back(text->text);
  option.kind = text->kind;
  return option;
}

TomlReader::TomlReader(const toml::table& table, std::string name, Diagnostics& diagnostics)
    : table_(table), name_(std::move(name)), diagnostics_(diagnostics) {}

TomlReader::~TomlReader() {
  for (const auto& [key, value] : table_) {
    if (known_.contains(key.str())) continue;
    const auto meant = nearest(key.str(), known_);
    complain("CFG-01", fmt::format("{} has no setting '{}'", name_, key.str()), place_of_key(key),
             meant ? fmt::format("did you mean '{}'?", *meant) : std::string{});
  }
}

Place TomlReader::place_of(const toml::node& node) const {
  const toml::source_region& region = node.source();
  Place place;
  if (region.path) place.file = *region.path;
  place.line = int(region.begin.line);
  place.column = int(region.begin.column);
  if (region.end.line == region.begin.line && region.end.column > region.begin.column)
    place.width = int(region.end.column - region.begin.column);
  return place;
}

Place TomlReader::place_of_key(const toml::key& key) const {
  Place place;
  if (key.source().path) place.file = *key.source().path;
  place.line = int(key.source().begin.line);
  place.column = int(key.source().begin.column);
  place.width = int(character_count(key.str()));
  return place;
}

void TomlReader::complain(std::string id, std::string message, Place place, std::string hint) {
  diagnostics_.add(
      {std::move(id), Severity::error, std::move(message), std::move(place), std::move(hint), {}});
}

const toml::node* TomlReader::node(std::string_view key) {
  known_.emplace(key);
  return table_.get(key);
}

std::string TomlReader::text(std::string_view key, const std::string& fallback) {
  const toml::node* found = node(key);
  if (found == nullptr) return fallback;
  if (const auto* value = found->as_string()) return to_nfc(value->get());
  complain("CFG-02", fmt::format("{} must be a text, not {}", key, type_name(*found)), place_of(*found),
           fmt::format("write {} = \"...\"", key));
  return fallback;
}

std::string TomlReader::required_text(std::string_view key) {
  const toml::node* found = node(key);
  if (found == nullptr) {
    complain("CFG-03", fmt::format("{} lacks the setting '{}'", name_, key), place(),
             fmt::format("add {} = \"...\"", key));
    return {};
  }
  return text(key);
}

int TomlReader::whole_number(std::string_view key, int fallback, int min, int max) {
  const toml::node* found = node(key);
  if (found == nullptr) return fallback;
  const auto* value = found->as_integer();
  if (value != nullptr && value->get() >= min && value->get() <= max) return int(value->get());
  complain("CFG-02", fmt::format("{} must be a whole number from {} to {}", key, min, max), place_of(*found));
  return fallback;
}

bool TomlReader::truth(std::string_view key, bool fallback) {
  const toml::node* found = node(key);
  if (found == nullptr) return fallback;
  if (const auto* value = found->as_boolean()) return value->get();
  complain("CFG-02", fmt::format("{} must be true or false", key), place_of(*found));
  return fallback;
}

std::optional<Date> TomlReader::date(std::string_view key) {
  const toml::node* found = node(key);
  if (found == nullptr) return std::nullopt;
  const auto day = date_of(*found);
  if (!day)
    complain("CFG-02", fmt::format("{} must be a date", key), place_of(*found), "write it as 2020-12-31");
  return day;
}

LanguageMap TomlReader::language_map(std::string_view key) {
  LanguageMap texts;
  const toml::node* found = node(key);
  if (found == nullptr) return texts;
  if (found->is_string()) {
    texts[""] = text(key);
  } else if (const auto* by_language = found->as_table()) {
    for (const auto& [lang, value] : *by_language) {
      if (const auto* one = value.as_string())
        texts[std::string(lang.str())] = to_nfc(one->get());
      else
        complain("CFG-02", fmt::format("{}.{} must be a text", key, lang.str()), place_of(value));
    }
  } else {
    complain("CFG-02", fmt::format("{} must be a text, or a text for each language", key), place_of(*found),
             fmt::format("write {0} = \"...\" or {0}.en = \"...\"", key));
  }
  return texts;
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
  const toml::node* found = node(key);
  if (found == nullptr) return {};
  const auto option = option_text(std::string(key), *found, place_of(*found));
  if (option && (option->kind == 's' || option->values.empty())) return option->values;
  complain("CFG-02", fmt::format("{} must be a list of texts", key), place_of(*found),
           fmt::format("write {} = [\"...\"]", key));
  return {};
}

const toml::table* TomlReader::table(std::string_view key) {
  const toml::node* found = node(key);
  if (found == nullptr) return nullptr;
  if (const auto* sub = found->as_table()) return sub;
  complain("CFG-02", fmt::format("{} must be a table, not {}", key, type_name(*found)), place_of(*found),
           fmt::format("write [{}] on a line of its own", key));
  return nullptr;
}

void TomlReader::each_table(std::string_view key, const std::function<void(const toml::table&)>& body) {
  const toml::node* found = node(key);
  if (found == nullptr) return;
  const auto* list = found->as_array();
  if (list == nullptr) {
    complain("CFG-02", fmt::format("{} must be written with double brackets", key), place_of(*found),
             fmt::format("write [[{}]]", key));
    return;
  }
  for (const toml::node& element : *list) {
    if (const auto* sub = element.as_table())
      body(*sub);
    else
      complain("CFG-02", fmt::format("{} must be a table", key), place_of(element),
               fmt::format("write [[{}]]", key));
  }
}

std::vector<OptionText> TomlReader::other_options() {
  std::vector<OptionText> options;
  for (const auto& [key, value] : table_) {
    if (known_.contains(key.str())) continue;
    known_.emplace(key.str());
    if (auto option = option_text(std::string(key.str()), value, place_of(value)))
      options.push_back(std::move(*option));
    else
      complain("CFG-02", fmt::format("{} cannot be {}", key.str(), type_name(value)), place_of(value));
  }
  return options;
}

}  // namespace kvali
