#include "base/file_system.hpp"

#include <fcntl.h>
#include <fnmatch.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "base/descriptor.hpp"
#include "base/error.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// What a user can do about an errno value of writing.
std::string hint_for(int code) {
  switch (code) {
    case ENOSPC:
    case EDQUOT:
      return "make room there, or choose another folder";
    case EROFS:
    case EACCES:
    case EPERM:
      return "ask for the right to do so, or choose another folder";
    default:
      return {};
  }
}

[[noreturn]] void fail(const std::string& doing, const fs::path& path) {
  const int code = errno;
  throw Error(doing + " " + path.string() + ": " + std::generic_category().message(code), hint_for(code));
}

void sync(const fs::path& path, int flags) {
  const Descriptor file(::open(path.c_str(), flags | O_CLOEXEC));
  if (file.get() < 0 || ::fsync(file.get()) != 0) fail("cannot save", path);
}

/// Every pair of braces multiplies the patterns: more than this is no pattern a person wrote.
constexpr std::size_t most_patterns = 1000;

/// "a.{md,docx}" -> "a.md", "a.docx"; the first pair of braces only, recursion does the rest.
void expand_braces(const std::string& pattern, std::vector<std::string>& all) {
  const std::size_t open = pattern.find('{');
  const std::size_t close = pattern.find('}', open);
  if (open == std::string::npos || close == std::string::npos) {
    if (all.size() >= most_patterns) throw Error("the pattern has too many choices in braces");
    all.push_back(pattern);
    return;
  }
  std::size_t from = open + 1;
  while (from <= close) {
    const std::size_t to = std::min(pattern.find(',', from), close);
    expand_braces(pattern.substr(0, open) + pattern.substr(from, to - from) + pattern.substr(close + 1), all);
    from = to + 1;
  }
}

}  // namespace

std::string read_file(const fs::path& path, std::size_t most_bytes) {
  // Not blocking: to open a pipe would wait for somebody who writes to it.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat info {};
  if (file.get() < 0 || ::fstat(file.get(), &info) != 0) fail("cannot read", path);
  if (!S_ISREG(info.st_mode)) throw Error("cannot read " + path.string() + ": it is not a file");
  std::string content;
  char buffer[1 << 16];
  while (true) {
    const ssize_t n = ::read(file.get(), buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail("cannot read", path);
    if (n == 0) return content;
    content.append(buffer, std::size_t(n));
    if (content.size() > most_bytes)
      throw Error("cannot read " + path.string() + ": larger than " +
                  (most_bytes < (1u << 20) ? std::to_string(most_bytes >> 10) + " KiB"
                                           : std::to_string(most_bytes >> 20) + " MiB"));
  }
}

void write_file_atomically(const fs::path& path, std::string_view content) {
  const fs::path temporary = path.string() + ".part-" + std::to_string(::getpid());
  {
    const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (file.get() < 0) fail("cannot write", path);
    while (!content.empty()) {
      const ssize_t n = ::write(file.get(), content.data(), content.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) {
        const int code = errno;
        ::unlink(temporary.c_str());
        errno = code;
        fail("cannot write", path);
      }
      content.remove_prefix(std::size_t(n));
    }
  }
  move_into_place(temporary, path);
}

void move_into_place(const fs::path& temporary, const fs::path& final_path) {
  try {
    sync(temporary, O_RDONLY);
  } catch (const Error&) {
    ::unlink(temporary.c_str());
    throw;
  }
  if (::rename(temporary.c_str(), final_path.c_str()) != 0) {
    const int code = errno;
    ::unlink(temporary.c_str());
    errno = code;
    fail("cannot write", final_path);
  }
  sync(final_path.has_parent_path() ? final_path.parent_path() : fs::path("."), O_RDONLY | O_DIRECTORY);
}

bool seems_open_elsewhere(const fs::path& file) {
  const std::string name = file.filename().string();
  std::error_code ignored;
  for (const std::string& mark : {"~$" + name, ".~lock." + name + "#"})  // Excel's, LibreOffice's.
    if (fs::exists(fs::symlink_status(file.parent_path() / mark, ignored))) return true;
  return false;
}

namespace {

/// An earlier file in the folder it is set aside in.
constexpr const char* earlier_prefix = "earlier-";

/// Earlier files, out of the way; they return unless keep_new() was said.
class SetAside {
 public:
  explicit SetAside(fs::path folder) : folder_(std::move(folder)) {}
  SetAside(const SetAside&) = delete;
  SetAside& operator=(const SetAside&) = delete;
  ~SetAside() {
    if (kept_) return;
    std::error_code ignored;
    for (const FileMove& move : moved_) fs::rename(move.to, move.from, ignored);
    for (const fs::path& path : placed_) {
      const bool restored =
          std::any_of(moved_.begin(), moved_.end(), [&](const FileMove& move) { return move.from == path; });
      if (!restored) fs::remove(path, ignored);
    }
  }
  void add(const fs::path& path) {
    if (!fs::exists(fs::symlink_status(path))) return;
    const fs::path to = folder_ / (earlier_prefix + path.filename().string());
    if (::rename(path.c_str(), to.c_str()) != 0) fail("cannot replace", path);
    moved_.push_back({path, to});
  }
  void placed(const fs::path& path) { placed_.push_back(path); }
  void keep_new() { kept_ = true; }

 private:
  fs::path folder_;
  std::vector<FileMove> moved_;  ///< `from` is where it was.
  std::vector<fs::path> placed_;
  bool kept_ = false;
};

}  // namespace

void move_all_into_place(const std::vector<FileMove>& moves, const fs::path& aside) {
  for (const FileMove& move : moves)
    if (fs::is_directory(fs::symlink_status(move.to)))
      throw Error("cannot write " + move.to.string() + ": there is a folder of that name");
  SetAside earlier(aside);
  for (const FileMove& move : moves) {
    earlier.add(move.to);
    move_into_place(move.from, move.to);
    earlier.placed(move.to);
  }
  earlier.keep_new();
}

void put_back_earlier_files(const fs::path& aside, const fs::path& folder) {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(aside, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.rfind(earlier_prefix, 0) == 0)
      fs::rename(entry.path(), folder / name.substr(std::strlen(earlier_prefix)), ignored);
  }
}

namespace {
constexpr std::string_view temporary_prefix = ".kvali-";
constexpr std::string_view temporary_letters = "XXXXXX";
}  // namespace

bool is_temporary_folder(const fs::directory_entry& entry) {
  std::error_code error;
  const std::string name = entry.path().filename().string();
  return name.size() == temporary_prefix.size() + temporary_letters.size() &&
         name.compare(0, temporary_prefix.size(), temporary_prefix) == 0 &&
         fs::is_directory(entry.symlink_status(error));
}

TemporaryFolder::TemporaryFolder(const fs::path& parent) {
  std::string name = (parent / (std::string(temporary_prefix) + std::string(temporary_letters))).string();
  if (::mkdtemp(name.data()) == nullptr) fail("cannot make a temporary folder in", parent);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::vector<fs::path> matching_files(const fs::path& pattern) {
  const std::string name = pattern.filename().string();
  if (name.find_first_of("*?{") == std::string::npos) return {pattern};
  std::vector<std::string> patterns;
  expand_braces(name, patterns);
  std::vector<fs::path> found;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(pattern.parent_path(), error)) {
    const std::string file = entry.path().filename().string();
    const bool fits = std::any_of(patterns.begin(), patterns.end(), [&](const std::string& p) {
      return ::fnmatch(p.c_str(), file.c_str(), FNM_PERIOD) == 0;
    });
    if (fits && file.rfind("~$", 0) != 0) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace kvali
