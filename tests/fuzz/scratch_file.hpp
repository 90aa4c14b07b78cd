#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace kvali::test {

/// Not assert(): a fuzzer must stop whatever NDEBUG says.
inline void require(bool holds) {
  if (!holds) std::abort();
}

/// A folder of this process's own with one file, written anew for every input and removed at the end.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& name)
      : folder_(std::filesystem::temp_directory_path() / ("kvali-fuzz-" + std::to_string(::getpid()))),
        file_(folder_ / name) {
    std::filesystem::create_directories(folder_);
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  void write(std::string_view text) const { std::ofstream(file_, std::ios::binary) << text; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path folder_;
  std::filesystem::path file_;
};

}  // namespace kvali::test
