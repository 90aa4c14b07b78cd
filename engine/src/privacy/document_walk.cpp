#include "privacy/document_walk.hpp"

namespace kvali {

namespace {

class Walk {
 public:
  explicit Walk(DocumentReader& reader) : reader_(reader) {}

  void blocks(const Blocks& all) {
    for (const Block& block : all) std::visit([this](const auto& node) { read(node); }, block.node);
  }

 private:
  void inlines(const Inlines& all) {
    reader_.sentence(all);
    for (const Inline& one : all)
      if (const auto* value = std::get_if<Value>(&one)) reader_.value(*value, "a sentence");
  }

  void table(const std::shared_ptr<const Table>& data, const std::string& where) {
    if (data != nullptr) reader_.table(*data, where);
  }

  void read(const Section& node) {
    if (!reader_.enters(node)) return;
    blocks(node.content);
    reader_.leaves(node);
  }
  void read(const Heading& node) { inlines(node.content); }
  void read(const Paragraph& node) { inlines(node.content); }
  void read(const List& node) {
    for (const Blocks& item : node.items) blocks(item);
  }
  void read(const Quote& node) {
    reader_.text(node.source);
    blocks(node.content);
  }
  void read(const Callout& node) {
    reader_.text(node.title);
    blocks(node.content);
  }
  void read(const KpiRow& node) {
    for (const KpiTile& tile : node.tiles) {
      for (const std::string* words : {&tile.label, &tile.change, &tile.status_text}) reader_.text(*words);
      reader_.value(tile.value, tile.label);
      reader_.value(tile.target, tile.label);
    }
  }
  void read(const TableBlock& node) {
    reader_.text(node.caption);
    table(node.data, "table " + node.id);
    table(node.summary, "table " + node.id);
  }
  void read(const Figure& node) {
    for (const std::string* words : {&node.caption, &node.source}) reader_.text(*words);
    if (const auto* chart = std::get_if<Chart>(&node.content)) {
      for (const std::string* words : {&chart->title, &chart->alt}) reader_.text(*words);
      table(chart->data, "figure " + node.id);
    } else {
      read(std::get<Image>(node.content));
    }
  }
  void read(const Image& node) { reader_.text(node.alt); }
  void read(const Note& node) { inlines(node.content); }
  void read(const KeyValue& node) {
    for (const Pair& pair : node.pairs) inlines(pair.content);
  }
  void read(const Contents&) {}
  void read(const PageBreak&) {}

  DocumentReader& reader_;
};

}  // namespace

void walk(const Blocks& blocks, DocumentReader& reader) {
  Walk(reader).blocks(blocks);
}

}  // namespace kvali
