#include "collect/raw_columns.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.hpp"

namespace kvali {

namespace {

/// No spreadsheet has more columns (XFD).
constexpr std::size_t last_column = 16384;

}  // namespace

std::size_t letter_number(std::string_view letters) {
  std::size_t n = 0;
  for (const char c : letters) {
    if (c < 'A' || c > 'Z') return 0;
    n = n * 26 + std::size_t(c - 'A') + 1;
    if (n > last_column) return 0;
  }
  return n;
}

RawColumns::RawColumns(const RawTable& raw) : raw_(raw) {
  std::set<std::string_view> notes;
  for (const auto& pair : raw.notes) notes.insert(pair.second);
  for (const Column& column : raw.table.columns())
    if (!notes.contains(column.name())) columns_.push_back(&column);
}

const std::string& RawColumns::heading(const Column& column) const {
  return raw_.headings.find(column.name())->second;
}

const Column* RawColumns::find(std::string_view name) const {
  for (const Column* column : columns_)
    if (column->name() == name || heading(*column) == name) return column;
  const std::string folded = fold_key(name);
  for (const Column* column : columns_)
    if (fold_key(heading(*column)) == folded) return column;
  if (const std::size_t number = letter_number(name))
    for (const Column* column : columns_)
      if (position(*column) == number) return column;
  return nullptr;
}

std::size_t RawColumns::position(const Column& column) const {
  const std::string& letters = raw_.letters.find(column.name())->second;
  std::size_t number = 0;
  const auto read = std::from_chars(letters.data(), letters.data() + letters.size(), number);
  if (read.ec == std::errc{} && number > 0) return number;
  if (const std::size_t n = letter_number(letters)) return n;
  return std::size_t(&column - raw_.table.columns().data()) + 1;
}

std::string RawColumns::letters(const Column& column) const {
  std::string out;
  for (std::size_t n = position(column); n > 0; n = (n - 1) / 26)
    out.insert(out.begin(), char('A' + (n - 1) % 26));
  return out;
}

std::vector<std::string> RawColumns::headings() const {
  std::vector<std::string> all;
  for (const Column* column : columns_) all.push_back(heading(*column));
  return all;
}

const Column* RawColumns::notes_on(const Column& column) const {
  const auto it = raw_.notes.find(column.name());
  return it == raw_.notes.end() ? nullptr : raw_.table.find(it->second);
}

}  // namespace kvali
