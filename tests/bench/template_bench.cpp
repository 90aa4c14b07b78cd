#include <cmark-gfm.h>

#include <fstream>
#include <sstream>

#include "base/error.hpp"
#include "collect/collect.hpp"
#include "compose/compose.hpp"
#include "merge/merge.hpp"
#include "model/report_tables.hpp"
#include "workloads.hpp"

namespace kvali::bench {

namespace {

constexpr int repetitions = 20;  ///< One takes about a millisecond.

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void parse_markdown(const std::string& text) {
  cmark_node* root = cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT);
  const bool parsed = cmark_node_first_child(root) != nullptr;
  cmark_node_free(root);
  if (!parsed) throw Error("the template is empty");
}

/// The tables of the sample report, and what a template needs beside them.
struct Sample {
  explicit Sample(const Setup& setup)
      : templ(load_template(setup.templates / "monthly-brief", "ka", findings)) {
    const auto report = load_report(setup.samples / "coastal-integration" / "report.toml", findings);
    if (!report) throw Error("the sample report is broken");
    PluginHost plugins({program_folder() / "../lib/kvali/plugins"});
    Workspace merged = merge(collect(*report, plugins, findings), report->folder, findings);
    const auto period = reporting_period(*report, "", last_date, findings);
    if (!period) throw Error("the sample report has no period");
    frame = {*period, report->project.start, report->project.end, period->last};
    const Figures figures = compute_figures(merged, frame, findings);
    tables = report_tables(merged, figures, frame, *templ.catalogue, {}, findings);
    for (const ParameterSpec& spec : templ.parameters) parameters[spec.name] = spec.fallback;
  }

  Diagnostics findings;
  Template templ;
  Frame frame;
  Workspace tables;
  std::map<std::string, Scalar, std::less<>> parameters;
};

Cost per_time(Cost cost) {
  cost.cpu_s /= repetitions;
  return cost;
}

}  // namespace

/// The template of the sample report: read, compiled and evaluated over the sample's tables, warm.
void measure_template(const Setup& setup, Results& results) {
  const auto folder = setup.templates / "monthly-brief";
  Result result{"template compile + evaluate", {}, "cmark parsing the template", {}, {}};
  result.ours = repeat(setup.runs, [&] {
    return per_time(run_apart([&](Meter& meter) {
      const Sample sample(setup);
      meter.start();
      for (int i = 0; i < repetitions; ++i) {
        Diagnostics findings;
        const Template templ = load_template(folder, "ka", findings);
        const ComposeInput input{sample.tables,       *templ.locale,     {},
                                 sample.frame.period, sample.parameters, {}};
        if (compose(templ, input, findings).blocks.empty()) throw Error("the document is empty");
      }
      meter.stop();
    }));
  });
  const std::string text = text_of(folder / "template.md");
  result.other = repeat(setup.runs, [&] {
    return per_time(run_apart([&](Meter&) {
      for (int i = 0; i < repetitions; ++i) parse_markdown(text);
    }));
  });
  results.push_back(std::move(result));
}

}  // namespace kvali::bench
