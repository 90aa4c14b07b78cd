#include "compose/compose.hpp"

#include <limits>

#include "compose/evidence_annex.hpp"
#include "compose/freeze.hpp"
#include "compose/names.hpp"
#include "compose/writer.hpp"

namespace kvali {

namespace {

bool fits(const Scalar& value, Type type) {
  switch (type) {
    case Type::text:
      return std::holds_alternative<std::string>(value);
    case Type::integer:
      return std::holds_alternative<std::int64_t>(value);
    case Type::boolean:
      return std::holds_alternative<bool>(value);
    case Type::date:
      return std::holds_alternative<Date>(value);
    default:
      return number_of(value).has_value();
  }
}

void check_parameters(const Template& templ, const ComposeInput& input, TemplateFindings& findings) {
  for (const ParameterSpec& spec : templ.parameters) {
    const auto given = input.parameters.find(spec.name);
    if (given == input.parameters.end() || fits(given->second, spec.type)) continue;
    findings.add("TPL-06", {0, 3}, "parameter " + spec.name + " is " + kind_name(Datum(given->second)),
                 spec.doc);
  }
}

/// What the renderers say themselves, in the document's language; what is set already stays.
void complete_meta(DocumentMeta& meta, Evaluator& evaluator, const Template& templ) {
  const Locale& locale = evaluator.locale();
  meta.title = evaluator.text(templ.title);
  meta.lang = locale.tag();
  const auto set = [&](const std::string& key, const std::string& value) {
    if (meta.get(key).empty() && !value.empty()) meta.set(key, value);
  };
  if (locale.direction() == Direction::right_to_left) set("dir", "rtl");
  const ComposeInput& input = evaluator.input();
  set("period", locale.period(input.period, input.fiscal));
  set("period_start", iso_text(input.period.first));
  set("period_end", iso_text(input.period.last));
  set("number_decimal", locale.symbols().decimal);
  set("number_group", locale.symbols().group);
  for (const std::string key : {"contents", "evidence", "source", "notes", "data", "continued", "page"}) {
    set(key, evaluator.catalogue().text("document." + key));
  }
}

}  // namespace

Document compose(const Template& templ, const ComposeInput& input, Diagnostics& diagnostics) {
  TemplateFindings findings(*templ.source, diagnostics);
  Evaluator evaluator(templ, input, findings);
  check_names(templ, evaluator, findings);
  check_parameters(templ, input, findings);
  Document document;
  document.meta = input.meta;
  complete_meta(document.meta, evaluator, templ);
  for (const Mark mark : {Mark::not_recorded, Mark::not_applicable, Mark::not_yet_due, Mark::withheld}) {
    document.signs[static_cast<std::size_t>(mark)] =
        templ.catalogue->text("mark." + std::string(name_of(mark)));
  }
  const std::size_t most =
      input.all_figures ? std::numeric_limits<std::size_t>::max() : most_figures(templ.body);
  Writer writer(evaluator, document, most);
  document.blocks = writer.write(templ.body);
  document.figures = writer.figures().all();
  write_evidence_annex(document, writer, evaluator);
  freeze(document, writer.links(), findings);
  document.evidence = evaluator.share_evidence();
  return document;
}

}  // namespace kvali
