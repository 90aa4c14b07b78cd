// All findings that the command sessions show, told in Georgian: what a reader sees must be Georgian, but
// for names and what is typed.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>

#include "catch.hpp"
#include "locale/finding_words.hpp"

using namespace kvali;

namespace {

/// Folders of sessions, from the top of the sources.
constexpr const char* sessions[] = {"tests/command", "tests/plugin", "tests/package", "samples"};

/// Messages and hints as a terminal shows them.
std::set<std::string> shown_findings() {
  static const std::regex message(R"(^\s*(?:2> )?(?:info|warning|error|block)\[[A-Z]{1,3}-\d\d\]: (.+)$)");
  static const std::regex hint(R"(^\s*(?:2> )?\s+= hint: (.+)$)");
  std::set<std::string> found;
  for (const char* folder : sessions)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".md") continue;
      std::ifstream in(entry.path());
      std::string line;
      bool in_finding = false;
      while (std::getline(in, line)) {
        std::smatch match;
        const bool is_message = std::regex_match(line, match, message);
        if (is_message || (in_finding && std::regex_match(line, match, hint))) found.insert(match[1]);
        // Errors without an id have hints too: those are no findings.
        in_finding = is_message || (in_finding && line.find("error: ") == line.npos);
      }
    }
  return found;
}

/// What broken plugins of the tests say of themselves, and continuation of texts that end with the line.
bool is_foreign(const std::string& text) {
  static const std::regex foreign(
      R"(.*(printed|the disk is full|; it printed:|left out were|broken |hidden words|from the broken).*|.*: source of tests.*)");
  return std::regex_match(text, foreign);
}

/// Three English words in a row outside quotation marks and what is to be typed.
bool speaks_english(std::string text) {
  static const std::regex quoted("„[^“]*“|\"[^\"]*\"|`[^`]*`|\\[[^\\]]*\\]|<[^>]*>|[a-z_.]+ = .*");
  static const std::regex words(R"(\b[a-z]+ [a-z]+ [a-z]+\b)");
  return std::regex_search(std::regex_replace(text, quoted, ""), words);
}

}  // namespace

TEST_CASE("every finding of the command sessions is told in Georgian", "[locale]") {
  const Locale georgian("ka");
  const FindingWords words(georgian);
  const std::set<std::string> findings = shown_findings();
  REQUIRE(findings.size() > 100);
  std::string untold;
  for (const std::string& text : findings) {
    if (is_foreign(text)) continue;
    if (!words.knows(text))
      untold += "not known: " + text + "\n";
    else if (speaks_english(words.say(text)))
      untold += "partly English: " + words.say(text) + "\n";
  }
  INFO(untold);
  CHECK(untold.empty());
}
