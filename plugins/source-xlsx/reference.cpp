#include "reference.hpp"

#include <utility>

namespace kvali::xlsx {

namespace {

/// One end of a range: column and row, each 0 where it is not written.
std::optional<CellAddress> parse_end(std::string_view text) {
  CellAddress end;
  size_t i = 0;
  if (i < text.size() && text[i] == '$') ++i;
  for (; i < text.size(); ++i) {
    const auto upper = static_cast<char>(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 'a' + 'A' : text[i]);
    if (upper < 'A' || upper > 'Z') break;
    end.column = end.column * 26 + static_cast<uint32_t>(upper - 'A') + 1;
    if (end.column > most_columns) return std::nullopt;
  }
  if (i > 0 && i < text.size() && text[i] == '$') ++i;
  const size_t digits = i;
  for (; i < text.size(); ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    end.row = end.row * 10 + static_cast<uint32_t>(text[i] - '0');
    if (end.row > most_rows) return std::nullopt;
  }
  if (i > digits && end.row == 0) return std::nullopt;
  if (end.row == 0 && end.column == 0) return std::nullopt;
  return end;
}

}  // namespace

std::optional<CellAddress> parse_cell(std::string_view text) {
  const auto end = parse_end(text);
  if (!end || end->row == 0 || end->column == 0) return std::nullopt;
  return end;
}

std::optional<Box> parse_box(std::string_view text) {
  const size_t colon = text.find(':');
  const auto first = parse_end(text.substr(0, colon));
  const auto last = colon == text.npos ? first : parse_end(text.substr(colon + 1));
  if (!first || !last) return std::nullopt;
  if ((first->row == 0) != (last->row == 0) || (first->column == 0) != (last->column == 0))
    return std::nullopt;
  Box box;
  if (first->row != 0) {
    box.first_row = std::min(first->row, last->row);
    box.last_row = std::max(first->row, last->row);
  }
  if (first->column != 0) {
    box.first_column = std::min(first->column, last->column);
    box.last_column = std::max(first->column, last->column);
  }
  return box;
}

std::string column_letters(uint32_t column) {
  std::string out;
  for (; column > 0; column = (column - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  return out;
}

std::string cell_name(uint32_t row, uint32_t column) {
  return column_letters(column) + std::to_string(row);
}

}  // namespace kvali::xlsx
