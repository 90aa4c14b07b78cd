#include "model/display_names.hpp"

#include "base/text.hpp"

namespace kvali {

DisplayNames::DisplayNames(const Workspace& merged, LanguageView& language)
    : language_(language),
      orgs_(records_of(merged.find("org"), "org_id", "name", "acronym")),
      places_(records_of(merged.find("location"), "loc_id", "name", "pcode")),
      activities_(records_of(merged.find("activity"), "activity_id", "title", "code")),
      indicators_(records_of(merged.find("indicator"), "indicator_id", "title", "code")) {}

DisplayNames::Records DisplayNames::records_of(const Table* table, std::string_view id, std::string_view name,
                                               std::string_view short_name) {
  Records records{table, name, short_name, {}, {}};
  for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
    const std::string text = canonical_text(table->scalar(id, row));
    records.rows.emplace(text, row);
    records.by_key.emplace(fold_key(text), row);
  }
  return records;
}

Scalar DisplayNames::name_of(const Records& records, const Scalar& id) {
  if (is_missing(id)) return id;
  const std::string text = canonical_text(id);
  auto found = records.rows.find(text);
  if (found == records.rows.end()) {
    found = records.by_key.find(fold_key(text));
    if (found == records.by_key.end()) return id;
  }
  const Scalar name = language_.text(*records.table, records.name, found->second);
  if (!is_missing(name)) return name;
  const Scalar short_name = records.table->scalar(records.short_name, found->second);
  return is_missing(short_name) ? id : short_name;
}

}  // namespace kvali
