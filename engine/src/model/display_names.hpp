#pragma once

#include <map>
#include <string>

#include "model/language.hpp"

namespace kvali {

/// The names of organisations, places and activities as a reader of one language knows them.  Everything is
/// borrowed.
class DisplayNames {
 public:
  DisplayNames(const Workspace& merged, LanguageView& language);

  /// The name in the language, else the acronym, else what is written; a missing id stays missing.
  [[nodiscard]] Scalar org(const Scalar& id) { return name_of(orgs_, id); }
  [[nodiscard]] Scalar place(const Scalar& id) { return name_of(places_, id); }
  [[nodiscard]] Scalar activity(const Scalar& id) { return name_of(activities_, id); }
  [[nodiscard]] Scalar indicator(const Scalar& id) { return name_of(indicators_, id); }

 private:
  /// One table of named records, and where each id stands in it.
  struct Records {
    const Table* table = nullptr;
    std::string_view name, short_name;  ///< Its columns; the short name stands in for a missing name.
    std::map<std::string, std::size_t, std::less<>> rows;
    std::map<std::string, std::size_t, std::less<>> by_key;  ///< As a merge and its findings name records.
  };

  static Records records_of(const Table* table, std::string_view id, std::string_view name,
                            std::string_view short_name);
  Scalar name_of(const Records& records, const Scalar& id);

  LanguageView& language_;
  Records orgs_, places_, activities_, indicators_;
};

}  // namespace kvali
