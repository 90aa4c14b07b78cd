#include "cli/template_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace kvali {

namespace {

void report_unknown(const Template& form, const OptionText& given, Diagnostics& diagnostics) {
  std::vector<std::string_view> names;
  for (const ParameterSpec& spec : form.parameters) names.emplace_back(spec.name);
  const auto meant = nearest(given.name, names);
  diagnostics.add({"CFG-01",
                   Severity::error,
                   fmt::format("the template {} has no parameter '{}'", form.name, given.name),
                   given.place,
                   meant ? fmt::format("did you mean '{}'?", *meant)
                         : fmt::format("see kvali templates show {}", form.name),
                   {}});
}

std::optional<Scalar> value_of(const ParameterSpec& spec, const OptionText& given, Diagnostics& diagnostics) {
  const std::string text = given.list || given.values.empty() ? std::string{} : given.values.front();
  if (!given.list && spec.type == Type::text && given.kind == 's') return text;
  if (!given.list && spec.type == Type::boolean && given.kind == 'b') return text == "true";
  if (!given.list && given.kind == 'i' && spec.type == Type::integer)
    if (const auto number = Decimal::parse(text)) return *number->to_int64();
  if (!given.list && (given.kind == 'i' || given.kind == 'f') && spec.type == Type::decimal)
    if (const auto number = Decimal::parse(text)) return *number;
  if (!given.list && spec.type == Type::date)
    if (const auto date = parse_iso_date(text)) return *date;
  diagnostics.add({"CFG-02",
                   Severity::error,
                   fmt::format("the parameter {} has another type", given.name),
                   given.place,
                   spec.doc,
                   {}});
  return std::nullopt;
}

}  // namespace

std::map<std::string, Scalar, std::less<>> template_parameters(const Template& form, const Report& report,
                                                               Diagnostics& diagnostics) {
  std::map<std::string, Scalar, std::less<>> values;
  for (const ParameterSpec& spec : form.parameters) values[spec.name] = spec.fallback;
  for (const OptionText& given : report.parameters) {
    const auto spec = std::find_if(form.parameters.begin(), form.parameters.end(),
                                   [&](const ParameterSpec& p) { return p.name == given.name; });
    if (spec == form.parameters.end())
      report_unknown(form, given, diagnostics);
    else if (const auto value = value_of(*spec, given, diagnostics))
      values[given.name] = *value;
  }
  return values;
}

}  // namespace kvali
