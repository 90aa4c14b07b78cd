#include "compose/value_markdown.hpp"

#include "compose/parse_markdown.hpp"
#include "document/document.hpp"

namespace kvali {

namespace {

void calm(Nodes& blocks);

/// A heading as a bold paragraph, here and in lists and quotes.
void calm(Node& block) {
  if (auto* heading = std::get_if<HeadingNode>(&block.node)) {
    ParagraphNode paragraph{std::move(heading->content), {}};
    for (InlineNode& part : paragraph.content) part.marks |= Marks::bold;
    block.node = std::move(paragraph);
  } else if (auto* list = std::get_if<ListNode>(&block.node)) {
    for (Nodes& item : list->items) calm(item);
  } else if (auto* quote = std::get_if<QuoteNode>(&block.node)) {
    calm(quote->content);
  }
}

void calm(Nodes& blocks) {
  for (Node& block : blocks) calm(block);
}

void append(const InlineNodes& content, std::string_view before, InlineNodes& out) {
  if (content.empty()) return;
  if (!out.empty())
    out.push_back({InlineNode::Kind::text, std::string(before), nullptr, 0, nullptr, nullptr});
  out.insert(out.end(), content.begin(), content.end());
}

void flatten(const Nodes& blocks, std::string_view before, InlineNodes& out) {
  for (const Node& block : blocks) {
    if (const auto* paragraph = std::get_if<ParagraphNode>(&block.node))
      append(paragraph->content, before, out);
    if (const auto* quote = std::get_if<QuoteNode>(&block.node)) flatten(quote->content, before, out);
    if (const auto* list = std::get_if<ListNode>(&block.node))
      for (const Nodes& item : list->items) flatten(item, "; ", out);
    if (const auto* code = std::get_if<CodeNode>(&block.node))
      append({{InlineNode::Kind::text, code->text, nullptr, Marks::code, nullptr, nullptr}}, before, out);
    const auto* grid = std::get_if<GridNode>(&block.node);
    if (grid == nullptr) continue;
    for (const InlineNodes& cell : grid->header) append(cell, "; ", out);
    for (const GridRow& row : grid->rows)
      if (const auto* cells = std::get_if<GridCells>(&row.node))
        for (const InlineNodes& cell : *cells) append(cell, "; ", out);
  }
}

}  // namespace

Nodes parse_value_markdown(const std::string& text, Diagnostics& diagnostics) {
  const SourceText source({}, text);
  TemplateFindings findings(source, diagnostics);
  Nodes blocks = parse_markdown(Code(text, 0), {findings, {}, 0, true});
  calm(blocks);
  return blocks;
}

InlineNodes in_one_line(const Nodes& blocks) {
  InlineNodes out;
  flatten(blocks, " ", out);
  return out;
}

std::string plain_words(const InlineNodes& content) {
  std::string words;
  for (const InlineNode& part : content) words += part.kind == InlineNode::Kind::line_break ? " " : part.text;
  return words;
}

}  // namespace kvali
