#include "content/table_data.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace kvali::pdf {
namespace {

// Companion columns, in the order of the array that add_cell() gets.
enum Companion : size_t { as_text, as_mark, as_href, as_status, as_indent, as_strong, companion_count };
constexpr std::array<std::string_view, companion_count> companion_roles = {"text",   "mark",   "href",
                                                                           "status", "indent", "strong"};

bool is_numeric(CellType type) {
  return type == CellType::integer || type == CellType::real || type == CellType::decimal;
}

Align align_of(const FieldView& field) {
  const std::string_view wish = field.meta("kvali:align").value_or("");
  if (wish == "left") return Align::left;
  if (wish == "right") return Align::right;
  if (wish == "center") return Align::center;
  const CellType type = field.type();
  const bool right = is_numeric(type) || type == CellType::day || type == CellType::instant;
  return right ? Align::right : Align::left;
}

bool is_shown(const FieldView& field) {
  const std::string_view role = field.role();
  return role.empty() || role == "target";
}

double parse_width(std::string_view text) {
  double value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr double widest_mm = 500;
  const bool good = parsed.ec == std::errc{} && std::isfinite(value) && value > 0 && value <= widest_mm;
  return good ? value : 0;
}

// What to print for a column that came without its display text.
std::string canonical_text(const ColumnView& column, int64_t row) {
  switch (column.field().type()) {
    case CellType::integer:
      return std::to_string(column.integer(row));
    case CellType::decimal:
      return column.decimal(row);
    case CellType::truth:
      return column.boolean(row) ? "1" : "0";
    case CellType::day:
      return detail::iso_date(column.day(row));
    case CellType::instant: {
      constexpr int64_t us_per_day = 86'400'000'000;
      const int64_t us = column.integer(row);
      const int64_t days = us / us_per_day - (us % us_per_day < 0 ? 1 : 0);
      return detail::iso_date(Date{static_cast<int32_t>(days)});
    }
    case CellType::real: {
      const double value = column.real(row);
      if (!std::isfinite(value)) return {};
      char digits[400];
      const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed);
      return std::string(digits, end.ptr);
    }
    case CellType::text:
      return std::string(column.text(row));
    case CellType::unknown:
      break;
  }
  return {};
}

}  // namespace

Status status_from(std::string_view word) {
  if (word == "good") return Status::good;
  if (word == "warn") return Status::warn;
  if (word == "bad") return Status::bad;
  return Status::none;
}

void TableData::set_columns(const ArrowSchema& schema) {
  if (!columns_.empty()) return;
  for (const FieldView& field : fields(schema)) {
    if (!is_shown(field)) continue;
    TableColumn column;
    column.name = field.name();
    column.label = field.label();
    column.unit = field.meta("kvali:unit").value_or("");
    column.align = align_of(field);
    column.is_number = is_numeric(field.type());
    column.is_text = field.type() == CellType::text;
    column.is_target = field.role() == "target";
    column.width_mm = parse_width(field.meta("kvali:width").value_or(""));
    columns_.push_back(std::move(column));
  }
}

void TableData::put_text(Cell& cell, std::string_view text) {
  if (pool_.size() + text.size() > std::numeric_limits<uint32_t>::max())
    throw Error("a table holds more than 4 GB of text", {}, EFBIG);
  cell.begin = static_cast<uint32_t>(pool_.size());
  cell.size = static_cast<uint32_t>(text.size());
  pool_ += text;
}

void TableData::add_cell(const ColumnView& data, const std::vector<const ColumnView*>& companions,
                         int64_t row) {
  const auto companion = [&](Companion which) -> std::optional<std::string_view> {
    const ColumnView* view = companions[which];
    if (view == nullptr || view->null(row) || view->field().type() != CellType::text) return std::nullopt;
    return view->text(row);
  };
  Cell cell;
  if (data.null(row)) {
    put_text(cell, companion(as_mark).value_or(""));
    cell.is_mark = true;
  } else if (const auto shown = companion(as_text)) {
    put_text(cell, *shown);
  } else if (data.field().type() == CellType::text) {
    put_text(cell, data.text(row));
  } else {
    put_text(cell, canonical_text(data, row));
  }
  cell.status = status_from(companion(as_status).value_or(""));
  if (const ColumnView* indent = companions[as_indent]; indent && !indent->null(row)) {
    constexpr int64_t deepest = 8;
    const bool fits = indent->field().type() == CellType::integer && indent->integer(row) > 0;
    cell.indent = static_cast<uint8_t>(fits ? std::min(indent->integer(row), deepest) : 0);
  }
  if (const ColumnView* strong = companions[as_strong]; strong && !strong->null(row))
    cell.is_strong = strong->field().type() == CellType::truth && strong->boolean(row);
  if (const auto link = companion(as_href); link && !link->empty())
    hrefs_.emplace(static_cast<uint32_t>(cells_.size()), *link);
  cells_.push_back(cell);
}

void TableData::add_rows(const ArrowSchema& schema, const ArrowArray& batch, int level, bool keep_numbers) {
  set_columns(schema);
  const std::vector<ColumnView> all = kvali::columns(schema, batch);
  std::vector<const ColumnView*> shown;
  std::vector<std::vector<const ColumnView*>> companions;
  for (const ColumnView& column : all) {
    if (!is_shown(column.field())) continue;
    shown.push_back(&column);
    companions.emplace_back(companion_count, nullptr);
    for (const ColumnView& other : all)
      for (size_t i = 0; i < companion_count; ++i)
        if (other.field().role() == companion_roles[i] && other.field().of() == column.field().name())
          companions.back()[i] = &other;
  }
  if (shown.size() != columns_.size()) throw Error("rows with other columns than their table");
  const auto rows = static_cast<uint64_t>(std::max<int64_t>(batch.length, 0));
  if (cells_.size() + rows * shown.size() > std::numeric_limits<uint32_t>::max())
    throw Error("a table has more than 4 billion cells", {}, EFBIG);
  const ColumnView* anchor = nullptr;
  for (const ColumnView& column : all)
    if (column.field().role() == "anchor" && column.field().type() == CellType::text) anchor = &column;
  const RowKind kind = level == 1 ? RowKind::subtotal : level == 2 ? RowKind::total : RowKind::body;
  for (int64_t row = 0; row < batch.length; ++row) {
    const auto first_cell = static_cast<uint32_t>(cells_.size());
    rows_.push_back({kind, 0, first_cell});
    if (anchor != nullptr && !anchor->null(row) && !anchor->text(row).empty())
      anchors_.emplace(first_cell, anchor->text(row));
    for (size_t i = 0; i < shown.size(); ++i) {
      add_cell(*shown[i], companions[i], row);
      if (!keep_numbers) continue;
      const bool has = is_numeric(shown[i]->field().type()) && !shown[i]->null(row);
      numbers_.push_back(has ? shown[i]->number(row) : std::numeric_limits<double>::quiet_NaN());
    }
  }
}

void TableData::add_group(std::string_view title, int level) {
  rows_.push_back({RowKind::group, static_cast<uint8_t>(std::clamp(level, 0, 8)),
                   static_cast<uint32_t>(group_titles_.size())});
  group_titles_.emplace_back(title);
}

std::string_view TableData::href(const TableRow& row, size_t column) const {
  if (hrefs_.empty()) return {};
  const auto found = hrefs_.find(row.first_cell + static_cast<uint32_t>(column));
  return found == hrefs_.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view TableData::anchor(const TableRow& row) const {
  if (anchors_.empty() || row.kind == RowKind::group) return {};
  const auto found = anchors_.find(row.first_cell);
  return found == anchors_.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<double> TableData::number(size_t row, size_t column) const {
  const size_t at = row * columns_.size() + column;
  if (at >= numbers_.size() || !std::isfinite(numbers_[at])) return std::nullopt;
  return numbers_[at];
}

}  // namespace kvali::pdf
