#include "collect/map_overview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "collect/disaggregation.hpp"

namespace kvali {

namespace {

/// Headings that offices use for fields, in English and Georgian (folded).
struct Label {
  std::string_view heading;
  std::string_view field;
};
constexpr std::array labels{Label{"code", "indicator"},       Label{"indicator code", "indicator"},
                            Label{"კოდი", "indicator"},       Label{"ინდიკატორი", "indicator"},
                            Label{"month", "period"},         Label{"date", "period"},
                            Label{"თვე", "period"},           Label{"პერიოდი", "period"},
                            Label{"actual", "value"},         Label{"result", "value"},
                            Label{"achieved", "value"},       Label{"reached", "value"},
                            Label{"მაჩვენებელი", "value"},    Label{"მნიშვნელობა", "value"},
                            Label{"შედეგი", "value"},         Label{"target", "value"},
                            Label{"გეგმა", "value"},          Label{"location", "loc"},
                            Label{"municipality", "loc"},     Label{"მუნიციპალიტეტი", "loc"},
                            Label{"partner", "reporter_org"}, Label{"პარტნიორი", "reporter_org"},
                            Label{"comment", "note"},         Label{"comments", "note"},
                            Label{"remarks", "note"},         Label{"შენიშვნა", "note"},
                            Label{"კომენტარი", "note"}};
constexpr std::array dimensions{Label{"sex", "sex"}, Label{"gender", "sex"},    Label{"სქესი", "sex"},
                                Label{"age", "age"}, Label{"age group", "age"}, Label{"ასაკი", "age"}};

class Overview {
 public:
  Overview(const RawColumns& columns, const Schema& schema, const MapPlan& plan)
      : columns_(columns), schema_(schema), plan_(plan) {}

  void describe(TableOverview& overview) {
    for (const FieldPlan& field : plan_.fields) name(field.from, field.target);
    for (const DimensionPlan& dimension : plan_.dimensions) name(dimension.from, dimension.name);
    for (const AcrossPlan& across : plan_.across)
      for (const FieldPlan& field : across.fields) name(field.from, field.target + place_of(across));
    for (const Column* column : columns_.all()) {
      const auto found = fields_.find(column);
      if (found != fields_.end())
        overview.columns.push_back({columns_.heading(*column), columns_.letters(*column), found->second});
      else
        ignore(*column, overview);
    }
  }

 private:
  void name(const Column* column, const std::string& field) {
    if (column == nullptr) return;
    std::string& text = fields_[column];
    text += (text.empty() ? "" : ", ") + field;
  }

  static std::string place_of(const AcrossPlan& across) {
    std::string text;
    if (across.period) text += " of " + period_text(*across.period);
    const std::string categories = canonical_text(disaggregation_key(across.categories));
    if (!categories.empty()) text += ", " + categories;
    return text;
  }

  void ignore(const Column& column, TableOverview& overview) {
    const std::string& heading = columns_.heading(column);
    if (const std::string line = line_for(heading); !line.empty() && !plan_.foreign.contains(&column))
      overview.near_misses.push_back({heading, line});
    else
      overview.ignored.push_back(heading);
  }

  /// What to write to take the column up; "" where it resembles no field that is still free.
  [[nodiscard]] std::string line_for(const std::string& heading) const {
    if (heading.find('@') != std::string::npos) return {};  // A plugin's own name, no office's heading.
    const std::string folded = fold_key(heading);
    for (const Label& label : labels)
      if (label.heading == folded && is_free(label.field))
        return fmt::format("{} = \"{}\"", label.field, heading);
    if (schema_.find("disagg") != nullptr)
      for (const Label& label : dimensions)
        if (label.heading == folded)
          return fmt::format("disaggregation = {{ {} = \"{}\" }}", label.field, heading);
    std::vector<std::string_view> free;
    for (const Field& field : schema_.fields)
      if (is_free(field.name)) free.push_back(field.name);
    const auto meant = nearest(heading, free);
    return meant ? fmt::format("{} = \"{}\"", *meant, heading) : std::string{};
  }

  [[nodiscard]] bool is_free(std::string_view name) const {
    if (schema_.find(name) == nullptr || name == plan_.period_field) return false;
    const auto fills = [&](const FieldPlan& field) { return field.field->name == name; };
    return std::none_of(plan_.fields.begin(), plan_.fields.end(), fills) &&
           std::none_of(plan_.across.begin(), plan_.across.end(), [&](const AcrossPlan& across) {
             return std::any_of(across.fields.begin(), across.fields.end(), fills);
           });
  }

  const RawColumns& columns_;
  const Schema& schema_;
  const MapPlan& plan_;
  std::map<const Column*, std::string> fields_;
};

}  // namespace

TableOverview overview_of(const RawTable& raw, const RawColumns& columns, const Schema& schema,
                          const MapPlan& plan, const RowCounts& counts) {
  TableOverview overview;
  overview.table = raw.table.name();
  overview.canonical = schema.table;
  overview.rows = counts.read;
  overview.taken = counts.taken;
  overview.records = counts.records;
  for (const auto& [rule, rows] : counts.skipped) {
    overview.skipped += rows;
    overview.left_out["skip = \"" + rule + "\""] = rows;
  }
  if (counts.empty > 0) overview.left_out["empty"] = counts.empty;
  if (counts.faulty > 0) overview.left_out["without a key, see the findings"] = counts.faulty;
  Overview(columns, schema, plan).describe(overview);
  return overview;
}

}  // namespace kvali
