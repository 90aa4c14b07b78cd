#include "collect/map_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "collect/cell_reader.hpp"
#include "collect/disaggregation.hpp"
#include "collect/wildcard.hpp"

namespace kvali {

namespace {

Type type_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::number:
      return Type::decimal;
    case FieldKind::whole:
      return Type::integer;
    case FieldKind::date:
    case FieldKind::period:
      return Type::date;
    case FieldKind::truth:
      return Type::boolean;
    default:
      return Type::text;
  }
}

/// The column of a canonical table, made and filled up with missing cells where a later source is the
/// first to have it.
Column& column_of(Table& table, const std::string& name, Type type) {
  if (Column* found = table.find(name)) return *found;
  const std::size_t rows = table.row_evidence.size();
  Column& added = table.add(name, type);
  while (added.size() < rows) added.append(Mark::not_recorded);
  return added;
}

/// What a list makes of a cell; `known` says whether the list has its word.
Scalar translated(const FieldMap* map, const Scalar& cell, bool& known) {
  known = true;
  if (map == nullptr || map->values.empty() || is_missing(cell)) return cell;
  const std::string text(trim(canonical_text(cell)));
  if (const auto it = map->values.find(text); it != map->values.end()) return it->second;
  const std::string folded = fold_key(text);
  for (const auto& [from, to] : map->values)
    if (fold_key(from) == folded || fold_key(to) == folded) return to;
  known = folded.empty();
  return cell;
}

/// A word that a named list lacks.
struct UnknownWord {
  std::size_t row;
  const Column* from;
};

/// One field of one record.
struct Cell {
  const FieldPlan* plan;
  CellReading reading;

  [[nodiscard]] bool present() const { return !is_missing(reading.value) || reading.period; }
};
using Cells = std::vector<Cell>;

class RowWriter {
 public:
  RowWriter(const RawTable& raw, const MapPlan& plan, const Schema& schema, const MapContext& context,
            Workspace& workspace)
      : raw_(raw), plan_(plan), context_(context), workspace_(workspace), table_(target(schema, workspace)) {}

  RowCounts run() {
    counts_.read = raw_.table.rows();
    for (std::size_t row = 0; row < counts_.read; ++row) {
      if (const SkipRule* rule = skipped(row))
        ++counts_.skipped[rule->column.empty() ? rule->pattern : rule->column + ": " + rule->pattern];
      else
        take(row);
    }
    for (const auto& [map, words] : unknown_) report_unknown(*map, words);
    return counts_;
  }

 private:
  static Table& target(const Schema& schema, Workspace& workspace) {
    const auto it = workspace.tables.find(schema.table);
    return it != workspace.tables.end() ? it->second : workspace.add(std::string(schema.table));
  }

  [[nodiscard]] std::string first_text(std::size_t row) const {
    for (const Column& column : raw_.table.columns())
      if (!column.missing(row)) return canonical_text(column.scalar(row));
    return {};
  }

  [[nodiscard]] const SkipRule* skipped(std::size_t row) const {
    for (const SkipPlan& skip : plan_.skips) {
      const std::string text =
          skip.column != nullptr ? canonical_text(skip.column->scalar(row)) : first_text(row);
      if (!text.empty() && fits_pattern(skip.rule->pattern, text)) return skip.rule;
    }
    return nullptr;
  }

  void take(std::size_t row) {
    Cells cells;
    if (!read_all(plan_.fields, row, cells)) {
      ++counts_.faulty;  // Reported; the row has no key.
      return;
    }
    const bool has_any = has_content(cells);
    const std::size_t before = counts_.records;
    if (plan_.is_across) {
      take_across(row, cells, has_any);
    } else if (!has_any) {
      ++counts_.empty;
      return;
    } else if (has_key(cells, row)) {
      add(row, cells, nullptr);
    }
    counts_.taken += counts_.records > before;
  }

  void take_across(std::size_t row, const Cells& fixed, bool has_any) {
    std::vector<std::pair<const AcrossPlan*, Cells>> records;
    for (const AcrossPlan& across : plan_.across) {
      Cells cells = fixed;
      if (!read_all(across.fields, row, cells)) continue;
      bool filled = false;
      for (std::size_t i = fixed.size(); i < cells.size(); ++i)
        filled = filled || cells[i].present() || cells[i].reading.problem;
      has_any = has_any || filled;
      // A sheet has columns for women and men also beside what nobody counts by sex.
      if (filled || across.categories.empty()) records.emplace_back(&across, std::move(cells));
    }
    if (!has_any || records.empty()) {
      ++counts_.empty;
      return;
    }
    if (!has_key(fixed, row)) return;
    for (const auto& [across, cells] : records) add(row, cells, across);
  }

  /// False if a cell that the record needs cannot be read.
  bool read_all(const std::vector<FieldPlan>& fields, std::size_t row, Cells& cells) {
    for (const FieldPlan& field : fields) {
      cells.push_back({&field, read(field, row)});
      if (field.field->required && !cells.back().present() && cells.back().reading.problem) return false;
    }
    return true;
  }

  CellReading read(const FieldPlan& plan, std::size_t row) {
    const Scalar cell = plan.from != nullptr ? plan.from->scalar(row) : Scalar{plan.constant};
    const DateOrder order =
        plan.map != nullptr && plan.map->month_first ? DateOrder::month_first : DateOrder::day_first;
    CellReading reading = read_cell(*plan.field, translate(plan.map, cell, plan.from, row),
                                    plan.from != nullptr ? raw_.decimal : '.', context_.fiscal, order);
    if (reading.problem) report(*reading.problem, plan.from, row);
    return reading;
  }

  Scalar translate(const FieldMap* map, const Scalar& cell, const Column* from, std::size_t row) {
    bool known = true;
    Scalar value = translated(map, cell, known);
    if (!known && map != nullptr && !map->list.empty())
      unknown_[map].try_emplace(std::string(trim(canonical_text(cell))), UnknownWord{row, from});
    return value;
  }

  /// All words that a list lacks, once, with the nearest that it has.
  void report_unknown(const FieldMap& map, const std::map<std::string, UnknownWord>& words) {
    std::vector<std::string_view> known;
    for (const auto& pair : map.values) known.push_back(pair.first);
    std::vector<std::string> lines;
    for (const auto& pair : words) {
      const auto meant = nearest(pair.first, known);
      lines.push_back(
          fmt::format("\"{}\" = \"{}\"", pair.first, meant ? map.values.find(*meant)->second : "..."));
    }
    const auto& [word, first] = *words.begin();
    report({"D-08",
            words.size() == 1 ? fmt::format("the list [values.{}] does not know '{}'", map.list, word)
                              : fmt::format("the list [values.{}] does not know {} words, e.g. '{}'",
                                            map.list, words.size(), word),
            fmt::format("add below [values.{}]: {}", map.list, fmt::join(lines, ", "))},
           first.from, first.row);
  }

  static bool has_content(const Cells& cells) {
    return std::any_of(cells.begin(), cells.end(),
                       [](const Cell& cell) { return cell.present() && cell.plan->from != nullptr; });
  }

  bool has_key(const Cells& cells, std::size_t row) {
    for (const Cell& cell : cells) {
      if (!cell.plan->field->required || cell.present()) continue;
      report({"D-09", fmt::format("the row has no {}", cell.plan->field->name),
              "fill it in, or leave the rows out with skip = \"...\""},
             nullptr, row);
      ++counts_.faulty;
      return false;
    }
    return true;
  }

  void report(const CellProblem& problem, const Column* from, std::size_t row) {
    Diagnostic finding;
    finding.id = problem.id;
    finding.message = problem.message;
    finding.hint = problem.hint;
    const std::string raw = from != nullptr ? canonical_text(from->scalar(row)) : "";
    SourceRef ref = raw_.refs[row];
    if (from != nullptr) ref.column = raw_.letters.find(from->name())->second;
    context_.places.locate(ref, raw, finding);
    finding.subject =
        fmt::format("source={};record={}", context_.source.name, workspace_.evidence.place(ref));
    finding.value = raw;
    context_.diagnostics.add(std::move(finding));
  }

  void add(std::size_t row, const Cells& cells, const AcrossPlan* across) {
    for (const Cell& cell : cells) {
      if (cell.plan->field->kind == FieldKind::period)
        append_period(cell.plan->target, cell.reading.period);
      else
        column_of(table_, cell.plan->target, type_of(cell.plan->field->kind))
            .append_scalar(cell.reading.value);
    }
    if (across != nullptr && across->period) append_period(plan_.period_field, across->period);
    append_categories(row, across);
    table_.row_evidence.push_back(evidence_of(row, across));
    for (Column& column : table_.columns())
      if (column.size() < table_.row_evidence.size()) column.append(Mark::not_recorded);
    ++counts_.records;
  }

  void append_period(const std::string& field, const std::optional<Period>& period) {
    Column& first = column_of(table_, field + "_first", Type::date);
    period ? first.append(period->first) : first.append(Mark::not_recorded);
    Column& last = column_of(table_, field + "_last", Type::date);
    period ? last.append(period->last) : last.append(Mark::not_recorded);
  }

  void append_categories(std::size_t row, const AcrossPlan* across) {
    if (plan_.dimensions.empty() && (across == nullptr || across->categories.empty())) return;
    std::map<std::string, std::string> categories;
    if (across != nullptr) categories = across->categories;
    for (const DimensionPlan& dimension : plan_.dimensions) {
      const Scalar cell = translate(
          dimension.map, dimension.from != nullptr ? dimension.from->scalar(row) : Scalar{dimension.constant},
          dimension.from, row);
      if (is_missing(cell)) continue;
      const std::string category = category_of(dimension.name, canonical_text(cell));
      check_sex(dimension, category, row);
      categories[dimension.name] = category;
    }
    column_of(table_, "disagg", Type::text).append_scalar(disaggregation_key(categories));
  }

  void check_sex(const DimensionPlan& dimension, const std::string& category, std::size_t row) {
    if (dimension.name != "sex" || category.empty()) return;
    if (find_schema("person")->find("sex")->choices.find(category) != std::string_view::npos) return;
    report({"D-08", fmt::format("unknown sex '{}'", category),
            "write f, m, x or u, or add the word to values = { ... }"},
           dimension.from, row);
  }

  EvidenceId evidence_of(std::size_t row, const AcrossPlan* across) {
    SourceRef ref = raw_.refs[row];
    if (across != nullptr && !across->fields.empty())
      ref.column = raw_.letters.find(across->fields.front().from->name())->second;
    return workspace_.evidence.add(ref);
  }

  const RawTable& raw_;
  const MapPlan& plan_;
  const MapContext& context_;
  Workspace& workspace_;
  Table& table_;
  RowCounts counts_;
  std::map<const FieldMap*, std::map<std::string, UnknownWord>> unknown_;
};

}  // namespace

RowCounts write_rows(const RawTable& raw, const MapPlan& plan, const Schema& schema,
                     const MapContext& context, Workspace& workspace) {
  return RowWriter(raw, plan, schema, context, workspace).run();
}

}  // namespace kvali
