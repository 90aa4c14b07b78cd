#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml.hpp"
#include "compose/expression.hpp"

namespace kvali {

/// The TOML body of one block, with places in the template file.
class BlockText {
 public:
  BlockText(const Code& body, TemplateFindings& findings) : body_(body), findings_(findings) {}

  /// The tree, or nothing after a finding.
  [[nodiscard]] std::optional<toml::table> parse() const;
  [[nodiscard]] Span span_of(const toml::source_region& region) const;
  /// The text of a string value, byte for byte where it has no escapes.
  [[nodiscard]] Code code_of(const toml::value<std::string>& value) const;
  [[nodiscard]] TemplateFindings& findings() const { return findings_; }

 private:
  [[nodiscard]] std::size_t offset_of(const toml::source_position& position) const;

  const Code& body_;
  TemplateFindings& findings_;
};

/// Reads one TOML table key by key; what nobody asked for is a finding when the reader goes.
class BlockReader {
 public:
  /// `what` names the table in messages: "table", "column".
  BlockReader(const toml::table& table, const BlockText& text, std::string what, Span span);
  BlockReader(const BlockReader&) = delete;
  BlockReader& operator=(const BlockReader&) = delete;
  ~BlockReader();

  [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }
  /// Where the key's value stands, or the table.
  [[nodiscard]] Span span(std::string_view key) const;
  [[nodiscard]] std::string word(std::string_view key);
  /// One of `known`, else a finding and "".
  [[nodiscard]] std::string word(std::string_view key, const std::vector<std::string_view>& known);
  [[nodiscard]] std::optional<Code> code(std::string_view key);
  [[nodiscard]] ExpressionPtr expression(std::string_view key);
  [[nodiscard]] TextTemplate text(std::string_view key);
  [[nodiscard]] bool flag(std::string_view key);
  [[nodiscard]] int whole_number(std::string_view key, int fallback, int min, int max);
  /// A whole number or an expression; null where absent.
  [[nodiscard]] ExpressionPtr count(std::string_view key);
  [[nodiscard]] std::optional<double> millimetres(std::string_view key);
  [[nodiscard]] std::vector<std::pair<std::string, Span>> words(std::string_view key);
  /// Reads every table of a list of tables.
  void each(std::string_view key, const std::string& what, const std::function<void(BlockReader&)>& read);
  /// Reads every named table of a table of tables.
  void each_entry(std::string_view key, const std::string& what,
                  const std::function<void(const std::string&, BlockReader&)>& read);
  /// A value of the type, or "not recorded" where it is absent.
  [[nodiscard]] Scalar scalar(std::string_view key, Type type);
  /// Adds the finding "`what` needs `key`" where it is absent.
  void require(std::string_view key, const std::string& example);

  [[nodiscard]] Span span() const { return span_; }
  [[nodiscard]] TemplateFindings& findings() const { return text_.findings(); }

 private:
  [[nodiscard]] const toml::node* node(std::string_view key);
  [[nodiscard]] const toml::node* node_of_type(std::string_view key, toml::node_type type,
                                               std::string_view type_name);

  const toml::table& table_;
  const BlockText& text_;
  std::string what_;
  Span span_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace kvali
