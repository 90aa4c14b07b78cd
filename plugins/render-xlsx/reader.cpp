#include "reader.hpp"

#include <charconv>
#include <cmath>

namespace kvali::xlsx {
namespace {

std::string text_of(const char* text) {
  return text ? text : "";
}
std::string attr(const kvali_event& event, std::string_view key) {
  return std::string(attribute(event, key));
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

bool has_attribute(const kvali_event& event, std::string_view key) {
  for (const kvali_attr* a = event.attrs; a && a->key; ++a)
    if (a->key == key) return a->value != nullptr;
  return false;
}

bool is_blank(const Run& run) {
  return !run.line_break && run.text.find_first_not_of(" \n\t") == std::string::npos;
}

bool takes_inline(int kind) {
  return kind == KVALI_HEADING || kind == KVALI_PARAGRAPH || kind == KVALI_NOTE || kind == KVALI_PAIR;
}

}  // namespace

void Reader::event(const kvali_event& event) {
  if (skipped_ > 0) {
    if (event.phase == KVALI_OPEN) ++skipped_;
    if (event.phase == KVALI_CLOSE) --skipped_;
    return;
  }
  if (event.phase == KVALI_OPEN) return open(event);
  if (event.phase == KVALI_CLOSE) return close(event);
  leaf(event);
}

Content Reader::finish() {
  flush();
  if (!anchors_.empty() && !content_.blocks.empty()) {
    auto& last = content_.blocks.back().anchors;
    last.insert(last.end(), anchors_.begin(), anchors_.end());
    anchors_.clear();
  }
  return std::move(content_);
}

Block& Reader::add(BlockKind kind, const kvali_event& event) {
  Block block;
  block.kind = kind;
  block.level = event.level;
  block.style = text_of(event.style);
  block.text = text_of(event.text);
  block.frame = frames_.empty() ? "" : frames_.back();
  block.depth = static_cast<int>(lists_.size());
  block.anchors = std::exchange(anchors_, {});
  if (event.id && *event.id) block.anchors.emplace_back(event.id);
  content_.blocks.push_back(std::move(block));
  return content_.blocks.back();
}

void Reader::begin(BlockKind kind, const kvali_event& event) {
  flush();
  inline_ = std::move(add(kind, event));
  content_.blocks.pop_back();
  if (!bullet_.empty()) {
    inline_->kind = BlockKind::item;
    inline_->text = std::exchange(bullet_, "");
  }
}

void Reader::flush() {
  if (!inline_) return;
  Block block = std::move(*inline_);
  inline_.reset();
  if (block.value) {
    size_t filled = 0;
    for (const Run& run : block.runs) filled += is_blank(run) ? 0u : 1u;
    if (filled != 1) block.value.reset();
  }
  if (table_ >= 0)
    content_.tables[static_cast<size_t>(table_)].notes.push_back(std::move(block));
  else
    content_.blocks.push_back(std::move(block));
}

void Reader::open(const kvali_event& event) {
  const int kind = event.kind;
  if (!takes_inline(kind)) flush();
  if (kind == KVALI_TABLE && !attribute(event, "only").empty() && attribute(event, "only") != "xlsx") {
    skipped_ = 1;
    return;
  }
  open_.push_back(kind);
  switch (kind) {
    case KVALI_DOCUMENT:
      return open_document(event);
    case KVALI_SECTION:
      orientations_.push_back(attr(event, "orientation"));
      if (event.id && *event.id) anchors_.emplace_back(event.id);
      return;
    case KVALI_HEADING:
      return begin(BlockKind::heading, event);
    case KVALI_PARAGRAPH:
      return begin(BlockKind::paragraph, event);
    case KVALI_NOTE:
      return begin(BlockKind::note, event);
    case KVALI_PAIR:
      begin(BlockKind::pair, event);
      inline_->style = pair_style_;
      return;
    case KVALI_KEYVALUE:
      pair_style_ = text_of(event.style);
      if (event.id && *event.id) anchors_.emplace_back(event.id);
      return;
    case KVALI_BULLETS: {
      const auto start = number_of(attribute(event, "start"));
      lists_.push_back({event.level == 1, start ? static_cast<int64_t>(*start) : 1});
      return;
    }
    case KVALI_ITEM:
      if (lists_.empty()) lists_.emplace_back();
      bullet_ = lists_.back().numbered ? std::to_string(lists_.back().next++) + "."
                                       : std::string(lists_.size() % 2 == 1 ? "•" : "–");
      return;
    case KVALI_QUOTE:
      frames_.emplace_back("quote");
      quote_sources_.push_back(attr(event, "source"));
      return;
    case KVALI_CALLOUT:
      frames_.push_back(event.style && *event.style ? event.style : "note");
      if (event.text && *event.text) add(BlockKind::callout_title, event);
      return;
    case KVALI_KPIS:
      content_.kpis.emplace_back();
      add(BlockKind::kpis, event).index = content_.kpis.size() - 1;
      return;
    case KVALI_FIGURE:
      if (event.text && *event.text)
        add(BlockKind::caption, event);
      else if (event.id && *event.id)
        anchors_.emplace_back(event.id);
      return;
    case KVALI_TABLE:
      return open_table(event);
    case KVALI_ROW_GROUP:
      ++group_depth_;
      if (table_ >= 0)
        content_.tables[static_cast<size_t>(table_)].entries.push_back(
            {true, event.level, group_depth_, text_of(event.text), text_of(event.id), 0, 0});
      return;
    default:
      if (event.id && *event.id) anchors_.emplace_back(event.id);
  }
}

void Reader::close(const kvali_event& event) {
  flush();
  if (!open_.empty()) open_.pop_back();
  switch (event.kind) {
    case KVALI_SECTION:
      if (!orientations_.empty()) orientations_.pop_back();
      return;
    case KVALI_BULLETS:
      if (!lists_.empty()) lists_.pop_back();
      return;
    case KVALI_ITEM:
      bullet_.clear();
      return;
    case KVALI_QUOTE:
      if (frames_.empty() || quote_sources_.empty()) return;
      if (!quote_sources_.back().empty()) {
        Block& source = add(BlockKind::paragraph, event);
        source.style = "source";
        source.runs.push_back({quote_sources_.back()});
      }
      frames_.pop_back();
      quote_sources_.pop_back();
      return;
    case KVALI_CALLOUT:
      if (!frames_.empty()) frames_.pop_back();
      return;
    case KVALI_TABLE:
      table_ = -1;
      group_depth_ = 0;
      return;
    case KVALI_ROW_GROUP:
      group_depth_ -= group_depth_ > 0 ? 1 : 0;
      return;
    default:
      return;
  }
}

void Reader::leaf(const kvali_event& event) {
  switch (event.kind) {
    case KVALI_TEXT:
    case KVALI_BREAK:
    case KVALI_NOTE_REF:
      return add_inline(event);
    case KVALI_VALUE:
      return add_value(event);
    default:
      break;
  }
  flush();
  switch (event.kind) {
    case KVALI_ROWS:
      return add_rows(event);
    case KVALI_COLUMN_GROUP:
      return add_column_group(event);
    case KVALI_IMAGE:
      return add_image(event);
    case KVALI_KPI:
      return add_kpi(event);
    case KVALI_CHART:
      return add_chart(event);
    case KVALI_CONTENTS:
      add(BlockKind::contents, event);
      return;
    case KVALI_PAGE:
      // The first block begins a page anyway.
      if (!content_.blocks.empty()) add(BlockKind::page_break, event);
      return;
    case KVALI_ATTACHMENT:
      log_->debug("a workbook carries no attachments: '" + text_of(event.text) + "' is left out");
      return;
    default:
      return;
  }
}

void Reader::open_document(const kvali_event& event) {
  content_.title = text_of(event.text);
  content_.lang = event.lang ? event.lang : std::string(log_->locale());
  for (const kvali_attr* a = event.attrs; a && a->key; ++a)
    if (a->value) content_.attributes[a->key] = a->value;
}

void Reader::open_table(const kvali_event& event) {
  Block& block = add(BlockKind::table, event);
  block.index = content_.tables.size();
  Table table;
  table.id = text_of(event.id);
  table.caption = text_of(event.text);
  table.style = text_of(event.style);
  table.sheet = attr(event, "sheet");
  table.legend = attr(event, "legend");
  table.empty = attr(event, "empty");
  for (const std::string& orientation : orientations_)
    if (!orientation.empty()) table.landscape = orientation == "landscape";
  if (event.schema) table.rows.define(*event.schema, table.caption);
  table_ = static_cast<int>(block.index);
  content_.tables.push_back(std::move(table));
}

void Reader::add_rows(const kvali_event& event) {
  if (table_ < 0 || !event.schema || !event.batch) return;
  Table& table = content_.tables[static_cast<size_t>(table_)];
  const size_t first = table.rows.rows;
  table.rows.append(*event.schema, *event.batch, table.caption);
  const size_t count = table.rows.rows - first;
  auto& entries = table.entries;
  const bool continues = !entries.empty() && !entries.back().heading && entries.back().level == event.level &&
                         entries.back().depth == group_depth_;
  if (continues)
    entries.back().count += count;
  else if (count > 0)
    entries.push_back({false, event.level, group_depth_, {}, {}, first, count});
}

void Reader::add_column_group(const kvali_event& event) {
  if (table_ < 0) return;
  ColumnGroup group{event.level, text_of(event.text), {}};
  std::string name;
  for (const char c : attr(event, "columns") + " ") {
    if (c != ' ')
      name.push_back(c);
    else if (!name.empty())
      group.columns.push_back(std::exchange(name, ""));
  }
  content_.tables[static_cast<size_t>(table_)].groups.push_back(std::move(group));
}

void Reader::add_kpi(const kvali_event& event) {
  if (content_.kpis.empty() || open_.empty() || open_.back() != KVALI_KPIS) {
    content_.kpis.emplace_back();
    add(BlockKind::kpis, event).index = content_.kpis.size() - 1;
  }
  Kpi kpi;
  kpi.label = text_of(event.text);
  kpi.href = text_of(event.href);
  kpi.value = attr(event, "value");
  kpi.format = attr(event, "format");
  kpi.unit = attr(event, "unit");
  kpi.target = attr(event, "target");
  kpi.change = attr(event, "change");
  kpi.trend = attr(event, "trend");
  kpi.status = attr(event, "status");
  kpi.status_text = attr(event, "status_text");
  kpi.number = number_of(attribute(event, "value_raw"));
  kpi.target_number = number_of(attribute(event, "target_raw"));
  kpi.share = number_of(attribute(event, "share"));
  content_.kpis.back().push_back(std::move(kpi));
}

void Reader::add_chart(const kvali_event& event) {
  if (!event.schema || !event.batch) return;
  Chart chart;
  chart.title = text_of(event.text);
  chart.style = text_of(event.style);
  chart.alt = attr(event, "alt");
  chart.unit = attr(event, "unit");
  chart.format = attr(event, "format");
  chart.table = attr(event, "table");
  chart.rows.append(*event.schema, *event.batch, chart.title);
  add(BlockKind::chart, event).index = content_.charts.size();
  content_.charts.push_back(std::move(chart));
}

void Reader::add_image(const kvali_event& event) {
  Image image;
  const auto* bytes = static_cast<const unsigned char*>(event.data);
  if (bytes) image.bytes.assign(bytes, bytes + event.data_size);
  image.media_type = text_of(event.style);
  image.alt = text_of(event.text);
  image.href = attr(event, "href");
  image.width_mm = number_of(attribute(event, "width")).value_or(0);
  add(BlockKind::image, event).index = content_.images.size();
  content_.images.push_back(std::move(image));
}

void Reader::add_inline(const kvali_event& event) {
  // Text directly in a list item, quote, callout or a kind from the future: a paragraph of its own.
  if (!inline_) begin(BlockKind::paragraph, kvali_event{});
  Run run{text_of(event.text), event.marks, text_of(event.href)};
  run.note_mark = event.kind == KVALI_NOTE_REF;
  run.line_break = event.kind == KVALI_BREAK;
  if (run.line_break) run.text = "\n";
  inline_->runs.push_back(std::move(run));
}

void Reader::add_value(const kvali_event& event) {
  add_inline(event);
  Typed value;
  value.type = attr(event, "type");
  if (has_attribute(event, "value")) value.raw = attr(event, "value");
  value.shown = text_of(event.text);
  value.format = attr(event, "format");
  value.unit = attr(event, "unit");
  value.href = text_of(event.href);
  inline_->value = std::move(value);
}

}  // namespace kvali::xlsx
