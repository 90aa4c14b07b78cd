#include "collect/map_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "collect/category_keys.hpp"
#include "collect/cell_problems.hpp"
#include "collect/date_order_check.hpp"
#include "collect/field_reader.hpp"
#include "collect/sample_texts.hpp"
#include "collect/wildcard.hpp"
#include "model/undated_records.hpp"

namespace kvali {

namespace {

/// One field of one record; both belong to the row that is being read.
struct Cell {
  FieldReader* field;
  const FieldReading* reading;

  [[nodiscard]] const FieldPlan& plan() const { return field->plan(); }
  [[nodiscard]] bool present() const { return reading->present; }
};
using Cells = std::vector<Cell>;

/// One of the records that a row holds side by side.
struct AcrossReader {
  const AcrossPlan* plan;
  std::vector<FieldReader> fields;
};

class RowWriter {
 public:
  RowWriter(const RawTable& raw, const MapPlan& plan, const Schema& schema, const MapContext& context,
            Workspace& workspace)
      : raw_(raw),
        plan_(plan),
        context_(context),
        workspace_(workspace),
        table_(target(schema, workspace)),
        fields_(readers_of(plan.fields)),
        period_first_(plan.period_field + "_first", Type::date),
        period_last_(plan.period_field + "_last", Type::date),
        categories_(plan.dimensions, lists_),
        problems_(raw, context, workspace.evidence) {
    for (const AcrossPlan& across : plan.across) across_.push_back({&across, readers_of(across.fields)});
  }

  RowCounts run() {
    counts_.read = raw_.table.rows();
    for (std::size_t row = 0; row < counts_.read; ++row) {
      if (const SkipRule* rule = skipped(row))
        ++counts_.skipped[rule->column.empty() ? rule->pattern : rule->column + ": " + rule->pattern];
      else
        take(row);
    }
    for (const ValueLists::Finding& finding : lists_.findings())
      problems_.add(finding.problem, finding.from, finding.row);
    check_dates();
    problems_.report();
    return counts_;
  }

 private:
  static Table& target(const Schema& schema, Workspace& workspace) {
    const auto it = workspace.tables.find(schema.table);
    return it != workspace.tables.end() ? it->second : workspace.add(std::string(schema.table));
  }

  std::vector<FieldReader> readers_of(const std::vector<FieldPlan>& plans) {
    std::vector<FieldReader> readers;
    for (const FieldPlan& plan : plans) readers.emplace_back(plan, raw_, context_, lists_, table_);
    return readers;
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
    cells_.clear();
    if (!read_all(fields_, row, cells_)) {
      ++counts_.faulty;  // Reported; the row has no key.
      return keep_undated(row);
    }
    const bool has_any = has_content(cells_);
    const std::size_t before = counts_.records;
    if (plan_.is_across) {
      take_across(row, cells_, has_any);
    } else if (!has_any) {
      ++counts_.empty;
      return;
    } else if (has_key(cells_, row)) {
      add(row, cells_, nullptr);
    } else {
      keep_unbooked(row, cells_, nullptr);
    }
    counts_.taken += counts_.records > before;
  }

  void take_across(std::size_t row, const Cells& fixed, bool has_any) {
    std::vector<std::pair<const AcrossPlan*, Cells>> records;
    for (AcrossReader& across : across_) {
      Cells cells = fixed;
      if (!read_all(across.fields, row, cells)) continue;
      bool filled = false;
      for (std::size_t i = fixed.size(); i < cells.size(); ++i)
        filled = filled || cells[i].present() || cells[i].reading->problem() != nullptr;
      has_any = has_any || filled;
      // A sheet has columns for women and men also beside what nobody counts by sex.
      if (filled || across.plan->categories.empty()) records.emplace_back(across.plan, std::move(cells));
    }
    if (!has_any || records.empty()) {
      ++counts_.empty;
      return;
    }
    const bool complete = has_key(fixed, row);
    for (const auto& [across, cells] : records)
      complete ? add(row, cells, across) : keep_unbooked(row, cells, across);
  }

  /// False if a cell that the record needs cannot be read.
  bool read_all(std::vector<FieldReader>& fields, std::size_t row, Cells& cells) {
    for (FieldReader& field : fields) {
      const Cell cell{&field, &field.read(row)};
      cells.push_back(cell);
      const CellProblem* problem = cell.reading->problem();
      if (problem == nullptr) continue;
      problems_.add(*problem, cell.plan().from, row);
      if (cell.plan().field->required && !cell.present()) return false;
    }
    return true;
  }

  static bool has_content(const Cells& cells) {
    return std::any_of(cells.begin(), cells.end(),
                       [](const Cell& cell) { return cell.present() && cell.plan().from != nullptr; });
  }

  bool has_key(const Cells& cells, std::size_t row) {
    for (const Cell& cell : cells) {
      if (!cell.plan().field->required || cell.present()) continue;
      problems_.add({"D-09", fmt::format("the row has no {}", cell.plan().field->name),
                     "fill it in, or leave the rows out with skip = \"...\""},
                    nullptr, row);
      ++counts_.faulty;
      keep_undated(row);
      return false;
    }
    return true;
  }

  /// A figure without a time is in no sum: its indicator remembers that something is lacking.
  void keep_undated(std::size_t row) {
    if (table_.name() != "observation") return;
    std::string indicator;
    bool dated = false;
    bool figure = false;
    const auto look = [&](FieldReader& field) {
      const FieldReading& reading = field.read(row);
      if (!reading.present) return;
      const std::string_view name = field.plan().field->name;
      if (name == "indicator")
        indicator = reading.row ? canonical_text(table_.scalar(name, *reading.row))
                                : canonical_text(reading.cell.value);
      dated = dated || field.plan().field->kind == FieldKind::period;
      figure = figure || name == "value" || name == "num" || name == "id" || name == "text";
    };
    for (FieldReader& field : fields_) look(field);
    for (AcrossReader& across : across_)
      for (FieldReader& field : across.fields) look(field);
    if (indicator.empty() || dated || !figure) return;
    const EvidenceId record = raw_.table.row_evidence[row];
    add_undated(workspace_, indicator, workspace_.evidence.place(raw_.refs[row]), record);
  }

  /// Money without a budget line is on none, and the total knows that it is lacking.
  void keep_unbooked(std::size_t row, const Cells& cells, const AcrossPlan* across) {
    const auto is_amount = [](const Cell& cell) {
      return cell.present() && cell.plan().field->name == "amount";
    };
    if (table_.name() == "expenditure" && std::any_of(cells.begin(), cells.end(), is_amount))
      append(row, cells, across);
  }

  /// A whole column is looked at: each date alone could be either.
  void check_dates() {
    DateOrderCheck dates;
    for (const FieldPlan& plan : plan_.fields)
      if (plan.from != nullptr && plan.from->type() == Type::text)
        for (const SampleText& sample : sample_texts(*plan.from))
          dates.look_at(plan, Scalar{std::string(sample.text)}, sample.row);
    dates.report(problems_);
  }

  void add(std::size_t row, const Cells& cells, const AcrossPlan* across) {
    append(row, cells, across);
    if (counts_.records++ == 0) make_room();
  }

  void append(std::size_t row, const Cells& cells, const AcrossPlan* across) {
    for (const Cell& cell : cells) cell.field->append();
    if (across != nullptr && across->period) {
      period_first_.in(table_).append(across->period->first);
      period_last_.in(table_).append(across->period->last);
    }
    append_categories(row, across);
    table_.row_evidence.push_back(evidence_of(row, across));
    for (Column& column : table_.columns())
      if (column.size() < table_.row_evidence.size()) column.append(Mark::not_recorded);
  }

  /// Most rows are records; how many a row holds side by side is not known.
  void make_room() {
    if (plan_.is_across) return;
    for (Column& column : table_.columns()) column.reserve(column.size() + counts_.read);
    table_.row_evidence.reserve(table_.row_evidence.size() + counts_.read);
  }

  void append_categories(std::size_t row, const AcrossPlan* across) {
    static const std::map<std::string, std::string> none;
    const auto& in_heading = across != nullptr ? across->categories : none;
    if (plan_.dimensions.empty() && in_heading.empty()) return;
    categories_.read(row);
    for (std::size_t i = 0; i < categories_.numbers().size(); ++i)
      check_sex(categories_.dimensions()[i], categories_.numbers()[i], row);
    const std::size_t number = across != nullptr ? std::size_t(across - plan_.across.data()) + 1 : 0;
    categories_.append(in_heading, std::uint32_t(number), table_);
  }

  void check_sex(const CategoryReader& dimension, std::uint32_t number, std::size_t row) {
    if (dimension.known_sex(number)) return;
    problems_.add({"D-08", fmt::format("unknown sex '{}'", dimension.category(number)),
                   "write f, m, x or u, or add the word to values = { ... }"},
                  dimension.plan().from, row);
  }

  EvidenceId evidence_of(std::size_t row, const AcrossPlan* across) {
    if (across == nullptr || across->fields.empty()) return raw_.table.row_evidence[row];
    SourceRef ref = raw_.refs[row];
    ref.column = raw_.letters.find(across->fields.front().from->name())->second;
    return workspace_.evidence.add(ref);
  }

  const RawTable& raw_;
  const MapPlan& plan_;
  const MapContext& context_;
  Workspace& workspace_;
  Table& table_;
  ValueLists lists_;
  std::vector<FieldReader> fields_;
  std::vector<AcrossReader> across_;
  TargetColumn period_first_;  ///< Of periods that stand in headings.
  TargetColumn period_last_;
  CategoryKeys categories_;
  CellProblems problems_;
  Cells cells_;  ///< Of the row that is being read.
  RowCounts counts_;
};

}  // namespace

RowCounts write_rows(const RawTable& raw, const MapPlan& plan, const Schema& schema,
                     const MapContext& context, Workspace& workspace) {
  return RowWriter(raw, plan, schema, context, workspace).run();
}

}  // namespace kvali
