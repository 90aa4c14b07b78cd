#include "compose/survey_template.hpp"

#include <algorithm>
#include <tuple>

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "compose/names.hpp"
#include "locale/message_file.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

using Keys = std::set<std::string, std::less<>>;

/// Engine's texts that are no part of a report.
constexpr std::array<std::string_view, 4> not_printed = {"terminal.", "explain.", "explanation.",
                                                         "findings."};

bool is_language(const std::string& name) {
  try {
    return Locale(name).language() == name;
  } catch (const Error&) {
    return false;
  }
}

/// The languages of the files in locale/, English first.
std::vector<std::string> languages_of(const fs::path& folder, Diagnostics& findings) {
  std::vector<std::string> langs;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / "locale", error)) {
    if (entry.path().extension() != ".toml") continue;
    const std::string name = entry.path().stem().string();
    if (is_language(name))
      langs.push_back(name);
    else
      findings.add({"TPL-09",
                    Severity::error,
                    "the file is named after no language",
                    {entry.path().string()},
                    "name it by the code of a language, such as ka.toml",
                    {}});
  }
  std::sort(langs.begin(), langs.end(), [](const std::string& a, const std::string& b) {
    return std::pair(a != "en", a) < std::pair(b != "en", b);
  });
  if (langs.empty()) langs.emplace_back("en");
  return langs;
}

Keys keys_of(const Catalogue& catalogue, const std::string& lang) {
  const std::vector<std::string> keys = catalogue.keys(lang);
  return {keys.begin(), keys.end()};
}

bool asks_for(const NamesUsed& used, const std::string& key) {
  return std::any_of(used.texts.begin(), used.texts.end(), [&](const TextUse& use) {
    return use.prefix ? key.starts_with(use.key) : key == use.key;
  });
}

class Survey {
 public:
  explicit Survey(const fs::path& folder) : folder_(folder), langs_(languages_of(folder, found_)) {
    for (const std::string& lang : langs_) forms_.push_back(load_template(folder, lang, found_));
    const bool whole = found_.count(Severity::error) == 0;
    for (const Template& form : forms_) check_names_of(form);
    check_links(forms_.front());
    for (const Template& form : forms_) {
      TemplateFindings findings(*form.source, found_);
      check_missing(form, findings);
      check_arguments(form, findings);
    }
    // Where a part could not be read, nobody knows what it asks for.
    if (!whole) return;
    check_unused_parts(forms_.front());
    if (used_.any_text) return;
    for (const std::string& lang : langs_) check_unused(lang);
  }

  TemplateSurvey result(Diagnostics& diagnostics) {
    std::vector<Diagnostic> all = found_.all();
    const auto place = [](const Diagnostic& finding) {
      return std::tie(finding.place.file, finding.place.line, finding.place.column);
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
    std::set<std::pair<std::string, std::string>> told;  // What is wrong in all languages is told once.
    for (Diagnostic& finding : all)
      if (told.emplace(finding.place.text(), finding.message).second) diagnostics.add(std::move(finding));
    return {std::move(forms_.front()), std::move(langs_), std::move(used_)};
  }

 private:
  void check_names_of(const Template& form) {
    TemplateFindings findings(*form.source, found_);
    const Workspace nothing;
    const Date day = *make_date(2000, 1, 1);
    const ComposeInput input{nothing, *form.locale, {}, {day, day}, {}, {}};
    const Evaluator evaluator(form, input, findings);
    used_ = check_names(form, evaluator, findings, OwnTables::unknown);
  }

  void check_links(const Template& form) {
    TemplateFindings findings(*form.source, found_);
    for (const LinkUse& link : used_.links)
      if (!used_.anchors.may_be(link.target))
        findings.add("TPL-08", link.span, "link leads nowhere: #" + link.target,
                     did_you_mean(link.target, used_.anchors.ids));
  }

  /// Of all languages, Kvali's own texts included.
  Keys known_with(const std::string& prefix) const {
    Keys known;
    for (std::size_t i = 0; i < forms_.size(); ++i)
      for (const std::string& key : forms_[i].catalogue->keys(langs_[i]))
        if (key.starts_with(prefix)) known.insert(key);
    return known;
  }

  void check_missing(const Template& form, TemplateFindings& findings) {
    const std::string& lang = form.locale->language();
    const Keys own = keys_of(*form.catalogue, lang);
    if (own.empty()) return;  // One finding told of all of them.
    const auto missing = [&](const std::string& key, Span span) {
      if (!own.contains(key))
        findings.add("L-01", span, "text missing in " + lang + ": " + key,
                     "add it to locale/" + lang + ".toml", Severity::warning);
    };
    for (const TextUse& use : used_.texts) {
      if (use.prefix)
        for (const std::string& key : known_with(use.key)) missing(key, use.span);
      else if (form.catalogue->contains(use.key))  // Else it is missing in all languages: TPL-09.
        missing(use.key, use.span);
    }
    check_engine_texts(lang, own);
  }

  /// Kvali has words in a few languages; for others the template brings them.
  void check_engine_texts(const std::string& lang, const Keys& own) {
    const Locale english("en");
    std::size_t missing = 0;
    std::string first;
    for (const std::string& key : Catalogue(english).keys("en")) {
      const bool printed = std::none_of(not_printed.begin(), not_printed.end(),
                                        [&](std::string_view group) { return key.starts_with(group); });
      if (!printed || own.contains(key) || asks_for(used_, key)) continue;
      if (missing++ == 0) first = key;
    }
    if (missing == 0) return;
    found_.add({"L-01",
                Severity::warning,
                "of Kvali's own texts " + std::to_string(missing) + " are missing in " + lang +
                    ", the first is " + first,
                {file_of(lang).string()},
                "add them to locale/" + lang + ".toml, else English ones stand in",
                {}});
  }

  /// A place that nothing fills is printed as {name}.
  void check_arguments(const Template& form, TemplateFindings& findings) {
    for (const TextUse& use : used_.texts) {
      if (use.prefix) continue;
      for (const std::string& name : form.catalogue->arguments(use.key))
        if (!use.given.contains(name))
          findings.add("TPL-09", use.span,
                       "the text " + use.key + " in " + form.locale->language() + " has a place for {" +
                           name + "}, which nothing fills",
                       "write t(\"" + use.key + "\", " + name + "=...)");
    }
  }

  void check_unused_parts(const Template& form) {
    TemplateFindings findings(*form.source, found_);
    for (const ParameterSpec& parameter : form.parameters)
      if (!used_.parameters.contains(parameter.name))
        findings.add("TPL-12", parameter.span, "the parameter " + parameter.name + " is not used",
                     "remove it, or write parameters." + parameter.name + " where it belongs",
                     Severity::info);
    for (const auto& [name, span] : form.unused_blocks)
      findings.add("TPL-12", span, "the block " + name + " is not used", "what stands in it is not checked",
                   Severity::info);
  }

  void check_unused(const std::string& lang) {
    std::error_code error;
    const fs::path file = file_of(lang);
    if (!fs::exists(file, error)) return;
    const Locale english("en");
    const Catalogue engine(english);
    const MessageFile texts = read_message_file(read_file(file), file.string());
    for (const auto& [key, place] : texts.places) {
      if (asks_for(used_, key) || engine.contains(key)) continue;  // The engine's may be worded anew.
      found_.add({"TPL-12",
                  Severity::info,
                  "the text " + key + " is not used",
                  {file.string(), static_cast<int>(place.line), static_cast<int>(place.column), 0},
                  "remove it, or write t(\"" + key + "\") where it belongs",
                  {}});
    }
  }

  [[nodiscard]] fs::path file_of(const std::string& lang) const {
    return folder_ / "locale" / (lang + ".toml");
  }

  const fs::path& folder_;
  Diagnostics found_;
  std::vector<std::string> langs_;
  std::vector<Template> forms_;
  NamesUsed used_;
};

}  // namespace

TemplateSurvey survey_template(const fs::path& folder, Diagnostics& diagnostics) {
  return Survey(folder).result(diagnostics);
}

}  // namespace kvali
