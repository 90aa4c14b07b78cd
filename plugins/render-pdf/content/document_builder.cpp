#include "content/document_builder.hpp"

#include <algorithm>

namespace kvali::pdf {
namespace {

// Deeper nesting is drawn at this depth: recursion must not follow hostile input.
constexpr size_t deepest_nesting = 64;

std::string owned(const char* text) {
  return text ? text : "";
}

// The table the rows of an event belong to: the nearest open TABLE.
bool is_known(int kind) {
  return kind >= KVALI_DOCUMENT && kind <= KVALI_ATTACHMENT;
}

bool holds_text(int kind) {
  return kind == KVALI_PARAGRAPH || kind == KVALI_HEADING || kind == KVALI_NOTE || kind == KVALI_PAIR;
}

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

DocumentBuilder::DocumentBuilder() : root_(std::make_unique<Block>()) {
  root_->kind = KVALI_DOCUMENT;
  open_.push_back({0, root_.get()});
}

void DocumentBuilder::add(const kvali_event& event) {
  switch (event.phase) {
    case KVALI_OPEN:
      return open(event);
    case KVALI_CLOSE:
      return close(event);
    case KVALI_LEAF:
      return leaf(event);
    default:
      throw Error("an event with an unknown phase");
  }
}

Block& DocumentBuilder::add_block(const kvali_event& event) {
  auto block = std::make_unique<Block>();
  block->kind = event.kind;
  block->level = event.level;
  block->text = owned(event.text);
  block->style = owned(event.style);
  block->id = owned(event.id);
  block->lang = owned(event.lang);
  block->href = owned(event.href);
  for (const kvali_attr* a = event.attrs; a && a->key; ++a)
    block->attributes.emplace_back(a->key, owned(a->value));
  if (event.data != nullptr && event.data_size > 0)
    block->data.assign(static_cast<const char*>(event.data), event.data_size);
  Block& placed = *block;
  current().children.push_back(std::move(block));
  return placed;
}

void DocumentBuilder::open(const kvali_event& event) {
  if (event.kind == KVALI_DOCUMENT && !seen_document_ && open_.size() == 1) {
    seen_document_ = true;
    root_->text = owned(event.text);
    root_->lang = owned(event.lang);
    for (const kvali_attr* a = event.attrs; a && a->key; ++a)
      root_->attributes.emplace_back(a->key, owned(a->value));
    open_.push_back({event.kind, root_.get()});
    return;
  }
  if (event.kind == KVALI_ROW_GROUP && current().table != nullptr) {
    current().table->add_group(owned(event.text), event.level);
    open_.push_back({event.kind, &current()});
    return;
  }
  // An unknown kind adds nothing of its own, but what it holds is kept.
  if (!is_known(event.kind) || open_.size() >= deepest_nesting) {
    open_.push_back({event.kind, &current()});
    return;
  }
  Block& block = add_block(event);
  if (event.kind == KVALI_TABLE) {
    block.table = std::make_unique<TableData>();
    if (event.schema != nullptr) block.table->set_columns(*event.schema);
  }
  open_.push_back({event.kind, &block});
}

void DocumentBuilder::close(const kvali_event& event) {
  if (open_.size() <= 1 || open_.back().kind != event.kind) throw Error("events are not well nested");
  open_.pop_back();
}

void DocumentBuilder::add_span(const kvali_event& event, SpanKind kind) {
  Block* target = &current();
  // Text that stands directly between blocks gets a paragraph of its own.
  if (!holds_text(target->kind)) {
    const bool goes_on = !target->children.empty() && target->children.back()->kind == KVALI_PARAGRAPH &&
                         target->children.back()->style == "loose";
    if (!goes_on) {
      auto paragraph = std::make_unique<Block>();
      paragraph->kind = KVALI_PARAGRAPH;
      paragraph->style = "loose";
      target->children.push_back(std::move(paragraph));
    }
    target = target->children.back().get();
  }
  std::string lang = owned(event.lang);
  if (lang.empty()) lang = target->lang;
  const bool is_value = event.kind == KVALI_VALUE;
  target->spans.push_back(
      {kind, is_value, event.marks, owned(event.text), owned(event.href), std::move(lang)});
}

void DocumentBuilder::add_rows(const kvali_event& event) {
  if (current().table == nullptr) throw Error("rows outside a table");
  if (event.schema == nullptr || event.batch == nullptr) throw Error("rows without a schema or a batch");
  current().table->add_rows(*event.schema, *event.batch, event.level, false);
}

void DocumentBuilder::leaf(const kvali_event& event) {
  switch (event.kind) {
    case KVALI_TEXT:
    case KVALI_VALUE:
      return add_span(event, SpanKind::text);
    case KVALI_BREAK:
      return add_span(event, SpanKind::line_break);
    case KVALI_NOTE_REF:
      return add_span(event, SpanKind::note_ref);
    case KVALI_ROWS:
      return add_rows(event);
    case KVALI_COLUMN_GROUP:
      if (current().table != nullptr)
        current().table->add_column_group(
            {owned(event.text), event.level, words_of(kvali::attribute(event, "columns"))});
      return;
    case KVALI_CHART: {
      Block& chart = add_block(event);
      chart.table = std::make_unique<TableData>();
      if (event.schema != nullptr && event.batch != nullptr)
        chart.table->add_rows(*event.schema, *event.batch, 0, true);
      else if (event.schema != nullptr)
        chart.table->set_columns(*event.schema);
      return;
    }
    default: {
      // An unknown leaf that carries text is shown as text: nothing but looks is lost.
      if (is_known(event.kind))
        add_block(event);
      else if (event.text != nullptr)
        add_span(event, SpanKind::text);
    }
  }
}

std::unique_ptr<Block> DocumentBuilder::take() {
  if (open_.size() != 1) throw Error("the document ends while a block is open");
  return std::move(root_);
}

}  // namespace kvali::pdf
