#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "collect/map_table.hpp"
#include "collect/raw_columns.hpp"
#include "model/schema.hpp"

namespace kvali {

/// Where the value of one field comes from.
struct FieldPlan {
  const Field* field = nullptr;
  std::string target;            ///< Column of the canonical table; "title@ka" for languages.
  const Column* from = nullptr;  ///< Null: constant.
  std::string constant;
  const FieldMap* map = nullptr;  ///< Null: taken by name.
  int year = 0;                   ///< Of periods that name none; 0 = unknown.
};

struct DimensionPlan {
  std::string name;
  const Column* from = nullptr;
  std::string constant;
  const FieldMap* map = nullptr;
};

/// One of several records that a row holds side by side: a month, a category, or both.
struct AcrossPlan {
  std::optional<Period> period;
  std::map<std::string, std::string> categories;  ///< Dimension -> category.
  std::vector<FieldPlan> fields;
};

struct SkipPlan {
  const SkipRule* rule = nullptr;
  const Column* column = nullptr;  ///< Null: the first cell with content.
};

/// How the rows of one table become records; everything found and checked before the first row.
struct MapPlan {
  std::vector<FieldPlan> fields;
  std::vector<DimensionPlan> dimensions;
  bool is_across = false;
  std::vector<AcrossPlan> across;
  std::string period_field;  ///< Which field the periods of `across` fill.
  std::vector<SkipPlan> skips;
  std::set<const Column*> used;
  std::set<const Column*> foreign;  ///< Called like a field, but of other words.
  std::deque<FieldMap> own_maps;    ///< Of fields taken by name that stand across; never move.
};

/// Nothing, after findings, if the map does not fit the table.
[[nodiscard]] std::optional<MapPlan> plan_map(const RawColumns& columns, const Schema& schema,
                                              const TableMap& map, const MapContext& context);

}  // namespace kvali
