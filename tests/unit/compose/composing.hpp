#pragma once

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "compose/compose.hpp"
#include "findings.hpp"

namespace kvali::test {

/// A template in a folder of its own, removed with it.
class TemplateFolder {
 public:
  explicit TemplateFolder(const std::string& body, const std::string& words_en = {},
                          const std::string& words_ka = {}) {
    static int count = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("kvali-compose-test-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::filesystem::create_directories(path_ / "locale");
    write("template.md", body);
    if (!words_en.empty()) write("locale/en.toml", words_en);
    if (!words_ka.empty()) write("locale/ka.toml", words_ka);
  }
  TemplateFolder(const TemplateFolder&) = delete;
  TemplateFolder& operator=(const TemplateFolder&) = delete;
  ~TemplateFolder() { std::filesystem::remove_all(path_); }

  void write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// What a template body makes of a workspace.
struct Composed {
  std::string dump;      ///< Without the document's own line and attributes.
  std::string findings;  ///< Lines count from the first of the body.
  Document document;
};

struct Facts {
  Workspace workspace;
  std::map<std::string, Scalar, std::less<>> facts = {{"project.title", std::string("EMERGE")}};
  std::map<std::string, Scalar, std::less<>> parameters;
};

inline Composed compose_body(const std::string& body, const Facts& facts, const std::string& lang = "en",
                             const std::string& words = {}, const std::string& front = "title = \"T\"\n") {
  const TemplateFolder folder("+++\n" + front + "+++\n" + body, words, words);
  Diagnostics diagnostics;
  const Locale locale(lang);
  const Template templ = load_template(folder.path(), lang, diagnostics);
  const ComposeInput input{
      facts.workspace,  locale, facts.facts, {*make_date(2020, 12, 1), *make_date(2020, 12, 31)},
      facts.parameters, {},     {}};
  Composed composed{"", "", compose(templ, input, diagnostics)};
  Diagnostics shifted;
  const int head = 2 + static_cast<int>(std::count(front.begin(), front.end(), '\n'));
  for (Diagnostic finding : diagnostics.all()) {
    finding.place.line -= head;
    shifted.add(std::move(finding));
  }
  composed.findings = listed(shifted);
  const std::string whole = dump(composed.document);
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t end = whole.find('\n', at);
    const std::string line = whole.substr(at, end - at);
    if (line.rfind("document", 0) != 0 && line.rfind("  @", 0) != 0) composed.dump += line.substr(2) + "\n";
    at = end + 1;
  }
  return composed;
}

}  // namespace kvali::test
