#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "privacy/protect.hpp"

namespace kvali {

namespace {

/// Tables whose cells are decided one by one; totals are never withheld.
constexpr const char* own_tables[] = {"results", "series",   "disaggregation", "crossed",
                                      "places",  "meetings", "unheld_meetings"};

/// Those that have counts which may be withheld.
constexpr const char* count_tables[] = {"disaggregation", "crossed", "places", "meetings", "unheld_meetings"};

/// Numbers in the rows of slices that say nothing about how many persons there were.
constexpr const char* harmless[] = {"decimals", "target", "period_target", "baseline", "number"};

bool is_number(const Column& column) {
  return column.type() == Type::integer || column.type() == Type::decimal || column.type() == Type::real;
}

/// The column with some of its cells withheld.
Column without(const Column& column, const std::vector<bool>& hidden) {
  Column left(column.name(), column.type());
  for (std::size_t row = 0; row < column.size(); ++row) {
    left.append_scalar(hidden[row] ? Scalar(Mark::withheld) : column.scalar(row));
    if (!hidden[row] && column.evidence(row) != 0) left.set_evidence(column.evidence(row));
  }
  return left;
}

void withhold_cells(Column& column, const std::vector<bool>& hidden) {
  if (std::find(hidden.begin(), hidden.end(), true) != hidden.end()) column = without(column, hidden);
}

class Withholding {
 public:
  Withholding(const Protection& protection, Workspace& tables) : protection_(protection), tables_(tables) {}

  std::vector<WithheldValue> run() {
    for (const char* name : count_tables)
      if (const auto it = tables_.tables.find(name); it != tables_.tables.end()) counts_in(it->second);
    for (auto& [name, table] : tables_.tables)
      if (std::find(std::begin(own_tables), std::end(own_tables), name) == std::end(own_tables))
        copies_in(table);
    leave_shown_out();
    return std::move(taken_);
  }

 private:
  /// Counts, and what else in the row may be computed from them: a share of the total tells the count.
  void counts_in(Table& table) {
    std::vector<std::string> keys;
    for (std::size_t row = 0; row < table.rows(); ++row) keys.push_back(row_key(table, row));
    std::vector<bool> any(table.rows());
    std::vector<const char*> own;
    for (const char* name : {"period_actual", "to_date", "female", "male", "unknown", "att_total"}) {
      Column* column = table.find(name);
      if (column == nullptr) continue;
      own.push_back(name);
      std::vector<bool> hidden(table.rows());
      for (std::size_t row = 0; row < table.rows(); ++row) {
        hidden[row] = protection_.withheld.contains({table.name(), keys[row], name});
        any[row] = any[row] || hidden[row];
        if (!hidden[row]) continue;
        if (const auto value = column->number(row)) take(table, *column, row, *value);
      }
      withhold_cells(*column, hidden);
    }
    for (Column& column : table.columns()) {
      const auto named = [&](const char* name) { return column.name() == name; };
      if (!is_number(column) || std::any_of(own.begin(), own.end(), named) ||
          std::any_of(std::begin(harmless), std::end(harmless), named))
        continue;
      withhold_cells(column, any);
    }
  }

  void take(const Table& table, const Column& column, std::size_t row, const Decimal& value) {
    WithheldValue taken{table.evidence(column, row), value, {}, {}, {}};
    const auto text = [&](const char* name) { return canonical_text(table.scalar(name, row)); };
    if (column.name() == "female" || column.name() == "male")
      taken.of.push_back({"sex", column.name() == "female" ? "f" : "m"});
    if (table.find("place") != nullptr) taken.of.push_back({"place", text("place")});
    if (table.find("category") != nullptr) taken.of.push_back({text("dimension"), text("category")});
    if (table.find("by_category") != nullptr) taken.of.push_back({text("by_dimension"), text("by_category")});
    for (const char* name : {"place_label", "category_label", "by_category_label"})
      if (table.find(name) != nullptr) taken.labels.push_back(text(name));
    taken.about = text(table.find("indicator") != nullptr ? "indicator" : "meeting");
    if (!taken.of.empty()) taken.about += " " + key_text(taken.of);
    taken_.push_back(std::move(taken));
  }

  /// Totals are always shown, and other cells that rest on the same records (the total to date, where
  /// there was nothing before) because they give nothing away.
  void leave_shown_out() {
    const Evidence& evidence = tables_.evidence;
    std::map<EvidenceId, std::set<EvidenceId>> shown;  // By one of their records.
    for (const char* name : own_tables) {
      const Table* table = tables_.find(name);
      if (table == nullptr) continue;
      for (const Column& column : table->columns())
        for (std::size_t row = 0; row < column.size(); ++row)
          shown[evidence.least_record(column.evidence(row))].insert(column.evidence(row));
    }
    std::erase_if(taken_, [&](const WithheldValue& value) {
      const std::set<EvidenceId>& some = shown[evidence.least_record(value.evidence)];
      return std::any_of(some.begin(), some.end(),
                         [&](EvidenceId id) { return evidence.same_records(id, value.evidence); });
    });
  }

  /// The same figure in another table, such as the place of a need: it rests on the same records.
  void copies_in(Table& table) {
    for (Column& column : table.columns()) {
      if (!is_number(column)) continue;
      std::vector<bool> hidden(table.rows());
      for (std::size_t row = 0; row < table.rows(); ++row) {
        const EvidenceId evidence = column.missing(row) ? 0 : table.evidence(column, row);
        if (evidence == 0) continue;
        const auto value = column.number(row);
        hidden[row] = std::any_of(taken_.begin(), taken_.end(), [&](const WithheldValue& one) {
          return value == one.value && tables_.evidence.same_records(one.evidence, evidence);
        });
      }
      withhold_cells(column, hidden);
    }
  }

  const Protection& protection_;
  Workspace& tables_;
  std::vector<WithheldValue> taken_;
};

/// What was corrected of a group or a place since the last report.
void withhold_corrections(const Protection& protection, Workspace& tables) {
  const auto found = tables.tables.find("corrections");
  if (found == tables.tables.end()) return;
  Table& table = found->second;
  std::vector<bool> hidden(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row)
    hidden[row] = protection.guarded.contains(canonical_text(table.scalar("indicator", row))) &&
                  !is_missing(table.scalar("part_label", row));
  for (Column& column : table.columns())
    if (is_number(column) && column.name() != "decimals") withhold_cells(column, hidden);
}

/// Findings and the merge name a record by the keys of its parts: "gbv.1 2025-12-01..2025-12-31 sex=f" of
/// the indicator GBV.1.  What follows the key of a guarded indicator; nothing of another record.
std::optional<std::string> after_guarded(const Protection& protection, std::string_view record) {
  const std::string folded = fold_key(record);
  for (const std::string& id : protection.guarded) {
    const std::string key = fold_key(id);
    if (!folded.starts_with(key)) continue;
    if (folded.size() == key.size()) return "";
    if (folded[key.size()] == ' ' || folded[key.size()] == ';') return folded.substr(key.size() + 1);
  }
  return std::nullopt;
}

/// Are people withheld of some meeting?  Then nothing is told of attendance that is not in its table.
bool withholds_attendance(const Protection& protection) {
  return std::any_of(protection.withheld.begin(), protection.withheld.end(), [](const CountPlace& place) {
    return place.table == "meetings" || place.table == "unheld_meetings";
  });
}

/// Is a subject such as "indicator=GBV.1;period=2025-12" or "opening=gbv.1 sex=f" about a guarded indicator,
/// or about people at meetings of which some are withheld?
bool is_guarded(const Protection& protection, const std::string& subject) {
  const std::size_t table = subject.find('=');
  if (table == subject.npos) return false;
  if (subject.starts_with("attendance=")) return withholds_attendance(protection);
  return after_guarded(protection, subject.substr(table + 1)).has_value();
}

/// Messages of findings quote figures: those about a slice of a protected indicator tell too much.
void withhold_findings(const Protection& protection, const Diagnostics& findings, Workspace& tables) {
  const auto table = tables.tables.find("findings");
  if (table == tables.tables.end() || table->second.rows() != findings.all().size()) return;
  std::vector<bool> hidden;
  for (const Diagnostic& finding : findings.all()) hidden.push_back(is_guarded(protection, finding.subject));
  for (const char* name : {"message", "hint"})
    if (Column* column = table->second.find(name)) withhold_cells(*column, hidden);
}

/// Is the subject of a finding a group or a place: "indicator=1.1;period=2025-12;sex=f"?
bool names_part(std::string_view subject) {
  const std::string_view first = subject.substr(0, subject.find(';'));
  const auto spaces = std::count(first.begin(), first.end(), ' ');
  bool part = (first.starts_with("observation=") && spaces > 1) ||
              (first.starts_with("opening=") && spaces > 0) || first.starts_with("attendance=");
  for (std::size_t at = subject.find(';'); at != subject.npos; at = subject.find(';', at + 1)) {
    const std::string_view rest = subject.substr(at + 1);
    part =
        part || !(rest.starts_with("period=") || rest.starts_with("field=") || rest.starts_with("source="));
  }
  return part;
}

/// Why somebody let a finding about a group stand: such a reason tells of the group.  Breakdowns that
/// contradict each other (I-05) are groups as well.
void withhold_reasons(const Protection& protection, Workspace& tables) {
  const auto found = tables.tables.find("explanations");
  if (found == tables.tables.end()) return;
  Table& table = found->second;
  std::vector<bool> hidden;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string subject = canonical_text(table.scalar("subject", row));
    const bool part = names_part(subject) || canonical_text(table.scalar("finding", row)) == "I-05";
    hidden.push_back(part && is_guarded(protection, subject));
  }
  withhold_cells(table.at("reason"), hidden);
}

/// Does a record of the merge, "opening gbv.1 sex=f", count a part of a guarded indicator, or people at
/// meetings of which some are withheld?  A total of an indicator is never withheld.
bool counts_part(const Protection& protection, std::string_view record) {
  const std::size_t end = std::min(record.find(' '), record.size());
  const std::string_view table = record.substr(0, end);
  if (table == "attendance") return withholds_attendance(protection);
  if (table != "observation" && table != "opening") return false;
  const auto rest = after_guarded(protection, record.substr(std::min(end + 1, record.size())));
  // Of an observation the period comes next.
  return rest && (table == "opening" ? !rest->empty() : rest->find(' ') != rest->npos);
}

/// What was set aside of a part, or replaced by a newer version.
void withhold_set_aside(const Protection& protection, const Workspace& merged, const char* merged_name,
                        const char* name, Workspace& tables) {
  const Table* from = merged.find(merged_name);
  const auto table = tables.tables.find(name);
  if (from == nullptr || table == tables.tables.end() || table->second.rows() != from->rows()) return;
  std::vector<bool> hidden;
  for (std::size_t row = 0; row < from->rows(); ++row)
    hidden.push_back(counts_part(protection, canonical_text(from->scalar("what", row))));
  for (const char* column : {"chosen", "other", "note", "now", "before"})
    if (Column* cells = table->second.find(column)) withhold_cells(*cells, hidden);
}

}  // namespace

std::vector<WithheldValue> withhold(const Protection& protection, const Workspace& merged,
                                    const Diagnostics& findings, Workspace& tables) {
  withhold_corrections(protection, tables);
  withhold_findings(protection, findings, tables);
  withhold_reasons(protection, tables);
  withhold_set_aside(protection, merged, "conflict", "conflicts", tables);
  withhold_set_aside(protection, merged, "history", "history", tables);
  if (protection.withheld.empty()) return {};
  return Withholding(protection, tables).run();
}

}  // namespace kvali
