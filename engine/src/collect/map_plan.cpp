#include "collect/map_plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "collect/cell_reader.hpp"
#include "collect/map_across.hpp"
#include "collect/sample_texts.hpp"

namespace kvali {

namespace {

/// What a map writes instead of a heading to take the comments on cells.
constexpr std::string_view comments = "comments";

/// A word of the column that shows that it speaks of something else than the state of a record, such as
/// "paid" below "status"; nothing if one of its words is one of the field's, or nearly.  What says more than
/// a state, such as the kind of an expenditure, counts differently if it is left out.
std::optional<std::string> foreign_word(const Field& field, const Column& column) {
  if (field.kind != FieldKind::choice || field.choices != fact_states || column.type() != Type::text)
    return std::nullopt;
  const std::vector<std::string_view> known = parts_of(field.choices, " ");
  std::optional<std::string> foreign;
  for (const auto& [row, text] : sample_texts(column)) {
    const CellReading reading = read_cell(field, std::string(text), '.', {});
    if (!reading.problem && is_missing(reading.value)) continue;
    if (!reading.problem || nearest(text, known)) return std::nullopt;
    if (!foreign) foreign = std::string(trim(text));
  }
  return foreign;
}

class MapPlanner {
 public:
  MapPlanner(const RawColumns& columns, const Schema& schema, const TableMap& map, const MapContext& context)
      : columns_(columns), schema_(schema), map_(map), context_(context) {}

  std::optional<MapPlan> run() {
    plan_.is_across = is_across(map_);
    if (plan_.is_across) plan_period_field();
    plan_fields();
    plan_dimensions();
    plan_skips();
    if (complete_ && plan_.is_across) plan_columns_across();
    require_fields();
    if (!complete_) return std::nullopt;
    for (FieldPlan& field : plan_.fields) field.year = map_.year;
    plan_comments();
    return std::move(plan_);
  }

 private:
  void complain(std::string id, std::string message, const Place& place, std::string hint) {
    complete_ = false;
    context_.diagnostics.add(
        {std::move(id), Severity::error, std::move(message), place, std::move(hint), {}});
  }

  const Column* column_for(const std::string& heading, std::string_view field, const Place& place) {
    const Column* column = columns_.find(heading);
    if (column != nullptr) {
      plan_.used.insert(column);
      return column;
    }
    const std::vector<std::string> headings = columns_.headings();
    const auto meant = nearest(heading, headings);
    complain("CFG-07",
             fmt::format("source \"{}\" has no column '{}' for {}", context_.source.name, heading, field),
             place,
             meant ? fmt::format("did you mean '{}'?", *meant)
                   : fmt::format("its columns are: {}", fmt::join(headings, ", ")));
    return nullptr;
  }

  const Column* column_for(const FieldMap& map, std::string_view field) {
    return map.constant ? nullptr : column_for(map.column, field, map.place);
  }

  /// "title@ka" belongs to the field title.
  const Field* field_of(std::string_view name) const {
    const std::size_t at = name.find('@');
    const Field* field = schema_.find(name.substr(0, at));
    if (field != nullptr && at != name.npos && field->kind != FieldKind::language) return nullptr;
    return field;
  }

  void plan_period_field() {
    for (const Field& field : schema_.fields)
      if (field.kind == FieldKind::period && field.identity) plan_.period_field = field.name;
    if (measure_of(schema_) == nullptr || (plan_.period_field.empty() && !map_.months.empty()))
      complain("CFG-04", fmt::format("the table {} has no figures that could stand across", schema_.table),
               map_.place, "map a column to each field");
  }

  void plan_fields() {
    for (const auto& [name, field_map] : map_.fields) {
      const Field* field = field_of(name);
      if (field == nullptr)
        refuse_field(name, field_map);
      else if (!map_.months.empty() && field->name == plan_.period_field)
        complain("CFG-04", fmt::format("{} comes from the columns of months", name), field_map.place,
                 fmt::format("leave {} out, or leave months out", name));
      else if (is_comments(*field, field_map))
        comments_.push_back({field, name, nullptr, "", &field_map});
      else if (stands_across(*field, field_map))
        measures_.emplace_back(name, &field_map);
      else
        plan_.fields.push_back(
            {field, name, column_for(field_map, name), field_map.constant.value_or(""), &field_map});
    }
    for (const Column* column : columns_.all()) plan_by_name(*column);
  }

  void refuse_field(const std::string& name, const FieldMap& field_map) {
    std::vector<std::string_view> names;
    for (const Field& f : schema_.fields) names.push_back(f.name);
    const auto meant = nearest(name, names);
    complain("CFG-01", fmt::format("the table {} has no field '{}'", schema_.table, name), field_map.place,
             meant ? fmt::format("did you mean '{}'?", *meant)
                   : fmt::format("its fields are: {}", fmt::join(names, ", ")));
  }

  [[nodiscard]] bool is_comments(const Field& field, const FieldMap& map) const {
    return field.kind == FieldKind::language && map.column == comments && columns_.find(comments) == nullptr;
  }

  static bool is_figure(const Field& field) { return field.kind == FieldKind::number && !field.required; }

  /// Is the field's column one of those that stand below each month, or beside the categories?
  [[nodiscard]] bool stands_across(const Field& field, const FieldMap& map) const {
    if (!plan_.is_across || map.constant) return false;
    if (map_.months.empty()) return is_figure(field);
    if (&field == measure_of(schema_)) return true;
    const bool is_key = field.kind == FieldKind::key || field.identity || field.required;
    return !is_key && columns_.find(map.column) == nullptr;
  }

  /// A field that the map does not name comes from the column of its own name.
  void plan_by_name(const Column& column) {
    const std::string& heading = columns_.heading(column);
    const Field* field = field_of(heading);
    if (field == nullptr || map_.fields.contains(heading)) return;
    if (!map_.months.empty() && (field->name == plan_.period_field || field == measure_of(schema_))) return;
    if (field->name == "disagg" && !map_.disaggregation.empty()) return;
    if (plan_.is_across && map_.months.empty() && is_figure(*field)) {
      plan_.own_maps.emplace_back().column = heading;
      plan_.own_maps.back().place = map_.place;
      measures_.emplace_back(heading, &plan_.own_maps.back());
    } else if (planned(heading)) {
      warn_of_twin(heading);
    } else if (const auto word = foreign_word(*field, column)) {
      plan_.foreign.insert(&column);
      tell_of_another_meaning(heading, *word, *field);
    } else {
      plan_.used.insert(&column);
      plan_.fields.push_back({field, heading, &column, "", nullptr});
    }
  }

  void tell_of_another_meaning(const std::string& heading, const std::string& word, const Field& field) {
    context_.diagnostics.add(
        {"D-08",
         Severity::info,
         fmt::format("source \"{}\" has a column '{}' of other words, such as '{}': it is not taken",
                     context_.source.name, heading, word),
         map_.place,
         fmt::format("if it is meant, say what its words mean: {} = {{ column = \"{}\", values = {{ \"{}\" = "
                     "\"{}\" }} }}",
                     heading, heading, word, parts_of(field.choices, " ").front()),
         {}});
  }

  [[nodiscard]] bool planned(const std::string& target) const {
    return std::any_of(plan_.fields.begin(), plan_.fields.end(),
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

  void plan_dimensions() {
    for (const auto& [name, field_map] : map_.disaggregation)
      if (field_map.columns.empty())
        plan_.dimensions.push_back(
            {fold_key(name), column_for(field_map, name), field_map.constant.value_or(""), &field_map});
  }

  void plan_skips() {
    for (const SkipRule& rule : map_.skip) {
      const Column* column = nullptr;
      if (!rule.column.empty()) {
        const bool used =
            columns_.find(rule.column) != nullptr && plan_.used.contains(columns_.find(rule.column));
        column = column_for(rule.column, "skip", map_.place);
        if (column != nullptr && !used) plan_.used.erase(column);
      }
      plan_.skips.push_back({&rule, column});
    }
  }

  void plan_columns_across() {
    const AcrossWanted wanted{columns_, schema_, map_, context_, measures_};
    complete_ = plan_across(wanted, plan_) && complete_;
  }

  void require_fields() {
    for (const Field& field : schema_.fields) {
      const bool filled = std::any_of(plan_.fields.begin(), plan_.fields.end(),
                                      [&](const FieldPlan& p) { return p.field == &field; });
      if (!field.required || filled || (!map_.months.empty() && field.name == plan_.period_field)) continue;
      complain("CFG-03",
               fmt::format("{} is not mapped to a column of source \"{}\"", field.name, context_.source.name),
               map_.place,
               fmt::format("add {} = \"Heading\" below [source.map.{}]", field.name, schema_.table));
    }
  }

  /// A comment belongs to the figure that it hangs on.
  void plan_comments() {
    for (const FieldPlan& comment : comments_) {
      if (plan_.is_across)
        for (AcrossPlan& across : plan_.across) add_comment(comment, across.fields);
      else
        add_comment(comment, plan_.fields);
    }
  }

  void add_comment(FieldPlan comment, std::vector<FieldPlan>& fields) {
    for (const FieldPlan& figure : fields) {
      if (!is_figure(*figure.field) || figure.from == nullptr) continue;
      comment.from = columns_.notes_on(*figure.from);
      if (comment.from == nullptr) continue;
      plan_.used.insert(comment.from);
      fields.push_back(std::move(comment));
      return;
    }
  }

  const RawColumns& columns_;
  const Schema& schema_;
  const TableMap& map_;
  const MapContext& context_;
  MapPlan plan_;
  std::vector<std::pair<std::string, const FieldMap*>> measures_;
  std::vector<FieldPlan> comments_;
  bool complete_ = true;
};

}  // namespace

std::optional<MapPlan> plan_map(const RawColumns& columns, const Schema& schema, const TableMap& map,
                                const MapContext& context) {
  return MapPlanner(columns, schema, map, context).run();
}

}  // namespace kvali
