#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "locale/catalogue.hpp"
#include "locale/message_pattern.hpp"

namespace kvali {

/// Line and column of a message in its file, from 1; columns count characters.
struct MessagePlace {
  std::size_t line = 0;
  std::size_t column = 0;
};

/// The messages of one file by dotted key.
struct MessageFile {
  std::map<std::string, MessagePattern, std::less<>> patterns;
  std::map<std::string, MessagePlace, std::less<>> places;  ///< Of the keys.
  std::vector<CatalogueProblem> problems;  ///< In the order of the file; what has one is left out.
};

/// Reads TOML of strings in nested or dotted tables. Never throws on content.
[[nodiscard]] MessageFile read_message_file(std::string_view toml, const std::string& file);

}  // namespace kvali
