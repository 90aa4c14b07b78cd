#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "model/schema.hpp"
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

/// Where a record is a person, the records of two groups tell who is in both: a group of a guarded indicator
/// is told with all records of the indicator, as its total is.
void lay_records_together(const Protection& protection, Workspace& tables) {
  const Table* totals = tables.find("results");
  std::map<std::string, std::size_t> row_of;
  for (std::size_t row = 0; totals != nullptr && row < totals->rows(); ++row)
    row_of[canonical_text(totals->scalar("indicator", row))] = row;
  for (const char* name : {"disaggregation", "crossed", "places"}) {
    const auto found = tables.tables.find(name);
    if (found == tables.tables.end()) continue;
    Table& table = found->second;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const std::string indicator = canonical_text(table.scalar("indicator", row));
      const auto total = row_of.find(indicator);
      if (!protection.guarded.contains(indicator) || total == row_of.end()) continue;
      for (Column& column : table.columns()) {
        if (!is_number(column) || column.missing(row) || column.evidence(row) == 0) continue;
        const Column* same = totals->find(column.name());
        column.set_evidence(row,
                            totals->evidence(same == nullptr ? totals->at("to_date") : *same, total->second));
      }
    }
  }
}

/// Which pairs there are, and so which there are not, tells more of the others than their groups do.
void leave_pairs_out(const Protection& protection, Workspace& tables) {
  const auto found = tables.tables.find("crossed");
  if (found == tables.tables.end() || protection.without_pairs.empty()) return;
  std::vector<std::size_t> left;
  for (std::size_t row = 0; row < found->second.rows(); ++row)
    if (!protection.without_pairs.contains(canonical_text(found->second.scalar("indicator", row))))
      left.push_back(row);
  found->second = take_rows(found->second, left);
}

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

/// Are people withheld of some meeting?  Then nothing is told of attendance that is not in its table.
bool withholds_attendance(const Protection& protection) {
  return std::any_of(protection.withheld.begin(), protection.withheld.end(), [](const CountPlace& place) {
    return place.table == "meetings" || place.table == "unheld_meetings";
  });
}

/// What of a key follows the id of a guarded indicator, which the merge folds; nothing of another record.
std::optional<std::string> after_guarded(const Protection& protection, std::string_view record) {
  const std::string folded = fold_key(record);
  for (const std::string& id : protection.guarded) {
    const std::string key = fold_key(id);
    if (!folded.starts_with(key)) continue;
    const std::string rest = folded.substr(key.size());
    if (rest.empty() || rest.front() == ' ' || rest.front() == ';') return rest;
  }
  return std::nullopt;
}

/// Is there a category or a place among "period=2025-12;sex=f;field=value"?
bool has_category(std::string_view parts) {
  for (const std::string_view part : parts_of(parts, ";"))
    if (!part.starts_with("period=") && !part.starts_with("field=") && !part.starts_with("source="))
      return true;
  return false;
}

/// What a key tells of people who are withheld.
enum class Told : std::uint8_t {
  nothing,
  whole,  ///< Something of a guarded indicator.
  part    ///< A group or place of one, or people at meetings of which some are withheld.
};

/// Findings and the merge name records alike: "indicator=GBV.1;period=2025-12;sex=f",
/// "observation=gbv.1 2025-12-01..2025-12-31 sex=f;field=value", "opening gbv.1 sex=f".
Told told_by(const Protection& protection, std::string_view key) {
  const std::size_t end = key.find_first_of("= ");
  if (end == key.npos) return Told::nothing;
  const std::string_view table = key.substr(0, end);
  if (table == "attendance") return withholds_attendance(protection) ? Told::part : Told::nothing;
  const auto rest = after_guarded(protection, key.substr(end + 1));
  if (!rest) return Told::nothing;
  const std::size_t more = std::min(rest->find(';'), rest->size());
  const auto words = std::count(rest->begin(), rest->begin() + std::ptrdiff_t(more), ' ');
  // Of an observation the period comes first, then the group.
  const bool part = (table == "observation" && words > 1) || (table == "opening" && words > 0) ||
                    has_category(std::string_view(*rest).substr(more));
  return part ? Told::part : Told::whole;
}

/// Messages of findings quote figures: those about a slice of a protected indicator tell too much.
void withhold_findings(const Protection& protection, const Diagnostics& findings, Workspace& tables) {
  const auto table = tables.tables.find("findings");
  if (table == tables.tables.end() || table->second.rows() != findings.all().size()) return;
  std::vector<bool> hidden;
  for (const Diagnostic& finding : findings.all())
    hidden.push_back(tells_of_withheld(protection, finding.subject));
  for (const char* name : {"message", "hint"})
    if (Column* column = table->second.find(name)) withhold_cells(*column, hidden);
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
    const Told told = told_by(protection, subject);
    const bool contradicts = canonical_text(table.scalar("finding", row)) == "I-05";
    hidden.push_back(told == Told::part || (told == Told::whole && contradicts));
  }
  withhold_cells(table.at("reason"), hidden);
}

/// What was set aside of a part, or replaced by a newer version.
void withhold_set_aside(const Protection& protection, const Workspace& merged, const char* merged_name,
                        const char* name, Workspace& tables) {
  const Table* from = merged.find(merged_name);
  const auto table = tables.tables.find(name);
  if (from == nullptr || table == tables.tables.end() || table->second.rows() != from->rows()) return;
  std::vector<bool> hidden;
  for (std::size_t row = 0; row < from->rows(); ++row)
    hidden.push_back(told_by(protection, canonical_text(from->scalar("what", row))) == Told::part);
  for (const char* column : {"chosen", "other", "note", "now", "before"})
    if (Column* cells = table->second.find(column)) withhold_cells(*cells, hidden);
}

}  // namespace

bool tells_of_withheld(const Protection& protection, const std::string& subject) {
  return told_by(protection, subject) != Told::nothing;
}

std::vector<WithheldValue> withhold(const Protection& protection, const Workspace& merged,
                                    const Diagnostics& findings, Workspace& tables) {
  withhold_corrections(protection, tables);
  withhold_findings(protection, findings, tables);
  withhold_reasons(protection, tables);
  withhold_set_aside(protection, merged, "conflict", "conflicts", tables);
  withhold_set_aside(protection, merged, "history", "history", tables);
  std::vector<WithheldValue> taken;
  if (!protection.withheld.empty()) taken = Withholding(protection, tables).run();
  leave_pairs_out(protection, tables);
  lay_records_together(protection, tables);
  return taken;
}

}  // namespace kvali
