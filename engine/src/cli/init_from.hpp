#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "collect/plugin_host.hpp"
#include "init/report_folder.hpp"

namespace kvali {

/// What `kvali init --from` was asked to do.
struct FromRequest {
  std::filesystem::path file;    ///< Absolute.
  std::filesystem::path folder;  ///< Of the new report, absolute.
  std::string id;
  std::vector<std::string> langs;  ///< Empty: as the file suggests.
  bool yes = false;                ///< Take every guess.
};

/// The files of a report made from a file of figures, after the questions that are to be asked.
struct FromAnswer {
  std::vector<NewFile> files;
  std::vector<std::string> guessed;  ///< What is worth a look, as it may be otherwise.
  std::vector<std::string> notes;    ///< What was left.
  std::vector<std::string> open;     ///< What is still to be done by hand.
};

/// Is the file in the folder of the report already?  Then it stays where it is.
[[nodiscard]] bool lies_inside(const FromRequest& request);

/// Reads the file through its source plugin, guesses, asks.  Throws Error if it cannot be read as a
/// table.
[[nodiscard]] FromAnswer report_from(const FromRequest& request, PluginHost& plugins);

}  // namespace kvali
