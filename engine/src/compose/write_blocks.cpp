#include <algorithm>

#include "base/text.hpp"
#include "compose/writer.hpp"

namespace kvali {

Blocks Writer::write(const Nodes& all) {
  Blocks out;
  nodes(all, out);
  return out;
}

void Writer::nodes(const Nodes& all, Blocks& out) {
  for (const Node& one : all) {
    std::visit([&](const auto& node) { write(node, out); }, one.node);
  }
}

Blocks Writer::nested(const Nodes& all) {
  ++depth_;
  const bool boundary = boundary_;
  boundary_ = false;
  Blocks out;
  nodes(all, out);
  boundary_ = boundary;
  --depth_;
  return out;
}

/// Items that a loop wrote one by one are one list; lists that the template keeps apart stay so.
void Writer::push(Block block, Blocks& out) {
  List* const list = std::get_if<List>(&block.node);
  List* const before = out.empty() ? nullptr : std::get_if<List>(&out.back().node);
  if (boundary_ && list != nullptr && before != nullptr && list->numbered == before->numbered) {
    for (Blocks& item : list->items) before->items.push_back(std::move(item));
  } else {
    out.push_back(std::move(block));
  }
  boundary_ = false;
  flush_notes(out);
}

void Writer::flush_notes(Blocks& out) {
  if (depth_ > 0) return;  // Behind the outermost block, where a renderer can set them.
  std::vector<Note> notes = std::move(notes_);
  notes_.clear();
  std::sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) { return a.number < b.number; });
  for (Note& note : notes) out.push_back(Block{std::move(note)});
}

void Writer::write(const HeadingNode& node, Blocks& out) {
  Heading heading{std::min(below_ + node.level, 6), inlines(node.content)};
  std::string title = plain_text(heading.content);
  if (depth_ > 0) return push(Block{std::move(heading)}, out);
  Section section;
  section.level = heading.level;
  if (below_ == 0) level_ = heading.level;
  section.title = title;
  section.id = node.attributes.id;
  if (node.attributes.id_of != nullptr)
    section.id += shown_text(evaluator_.evaluate(*node.attributes.id_of), evaluator_);
  section.id = slug(section.id.empty() ? title : section.id, 60);
  for (const std::string& style : node.attributes.styles) {
    if (style == "annex") section.style = style;
    if (style == "landscape" || style == "portrait") section.orientation = style;
  }
  section_ = std::move(title);
  section_id_ = section.id;
  section.content.push_back(Block{std::move(heading)});
  push(Block{std::move(section)}, out);
}

/// What stands alone in its paragraph may be several blocks.
bool Writer::write_blocks_of(const Datum& datum, const NodeAttributes& attributes, Blocks& out) {
  if (datum.blocks == nullptr) return false;
  for (Node block : *datum.blocks) {
    if (auto* paragraph = std::get_if<ParagraphNode>(&block.node)) paragraph->attributes = attributes;
    std::visit([&](const auto& node) { write(node, out); }, block.node);
  }
  return true;
}

void Writer::write(const ParagraphNode& node, Blocks& out) {
  Paragraph paragraph;
  const InlineNode* only = node.content.size() == 1 ? &node.content.front() : nullptr;
  if (only != nullptr && only->expression != nullptr && only->marks == 0 && only->href == nullptr) {
    const Datum datum = evaluator_.evaluate(*only->expression);
    if (write_blocks_of(datum, node.attributes, out)) return;
    append(datum, 0, "", paragraph.content);
  } else {
    paragraph.content = inlines(node.content);
  }
  if (!node.attributes.styles.empty()) paragraph.style = node.attributes.styles.front();
  if (!paragraph.content.empty()) push(Block{std::move(paragraph)}, out);
}

void Writer::write(const ListNode& node, Blocks& out) {
  List list;
  list.numbered = node.numbered;
  list.start = node.start;
  for (const Nodes& item : node.items) {
    Blocks content = nested(item);
    if (!content.empty()) list.items.push_back(std::move(content));
  }
  if (!list.items.empty()) push(Block{std::move(list)}, out);
}

void Writer::write(const QuoteNode& node, Blocks& out) {
  Quote quote;
  quote.content = nested(node.content);
  if (!quote.content.empty()) push(Block{std::move(quote)}, out);
}

void Writer::write(const CodeNode& node, Blocks& out) {
  Paragraph paragraph;
  append_text(trim(node.text), Marks::code, "", "", paragraph.content);
  push(Block{std::move(paragraph)}, out);
}

void Writer::write(const ForOf<Nodes>& node, Blocks& out) {
  const Chosen chosen = evaluator_.choose(node.loop.rows);
  boundary_ = true;
  if (chosen.rows.empty()) nodes(node.otherwise, out);
  for (std::size_t i = 0; i < chosen.rows.size(); ++i) {
    if (!evaluator_.spend(node.loop.rows.span)) break;
    evaluator_.enter({node.loop.name, chosen.table, chosen.rows[i], i, chosen.rows.size(), false});
    nodes(node.body, out);
    evaluator_.leave();
    boundary_ = true;
  }
  boundary_ = true;
}

void Writer::write(const IfOf<Nodes>& node, Blocks& out) {
  for (const auto& branch : node.branches) {
    if (branch.first != nullptr && !evaluator_.holds(*branch.first)) continue;
    boundary_ = true;
    nodes(branch.second, out);
    boundary_ = true;
    return;
  }
  boundary_ = true;
}

void Writer::write(const PartNode& node, Blocks& out) {
  if (!evaluator_.spend(node.span)) return;
  boundary_ = true;
  const std::size_t entered = evaluator_.enter(node.values);
  nodes(*node.body, out);
  for (std::size_t i = 0; i < entered; ++i) evaluator_.leave();
  boundary_ = true;
}

void Writer::write(const CalloutNode& node, Blocks& out) {
  Callout callout;
  callout.kind = node.kind;
  callout.title = evaluator_.text(node.title);
  callout.content = nested(node.content);
  if (!callout.content.empty() || !callout.title.empty()) push(Block{std::move(callout)}, out);
}

void Writer::write(const KeyValueNode& node, Blocks& out) {
  KeyValue block;
  block.id = node.id;
  block.style = node.style;
  for (const PairNode& pair : node.pairs) {
    if (pair.when != nullptr && !evaluator_.holds(*pair.when)) continue;
    Pair one;
    one.key = evaluator_.text(pair.key);
    if (pair.value != nullptr) append(evaluator_.evaluate(*pair.value), 0, "", one.content);
    for (const TextPart& part : pair.text.parts) {
      if (part.expression == nullptr)
        append_text(part.text, 0, "", "", one.content);
      else
        append(evaluator_.evaluate(*part.expression), 0, "", one.content);
    }
    block.pairs.push_back(std::move(one));
  }
  if (!block.pairs.empty()) push(Block{std::move(block)}, out);
}

void Writer::write(const ContentsNode& node, Blocks& out) {
  Contents contents;
  contents.depth = node.depth;
  contents.title = node.title.empty() ? word("document.contents") : evaluator_.text(node.title);
  push(Block{std::move(contents)}, out);
}

void Writer::write(const PageBreakNode& node, Blocks& out) {
  push(Block{PageBreak{node.orientation}}, out);
}

void Writer::write(const ImageNode& node, Blocks& out) {
  push(Block{Image{node.media_type, node.alt, node.bytes, std::nullopt}}, out);
}

/// Empty tables hold the places, one for paper and one for a workbook, which has room for more; the annex
/// is filled when everything before and behind it is written.
void Writer::write(const EvidenceNode& node, Blocks& out) {
  TableBlock table;
  table.id = "evidence-table";
  table.caption = evaluator_.text(node.caption);
  table.sheet = node.sheet.empty() ? word("evidence.title") : evaluator_.text(node.sheet);
  if (!annexes_.empty()) {
    evaluator_.findings().add("TPL-07", node.span, "a second block of evidence",
                              "one annex lists all figures");
    return;
  }
  annexes_.push_back({node, table.id, "evidence-sheet"});
  TableBlock sheet = table;
  sheet.id = annexes_.back().sheet_id;
  sheet.only = "xlsx";
  table.except = "xlsx";
  push(Block{std::move(table)}, out);
  push(Block{std::move(sheet)}, out);
}

}  // namespace kvali
