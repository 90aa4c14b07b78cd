#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/toml.hpp"
#include "report/report.hpp"

namespace kvali {

/// Reads a TOML table key by key and turns everything that does not fit into a finding with its line
/// and column: a value of another type, a missing key, and, when it goes, every key nobody asked for.
class TomlReader {
 public:
  /// `name` is how the table is called in messages, e.g. "[project]".
  TomlReader(const toml::table& table, std::string name, Diagnostics& diagnostics);
  TomlReader(const TomlReader&) = delete;
  TomlReader& operator=(const TomlReader&) = delete;
  /// Reports unknown keys (CFG-01), with "did you mean".
  ~TomlReader();

  [[nodiscard]] std::string text(std::string_view key, const std::string& fallback = {});
  [[nodiscard]] std::string required_text(std::string_view key);
  [[nodiscard]] int whole_number(std::string_view key, int fallback, int min, int max);
  [[nodiscard]] bool truth(std::string_view key, bool fallback);
  [[nodiscard]] std::optional<Date> date(std::string_view key);
  /// A text, or a table language -> text (`title.en = ...`).
  [[nodiscard]] LanguageMap language_map(std::string_view key);
  /// A list of texts; a single text is a list of one.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  /// The sub-table, or nothing.
  [[nodiscard]] const toml::table* table(std::string_view key);
  /// Every element of an array of tables; others are findings.
  void each_table(std::string_view key, const std::function<void(const toml::table&)>& body);
  /// All keys not asked for so far, as options of a plugin.
  [[nodiscard]] std::vector<OptionText> other_options();

  [[nodiscard]] const toml::node* node(std::string_view key);
  [[nodiscard]] Place place() const { return place_of(table_); }
  [[nodiscard]] Place place_of(const toml::node& node) const;
  [[nodiscard]] Place place_of_key(const toml::key& key) const;
  void complain(std::string id, std::string message, Place place, std::string hint = {});

 private:
  const toml::table& table_;
  std::string name_;
  Diagnostics& diagnostics_;
  std::set<std::string, std::less<>> known_;
};

/// One TOML value as an option's canonical text; nothing for tables.
[[nodiscard]] std::optional<OptionText> option_text(std::string name, const toml::node& value, Place place);

}  // namespace kvali
