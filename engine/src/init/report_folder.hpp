#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kvali {

/// A file to be made in a new report folder.
struct NewFile {
  std::filesystem::path path;  ///< Relative to the folder.
  std::string content;
  std::filesystem::path copy_of = {};  ///< Not empty: a copy of this file, however large.
};

/// Which folders a report may be laid into.
enum class Occupied {
  refuse,      ///< New or empty ones.
  only_names,  ///< Others too, as long as none of the new names is taken.
};

/// Makes the files in `folder`, all of them or none: whatever fails, nothing new stays behind and
/// nothing that was there is touched.  A folder that does not exist is made, with those above it.
/// Throws Error if the folder is occupied or cannot be written.
void make_report_folder(const std::filesystem::path& folder, const std::vector<NewFile>& files,
                        Occupied occupied = Occupied::refuse);

/// The check that make_report_folder() starts with, to be told before questions are asked.
void refuse_occupied(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& names,
                     Occupied occupied);

}  // namespace kvali
