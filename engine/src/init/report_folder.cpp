#include "init/report_folder.hpp"

#include <fcntl.h>
#include <stdio.h>

#include <cerrno>
#include <optional>
#include <set>
#include <system_error>

#include "base/error.hpp"
#include "base/file_system.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// rename(2) that never replaces anything, so that nothing is lost even if the folder changes under us.
void move_new(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return;
  // Some network file systems know no such flag: then the names checked before have to do.
  if (errno == EINVAL && !fs::exists(fs::symlink_status(to)) && ::rename(from.c_str(), to.c_str()) == 0)
    return;
  const int code = errno;
  throw Error("cannot make " + to.string() + ": " + std::generic_category().message(code));
}

/// Folders that did not exist, made and removed again unless kept; only empty ones can be removed.
class NewFolders {
 public:
  explicit NewFolders(const fs::path& folder) {
    std::vector<fs::path> missing;
    for (fs::path at = folder; !at.empty() && !fs::exists(at); at = at.parent_path()) missing.push_back(at);
    for (auto it = missing.rbegin(); it != missing.rend(); ++it) {
      std::error_code error;
      fs::create_directory(*it, error);
      if (error) {
        undo();
        throw Error("cannot make the folder " + it->string() + ": " + error.message());
      }
      made_.push_back(*it);
    }
  }
  NewFolders(const NewFolders&) = delete;
  NewFolders& operator=(const NewFolders&) = delete;
  ~NewFolders() { undo(); }
  void keep() { made_.clear(); }

 private:
  void undo() {
    std::error_code ignored;
    for (auto it = made_.rbegin(); it != made_.rend(); ++it) fs::remove(*it, ignored);
    made_.clear();
  }
  std::vector<fs::path> made_;
};

/// The names that appear in the folder itself: files, and the folders of the others.
std::set<fs::path> top_names(const std::vector<NewFile>& files) {
  std::set<fs::path> names;
  for (const NewFile& file : files) names.insert(*file.path.begin());
  return names;
}

void write_all(const fs::path& folder, const std::vector<NewFile>& files) {
  for (const NewFile& file : files) {
    fs::create_directories((folder / file.path).parent_path());
    if (file.copy_of.empty())
      write_file_atomically(folder / file.path, file.content);
    else
      fs::copy_file(file.copy_of, folder / file.path);
  }
}

/// All names from one folder into the other, or none.
void move_all(const std::set<fs::path>& names, const fs::path& from, const fs::path& to) {
  std::vector<fs::path> moved;
  try {
    for (const fs::path& name : names) {
      move_new(from / name, to / name);
      moved.push_back(name);
    }
  } catch (const Error&) {
    std::error_code ignored;
    for (const fs::path& name : moved) fs::rename(to / name, from / name, ignored);
    throw;
  }
}

}  // namespace

void refuse_occupied(const fs::path& folder, const std::vector<fs::path>& names, Occupied occupied) {
  const fs::file_status status = fs::status(folder);
  if (!fs::exists(status)) {
    if (fs::is_symlink(fs::symlink_status(folder)))
      throw Error(folder.string() + " is a link to nothing", "give another folder");
    return;
  }
  if (!fs::is_directory(status)) throw Error(folder.string() + " is a file", "give the name of a folder");
  if (occupied == Occupied::refuse && !fs::is_empty(folder))
    throw Error(folder.string() + " is not empty", "give the name of a new folder");
  for (const fs::path& name : names)
    if (fs::exists(fs::symlink_status(folder / name)))
      throw Error("there is a " + name.string() + " in " + folder.string() + " already",
                  "move it away, or give the name of a new folder");
}

void make_report_folder(const fs::path& folder, const std::vector<NewFile>& files, Occupied occupied) {
  const std::set<fs::path> names = top_names(files);
  try {
    refuse_occupied(folder, {names.begin(), names.end()}, occupied);
    NewFolders made(folder);
    const TemporaryFolder temporary(folder);
    write_all(temporary.path(), files);
    move_all(names, temporary.path(), folder);
    made.keep();
  } catch (const fs::filesystem_error& e) {
    throw Error("cannot make the report in " + folder.string() + ": " + e.code().message());
  }
}

}  // namespace kvali
