#pragma once

#include <unicode/messagepattern.h>
#include <unicode/plurrule.h>

#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "locale/catalogue.hpp"

namespace kvali {

/// Which plural form a number takes in one language.
struct PluralForms {
  std::unique_ptr<const icu::PluralRules> cardinal;  ///< one meeting, two meetings
  std::unique_ptr<const icu::PluralRules> ordinal;   ///< 1st, 2nd

  /// Those of a BCP 47 tag.
  [[nodiscard]] static PluralForms of(const std::string& tag);
};

/// One ICU MessageFormat pattern, parsed: {name}, {n, number}, {n, number, percent}, plural,
/// selectordinal and select. ICU parses; formatting is ours, because ICU 72's ignores the minimum
/// grouping of Georgian (1234) and changes its formats while it reads them.
///
/// Immutable; format() may be called from any thread.
class MessagePattern {
 public:
  /// Nothing wrong: `problem` stays empty. Else the pattern must not be formatted.
  MessagePattern(std::string_view pattern, std::string& problem);

  /// One of the engine's own, which tests hold to be right.
  [[nodiscard]] static MessagePattern tested(std::string_view pattern);

  /// Numbers are written as `locale` does, which may differ from the language of the pattern.
  [[nodiscard]] std::string format(const MessageArguments& arguments, const Locale& locale,
                                   const PluralForms& forms) const;

  /// The arguments it has a place for, at any depth.
  [[nodiscard]] std::set<std::string> arguments() const;

 private:
  std::string literal_;                                ///< The message, if it has no syntax.
  std::unique_ptr<const icu::MessagePattern> parsed_;  ///< Absent if it has none.
};

}  // namespace kvali
