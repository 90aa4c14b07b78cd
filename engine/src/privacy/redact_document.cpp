#include <fmt/format.h>

#include <algorithm>

#include "privacy/identifiers.hpp"
#include "privacy/redact.hpp"

namespace kvali {

namespace {

/// A piece of a text and what stands in for it.
struct Piece {
  std::size_t begin = 0;
  std::size_t length = 0;
  std::string instead;
};

/// Walks all texts of a document and mends them.
class DocumentRedaction {
 public:
  DocumentRedaction(const RedactionRules& rules, Diagnostics& diagnostics)
      : rules_(rules), diagnostics_(diagnostics) {}

  void run(Document& document) {
    text(document.meta.title);
    for (auto& [key, value] : document.meta.attrs) text(value);
    blocks(document.blocks);
  }

 private:
  void text(std::string& text) {
    std::vector<Piece> pieces;
    for (const Identifier& found : find_identifiers(text, rules_.policy.settings.gps_decimals)) {
      const std::string piece = text.substr(found.begin, found.length);
      if (is_known(piece)) continue;
      pieces.push_back({found.begin, found.length, rules_.words.text("privacy.removed")});
      tell(found.kind, piece);
    }
    for (const auto& mention : rules_.persons.find(text)) {
      const PrivatePerson& person = rules_.persons.all()[mention.person];
      if (rules_.consented.contains(person.id)) continue;
      std::string instead = stand_in(rules_, person.org);
      // A cell that is the name alone needs no brackets.
      if (mention.length != text.size()) instead = "[" + instead + "]";
      pieces.push_back({mention.begin, mention.length, std::move(instead)});
    }
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.begin > b.begin; });
    std::size_t end = text.size();
    for (const Piece& piece : pieces) {  // From the last on, so that the others stay where they are.
      if (piece.begin + piece.length > end) continue;
      text.replace(piece.begin, piece.length, piece.instead);
      end = piece.begin;
    }
  }

  [[nodiscard]] bool is_known(const std::string& piece) const {
    return std::any_of(rules_.known.begin(), rules_.known.end(),
                       [&](const std::string& text) { return text.find(piece) != text.npos; });
  }

  void tell(IdentifierKind kind, const std::string& piece) {
    Diagnostic finding;
    finding.id = "P-01";
    finding.severity = Severity::block;
    finding.message = section_.empty() ? fmt::format("{} in the report", words_of(kind))
                                       : fmt::format("{} in the section “{}”", words_of(kind), section_);
    finding.hint = "take it out of the text; the finished file has a mark in its place";
    finding.subject = "document;" + section_ + ";" + std::string(words_of(kind));
    if (!told_.insert(finding.subject).second) return;
    locate_words(piece, rules_.files, rules_.merged, finding);
    diagnostics_.add(std::move(finding));
  }

  void inlines(Inlines& all) {
    for (Inline& one : all) {
      if (auto* plain = std::get_if<Text>(&one)) {
        text(plain->text);
        std::string target = plain->href;
        text(target);
        if (target != plain->href) plain->href.clear();
      } else if (auto* value = std::get_if<Value>(&one)) {
        this->value(*value);
      }
    }
  }

  void value(Value& value) {
    auto* words = std::get_if<std::string>(&value.scalar);
    if (words == nullptr) return;
    text(*words);
    text(value.text);
  }

  void blocks(Blocks& all) {
    for (Block& block : all) std::visit([this](auto& node) { mend(node); }, block.node);
  }

  /// A table is shared and frozen: it is copied where one of its texts changes.
  void table(std::shared_ptr<const Table>& data) {
    if (data == nullptr) return;
    std::shared_ptr<Table> mended;
    for (std::size_t at = 0; at < data->columns().size(); ++at) {
      const Column& column = data->columns()[at];
      if (column.type() != Type::text) continue;
      auto left = mended_column(column);
      if (!left) continue;
      if (mended == nullptr) mended = std::make_shared<Table>(*data);
      mended->columns()[at] = std::move(*left);
    }
    if (mended != nullptr) data = std::move(mended);
  }

  /// Each distinct text is looked at once.
  std::optional<Column> mended_column(const Column& column) {
    std::vector<std::optional<std::string>> texts(column.distinct_texts());
    bool changed = false;
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (column.missing(row) || texts[column.code(row)]) continue;
      std::string mended(column.text(row));
      text(mended);
      changed = changed || mended != column.text(row);
      texts[column.code(row)] = std::move(mended);
    }
    if (!changed) return std::nullopt;
    Column left(column.name(), Type::text);
    for (std::size_t row = 0; row < column.size(); ++row) {
      column.missing(row) ? left.append(column.mark(row))
                          : left.append(std::string_view(*texts[column.code(row)]));
      if (column.evidence(row) != 0) left.set_evidence(column.evidence(row));
    }
    return left;
  }

  void mend(Section& node) {
    const std::string outer = section_;
    text(node.title);
    section_ = node.title;
    blocks(node.content);
    section_ = outer;
  }
  void mend(Heading& node) { inlines(node.content); }
  void mend(Paragraph& node) { inlines(node.content); }
  void mend(List& node) {
    for (Blocks& item : node.items) blocks(item);
  }
  void mend(Quote& node) {
    text(node.source);
    blocks(node.content);
  }
  void mend(Callout& node) {
    text(node.title);
    blocks(node.content);
  }
  void mend(KpiRow& node) {
    for (KpiTile& tile : node.tiles) {
      for (std::string* words : {&tile.label, &tile.change, &tile.status_text}) text(*words);
      value(tile.value);
    }
  }
  void mend(TableBlock& node) {
    text(node.caption);
    for (RowGroup& group : node.row_groups) text(group.label);
    table(node.data);
    table(node.summary);
  }
  void mend(Figure& node) {
    text(node.caption);
    text(node.source);
    if (auto* image = std::get_if<Image>(&node.content)) return mend(*image);
    Chart& chart = std::get<Chart>(node.content);
    text(chart.title);
    text(chart.alt);
    table(chart.data);
  }
  void mend(Image& node) { text(node.alt); }
  void mend(Note& node) { inlines(node.content); }
  void mend(KeyValue& node) {
    for (Pair& pair : node.pairs) inlines(pair.content);
  }
  void mend(Contents&) {}
  void mend(PageBreak&) {}

  const RedactionRules& rules_;
  Diagnostics& diagnostics_;
  std::string section_;         ///< Title of the innermost one.
  std::set<std::string> told_;  ///< Subjects of findings.
};

}  // namespace

void redact_document(const RedactionRules& rules, Document& document, Diagnostics& diagnostics) {
  if (rules.policy.protects()) DocumentRedaction(rules, diagnostics).run(document);
}

}  // namespace kvali
