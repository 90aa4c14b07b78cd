#pragma once

#include <string>

#include "package.hpp"
#include "text_pool.hpp"

namespace kvali::xlsx {

/// Collects the text of one `<si>` or `<is>`: its runs joined, phonetic guides left out.
class RichText {
 public:
  void clear();
  void start(std::string_view element);
  void end(std::string_view element);
  void text(std::string_view piece);
  [[nodiscard]] const std::string& raw() const { return raw_; }

 private:
  std::string raw_;
  int phonetic_ = 0;
  bool in_text_ = false;
};

/// Adds the workbook's shared strings to the pool, in their order; no part = none.
void read_shared_strings(const Archive& archive, const std::string& part, TextPool& pool,
                         const Progress& progress);

}  // namespace kvali::xlsx
