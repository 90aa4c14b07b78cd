#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace kvali {

/// [delivery] of report.toml: who gets the report.  Whether a mail may go there says the administrator, in
/// kvalid.toml.
struct DeliverySpec {
  std::string donor;                          ///< As routes name it.
  std::vector<std::string> to;                ///< Addresses, as written.
  std::vector<std::string> copy;              ///< Get the same mail without being named in it.
  std::string reply_to;                       ///< May be empty.
  std::vector<std::filesystem::path> attach;  ///< Files beside those that the report makes.
  Place place;
};

}  // namespace kvali
