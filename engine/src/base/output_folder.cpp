#include "base/output_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <fstream>
#include <system_error>

#include "base/error.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// There while earlier files are out of their place: a run that finds it puts them back.
constexpr const char* moving_mark = "moving";

/// What a run that was killed left in `out`.  Only for who holds the lock: no other run is alive there.
void clear_away(const fs::path& out) {
  std::error_code ignored;
  std::vector<fs::path> left;
  for (const fs::directory_entry& entry : fs::directory_iterator(out, ignored))
    if (is_temporary_folder(entry)) left.push_back(entry.path());
  for (const fs::path& folder : left) {
    if (fs::exists(folder / moving_mark, ignored)) put_back_earlier_files(folder, out);
    fs::remove_all(folder, ignored);
  }
}

bool is_bare_name(const std::string& name) {
  return !name.empty() && name.front() != '.' && name.find('/') == std::string::npos;
}

}  // namespace

std::optional<std::string> OutputFolder::open() {
  std::error_code error;
  fs::create_directories(path_, error);
  std::error_code ignored;
  if (!fs::is_directory(path_, ignored))
    throw Error("cannot make the folder " + path_.string() + ": " + error.message(), hint_);
  lock_ = Descriptor(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (lock_.get() >= 0) {
    if (::flock(lock_.get(), LOCK_EX | LOCK_NB) == 0)
      clear_away(path_);
    else if (errno == EWOULDBLOCK)
      return std::nullopt;
  }
  temporary_.emplace(path_);
  return temporary_->path().filename().string();
}

void OutputFolder::discard() {
  temporary_.reset();
}

void OutputFolder::publish(const std::vector<std::string>& names) {
  std::vector<FileMove> moves;
  for (const std::string& name : names) {
    if (!is_bare_name(name) || !fs::is_regular_file(fs::symlink_status(temporary_->path() / name)))
      throw Error("cannot write " + (path_ / name).string() + ": it was not made");
    moves.push_back({temporary_->path() / name, path_ / name});
  }
  const fs::path mark = temporary_->path() / moving_mark;
  if (!std::ofstream(mark)) throw Error("cannot write in " + path_.string());
  move_all_into_place(moves, temporary_->path());
  fs::remove(mark);
}

}  // namespace kvali
