#include "merge/table_merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "merge/decided_value.hpp"
#include "merge/precedence.hpp"
#include "merge/record_groups.hpp"
#include "merge/tolerance.hpp"

namespace kvali {

namespace {

/// Two fields that make one value, taken from the same row (M6).
struct Pair {
  std::string_view first, second, name;
};
constexpr std::array pairs{Pair{"num", "den", "num/den"}, Pair{"amount", "currency", "amount"},
                           Pair{"value", "unit", "value"}};

/// One value of a record: a column, or two that belong together.
struct Value {
  std::string name;
  std::array<std::size_t, 2> columns{};  ///< Indices of columns.
  std::size_t count = 1;
  bool may_differ = true;  ///< Else differences say nothing.
  bool origin = false;     ///< Of a revised record the first mention counts.
  bool figure = false;     ///< A note belongs to it.
  bool note = false;       ///< Written for the figures of its row, whoever else has another.
  bool guards = false;     ///< A yes of any source counts, unless a person decides otherwise.
};

bool is_figure(std::string_view name) {
  constexpr std::array<std::string_view, 4> figures{"value", "num/den", "cumulative", "amount"};
  return std::find(figures.begin(), figures.end(), name) != figures.end();
}

bool is_note(std::string_view name) {
  return name.substr(0, name.find('@')) == "note";
}

class TableMerge {
 public:
  TableMerge(Table& table, const Schema& schema, Workspace& workspace, Conflicts& conflicts)
      : table_(table),
        schema_(schema),
        evidence_(workspace.evidence),
        conflicts_(conflicts),
        precedence_(table, schema, workspace),
        tolerance_(table, workspace) {
    collect_values();
    other_rows_.resize(table.columns().size());
    cell_evidence_.resize(table.columns().size());
  }

  void run() {
    const RecordGroups groups(table_, schema_);
    std::vector<std::uint32_t> rows;
    for (std::size_t group = 0; group < groups.size(); ++group) {
      rows.clear();
      withdrawn_.clear();
      for (const std::uint32_t row : groups.rows(group))
        (precedence_.withdrawn(row) ? withdrawn_ : rows).push_back(row);
      if (rows.size() == 1)
        keep(rows.front(), table_.row_evidence[rows.front()]);
      else if (!rows.empty())
        merge_rows(rows);
      if (!rows.empty() && !withdrawn_.empty()) {
        precedence_.rank(withdrawn_, ranked_);
        for (const RankedRow& row : ranked_) note_withdrawn(row.row);
      }
    }
    write();
  }

 private:
  /// A row of the result, and where a column of it comes from another row.
  struct Exception {
    std::uint32_t row;
    std::uint32_t from;
  };
  struct CellEvidence {
    std::uint32_t row;
    EvidenceId evidence;
  };

  void collect_values() {
    const auto& columns = table_.columns();
    const auto index_of = [&](std::string_view name) -> std::optional<std::size_t> {
      for (std::size_t c = 0; c < columns.size(); ++c)
        if (columns[c].name() == name) return c;
      return std::nullopt;
    };
    for (const Pair& pair : pairs) {
      const auto first = index_of(pair.first);
      const auto second = index_of(pair.second);
      if (!first || !second) continue;
      Value value{std::string(pair.name), {*first, *second}};
      value.count = 2;
      value.may_differ = may_differ(pair.first);
      value.figure = is_figure(value.name);
      values_.push_back(std::move(value));
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::string& name = columns[c].name();
      const bool paired = std::any_of(pairs.begin(), pairs.end(), [&](const Pair& pair) {
        return (name == pair.first && index_of(pair.second)) || (name == pair.second && index_of(pair.first));
      });
      if (paired) continue;
      Value value{name, {c, 0}};
      value.may_differ = may_differ(name);
      value.origin = precedence_.revisions() && name == "meeting";
      value.figure = is_figure(name);
      value.note = is_note(name);
      const Field* field = schema_.find(name);
      value.guards = field != nullptr && field->guards;
      values_.push_back(std::move(value));
    }
    std::stable_partition(values_.begin(), values_.end(), [](const Value& value) { return !value.note; });
  }

  /// Keys are equal after folding; what a source says of its own certainty is no statement.
  [[nodiscard]] bool may_differ(std::string_view name) const {
    const Field* field = schema_.find(name);
    return !precedence_.is_weight(name) && (field == nullptr || !field->identity);
  }

  void keep(std::uint32_t row, EvidenceId evidence) {
    rows_.push_back(row);
    row_evidence_.push_back(evidence);
  }

  void merge_rows(const std::vector<std::uint32_t>& rows) {
    precedence_.rank(rows, ranked_);
    used_.assign(1, table_.row_evidence[ranked_.front().row]);
    figures_.clear();
    for (const Value& value : values_) choose(value);
    keep(ranked_.front().row, evidence_.join(used_));
  }

  [[nodiscard]] bool is_there(const Value& value, std::size_t row) const {
    for (std::size_t i = 0; i < value.count; ++i)
      if (!table_.columns()[value.columns[i]].missing(row)) return true;
    return false;
  }

  [[nodiscard]] bool alike(const Value& value, std::size_t a, std::size_t b) const {
    for (std::size_t i = 0; i < value.count; ++i) {
      const Column& column = table_.columns()[value.columns[i]];
      // Who names no unit means the same one.
      if (column.missing(a) != column.missing(b) && column.name() == "unit") continue;
      if (column.missing(a) != column.missing(b)) return false;
      if (!column.missing(a) && !tolerance_.alike(column, a, b)) return false;
    }
    return true;
  }

  void choose(const Value& value) {
    said_.clear();
    for (std::size_t i = 0; i < ranked_.size(); ++i)
      if (is_there(value, ranked_[i].row) && (!value.note || has_same_figures(ranked_[i].row)))
        said_.push_back(i);
    if (said_.empty()) {
      if (value.note) drop(value);
      return;
    }
    std::size_t chosen = value.origin ? said_.back() : said_.front();
    if (value.guards) chosen = first_yes(value).value_or(chosen);
    const Decision* decision = nullptr;
    if (value.may_differ && conflicts_.has_decisions() && is_disputed(value))
      decision = decide(value, chosen);
    const std::uint32_t row = ranked_[chosen].row;
    if (value.figure) figures_.emplace_back(&value, row);
    agreeing_.assign(1, table_.row_evidence[row]);
    for (const std::size_t i : said_) {
      if (i == chosen) continue;
      if (alike(value, ranked_[i].row, row))
        agreeing_.push_back(table_.row_evidence[ranked_[i].row]);
      else if (value.may_differ && !value.origin)
        set_aside(value, ranked_[chosen], ranked_[i], decision);
    }
    conflicts_.tell();
    note(value, row, joined());
  }

  /// The first row lends a record what nobody else has; a note on a value that lost it must not lend.
  void drop(const Value& value) {
    if (!is_there(value, ranked_.front().row)) return;
    const auto silent = std::find_if(ranked_.begin(), ranked_.end(),
                                     [&](const RankedRow& ranked) { return !is_there(value, ranked.row); });
    if (silent == ranked_.end()) return;
    const auto row = static_cast<std::uint32_t>(rows_.size());
    other_rows_[value.columns[0]].push_back({row, silent->row});
  }

  [[nodiscard]] std::optional<std::size_t> first_yes(const Value& value) const {
    const Column& column = table_.columns()[value.columns[0]];
    const auto yes = std::find_if(said_.begin(), said_.end(),
                                  [&](std::size_t i) { return column.boolean(ranked_[i].row); });
    return yes == said_.end() ? std::nullopt : std::optional(*yes);
  }

  /// Does the row say nothing else than the figures that were chosen?
  [[nodiscard]] bool has_same_figures(std::uint32_t row) const {
    return std::all_of(figures_.begin(), figures_.end(), [&](const auto& figure) {
      return !is_there(*figure.first, row) || alike(*figure.first, row, figure.second);
    });
  }

  /// Fields of one record mostly rest on the same rows.
  EvidenceId joined() {
    std::sort(agreeing_.begin(), agreeing_.end());
    if (agreeing_ != joined_before_) {
      joined_before_ = agreeing_;
      joined_id_ = evidence_.join(agreeing_);
    }
    return joined_id_;
  }

  [[nodiscard]] bool is_disputed(const Value& value) const {
    return std::any_of(said_.begin(), said_.end(), [&](std::size_t i) {
      return !alike(value, ranked_[i].row, ranked_[said_.front()].row);
    });
  }

  /// What a person has decided, if it still fits what the sources say.
  const Decision* decide(const Value& value, std::size_t& chosen) {
    const std::string key = shown_key(table_, schema_, ranked_.front().row);
    Decision* decision = conflicts_.decision(std::string(schema_.table), key, value.name);
    if (decision == nullptr) return nullptr;
    const std::string now = disputed_values(value);
    if (!decision->value.empty() && decision->value != now && !names_both(decision->value, value)) {
      decision->instead = now;
      return nullptr;
    }
    for (const bool exactly : {true, false})
      if (const auto taken = meant(value, decision->take, exactly)) {
        decision->used = true;
        chosen = *taken;
        return decision;
      }
    decision->choices = choices(value);
    return nullptr;
  }

  /// What a decision takes, unless it may be several.
  std::optional<std::size_t> meant(const Value& value, const std::string& take, bool exactly) const {
    std::optional<std::size_t> found;
    for (const std::size_t i : said_) {
      const std::string_view source = ranked_[i].own.source;
      const std::string says = shown(value, ranked_[i].row);
      if (exactly ? source != take && says != take : !names(take, source, says)) continue;
      if (!found) found = i;
      const RankedRow& first = ranked_[*found];
      if (first.own.source != source && !alike(value, first.row, ranked_[i].row)) return std::nullopt;
    }
    return found;
  }

  /// `"ours" (5), "theirs" (6)`: what a person may take.
  [[nodiscard]] std::string choices(const Value& value) const {
    std::string text;
    for (const std::size_t i : said_)
      text += fmt::format("{}\"{}\" ({})", text.empty() ? "" : ", ", ranked_[i].own.source,
                          shown(value, ranked_[i].row));
    return text;
  }

  [[nodiscard]] std::string disputed_values(const Value& value) const {
    const std::size_t first = said_.front();
    for (const std::size_t i : said_)
      if (!alike(value, ranked_[i].row, ranked_[first].row))
        return shown(value, ranked_[first].row) + " / " + shown(value, ranked_[i].row);
    return {};
  }

  /// Are the two values of a finding, "5 / 6", among those of the sources, in whatever order?
  [[nodiscard]] bool names_both(const std::string& both, const Value& value) const {
    for (const std::size_t a : said_)
      for (const std::size_t b : said_)
        if (!alike(value, ranked_[a].row, ranked_[b].row) &&
            both == shown(value, ranked_[a].row) + " / " + shown(value, ranked_[b].row))
          return true;
    return false;
  }

  void set_aside(const Value& value, const RankedRow& won, const RankedRow& lost, const Decision* decision) {
    Difference of = difference(value, ranked_.front().row);
    of.won = shown(value, won.row);
    of.lost = shown(value, lost.row);
    of.winner = table_.row_evidence[won.row];
    of.loser = table_.row_evidence[lost.row];
    of.verdict = decision != nullptr ? Verdict{-1, Rule::decision}
                 : value.guards      ? Verdict{-1, Rule::protection}
                                     : precedence_.compare(won, lost);
    conflicts_.add(of);
  }

  /// Of a value of a period, or of what has a day.
  [[nodiscard]] std::optional<Date> begins(std::size_t row) const {
    for (const char* name : {"period_first", "scope_first", "date"})
      if (const Column* column = table_.find(name);
          column != nullptr && column->type() == Type::date && !column->missing(row))
        return column->date(row);
    return std::nullopt;
  }

  /// The numbers of a row that was taken back, beside those of the record that was just kept.
  void note_withdrawn(std::uint32_t row) {
    for (const Value& value : values_) {
      if (!value.may_differ || !is_there(value, row) || !is_number(value)) continue;
      const std::uint32_t kept = rows_.back();
      Difference of = difference(value, kept);
      if (is_there(value, kept)) of.won = shown(value, kept);
      of.lost = shown(value, row);
      of.winner = row_evidence_.back();
      of.loser = table_.row_evidence[row];
      of.verdict = {-1, Rule::withdrawn};
      conflicts_.add(of);
    }
  }

  [[nodiscard]] bool is_number(const Value& value) const {
    const Type type = table_.columns()[value.columns[0]].type();
    return type == Type::decimal || type == Type::integer;
  }

  /// Of a value of a record, which one of its rows names.
  [[nodiscard]] Difference difference(const Value& value, std::uint32_t row) const {
    Difference of;
    of.table = schema_.table;
    of.key = shown_key(table_, schema_, row);
    of.field = value.name;
    of.figure = is_number(value);
    of.begins = begins(row);
    return of;
  }

  [[nodiscard]] std::string shown(const Value& value, std::size_t row) const {
    const std::string first = canonical_text(table_.columns()[value.columns[0]].scalar(row));
    if (value.count == 1) return first;
    const std::string second = canonical_text(table_.columns()[value.columns[1]].scalar(row));
    if (value.name == "num/den") return first + "/" + second;
    return second.empty() ? first : first + " " + second;
  }

  /// The next row of the result takes a value from a row, where these records say it.
  void note(const Value& value, std::uint32_t from, EvidenceId evidence) {
    const auto row = static_cast<std::uint32_t>(rows_.size());
    if (used_.back() != evidence) used_.push_back(evidence);
    for (std::size_t i = 0; i < value.count; ++i) {
      const std::size_t c = value.columns[i];
      if (from != ranked_.front().row) other_rows_[c].push_back({row, from});
      cell_evidence_[c].push_back({row, evidence});
    }
  }

  void write() {
    std::vector<std::uint32_t> rows;
    for (std::size_t c = 0; c < table_.columns().size(); ++c) {
      rows = rows_;
      for (const Exception& exception : other_rows_[c]) rows[exception.row] = exception.from;
      Column& column = table_.columns()[c];
      const std::vector<EvidenceId> kept = evidence_of(column, rows);
      column.select(rows);
      for (std::size_t row = 0; row < kept.size(); ++row) column.set_evidence(row, kept[row]);
      for (const CellEvidence& cell : cell_evidence_[c])
        if (cell.evidence != row_evidence_[cell.row] || column.evidence(cell.row) != 0)
          column.set_evidence(cell.row, cell.evidence);
    }
    table_.row_evidence = std::move(row_evidence_);
  }

  /// What cells already rest on, where the table was merged before; empty where they have nothing of their
  /// own.
  static std::vector<EvidenceId> evidence_of(const Column& column, std::span<const std::uint32_t> rows) {
    std::vector<EvidenceId> kept;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const EvidenceId own = column.evidence(rows[i]);
      if (own == 0) continue;
      kept.resize(rows.size(), 0);
      kept[i] = own;
    }
    return kept;
  }

  Table& table_;
  const Schema& schema_;
  Evidence& evidence_;
  Conflicts& conflicts_;
  const Precedence precedence_;
  const Tolerance tolerance_;
  std::vector<Value> values_;

  std::vector<std::uint32_t> rows_;  ///< For each row of the result the one it is made of.
  std::vector<EvidenceId> row_evidence_;
  std::vector<std::vector<Exception>> other_rows_;  ///< One per column.
  std::vector<std::vector<CellEvidence>> cell_evidence_;

  // Of the record at hand; kept, because there are many.
  std::vector<std::uint32_t> withdrawn_;
  std::vector<RankedRow> ranked_;
  std::vector<std::size_t> said_;  ///< Those of ranked_ that have the value at hand.
  std::vector<std::pair<const Value*, std::uint32_t>>
      figures_;  ///< Those chosen, and the rows they are from.
  std::vector<EvidenceId> agreeing_;
  std::vector<EvidenceId> joined_before_;  ///< What joined_id_ stands for.
  EvidenceId joined_id_ = 0;
  std::vector<EvidenceId> used_;
};

}  // namespace

void merge_table(Table& table, const Schema& schema, Workspace& workspace, Conflicts& conflicts) {
  number_repeats(table, schema, workspace.evidence);
  auto& columns = table.columns();
  std::sort(columns.begin(), columns.end(),
            [](const Column& a, const Column& b) { return a.name() < b.name(); });
  TableMerge(table, schema, workspace, conflicts).run();
}

}  // namespace kvali
