#include "merge/spellings.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "model/natural_order.hpp"

namespace kvali {

Spellings::Spellings(const Workspace& workspace, const Schema& schema) {
  if (const Table* table = workspace.find(schema.table); table != nullptr && table->rows() > 0)
    add_records(*table, schema);
  if (const Table* aliases = workspace.find("alias"); aliases != nullptr && schema.table != "alias")
    add_aliases(*aliases, schema.table);
}

void Spellings::add(std::string_view name, std::string_view id, bool by_alias) {
  std::string folded = fold_key(name);
  if (folded.empty()) return;
  const auto [it, added] = meanings_.try_emplace(std::move(folded), Meaning{std::string(id), by_alias});
  Meaning& meaning = it->second;
  if (added) return;
  if (meaning.id == id) {
    meaning.by_alias = meaning.by_alias && by_alias;
    return;
  }
  const bool held = fold_key(meaning.id) == it->first;
  const bool claimed = fold_key(id) == it->first;
  if (held != claimed ? claimed : natural_less(id, meaning.id)) meaning = {std::string(id), by_alias};
}

const Meaning* Spellings::find(std::string_view name) const {
  const auto it = meanings_.find(fold_key(name));
  return it == meanings_.end() ? nullptr : &it->second;
}

void Spellings::add_records(const Table& table, const Schema& schema) {
  const auto names = parts_of(schema.names, " ");
  // Minutes make ids of the names that they write: "An example partner" is an-example-partner.
  const bool is_named_in_minutes =
      schema.table == "org" || schema.table == "person" || schema.table == "location";
  // A budget line has several rows, one for each amendment; its id is the first field of the key.
  const Column* ids = table.find(schema.fields.front().name);
  if (ids == nullptr) return;
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (!ids->missing(row)) add(ids->text(row), ids->text(row), false);
  for (const Column& column : table.columns()) {
    const std::string_view field = std::string_view(column.name()).substr(0, column.name().find('@'));
    if (std::find(names.begin(), names.end(), field) == names.end()) continue;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (column.missing(row) || ids->missing(row)) continue;
      if (field != "aliases") {
        add(column.text(row), ids->text(row), false);
        if (is_named_in_minutes) add(slug(column.text(row)), ids->text(row), false);
        continue;
      }
      for (const std::string_view alias : parts_of(column.text(row), ";|")) add(alias, ids->text(row), true);
    }
  }
}

/// An alias may name its record in any way that the record itself knows.
void Spellings::add_aliases(const Table& aliases, std::string_view kind) {
  std::map<std::string, Meaning, std::less<>> written;
  for (std::size_t row = 0; row < aliases.rows(); ++row) {
    if (canonical_text(aliases.scalar("kind", row)) != kind) continue;
    const std::string alias = fold_key(canonical_text(aliases.scalar("alias", row)));
    const std::string id = canonical_text(aliases.scalar("id", row));
    const Meaning* meant = find(id);
    const std::string& target = meant != nullptr ? meant->id : id;
    const auto [it, added] = written.try_emplace(alias, Meaning{target, true});
    if (!added && natural_less(target, it->second.id)) it->second.id = target;
  }
  for (auto& [alias, meaning] : written) {
    const auto own = meanings_.find(alias);
    if (own != meanings_.end() && own->second.id == meaning.id) continue;
    meanings_.insert_or_assign(alias, std::move(meaning));
  }
}

}  // namespace kvali
