#include <fmt/format.h>

#include <cstring>
#include <fstream>

#include "base/error.hpp"
#include "collect/arrow_import.hpp"
#include "collect/collect.hpp"
#include "facts.hpp"
#include "workloads.hpp"

namespace kvali::bench {

namespace {

PluginHost built_plugins() {
  return PluginHost({program_folder() / "../lib/kvali/plugins"});
}

/// The least that loading costs: read the file, look at every byte for line ends, copy it once.
void pass_over(const std::filesystem::path& path) {
  std::string bytes(file_size(path), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), std::streamsize(bytes.size()));
  std::string copy(bytes.size(), '\0');
  const char* at = bytes.data();
  const char* end = at + bytes.size();
  while (const auto* line_end = static_cast<const char*>(std::memchr(at, '\n', std::size_t(end - at)))) {
    const auto length = std::size_t(line_end + 1 - at);
    std::memcpy(copy.data() + (at - bytes.data()), at, length);
    at += length;
  }
  if (copy.back() != '\n') throw Error("the floor did not reach the end of the file");
}

/// From the file to Arrow batches, which nobody keeps.
void parse(const Report& report) {
  PluginHost plugins = built_plugins();
  Diagnostics findings;
  const SourceSpec& spec = report.sources.front();
  const kvali_source* source = plugins.source("csv", {}, findings);
  if (source == nullptr) throw Error("there is no csv plugin");
  auto options = check_options(source->name, source->options, spec.options, report.folder, {}, findings);
  if (!options) throw Error("the csv plugin refuses its options");
  PluginCall call({"source", "en", "UTC", "", {}}, std::move(*options), findings);
  std::optional<StreamOwner> stream;
  call.on_table = [&](const char*, ArrowArrayStream* added) {
    stream.emplace(added);
    return 0;
  };
  if (source->open(call.get()) != 0 || !stream) throw Error("the csv plugin gave no table");
  for (;;) {
    ArrowArray batch{};
    if (stream->get()->get_next(stream->get(), &batch) != 0) throw Error("the csv plugin failed");
    if (batch.release == nullptr) break;
    batch.release(&batch);
  }
}

void load(const Report& report, std::size_t rows) {
  PluginHost plugins = built_plugins();
  Diagnostics findings;
  const Workspace workspace = collect(report, plugins, findings);
  const Table* table = workspace.find(report.sources.front().maps.empty() ? "facts" : "observation");
  if (table == nullptr || table->rows() != rows)
    throw Error(findings.all().empty() ? "rows were lost" : findings.all().front().message);
}

}  // namespace

void measure_loading(const Setup& setup, Results& results) {
  const auto csv = setup.work / "facts.csv";
  const double size_mb = double(file_size(csv)) / (1 << 20);
  const Report plain = facts_report(csv, false);
  const Report mapped = facts_report(csv, true);
  const auto measure = [&](const std::function<void()>& work) {
    return repeat(setup.runs, [&] { return run_apart([&](Meter&) { work(); }); });
  };
  const Timing floor = measure([&] { pass_over(csv); });
  const std::string against = "reading, memchr, memcpy";
  const Timing parsed = measure([&] { parse(plain); });
  results.push_back({fmt::format("CSV parsing, {} x 8", setup.rows), parsed, against, floor,
                     fmt::format("{:.0f} MB/s", double(file_size(csv)) / 1e6 / parsed.best_s)});
  const auto add = [&](const char* what, const Report& report) {
    const Timing loaded = measure([&] { load(report, setup.rows); });
    results.push_back({fmt::format("{}, {} x 8", what, setup.rows), loaded, against, floor,
                       fmt::format("{:.0f} MB over the file", loaded.peak_mb - size_mb)});
  };
  add("CSV into the workspace", plain);
  add("CSV mapped to observations", mapped);
}

}  // namespace kvali::bench
