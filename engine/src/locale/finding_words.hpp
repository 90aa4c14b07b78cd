#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "locale/locale.hpp"

namespace kvali {

/// What findings are and say in one language: engine/locale/findings.<language>.toml, compiled in.
///
/// Stages and plugins write messages and hints in English, as plain text.  A language translates them by
/// their patterns: "{field, phrase} is not a number: '{text}'" and what stands for it.  A text that fits
/// no pattern stays English.
///
/// Const functions may be called from any thread.
class FindingWords {
 public:
  /// The locale is borrowed and must outlive this.
  explicit FindingWords(const Locale& locale);
  FindingWords(FindingWords&&) noexcept;
  FindingWords& operator=(FindingWords&&) noexcept;
  ~FindingWords();

  /// All ids that are documented, in the order of the families: D-01, I-05, CFG-03.
  [[nodiscard]] static std::vector<std::string> ids();

  /// In the language, else in English; "" for an id that is not documented.
  [[nodiscard]] std::string title(std::string_view id) const;    ///< "The parts do not add up to the total"
  [[nodiscard]] std::string meaning(std::string_view id) const;  ///< One or two sentences.
  [[nodiscard]] std::string cure(std::string_view id) const;     ///< What to do.

  /// The severities this finding may have, mildest first.
  [[nodiscard]] std::vector<Severity> severities(std::string_view id) const;

  /// An English message or hint in the language; as it was where no pattern fits.
  [[nodiscard]] std::string say(std::string_view english) const;
  [[nodiscard]] bool knows(std::string_view english) const;

  /// The finding with message and hint in the language; what it is about stays as it is.
  [[nodiscard]] Diagnostic in_words(Diagnostic finding) const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace kvali
