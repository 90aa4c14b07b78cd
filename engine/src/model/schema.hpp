#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kvali {

/// What a field of a canonical table holds, and with it how its text is read.
enum class FieldKind : std::uint8_t {
  key,       ///< An id or code of another record: text, compared after folding (domain.md M1).
  text,      ///< Free text.
  language,  ///< Text in several languages: columns title@ka, title@en ..., or plain title.
  number,    ///< Exact decimal.
  whole,     ///< Whole number.
  date,
  period,  ///< Two date columns: <field>_first and <field>_last.
  truth,   ///< yes or no
  choice   ///< One of the words in `choices`.
};

/// A public list of codes, for D-04.
enum class CodeList : std::uint8_t { none, country, currency, language, place };

/// How far a record of any table has been checked: the choices of its `status`.
inline constexpr std::string_view fact_states = "draft submitted verified approved rejected withdrawn";

struct Field {
  std::string_view name;
  FieldKind kind = FieldKind::text;
  bool identity = false;          ///< Part of what makes two rows the same record.
  std::string_view choices = {};  ///< Words separated by spaces.
  bool required = false;          ///< A row without it is not a record.
  std::string_view refers = {};   ///< The canonical table whose records the field names; "" = none.
  bool many = false;              ///< Several ids in one cell, parted by semicolons or bars.
  CodeList codes = CodeList::none;
  bool guards =
      false;  ///< A yes protects people: a word that cannot be read is one, and one source is enough.
};

/// One canonical table of domain.md, section 4.
struct Schema {
  std::string_view table;
  std::vector<Field> fields;
  /// Fields that name a record beside its id, e.g. "acronym name aliases"; the id comes first.
  std::string_view names = {};
  /// What tells records apart that have no id, best first: "series number|date organiser? title".
  /// A field with a question mark may be missing.
  std::string_view natural_keys = {};
  /// A source may have several equal rows that lack all of these fields, and each counts: "doc_no".
  std::string_view counted_without = {};

  [[nodiscard]] const Field* find(std::string_view name) const;
  /// The field that is the record's id, or null where several fields are the key.
  [[nodiscard]] const Field* id() const;
};

[[nodiscard]] std::span<const Schema> canonical_tables();
[[nodiscard]] const Schema* find_schema(std::string_view table);

/// The parts of a list such as Field::choices or a cell of several ids.
[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view list, std::string_view separators);

}  // namespace kvali
