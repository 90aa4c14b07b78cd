#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "base/period.hpp"
#include "base/text.hpp"
#include "compose/narrative.hpp"
#include "compose/source_text.hpp"
#include "locale/number_style.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// The parts of <section>.<period>.<language>.md
struct Name {
  std::string section, period, lang;
};

std::optional<Name> split_name(const std::string& file) {
  if (!file.ends_with(".md")) return std::nullopt;
  const std::string stem = file.substr(0, file.size() - 3);
  const std::size_t first = stem.find('.');
  const std::size_t last = stem.rfind('.');
  if (first == stem.npos || first == last) return std::nullopt;
  return Name{stem.substr(0, first), stem.substr(first + 1, last - first - 1), stem.substr(last + 1)};
}

/// Files that may lie there beside the narratives.
bool is_ignored(const std::string& file) {
  return file.starts_with('.') || file.starts_with("~$") || file.ends_with('~') || file == "README.md";
}

std::string period_of_name(std::string text) {
  const std::size_t between = text.find('_');
  if (between != text.npos) text.replace(between, 1, "..");
  return text;
}

std::vector<fs::path> files_of(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> files;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (!is_ignored(it->path().filename().string())) files.push_back(it->path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string subject_of(const std::string& section, const std::string& period, const std::string& lang = {}) {
  return fmt::format("section={};period={}{}{}", section, period, lang.empty() ? "" : ";lang=", lang);
}

/// Numbers that a reader of the language would take for others (L-07): 1,260 in Georgian is 1.26.
void report_number_style(const fs::path& file, const std::string& text, const std::string& lang,
                         const std::string& about, Diagnostics& diagnostics) {
  const std::vector<WrittenNumber> numbers = written_numbers(text);
  if (numbers.empty()) return;
  const Locale locale(lang);
  const SourceText source(file.string(), text);
  for (const WrittenNumber& number : numbers)
    if (const auto right = corrected(number, locale))
      diagnostics.add({"L-07", Severity::warning,
                       fmt::format("the number {} is not written as in '{}'", number.text, lang),
                       source.place({number.offset, number.text.size()}), fmt::format("write {}", *right),
                       std::string(source.line_at(number.offset)),
                       about + ";number=" + std::string(number.text)});
}

}  // namespace

NarrativeFolder::NarrativeFolder(Wanted wanted, const std::vector<SectionSpec>& sections,
                                 Diagnostics& diagnostics)
    : wanted_(std::move(wanted)) {
  const fs::path folder = wanted_.report_folder / "narrative";
  std::error_code error;
  const std::vector<fs::path> files = files_of(folder, error);
  // No folder is no text; one that cannot be read may hold some.
  if (error && error != std::errc::no_such_file_or_directory)
    diagnostics.add({"S-08",
                     Severity::error,
                     "cannot read the folder of narratives: " + error.message(),
                     {folder.string()},
                     "make it a folder that may be read",
                     {},
                     "narrative=" + wanted_.period});
  for (const fs::path& file : files) judge(file, sections, diagnostics);
  for (const SectionSpec& section : sections) {
    // Who wrote it for an earlier period has probably forgotten it; who never did leaves it out.
    const bool usual = usual_.contains(section.name);
    if ((!section.required && !usual) || texts_.contains(section.name)) continue;
    const std::string file = fmt::format("{}.{}.{}.md", section.name, wanted_.period, wanted_.langs.front());
    diagnostics.add(
        {"S-01",
         section.required ? Severity::block : Severity::warning,
         section.required
             ? fmt::format("the required section '{}' is empty", section.name)
             : fmt::format("the section '{}' has no text for this period; earlier ones have", section.name),
         {(folder / file).string()},
         fmt::format("write narrative/{}", file),
         {},
         subject_of(section.name, wanted_.period)});
  }
}

void NarrativeFolder::judge(const fs::path& file, const std::vector<SectionSpec>& sections,
                            Diagnostics& diagnostics) {
  const std::string shown = file.filename().string();
  const auto complain = [&](const std::string& message, const std::string& hint) {
    diagnostics.add({"S-09", Severity::warning, message, {file.string()}, hint, {}, "narrative=" + shown});
  };
  const auto name = split_name(shown);
  if (!name)
    return complain(
        "the file is no narrative: its name is not <section>.<period>.<language>.md",
        fmt::format("call it for example summary.{}.{}.md", wanted_.period, wanted_.langs.front()));
  if (name->period != wanted_.period) {
    const auto period = parse_period(period_of_name(name->period));
    const auto ours = parse_period(period_of_name(wanted_.period));
    if (!period || (ours && *period == *ours))
      complain(fmt::format("'{}' is not how this report writes a period", name->period),
               fmt::format("call it {}.{}.{}.md", name->section, wanted_.period, name->lang));
    if (period && ours && period->last < ours->first) usual_.insert(name->section);
    return;  // Of another period.
  }
  const auto section = std::find_if(sections.begin(), sections.end(),
                                    [&](const SectionSpec& s) { return s.name == name->section; });
  std::vector<std::string> names;
  for (const SectionSpec& spec : sections) names.push_back(spec.name);
  if (section == sections.end()) {
    const auto meant = nearest(name->section, names);
    return complain(fmt::format("the template has no section '{}'", name->section),
                    meant           ? fmt::format("did you mean '{}'?", *meant)
                    : names.empty() ? "it declares none; see kvali templates show"
                                    : fmt::format("its sections are: {}", fmt::join(names, ", ")));
  }
  if (std::find(wanted_.langs.begin(), wanted_.langs.end(), name->lang) == wanted_.langs.end())
    return complain(fmt::format("the report is not made in '{}'", name->lang),
                    fmt::format("its languages are: {}", fmt::join(wanted_.langs, ", ")));
  read(file, *section, name->lang, diagnostics);
}

void NarrativeFolder::read(const fs::path& file, const SectionSpec& section, const std::string& lang,
                           Diagnostics& diagnostics) {
  const std::string about = subject_of(section.name, wanted_.period, lang);
  std::string text;
  try {
    text = read_file(file, 2 * most_narrative_bytes);
  } catch (const Error& error) {
    diagnostics.add({"S-08", Severity::error, error.what(), {file.string()}, error.hint(), {}, about});
    return;
  }
  files_.push_back("narrative/" + file.filename().string());
  const int words = count_words(text);
  auto body = parse_narrative(file, text, about, diagnostics);
  if (!body) return;
  report_number_style(file, to_nfc(text), lang, about, diagnostics);
  texts_[section.name].emplace(lang, std::move(*body));
  if (section.words > 0 && words > section.words)
    diagnostics.add({"S-06",
                     Severity::error,
                     fmt::format("the section '{}' is over its limit of words ({}/{})", section.name, words,
                                 section.words),
                     {file.string()},
                     fmt::format("shorten it to {} words", section.words),
                     {},
                     about,
                     fmt::format("{}/{}", words, section.words)});
}

Narratives NarrativeFolder::in(const std::string& lang, Diagnostics& diagnostics) const {
  Narratives out;
  for (const auto& [section, texts] : texts_) {
    auto text = texts.find(lang);
    if (text == texts.end()) text = texts.find("en");
    if (text == texts.end()) text = texts.begin();
    out.emplace(section, Narrative{text->first, text->second});
    if (text->first == lang) continue;
    const std::string file = fmt::format("narrative/{}.{}.{}.md", section, wanted_.period, lang);
    diagnostics.add(
        {"L-01",
         Severity::warning,
         fmt::format("the section '{}' has no text in '{}'; '{}' stands in", section, lang, text->first),
         {(wanted_.report_folder / file).string()},
         "write " + file,
         {},
         subject_of(section, wanted_.period, lang)});
  }
  return out;
}

}  // namespace kvali
