#include "collect/map_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.hpp"
#include "collect/cell_reader.hpp"
#include "collect/wildcard.hpp"
#include "locale/date_text.hpp"
#include "model/schema.hpp"

namespace kvali {

namespace {

/// Where the value of one field comes from.
struct FieldPlan {
  const Field* field = nullptr;
  std::string target;            ///< Column of the canonical table; "title@ka" for languages.
  const Column* from = nullptr;  ///< Null: constant.
  std::string constant;
  const FieldMap* map = nullptr;  ///< Null: taken by name.
};

struct DimensionPlan {
  std::string name;
  const Column* from = nullptr;
  std::string constant;
  const FieldMap* map = nullptr;
};

struct MonthColumn {
  const Column* from;
  Period period;
};

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

/// A spreadsheet's column letters as a number from 1: A = 1, Z = 26, AA = 27; 0 if they are none.
std::size_t letter_number(std::string_view letters) {
  std::size_t n = 0;
  for (const char c : letters) {
    if (c < 'A' || c > 'Z' || n > 16384) return 0;
    n = n * 26 + std::size_t(c - 'A') + 1;
  }
  return n;
}

/// A category must not end the key that it stands in: "age=18-24;sex=f".
std::string within_key(std::string category) {
  std::replace(category.begin(), category.end(), ';', ',');
  std::replace(category.begin(), category.end(), '=', ':');
  return category;
}

/// One application of a TableMap.
class Mapping {
 public:
  Mapping(const RawTable& raw, const TableMap& map, const MapContext& context, Workspace& workspace)
      : raw_(raw),
        map_(map),
        context_(context),
        workspace_(workspace),
        schema_(*find_schema(map.canonical)) {}

  void run() {
    plan_fields();
    plan_dimensions();
    if (!map_.months.empty()) plan_months();
    if (!complete_) return;
    Table& table = target();
    for (std::size_t row = 0; row < raw_.table.rows(); ++row) {
      if (skipped(row)) continue;
      if (map_.months.empty())
        add_row(table, row, nullptr);
      else
        for (const MonthColumn& month : months_) add_row(table, row, &month);
    }
  }

 private:
  Table& target() {
    const auto it = workspace_.tables.find(schema_.table);
    return it != workspace_.tables.end() ? it->second : workspace_.add(std::string(schema_.table));
  }

  void complain(std::string id, std::string message, const Place& place, std::string hint) {
    complete_ = false;
    context_.diagnostics.add(
        {std::move(id), Severity::error, std::move(message), place, std::move(hint), {}});
  }

  /// The column with this heading: exactly, else after folding.
  const Column* find_column(std::string_view heading) const {
    for (const Column& column : raw_.table.columns())
      if (column.name() == heading || raw_.headings.find(column.name())->second == heading) return &column;
    const std::string folded = fold_key(heading);
    for (const Column& column : raw_.table.columns())
      if (fold_key(raw_.headings.find(column.name())->second) == folded) return &column;
    return nullptr;
  }

  const Column* column_for(const FieldMap& map, std::string_view field) {
    if (map.constant) return nullptr;
    const Column* column = find_column(map.column);
    if (column == nullptr) {
      std::vector<std::string> headings;
      for (const auto& pair : raw_.headings) headings.push_back(pair.second);
      const auto meant = nearest(map.column, headings);
      complain(
          "CFG-07",
          fmt::format("source \"{}\" has no column '{}' for {}", context_.source.name, map.column, field),
          map.place,
          meant ? fmt::format("did you mean '{}'?", *meant)
                : fmt::format("its columns are: {}", fmt::join(headings, ", ")));
    } else {
      used_.insert(column);
    }
    return column;
  }

  /// "title@ka" belongs to the field title.
  const Field* field_of(std::string_view name) const {
    const std::size_t at = name.find('@');
    const Field* field = schema_.find(name.substr(0, at));
    if (field != nullptr && at != name.npos && field->kind != FieldKind::language) return nullptr;
    return field;
  }

  void plan_fields() {
    for (const auto& [name, field_map] : map_.fields) {
      const Field* field = field_of(name);
      if (field == nullptr) {
        std::vector<std::string_view> names;
        for (const Field& f : schema_.fields) names.push_back(f.name);
        const auto meant = nearest(name, names);
        complain("CFG-01", fmt::format("the table {} has no field '{}'", schema_.table, name),
                 field_map.place,
                 meant ? fmt::format("did you mean '{}'?", *meant)
                       : fmt::format("its fields are: {}", fmt::join(names, ", ")));
        continue;
      }
      if (from_months(*field)) {
        complain("CFG-04", fmt::format("{} comes from the columns of months", name), field_map.place,
                 fmt::format("leave {} out, or leave months out", name));
        continue;
      }
      fields_.push_back(
          {field, name, column_for(field_map, name), field_map.constant.value_or(""), &field_map});
    }
    for (const Column& column : raw_.table.columns()) {
      const std::string& heading = raw_.headings.find(column.name())->second;
      const Field* field = field_of(heading);
      if (field == nullptr || map_.fields.contains(heading) || from_months(*field)) continue;
      if (field->name == "disagg" && !map_.disaggregation.empty()) continue;
      if (planned(heading)) {
        warn_of_twin(heading);
        continue;
      }
      used_.insert(&column);
      fields_.push_back({field, heading, &column, "", nullptr});
    }
    for (const Field& field : schema_.fields) {
      if (!field.required || planned(field) || (field.kind == FieldKind::period && !map_.months.empty()))
        continue;
      complain("CFG-03",
               fmt::format("{} is not mapped to a column of source \"{}\"", field.name, context_.source.name),
               map_.place,
               fmt::format("add {} = \"Heading\" below [source.map.{}]", field.name, schema_.table));
    }
  }

  /// Do the columns of months fill this field?
  bool from_months(const Field& field) const {
    return !map_.months.empty() &&
           (field.name == "value" || (field.kind == FieldKind::period && field.identity));
  }

  bool planned(const std::string& target) const {
    return std::any_of(fields_.begin(), fields_.end(),
                       [&](const FieldPlan& p) { return p.target == target; });
  }

  void warn_of_twin(const std::string& heading) {
    context_.diagnostics.add(
        {"CFG-07",
         Severity::warning,
         fmt::format("source \"{}\" has two columns '{}': the first is taken", context_.source.name, heading),
         map_.place,
         fmt::format("rename one of them, or map {} = \"Heading\"", heading),
         {}});
  }

  bool planned(const Field& field) const {
    return std::any_of(fields_.begin(), fields_.end(), [&](const FieldPlan& p) { return p.field == &field; });
  }

  void plan_dimensions() {
    for (const auto& [name, field_map] : map_.disaggregation)
      dimensions_.push_back({name, column_for(field_map, name), field_map.constant.value_or(""), &field_map});
  }

  void plan_months() {
    const std::size_t dash = map_.months.find(':');
    const bool automatic = map_.months == "auto";
    const std::size_t first = automatic ? 0 : letter_number(std::string_view(map_.months).substr(0, dash));
    const std::size_t last = automatic ? 0
                             : dash == std::string::npos
                                 ? first
                                 : letter_number(std::string_view(map_.months).substr(dash + 1));
    for (std::size_t i = 0; i < raw_.table.columns().size(); ++i) {
      const Column& column = raw_.table.columns()[i];
      const std::size_t at = position_of(column, i);
      if (used_.contains(&column) || (!automatic && (at < first || at > last))) continue;
      const std::string& heading = raw_.headings.find(column.name())->second;
      const auto period = parse_period_text(heading, context_.fiscal);
      if (period && kind_of(*period) == PeriodKind::month) {
        months_.push_back({&column, *period});
      } else if (!automatic) {
        complain("CFG-04", fmt::format("the heading '{}' is not a month", heading), map_.place,
                 "write months as 2020-12, Dec 2020 or დეკემბერი 2020");
      }
    }
    if (months_.empty())
      complain("CFG-04", fmt::format("source \"{}\" has no columns headed by months", context_.source.name),
               map_.place, "write months = \"auto\", or the columns as letters: months = \"D:O\"");
  }

  /// Where a column stands in its sheet or line, from 1; else its place in the table.
  std::size_t position_of(const Column& column, std::size_t index) const {
    const std::string& letters = raw_.letters.find(column.name())->second;
    std::size_t number = 0;
    const auto read = std::from_chars(letters.data(), letters.data() + letters.size(), number);
    if (read.ec == std::errc{} && number > 0) return number;
    if (const std::size_t n = letter_number(letters)) return n;
    return index + 1;
  }

  bool skipped(std::size_t row) const {
    if (map_.skip.empty()) return false;
    for (const Column& column : raw_.table.columns()) {
      if (column.missing(row)) continue;
      return fits_pattern(map_.skip, canonical_text(column.scalar(row)));
    }
    return true;  // A row without a cell.
  }

  static Scalar mapped(const FieldMap* map, const Scalar& cell) {
    if (map == nullptr || map->values.empty() || is_missing(cell)) return cell;
    const std::string text(trim(canonical_text(cell)));
    if (const auto it = map->values.find(text); it != map->values.end()) return it->second;
    const std::string folded = fold_key(text);
    for (const auto& [from, to] : map->values)
      if (fold_key(from) == folded) return to;
    return cell;
  }

  CellReading read(const Field& field, const Column* from, const std::string& constant, const FieldMap* map,
                   std::size_t row) {
    const Scalar cell = from != nullptr ? from->scalar(row) : Scalar{constant};
    CellReading reading =
        read_cell(field, mapped(map, cell), from != nullptr ? raw_.decimal : '.', context_.fiscal);
    if (reading.problem) report(*reading.problem, from, row);
    return reading;
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

  void add_row(Table& table, std::size_t row, const MonthColumn* month) {
    std::vector<std::pair<const FieldPlan*, CellReading>> cells;
    bool has_key = true;
    bool has_any = false;
    for (const FieldPlan& plan : fields_) {
      CellReading reading = read(*plan.field, plan.from, plan.constant, plan.map, row);
      const bool present = !is_missing(reading.value) || reading.period;
      has_any = has_any || (present && plan.from != nullptr);
      has_key = has_key && (present || !plan.field->required || reading.problem);
      if (!present && plan.field->required && reading.problem) return;  // Reported; the row has no key.
      cells.emplace_back(&plan, std::move(reading));
    }
    if (!has_any) return;
    if (!has_key) return report_keyless(row, cells);
    for (const auto& [plan, reading] : cells) append(table, *plan, reading);
    if (month != nullptr) append_month(table, row, *month);
    if (!dimensions_.empty()) column_of(table, "disagg", Type::text).append_scalar(disaggregation(row));
    table.row_evidence.push_back(evidence_of(row, month));
    for (Column& column : table.columns())
      if (column.size() < table.row_evidence.size()) column.append(Mark::not_recorded);
  }

  void report_keyless(std::size_t row, const std::vector<std::pair<const FieldPlan*, CellReading>>& cells) {
    for (const auto& [plan, reading] : cells) {
      if (!plan->field->required || !is_missing(reading.value) || reading.period) continue;
      report({"D-09", fmt::format("the row has no {}", plan->field->name),
              "fill it in, or leave the rows out with skip = \"...\""},
             nullptr, row);
      return;
    }
  }

  void append(Table& table, const FieldPlan& plan, const CellReading& reading) {
    if (plan.field->kind != FieldKind::period) {
      column_of(table, plan.target, type_of(plan.field->kind)).append_scalar(reading.value);
      return;
    }
    append_period(table, plan.target, reading.period);
  }

  static void append_period(Table& table, const std::string& field, const std::optional<Period>& period) {
    Column& first = column_of(table, field + "_first", Type::date);
    period ? first.append(period->first) : first.append(Mark::not_recorded);
    Column& last = column_of(table, field + "_last", Type::date);
    period ? last.append(period->last) : last.append(Mark::not_recorded);
  }

  void append_month(Table& table, std::size_t row, const MonthColumn& month) {
    append_period(table, schema_.table == "target" ? "scope" : "period", month.period);
    const Field& value = *schema_.find("value");
    column_of(table, "value", Type::decimal).append_scalar(read(value, month.from, "", nullptr, row).value);
  }

  /// Canonical key of the row's disaggregation, "age=18-24;sex=f"; missing for a total.
  Scalar disaggregation(std::size_t row) {
    std::string key;
    for (const DimensionPlan& dimension : dimensions_) {
      const Scalar cell = mapped(dimension.map, dimension.from != nullptr ? dimension.from->scalar(row)
                                                                          : Scalar{dimension.constant});
      const std::string category =
          is_missing(cell) ? std::string{} : category_of(dimension.name, canonical_text(cell));
      if (category.empty()) continue;
      if (dimension.name == "sex" &&
          find_schema("person")->find("sex")->choices.find(category) == std::string_view::npos)
        report({"D-08", fmt::format("unknown sex '{}'", category),
                "write f, m, x or u, or add the word to values = { ... }"},
               dimension.from, row);
      key += (key.empty() ? "" : ";") + dimension.name + "=" + within_key(category);
    }
    return key.empty() ? Scalar{Mark::not_applicable} : Scalar{key};
  }

  EvidenceId evidence_of(std::size_t row, const MonthColumn* month) {
    SourceRef ref = raw_.refs[row];
    if (month != nullptr) ref.column = raw_.letters.find(month->from->name())->second;
    return workspace_.evidence.add(std::move(ref));
  }

  const RawTable& raw_;
  const TableMap& map_;
  const MapContext& context_;
  Workspace& workspace_;
  const Schema& schema_;
  std::vector<FieldPlan> fields_;
  std::vector<DimensionPlan> dimensions_;
  std::vector<MonthColumn> months_;
  std::set<const Column*> used_;
  bool complete_ = true;
};

}  // namespace

void map_table(const RawTable& raw, const TableMap& map, const MapContext& context, Workspace& workspace) {
  if (find_schema(map.canonical) == nullptr) {
    std::vector<std::string_view> names;
    for (const Schema& schema : canonical_tables()) names.push_back(schema.table);
    const auto meant = nearest(map.canonical, names);
    context.diagnostics.add({"CFG-01",
                             Severity::error,
                             fmt::format("there is no canonical table '{}'", map.canonical),
                             map.place,
                             meant ? fmt::format("did you mean '{}'?", *meant)
                                   : fmt::format("the tables are: {}", fmt::join(names, ", ")),
                             {}});
    return;
  }
  Mapping(raw, map, context, workspace).run();
}

}  // namespace kvali
