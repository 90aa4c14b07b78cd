#include "model/schema.hpp"

#include <algorithm>

#include "model/schema_fields.hpp"

namespace kvali {

namespace {

/// What a record of any table may say of itself: how far it has been checked, and of two versions of
/// one source which is the newer one (M4, M5).  Where `status` says how the thing itself stands, the
/// record has `record_status`.
void add_common_fields(Schema& schema) {
  const bool own_status = schema.find("status") != nullptr && schema.find("status")->choices != fact_states;
  const std::string_view status = own_status ? "record_status" : "status";
  if (schema.find(status) == nullptr) schema.fields.push_back(choice_of(status, fact_states));
  if (schema.find("as_of") == nullptr) schema.fields.push_back({"as_of", FieldKind::date});
  schema.fields.push_back({"rev", FieldKind::whole});
}

std::vector<Schema> all_tables() {
  std::vector<Schema> tables;
  for (const auto& some : {people_tables(), result_tables(), record_tables(), money_tables(), text_tables()})
    tables.insert(tables.end(), some.begin(), some.end());
  for (Schema& schema : tables)
    if (schema.table != "alias") add_common_fields(schema);
  return tables;
}

}  // namespace

const Field* Schema::find(std::string_view name) const {
  const auto it = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  return it == fields.end() ? nullptr : &*it;
}

const Field* Schema::id() const {
  const auto is_key = [](const Field& f) { return f.identity; };
  if (std::count_if(fields.begin(), fields.end(), is_key) != 1) return nullptr;
  return &*std::find_if(fields.begin(), fields.end(), is_key);
}

std::span<const Schema> canonical_tables() {
  static const std::vector<Schema> tables = all_tables();
  return tables;
}

const Schema* find_schema(std::string_view table) {
  const auto tables = canonical_tables();
  const auto it =
      std::find_if(tables.begin(), tables.end(), [&](const Schema& s) { return s.table == table; });
  return it == tables.end() ? nullptr : &*it;
}

std::vector<std::string_view> parts_of(std::string_view list, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(separators), list.size());
    if (end > 0) parts.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

}  // namespace kvali
