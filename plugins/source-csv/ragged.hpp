#pragma once

#include <cstddef>
#include <kvali/plugin.hpp>
#include <string>
#include <vector>

#include "scanner.hpp"

namespace kvali::csv {

/// Gathers rows that do not fit the heading, for one warning of each kind at the end.
class RaggedRows {
 public:
  explicit RaggedRows(size_t columns) : columns_(columns) {}
  void look_at(const Record& record);
  void report(const Component& reporter, const std::string& path) const;

 private:
  struct Lines {
    size_t count = 0;
    std::vector<size_t> first;
    void add(size_t line);
    [[nodiscard]] std::string text() const;
  };
  void note_surplus(const Record& record);

  size_t columns_;
  Lines short_;
  Lines long_;
  Lines stray_;
  std::vector<std::string> surplus_;  ///< The surplus cells of the first long rows.
};

}  // namespace kvali::csv
