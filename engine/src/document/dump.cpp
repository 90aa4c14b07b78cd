#include <cstddef>

#include "document/document.hpp"

namespace kvali {

namespace {

/// Nothing that would break a line, so that one node is one line.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '"' || c == '\\')
      (out += '\\') += c;
    else
      out += c;
  }
  return out + "\"";
}

std::string_view type_name(const Scalar& scalar) {
  constexpr std::string_view names[] = {"missing", "text", "int", "decimal", "real", "date", "bool"};
  return names[scalar.index()];
}

/// "int 42", "missing not_recorded".
std::string typed(const Scalar& scalar) {
  const std::string type(type_name(scalar));
  if (const auto* mark = std::get_if<Mark>(&scalar)) return type + " " + std::string(name_of(*mark));
  if (const auto* text = std::get_if<std::string>(&scalar)) return quoted(*text);
  return type + " " + canonical_text(scalar);
}

std::string_view type_name(Type type) {
  switch (type) {
    case Type::text:
      return "text";
    case Type::integer:
      return "int";
    case Type::decimal:
      return "decimal";
    case Type::real:
      return "real";
    case Type::date:
      return "date";
    case Type::boolean:
      return "bool";
  }
  return "";
}

class Dumper {
 public:
  explicit Dumper(const Document& document) : document_(document) {}

  std::string run() {
    line("document " + quoted(document_.meta.title) + " lang=" + document_.meta.lang);
    ++depth_;
    for (const auto& attr : document_.meta.attrs) line("@" + attr.first + " " + quoted(attr.second));
    for (const Attachment& file : document_.attachments) {
      line("attachment " + quoted(file.file_name) + " " + file.media_type + " " +
           std::to_string(file.bytes.size()) + " bytes");
    }
    blocks(document_.blocks);
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { out_ += std::string(depth_ * 2, ' ') + text + "\n"; }
  static std::string option(const char* name, const std::string& value) {
    return value.empty() ? std::string()
                         : std::string(" ") + name + "=" +
                               (value.find(' ') == std::string::npos ? value : quoted(value));
  }
  /// The link to the annex, else the numbers of the records.
  std::string evidence(EvidenceId id) const {
    if (id == 0) return {};
    std::string text = document_.evidence_href(id);
    if (text.empty() && document_.evidence != nullptr)
      for (const SourceRef& ref : document_.evidence->refs(id))
        text += (text.empty() ? "" : ",") + std::to_string(ref.row);
    return " [evidence " + text + "]";
  }

  std::string inlines(const Inlines& content) const {
    std::string out;
    for (const Inline& part : content)
      out += std::visit([this](const auto& one) { return inline_text(one); }, part);
    return out;
  }
  static std::string marked(const std::string& text, unsigned marks) {
    std::string signs;
    if ((marks & Marks::bold) != 0) signs += "*";
    if ((marks & Marks::italic) != 0) signs += "/";
    if ((marks & Marks::underline) != 0) signs += "_";
    if ((marks & Marks::code) != 0) signs += "`";
    return signs + text + std::string(signs.rbegin(), signs.rend());
  }
  std::string inline_text(const Text& text) const {
    std::string out = marked(quoted(text.text), text.marks);
    if (!text.href.empty()) out += "<" + text.href + ">";
    if (!text.lang.empty()) out += "[" + text.lang + "]";
    return out;
  }
  std::string inline_text(const Value& value) const {
    return marked("{" + typed(value.scalar) + " " + quoted(value.text) + option("format", value.format) +
                      option("unit", value.unit) + evidence(value.evidence) + "}",
                  value.marks);
  }
  std::string inline_text(const LineBreak&) const { return "<br>"; }
  std::string inline_text(const NoteRef& ref) const { return "[note " + std::to_string(ref.number) + "]"; }

  void blocks(const Blocks& all) {
    for (const Block& one : all) std::visit([this](const auto& node) { block(node); }, one.node);
  }
  void nested(const Blocks& all) {
    ++depth_;
    blocks(all);
    --depth_;
  }

  void block(const Section& section) {
    line("section " + std::to_string(section.level) + " #" + section.id + " " + quoted(section.title) +
         option("style", section.style) + option("orientation", section.orientation));
    nested(section.content);
  }
  void block(const Heading& heading) {
    line("heading " + std::to_string(heading.level) + " " + inlines(heading.content));
  }
  void block(const Paragraph& p) { line("paragraph" + option("style", p.style) + " " + inlines(p.content)); }
  void block(const List& list) {
    line(list.numbered ? "list numbered from " + std::to_string(list.start) : "list");
    ++depth_;
    for (const Blocks& item : list.items) {
      line("item");
      nested(item);
    }
    --depth_;
  }
  void block(const Quote& quote) {
    line("quote" + option("source", quote.source));
    nested(quote.content);
  }
  void block(const Callout& callout) {
    line("callout " + callout.kind + " " + quoted(callout.title));
    nested(callout.content);
  }
  void block(const KpiRow& row) {
    line("kpi");
    ++depth_;
    for (const KpiTile& tile : row.tiles) {
      std::string text = "tile " + quoted(tile.label) + " " + inline_text(tile.value);
      if (!tile.target.text.empty()) text += " target " + inline_text(tile.target);
      if (tile.share) text += " share " + tile.share->to_string();
      line(text + option("change", tile.change) + option("trend", tile.trend) +
           option("status", tile.status) + option("status_text", tile.status_text));
    }
    --depth_;
  }
  void block(const Figure& figure) {
    line("figure #" + figure.id + option("caption", figure.caption) + option("source", figure.source));
    ++depth_;
    std::visit([this](const auto& content) { this->block(content); }, figure.content);
    --depth_;
  }
  void block(const Chart& chart) {
    line("chart " + chart.kind + " " + quoted(chart.title) + option("unit", chart.unit) +
         option("format", chart.format) + option("table", chart.table));
    ++depth_;
    line("alt " + quoted(chart.alt));
    for (const ChartSeries& s : chart.series)
      line("series " + s.column + " " + quoted(s.label) + (s.target ? " target" : ""));
    if (chart.data != nullptr) rows(*chart.data, 0, chart.data->rows(), "row");
    --depth_;
  }
  void block(const Image& image) {
    line("image " + image.media_type + " " + quoted(image.alt) + " " + std::to_string(image.bytes.size()) +
         " bytes");
  }
  void block(const Note& note) { line("note " + std::to_string(note.number) + " " + inlines(note.content)); }
  void block(const Contents& contents) {
    line("contents " + quoted(contents.title) + " depth " + std::to_string(contents.depth));
  }
  void block(const KeyValue& keys) {
    line("keyvalue #" + keys.id + option("style", keys.style));
    ++depth_;
    for (const Pair& pair : keys.pairs) line(quoted(pair.key) + ": " + inlines(pair.content));
    --depth_;
  }
  void block(const PageBreak& page) { line("pagebreak" + option("orientation", page.orientation)); }

  void rows(const Table& table, std::size_t first, std::size_t count, const std::string& word) {
    for (std::size_t row = first; row < first + count; ++row) {
      std::string text = word;
      for (const Column& column : table.columns())
        text += " | " + typed(column.scalar(row)) + evidence(column.evidence(row));
      line(text);
    }
  }

  void column(const ColumnSpec& spec, const TableBlock& table) {
    const Column* column = table.data == nullptr ? nullptr : table.data->find(spec.name);
    std::string text = "column " + spec.name + " " +
                       std::string(column == nullptr ? "?" : type_name(column->type())) + " " +
                       quoted(spec.label) + option("unit", spec.unit) + option("align", spec.align) +
                       option("format", spec.format);
    if (spec.decimals >= 0) text += " decimals=" + std::to_string(spec.decimals);
    for (std::size_t row = 0; row < spec.row_decimals.size(); ++row) {
      text += (row == 0 ? " decimals=" : ",") + std::to_string(spec.row_decimals[row]);
    }
    if (spec.percent) text += " percent";
    if (spec.grouped) text += " grouped";
    if (spec.width_mm) text += " width=" + std::to_string(static_cast<int>(*spec.width_mm));
    line(text + option("total", spec.total) + option("status", spec.status_column) +
         option("href", spec.href_column) + option("note", spec.note_column) +
         option("at_least", spec.at_least_column));
  }

  void block(const TableBlock& table) {
    line("table #" + table.id + option("caption", table.caption) + option("style", table.style) +
         option("sheet", table.sheet) + option("only", table.only) + option("anchor", table.anchor_column));
    ++depth_;
    for (const ColumnSpec& spec : table.columns) column(spec, table);
    for (const ColumnGroup& group : table.groups) {
      std::string names;
      for (const std::string& name : group.columns) names += " " + name;
      line("over" + names + ": " + quoted(group.label) +
           (group.level > 0 ? " level " + std::to_string(group.level) : ""));
    }
    body(table);
    if (!table.legend.empty()) line("legend " + quoted(table.legend));
    --depth_;
  }
  void body(const TableBlock& table) {
    if (table.data == nullptr || table.data->rows() == 0) line("empty " + quoted(table.empty));
    if (table.data == nullptr) return;
    std::string names = "data";
    for (const Column& column : table.data->columns()) names += " | " + column.name();
    line(names);
    if (table.row_groups.empty()) rows(*table.data, 0, table.data->rows(), "row");
    for (const RowGroup& group : table.row_groups) {
      line("group " + quoted(group.label));
      ++depth_;
      rows(*table.data, group.first, group.count, "row");
      if (group.subtotal) rows(*table.summary, *group.subtotal, 1, "subtotal");
      --depth_;
    }
    if (table.total) rows(*table.summary, *table.total, 1, "total");
  }

  const Document& document_;
  std::string out_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string dump(const Document& document) {
  return Dumper(document).run();
}

}  // namespace kvali
