#pragma once

#include <string>
#include <string_view>

#include "locale/catalogue.hpp"
#include "model/display_names.hpp"

namespace kvali {

/// What records, sources and values are called in the tables `conflict` and `history` and in the subjects
/// of findings, told as a reader of the report knows them.  Everything is borrowed.
class RecordNames {
 public:
  /// `results` is the report's table in this language.
  RecordNames(const Workspace& merged, const Table& results, const Catalogue& words, LanguageView& language)
      : merged_(merged), results_(results), words_(words), language_(language), names_(merged, language) {}

  /// "observation 1.4 2025-12-01..2025-12-31 sex=f": "1.4 Visitors to the advice room, December 2025, women".
  [[nodiscard]] std::string record(std::string_view what);
  /// The indicator that a record is about, by its id; "" for others.
  [[nodiscard]] std::string indicator(std::string_view what) const;
  /// "indicator=1.4;period=2025-12;sex=f" of a finding; where a cell stands is no matter for a reader.
  [[nodiscard]] std::string subject(std::string_view subject);
  /// Sources are called as report.toml calls them, but those of the engine by what they are.
  [[nodiscard]] std::string source(const std::string& name) const;
  /// A number in the digits of the language; anything else as it is.
  [[nodiscard]] std::string value(const std::string& text) const;

 private:
  [[nodiscard]] std::string period_name(const Period& period) const;
  [[nodiscard]] std::string part(std::string_view text);
  [[nodiscard]] std::string subject_part(std::string_view part);
  [[nodiscard]] std::string category(std::string_view key, std::string_view name);
  [[nodiscard]] std::string indicator_title(std::string_view id) const;
  [[nodiscard]] std::string words_of(std::string_view kind, std::string_view id);

  const Workspace& merged_;
  const Table& results_;
  const Catalogue& words_;
  LanguageView& language_;
  DisplayNames names_;
};

}  // namespace kvali
