#include "table/table_writer.hpp"

#include <algorithm>

#include "table/cells.hpp"
#include "text/attributes.hpp"
#include "text/escape.hpp"

namespace kvali::html {
namespace {

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> words;
  for (size_t at = 0; at < list.size();) {
    const size_t end = std::min(list.find(' ', at), list.size());
    if (end > at) words.emplace_back(list.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

TableWriter::TableWriter(Page& page, const kvali_event& event)
    : page_(page),
      caption_(text_or_empty(event.text)),
      style_(text_or_empty(event.style)),
      legend_(attribute(event, "legend")),
      empty_(attribute(event, "empty")) {
  if (event.schema) columns_ = read_columns(*event.schema);
  std::string& out = page_.out.text();
  out += "<div class=\"table\"";
  append_id_attribute(out, text_or_empty(event.id));
  out += ">\n";
}

void TableWriter::add_column_group(std::string_view text, int level, std::string_view columns) {
  if (!has_begun_) groups_.push_back({std::string(text), level, words_of(columns)});
}

std::string TableWriter::span() const {
  return columns_.size() > 1 ? " colspan=\"" + std::to_string(columns_.size()) + "\"" : "";
}

void TableWriter::begin() {
  if (has_begun_) return;
  has_begun_ = true;
  std::string& out = page_.out.text();
  // A box that scrolls can be reached by the keyboard, and says what it holds.
  out += "<div class=\"scroll\" tabindex=\"0\"";
  if (!caption_.empty()) {
    out += " role=\"region\" aria-label=\"";
    append_escaped(out, caption_);
    out += '"';
  }
  out += ">\n<table";
  if (style_ == "compact" || style_ == "keyvalue") out += " class=\"" + style_ + "\"";
  out += ">\n";
  if (!caption_.empty()) out += "<caption><span>" + escaped(caption_) + "</span></caption>\n";
  if (!columns_.empty()) append_table_head(out, columns_, groups_);
}

void TableWriter::begin_part(Part part) {
  begin();
  // A table ends with its foot: rows that come behind the total stay in it.
  if (part_ == part || part_ == Part::foot) return;
  if (part_ == Part::body) page_.out << "</tbody>\n";
  page_.out << (part == Part::body ? "<tbody>\n" : "<tfoot>\n");
  part_ = part;
}

void TableWriter::add_rows(const ArrowSchema& schema, const ArrowArray& batch, int level) {
  if (columns_.empty()) columns_ = read_columns(schema);
  const Cells cells(schema, batch);
  if (cells.count() != columns_.size()) throw Error("rows with other columns than their table");
  if (columns_.empty() || batch.length <= 0) return;
  begin_part(level >= 2 ? Part::foot : Part::body);
  has_rows_ = true;
  for (int64_t row = 0; row < batch.length; ++row) {
    cells.append_row(page_, columns_, row, level == 1);
    page_.out.settle();
  }
}

void TableWriter::open_group(std::string_view text, int level) {
  begin();
  if (part_ == Part::body) page_.out << "</tbody>\n";
  if (part_ != Part::foot) page_.out << "<tbody>\n";
  if (part_ != Part::foot) part_ = Part::body;
  page_.out << "<tr class=\"group\"><th" << span() << " scope=\"rowgroup\"";
  if (level > 0) page_.out << " class=\"l" << std::to_string(std::min(level, 2)) << "\"";
  page_.out << ">" << escaped(text) << "</th></tr>\n";
  has_rows_ = true;
}

void TableWriter::close_group() {
  // What follows belongs to no group, or to the one around: its heading does not apply.
  if (part_ == Part::body) page_.out << "</tbody>\n";
  if (part_ == Part::body) part_ = Part::none;
}

void TableWriter::begin_other_content() {
  begin_part(part_ == Part::foot ? Part::foot : Part::body);
  has_rows_ = true;
  page_.out << "<tr><td" << span() << ">";
}

void TableWriter::close() {
  if (!has_begun_ && columns_.empty()) {
    if (!caption_.empty()) page_.out << "<p class=\"figure-title\">" << escaped(caption_) << "</p>\n";
    if (!empty_.empty()) page_.out << "<p class=\"muted\">" << escaped(empty_) << "</p>\n";
  } else {
    begin();
    if (!has_rows_) begin_part(Part::body);
    if (!has_rows_ && !empty_.empty())
      page_.out << "<tr class=\"empty\"><td" << span() << ">" << escaped(empty_) << "</td></tr>\n";
    if (part_ == Part::body) page_.out << "</tbody>\n";
    if (part_ == Part::foot) page_.out << "</tfoot>\n";
    page_.out << "</table>\n</div>\n";
  }
  if (!legend_.empty()) page_.out << "<p class=\"legend\">" << escaped(legend_) << "</p>\n";
  page_.out << "</div>\n";
}

}  // namespace kvali::html
