#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "privacy/document_walk.hpp"
#include "privacy/redact_text.hpp"

namespace kvali {

namespace {

/// To look for a piece is to go through all records.
constexpr std::size_t most_located = 100;

/// Ids of sections are made of their titles, and those of tables of the section's: what stands in for those
/// that name somebody is the same wherever it stands.
class RenamedIds : public DocumentReader {
 public:
  explicit RenamedIds(const RedactionRules& rules) : rules_(rules) {}

  bool enters(const Section& section) override {
    if (!section.id.empty() && redacted(rules_, section.title) != section.title) rename(section.id);
    return true;
  }

  void mend(std::string& id) {
    if (names_somebody(id)) id = rename(id);
  }

 private:
  const std::string& rename(const std::string& id) {
    return renamed_.try_emplace(id, fmt::format("part-{}", renamed_.size() + 1)).first->second;
  }

  [[nodiscard]] bool names_somebody(const std::string& id) const {
    return redacted(rules_, id) != id || std::any_of(renamed_.begin(), renamed_.end(), [&](const auto& one) {
             return id == one.first || id.starts_with(one.first + "-");
           });
  }

  const RedactionRules& rules_;
  std::map<std::string, std::string> renamed_;
};

/// Walks all texts of a document and mends them.
class DocumentRedaction {
 public:
  DocumentRedaction(const RedactionRules& rules, Diagnostics& diagnostics)
      : rules_(rules), diagnostics_(diagnostics), ids_(rules) {}

  void run(Document& document) {
    walk(document.blocks, ids_);
    text(document.meta.title);
    for (auto& [key, value] : document.meta.attrs) text(value);
    blocks(document.blocks);
    for (PrintedFigure& figure : document.figures) text(figure.what);
  }

 private:
  void text(std::string& text) {
    text =
        redacted(rules_, text, [this](IdentifierKind kind, const std::string& piece) { tell(kind, piece); });
  }

  /// Once for each place where it was written, because each must be mended.
  void tell(IdentifierKind kind, const std::string& piece) {
    Diagnostic finding;
    finding.id = "P-01";
    finding.severity = Severity::block;
    finding.message = section_.empty() ? fmt::format("{} in the report", words_of(kind))
                                       : fmt::format("{} in the section “{}”", words_of(kind), section_);
    finding.hint = "take it out of the text; the finished file has a mark in its place";
    finding.subject = "document;" + section_ + ";" + std::string(words_of(kind));
    const bool first = told_.insert(finding.subject).second;
    if (!pieces_.insert(piece).second) return;
    std::vector<Place> places;
    if (pieces_.size() <= most_located) places = places_of_words(piece, rules_.files, rules_.merged);
    if (places.empty() && first) places.emplace_back();
    // The report in another language may have told the same.
    std::erase_if(places, [&](const Place& place) { return !place.empty() && is_told(place); });
    for (Place& place : places) {
      finding.place = std::move(place);
      diagnostics_.add(finding);
    }
  }

  [[nodiscard]] bool is_told(const Place& place) const {
    const auto& all = diagnostics_.all();
    return std::any_of(all.begin(), all.end(), [text = place.text()](const Diagnostic& finding) {
      return finding.id == "P-01" && finding.place.text() == text;
    });
  }

  void inlines(Inlines& all) {
    for (Inline& one : all) {
      if (auto* plain = std::get_if<Text>(&one)) {
        text(plain->text);
        address(plain->href);
      } else if (auto* value = std::get_if<Value>(&one)) {
        this->value(*value);
      }
    }
  }

  void address(std::string& href) {
    if (href.starts_with('#')) {
      std::string target = href.substr(1);
      ids_.mend(target);
      href = "#" + target;
      return;
    }
    std::string target = href;
    text(target);
    if (target != href) href.clear();
  }

  void value(Value& value) {
    text(value.unit);
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
    ids_.mend(node.id);
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
      value(tile.target);
    }
  }
  void mend(TableBlock& node) {
    ids_.mend(node.id);
    for (std::string* words : {&node.caption, &node.sheet, &node.empty, &node.legend}) text(*words);
    for (ColumnSpec& column : node.columns) {
      text(column.label);
      text(column.unit);
    }
    for (ColumnGroup& group : node.groups) text(group.label);
    for (RowGroup& group : node.row_groups) text(group.label);
    table(node.data);
    table(node.summary);
  }
  void mend(Figure& node) {
    ids_.mend(node.id);
    text(node.caption);
    text(node.source);
    if (auto* image = std::get_if<Image>(&node.content)) return mend(*image);
    Chart& chart = std::get<Chart>(node.content);
    ids_.mend(chart.table);
    for (std::string* words : {&chart.title, &chart.alt, &chart.unit, &chart.category_label}) text(*words);
    for (ChartSeries& series : chart.series) text(series.label);
    table(chart.data);
  }
  void mend(Image& node) { text(node.alt); }
  void mend(Note& node) { inlines(node.content); }
  void mend(KeyValue& node) {
    ids_.mend(node.id);
    for (Pair& pair : node.pairs) {
      text(pair.key);
      inlines(pair.content);
    }
  }
  void mend(Contents& node) { text(node.title); }
  void mend(PageBreak&) {}

  const RedactionRules& rules_;
  Diagnostics& diagnostics_;
  std::string section_;  ///< Title of the innermost one.
  RenamedIds ids_;
  std::set<std::string> told_;    ///< Subjects of findings.
  std::set<std::string> pieces_;  ///< Of texts, whose places are told.
};

}  // namespace

void redact_document(const RedactionRules& rules, Document& document, Diagnostics& diagnostics) {
  if (rules.policy.protects()) DocumentRedaction(rules, diagnostics).run(document);
}

}  // namespace kvali
