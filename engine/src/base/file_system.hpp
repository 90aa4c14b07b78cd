#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kvali {

/// The whole file.  Throws Error, naming the path, if it cannot be read or is longer than
/// `most_bytes`.
[[nodiscard]] std::string read_file(const std::filesystem::path& path, std::size_t most_bytes = 64u << 20);

/// Writes a file that is there completely or not at all: a temporary one beside it, synced, then
/// renamed.  Throws Error; then an earlier file of that name is untouched.
void write_file_atomically(const std::filesystem::path& path, std::string_view content);

/// Renames a finished temporary file into place, file and folder synced.  Throws Error.
void move_into_place(const std::filesystem::path& temporary, const std::filesystem::path& final_path);

/// Has an office program left its mark beside the file, as it does while the file is open?
[[nodiscard]] bool seems_open_elsewhere(const std::filesystem::path& file);

/// A finished file and where it belongs.
struct FileMove {
  std::filesystem::path from;
  std::filesystem::path to;
};

/// Moves all files into place or none: what is there already is set aside in the folder `aside`, on the
/// same file system, and put back if a move fails.  Throws Error.
void move_all_into_place(const std::vector<FileMove>& moves, const std::filesystem::path& aside);

/// Undoes what move_all_into_place() had done when the process was killed in the midst of it: what lies
/// in `aside` returns to `folder`.  What cannot be moved stays.
void put_back_earlier_files(const std::filesystem::path& aside, const std::filesystem::path& folder);

/// A folder of its own below `parent`, removed with everything in it when this object goes.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::filesystem::path& parent);
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Was this made as a TemporaryFolder?
[[nodiscard]] bool is_temporary_folder(const std::filesystem::directory_entry& entry);

/// Files that fit a pattern with `*`, `?` and `{a,b}` in its last component, sorted by name.  A
/// pattern without such signs gives itself, existing or not.  What fits may turn out to be a folder or a
/// link to nothing: who left it out would lose a file without a word.  Hidden files and `~$` files of
/// office programs do not fit.  Throws Error for a pattern of more than a thousand choices.
[[nodiscard]] std::vector<std::filesystem::path> matching_files(const std::filesystem::path& pattern);

}  // namespace kvali
