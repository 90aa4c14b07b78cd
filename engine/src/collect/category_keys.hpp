#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "collect/map_plan.hpp"
#include "collect/target_column.hpp"
#include "collect/value_lists.hpp"

namespace kvali {

/// Reads one dimension of a disaggregation; each distinct text once.
class CategoryReader {
 public:
  /// All of them must outlive this.
  CategoryReader(const DimensionPlan& plan, ValueLists& lists);

  [[nodiscard]] const DimensionPlan& plan() const { return plan_; }
  /// A number for the category of a row: equal numbers, equal categories; 0 = there is no cell.
  std::uint32_t read(std::size_t row);
  [[nodiscard]] std::string_view category(std::uint32_t number) const { return categories_.text(number - 1); }
  /// Is it something that the sex of a person can be, or is this another dimension?
  [[nodiscard]] bool known_sex(std::uint32_t number) const;

 private:
  [[nodiscard]] std::uint32_t read_cell(std::size_t row);

  const DimensionPlan& plan_;
  ValueLists& lists_;
  Dictionary categories_;
  std::vector<std::uint32_t> numbers_;  ///< Of dictionary codes; not_read where none is known.
};

/// Writes the keys of disaggregations; each combination of categories is made once.
class CategoryKeys {
 public:
  CategoryKeys(const std::vector<DimensionPlan>& plans, ValueLists& lists);

  /// Reads the categories of a row.
  void read(std::size_t row);
  /// Appends the key of what was read; `across` are the categories that stand in the heading, and
  /// `across_number` tells them from others.
  void append(const std::map<std::string, std::string>& across, std::uint32_t across_number, Table& table);

  [[nodiscard]] const std::vector<CategoryReader>& dimensions() const { return dimensions_; }
  /// What read() found, one number for each dimension.
  [[nodiscard]] const std::vector<std::uint32_t>& numbers() const { return numbers_; }

 private:
  [[nodiscard]] Scalar key_of(const std::map<std::string, std::string>& across) const;

  std::vector<CategoryReader> dimensions_;
  std::vector<std::uint32_t> numbers_;
  TargetColumn target_{"disagg", Type::text};
  std::unordered_map<std::string, std::size_t> rows_;  ///< Bytes of the numbers -> first row with their key.
  std::string combination_;
};

}  // namespace kvali
