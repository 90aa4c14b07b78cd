#include "cli/protect_facts.hpp"

#include <algorithm>

#include "base/file_system.hpp"
#include "compose/printed_names.hpp"
#include "frozen/frozen_folder.hpp"
#include "model/report_tables.hpp"
#include "privacy/policy.hpp"

namespace kvali {

namespace {

/// The slices of a frozen report, as its readers saw them.
void add_published(const FrozenReport& frozen, PublishedCounts& published) {
  for (const FrozenFigure& figure : frozen.figures) {
    const FigureKey& key = figure.key;
    if (key.group.empty() == key.place.empty()) continue;
    const Slice slice = key.group.empty() ? Slice{{"place", key.place}} : categories_in(key.group);
    const auto add = [&](const FrozenNumber& number, bool to_date) {
      if (!number.value) return;
      published.push_back(
          {key.indicator, slice, frozen.period, to_date, number.withheld ? std::nullopt : number.value});
    };
    add(figure.period, false);
    add(figure.to_date, true);
  }
}

/// Reports that readers are taken to have kept: three years of monthly ones, with some corrected.
constexpr std::size_t most_kept = 48;

/// Frozen copies of periods that end no later than this one, by their end.
std::vector<FrozenName> kept_by_readers(const std::filesystem::path& folder, const Period& period) {
  std::vector<FrozenName> names = frozen_names(folder);
  std::erase_if(names, [&](const FrozenName& name) { return name.period.last > period.last; });
  std::stable_sort(names.begin(), names.end(),
                   [](const FrozenName& a, const FrozenName& b) { return a.period.last < b.period.last; });
  if (names.size() > most_kept)
    names.erase(names.begin(), names.end() - static_cast<std::ptrdiff_t>(most_kept));
  return names;
}

/// What readers have of this period and of all before it and within it: every revision, whichever they
/// kept.  A copy for the organisation itself went nowhere.
PublishedCounts published_before(const ReportFacts& facts) {
  PublishedCounts published;
  Diagnostics told;  // What is wrong with a frozen report is said where it is compared with.
  const auto folder = frozen_folder(facts.report.folder);
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) return published;
  for (const FrozenName& name : kept_by_readers(folder, facts.frame.period)) {
    const auto frozen = read_frozen(folder, name, told);
    if (frozen && frozen->report == facts.report.id && frozen->audience != "internal")
      add_published(*frozen, published);
  }
  return published;
}

std::vector<std::string> narrative_texts(const ReportFacts& facts) {
  std::vector<std::string> texts;
  for (const std::string& file : facts.narratives->files())
    texts.push_back(read_file(facts.report.folder / file, most_narrative_bytes));
  return texts;
}

/// Organisations that report.toml itself names; the records need not list them.
std::set<std::string> project_organisations(const Project& project) {
  std::set<std::string> names;
  for (const LanguageMap* map : {&project.donor, &project.organisation})
    for (const auto& [lang, name] : *map) names.insert(name);
  return names;
}

PrivatePersons private_persons(const ReportFacts& facts) {
  return PrivatePersons(facts.merged, project_organisations(facts.report.project));
}

/// Persons who may be named because somebody let the finding P-04 stand.
std::set<std::string> consented(const Diagnostics& diagnostics) {
  const std::string key = "person=";
  std::set<std::string> ids;
  for (const Diagnostic& finding : diagnostics.all())
    if (finding.id == "P-04" && !finding.open() && finding.subject.starts_with(key))
      ids.insert(finding.subject.substr(key.size()));
  return ids;
}

/// Where the words of the report in this language may have been written.
WordFiles word_files(const ReportFacts& facts, const Locale& locale) {
  WordFiles files{facts.report.folder, {}, {}};
  for (const std::string& file : facts.narratives->files())
    files.narratives.push_back(facts.report.folder / file);
  const std::filesystem::path words = facts.template_folder / "locale";
  files.of_template = {facts.template_folder / "template.md", words / (locale.language() + ".toml"),
                       words / "en.toml", facts.report.path};
  return files;
}

}  // namespace

Redaction::Redaction(const ReportFacts& facts, const Template& form, const Diagnostics& diagnostics)
    : policy_(privacy_policy(facts.report)),
      persons_(policy_.protects() ? private_persons(facts) : PrivatePersons()),
      printed_(printed_names(form)),
      rules_{policy_,         facts.merged,
             persons_,        consented(diagnostics),
             *form.catalogue, {facts.report.project.id, facts.report.project.agreement},
             printed_,        word_files(facts, *form.locale)} {}

Protection protect_facts(ReportFacts& facts, Diagnostics& diagnostics) {
  const PrivacyPolicy policy = privacy_policy(facts.report);
  if (!policy.protects()) return {};
  ask_for_consent(private_persons(facts), facts.merged, narrative_texts(facts), diagnostics);
  Diagnostics told;  // The tables and the template are made again for every language, and tell it then.
  const Template form = load_template(facts.template_folder, facts.report.langs.front(), told);
  const Workspace tables =
      report_tables(facts.merged, facts.figures, facts.frame, *form.catalogue, told, told);
  const PublishedCounts published = published_before(facts);
  return protect({tables, facts.merged, facts.figures, facts.frame, published, printed_names(form)}, policy,
                 diagnostics);
}

}  // namespace kvali
