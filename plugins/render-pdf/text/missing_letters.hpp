#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace kvali::pdf {

/// Where the text being set stands, for findings. Views into the document, which outlives them.
struct Place {
  std::string_view section;
  std::string_view table;   ///< Its caption, else its id.
  std::string_view column;  ///< Heading of the column.
  std::string_view text;    ///< How the block's text starts; used where there is no table.
};

/// Reports each letter that no font has, once, with the first place it stands at.
class MissingLetters {
 public:
  using Report = std::function<void(const std::string& message, const std::string& where)>;
  explicit MissingLetters(Report report) : report_(std::move(report)) {}

  void note(char32_t letter, const Place& place);
  [[nodiscard]] size_t count() const { return seen_.size(); }

 private:
  Report report_;
  std::set<char32_t> seen_;
};

}  // namespace kvali::pdf
