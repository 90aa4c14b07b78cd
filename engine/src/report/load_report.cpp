#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file_system.hpp"
#include "base/text.hpp"
#include "base/time_zone.hpp"
#include "report/parse_toml_file.hpp"
#include "report/read_delivery.hpp"
#include "report/read_finance.hpp"
#include "report/read_map.hpp"
#include "report/read_schedule.hpp"
#include "report/report.hpp"
#include "report/toml_reader.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 4> audiences{"internal", "donor", "partner", "public"};

/// A chain of files that extend one another is short in practice; a longer one is a loop.
constexpr std::size_t longest_chain = 8;

/// The name of an entry of an array of tables, or "".
std::string name_of_entry(const toml::node& entry) {
  const auto* table = entry.as_table();
  const auto* name = table != nullptr ? table->get_as<std::string>("name") : nullptr;
  return name != nullptr ? name->get() : std::string{};
}

/// Lays `above` over `below`: tables key by key; sources by their name; anything else is replaced.
/// Moves, because toml++ forgets the source place of copied nodes.
void lay_over(toml::table& below, toml::table&& above) {
  for (auto&& [key, value] : above) {
    toml::node* old = below.get(key.str());
    if (old != nullptr && old->is_table() && value.is_table()) {
      lay_over(*old->as_table(), std::move(*value.as_table()));
    } else if (old != nullptr && key.str() == "source" && old->is_array() && value.is_array()) {
      toml::array& list = *old->as_array();
      for (toml::node& entry : *value.as_array()) {
        const std::string name = name_of_entry(entry);
        for (std::size_t i = list.size(); i-- > 0;)
          if (!name.empty() && name_of_entry(list[i]) == name) list.erase(list.begin() + std::ptrdiff_t(i));
        if (auto* table = entry.as_table()) list.push_back(std::move(*table));
      }
    } else {
      below.insert_or_assign(key, std::move(value));
    }
  }
}

/// The file with everything it extends below it.
std::optional<toml::table> parse_with_extends(const fs::path& path, std::vector<fs::path>& files,
                                              Diagnostics& diagnostics) {
  files.push_back(path);
  auto root = parse_toml_file(path, diagnostics);
  if (!root) return std::nullopt;
  const toml::node* extend = root->get("extend");
  if (extend == nullptr) return root;
  const auto* name = extend->as_string();
  const Place place{path.string(), int(extend->source().begin.line), int(extend->source().begin.column), 0};
  if (name == nullptr || files.size() > longest_chain) {
    diagnostics.add(
        {"CFG-04",
         Severity::error,
         name == nullptr ? "extend must be the path of a file" : "the files extend one another in a circle",
         place,
         "write extend = \"../common.toml\"",
         {}});
    return std::nullopt;
  }
  const fs::path other = (path.parent_path() / name->get()).lexically_normal();
  std::error_code unreadable;
  if (!fs::is_regular_file(other, unreadable)) {
    diagnostics.add({"CFG-06", Severity::error, fmt::format("no file {}", other.string()), place, "", {}});
    return std::nullopt;
  }
  auto below = parse_with_extends(other, files, diagnostics);
  if (!below) return std::nullopt;
  root->erase("extend");
  lay_over(*below, std::move(*root));
  return below;
}

/// How much a source is believed that says nothing of itself (domain.md, M5): who pays knows best, minutes
/// are what people remember.
int default_rank(const SourceSpec& source) {
  const auto fills = [&](std::string_view table) {
    return std::any_of(source.maps.begin(), source.maps.end(),
                       [&](const TableMap& map) { return map.canonical == table; });
  };
  if (fills("expenditure") || fills("budget_line")) return 100;
  constexpr std::array<std::pair<std::string_view, int>, 8> ranks{{{"sql", 90},
                                                                   {"kobo", 70},
                                                                   {"odk", 70},
                                                                   {"hxl", 60},
                                                                   {"csv", 60},
                                                                   {"xlsx", 60},
                                                                   {"ics", 40},
                                                                   {"minutes", 40}}};
  for (const auto& [plugin, rank] : ranks)
    if (plugin == source.plugin) return rank;
  return 50;
}

SourceSpec read_source(const toml::table& table, const ValueLists& lists, Diagnostics& diagnostics) {
  TomlReader reader(table, "[[source]]", diagnostics);
  SourceSpec source;
  source.place = reader.place();
  source.name = reader.required_text("name");
  source.plugin = reader.required_text("plugin");
  source.as_of = reader.date("as_of");
  source.max_age_days = reader.whole_number("max_age_days", 0, 0, 3660);
  source.required = reader.truth("required", true);
  source.owner = reader.text("owner");
  source.due = read_day_rule(reader, "due");
  if (const toml::table* maps = reader.table("map")) {
    for (const auto& [canonical, map] : *maps) {
      if (const auto* fields = map.as_table())
        source.maps.push_back(read_map(std::string(canonical.str()), *fields, lists, diagnostics));
      else
        reader.complain("CFG-02", fmt::format("map.{} must be a table", canonical.str()),
                        reader.place_of(map), fmt::format("write [source.map.{}]", canonical.str()));
    }
  }
  source.rank = reader.whole_number("rank", default_rank(source), 0, 1000);
  source.options = reader.other_options();
  return source;
}

Decision read_decision(const toml::table& table, Diagnostics& diagnostics) {
  TomlReader reader(table, "[[decision]]", diagnostics);
  Decision decision;
  decision.place = reader.place();
  decision.about = reader.required_text("about");
  decision.take = reader.required_text("take");
  decision.who = reader.required_text("who");
  decision.reason = reader.required_text("reason");
  decision.value = reader.text("value");
  return decision;
}

Project read_project(const toml::table& table, Diagnostics& diagnostics) {
  TomlReader reader(table, "[project]", diagnostics);
  Project project;
  project.id = reader.text("id");
  project.title = reader.language_map("title");
  project.donor = reader.language_map("donor");
  project.organisation = reader.language_map("organisation");
  project.summary = reader.language_map("summary");
  project.agreement = reader.text("agreement");
  project.start = reader.date("start");
  project.end = reader.date("end");
  project.timezone = reader.text("timezone", "UTC");
  if (!TimeZone(project.timezone).is_known())
    reader.complain("CFG-04", fmt::format("there is no time zone '{}'", project.timezone),
                    reader.place_of(*table.get("timezone")), "write such as timezone = \"Asia/Tbilisi\"");
  project.currency = reader.text("currency");
  project.money.currency = project.currency;
  project.money.rates = read_rates(reader);
  const std::string fiscal = reader.text("fiscal_year");
  if (const auto start = parse_fiscal_start(fiscal))
    project.fiscal = *start;
  else if (!fiscal.empty())
    reader.complain("CFG-04", "fiscal_year must be month and day", reader.place_of(*table.get("fiscal_year")),
                    "write fiscal_year = \"10-01\"");
  if (project.start && project.end && *project.end < *project.start)
    reader.complain("CFG-04", "the project ends before it starts", reader.place_of(*table.get("end")),
                    "exchange start and end");
  return project;
}

void read_head(const toml::table& table, Report& report, Diagnostics& diagnostics) {
  TomlReader reader(table, "[report]", diagnostics);
  report.id = reader.required_text("id");
  if (!report.id.empty() && slug(report.id, 64) != report.id)
    reader.complain("CFG-04", "the id may have small letters, digits and hyphens only",
                    reader.place_of(*table.get("id")), fmt::format("write id = \"{}\"", slug(report.id, 64)));
  report.title = reader.language_map("title");
  report.template_name = reader.required_text("template");
  if (const toml::node* name = reader.node("template")) report.template_place = reader.place_of(*name);
  report.langs = reader.texts("langs");
  if (report.langs.empty()) report.langs = {"en"};
  if (const toml::node* period = reader.node("period")) {
    report.period_place = reader.place_of(*period);
    const auto text = option_text("period", *period, report.period_place);
    if (text && !text->list) report.period_text = text->values.front();
  }
  if (report.period_text.empty()) report.period_text = "previous-month";
  report.as_of = reader.date("as_of");
  report.revision = reader.whole_number("revision", 0, 0, 999);
  if (reader.node("due") != nullptr) report.due_days = reader.whole_number("due", 0, 0, 366);
  if (reader.node("deviation_band") != nullptr)
    report.deviation_band = reader.whole_number("deviation_band", 0, 0, 100);
  const std::string straddling = reader.text("straddling", "leave-out");
  report.by_end_date = straddling == "by-end";
  if (!report.by_end_date && straddling != "leave-out")
    reader.complain("CFG-04", fmt::format("straddling cannot be '{}'", straddling),
                    reader.place_of(*table.get("straddling")),
                    "write \"leave-out\", or \"by-end\" to count a value where its period ends");
  report.audience = reader.text("audience", "donor");
  if (std::find(audiences.begin(), audiences.end(), report.audience) == audiences.end()) {
    const auto meant = nearest(report.audience, audiences);
    reader.complain(
        "CFG-04", fmt::format("unknown audience '{}'", report.audience),
        reader.place_of(*table.get("audience")),
        meant ? fmt::format("did you mean '{}'?", *meant) : "one of internal, donor, partner, public");
  }
}

PrivacySettings read_privacy(const toml::table& table, Diagnostics& diagnostics) {
  TomlReader reader(table, "[privacy]", diagnostics);
  PrivacySettings settings;
  // Below 3 a count and its rest give each other away; nobody hides more than groups of a hundred.
  settings.k = reader.whole_number("k", settings.k, 3, 100);
  settings.sensitive_k =
      reader.whole_number("sensitive_k", std::max(settings.sensitive_k, settings.k), 3, 100);
  settings.gps_decimals = reader.whole_number("gps_decimals", settings.gps_decimals, 0, 6);
  settings.level = reader.whole_number("level", settings.level, 0, 4);
  if (settings.sensitive_k < settings.k)
    reader.complain("CFG-04", "sensitive_k is smaller than k", reader.place_of(*table.get("sensitive_k")),
                    fmt::format("write sensitive_k = {}, or more", settings.k));
  return settings;
}

/// Two sources of one name could not be told apart in the printed evidence.
void check_names(const Report& report, Diagnostics& diagnostics) {
  std::set<std::string> names;
  for (const SourceSpec& source : report.sources)
    if (!source.name.empty() && !names.insert(source.name).second)
      diagnostics.add({"CFG-04",
                       Severity::error,
                       fmt::format("two sources are called '{}'", source.name),
                       source.place,
                       "give each its own name: it is printed as the source of a figure",
                       {}});
}

}  // namespace

std::string language_in(const LanguageMap& texts, std::string_view lang) {
  for (const std::string_view key : {lang, std::string_view{}, std::string_view{"en"}})
    if (const auto it = texts.find(key); it != texts.end()) return it->first;
  return texts.empty() ? std::string{} : texts.begin()->first;
}

std::string text_in(const LanguageMap& texts, std::string_view lang) {
  const auto it = texts.find(language_in(texts, lang));
  return it == texts.end() ? std::string{} : it->second;
}

std::string state_of_files(const Report& report) {
  std::string all;
  for (const fs::path& file : report.files) all += sha256(read_file(file));
  return sha256(all);
}

std::optional<Report> load_report(const fs::path& path, Diagnostics& diagnostics) {
  Report report;
  auto root = parse_with_extends(path, report.files, diagnostics);
  if (!root) return std::nullopt;
  report.path = path;
  report.state = state_of_files(report);
  report.folder = fs::absolute(path).parent_path();
  TomlReader reader(*root, "report.toml", diagnostics);
  if (const toml::table* head = reader.table("report"))
    read_head(*head, report, diagnostics);
  else
    reader.complain("CFG-03", "report.toml has no [report]", {path.string(), 1, 1, 0},
                    "begin the file with [report]");
  if (const toml::table* project = reader.table("project"))
    report.project = read_project(*project, diagnostics);
  if (const toml::table* finance = reader.table("finance"))
    read_finance(*finance, report.project.money, report.project.fiscal, diagnostics);
  if (const toml::table* privacy = reader.table("privacy"))
    report.privacy = read_privacy(*privacy, diagnostics);
  if (const toml::table* delivery = reader.table("delivery"))
    report.delivery = read_delivery(*delivery, report, diagnostics);
  ValueLists lists;
  if (const toml::table* values = reader.table("values")) lists = read_value_lists(*values, diagnostics);
  if (const toml::table* aliases = reader.table("aliases"))
    report.aliases = read_aliases(*aliases, diagnostics);
  reader.each_table(
      "source", [&](const toml::table& t) { report.sources.push_back(read_source(t, lists, diagnostics)); });
  reader.each_table("decision",
                    [&](const toml::table& t) { report.decisions.push_back(read_decision(t, diagnostics)); });
  reader.each_table("output", [&](const toml::table& t) {
    TomlReader output(t, "[[output]]", diagnostics);
    OutputSpec spec;
    spec.place = output.place();
    spec.renderer = output.required_text("renderer");
    spec.options = output.other_options();
    report.outputs.push_back(std::move(spec));
  });
  if (const toml::table* parameters = reader.table("parameters"))
    report.parameters = TomlReader(*parameters, "[parameters]", diagnostics).other_options();
  if (const toml::table* schedule = reader.table("schedule")) {
    report.schedule_place = reader.place_of(*schedule);
    report.schedule = read_schedule(*schedule, report, diagnostics);
  }
  if (report.outputs.empty()) {
    OutputSpec pdf;
    pdf.renderer = "pdf";
    report.outputs.push_back(pdf);
  }
  check_names(report, diagnostics);
  if (report.sources.empty())
    reader.complain("CFG-03", "the report has no source", {path.string(), 0, 0, 0},
                    "add a [[source]] with name, plugin and file");
  if (report.id.empty() || report.template_name.empty() || report.sources.empty()) return std::nullopt;
  return report;
}

std::optional<Period> reporting_period(const Report& report, const std::string& text, Date as_of,
                                       Diagnostics& diagnostics) {
  const std::string& wanted = text.empty() ? report.period_text : text;
  const auto period = resolve_period(wanted, as_of, report.project.fiscal);
  const Place place = text.empty() ? report.period_place : Place{"--period", 0, 0, 0};
  if (!period) {
    const auto meant = nearest(wanted, relative_period_names());
    diagnostics.add({"CFG-04",
                     Severity::error,
                     fmt::format("'{}' is not a period", wanted),
                     place,
                     meant
                         ? fmt::format("did you mean '{}'?", *meant)
                         : "write 2020-12, 2020-Q4, 2020, 2020-W50, 2020-07-01..2020-12-31 or previous-month",
                     {}});
    return std::nullopt;
  }
  const Period life{report.project.start.value_or(first_date), report.project.end.value_or(last_date)};
  if (const auto clipped = intersection(*period, life)) return clipped;
  diagnostics.add({"S-03",
                   Severity::block,
                   fmt::format("the period {} lies outside the project", wanted),
                   place,
                   fmt::format("the project runs from {} to {}", iso_text(life.first), iso_text(life.last)),
                   {}});
  return std::nullopt;
}

}  // namespace kvali
