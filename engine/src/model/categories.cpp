#include "model/categories.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.hpp"
#include "model/natural_order.hpp"

namespace kvali {

namespace {

/// Of a key of more dimensions than people cross, two at a time would be too many tables to print.
constexpr std::size_t most_crossed = 4;

/// Calls `visit` with the text of every distinct key of the table.
template <class Visit>
void each_key(const Table& table, Visit visit) {
  const Column* column = table.find("disagg");
  if (column == nullptr || column->type() != Type::text) return;
  std::vector<bool> seen(column->distinct_texts());
  for (std::size_t row = 0; row < column->size(); ++row) {
    if (column->missing(row) || seen[column->code(row)]) continue;
    seen[column->code(row)] = true;
    visit(column->code(row), column->text(row));
  }
}

bool key_before(const Categories::Key& a, const Categories::Key& b) {
  if (a.categories.size() != b.categories.size()) return a.categories.size() < b.categories.size();
  const std::string one = dimensions_text(a.categories);
  const std::string other = dimensions_text(b.categories);
  return one != other ? one < other : a.categories < b.categories;
}

}  // namespace

bool Category::unknown() const {
  constexpr std::array<std::string_view, 6> words = {"u",         "unknown", "not stated",
                                                     "not known", "უცნობი",  "არ არის მითითებული"};
  return std::find(words.begin(), words.end(), fold_key(name)) != words.end();
}

bool operator<(const Category& a, const Category& b) {
  return a.dimension != b.dimension ? a.dimension < b.dimension : natural_less(a.name, b.name);
}

std::string key_text(const std::vector<Category>& categories) {
  std::string text;
  for (const Category& category : categories)
    text += (text.empty() ? "" : ";") + category.dimension + "=" + category.name;
  return text;
}

std::string dimensions_text(const std::vector<Category>& categories) {
  std::string text;
  for (const Category& category : categories) text += (text.empty() ? "" : ";") + category.dimension;
  return text;
}

std::vector<Category> categories_in(std::string_view key) {
  std::vector<Category> categories;
  while (!key.empty()) {
    const std::size_t end = std::min(key.find(';'), key.size());
    const std::string_view one = key.substr(0, end);
    const std::size_t equals = one.find('=');
    if (equals != one.npos)
      categories.push_back(
          {std::string(trim(one.substr(0, equals))), std::string(trim(one.substr(equals + 1)))});
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  std::stable_sort(categories.begin(), categories.end(),
                   [](const Category& a, const Category& b) { return a.dimension < b.dimension; });
  const auto same = [](const Category& a, const Category& b) { return a.dimension == b.dimension; };
  categories.erase(std::unique(categories.begin(), categories.end(), same), categories.end());
  return categories;
}

Categories::Categories(std::initializer_list<const Table*> tables) {
  add("");
  for (const Table* table : tables)
    if (table != nullptr) each_key(*table, [this](std::uint32_t, std::string_view text) { add(text); });
  std::sort(keys_.begin(), keys_.end(), key_before);
  keys_.erase(std::unique(keys_.begin(), keys_.end(),
                          [](const Key& a, const Key& b) { return a.categories == b.categories; }),
              keys_.end());
  for (Key& key : keys_) {
    key.shape = shapes_.intern(dimensions_text(key.categories));
    number_slices(key);
  }
}

void Categories::add(std::string_view text) {
  Key key;
  key.categories = categories_in(text);
  key.text = key_text(key.categories);
  keys_.push_back(std::move(key));
}

void Categories::number_slices(Key& key) {
  const auto number = [&](const Slice& slice) {
    const std::uint32_t at = slice_texts_.intern(key_text(slice));
    if (at == slices_.size()) {
      slices_.push_back(slice);
      slice_shapes_.push_back(shapes_.intern(dimensions_text(slice)));
    }
    key.slices.push_back(at);
  };
  for (const Category& one : key.categories) number({one});
  if (key.categories.size() > most_crossed) return;
  for (std::size_t i = 0; i < key.categories.size(); ++i)
    for (std::size_t j = i + 1; j < key.categories.size(); ++j)
      number({key.categories[i], key.categories[j]});
}

std::vector<std::uint32_t> Categories::numbers_of_codes(const Table& table) const {
  std::vector<std::uint32_t> numbers;
  const Column* column = table.find("disagg");
  if (column == nullptr || column->type() != Type::text) return numbers;
  numbers.resize(column->distinct_texts());
  each_key(table, [&](std::uint32_t code, std::string_view text) {
    Key wanted;
    wanted.categories = categories_in(text);
    const auto at = std::lower_bound(keys_.begin(), keys_.end(), wanted, key_before);
    numbers[code] = std::uint32_t(at - keys_.begin());
  });
  return numbers;
}

}  // namespace kvali
