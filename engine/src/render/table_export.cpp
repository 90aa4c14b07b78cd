#include "render/table_export.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>

#include "compose/column_digits.hpp"
#include "document/cell_text.hpp"

namespace kvali {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

void append_bytes(std::string& data, const void* value, std::size_t size) {
  data.append(static_cast<const char*>(value), size);
}

template <class T>
void append_value(std::string& data, T value) {
  append_bytes(data, &value, sizeof value);
}

std::string arrow_format(Type type) {
  switch (type) {
    case Type::text:
      return "u";
    case Type::integer:
      return "l";
    case Type::decimal:
      return "d:38," + std::to_string(Decimal::scale);
    case Type::real:
      return "g";
    case Type::date:
      return "tdD";
    case Type::boolean:
      return "b";
  }
  return "u";
}

std::size_t width_of(std::string_view format) {
  if (format == "tdD") return 4;
  if (format.substr(0, 2) == "d:") return 16;
  return format == "u" || format == "b" ? 0 : 8;
}

void append_if(Pairs& pairs, const std::string& key, const std::string& value) {
  if (!value.empty()) pairs.emplace_back(key, value);
}

CellOf part_of(const Table& table, const Table& body) {
  return &table == &body ? CellOf::body : CellOf::summary;
}

/// A data column, typed as it is.
class ValueExport : public ColumnExport {
 public:
  ValueExport(const ColumnSpec& spec, const Table& body)
      : spec_(spec), body_(body), type_(body.at(spec.name).type()) {}
  [[nodiscard]] std::string name() const override { return spec_.name; }
  [[nodiscard]] std::string format() const override { return arrow_format(type_); }
  [[nodiscard]] Pairs metadata() const override {
    Pairs pairs;
    append_if(pairs, "kvali:label", spec_.label);
    append_if(pairs, "kvali:unit", spec_.unit);
    append_if(pairs, "kvali:align", spec_.align);
    append_if(pairs, "kvali:format", spec_.format);
    append_if(pairs, "kvali:total", spec_.total);
    if (spec_.width_mm) pairs.emplace_back("kvali:width", std::to_string(int(std::lround(*spec_.width_mm))));
    return pairs;
  }
  bool append(const Table& table, std::size_t row, std::string& data) const override {
    const Column& column = table.at(spec_.name);
    if (column.missing(row)) {
      data.append(width_of(format()), '\0');
      return false;
    }
    switch (type_) {
      case Type::text:
        data.append(column.text(row));
        break;
      case Type::integer:
        append_value(data, column.integer(row));
        break;
      case Type::decimal:
        append_value(data, as_shown(table, row, column.decimal(row)).coefficient());
        break;
      case Type::real:
        append_value(data, column.real(row));
        break;
      case Type::date:
        append_value(data, std::int32_t{days_since_epoch(column.date(row))});
        break;
      case Type::boolean:
        data.push_back(column.boolean(row) ? 1 : 0);
        break;  // Packed into bits later.
    }
    return true;
  }

 private:
  /// What is added up keeps its numbers, so that they make the total.
  [[nodiscard]] Decimal as_shown(const Table& table, std::size_t row, const Decimal& value) const {
    if (!spec_.total.empty() || !is_at_least(spec_, table, row)) return value;
    return bound_as_shown(value, cell_format(spec_, table, row, part_of(table, body_)));
  }

  ColumnSpec spec_;
  const Table& body_;
  Type type_;
};

/// A companion: a text made from the cell of its column.
class CompanionExport : public ColumnExport {
 public:
  using Make = std::function<std::optional<std::string>(const Table&, std::size_t)>;
  CompanionExport(std::string of, std::string role, Make make)
      : of_(std::move(of)), role_(std::move(role)), make_(std::move(make)) {}
  [[nodiscard]] std::string name() const override { return of_ + "." + role_; }
  [[nodiscard]] std::string format() const override { return "u"; }
  [[nodiscard]] Pairs metadata() const override {
    Pairs pairs{{"kvali:role", role_}};
    append_if(pairs, "kvali:of", of_);
    return pairs;
  }
  bool append(const Table& table, std::size_t row, std::string& data) const override {
    const auto text = make_(table, row);
    if (text) data.append(*text);
    return text.has_value();
  }

 private:
  std::string of_, role_;
  Make make_;
};

/// A text column of the data, as it is, as a companion.
CompanionExport::Make text_of(std::string column) {
  return [column = std::move(column)](const Table& table, std::size_t row) -> std::optional<std::string> {
    const Column* from = table.find(column);
    if (from == nullptr || from->missing(row)) return std::nullopt;
    return canonical_text(from->scalar(row));
  };
}

bool any_missing(const Column& column) {
  for (std::size_t row = 0; row < column.size(); ++row)
    if (column.missing(row)) return true;
  return false;
}

std::string encode(const Pairs& pairs) {
  std::string out;
  append_value(out, std::int32_t(pairs.size()));
  for (const auto& [key, value] : pairs) {
    for (const std::string& text : {key, value}) {
      append_value(out, std::int32_t(text.size()));
      out += text;
    }
  }
  return out;
}

void nothing_to_release(ArrowSchema*) {}
void nothing_to_release(ArrowArray*) {}

}  // namespace

TableExport::TableExport(const std::vector<ColumnSpec>& columns, const Table& data,
                         const std::string& anchor_column, bool evidence_links, const ExportStyle& style) {
  for (const ColumnSpec& spec : columns) add_value(spec, data, evidence_links, style);
  if (!anchor_column.empty()) add(std::make_unique<CompanionExport>("", "anchor", text_of(anchor_column)));
  finish_schema();
}

TableExport::TableExport(const Chart& chart, const ExportStyle& style) {
  ColumnSpec category;
  category.name = chart.category;
  category.label = chart.category_label;
  add_value(category, *chart.data, false, style);
  for (const ChartSeries& series : chart.series) {
    ColumnSpec spec;
    spec.name = series.column;
    spec.label = series.label;
    spec.format = chart.format;
    add(std::make_unique<ValueExport>(spec, *chart.data));
  }
  finish_schema();
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    if (!chart.series[i].target) continue;
    Pairs pairs = columns_[columns_.size() - chart.series.size() + i]->metadata();
    pairs.emplace_back("kvali:role", "target");
    fields_[columns_.size() - chart.series.size() + i].metadata = texts_.emplace_back(encode(pairs)).data();
  }
}

TableExport::~TableExport() = default;

void TableExport::add_value(const ColumnSpec& spec, const Table& data, bool evidence_links,
                            const ExportStyle& style) {
  const Column& column = data.at(spec.name);
  add(std::make_unique<ValueExport>(spec, data));
  const auto companion = [&](const char* role, CompanionExport::Make make) {
    add(std::make_unique<CompanionExport>(spec.name, role, std::move(make)));
  };
  if (style.wants_text && column.type() != Type::text) {
    const Locale& locale = style.locale;
    companion("text", [spec, &locale](const Table& table, std::size_t row) -> std::optional<std::string> {
      const Column& from = table.at(spec.name);
      if (from.missing(row)) return std::nullopt;
      return cell_text(spec, table, row, locale);
    });
  }
  if (!spec.row_decimals.empty() || !spec.at_least_column.empty()) {
    companion("format",
              [spec, body = &data](const Table& table, std::size_t row) -> std::optional<std::string> {
                if (table.at(spec.name).missing(row)) return std::nullopt;
                std::string code = cell_format(spec, table, row, part_of(table, *body));
                return code == spec.format ? std::nullopt : std::optional(std::move(code));
              });
  }
  if (!spec.format_column.empty()) companion("format", text_of(spec.format_column));
  if (any_missing(column) && !spec.blank) {
    const Document& document = style.document;
    companion("mark",
              [&document, body = &data, name = spec.name](const Table& table,
                                                          std::size_t row) -> std::optional<std::string> {
                const Column& from = table.at(name);
                // A total that sums nothing up is left empty.
                if (!from.missing(row) || (&table != body && from.mark(row) == Mark::not_applicable))
                  return std::nullopt;
                return document.signs[std::size_t(from.mark(row))];
              });
  }
  if (!spec.status_column.empty()) companion("status", text_of(spec.status_column));
  if (!spec.note_column.empty()) companion("note", text_of(spec.note_column));
  if (!spec.href_column.empty()) {
    companion("href", text_of(spec.href_column));
  } else if (evidence_links && column.type() != Type::text && !style.document.anchors.empty()) {
    const Document& document = style.document;
    companion(
        "href",
        [&document, name = spec.name](const Table& table, std::size_t row) -> std::optional<std::string> {
          const Column& from = table.at(name);
          std::string href = from.missing(row) ? "" : document.evidence_href(table.evidence(from, row));
          if (href.empty()) return std::nullopt;
          return href;
        });
  }
}

void TableExport::finish_schema() {
  fields_.resize(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    ArrowSchema& field = fields_[i];
    field = {};
    field.name = texts_.emplace_back(columns_[i]->name()).c_str();
    field.format = texts_.emplace_back(columns_[i]->format()).c_str();
    field.metadata = texts_.emplace_back(encode(columns_[i]->metadata())).data();
    field.flags = ARROW_FLAG_NULLABLE;
    field.release = nothing_to_release;
    field_pointers_.push_back(&field);
  }
  schema_.format = "+s";
  schema_.name = "";
  schema_.n_children = std::int64_t(fields_.size());
  schema_.children = field_pointers_.data();
  schema_.release = nothing_to_release;
}

const ArrowArray* TableExport::batch(const Table& table, std::size_t first, std::size_t count) {
  buffers_.assign(columns_.size(), {});
  arrays_.assign(columns_.size(), {});
  array_pointers_.clear();
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    Buffers& to = buffers_[c];
    const std::string format = columns_[c]->format();
    const bool text = format == "u";
    std::int64_t nulls = 0;
    to.valid.assign((count + 7) / 8, '\0');
    if (text) append_value(to.offsets, std::int32_t{0});
    for (std::size_t i = 0; i < count; ++i) {
      const bool present = columns_[c]->append(table, first + i, to.data);
      if (present)
        to.valid[i / 8] = char(static_cast<unsigned char>(to.valid[i / 8]) | (1u << (i % 8)));
      else
        ++nulls;
      if (format == "b" && !present) to.data.push_back(0);
      if (text) append_value(to.offsets, std::int32_t(to.data.size()));
    }
    if (format == "b") {
      std::string bits((count + 7) / 8, '\0');
      for (std::size_t i = 0; i < count; ++i)
        if (to.data[i] != 0) bits[i / 8] = char(static_cast<unsigned char>(bits[i / 8]) | (1u << (i % 8)));
      to.data = std::move(bits);
    }
    ArrowArray& array = arrays_[c];
    array.length = std::int64_t(count);
    array.null_count = nulls;
    array.n_buffers = text ? 3 : 2;
    to.pointers[0] = nulls > 0 ? to.valid.data() : nullptr;
    to.pointers[1] = text ? to.offsets.data() : to.data.data();
    to.pointers[2] = text ? to.data.data() : nullptr;
    array.buffers = to.pointers;
    array.release = nothing_to_release;
    array_pointers_.push_back(&array);
  }
  batch_ = {};
  batch_.length = std::int64_t(count);
  batch_.n_buffers = 1;
  batch_.buffers = &no_validity_;
  batch_.n_children = std::int64_t(arrays_.size());
  batch_.children = array_pointers_.data();
  batch_.release = nothing_to_release;
  return &batch_;
}

}  // namespace kvali
