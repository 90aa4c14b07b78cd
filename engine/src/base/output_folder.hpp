#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/descriptor.hpp"
#include "base/file_system.hpp"

namespace kvali {

/// The folder finished files appear in, for one run at a time.  Files are made in a temporary folder
/// inside it and moved into place together; when this object goes, the temporary folder goes too.
class OutputFolder {
 public:
  /// `hint` is what its user can do where the folder cannot be made.
  explicit OutputFolder(std::filesystem::path path, std::string hint = "write elsewhere with --out")
      : path_(std::move(path)), hint_(std::move(hint)) {}

  /// Makes the folder if need be, takes it for this run, clears away what a killed run left behind, and
  /// gives the name of the temporary folder.  Nothing while another run holds the folder.  Where the file
  /// system has no locks, neither waiting nor clearing away takes place.  Throws Error.
  [[nodiscard]] std::optional<std::string> open();

  /// Moves the files of these names from the temporary folder into place: all or none.  Throws Error.
  void publish(const std::vector<std::string>& names);

  /// Removes the temporary folder and what is in it now.
  void discard();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  std::string hint_;
  Descriptor lock_;
  std::optional<TemporaryFolder> temporary_;
};

}  // namespace kvali
