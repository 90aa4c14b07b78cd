#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kvali {

/// The text that UTF-8 was before it was read as Windows-1252 or Windows-1251, once or several times;
/// nothing if it was not.
[[nodiscard]] std::optional<std::string> without_mojibake(std::string_view text);

/// Georgian typed with a font that draws Latin letters as Georgian ("saqarTvelo"), as Unicode.
[[nodiscard]] std::string from_acad_nusx(std::string_view text);

/// What of a text such a font explains.
struct AcadNusx {
  std::size_t words = 0;      ///< That nothing else explains: capitals inside where its keyboard has letters.
  std::size_t ended = 0;      ///< Words that end as Georgian ones do, those included.
  std::size_t all = 0;        ///< Words in Latin letters.
  std::size_t first = 0;      ///< Where the first of `words` begins, in bytes.
  bool has_georgian = false;  ///< There are letters of Unicode Georgian as well.

  /// The text alone tells, without others beside it.
  [[nodiscard]] bool is_clear() const;
  /// Those of another text beside it, as if they were one.
  void add(const AcadNusx& other);
};
[[nodiscard]] AcadNusx look_for_acad_nusx(std::string_view text);

/// The hint of a finding about such a text: how it reads, and what to do.
[[nodiscard]] std::string acad_nusx_cure(std::string_view text);

/// Georgian that became question marks: runs of them, and hardly anything else but what is left of it.
[[nodiscard]] bool is_question_marks(std::string_view text);

/// The first 40 characters, as the example that a finding shows.
[[nodiscard]] std::string shortened(std::string_view text);

}  // namespace kvali
