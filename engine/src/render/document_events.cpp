#include "render/document_events.hpp"

#include <algorithm>
#include <cmath>
#include <deque>

namespace kvali {

namespace {

/// The renderer's answer was not 0: unwinds the walk.
struct Stopped {
  int code;
};

/// One event under construction; attributes live as long as it does.
class Event {
 public:
  Event(kvali_kind kind, int phase) {
    event_.size = sizeof event_;
    event_.kind = kind;
    event_.phase = phase;
  }
  Event& level(int level) {
    event_.level = level;
    return *this;
  }
  Event& text(const std::string& text) { return set(event_.text, text); }
  Event& id(const std::string& id) { return set(event_.id, id); }
  Event& style(const std::string& style) { return set(event_.style, style); }
  Event& href(const std::string& href) { return set(event_.href, href); }
  Event& lang(const std::string& lang) { return set(event_.lang, lang); }
  Event& marks(unsigned marks) {
    event_.marks = marks;
    return *this;
  }
  Event& data(const std::string& bytes) {
    event_.data = bytes.data();
    event_.data_size = bytes.size();
    return *this;
  }
  Event& rows(const ArrowSchema* schema, const ArrowArray* batch) {
    event_.schema = schema;
    event_.batch = batch;
    return *this;
  }
  Event& attr(const std::string& key, const std::string& value) {
    if (!value.empty()) attrs_.emplace_back(key, value);
    return *this;
  }
  void send(const EventSink& sink) {
    std::vector<kvali_attr> flat;
    for (const auto& [key, value] : attrs_) flat.push_back({key.c_str(), value.c_str()});
    flat.push_back({nullptr, nullptr});
    event_.attrs = attrs_.empty() ? nullptr : flat.data();
    if (const int code = sink(event_)) throw Stopped{code};
  }

 private:
  Event& set(const char*& field, const std::string& value) {
    field = value.empty() ? nullptr : texts_.emplace_back(value).c_str();
    return *this;
  }
  kvali_event event_{};
  std::vector<std::pair<std::string, std::string>> attrs_;
  std::deque<std::string> texts_;
};

std::string note_id(int number) {
  return "note-" + std::to_string(number);
}

std::string type_word(const Scalar& scalar) {
  static constexpr const char* words[] = {"", "text", "int", "decimal", "decimal", "date", "bool"};
  return words[scalar.index()];
}

class Walk {
 public:
  Walk(const ExportStyle& style, std::string_view renderer, const EventSink& sink)
      : style_(style), renderer_(renderer), sink_(sink) {}

  void document() {
    const DocumentMeta& meta = style_.document.meta;
    Event open(KVALI_DOCUMENT, KVALI_OPEN);
    open.text(meta.title).lang(meta.lang);
    for (const auto& [key, value] : meta.attrs) open.attr(key, value);
    open.send(sink_);
    for (const Attachment& a : style_.document.attachments)
      Event(KVALI_ATTACHMENT, KVALI_LEAF)
          .text(a.file_name)
          .style(a.media_type)
          .data(a.bytes)
          .attr("description", a.description)
          .attr("relationship", a.relationship)
          .send(sink_);
    blocks(style_.document.blocks);
    close(KVALI_DOCUMENT);
  }

 private:
  void close(kvali_kind kind) { Event(kind, KVALI_CLOSE).send(sink_); }

  void blocks(const Blocks& all) {
    for (const Block& one : all) std::visit([this](const auto& node) { block(node); }, one.node);
  }

  void block(const Section& section) {
    Event(KVALI_SECTION, KVALI_OPEN)
        .level(section.level)
        .id(section.id)
        .text(section.title)
        .style(section.style)
        .attr("orientation", section.orientation)
        .send(sink_);
    blocks(section.content);
    close(KVALI_SECTION);
  }
  void block(const Heading& heading) {
    Event(KVALI_HEADING, KVALI_OPEN).level(heading.level).send(sink_);
    inlines(heading.content);
    close(KVALI_HEADING);
  }
  void block(const Paragraph& paragraph) {
    Event(KVALI_PARAGRAPH, KVALI_OPEN).style(paragraph.style).send(sink_);
    inlines(paragraph.content);
    close(KVALI_PARAGRAPH);
  }
  void block(const List& list) {
    Event(KVALI_BULLETS, KVALI_OPEN)
        .level(list.numbered ? 1 : 0)
        .attr("start", list.numbered && list.start != 1 ? std::to_string(list.start) : "")
        .send(sink_);
    for (const Blocks& item : list.items) {
      Event(KVALI_ITEM, KVALI_OPEN).send(sink_);
      blocks(item);
      close(KVALI_ITEM);
    }
    close(KVALI_BULLETS);
  }
  void block(const Quote& quote) {
    Event(KVALI_QUOTE, KVALI_OPEN).attr("source", quote.source).send(sink_);
    blocks(quote.content);
    close(KVALI_QUOTE);
  }
  void block(const Callout& callout) {
    Event(KVALI_CALLOUT, KVALI_OPEN).style(callout.kind).text(callout.title).send(sink_);
    blocks(callout.content);
    close(KVALI_CALLOUT);
  }
  void block(const KpiRow& row) {
    Event(KVALI_KPIS, KVALI_OPEN).send(sink_);
    for (const KpiTile& tile : row.tiles) {
      Event(KVALI_KPI, KVALI_LEAF)
          .text(tile.label)
          .href(style_.document.evidence_href(tile.value.evidence))
          .attr("value", tile.value.text)
          .attr("value_raw", canonical_text(tile.value.scalar))
          .attr("format", tile.value.format)
          .attr("unit", tile.value.unit)
          .attr("target", tile.target.text)
          .attr("target_raw", canonical_text(tile.target.scalar))
          .attr("share", tile.share ? tile.share->to_string() : "")
          .attr("change", tile.change)
          .attr("trend", tile.trend)
          .attr("status", tile.status)
          .attr("status_text", tile.status_text)
          .send(sink_);
    }
    close(KVALI_KPIS);
  }
  void block(const Figure& figure) {
    Event(KVALI_FIGURE, KVALI_OPEN).id(figure.id).text(figure.caption).send(sink_);
    std::visit([this](const auto& content) { figure_content(content); }, figure.content);
    if (!figure.source.empty()) block(Paragraph{"source", {Text{figure.source, 0, {}, {}}}});
    close(KVALI_FIGURE);
  }
  void figure_content(const Chart& chart) {
    TableExport rows(chart, style_);
    Event(KVALI_CHART, KVALI_LEAF)
        .text(chart.title)
        .style(chart.kind)
        .rows(rows.schema(), rows.batch(*chart.data, 0, chart.data->rows()))
        .attr("alt", chart.alt)
        .attr("unit", chart.unit)
        .attr("format", chart.format)
        .attr("table", chart.table)
        .send(sink_);
  }
  void figure_content(const Image& image) { block(image); }
  void block(const Image& image) {
    Event(KVALI_IMAGE, KVALI_LEAF)
        .text(image.alt)
        .style(image.media_type)
        .data(image.bytes)
        .attr("width", image.width_mm ? std::to_string(std::lround(*image.width_mm)) : "")
        .send(sink_);
  }
  void block(const Note& note) {
    Event(KVALI_NOTE, KVALI_OPEN).id(note_id(note.number)).text(std::to_string(note.number)).send(sink_);
    inlines(note.content);
    close(KVALI_NOTE);
  }
  void block(const Contents& contents) {
    Event(KVALI_CONTENTS, KVALI_LEAF).level(contents.depth).text(contents.title).send(sink_);
  }
  void block(const KeyValue& list) {
    Event(KVALI_KEYVALUE, KVALI_OPEN).id(list.id).style(list.style).send(sink_);
    for (const Pair& pair : list.pairs) {
      Event(KVALI_PAIR, KVALI_OPEN).text(pair.key).send(sink_);
      inlines(pair.content);
      close(KVALI_PAIR);
    }
    close(KVALI_KEYVALUE);
  }
  void block(const PageBreak& page) {
    Event(KVALI_PAGE, KVALI_LEAF).attr("orientation", page.orientation).send(sink_);
  }

  void block(const TableBlock& table) {
    if ((!table.only.empty() && table.only != renderer_) || table.except == renderer_) return;
    TableExport rows(table.columns, *table.data, table.anchor_column, table.evidence_links, style_);
    Event(KVALI_TABLE, KVALI_OPEN)
        .id(table.id)
        .text(table.caption)
        .style(table.style)
        .rows(rows.schema(), nullptr)
        .attr("sheet", table.sheet)
        .attr("legend", table.legend)
        .attr("only", table.only)
        .attr("empty", table.empty)
        .send(sink_);
    for (const ColumnGroup& group : table.groups) {
      std::string names;
      for (const std::string& name : group.columns) names += (names.empty() ? "" : " ") + name;
      Event(KVALI_COLUMN_GROUP, KVALI_LEAF)
          .text(group.label)
          .level(group.level)
          .attr("columns", names)
          .send(sink_);
    }
    if (table.row_groups.empty()) send_rows(rows, *table.data, 0, table.data->rows(), 0);
    for (const RowGroup& group : table.row_groups) {
      if (!group.label.empty()) Event(KVALI_ROW_GROUP, KVALI_OPEN).text(group.label).send(sink_);
      send_rows(rows, *table.data, group.first, group.count, 0);
      if (group.subtotal) send_rows(rows, *table.summary, *group.subtotal, 1, 1);
      if (!group.label.empty()) close(KVALI_ROW_GROUP);
    }
    if (table.total) send_rows(rows, *table.summary, *table.total, 1, 2);
    close(KVALI_TABLE);
  }
  void send_rows(TableExport& rows, const Table& table, std::size_t first, std::size_t count, int level) {
    for (std::size_t done = 0; done < count; done += batch_rows) {
      const std::size_t n = std::min(batch_rows, count - done);
      Event(KVALI_ROWS, KVALI_LEAF)
          .level(level)
          .rows(rows.schema(), rows.batch(table, first + done, n))
          .send(sink_);
    }
  }

  void inlines(const Inlines& all) {
    for (const Inline& one : all) std::visit([this](const auto& node) { inline_node(node); }, one);
  }
  void inline_node(const Text& text) {
    Event(KVALI_TEXT, KVALI_LEAF)
        .text(text.text)
        .marks(text.marks)
        .href(text.href)
        .lang(text.lang)
        .send(sink_);
  }
  void inline_node(const Value& value) {
    Event(KVALI_VALUE, KVALI_LEAF)
        .text(value.text)
        .marks(value.marks)
        .href(style_.document.evidence_href(value.evidence))
        .attr("type", type_word(value.scalar))
        .attr("value", canonical_text(value.scalar))
        .attr("format", value.format)
        .attr("unit", value.unit)
        .send(sink_);
  }
  void inline_node(const LineBreak&) { Event(KVALI_BREAK, KVALI_LEAF).send(sink_); }
  void inline_node(const NoteRef& ref) {
    Event(KVALI_NOTE_REF, KVALI_LEAF)
        .text(std::to_string(ref.number))
        .href("#" + note_id(ref.number))
        .send(sink_);
  }

  const ExportStyle& style_;
  std::string_view renderer_;
  const EventSink& sink_;
};

}  // namespace

int send_events(const ExportStyle& style, std::string_view renderer, const EventSink& sink) {
  try {
    Walk(style, renderer, sink).document();
    return 0;
  } catch (const Stopped& stopped) {
    return stopped.code;
  }
}

}  // namespace kvali
