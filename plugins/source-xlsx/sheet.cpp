#include "sheet.hpp"

#include <algorithm>
#include <charconv>
#include <kvali/plugin.hpp>

#include "cell_value.hpp"
#include "shared_strings.hpp"
#include "text.hpp"

namespace kvali::xlsx {

namespace {

/// More merged ranges than this only a broken program writes; hidden ones are at most one a column.
constexpr size_t most_merges = 1'000'000;

uint32_t number_of(std::string_view text) {
  uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Row and column of "C14" in one pass; zeros where it is no address.
CellAddress quick_address(std::string_view text) {
  CellAddress at;
  size_t i = 0;
  for (; i < text.size() && i < 3 && text[i] >= 'A' && text[i] <= 'Z'; ++i)
    at.column = at.column * 26 + static_cast<uint32_t>(text[i] - 'A') + 1;
  for (; i < text.size() && text[i] >= '0' && text[i] <= '9' && at.row <= most_rows; ++i)
    at.row = at.row * 10 + static_cast<uint32_t>(text[i] - '0');
  return i == text.size() ? at : CellAddress{};
}

class SheetHandler : public XmlHandler {
 public:
  SheetHandler(SheetContent& out, Shared& shared) : out_(out), shared_(shared) {}

  void start(std::string_view name, const Attributes& attributes) override {
    if (in_cell_) return start_in_cell(name);
    if (in_data_ && name == "c") return start_cell(attributes);
    if (in_data_ && name == "row") return start_row(attributes);
    if (name == "sheetData") in_data_ = true;
    if (name == "sheetPr") out_.filtered = attributes.truth("filterMode", false);
    if (name == "col") add_column(attributes);
    if (name == "mergeCell") add_merge(attributes.get("ref"));
  }

  void end(std::string_view name) override {
    if (name == "sheetData") in_data_ = false;
    if (!in_cell_) return;
    if (name == "c") return end_cell();
    if (name == "v") in_value_ = false;
    if (name == "is") in_inline_ = false;
    rich_.end(name);
  }

  void text(std::string_view piece) override {
    if (in_value_)
      append_piece(value_, piece);
    else if (in_inline_)
      rich_.text(piece);
  }

 private:
  void start_row(const Attributes& attributes) {
    const std::string_view number = attributes.get("r");
    row_ = number.empty() ? row_ + 1 : number_of(number);
    if (row_ < 1 || row_ > most_rows)
      throw Error("the workbook is damaged: a sheet has a row '" + std::string(number.substr(0, 20)) + "'");
    column_ = 0;
    if (!attributes.truth("hidden", false)) return;
    if (row_ > out_.hidden_rows.size()) out_.hidden_rows.resize(row_);
    out_.hidden_rows[row_ - 1] = true;
  }

  void start_cell(const Attributes& attributes) {
    in_cell_ = true;
    in_value_ = in_inline_ = formula_ = has_value_ = false;
    value_.clear();
    type_.assign(attributes.get("t"));
    style_ = number_of(attributes.get("s"));
    const std::string_view address = attributes.get("r");
    if (address.empty()) {
      ++column_;
    } else {
      const CellAddress at = quick_address(address);
      row_ = at.row;
      column_ = at.column;
    }
    if (row_ < 1 || row_ > most_rows || column_ < 1 || column_ > most_columns)
      throw Error("the workbook is damaged: a sheet has a cell '" + std::string(address.substr(0, 20)) + "'");
  }

  void start_in_cell(std::string_view name) {
    if (name == "v" && type_ != "inlineStr") in_value_ = has_value_ = true;
    if (name == "f") formula_ = true;
    if (name == "is" && type_ == "inlineStr") {
      in_inline_ = has_value_ = true;
      rich_.clear();
    }
    rich_.start(name);
  }

  void end_cell() {
    in_cell_ = false;
    if (!has_value_ && !formula_) return;
    const std::string_view value = type_ == "inlineStr" ? std::string_view(rich_.raw()) : value_;
    const Cell cell = cell_value({type_, value, style_, formula_, has_value_}, shared_);
    if (!cell.is_empty()) out_.cells.put(row_, column_, cell);
  }

  void add_column(const Attributes& attributes) {
    const uint32_t first = number_of(attributes.get("min"));
    const uint32_t last = std::min(number_of(attributes.get("max")), most_columns);
    if (!attributes.truth("hidden", false) || first < 1 || last < first) return;
    if (out_.hidden_columns.size() < most_columns) out_.hidden_columns.push_back({1, most_rows, first, last});
  }

  void add_merge(std::string_view reference) {
    const auto box = parse_box(reference);
    if (box && out_.merges.size() < most_merges) out_.merges.push_back(*box);
  }

  SheetContent& out_;
  Shared& shared_;
  RichText rich_;
  std::string value_;
  std::string type_;
  size_t style_ = 0;
  uint32_t row_ = 0;
  uint32_t column_ = 0;
  bool in_data_ = false;
  bool in_cell_ = false;
  bool in_value_ = false;
  bool in_inline_ = false;
  bool formula_ = false;
  bool has_value_ = false;
};

}  // namespace

bool SheetContent::column_hidden(uint32_t column) const {
  return std::any_of(hidden_columns.begin(), hidden_columns.end(),
                     [column](const Box& box) { return box.has(1, column); });
}

SheetContent read_sheet(const Archive& archive, const std::string& part, Shared& shared,
                        const Progress& progress) {
  SheetContent content;
  SheetHandler handler(content, shared);
  if (!parse_part(archive, part, handler, progress))
    throw Error("the workbook is damaged: its part " + part + " is missing\nhint: save it anew");
  return content;
}

}  // namespace kvali::xlsx
