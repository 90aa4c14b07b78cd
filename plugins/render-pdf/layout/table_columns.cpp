#include "layout/table_columns.hpp"

#include <algorithm>
#include <numeric>

namespace kvali::pdf {
namespace {

// A column is not made narrower than this to spare other columns, though its longest word may be wider;
// the first column, which says what a row is about, not narrower than the second figure.
constexpr double least_width = 20 * mm;
constexpr double least_first_width = 30 * mm;
// One long text must not starve the other columns.
constexpr double most_natural = 260;

bool is_row_of_cells(const TableRow& row) {
  return row.kind != RowKind::group;
}

class Measurer {
 public:
  Measurer(const Block& table, LayoutContext& context, const TextRole& role, double width)
      : table_(table),
        data_(*table.table),
        context_(context),
        role_(role),
        width_(width),
        decimal_(context.document.attribute("number_decimal")) {
    bold_ = role;
    bold_.is_bold = true;
  }

  std::vector<ColumnNeed> measure() {
    std::vector<ColumnNeed> needs;
    for (size_t i = 0; i < data_.columns().size(); ++i) {
      needs.push_back(measure_column(i));
      needs.back().is_first = i == 0;
    }
    return needs;
  }

 private:
  ColumnNeed measure_column(size_t index) {
    const TableColumn& column = data_.columns()[index];
    mark_table_place(table_, index, context_);
    ColumnNeed need;
    need.is_number = column.is_number && column.align == Align::right;
    need.is_flexible = column.align == Align::left && !column.is_number;
    double integer = 0;
    for (const TableRow& row : data_.rows()) {
      if (!is_row_of_cells(row)) continue;
      const Cell& cell = data_.cell(row, index);
      if (cell.size == 0) continue;
      const std::string_view text = data_.text(cell);
      const TextRole& role = cell.is_strong || row.kind != RowKind::body ? bold_ : role_;
      if (need.is_number && !cell.is_mark) {
        const size_t split = fraction_start(text, decimal_);
        const double whole = context_.text.width_of(text, role);
        const double before =
            split == text.size() ? whole : context_.text.width_of(text.substr(0, split), role);
        need.fraction = std::max(need.fraction, whole - before);
        integer = std::max(integer, before);
        continue;
      }
      const PieceList list = context_.text.prepare(text, role);
      need.has_status = need.has_status || cell.status != Status::none;
      const double beside = cell.indent * indent_width + (need.has_status ? status_width : 0);
      need.natural = std::max(need.natural, list.natural_width + beside);
      need.narrowest = std::max(need.narrowest, list.widest_word + beside);
    }
    need.natural = std::max(need.natural, integer + need.fraction);
    if (need.is_number) need.narrowest = need.natural;
    add_heading(column, need);
    if (column.width_mm > 0) need.natural = std::max(need.narrowest, column.width_mm * mm);
    // A word longer than that is broken rather than given half the table.
    need.narrowest = std::min(need.narrowest, 0.45 * width_);
    need.natural = std::max(need.natural, need.narrowest);
    return need;
  }

  // A heading may wrap, so only its words and half its length count.
  void add_heading(const TableColumn& column, ColumnNeed& need) {
    if (table_.style == "keyvalue") return;
    const PieceList list = context_.text.prepare(column_heading(column), bold_);
    need.narrowest = std::max(need.narrowest, list.widest_word);
    need.natural =
        std::max({need.natural, list.widest_word, std::min(list.natural_width, list.natural_width / 2 + 12)});
  }

  const Block& table_;
  const TableData& data_;
  LayoutContext& context_;
  TextRole role_;
  TextRole bold_;
  double width_;
  std::string_view decimal_;
};

using Needs = std::vector<ColumnNeed>;

template <class Get>
double sum_of(const Needs& needs, Get get) {
  return std::accumulate(needs.begin(), needs.end(), 0.0,
                         [&](double sum, const ColumnNeed& n) { return sum + get(n); });
}

double least(const ColumnNeed& need) {
  return std::min(need.narrowest, need.is_first ? least_first_width : least_width);
}

// Everything fits: text columns share the rest, in proportion to what they hold.
std::vector<double> widen(const Needs& needs, double room) {
  const double rest = room - sum_of(needs, [](const ColumnNeed& n) { return n.natural; });
  const double flexible = sum_of(needs, [](const ColumnNeed& n) { return n.is_flexible ? n.natural : 0; });
  std::vector<double> widths;
  for (const ColumnNeed& need : needs) {
    double extra = 0;
    if (flexible > 0)
      extra = need.is_flexible ? rest * need.natural / flexible : 0;
    else
      extra = rest / static_cast<double>(needs.size());
    widths.push_back(need.natural + extra);
  }
  return widths;
}

// Each column gets its lower bound and a share of the rest, in proportion to what it lacks.
template <class Low, class High>
std::vector<double> share(const Needs& needs, double room, Low low, High high) {
  const double rest = room - sum_of(needs, low);
  const double wanted = sum_of(needs, [&](const ColumnNeed& n) { return std::max(0.0, high(n) - low(n)); });
  std::vector<double> widths;
  for (const ColumnNeed& need : needs) {
    const double lack = std::max(0.0, high(need) - low(need));
    widths.push_back(low(need) +
                     (wanted > 0 ? rest * lack / wanted : rest / static_cast<double>(needs.size())));
  }
  return widths;
}

// Columns that want no more than an even share get what they want, so that only long texts wrap.
// Returns which ones, and takes their widths off the room.
std::vector<bool> content_columns(const Needs& needs, double& room) {
  std::vector<bool> content(needs.size(), false);
  size_t left = needs.size();
  for (bool changed = true; changed && left > 0;) {
    changed = false;
    const double even = room / static_cast<double>(left);
    for (size_t i = 0; i < needs.size(); ++i) {
      if (content[i] || needs[i].natural > even) continue;
      content[i] = changed = true;
      room -= needs[i].natural;
      --left;
    }
  }
  return content;
}

double narrowest(const ColumnNeed& need) {
  return need.narrowest;
}
double capped(const ColumnNeed& need) {
  return std::max(need.narrowest, std::min(need.natural, most_natural));
}

std::vector<double> fit(const Needs& needs, double room) {
  const double natural = sum_of(needs, [](const ColumnNeed& n) { return n.natural; });
  if (natural <= room) return widen(needs, room);
  if (sum_of(needs, narrowest) > room) return share(needs, room, least, narrowest);
  double rest = room;
  const std::vector<bool> content = content_columns(needs, rest);
  Needs others;
  for (size_t i = 0; i < needs.size(); ++i)
    if (!content[i]) others.push_back(needs[i]);
  if (sum_of(others, narrowest) > rest) return share(needs, room, narrowest, capped);
  const std::vector<double> shared = share(others, rest, narrowest, capped);
  std::vector<double> widths;
  size_t next = 0;
  for (size_t i = 0; i < needs.size(); ++i) widths.push_back(content[i] ? needs[i].natural : shared[next++]);
  return widths;
}

double room_for(size_t columns, double width) {
  return width - column_gap * static_cast<double>(columns - 1);
}

using Bands = std::vector<std::vector<size_t>>;

// As many columns as fit beside the first, then the first again with the next ones.
Bands fill_bands(const Needs& needs, double width) {
  Bands bands(1);
  double used = 0;
  for (size_t i = 0; i < needs.size(); ++i) {
    const double more = least(needs[i]) + (i == 0 ? 0 : column_gap);
    if (used + more > width && bands.back().size() > 1) {
      bands.push_back({0});
      used = least(needs[0]);
    }
    bands.back().push_back(i);
    used += more;
  }
  return bands;
}

// The fewest bands, and these about equally wide: no band of a single forgotten column.
Bands split(const Needs& needs, double width) {
  const size_t fewest = fill_bands(needs, width).size();
  double low = 0;
  double high = width;
  for (int i = 0; fewest > 1 && i < 12; ++i) {
    const double middle = (low + high) / 2;
    (fill_bands(needs, middle).size() > fewest ? low : high) = middle;
  }
  return fill_bands(needs, high);
}

}  // namespace

size_t fraction_start(std::string_view number, std::string_view decimal_separator) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::string_view separator = decimal_separator.empty() ? std::string_view(".") : decimal_separator;
  const size_t at = number.rfind(separator);
  const bool is_decimal = at != std::string_view::npos && at + separator.size() < number.size() &&
                          is_digit(number[at + separator.size()]);
  if (is_decimal) return at;
  for (size_t i = number.size(); i > 0; --i)
    if (is_digit(number[i - 1])) return i;
  return number.size();
}

std::string column_heading(const TableColumn& column) {
  if (column.unit.empty() || column.label.find(column.unit) != std::string::npos) return column.label;
  return column.label + ", " + column.unit;
}

void mark_table_place(const Block& table, size_t column, LayoutContext& context) {
  Place place;
  place.section = context.section;
  place.table = table.text.empty() ? std::string_view(table.id) : std::string_view(table.text);
  if (column < table.table->columns().size()) place.column = table.table->columns()[column].label;
  context.text.shaper().set_place(place);
}

std::vector<Band> plan_columns(const Block& table, LayoutContext& context, double width) {
  TextRole role = table.style == "compact" ? context.theme.small_table : context.theme.table;
  Needs needs = Measurer(table, context, role, width).measure();
  Bands split_columns = split(needs, width);
  if (sum_of(needs, narrowest) > room_for(needs.size(), width)) {
    // Small print where that keeps the table in one piece or its words whole.
    const TextRole small = context.theme.small_table;
    Needs small_needs = Measurer(table, context, small, width).measure();
    Bands small_split = split(small_needs, width);
    if (small_split.size() == 1) {
      role = small;
      needs = std::move(small_needs);
      split_columns = std::move(small_split);
    }
  }
  std::vector<Band> bands;
  for (const std::vector<size_t>& columns : split_columns) {
    Needs chosen;
    for (const size_t index : columns) chosen.push_back(needs[index]);
    const std::vector<double> widths = fit(chosen, room_for(columns.size(), width));
    Band band;
    band.role = role;
    double x = 0;
    for (size_t i = 0; i < columns.size(); ++i) {
      band.columns.push_back({columns[i], x, widths[i], chosen[i].fraction, chosen[i].has_status});
      x += widths[i] + column_gap;
    }
    bands.push_back(std::move(band));
  }
  return bands;
}

}  // namespace kvali::pdf
