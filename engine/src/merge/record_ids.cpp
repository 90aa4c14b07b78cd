#include "merge/record_ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "merge/first_place.hpp"
#include "merge/natural_key.hpp"
#include "merge/origin_of.hpp"
#include "model/natural_order.hpp"
#include "model/schema.hpp"

namespace kvali {

namespace {

/// Sets of things that are the same, by index.
class Sameness {
 public:
  explicit Sameness(std::size_t size) : parents_(size) {
    for (std::size_t i = 0; i < size; ++i) parents_[i] = i;
  }
  std::size_t find(std::size_t i) {
    while (parents_[i] != i) i = parents_[i] = parents_[parents_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parents_[find(a)] = find(b); }

 private:
  std::vector<std::size_t> parents_;
};

class MeetingIds {
 public:
  MeetingIds(Table& table, const Schema& schema, const Evidence& evidence)
      : table_(table), evidence_(evidence), keys_(table, schema), same_(table.rows()) {}

  /// What each row is to be called; "" where nothing tells.
  std::vector<std::string> run(std::map<std::string, std::string, std::less<>>& replaced) {
    join_equal_ids();
    join_equal_keys();
    std::map<std::size_t, std::string> names;
    for (std::size_t row = 0; row < table_.rows(); ++row) offer_name(names[same_.find(row)], row);
    std::vector<std::string> ids;
    for (std::size_t row = 0; row < table_.rows(); ++row) {
      ids.push_back(names.at(same_.find(row)));
      if (const std::string own = id_of_row(row); !own.empty() && own != ids.back())
        replaced.emplace(own, ids.back());
    }
    return ids;
  }

 private:
  [[nodiscard]] std::string id_of_row(std::size_t row) const {
    return canonical_text(table_.scalar("meeting_id", row));
  }
  [[nodiscard]] std::string uid_of_row(std::size_t row) const {
    return canonical_text(table_.scalar("uid", row));
  }
  [[nodiscard]] std::string source_of_row(std::size_t row) const {
    const Origin* origin = origin_of(evidence_, table_.row_evidence[row]);
    return origin != nullptr ? origin->source : std::string{};
  }

  void join_equal_ids() {
    std::map<std::string, std::size_t> first;
    for (std::size_t row = 0; row < table_.rows(); ++row)
      if (const std::string id = fold_key(id_of_row(row)); !id.empty())
        same_.join(row, first.try_emplace(id, row).first->second);
  }

  void join_equal_keys() {
    std::map<std::string, std::vector<std::size_t>> rows;
    for (std::size_t row = 0; row < table_.rows(); ++row)
      for (const std::string& key : keys_.of(row)) rows[key].push_back(row);
    for (const auto& [key, alike] : rows) {
      if (!may_be_one(alike)) continue;
      for (const std::size_t row : alike) same_.join(row, alike.front());
    }
  }

  /// A source, or a calendar, that names two of them knows better.
  [[nodiscard]] bool may_be_one(const std::vector<std::size_t>& rows) const {
    std::map<std::string, std::string> id_in_source;
    std::set<std::string> uids;
    for (const std::size_t row : rows) {
      if (const std::string uid = fold_key(uid_of_row(row)); !uid.empty()) uids.insert(uid);
      const std::string id = fold_key(id_of_row(row));
      if (!id.empty() && id_in_source.try_emplace(source_of_row(row), id).first->second != id) return false;
    }
    return uids.size() < 2;
  }

  /// The first of the ids that sources give, else one made of the best key.
  void offer_name(std::string& name, std::size_t row) {
    std::string own = id_of_row(row);
    const bool made = own.empty();
    if (made) {
      const std::vector<std::string> keys = keys_.of(row);
      if (keys.empty()) return;
      own = id_from(keys.front());
    }
    const bool held_is_made = made_.contains(name);
    if (name.empty() || (held_is_made != made ? held_is_made : natural_less(own, name))) {
      name = own;
      if (made) made_.insert(own);
    }
  }

  Table& table_;
  const Evidence& evidence_;
  NaturalKeys keys_;
  Sameness same_;
  std::set<std::string> made_;  ///< Ids that no source has given.
};

/// Writes ids into a table and drops the rows that have none.
class IdColumn {
 public:
  IdColumn(Table& table, const Schema& schema, FirstPlace& places, Diagnostics& diagnostics)
      : table_(table), schema_(schema), places_(places), diagnostics_(diagnostics) {}

  void write(const std::vector<std::string>& ids) {
    const std::string name(schema_.id()->name);
    Column column(name, Type::text);
    std::vector<std::uint32_t> kept;
    for (std::uint32_t row = 0; row < ids.size(); ++row) {
      ids[row].empty() ? column.append(Mark::not_recorded) : column.append(ids[row]);
      ids[row].empty() ? report(row) : kept.push_back(row);
    }
    if (Column* old = table_.find(name))
      *old = std::move(column);
    else
      table_.columns().push_back(std::move(column));
    if (kept.size() < ids.size()) keep_only(kept);
  }

 private:
  void keep_only(const std::vector<std::uint32_t>& rows) {
    std::vector<EvidenceId> evidence;
    for (const std::uint32_t row : rows) evidence.push_back(table_.row_evidence[row]);
    for (Column& column : table_.columns()) column.select(rows);
    table_.row_evidence = std::move(evidence);
  }

  void report(std::size_t row) {
    std::vector<std::string> needed;
    for (const std::string_view key : parts_of(schema_.natural_keys, "|")) {
      std::vector<std::string_view> fields = parts_of(key, " ");
      std::erase_if(fields, [](std::string_view field) { return field.ends_with('?'); });
      needed.push_back(fmt::format("{}", fmt::join(fields, " and ")));
    }
    Diagnostic finding;
    finding.id = "D-09";
    finding.message =
        fmt::format("the row has no {}, and not {} either", schema_.id()->name, fmt::join(needed, ", or "));
    finding.hint = "fill one of them in, or leave the rows out with skip = \"...\"";
    finding.subject = fmt::format("{} without id", schema_.table);
    places_.locate(table_.row_evidence[row], {}, finding);
    diagnostics_.add(std::move(finding));
  }

  Table& table_;
  const Schema& schema_;
  FirstPlace& places_;
  Diagnostics& diagnostics_;
};

/// An id for every row; records with the same key as one that has an id are that one.
std::vector<std::string> ids_by_key(const Table& table, const Schema& schema, const Column* own) {
  const NaturalKeys keys(table, schema);
  const auto has_id = [&](std::size_t row) { return own != nullptr && !own->missing(row); };
  std::map<std::string, std::string> known;  // Key -> id; "" where several records have it.
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!has_id(row)) continue;
    for (const std::string& key : keys.of(row)) {
      std::string& id = known.try_emplace(key, own->text(row)).first->second;
      if (fold_key(id) != fold_key(own->text(row))) id.clear();
    }
  }
  std::vector<std::string> ids;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::string& id = ids.emplace_back(has_id(row) ? own->text(row) : std::string_view());
    if (!id.empty()) continue;
    const std::vector<std::string> all = keys.of(row);
    for (const std::string& key : all)
      if (const auto it = known.find(key); id.empty() && it != known.end()) id = it->second;
    if (id.empty() && !all.empty()) id = id_from(all.front());
  }
  return ids;
}

bool lacks_ids(const Table& table, const Column* ids) {
  if (ids == nullptr) return table.rows() > 0;
  for (std::size_t row = 0; row < ids->size(); ++row)
    if (ids->missing(row)) return true;
  return false;
}

}  // namespace

ReplacedIds identify_meetings(Workspace& workspace, const std::filesystem::path& folder,
                              Diagnostics& diagnostics) {
  ReplacedIds replaced;
  const auto it = workspace.tables.find("meeting");
  if (it == workspace.tables.end() || it->second.rows() == 0) return replaced;
  const Schema& schema = *find_schema("meeting");
  const std::vector<std::string> ids =
      MeetingIds(it->second, schema, workspace.evidence).run(replaced["meeting"]);
  FirstPlace places(workspace.evidence, folder);
  IdColumn(it->second, schema, places, diagnostics).write(ids);
  return replaced;
}

void complete_ids(Workspace& workspace, const std::filesystem::path& folder, Diagnostics& diagnostics) {
  FirstPlace places(workspace.evidence, folder);
  for (const Schema& schema : canonical_tables()) {
    const auto it = workspace.tables.find(schema.table);
    if (it == workspace.tables.end() || schema.id() == nullptr || schema.natural_keys.empty()) continue;
    Table& table = it->second;
    const Column* own = table.find(schema.id()->name);
    if (!lacks_ids(table, own)) continue;
    IdColumn(table, schema, places, diagnostics).write(ids_by_key(table, schema, own));
  }
}

}  // namespace kvali
