#include "merge/record_groups.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "merge/cell_ranks.hpp"
#include "merge/origin_of.hpp"
#include "merge/packed_keys.hpp"
#include "table/radix_order.hpp"

namespace kvali {

namespace {

/// One way to tell the records of a table apart.
struct Key {
  std::vector<const Field*> fields;
  std::vector<const Field*> needed;  ///< A row without one of them must be told otherwise.

  [[nodiscard]] bool has(const Field* field) const {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
  }
};

std::vector<Key> keys_of(const Schema& schema) {
  std::vector<Key> keys;
  if (schema.id() == nullptr)
    for (const std::string_view words : parts_of(schema.natural_keys, "|")) {
      Key& key = keys.emplace_back();
      for (std::string_view name : parts_of(words, " ")) {
        const bool may_miss = name.ends_with('?');
        if (may_miss) name.remove_suffix(1);
        key.fields.push_back(schema.find(name));
        if (!may_miss) key.needed.push_back(key.fields.back());
      }
    }
  if (!keys.empty()) return keys;
  Key& all = keys.emplace_back();
  for (const Field& field : schema.fields)
    if (field.identity) all.fields.push_back(&field);
  return keys;
}

std::vector<std::string> columns_of(const Field& field) {
  const std::string name(field.name);
  if (field.kind == FieldKind::period) return {name + "_first", name + "_last"};
  return {name};
}

/// The columns of a table that hold some fields; null where it has none.
std::vector<const Column*> columns_in(const Table& table, std::span<const Field* const> fields) {
  std::vector<const Column*> columns;
  for (const Field* field : fields) columns.push_back(table.find(columns_of(*field).front()));
  return columns;
}

bool is_there(const Column* column, std::size_t row) {
  return column != nullptr && !column->missing(row);
}

class Grouping {
 public:
  Grouping(const Table& table, const Schema& schema)
      : table_(table), schema_(schema), keys_(keys_of(schema)), packed_(table.rows()) {}

  /// The rows by the key that tells them apart.
  PackedKeys by_identity() {
    choose_keys();
    for (const Field& field : schema_.fields)
      if (field.identity) add(field);
    return std::move(packed_);
  }

  /// The rows in the order in which records are printed.
  [[nodiscard]] PackedKeys by_all_fields() {
    PackedKeys packed(table_.rows());
    for (const Field& field : schema_.fields) {
      if (!field.identity) continue;
      for (const std::string& name : columns_of(field))
        if (const Column* column = table_.find(name)) {
          const CellRanks& cells = ranks_of(*column);
          packed.add(cells.ranks, cells.limit);
        }
    }
    return packed;
  }

  [[nodiscard]] bool has_alternatives() const { return keys_.size() > 1; }

 private:
  /// Which of several keys tells each row.
  void choose_keys() {
    if (!has_alternatives()) return;
    chosen_.resize(table_.rows(), static_cast<std::uint32_t>(keys_.size() - 1));
    // The best last: it takes the rows that it can tell.
    for (std::uint32_t k = static_cast<std::uint32_t>(keys_.size()) - 1; k-- > 0;) {
      const auto needed = columns_in(table_, keys_[k].needed);
      for (std::size_t row = 0; row < chosen_.size(); ++row) {
        const auto there = [row](const Column* column) { return is_there(column, row); };
        if (std::all_of(needed.begin(), needed.end(), there)) chosen_[row] = k;
      }
    }
    packed_.add(chosen_, keys_.size());
  }

  /// Kept only where they are needed twice.
  const CellRanks& ranks_of(const Column& column) {
    if (!has_alternatives()) return last_ = rank_cells(column);
    const auto known = ranks_.find(&column);
    return known != ranks_.end() ? known->second : ranks_.emplace(&column, rank_cells(column)).first->second;
  }

  void add(const Field& field) {
    for (const std::string& name : columns_of(field)) {
      const Column* column = table_.find(name);
      if (column == nullptr) continue;
      const CellRanks& cells = ranks_of(*column);
      if (chosen_.empty()) {
        packed_.add(cells.ranks, cells.limit);
        continue;
      }
      std::vector<std::uint32_t> ranks = cells.ranks;
      for (std::size_t row = 0; row < ranks.size(); ++row)
        if (!keys_[chosen_[row]].has(&field)) ranks[row] = 0;
      packed_.add(ranks, cells.limit);
    }
  }

  const Table& table_;
  const Schema& schema_;
  std::vector<Key> keys_;
  std::vector<std::uint32_t> chosen_;  ///< Of keys_, one per row; empty where there is only one.
  PackedKeys packed_;
  std::map<const Column*, CellRanks> ranks_;
  CellRanks last_;
};

/// The second and later ones get their number; the first is told by having none.
void write_occurrences(Column& column, const std::vector<std::int64_t>& occurrences) {
  Column written(column.name(), column.type());
  for (std::size_t row = 0; row < occurrences.size(); ++row)
    occurrences[row] > 1 ? written.append(occurrences[row]) : written.append_scalar(column.scalar(row));
  column = std::move(written);
}

/// Where the groups of equal keys begin in an order of rows, and the end.
std::vector<std::uint32_t> group_starts(const PackedKeys& keys, std::span<const std::uint32_t> order) {
  std::vector<std::uint32_t> starts;
  for (std::uint32_t i = 0; i < order.size(); ++i)
    if (i == 0 || keys.key(order[i]) != keys.key(order[i - 1])) starts.push_back(i);
  starts.push_back(static_cast<std::uint32_t>(order.size()));
  return starts;
}

}  // namespace

void number_repeats(Table& table, const Schema& schema, const Evidence& evidence) {
  if (schema.counted_without.empty() || table.rows() == 0) return;
  std::vector<const Field*> fields{schema.find("occurrence")};
  for (const std::string_view name : parts_of(schema.counted_without, " "))
    fields.push_back(schema.find(name));
  const auto columns = columns_in(table, fields);
  const auto is_told_apart = [&](std::size_t row) {
    return std::any_of(columns.begin(), columns.end(), [row](const Column* c) { return is_there(c, row); });
  };
  std::size_t told = 0;
  while (told < table.rows() && is_told_apart(told)) ++told;
  if (told == table.rows()) return;
  const PackedKeys keys = Grouping(table, schema).by_identity();
  std::vector<std::int64_t> occurrences(table.rows(), 0);
  std::map<std::string_view, std::int64_t> seen;  // Of each source.
  std::int64_t most = 0;
  std::uint64_t before = 0;
  for (const std::uint32_t row : keys.order()) {
    if (keys.key(row) != before) seen.clear();
    before = keys.key(row);
    if (is_told_apart(row)) continue;
    const Origin* origin = origin_of(evidence, table.row_evidence[row]);
    occurrences[row] = ++seen[origin != nullptr ? std::string_view(origin->source) : std::string_view()];
    most = std::max(most, occurrences[row]);
  }
  if (most < 2) return;
  if (table.find("occurrence") == nullptr) {
    Column& added = table.add("occurrence", Type::integer);
    for (std::size_t row = 0; row < occurrences.size(); ++row) added.append(Mark::not_recorded);
  }
  write_occurrences(table.at("occurrence"), occurrences);
}

RecordGroups::RecordGroups(const Table& table, const Schema& schema) {
  Grouping grouping(table, schema);
  const PackedKeys keys = grouping.by_identity();
  order_ = keys.order();
  starts_ = group_starts(keys, order_);
  if (!grouping.has_alternatives()) return;
  // Records are told apart by one key and listed by another: participants in the order of the list.
  const std::vector<std::uint32_t> listed = grouping.by_all_fields().order();
  std::vector<std::uint32_t> group_of(order_.size());
  for (std::uint32_t group = 0; group < size(); ++group)
    for (const std::uint32_t row : rows(group)) group_of[row] = group;
  std::vector<bool> done(size(), false);
  std::vector<std::uint32_t> order;
  std::vector<std::uint32_t> starts;
  for (const std::uint32_t row : listed) {
    const std::uint32_t group = group_of[row];
    if (done[group]) continue;
    done[group] = true;
    starts.push_back(static_cast<std::uint32_t>(order.size()));
    for (const std::uint32_t member : rows(group)) order.push_back(member);
  }
  starts.push_back(static_cast<std::uint32_t>(order.size()));
  order_ = std::move(order);
  starts_ = std::move(starts);
}

std::string shown_key(const Table& table, const Schema& schema, std::size_t row) {
  std::string key;
  for (const Field& field : schema.fields) {
    if (!field.identity || field.refers == "person") continue;
    std::string part;
    for (const std::string& name : columns_of(field))
      part += (part.empty() ? "" : "..") + canonical_text(table.scalar(name, row));
    key += (field.kind == FieldKind::period ? part : fold_key(part)) + ' ';
  }
  while (key.ends_with(' ')) key.pop_back();
  return key;
}

}  // namespace kvali
