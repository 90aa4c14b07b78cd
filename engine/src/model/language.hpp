#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Reads the texts of records in one language.  Where a record lacks it, English or else any other
/// language stands in, with a mark such as "[en]" behind it, and L-01 is reported once a table
/// (domain.md, M14).
class LanguageView {
 public:
  LanguageView(std::string lang, const Evidence& evidence, Diagnostics& diagnostics)
      : lang_(std::move(lang)), evidence_(evidence), diagnostics_(diagnostics) {}

  /// The text of a language field: column `field`@lang, else `field` itself, else another language.
  [[nodiscard]] Scalar text(const Table& table, std::string_view field, std::size_t row);
  [[nodiscard]] const std::string& lang() const { return lang_; }

 private:
  void report(const Table& table, std::string_view field, std::size_t row, std::string_view instead);

  std::string lang_;
  const Evidence& evidence_;
  Diagnostics& diagnostics_;
  std::set<std::string> reported_;  ///< "table.field": one finding tells of all its rows.
};

}  // namespace kvali
