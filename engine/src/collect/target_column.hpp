#pragma once

#include <optional>
#include <string>

#include "table/table.hpp"

namespace kvali {

/// A column of a canonical table that rows are written to.  It comes into being with the first cell, and
/// is filled up with missing cells where a later source is the first to have it.
class TargetColumn {
 public:
  TargetColumn(std::string name, Type type) : name_(std::move(name)), type_(type) {}

  /// The column in `table`, always the same one.  Valid until a column is added.
  Column& in(Table& table) {
    if (!place_) place_ = find_in(table);
    return table.columns()[*place_];
  }

 private:
  std::size_t find_in(Table& table) const {
    if (const Column* found = table.find(name_)) return std::size_t(found - table.columns().data());
    Column& added = table.add(name_, type_);
    while (added.size() < table.row_evidence.size()) added.append(Mark::not_recorded);
    return table.columns().size() - 1;
  }

  std::string name_;
  Type type_;
  std::optional<std::size_t> place_;
};

}  // namespace kvali
