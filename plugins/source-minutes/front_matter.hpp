// The TOML head of a minutes file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "names.hpp"
#include "parts.hpp"
#include "record.hpp"

namespace kvali::minutes {

struct FrontMatter {
  Meeting meeting;  ///< id empty and line 1 where the head does not give them.
  Maybe lang;
  bool given = false;  ///< There is a head at all.
  bool dated = false;  ///< It has a date, perhaps one that cannot be read: that was reported.
  std::vector<Attendance> attendance;
  Names names;
  bool has_total = false;
  bool has_quality = false;
};

/// Reads the head.  Nothing if it cannot be read: that was reported as an error.  `lang` is the
/// language of texts without one, unless the head names another.
std::optional<FrontMatter> read_front_matter(const Parts& parts, const std::string& lang, const Say& say);

}  // namespace kvali::minutes
