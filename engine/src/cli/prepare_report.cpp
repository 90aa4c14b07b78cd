#include "cli/prepare_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "cli/template_folders.hpp"

namespace kvali {

namespace {

/// --format pdf: of the report's outputs those, else one without options.
std::vector<OutputSpec> chosen_outputs(const Report& report, const std::vector<std::string>& formats) {
  std::vector<OutputSpec> chosen;
  for (const std::string& format : formats) {
    const auto it = std::find_if(report.outputs.begin(), report.outputs.end(),
                                 [&](const OutputSpec& o) { return o.renderer == format; });
    if (it != report.outputs.end()) {
      chosen.push_back(*it);
      continue;
    }
    OutputSpec spec;
    spec.renderer = format;
    spec.place.file = "--format";
    chosen.push_back(spec);
  }
  return chosen;
}

/// A language or renderer named twice would write the same file twice.
void refuse_twins(const Report& report, Diagnostics& diagnostics) {
  const auto refuse = [&](const std::string& what, const std::string& name, const Place& place) {
    diagnostics.add({"CFG-04",
                     Severity::error,
                     fmt::format("the {} '{}' is named twice", what, name),
                     place,
                     "keep one of them",
                     {}});
  };
  std::set<std::string> names;
  for (const std::string& lang : report.langs)
    if (!names.insert(slug(lang)).second) refuse("language", lang, {report.path.string(), 0, 0, 0});
  names.clear();
  for (const OutputSpec& output : report.outputs)
    if (!names.insert(output.renderer).second) refuse("renderer", output.renderer, output.place);
}

/// The period, and the day the data stand at.
std::optional<Frame> find_frame(const ReportRequest& request, const Report& report,
                                Diagnostics& diagnostics) {
  const std::optional<Date> given = request.as_of ? request.as_of : report.as_of;
  const std::string& text = request.period.empty() ? report.period_text : request.period;
  if (!given && !parse_period(text, report.project.fiscal) &&
      resolve_period(text, *make_date(2020, 6, 15), report.project.fiscal)) {
    diagnostics.add({"CFG-04",
                     Severity::error,
                     fmt::format("'{}' needs a day to count from", text),
                     report.period_place,
                     "write --as-of 2021-01-05, or --period 2020-12",
                     {}});
    return std::nullopt;
  }
  const auto period = reporting_period(report, request.period, given.value_or(first_date), diagnostics);
  if (!period) return std::nullopt;
  Frame frame{*period, report.project.start, report.project.end, given.value_or(period->last)};
  frame.fiscal = report.project.fiscal;
  frame.by_end_date = report.by_end_date;
  return frame;
}

}  // namespace

bool prepare_report(const ReportRequest& request, ReportFacts& facts, Diagnostics& diagnostics) {
  Report& report = facts.report;
  if (!request.langs.empty()) report.langs = request.langs;
  if (!request.formats.empty()) report.outputs = chosen_outputs(report, request.formats);
  const std::optional<Frame> frame = find_frame(request, report, diagnostics);
  if (frame) facts.frame = *frame;
  refuse_twins(report, diagnostics);
  const auto folder = find_template(report.template_name, report.folder, request.template_folders,
                                    diagnostics, report.template_place);
  if (folder) facts.template_folder = *folder;
  return frame && folder;
}

}  // namespace kvali
