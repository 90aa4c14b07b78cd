#pragma once

#include <span>
#include <string>
#include <string_view>

namespace kvali {

/// What a field of a canonical table holds, and with it how its text is read.
enum class FieldKind {
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

struct Field {
  std::string_view name;
  FieldKind kind;
  bool identity = false;          ///< Part of what makes two rows the same record.
  std::string_view choices = {};  ///< Words separated by spaces; the first is the default, if `has_default`.
  bool required = false;          ///< A row without it is not a record.
};

/// One canonical table of domain.md, section 4, as far as the engine uses it.
struct Schema {
  std::string_view table;
  std::span<const Field> fields;

  [[nodiscard]] const Field* find(std::string_view name) const;
};

[[nodiscard]] std::span<const Schema> canonical_tables();
[[nodiscard]] const Schema* find_schema(std::string_view table);

}  // namespace kvali
