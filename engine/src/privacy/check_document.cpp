#include <algorithm>

#include "privacy/document_walk.hpp"
#include "privacy/protect.hpp"

namespace kvali {

namespace {

/// Holds all values of a document against the withheld ones.
class DocumentCheck : public DocumentReader {
 public:
  DocumentCheck(const std::vector<WithheldValue>& withheld, const Evidence& evidence,
                Diagnostics& diagnostics)
      : withheld_(withheld), evidence_(evidence), diagnostics_(diagnostics) {}

  void value(const Value& value, const std::string& where) override {
    if (const auto* whole = std::get_if<std::int64_t>(&value.scalar))
      number(Decimal(*whole), value.evidence, where);
    else if (const auto* exact = std::get_if<Decimal>(&value.scalar))
      number(*exact, value.evidence, where);
  }

  void table(const Table& table, const std::string& where) override {
    for (const Column& column : table.columns())
      for (std::size_t row = 0; row < column.size(); ++row)
        if (!column.missing(row)) number(column.number(row), table.evidence(column, row), where);
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

  const std::vector<WithheldValue>& withheld_;
  const Evidence& evidence_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_document(const Document& document, const std::vector<WithheldValue>& withheld,
                    Diagnostics& diagnostics) {
  if (withheld.empty()) return;
  DocumentCheck check(withheld, *document.evidence, diagnostics);
  walk(document.blocks, check);
}

}  // namespace kvali
