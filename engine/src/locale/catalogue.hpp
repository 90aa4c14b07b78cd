#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/decimal.hpp"
#include "locale/locale.hpp"

namespace kvali {

/// An argument of a message. Numbers choose plural forms and are written as the language does; dates
/// are handed over as finished text.
using MessageValue = std::variant<std::int64_t, Decimal, std::string>;
using MessageArguments = std::map<std::string, MessageValue, std::less<>>;

/// A message, ready to show.
struct Message {
  std::string text;
  bool fallback = false;  ///< English, because the language has no such message: mark it [en] (L-01).
  bool missing = false;   ///< Not even in English: `text` is the key.
};

/// Something wrong in a catalogue file.
struct CatalogueProblem {
  std::string file;
  std::size_t line = 0;    ///< From 1; 0 if it concerns the whole file.
  std::size_t column = 0;  ///< From 1, in characters.
  std::string what;        ///< "message is not closed: } is missing"
  std::string hint;        ///< May be empty.
};

/// The words of a report in one language: TOML files of ICU MessageFormat strings, in layers. The
/// lowest layer is the engine's own, a template's lies over it.
///
/// Keys are dotted ("status.overdue"), whether the file nests tables or not. A message that the
/// language lacks is taken from English.
///
/// message() may be called from any thread once all layers are added.
class Catalogue {
 public:
  /// The engine's own words. The locale is borrowed and must outlive the catalogue.
  explicit Catalogue(const Locale& locale);
  Catalogue(Catalogue&&) noexcept;
  Catalogue& operator=(Catalogue&&) noexcept;
  ~Catalogue();

  /// Lays <folder>/en.toml and <folder>/<language>.toml over the messages so far; a file that does
  /// not exist adds nothing. Throws Error if one cannot be read or is longer than 1 MiB.
  [[nodiscard]] std::vector<CatalogueProblem> add_folder(const std::filesystem::path& folder);

  /// Lays the messages of one file over those so far; `language` is "en" or the locale's, others are
  /// read for problems only. What is wrong is left out and reported; the rest is added.
  [[nodiscard]] std::vector<CatalogueProblem> add(std::string_view language, std::string_view toml,
                                                  const std::string& file);

  /// The message with its arguments filled in. An argument that is not given stays visible as {name}.
  [[nodiscard]] Message message(std::string_view key, const MessageArguments& arguments = {}) const;

  /// message().text
  [[nodiscard]] std::string text(std::string_view key, const MessageArguments& arguments = {}) const;

  /// Is there such a message, in the language or in English?
  [[nodiscard]] bool contains(std::string_view key) const;

  /// The plural form that a number takes in the language, as CLDR names it: "one", "few", "other".
  [[nodiscard]] std::string plural_form(const Decimal& number) const;

  /// The arguments that the language's own message has places for; none where it lacks the message.
  [[nodiscard]] std::set<std::string> arguments(std::string_view key) const;

  /// The keys of one language, sorted; `language` is "en" or the locale's.
  [[nodiscard]] std::vector<std::string> keys(std::string_view language) const;

  [[nodiscard]] const Locale& locale() const noexcept;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace kvali
