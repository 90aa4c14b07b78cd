#include "report/read_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "report/toml_reader.hpp"

namespace kvali {

namespace {

constexpr std::array<std::string_view, 4> alias_kinds{"org", "person", "location", "indicator"};

/// Words of [source.map.*] that are no fields.
constexpr std::array<std::string_view, 6> map_words{"table", "months", "quarters",
                                                    "year",  "skip",   "disaggregation"};

/// A table of texts, e.g. { "Women" = "f" }.
ValueList read_words(const toml::table& table, const std::string& name, TomlReader& reader) {
  ValueList words;
  for (const auto& [from, to] : table) {
    const Place place = reader.place_of(to);
    const auto option = option_text(name, to, place);
    if (option && !option->list)
      words[to_nfc(from.str())] = option->values.front();
    else
      reader.complain("CFG-02", fmt::format("'{}' in {} must be a text", from.str(), name), place,
                      fmt::format("write \"{}\" = \"value\"", from.str()));
  }
  return words;
}

class MapReader {
 public:
  MapReader(TomlReader& reader, const ValueLists& lists, Diagnostics& diagnostics)
      : reader_(reader), lists_(lists), diagnostics_(diagnostics) {}

  FieldMap field(const std::string& name, const toml::node& value, bool dimension) {
    FieldMap map;
    map.place = reader_.place_of(value);
    if (const auto* column = value.as_string()) {
      map.column = to_nfc(column->get());
      return map;
    }
    const auto* table = value.as_table();
    if (table == nullptr) {
      reader_.complain("CFG-02", fmt::format("{} must be the heading of a column", name), map.place,
                       fmt::format("write {0} = \"Heading\" or {0} = {{ const = \"value\" }}", name));
      return map;
    }
    TomlReader entry(*table, name, diagnostics_);
    map.column = to_nfc(entry.text("column"));
    if (const toml::node* constant = entry.node("const")) {
      if (auto option = option_text("const", *constant, entry.place_of(*constant)); option && !option->list)
        map.constant = option->values.front();
    }
    read_values(map, entry);
    read_order(map, entry);
    if (dimension)
      if (const toml::table* columns = entry.table("columns"))
        map.columns = read_words(*columns, "columns", entry);
    // Values alone translate the column of the field's own name.
    if (map.column.empty() && !map.constant && map.columns.empty() && !map.values.empty()) map.column = name;
    if (map.column.empty() && !map.constant && map.columns.empty())
      reader_.complain("CFG-03", fmt::format("{} names neither a column nor a constant", name), map.place,
                       fmt::format("write {} = {{ column = \"Heading\" }}", name));
    return map;
  }

  void skip(TableMap& map, const toml::node& node) {
    if (const auto* table = node.as_table()) {
      for (const auto& [column, pattern] : read_words(*table, "skip", reader_))
        map.skip.push_back({column, pattern});
      return;
    }
    for (const std::string& pattern : reader_.texts("skip")) map.skip.push_back({"", to_nfc(pattern)});
  }

 private:
  void read_values(FieldMap& map, TomlReader& entry) {
    const toml::node* node = entry.node("values");
    if (node == nullptr) return;
    if (const auto* name = node->as_string()) {
      map.list = name->get();
      const auto found = lists_.find(map.list);
      if (found != lists_.end()) {
        map.values = found->second;
        return;
      }
      std::vector<std::string_view> names;
      for (const auto& pair : lists_) names.push_back(pair.first);
      const auto meant = nearest(map.list, names);
      entry.complain("CFG-01", fmt::format("there is no list [values.{}]", map.list), entry.place_of(*node),
                     meant
                         ? fmt::format("did you mean '{}'?", *meant)
                         : fmt::format("add [values.{}] with lines such as \"word\" = \"value\"", map.list));
    } else if (const toml::table* values = entry.table("values")) {
      map.values = read_words(*values, "values", entry);
    }
  }

  static void read_order(FieldMap& map, TomlReader& entry) {
    const toml::node* node = entry.node("order");
    if (node == nullptr) return;
    const std::string order = entry.text("order");
    map.month_first = order == "month-first";
    map.order_given = true;
    if (!order.empty() && order != "month-first" && order != "day-first")
      entry.complain("CFG-04", fmt::format("order cannot be '{}'", order), entry.place_of(*node),
                     "write order = \"day-first\" or order = \"month-first\"");
  }

  TomlReader& reader_;
  const ValueLists& lists_;
  Diagnostics& diagnostics_;
};

/// title.en = "..." arrives as a table of languages, a field as one of settings.
bool is_language_table(const toml::table& table) {
  constexpr std::array<std::string_view, 5> settings{"column", "const", "values", "order", "columns"};
  return std::none_of(settings.begin(), settings.end(),
                      [&](std::string_view setting) { return table.contains(setting); });
}

void read_months(TableMap& map, const toml::table& table, TomlReader& reader) {
  map.months = reader.text("months");
  const std::string quarters = reader.text("quarters");
  if (!quarters.empty() && !map.months.empty())
    reader.complain("CFG-04", "months and quarters cannot both stand across",
                    reader.place_of(*table.get("quarters")), "keep one of them");
  map.quarters = !quarters.empty();
  if (map.quarters) map.months = quarters;
  map.year = reader.whole_number("year", 0, 1900, 2200);
}

}  // namespace

ValueLists read_value_lists(const toml::table& table, Diagnostics& diagnostics) {
  TomlReader reader(table, "[values]", diagnostics);
  ValueLists lists;
  for (const auto& [name, value] : table) {
    (void)reader.node(name.str());
    if (const auto* words = value.as_table())
      lists[std::string(name.str())] = read_words(*words, fmt::format("[values.{}]", name.str()), reader);
    else
      reader.complain("CFG-02", fmt::format("values.{} must be a list of words", name.str()),
                      reader.place_of(value), fmt::format("write [values.{}]", name.str()));
  }
  return lists;
}

std::vector<AliasLine> read_aliases(const toml::table& table, Diagnostics& diagnostics) {
  TomlReader reader(table, "[aliases]", diagnostics);
  std::vector<AliasLine> lines;
  for (const std::string_view kind : alias_kinds) {
    const toml::table* words = reader.table(kind);
    if (words == nullptr) continue;
    for (const auto& [alias, id] : *words) {
      const Place place = reader.place_of(id);
      const auto* text = id.as_string();
      if (text != nullptr)
        lines.push_back({std::string(kind), to_nfc(alias.str()), to_nfc(text->get()), place});
      else
        reader.complain("CFG-02", fmt::format("the alias '{}' must name an id", alias.str()), place,
                        fmt::format("write \"{}\" = \"id\"", alias.str()));
    }
  }
  return lines;
}

TableMap read_map(std::string canonical, const toml::table& table, const ValueLists& lists,
                  Diagnostics& diagnostics) {
  TomlReader reader(table, fmt::format("[source.map.{}]", canonical), diagnostics);
  MapReader fields(reader, lists, diagnostics);
  TableMap map;
  map.place = reader.place();
  map.canonical = std::move(canonical);
  map.from = reader.text("table");
  read_months(map, table, reader);
  if (const toml::node* skip = reader.node("skip")) fields.skip(map, *skip);
  if (const toml::table* dimensions = reader.table("disaggregation")) {
    for (const auto& [dimension, value] : *dimensions) {
      const std::string name(dimension.str());
      map.disaggregation[name] = fields.field(name, value, true);
    }
  }
  for (const auto& [key, value] : table) {
    const std::string name(key.str());
    if (std::find(map_words.begin(), map_words.end(), name) != map_words.end()) continue;
    (void)reader.node(name);
    const auto* languages = value.as_table();
    if (languages != nullptr && is_language_table(*languages)) {
      for (const auto& [lang, column] : *languages)
        map.fields[name + "@" + std::string(lang.str())] = fields.field(name, column, false);
    } else {
      map.fields[name] = fields.field(name, value, false);
    }
  }
  return map;
}

}  // namespace kvali
