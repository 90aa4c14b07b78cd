// What tests of every stage need: a folder of files, findings as text.
#pragma once

#include <exception>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/file_system.hpp"

namespace kvali {

/// A folder that goes when the test ends.
class TestFolder {
 public:
  TestFolder() : folder_(std::filesystem::temp_directory_path()) {}

  /// Writes a file, with the folders it needs, and gives its path.
  std::filesystem::path write(const std::string& name, std::string_view content) const {
    const std::filesystem::path file = path() / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
};

/// "CFG-01 report.toml:3:1 message | hint"; the folder of the file is left out.
inline std::string short_text(const Diagnostic& finding) {
  Place place = finding.place;
  place.file = std::filesystem::path(place.file).filename().string();
  std::string text = finding.id + " ";
  if (!place.empty()) text += place.text() + " ";
  return text + finding.message + (finding.hint.empty() ? "" : " | " + finding.hint);
}

inline std::vector<std::string> short_texts(const Diagnostics& findings) {
  std::vector<std::string> texts;
  for (const Diagnostic& finding : findings.all()) texts.push_back(short_text(finding));
  return texts;
}

/// The ids in the order found.
inline std::vector<std::string> ids_of(const Diagnostics& findings) {
  std::vector<std::string> ids;
  for (const Diagnostic& finding : findings.all()) ids.push_back(finding.id);
  return ids;
}

/// What an action throws, or "".
template <class Action>
std::string error_of(Action&& action) {
  try {
    action();
    return {};
  } catch (const std::exception& e) {
    return e.what();
  }
}

inline bool contains_text(std::string_view text, std::string_view part) {
  return text.find(part) != text.npos;
}

/// The first finding with this id, or null.
inline const Diagnostic* finding_of(const Diagnostics& findings, std::string_view id) {
  for (const Diagnostic& finding : findings.all())
    if (finding.id == id) return &finding;
  return nullptr;
}

}  // namespace kvali
