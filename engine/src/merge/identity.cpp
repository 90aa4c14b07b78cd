#include "merge/identity.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "collect/cell_place.hpp"
#include "model/natural_order.hpp"

namespace kvali {

namespace {

/// Folded spelling -> id.
using Spellings = std::map<std::string, std::string, std::less<>>;

/// Where several records claim one spelling it means the one that it is the id of, else the one of the
/// first id: whatever the order of sources.
void add_spelling(Spellings& spellings, std::string_view text, std::string_view id) {
  const std::string folded = fold_key(text);
  if (folded.empty()) return;
  const auto [it, added] = spellings.emplace(folded, id);
  if (added) return;
  const bool held = fold_key(it->second) == folded;
  const bool claimed = fold_key(id) == folded;
  if (held != claimed ? claimed : natural_less(id, it->second)) it->second = id;
}

/// Aliases stand in one cell, parted by semicolons or bars.
void add_aliases(Spellings& spellings, std::string_view list, std::string_view id) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(";|"), list.size());
    add_spelling(spellings, list.substr(0, end), id);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

/// The aliases of one kind; a table that has the kind only here still knows these names.
Spellings aliases_of(const Table* aliases, std::string_view kind) {
  Spellings spellings;
  if (aliases == nullptr) return spellings;
  for (std::size_t row = 0; row < aliases->rows(); ++row)
    if (canonical_text(aliases->scalar("kind", row)) == kind)
      add_spelling(spellings, canonical_text(aliases->scalar("alias", row)),
                   canonical_text(aliases->scalar("id", row)));
  return spellings;
}

/// Spellings of the records of a table, below those of `aliases`, which a person has written down.
Spellings spellings_of(const Table* table, std::string_view id_column,
                       const std::vector<std::string_view>& others, const Spellings& aliases) {
  Spellings spellings;
  if (table == nullptr || table->rows() == 0) return aliases;
  const Column& ids = table->at(id_column);
  for (std::size_t row = 0; row < table->rows(); ++row) add_spelling(spellings, ids.text(row), ids.text(row));
  for (const Column& column : table->columns()) {
    const std::string_view field = std::string_view(column.name()).substr(0, column.name().find('@'));
    if (std::find(others.begin(), others.end(), field) == others.end()) continue;
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (column.missing(row)) continue;
      if (field == "aliases")
        add_aliases(spellings, column.text(row), ids.text(row));
      else
        add_spelling(spellings, column.text(row), ids.text(row));
    }
  }
  for (const auto& [alias, id] : aliases) {
    // An alias may name its record in any way that the record itself knows.
    const auto meant = spellings.find(fold_key(id));
    spellings[alias] = meant != spellings.end() ? meant->second : id;
  }
  return spellings;
}

/// A name that nobody knows, where it was met first.
struct Stranger {
  std::string name;
  EvidenceId evidence;
};

class References {
 public:
  References(Workspace& workspace, const std::filesystem::path& folder, Diagnostics& diagnostics)
      : workspace_(workspace), places_(workspace.evidence, folder), diagnostics_(diagnostics) {}

  /// Rewrites one column; unknown references are findings if `what` says what they should be.
  void resolve(std::string_view table_name, std::string_view column_name, const Spellings& spellings,
               std::string_view what) {
    const auto it = workspace_.tables.find(table_name);
    if (it == workspace_.tables.end()) return;
    Table& table = it->second;
    Column* column = table.find(column_name);
    if (column == nullptr) return;
    Column resolved(column->name(), Type::text);
    std::map<std::string, bool, std::less<>> reported;
    for (std::size_t row = 0; row < column->size(); ++row) {
      if (column->missing(row)) {
        resolved.append(column->mark(row));
        continue;
      }
      const std::string_view raw = column->text(row);
      const auto found = spellings.find(fold_key(raw));
      resolved.append(found != spellings.end() ? std::string_view(found->second) : raw);
      if (found != spellings.end()) continue;
      if (what.empty())
        strangers_.try_emplace(fold_key(raw), Stranger{std::string(raw), table.row_evidence[row]});
      else if (reported.emplace(raw, true).second)
        report_unknown(table, row, raw, spellings, what);
    }
    *column = std::move(resolved);
  }

  /// Names left as written that are nearly those of `spellings`: one finding with the lines to add.
  void report_look_alikes(std::string_view kind, const Spellings& spellings) {
    std::vector<std::string_view> known;
    for (const auto& pair : spellings) known.push_back(pair.first);
    std::vector<std::string> lines;
    const Stranger* first = nullptr;
    std::string alike;
    for (const auto& [folded, stranger] : strangers_) {
      const auto meant = nearest(folded, known);
      if (!meant) continue;
      if (first == nullptr) {
        first = &stranger;
        alike = *meant;
      }
      lines.push_back(fmt::format("\"{}\" = \"{}\"", stranger.name, spellings.find(*meant)->second));
    }
    if (first == nullptr) return forget_strangers();
    Diagnostic finding;
    finding.id = "D-03";
    finding.severity = Severity::warning;
    finding.message = lines.size() == 1 ? fmt::format("'{}' looks like '{}'", first->name, alike)
                                        : fmt::format("{} names look like others, first '{}' like '{}'",
                                                      lines.size(), first->name, alike);
    finding.hint = fmt::format("if they are the same, add to report.toml [aliases.{}]: {}", kind,
                               fmt::join(lines, ", "));
    const auto refs = workspace_.evidence.refs(first->evidence);
    if (!refs.empty()) places_.locate(refs.front(), first->name, finding);
    diagnostics_.add(std::move(finding));
    forget_strangers();
  }

  void forget_strangers() { strangers_.clear(); }

 private:
  void report_unknown(const Table& table, std::size_t row, std::string_view raw, const Spellings& spellings,
                      std::string_view what) {
    std::vector<std::string_view> known;
    for (const auto& pair : spellings) known.push_back(pair.second);
    const auto meant = nearest(raw, known);
    Diagnostic finding{"D-02",
                       Severity::error,
                       fmt::format("there is no {} '{}'", what, raw),
                       {},
                       meant ? fmt::format("did you mean '{}'?", *meant)
                             : fmt::format("add it to the table of {}s, or correct the code", what),
                       {}};
    finding.subject = fmt::format("{};{}={}", table.name(), what, raw);
    const auto refs = workspace_.evidence.refs(table.row_evidence[row]);
    if (!refs.empty()) places_.locate(refs.front(), raw, finding);
    diagnostics_.add(std::move(finding));
  }

  Workspace& workspace_;
  CellPlaces places_;
  Diagnostics& diagnostics_;
  std::map<std::string, Stranger> strangers_;  ///< By folded name.
};

}  // namespace

void resolve_references(Workspace& workspace, const std::filesystem::path& folder, Diagnostics& diagnostics) {
  const Table* aliases = workspace.find("alias");
  const auto known = [&](std::string_view table, std::string_view id,
                         const std::vector<std::string_view>& names) {
    return spellings_of(workspace.find(table), id, names, aliases_of(aliases, table));
  };
  const Spellings indicators = known("indicator", "indicator_id", {"code"});
  const Spellings results = known("result", "result_id", {"code"});
  const Spellings orgs = known("org", "org_id", {"acronym", "name", "aliases"});
  const Spellings places = known("location", "loc_id", {"name", "pcode"});
  const Spellings persons = known("person", "person_id", {"name"});
  const Spellings lines = known("budget_line", "line_id", {"code"});
  const Spellings amendments = known("amendment", "amendment_id", {});
  References references(workspace, folder, diagnostics);
  references.resolve("observation", "indicator", indicators, "indicator");
  references.resolve("target", "indicator", indicators, "indicator");
  references.resolve("opening", "indicator", indicators, "indicator");
  references.resolve("opening", "line", lines, "budget line");
  references.resolve("expenditure", "line", lines, "budget line");
  references.resolve("budget_line", "parent", lines, "budget line");
  for (const char* table : {"target", "budget_line"})
    references.resolve(table, "amendment", amendments, "amendment");
  references.resolve("indicator", "result_id", results, results.empty() ? "" : "result");
  for (const auto& [table, column] :
       {std::pair{"observation", "loc"}, {"target", "loc"}, {"opening", "loc"}, {"need", "loc"}})
    references.resolve(table, column, places, "");
  references.report_look_alikes("location", places);
  for (const auto& [table, column] : {std::pair{"attendance", "person"}, {"statement", "person"}})
    references.resolve(table, column, persons, "");
  references.forget_strangers();  // Names of people stay out of findings.
  for (const auto& [table, column] : {std::pair{"observation", "reporter_org"},
                                      {"meeting", "organiser"},
                                      {"attendance", "org"},
                                      {"statement", "org"},
                                      {"action_point", "owner_org"},
                                      {"agenda_item", "presenter"},
                                      {"need", "raised_by"},
                                      {"person", "org_id"}})
    references.resolve(table, column, orgs, "");
  references.report_look_alikes("org", orgs);
}

}  // namespace kvali
