#include "collect/file_states.hpp"

#include <sys/stat.h>

#include <cstddef>

namespace kvali {

void FileStates::watch(const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    files_.push_back(file);
    before_.push_back(state_of(file));
  }
}

std::vector<std::string> FileStates::changed() const {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < files_.size(); ++i)
    if (state_of(files_[i]) != before_[i]) out.push_back(files_[i]);
  return out;
}

FileStates::State FileStates::state_of(const std::string& file) {
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return {};
  State state;
  state.plain = true;
  state.device = info.st_dev;
  state.inode = info.st_ino;
  state.size = info.st_size;
  state.written_s = info.st_mtim.tv_sec;
  state.written_ns = info.st_mtim.tv_nsec;
  state.altered_s = info.st_ctim.tv_sec;
  state.altered_ns = info.st_ctim.tv_nsec;
  return state;
}

}  // namespace kvali
