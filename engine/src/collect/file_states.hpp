#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kvali {

/// How files stand at one moment: tells afterwards which of them somebody has written to, replaced or
/// removed since.  What is not a plain file is left aside: folders and devices change for other reasons.
class FileStates {
 public:
  FileStates() = default;
  explicit FileStates(const std::vector<std::string>& files) { watch(files); }
  /// As they stand now; to be called before they are read.
  void watch(const std::vector<std::string>& files);
  /// In the order in which they were given.
  [[nodiscard]] std::vector<std::string> changed() const;

 private:
  struct State {
    bool plain = false;
    std::uint64_t device = 0, inode = 0;
    std::int64_t size = 0;
    std::int64_t written_s = 0, written_ns = 0;  ///< Content.
    std::int64_t altered_s = 0, altered_ns = 0;  ///< Content or anything else: no program can set it back.
    bool operator==(const State&) const = default;
  };
  static State state_of(const std::string& file);

  std::vector<std::string> files_;
  std::vector<State> before_;
};

}  // namespace kvali
