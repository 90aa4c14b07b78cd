#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kvali::html {

class Output;

/// The headings of a page and the places where its contents are wanted, known only at its end.
class Contents {
 public:
  /// A table of contents stands at this position of the output.
  void want(uint64_t position, int depth, std::string_view title);
  void add_heading(int level, std::string id, std::string title);
  /// Puts the tables of contents in.
  void insert_into(Output& out) const;

 private:
  struct Place {
    uint64_t position;
    int depth;
    std::string title;
  };
  struct Heading {
    int level;
    std::string id;  // As written in the page.
    std::string title;
  };
  [[nodiscard]] std::string list(const Place& place) const;

  std::vector<Place> places_;
  std::vector<Heading> headings_;
};

}  // namespace kvali::html
