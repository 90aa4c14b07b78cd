#include "compose/figure_names.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace kvali {

namespace {

/// What stands before a column's text in the name of a row.
struct KeyPart {
  std::string_view before, column;
};

struct TableKey {
  std::string_view table;
  std::string_view begin;  ///< Of the names of its rows.
  std::array<KeyPart, 3> parts;
};

constexpr std::array keys{
    TableKey{"results", "", {{{"", "indicator"}}}},
    TableKey{"series", "", {{{"", "indicator"}, {"@", "first"}}}},
    TableKey{"disaggregation", "", {{{"", "indicator"}, {".", "dimension"}, {"=", "category"}}}},
    TableKey{"places", "", {{{"", "indicator"}, {".loc=", "place"}}}},
    TableKey{"target_changes", "target.", {{{"", "indicator"}, {".by=", "amendment"}}}},
    TableKey{"finance", "budget.", {{{"", "code"}}}},
    TableKey{"finance_headings", "budget.heading.", {{{"", "heading"}}}},
    TableKey{"finance_total", "budget.total", {}},
    TableKey{"budget_changes", "budget.", {{{"", "code"}, {".by=", "amendment"}}}},
    TableKey{"rates", "rate.", {{{"", "from"}, {"-", "to"}, {"@", "first"}}}},
    TableKey{"amendments", "amendment.", {{{"", "amendment"}}}},
    TableKey{"meetings", "meeting.", {{{"", "meeting"}}}},
    TableKey{"actions", "action.", {{{"", "action"}}}},
};

/// Codes stay as they are; what could not be typed without quotes is spelled with plain letters.
std::string typed(const std::string& text) {
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '-' || c == '_' || c == '+' || c == '<' || c == '>';
  };
  if (std::all_of(text.begin(), text.end(), plain)) return text;
  return slug(text, 40);
}

std::string key_text(const Table& table, const KeyPart& part, std::size_t row) {
  const Scalar value = table.scalar(part.column, row);
  // A month is enough of the day on which it begins.
  if (part.column == "first" && std::holds_alternative<Date>(value))
    return canonical_text(value).substr(0, 7);
  return typed(canonical_text(value));
}

}  // namespace

std::string row_name(const Table& table, std::size_t row) {
  const auto key =
      std::find_if(keys.begin(), keys.end(), [&](const TableKey& one) { return one.table == table.name(); });
  const std::string by_number = typed(table.name()) + "." + std::to_string(row + 1);
  if (key == keys.end()) return by_number;
  std::string name(key->begin);
  for (const KeyPart& part : key->parts) {
    if (part.column.empty()) break;
    const std::string text = key_text(table, part, row);
    if (text.empty()) return by_number;
    name += std::string(part.before) + text;
  }
  return name;
}

std::string total_name(const Table& table) {
  const bool money = table.name() == "finance" || table.name() == "finance_headings";
  return (money ? "budget" : typed(table.name())) + ".total";
}

std::string figure_name(const std::string& row, std::string_view column) {
  std::string name = row + "." + std::string(column);
  std::replace(name.end() - std::ptrdiff_t(column.size()), name.end(), '_', '-');
  return name;
}

std::string figure_name(const FigureCell& cell) {
  return figure_name(row_name(*cell.table, cell.row), cell.column->name());
}

}  // namespace kvali
