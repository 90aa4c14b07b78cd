#include "merge/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "base/text.hpp"
#include "merge/action_mentions.hpp"
#include "merge/derived_observations.hpp"
#include "merge/identity.hpp"
#include "merge/precedence.hpp"
#include "model/natural_order.hpp"
#include "model/schema.hpp"

namespace kvali {

namespace {

/// Rows that mean the same record, by their folded key.
using Groups = std::map<std::string, std::vector<std::size_t>, NaturalLess>;

std::string key_part(const Table& table, const Field& field, std::size_t row) {
  if (field.kind == FieldKind::period)
    return canonical_text(table.scalar(std::string(field.name) + "_first", row)) + ".." +
           canonical_text(table.scalar(std::string(field.name) + "_last", row));
  return fold_key(canonical_text(table.scalar(field.name, row)));
}

std::string key_of(const Table& table, const Schema& schema, std::size_t row) {
  std::string key;
  for (const Field& field : schema.fields)
    if (field.identity) key += key_part(table, field, row) + '\x1f';
  return key;
}

/// The key as a person reads it in a message.
std::string shown_key(std::string_view key) {
  std::string out;
  for (const char c : key) out += c == '\x1f' ? std::string(" ") : std::string(1, c);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Tells equal rows of one source apart that carry no number of a document: two payments of one day and
/// amount are two payments.  Those of another source mean the same ones, first by first.
class Repeats {
 public:
  Repeats(const Table& table, const Evidence& evidence)
      : table_(table), evidence_(evidence), ledger_(table.name() == "expenditure") {}

  std::string mark(const std::string& key, std::size_t row) {
    if (!ledger_ || !is_missing(table_.scalar("doc_no", row))) return {};
    const auto refs = evidence_.refs(table_.row_evidence[row]);
    const std::string source = refs.empty() ? std::string{} : evidence_.origin(refs.front()).source;
    return std::to_string(++counts_[{source, key}]);
  }

 private:
  const Table& table_;
  const Evidence& evidence_;
  bool ledger_;
  std::map<std::pair<std::string, std::string>, int> counts_;
};

Groups group(const Table& table, const Schema& schema, const Evidence& evidence) {
  Groups groups;
  Repeats repeats(table, evidence);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string key = key_of(table, schema, row);
    groups[key + repeats.mark(key, row)].push_back(row);
  }
  return groups;
}

/// Two columns that make one value, taken from the same row (M6).
struct Pair {
  std::string_view first, second;
};
constexpr std::array pairs{Pair{"num", "den"}, Pair{"amount", "currency"}};

class TableMerge {
 public:
  TableMerge(const Table& from, const Schema& schema, Workspace& workspace, Table& conflicts,
             CellPlaces& places, Diagnostics& diagnostics)
      : from_(from),
        schema_(schema),
        workspace_(workspace),
        conflicts_(conflicts),
        places_(places),
        diagnostics_(diagnostics),
        precedence_(from, workspace.evidence),
        to_(from.name()) {
    // By name: which source came first must not show.
    for (const Column& column : from.columns()) sorted_.push_back(&column);
    std::sort(sorted_.begin(), sorted_.end(),
              [](const Column* a, const Column* b) { return a->name() < b->name(); });
    for (const Column* column : sorted_) to_.add(column->name(), column->type());
  }

  Table run() {
    for (auto& [key, rows] : group(from_, schema_, workspace_.evidence)) {
      std::erase_if(rows, [&](std::size_t row) { return precedence_.withdrawn(row); });
      if (!rows.empty()) add_record(key, rows);
    }
    return std::move(to_);
  }

 private:
  void add_record(const std::string& key, std::vector<std::size_t>& rows) {
    precedence_.sort(rows);
    std::vector<EvidenceId> used;
    for (std::size_t c = 0; c < sorted_.size(); ++c) {
      if (!is_part_of_pair(sorted_[c]->name())) choose(key, rows, c, used);
    }
    for (const Pair& pair : pairs) choose_pair(pair, key, rows, used);
    used.push_back(from_.row_evidence[rows.front()]);
    to_.row_evidence.push_back(workspace_.evidence.join(used));
  }

  static bool is_part_of_pair(std::string_view name) {
    return std::any_of(pairs.begin(), pairs.end(),
                       [&](const Pair& pair) { return name == pair.first || name == pair.second; });
  }

  void choose(const std::string& key, const std::vector<std::size_t>& rows, std::size_t c,
              std::vector<EvidenceId>& used) {
    const Column& column = *sorted_[c];
    const auto best =
        std::find_if(rows.begin(), rows.end(), [&](std::size_t row) { return !column.missing(row); });
    Column& out = to_.columns()[c];
    if (best == rows.end()) return out.append(column.mark(rows.front()));
    const std::size_t chosen = precedence_.origin_field(column.name()) ? first_with(column, rows) : *best;
    out.append_scalar(column.scalar(chosen));
    std::vector<EvidenceId> agreeing{from_.row_evidence[chosen]};
    for (const std::size_t row : rows) {
      if (row == chosen || column.missing(row)) continue;
      if (column.scalar(row) == column.scalar(chosen))
        agreeing.push_back(from_.row_evidence[row]);
      else if (!precedence_.revisions() && may_differ(column.name()))
        record_conflict({key, column.name(), canonical_text(column.scalar(chosen)),
                         canonical_text(column.scalar(row)), is_figure(column.type())},
                        chosen, row);
    }
    const EvidenceId evidence = workspace_.evidence.join(agreeing);
    out.set_evidence(evidence);
    used.push_back(evidence);
  }

  static bool is_figure(Type type) { return type == Type::decimal || type == Type::integer; }

  /// Keys are equal after folding; status and estimate say how sure a source is, not what it says.
  bool may_differ(std::string_view name) const {
    const Field* field = schema_.find(name);
    const bool weight = name == "est" || (name == "status" && schema_.table == "observation");
    return !weight && (field == nullptr || !field->identity);
  }

  /// Of several mentions, the earliest that has the field.
  std::size_t first_with(const Column& column, const std::vector<std::size_t>& rows) const {
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
      if (!column.missing(*row)) return *row;
    return rows.front();
  }

  /// Numerator and denominator, amount and currency come from the same row (M6).
  void choose_pair(const Pair& pair, const std::string& key, const std::vector<std::size_t>& rows,
                   std::vector<EvidenceId>& used) {
    const Column* first = from_.find(pair.first);
    const Column* second = from_.find(pair.second);
    if (first == nullptr && second == nullptr) return;
    const auto has = [](const Column* column, std::size_t row) {
      return column != nullptr && !column->missing(row);
    };
    const auto best = std::find_if(rows.begin(), rows.end(),
                                   [&](std::size_t row) { return has(first, row) || has(second, row); });
    const std::size_t chosen = best == rows.end() ? rows.front() : *best;
    std::vector<EvidenceId> agreeing{from_.row_evidence[chosen]};
    for (const std::size_t row : rows) {
      if (row == chosen || (!has(first, row) && !has(second, row))) continue;
      if (shown(pair, row) == shown(pair, chosen) || alike(pair, row, chosen))
        agreeing.push_back(from_.row_evidence[row]);
      else
        record_conflict({key, name_of(pair), shown(pair, chosen), shown(pair, row), true}, chosen, row);
    }
    const EvidenceId evidence = workspace_.evidence.join(agreeing);
    for (const Column* column : {first, second}) {
      if (column == nullptr) continue;
      Column& out = to_.at(column->name());
      out.append_scalar(column->scalar(chosen));
      out.set_evidence(evidence);
    }
    used.push_back(evidence);
  }

  static std::string name_of(const Pair& pair) {
    return pair.first == "num" ? "num/den" : std::string(pair.first);
  }

  [[nodiscard]] std::string shown(const Pair& pair, std::size_t row) const {
    const std::string first = canonical_text(from_.scalar(pair.first, row));
    const std::string second = canonical_text(from_.scalar(pair.second, row));
    if (pair.first == "num") return first + "/" + second;
    return second.empty() ? first : first + " " + second;
  }

  /// Amounts of one currency may differ by its smallest coin (M7).
  [[nodiscard]] bool alike(const Pair& pair, std::size_t a, std::size_t b) const {
    const Scalar one = from_.scalar(pair.first, a);
    const Scalar other = from_.scalar(pair.first, b);
    if (pair.first != "amount" || is_missing(one) || is_missing(other)) return false;
    const std::string currency = currency_code(canonical_text(from_.scalar(pair.second, a)));
    if (currency != currency_code(canonical_text(from_.scalar(pair.second, b)))) return false;
    const auto apart = subtract(std::get<Decimal>(one), std::get<Decimal>(other));
    return apart && magnitude(*apart) <= smallest_amount(currency);
  }

  /// Two values of one field, as people read them.
  struct Difference {
    const std::string& key;
    std::string field, won, lost;
    bool figure;
  };

  void record_conflict(const Difference& of, std::size_t chosen, std::size_t other) {
    const std::string what = fmt::format("{} {}", schema_.table, shown_key(of.key));
    const Verdict verdict = precedence_.compare(chosen, other);
    Diagnostic finding;
    finding.message = fmt::format("{} of {}: {} or {}", of.field, what, of.won, of.lost);
    finding.subject = fmt::format("{}={};field={}", schema_.table, shown_key(of.key), of.field);
    finding.value = fmt::format("{} / {}", of.won, of.lost);
    if (verdict.rule == "same source") {
      finding.id = "D-01";
      finding.message += fmt::format(", both in source \"{}\"", precedence_.source(chosen));
      finding.hint = "keep one of the rows";
    } else if (verdict.open) {
      finding.id = "C-01";
      finding.severity = of.figure ? Severity::block : Severity::error;
      finding.hint = fmt::format("give source \"{}\" or \"{}\" the higher rank, or correct one of them",
                                 precedence_.source(chosen), precedence_.source(other));
    } else {
      finding.id = "C-02";
      finding.severity = of.figure ? Severity::warning : Severity::info;
      finding.message +=
          fmt::format("; took {} from \"{}\" by {}", of.won, precedence_.source(chosen), verdict.rule);
    }
    const auto refs = workspace_.evidence.refs(from_.row_evidence[other]);
    if (!refs.empty()) places_.locate(refs.back(), of.lost, finding);
    diagnostics_.add(std::move(finding));
    conflicts_.at("what").append(what);
    conflicts_.at("field").append(of.field);
    conflicts_.at("chosen").append(of.won);
    conflicts_.at("chosen_source").append(precedence_.source(chosen));
    conflicts_.at("other").append(of.lost);
    conflicts_.at("other_source").append(precedence_.source(other));
    conflicts_.at("rule").append(verdict.open ? std::string("open") : verdict.rule);
    const std::array<EvidenceId, 2> both{from_.row_evidence[chosen], from_.row_evidence[other]};
    conflicts_.row_evidence.push_back(workspace_.evidence.join(both));
  }

  const Table& from_;
  const Schema& schema_;
  Workspace& workspace_;
  Table& conflicts_;
  CellPlaces& places_;
  Diagnostics& diagnostics_;
  Precedence precedence_;
  std::vector<const Column*> sorted_;
  Table to_;
};

}  // namespace

Workspace merge(Workspace collected, const std::filesystem::path& folder, Diagnostics& diagnostics) {
  resolve_references(collected, folder, diagnostics);
  Table conflicts("conflict");
  for (const char* column : {"what", "field", "chosen", "chosen_source", "other", "other_source", "rule"})
    conflicts.add(column, Type::text);
  CellPlaces places(collected.evidence, folder);
  keep_action_mentions(collected);
  const auto merge_table = [&](const Schema& schema) {
    const auto it = collected.tables.find(schema.table);
    if (it == collected.tables.end()) return;
    it->second = TableMerge(it->second, schema, collected, conflicts, places, diagnostics).run();
  };
  for (const Schema& schema : canonical_tables())
    if (schema.table != "observation") merge_table(schema);
  // What merged meetings count is held against other sources like any figure (M8).
  add_derived_observations(collected, places, diagnostics);
  merge_table(*find_schema("observation"));
  collected.tables.insert_or_assign("conflict", std::move(conflicts));
  return collected;
}

}  // namespace kvali
