#include "init/new_template.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "base/text.hpp"
#include "init/starter.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// More than a template has by far: somebody named a folder that is none.
constexpr std::size_t most_files = 500;

/// Calls `change` for every line without its end, and puts the lines together again.
template <typename Change>
std::string with_lines(const std::string& text, const Change& change) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += change(text.substr(at, end - at));
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

/// `name = "..."` before the first table of the front matter.
std::string named(const std::string& text, const std::string& name) {
  int fences = 0;
  bool in_table = false;
  return with_lines(text, [&](const std::string& line) {
    if (line.starts_with("+++")) ++fences;
    in_table = in_table || line.starts_with("[");
    const std::string_view rest = trim(line);
    const bool is_name = rest.starts_with("name") && trim(rest.substr(4)).starts_with("=");
    return fences == 1 && !in_table && is_name ? "name = \"" + name + "\"" : line;
  });
}

/// A heading of the old name becomes one of the new.
std::string headed(const std::string& text, const std::string& old, const std::string& name) {
  return with_lines(text,
                    [&](const std::string& line) { return trim(line) == "# " + old ? "# " + name : line; });
}

std::string old_name(const fs::path& folder) {
  return (folder.has_filename() ? folder : folder.parent_path()).filename().string();
}

/// The template's files, sorted, relative to its folder.
std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const bool hidden = entry->path().filename().string().starts_with(".");
    if (hidden && entry->is_directory()) entry.disable_recursion_pending();
    if (hidden || !entry->is_regular_file()) continue;
    files.push_back(entry->path().lexically_relative(folder));
    if (files.size() > most_files)
      throw Error("more than " + std::to_string(most_files) + " files lie in " + folder.string(),
                  "name the folder of one template");
  }
  if (error) throw Error("cannot read " + folder.string() + ": " + error.message());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

bool is_template_name(std::string_view name) {
  constexpr std::string_view first = "abcdefghijklmnopqrstuvwxyz0123456789";
  constexpr std::string_view all = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  return !name.empty() && name.size() <= 64 && first.find(name.front()) != std::string_view::npos &&
         name.find_first_not_of(all) == std::string_view::npos;
}

std::vector<NewFile> starter_template(const std::string& name) {
  std::vector<NewFile> files;
  for (const StarterFile& file : starter_template_files())
    files.push_back({file.path, named(std::string(file.content), name), {}});
  return files;
}

std::vector<NewFile> template_copy(const fs::path& folder, const std::string& name) {
  std::vector<NewFile> files;
  for (const fs::path& path : files_in(folder)) {
    if (path == "template.md")
      files.push_back({path, named(read_file(folder / path), name), {}});
    else if (path == "README.md")
      files.push_back({path, headed(read_file(folder / path), old_name(folder), name), {}});
    else
      files.push_back({path, {}, folder / path});
  }
  return files;
}

}  // namespace kvali
