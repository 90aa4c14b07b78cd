#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "table/dictionary.hpp"
#include "table/table.hpp"

namespace kvali {

/// The dimension of what partners say each, where nothing makes one number of it.
inline constexpr const char* partner_dimension = "partner";

/// One category of a dimension: "sex", "f".
struct Category {
  std::string dimension, name;

  /// Of people nobody asked: a category like others, but one that need not be there.
  [[nodiscard]] bool unknown() const;
  friend bool operator==(const Category&, const Category&) = default;
};

/// By dimension, and within it as people order codes.
[[nodiscard]] bool operator<(const Category& a, const Category& b);

/// Part of what is counted: one category, or two at once.  By its categories.
using Slice = std::vector<Category>;

/// "age=18-24;sex=f" -> its categories, in the order of their dimensions.
[[nodiscard]] std::vector<Category> categories_in(std::string_view key);

/// What the keys in the columns `disagg` of some tables mean, each distinct one read once.
///
/// Keys are numbered from 0, which is the total, in an order that depends on their texts only: fewer
/// dimensions first, keys of the same dimensions side by side.
class Categories {
 public:
  struct Key {
    std::string text;                   ///< Canonical.
    std::vector<Category> categories;   ///< None: the total.
    std::uint32_t shape = 0;            ///< Number of its set of dimensions.
    std::vector<std::uint32_t> slices;  ///< What a row with this key is part of.
  };

  explicit Categories(std::initializer_list<const Table*> tables);

  /// The number of every code of a table's column `disagg`; empty without that column.
  [[nodiscard]] std::vector<std::uint32_t> numbers_of_codes(const Table& table) const;
  [[nodiscard]] const Key& key(std::uint32_t number) const { return keys_[number]; }
  [[nodiscard]] const Slice& slice(std::uint32_t number) const { return slices_[number]; }
  [[nodiscard]] std::uint32_t shape_of_slice(std::uint32_t slice) const { return slice_shapes_[slice]; }
  [[nodiscard]] std::size_t slices() const { return slices_.size(); }
  [[nodiscard]] std::size_t shapes() const { return shapes_.size(); }
  /// "age;sex"
  [[nodiscard]] std::string_view shape(std::uint32_t number) const { return shapes_.text(number); }

 private:
  void add(std::string_view text);
  void number_slices(Key& key);

  std::vector<Key> keys_;
  std::vector<Slice> slices_;
  std::vector<std::uint32_t> slice_shapes_;
  Dictionary shapes_, slice_texts_;
};

/// "age=18-24;sex=f"
[[nodiscard]] std::string key_text(const std::vector<Category>& categories);
/// "age;sex"
[[nodiscard]] std::string dimensions_text(const std::vector<Category>& categories);

}  // namespace kvali
