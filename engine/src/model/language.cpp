#include "model/language.hpp"

#include <fmt/format.h>

namespace kvali {

Scalar LanguageView::text(const Table& table, std::string_view field, std::size_t row) {
  const std::string name(field);
  for (const std::string& wanted : {name + "@" + lang_, name}) {
    const Column* column = table.find(wanted);
    if (column != nullptr && !column->missing(row)) return column->scalar(row);
  }
  const Column* other = table.find(name + "@en");
  if (other == nullptr || other->missing(row)) {
    other = nullptr;
    for (const Column& column : table.columns())
      if (column.name().rfind(name + "@", 0) == 0 && !column.missing(row)) {
        other = &column;
        break;
      }
  }
  if (other == nullptr) return Mark::not_recorded;
  const std::string instead = other->name().substr(name.size() + 1);
  report(table, field, row, instead);
  return fmt::format("{} [{}]", other->text(row), instead);
}

void LanguageView::report(const Table& table, std::string_view field, std::size_t row,
                          std::string_view instead) {
  if (!reported_.insert(fmt::format("{}.{}", table.name(), field)).second) return;
  Diagnostic finding;
  finding.id = "L-01";
  finding.severity = Severity::warning;
  finding.message =
      fmt::format("{}.{} has no text in '{}'; '{}' stands in", table.name(), field, lang_, instead);
  finding.hint = fmt::format("add the text, or map a column to {}@{}", field, lang_);
  if (row < table.row_evidence.size()) {
    const auto refs = evidence_.refs(table.row_evidence[row]);
    if (!refs.empty()) finding.place = {evidence_.place(refs.front()), 0, 0, 0};
  }
  diagnostics_.add(std::move(finding));
}

}  // namespace kvali
