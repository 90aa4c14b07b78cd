#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "base/error.hpp"
#include "facts.hpp"
#include "workloads.hpp"

namespace {

using namespace kvali::bench;

struct Workload {
  const char* name;
  void (*measure)(const Setup&, Results&);
};
constexpr Workload workloads[] = {
    {"report", measure_report},     {"loading", measure_loading},   {"grouping", measure_grouping},
    {"merging", measure_merging},   {"template", measure_template}, {"suppression", measure_suppression},
    {"schedule", measure_schedule}, {"tables", measure_tables},     {"delivery", measure_delivery}};

/// Milliseconds below a tenth of a second.
std::string time_text(double seconds) {
  return seconds < 0.1 ? fmt::format("{:.2f} ms", seconds * 1e3) : fmt::format("{:.3f} s", seconds);
}

void print(const Results& results) {
  fmt::print("| work | CPU best | median | peak MB | beside it | CPU best | ratio | |\n");
  fmt::print("|---|--:|--:|--:|---|--:|--:|---|\n");
  for (const Result& r : results)
    fmt::print("| {} | {} | {} | {:.0f} | {} | {} | {:.2f} | {} |\n", r.work, time_text(r.ours.best_s),
               time_text(r.ours.median_s), r.ours.peak_mb, r.against, time_text(r.other.best_s),
               r.ours.best_s / r.other.best_s, r.remark);
}

/// kvali-bench KVALI SAMPLES TEMPLATES WORK [--smoke] [WORKLOAD...]
int run(const std::vector<std::string>& arguments) {
  if (arguments.size() < 4) throw kvali::Error("four folders and files expected");
  Setup setup{arguments[0], arguments[1], arguments[2], arguments[3]};
  std::vector<std::string> chosen(arguments.begin() + 4, arguments.end());
  if (std::erase(chosen, "--smoke") > 0) {
    setup.rows = 2'000;
    setup.pdf_rows = 200;
    setup.runs = 1;
  }
  std::filesystem::create_directories(setup.work);
  write_facts_csv(setup.work / "facts.csv", setup.rows);
  Results results;
  const bool all = chosen.empty();
  for (const Workload& workload : workloads)
    if (all || std::erase(chosen, workload.name) > 0) workload.measure(setup, results);
  if (!chosen.empty()) throw kvali::Error("there is no workload " + chosen.front());
  print(results);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& e) {
    std::fprintf(stderr, "kvali-bench: %s\n", e.what());
    return 1;
  }
}
