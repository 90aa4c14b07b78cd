#include "init/starter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace kvali {

namespace {

void fill_in(std::string& text, std::string_view name, std::string_view value) {
  std::size_t at = 0;
  while ((at = text.find(name, at)) != std::string::npos) {
    text.replace(at, name.size(), value);
    at += value.size();
  }
}

/// narrative/summary.2026-03.en.md is wanted in a report in English only.
bool wanted(const StarterFile& file, const std::vector<std::string>& langs) {
  if (file.path.rfind("narrative/", 0) != 0) return true;
  return std::any_of(langs.begin(), langs.end(), [&](const std::string& lang) {
    return file.path.find("." + lang + ".md") != std::string_view::npos;
  });
}

}  // namespace

std::vector<NewFile> starter_report(const std::string& id, const std::vector<std::string>& langs) {
  assert(!id.empty() && !langs.empty());
  const std::string list = fmt::format("[\"{}\"]", fmt::join(langs, "\", \""));
  std::vector<NewFile> files;
  for (const StarterFile& file : starter_files()) {
    if (!wanted(file, langs)) continue;
    std::string content(file.content);
    fill_in(content, "{id}", id);
    fill_in(content, "{langs}", list);
    files.push_back({file.path, std::move(content), {}});
  }
  return files;
}

}  // namespace kvali
