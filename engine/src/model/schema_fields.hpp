// How the lists of fields are written down, for schema_*.cpp only.
#pragma once

#include "model/schema.hpp"

namespace kvali {

inline constexpr std::string_view sexes = "f m x u";

/// The id that makes a record; a row without it is none.
constexpr Field id_of(std::string_view name) {
  return {.name = name, .kind = FieldKind::key, .identity = true, .required = true};
}

/// The id of a record that its natural key can tell as well.
constexpr Field optional_id(std::string_view name) {
  return {.name = name, .kind = FieldKind::key, .identity = true};
}

/// The id of a record of another table.
constexpr Field reference(std::string_view name, std::string_view table) {
  return {.name = name, .kind = FieldKind::key, .refers = table};
}

constexpr Field references(std::string_view name, std::string_view table) {
  return {.name = name, .kind = FieldKind::key, .refers = table, .many = true};
}

constexpr Field choice_of(std::string_view name, std::string_view words) {
  return {.name = name, .kind = FieldKind::choice, .choices = words};
}

constexpr Field code_of(std::string_view name, CodeList list) {
  return {.name = name, .kind = FieldKind::text, .codes = list};
}

constexpr Field in_key(Field field) {
  field.identity = true;
  return field;
}

constexpr Field guarding(Field field) {
  field.guards = true;
  return field;
}

constexpr Field required(Field field) {
  field.required = true;
  return field;
}

[[nodiscard]] std::vector<Schema> people_tables();  ///< Who and where, and their other names.
[[nodiscard]] std::vector<Schema> result_tables();  ///< What is measured, planned and achieved.
[[nodiscard]] std::vector<Schema> record_tables();  ///< What meetings record.
[[nodiscard]] std::vector<Schema> money_tables();   ///< Budget, spending, rates.
[[nodiscard]] std::vector<Schema> text_tables();    ///< Narratives, risks and links between records.

}  // namespace kvali
