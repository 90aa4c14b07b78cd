#include "collect/collect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <set>
#include <system_error>

#include "base/text.hpp"
#include "collect/arrow_import.hpp"
#include "collect/cell_place.hpp"
#include "collect/damaged_text.hpp"
#include "collect/file_states.hpp"
#include "collect/map_table.hpp"
#include "collect/odd_letters.hpp"
#include "collect/options.hpp"
#include "model/schema.hpp"

namespace kvali {

namespace {

/// A plugin that adds more tables than this is out of its mind.
constexpr std::size_t most_tables = 1000;

bool is_table_name(std::string_view name) {
  if (name.empty() || name[0] < 'a' || name[0] > 'z') return false;
  return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == name.npos;
}

class SourceRun {
 public:
  SourceRun(const Report& report, const SourceSpec& spec, Workspace& workspace, CellPlaces& places,
            Diagnostics& diagnostics, RawRecords* raw, FileStates* inputs)
      : report_(report),
        spec_(spec),
        workspace_(workspace),
        places_(places),
        diagnostics_(diagnostics),
        raw_(raw),
        inputs_(inputs) {}

  /// Rows read, or nothing if the source failed.
  std::optional<std::int64_t> run(const kvali_source& plugin, const Progress& progress) {
    auto options = checked_options(plugin);
    if (!options) return std::nullopt;
    for (const std::string& file : options->files())
      workspace_.files.push_back(std::filesystem::path(file).lexically_relative(report_.folder).string());
    const FileStates files(options->files());
    if (inputs_ != nullptr) inputs_->watch(options->files());
    const auto rows = read(plugin, std::move(*options), progress);
    // What was read may be half the old file and half the new one.
    const std::vector<std::string> changed = files.changed();
    for (const std::string& file : changed) refuse_changed(file);
    return changed.empty() ? rows : std::nullopt;
  }

  /// What became of the tables.
  [[nodiscard]] std::vector<TableOverview> overview() && { return std::move(overview_); }

 private:
  /// Of a source that may be late, files that are not there are no mistake in report.toml.
  std::optional<OptionValues> checked_options(const kvali_source& plugin) {
    Diagnostics found;
    auto options =
        check_options(plugin.name, plugin.options, spec_.options, report_.folder, spec_.place, found);
    const auto absent = [](const Diagnostic& finding) { return finding.id == "PLG-04"; };
    const bool only_absent =
        !found.all().empty() && std::all_of(found.all().begin(), found.all().end(), absent);
    if (!spec_.required && only_absent && !options)
      report_absent(found.all().front());
    else
      for (const Diagnostic& finding : found.all()) diagnostics_.add(finding);
    return options;
  }

  void report_absent(const Diagnostic& why) {
    Diagnostic finding;
    finding.id = "C-04";
    finding.message = fmt::format("source \"{}\" is not there", spec_.name);
    finding.place = why.place;
    finding.hint = "ask for it, or say why the report is made without it";
    finding.subject = fmt::format("source={}", spec_.name);
    diagnostics_.add(std::move(finding));
  }

  std::optional<std::int64_t> read(const kvali_source& plugin, OptionValues options,
                                   const Progress& progress) {
    PluginCall::Context context;
    context.component = fmt::format("source \"{}\"", spec_.name);
    context.locale = report_.langs.front();
    context.timezone = report_.project.timezone;
    context.place = spec_.place;
    PluginCall call(std::move(context), std::move(options), diagnostics_, progress);
    call.on_table = [&](const char* name, ArrowArrayStream* stream) { return take(name, stream); };
    if (const int code = plugin.open(call.get())) {
      streams_.clear();
      if (!call.complained() && code != ECANCELED)
        call.report(KVALI_ERROR, std::generic_category().message(code), "");
      return std::nullopt;
    }
    const auto rows = import(call);
    streams_.clear();  // The call must outlive them.
    return rows;
  }

  void refuse_changed(const std::string& file) {
    diagnostics_.add({"PLG-15",
                      Severity::error,
                      fmt::format("the file was changed while source \"{}\" was read", spec_.name),
                      {file, 0, 0, 0},
                      "run again when the file is no longer being written",
                      {}});
  }

  int take(const char* name, ArrowArrayStream* stream) {
    if (stream == nullptr || stream->release == nullptr) return EINVAL;
    StreamOwner owner(stream);
    if (name == nullptr || !is_table_name(name) || streams_.size() >= most_tables) return EINVAL;
    for (const auto& other : streams_)
      if (other.first == name) return EINVAL;
    streams_.emplace_back(name, std::move(owner));
    return 0;
  }

  std::optional<std::int64_t> import(PluginCall& call) {
    std::vector<RawTable> tables;
    std::int64_t rows = 0;
    for (auto& [name, stream] : streams_) {
      auto raw = import_table(name, std::move(stream), call, spec_.name, spec_.rank, report_.folder.string(),
                              workspace_.evidence);
      if (!raw) return std::nullopt;
      rows += std::int64_t(raw->table.rows());
      tables.push_back(std::move(*raw));
    }
    map_all(tables);
    return rows;
  }

  void map_all(std::vector<RawTable>& tables) {
    std::vector<bool> mapped(tables.size(), false);
    const TimeZone zone(report_.project.timezone);
    const MapContext context{spec_, report_.project.fiscal, places_, diagnostics_, &zone};
    for (const RawTable& table : tables) check_letters(table, context);
    for (const TableMap& map : spec_.maps) {
      const std::size_t at = find(tables, map);
      if (at == tables.size()) {
        workspace_.unread.insert(map.canonical);
        continue;
      }
      mapped[at] = true;
      overview_.push_back(map_table(tables[at], map, context, workspace_));
    }
    for (std::size_t i = 0; i < tables.size(); ++i) {
      const std::string& name = tables[i].table.name();
      if (mapped[i]) continue;
      if (find_schema(name) != nullptr) {
        TableMap identity;
        identity.canonical = name;
        identity.place = spec_.place;
        overview_.push_back(map_table(tables[i], identity, context, workspace_));
      } else {
        overview_.push_back({name, "", {}, tables[i].table.rows(), 0, 0, 0, {}, {}, {}});
        keep(std::move(tables[i].table), tables.size() == 1);
      }
    }
    if (raw_ != nullptr)
      for (RawTable& table : tables) keep_raw(std::move(table));
  }

  void keep_raw(RawTable table) {
    std::vector<MappedColumn> columns;
    for (const TableOverview& overview : overview_)
      if (overview.table == table.table.name())
        columns.insert(columns.end(), overview.columns.begin(), overview.columns.end());
    if (!columns.empty()) raw_->keep(std::move(table), std::move(columns));
  }

  /// Whether a map names the table or not, and once however many do.
  static void check_letters(const RawTable& table, const MapContext& context) {
    const RawColumns columns(table);
    report_damaged_text(table, columns, context);
    report_odd_letters(table, columns, context);
  }

  std::size_t find(const std::vector<RawTable>& tables, const TableMap& map) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < tables.size(); ++i) {
      if (tables[i].table.name() == map.from ||
          (map.from.empty() && (tables.size() == 1 || tables[i].table.name() == map.canonical)))
        return i;
      names.push_back(tables[i].table.name());
    }
    diagnostics_.add({"CFG-07",
                      Severity::error,
                      map.from.empty() ? fmt::format("source \"{}\" has several tables", spec_.name)
                                       : fmt::format("source \"{}\" has no table '{}'", spec_.name, map.from),
                      map.place,
                      fmt::format("write table = \"...\": one of {}", fmt::join(names, ", ")),
                      {}});
    return tables.size();
  }

  /// A name of the engine's, or of another source's table: neither may be overwritten.
  [[nodiscard]] bool is_taken(const std::string& name) const {
    return find_schema(name) != nullptr || name == "source" || name == "conflict" || name == "history" ||
           workspace_.find(name) != nullptr;
  }

  void keep(Table table, bool only) {
    std::string name = slug(spec_.name);
    for (char& c : name) c = c == '-' ? '_' : c;
    if (!only || is_taken(name)) name += "_" + table.name();
    while (is_taken(name)) name += "_";
    Table& kept = workspace_.add(name);
    kept.columns() = std::move(table.columns());
    kept.row_evidence = std::move(table.row_evidence);
  }

  const Report& report_;
  const SourceSpec& spec_;
  Workspace& workspace_;
  CellPlaces& places_;
  Diagnostics& diagnostics_;
  RawRecords* raw_;  ///< Null: nobody asks.
  FileStates* inputs_;
  std::vector<std::pair<std::string, StreamOwner>> streams_;
  std::vector<TableOverview> overview_;
};

/// The lines of [aliases.*] as records of the table `alias`.  Minutes know organisations and people by ids
/// made of their names, so that each alias also stands for the id made of it.
void add_aliases(const Report& report, Workspace& workspace) {
  if (report.aliases.empty()) return;
  const std::string file = report.path.filename().string();
  const std::uint32_t origin = workspace.evidence.add_origin({file, "alias", "{file}:{row}", file, 1000});
  Table& table = workspace.tables.contains("alias") ? workspace.tables.at("alias") : workspace.add("alias");
  for (const char* name : {"kind", "alias", "id"})
    if (table.find(name) == nullptr) table.add(name, Type::text);
  std::set<std::pair<std::string, std::string>> taken;  // Kind and folded alias.
  const auto add = [&](const AliasLine& line, const std::string& alias) {
    table.at("kind").append(line.kind);
    table.at("alias").append(alias);
    table.at("id").append(line.id);
    SourceRef ref;
    ref.origin = origin;
    ref.row = line.place.line;
    table.row_evidence.push_back(workspace.evidence.add(ref));
    taken.emplace(line.kind, fold_key(alias));
  };
  for (const AliasLine& line : report.aliases) add(line, line.alias);
  for (const AliasLine& line : report.aliases) {
    const std::string id = slug(line.alias);
    if (!id.empty() && !taken.contains({line.kind, fold_key(id)})) add(line, id);
  }
}

/// Rows that are data to one map at least: a row of tags or a subtotal is no record.
std::int64_t records_in(const std::vector<TableOverview>& tables) {
  std::map<std::string, std::size_t> records;
  for (const TableOverview& table : tables) {
    std::size_t& most = records[table.table];
    most = std::max(most, table.rows - table.skipped);
  }
  std::int64_t all = 0;
  for (const auto& [name, count] : records) all += std::int64_t(count);
  return all;
}

}  // namespace

Workspace collect(const Report& report, PluginHost& plugins, Diagnostics& diagnostics,
                  const Progress& progress, const StepListener& on_step,
                  std::vector<SourceOverview>* overview, RawRecords* raw, FileStates* inputs) {
  Workspace workspace;
  CellPlaces places(workspace.evidence, report.folder);
  Table list("source");
  list.add("source", Type::text);
  list.add("plugin", Type::text);
  list.add("records", Type::integer);
  list.add("as_of", Type::date);
  list.add("rank", Type::integer);
  for (const SourceSpec& spec : report.sources) {
    std::optional<std::int64_t> rows;
    std::vector<TableOverview> tables;
    if (on_step) on_step({fmt::format("collect source \"{}\"", spec.name), spec.plugin});
    if (const kvali_source* plugin = plugins.source(spec.plugin, spec.place, diagnostics)) {
      SourceRun run(report, spec, workspace, places, diagnostics, raw, inputs);
      rows = run.run(*plugin, progress);
      tables = std::move(run).overview();
      if (rows == 0)
        diagnostics.add({"C-03",
                         Severity::warning,
                         fmt::format("source \"{}\" is empty", spec.name),
                         spec.place,
                         "check the file, or remove the source",
                         {},
                         fmt::format("source={};empty", spec.name)});
    }
    // Without a source that may be late the report is made: then what lacks it must be told.
    if (!rows && spec.required)
      for (const TableMap& map : spec.maps) workspace.unread.insert(map.canonical);
    list.at("source").append(spec.name);
    list.at("plugin").append(spec.plugin);
    rows ? list.at("records").append(records_in(tables)) : list.at("records").append(Mark::not_recorded);
    if (overview != nullptr)
      overview->push_back({spec.name, spec.plugin, rows.has_value(), std::move(tables)});
    spec.as_of ? list.at("as_of").append(*spec.as_of) : list.at("as_of").append(Mark::not_recorded);
    list.at("rank").append(std::int64_t{spec.rank});
  }
  add_aliases(report, workspace);
  workspace.tables.insert_or_assign("source", std::move(list));
  std::sort(workspace.files.begin(), workspace.files.end());
  workspace.files.erase(std::unique(workspace.files.begin(), workspace.files.end()), workspace.files.end());
  return workspace;
}

}  // namespace kvali
