#include "columns.hpp"

#include <array>
#include <charconv>

namespace kvali::xlsx {
namespace {

constexpr std::array<std::string_view, 8> known_roles{"mark",   "href",   "status", "note",
                                                      "indent", "strong", "format", "anchor"};
constexpr int64_t first_of_16_digits = 1'000'000'000'000'000;

bool is_known_role(std::string_view role) {
  for (const std::string_view known : known_roles)
    if (role == known) return true;
  return false;
}

/// Digits that somebody counted or paid: beyond the sixth decimal is what a division left.
size_t count_digits(std::string_view text) {
  constexpr size_t decimals_that_count = 6;
  const size_t point = text.find('.');
  if (point != text.npos) text = text.substr(0, point + 1 + decimals_that_count);
  size_t n = 0;
  for (const char c : text)
    if (c >= '0' && c <= '9' && (n > 0 || c != '0')) ++n;
  return n;
}

std::string meta(const FieldView& field, std::string_view key) {
  return std::string(field.meta(key).value_or(""));
}

ColumnSpec spec_of(const FieldView& field, const char* format, size_t value) {
  ColumnSpec spec;
  spec.name = field.name();
  spec.label = field.label();
  spec.unit = meta(field, "kvali:unit");
  spec.align = meta(field, "kvali:align");
  spec.format = meta(field, "kvali:format");
  spec.sum = meta(field, "kvali:total") == "sum";
  spec.target = field.role() == "target";
  const std::string width = meta(field, "kvali:width");
  std::from_chars(width.data(), width.data() + width.size(), spec.width_mm);
  const std::string_view type = format;
  if (type.substr(0, 4) == "tsu:") spec.timezone = type.substr(4);
  spec.value = value;
  return spec;
}

}  // namespace

bool ValueColumn::is_number() const {
  return type_ == CellType::integer || type_ == CellType::real || type_ == CellType::decimal;
}

void ValueColumn::append(const ColumnView& cells) {
  const int64_t rows = cells.length();
  for (int64_t row = 0; row < rows; ++row) {
    const bool null = cells.null(row);
    present_.push_back(!null);
    switch (type_) {
      case CellType::text:
        if (!null) bytes_ += cells.text(row);
        ends_.push_back(bytes_.size());
        break;
      case CellType::integer:
      case CellType::instant:
        integers_.push_back(null ? 0 : cells.integer(row));
        break;
      case CellType::day:
        integers_.push_back(null ? 0 : cells.day(row).days);
        break;
      case CellType::truth:
        integers_.push_back(null ? 0 : cells.boolean(row));
        break;
      case CellType::real:
        reals_.push_back(null ? 0 : cells.real(row));
        break;
      case CellType::decimal:
        reals_.push_back(null ? 0 : cells.number(row));
        // Below stand nine digits before the point at most, and six behind it that count.
        if (!null && (reals_.back() >= 1e9 || reals_.back() <= -1e9)) {
          std::string text = cells.decimal(row);
          if (count_digits(text) > 15) exact_.emplace(present_.size() - 1, std::move(text));
        }
        break;
      case CellType::unknown:
        break;
    }
  }
}

std::string_view ValueColumn::text(size_t row) const {
  const size_t start = row == 0 ? 0 : ends_[row - 1];
  return std::string_view(bytes_).substr(start, ends_[row] - start);
}

double ValueColumn::number(size_t row) const {
  return type_ == CellType::integer ? static_cast<double>(integers_[row]) : reals_[row];
}

std::string ValueColumn::exact(size_t row) const {
  if (type_ == CellType::integer) {
    const int64_t value = integers_[row];
    return value >= first_of_16_digits || value <= -first_of_16_digits ? std::to_string(value) : "";
  }
  const auto found = exact_.find(row);
  return found == exact_.end() ? "" : found->second;
}

void RowSet::define(const ArrowSchema& schema, const std::string& where) {
  width_ = schema.n_children;
  for (int64_t i = 0; i < schema.n_children; ++i) {
    const ArrowSchema& child = *schema.children[i];
    const FieldView field(child);
    const bool data = field.role().empty() || field.role() == "target";
    if (!data && !is_known_role(field.role())) continue;
    if (field.type() == CellType::unknown)
      throw Error("column '" + std::string(field.name()) + "' has the type '" + child.format +
                      "', which a sheet cannot hold",
                  where);
    if (data) columns.push_back(spec_of(field, child.format, values.size()));
    values.emplace_back(field);
    taken_.push_back(i);
  }
  for (size_t v = 0; v < taken_.size(); ++v) {
    const FieldView field(*schema.children[taken_[v]]);
    if (is_known_role(field.role())) attach_companion(field, static_cast<int>(v));
  }
}

void RowSet::attach_companion(const FieldView& field, int index) {
  if (field.role() == "anchor" && field.type() == CellType::text) anchor = index;
  const int owner = find(field.of());
  if (owner < 0) return;
  ColumnSpec& column = columns[static_cast<size_t>(owner)];
  const CellType type = field.type();
  const std::string_view role = field.role();
  if (role == "indent" && type == CellType::integer) column.indent = index;
  if (role == "strong" && type == CellType::truth) column.strong = index;
  if (type != CellType::text) return;
  if (role == "mark") column.mark = index;
  if (role == "href") column.href = index;
  if (role == "status") column.status = index;
  if (role == "note") column.note = index;
  if (role == "format") column.cell_format = index;
}

void RowSet::append(const ArrowSchema& schema, const ArrowArray& batch, const std::string& where) {
  if (width_ < 0) define(schema, where);
  if (schema.n_children != width_ || batch.n_children != width_)
    throw Error("the rows have other columns than their table", where);
  for (size_t v = 0; v < values.size(); ++v) {
    const int64_t at = taken_[v];
    const ColumnView cells(*schema.children[at], *batch.children[at]);
    if (cells.field().type() != values[v].type() || cells.length() != batch.length)
      throw Error("the rows have other columns than their table", where);
    values[v].append(cells);
  }
  rows += static_cast<size_t>(batch.length);
}

std::string_view RowSet::companion(int index, size_t row) const {
  if (index < 0) return {};
  const ValueColumn& column = values[static_cast<size_t>(index)];
  return column.null(row) ? std::string_view() : column.text(row);
}

int RowSet::find(std::string_view name) const {
  for (size_t i = 0; i < columns.size(); ++i)
    if (columns[i].name == name) return static_cast<int>(i);
  return -1;
}

}  // namespace kvali::xlsx
