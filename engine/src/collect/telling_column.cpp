#include "collect/telling_column.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/number_text.hpp"
#include "base/text.hpp"
#include "base/toml_text.hpp"
#include "model/known_headings.hpp"

namespace kvali {

namespace {

/// Tables that people keep by hand are smaller.
constexpr std::size_t most_rows_looked_at = 20'000;

using Rows = std::vector<std::size_t>;

std::string text_of(const Column& column, std::size_t row) {
  return column.missing(row) ? std::string{} : fold_key(canonical_text(column.scalar(row)));
}

/// The columns whose cells say which record a row is.
std::vector<const Column*> identity_columns(const MapPlan& plan) {
  std::vector<const Column*> identity;
  for (const FieldPlan& field : plan.fields)
    if (field.field->identity && field.from != nullptr) identity.push_back(field.from);
  for (const DimensionPlan& dimension : plan.dimensions)
    if (dimension.from != nullptr) identity.push_back(dimension.from);
  return identity;
}

/// Rows of one record, where there are several.
std::vector<Rows> twins_in(const RawTable& raw, const MapPlan& plan) {
  const std::vector<const Column*> identity = identity_columns(plan);
  std::unordered_map<std::string, Rows> records;
  for (std::size_t row = 0; row < raw.table.rows(); ++row) {
    std::string key;
    for (const Column* column : identity) key += text_of(*column, row) + '\n';
    records[key].push_back(row);
  }
  std::vector<Rows> twins;
  for (auto& [key, rows] : records)
    if (rows.size() > 1) twins.push_back(std::move(rows));
  return twins;
}

/// The words by which the column tells all of them apart; none if it does not, if they are figures, or if
/// they look like names of persons.
std::set<std::string> telling_words(const Column& column, const std::string& heading,
                                    const std::vector<Rows>& twins) {
  std::set<std::string> all;
  if (names_persons(heading)) return all;
  bool numbers = true;
  std::size_t looked_at = 0;
  for (const Rows& rows : twins) {
    looked_at += rows.size();
    std::set<std::string> here;
    for (const std::size_t row : rows) {
      std::string text = text_of(column, row);
      numbers = numbers && parse_number(text, '.').value.has_value();
      if (text.empty() || !here.insert(std::move(text)).second) return {};
    }
    all.merge(here);
  }
  const bool tells = !numbers && (known_heading(heading) || are_groups(all.size(), looked_at));
  return tells ? all : std::set<std::string>{};
}

bool is_free(const Schema& schema, const MapPlan& plan, std::string_view name) {
  return schema.find(name) != nullptr &&
         std::none_of(plan.fields.begin(), plan.fields.end(),
                      [&](const FieldPlan& f) { return f.field->name == name; });
}

/// What to add to the map; "" where the table has no groups.
std::string line_for(const std::string& heading, const Schema& schema, const TableMap& map,
                     const MapPlan& plan) {
  const auto meaning = known_heading(heading);
  const std::string column = toml_string(heading);
  if (meaning == HeadingMeaning::place && is_free(schema, plan, "loc")) return "loc = " + column;
  if (meaning == HeadingMeaning::organisation && is_free(schema, plan, "reporter_org"))
    return "reporter_org = " + column;
  if (schema.find("disagg") == nullptr) return {};
  const std::string group = meaning == HeadingMeaning::sex   ? "sex = " + column
                            : meaning == HeadingMeaning::age ? "age = " + column
                                                             : column + " = " + column;
  return map.disaggregation.empty() ? "disaggregation = { " + group + " }" : group + " in disaggregation";
}

}  // namespace

std::optional<TellingColumn> telling_column(const RawTable& raw, const RawColumns& columns,
                                            const Schema& schema, const TableMap& map, const MapPlan& plan) {
  if (raw.table.rows() > most_rows_looked_at || schema.id() != nullptr) return std::nullopt;
  const std::vector<Rows> twins = twins_in(raw, plan);
  if (twins.empty()) return std::nullopt;
  const Column* best = nullptr;
  std::size_t fewest = 0;
  for (const Column* column : columns.all()) {
    if (plan.used.contains(column)) continue;
    const std::size_t words = telling_words(*column, columns.heading(*column), twins).size();
    if (words == 0 || (best != nullptr && words >= fewest)) continue;
    best = column;
    fewest = words;
  }
  if (best == nullptr) return std::nullopt;
  const std::string& heading = columns.heading(*best);
  return TellingColumn{heading, line_for(heading, schema, map, plan)};
}

}  // namespace kvali
