#pragma once

#include <initializer_list>
#include <string>
#include <utility>

namespace kvali {

/// A JSON object of texts on one line, with its end, for `--json`.  What is not UTF-8 is made so: file
/// names may be anything.
[[nodiscard]] std::string json_line(std::initializer_list<std::pair<const char*, std::string>> fields);

}  // namespace kvali
