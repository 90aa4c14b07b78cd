#include <algorithm>

#include "privacy/protect.hpp"

namespace kvali {

namespace {

/// Walks all values of a document.
class DocumentCheck {
 public:
  DocumentCheck(const std::vector<WithheldValue>& withheld, const Evidence& evidence,
                Diagnostics& diagnostics)
      : withheld_(withheld), evidence_(evidence), diagnostics_(diagnostics) {}

  void blocks(const Blocks& all) {
    for (const Block& block : all) std::visit([this](const auto& node) { check(node); }, block.node);
  }

 private:
  void number(const std::optional<Decimal>& shown, EvidenceId evidence, const std::string& where) {
    if (!shown || evidence == 0) return;
    const auto is_it = [&](const WithheldValue& value) {
      return value.value == *shown && evidence_.same_records(value.evidence, evidence);
    };
    if (std::none_of(withheld_.begin(), withheld_.end(), is_it)) return;
    Diagnostic finding;
    finding.id = "P-02";
    finding.severity = Severity::block;
    finding.message = "a withheld count of people is printed in another place: " + where;
    finding.hint = "leave this figure out of the template, or lay small groups together";
    finding.subject = "document;" + where;
    diagnostics_.add(std::move(finding));
  }

  void value(const Value& value, const std::string& where) {
    if (const auto* whole = std::get_if<std::int64_t>(&value.scalar))
      number(Decimal(*whole), value.evidence, where);
    else if (const auto* exact = std::get_if<Decimal>(&value.scalar))
      number(*exact, value.evidence, where);
  }

  void inlines(const Inlines& all) {
    for (const Inline& one : all)
      if (const auto* found = std::get_if<Value>(&one)) value(*found, "a sentence");
  }

  void table(const Table* data, const std::string& where) {
    if (data == nullptr) return;
    for (const Column& column : data->columns())
      for (std::size_t row = 0; row < column.size(); ++row)
        if (!column.missing(row)) number(column.number(row), data->evidence(column, row), where);
  }

  void check(const Section& node) { blocks(node.content); }
  void check(const Heading& node) { inlines(node.content); }
  void check(const Paragraph& node) { inlines(node.content); }
  void check(const List& node) {
    for (const Blocks& item : node.items) blocks(item);
  }
  void check(const Quote& node) { blocks(node.content); }
  void check(const Callout& node) { blocks(node.content); }
  void check(const KpiRow& node) {
    for (const KpiTile& tile : node.tiles) {
      value(tile.value, tile.label);
      value(tile.target, tile.label);
    }
  }
  void check(const TableBlock& node) {
    table(node.data.get(), "table " + node.id);
    table(node.summary.get(), "table " + node.id);
  }
  void check(const Figure& node) {
    if (const auto* chart = std::get_if<Chart>(&node.content)) table(chart->data.get(), "figure " + node.id);
  }
  void check(const Note& node) { inlines(node.content); }
  void check(const KeyValue& node) {
    for (const Pair& pair : node.pairs) inlines(pair.content);
  }
  void check(const Image&) {}
  void check(const Contents&) {}
  void check(const PageBreak&) {}

  const std::vector<WithheldValue>& withheld_;
  const Evidence& evidence_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_document(const Document& document, const std::vector<WithheldValue>& withheld,
                    Diagnostics& diagnostics) {
  if (!withheld.empty()) DocumentCheck(withheld, *document.evidence, diagnostics).blocks(document.blocks);
}

}  // namespace kvali
