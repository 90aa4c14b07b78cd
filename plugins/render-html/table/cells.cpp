#include "table/cells.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "text/attributes.hpp"
#include "text/escape.hpp"

namespace kvali::html {
namespace {

constexpr std::array<std::string_view, 7> companion_roles = {"text", "mark",   "href",  "status",
                                                             "note", "indent", "strong"};

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
      return detail::iso_date(Date{static_cast<int32_t>(us / us_per_day - (us % us_per_day < 0 ? 1 : 0))});
    }
    case CellType::real: {
      const double value = column.real(row);
      if (!std::isfinite(value)) return {};
      char digits[400];
      return std::string(digits,
                         std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed).ptr);
    }
    case CellType::text:
      return std::string(column.text(row));
    case CellType::unknown:
      break;
  }
  return {};
}

/// An empty element for each id, since an element has one id only.
void append_targets(std::string& out, std::string_view ids) {
  while (!ids.empty()) {
    const size_t end = std::min(ids.find(' '), ids.size());
    out += "<span";
    append_id_attribute(out, ids.substr(0, end));
    out += "></span>";
    ids.remove_prefix(std::min(end + 1, ids.size()));
  }
}

bool is_status(std::string_view word) {
  return word == "good" || word == "warn" || word == "bad";
}

}  // namespace

Cells::Cells(const ArrowSchema& schema, const ArrowArray& batch) : all_(columns(schema, batch)) {
  for (size_t i = 0; i < all_.size(); ++i) {
    const FieldView& field = all_[i].field();
    if (field.role() == "anchor" && field.type() == CellType::text) anchor_ = static_cast<int>(i);
    if (!is_shown(field)) continue;
    Shown& shown = shown_.emplace_back();
    shown.at = i;
    shown.companion.fill(-1);
    for (size_t k = 0; k < all_.size(); ++k) {
      if (all_[k].field().of() != field.name()) continue;
      const auto role = std::find(companion_roles.begin(), companion_roles.end(), all_[k].field().role());
      if (role != companion_roles.end())
        shown.companion[static_cast<size_t>(role - companion_roles.begin())] = static_cast<int>(k);
    }
  }
}

void Cells::append_row(Page& page, const std::vector<TableColumn>& columns, int64_t row,
                       bool is_subtotal) const {
  std::string& out = page.out.text();
  out += is_subtotal ? "<tr class=\"sub\"" : "<tr";
  const std::string_view ids = anchors(row);
  const size_t first_end = std::min(ids.find(' '), ids.size());
  append_id_attribute(out, ids.substr(0, first_end));
  out += '>';
  const std::string_view further = ids.substr(std::min(first_end + 1, ids.size()));
  for (size_t i = 0; i < shown_.size(); ++i) {
    // The first cell heads its row, if it says something.
    const CellType type = all_[shown_[i].at].field().type();
    const bool names = type == CellType::text || type == CellType::day;
    const bool is_heading = i == 0 && shown_.size() > 1 && names && !all_[shown_[i].at].null(row);
    append_cell(page, columns[i], shown_[i], row, is_heading, i == 0 ? further : std::string_view());
  }
  out += "</tr>\n";
}

std::string_view Cells::anchors(int64_t row) const {
  if (anchor_ < 0) return {};
  const ColumnView& anchor = all_[static_cast<size_t>(anchor_)];
  return anchor.null(row) ? std::string_view() : anchor.text(row);
}

std::optional<std::string_view> Cells::text_of(const Shown& shown, Companion which, int64_t row) const {
  if (shown.companion[which] < 0) return std::nullopt;
  const ColumnView& column = all_[static_cast<size_t>(shown.companion[which])];
  if (column.field().type() != CellType::text || column.null(row)) return std::nullopt;
  return column.text(row);
}

bool Cells::is_strong(const Shown& shown, int64_t row) const {
  if (shown.companion[as_strong] < 0) return false;
  const ColumnView& column = all_[static_cast<size_t>(shown.companion[as_strong])];
  return column.field().type() == CellType::truth && !column.null(row) && column.boolean(row);
}

void Cells::append_classes(std::string& out, const TableColumn& column, const Shown& shown,
                           int64_t row) const {
  const size_t begin = out.size();
  const auto add = [&](std::string_view word) {
    out += out.size() == begin ? " class=\"" : " ";
    out += word;
  };
  if (column.align == Align::end) add("n");
  if (column.align == Align::center) add("c");
  if (all_[shown.at].null(row)) add("m");
  if (const auto status = text_of(shown, as_status, row); status && is_status(*status)) add(*status);
  if (shown.companion[as_indent] >= 0) {
    const ColumnView& indent = all_[static_cast<size_t>(shown.companion[as_indent])];
    constexpr int64_t deepest = 4;
    if (indent.field().type() == CellType::integer && !indent.null(row) && indent.integer(row) > 0)
      add("i" + std::to_string(std::min(indent.integer(row), deepest)));
  }
  if (out.size() > begin) out += '"';
}

void Cells::append_content(std::string& out, const Shown& shown, int64_t row) const {
  const ColumnView& data = all_[shown.at];
  if (data.null(row))
    append_escaped(out, text_of(shown, as_mark, row).value_or(""));
  else if (const auto text = text_of(shown, as_text, row))
    append_escaped(out, *text);
  else if (data.field().type() == CellType::text)
    append_escaped(out, data.text(row));
  else
    append_escaped(out, canonical_text(data, row));
}

void Cells::append_cell(Page& page, const TableColumn& column, const Shown& shown, int64_t row,
                        bool is_heading, std::string_view targets) const {
  std::string& out = page.out.text();
  out += is_heading ? "<th scope=\"row\"" : "<td";
  append_classes(out, column, shown, row);
  if (const auto note = text_of(shown, as_note, row); note && !note->empty()) {
    out += " title=\"";
    append_escaped(out, *note);
    out += '"';
  }
  out += '>';
  append_targets(out, targets);
  const auto href = text_of(shown, as_href, row);
  const bool is_figure = all_[shown.at].field().type() != CellType::text;
  const bool is_link = href && page.links.open(out, *href, is_figure ? " class=\"v\"" : "");
  const bool strong = is_strong(shown, row);
  if (strong) out += "<strong>";
  append_content(out, shown, row);
  if (strong) out += "</strong>";
  if (is_link) Links::close(out);
  out += is_heading ? "</th>" : "</td>";
}

}  // namespace kvali::html
