#include "compose/block_reader.hpp"

#include <algorithm>

namespace kvali {

namespace {

/// Byte offset of the character number `column` (from 1) of a line that begins at `begin`.
std::size_t offset_in_line(std::string_view text, std::size_t begin, std::size_t column) {
  std::size_t at = begin;
  for (std::size_t n = 1; n < column && at < text.size() && text[at] != '\n'; ++n) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  }
  return at;
}

std::string lower_first(std::string_view description) {
  std::string text(description);
  if (text.starts_with("Error while parsing ")) text = "in a " + text.substr(20);
  return text;
}

}  // namespace

std::size_t BlockText::offset_of(const toml::source_position& position) const {
  const std::string& text = body_.text();
  std::size_t begin = 0;
  for (toml::source_index line = 1; line < position.line; ++line) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string::npos) return text.size();
    begin = end + 1;
  }
  return offset_in_line(text, begin, position.column);
}

Span BlockText::span_of(const toml::source_region& region) const {
  const std::size_t begin = offset_of(region.begin);
  const std::size_t end = std::max(offset_of(region.end), begin + 1);
  const std::size_t line_end = std::min(body_.text().find('\n', begin), body_.text().size());
  return body_.span(begin, std::max<std::size_t>(std::min(end, line_end) - std::min(begin, line_end), 1));
}

std::optional<toml::table> BlockText::parse() const {
  try {
    return toml::parse(std::string_view(body_.text()));
  } catch (const toml::parse_error& error) {
    findings_.add("TPL-07", span_of(error.source()), lower_first(error.description()),
                  "the body of a block is TOML: key = \"text\"");
    return std::nullopt;
  }
}

Code BlockText::code_of(const toml::value<std::string>& value) const {
  const std::string& text = body_.text();
  std::size_t begin = offset_of(value.source().begin);
  const std::string_view rest = std::string_view(text).substr(begin);
  std::size_t quotes = 1;
  if (rest.starts_with("\"\"\"") || rest.starts_with("'''")) quotes = 3;
  begin += quotes;
  // A line end right behind three quotes is not part of the text.
  if (quotes == 3 && begin < text.size() && text[begin] == '\n') ++begin;
  if (text.compare(std::min(begin, text.size()), value->size(), *value) == 0)
    return body_.sub(begin, value->size());
  return Code::made_from(*value, span_of(value.source()));
}

BlockReader::BlockReader(const toml::table& table, const BlockText& text, std::string what, Span span)
    : table_(table), text_(text), what_(std::move(what)), span_(span) {}

BlockReader::~BlockReader() {
  for (const auto& [key, value] : table_) {
    if (known_.contains(key.str())) continue;
    findings().add("TPL-07", text_.span_of(key.source()), what_ + " has no key " + std::string(key.str()),
                   did_you_mean(key.str(), known_));
  }
}

Span BlockReader::span(std::string_view key) const {
  const toml::node* const found = table_.get(key);
  return found == nullptr ? span_ : text_.span_of(found->source());
}

const toml::node* BlockReader::node(std::string_view key) {
  known_.emplace(key);
  return table_.get(key);
}

const toml::node* BlockReader::node_of_type(std::string_view key, toml::node_type type,
                                            std::string_view type_name) {
  const toml::node* const found = node(key);
  if (found == nullptr || found->type() == type) return found;
  findings().add("TPL-07", text_.span_of(found->source()),
                 std::string(key) + " of a " + what_ + " is not " + std::string(type_name));
  return nullptr;
}

std::optional<Code> BlockReader::code(std::string_view key) {
  const toml::node* const found = node_of_type(key, toml::node_type::string, "a text in quotes");
  if (found == nullptr) return std::nullopt;
  return text_.code_of(*found->as_string());
}

std::string BlockReader::word(std::string_view key) {
  const auto found = code(key);
  return found ? found->text() : std::string();
}

std::string BlockReader::word(std::string_view key, const std::vector<std::string_view>& known) {
  std::string found = word(key);
  if (found.empty() || std::find(known.begin(), known.end(), found) != known.end()) return found;
  std::string hint = did_you_mean(found, known);
  if (hint.empty()) {
    hint = "one of:";
    for (const std::string_view name : known) hint += " " + std::string(name);
  }
  findings().add("TPL-07", span(key), std::string(key) + " of a " + what_ + " cannot be " + found, hint);
  return {};
}

ExpressionPtr BlockReader::expression(std::string_view key) {
  const auto found = code(key);
  return found ? parse_expression(*found, findings()) : nullptr;
}

TextTemplate BlockReader::text(std::string_view key) {
  const auto found = code(key);
  return found ? parse_text(*found, findings()) : TextTemplate();
}

bool BlockReader::flag(std::string_view key) {
  const toml::node* const found = node_of_type(key, toml::node_type::boolean, "true or false");
  return found != nullptr && **found->as_boolean();
}

int BlockReader::whole_number(std::string_view key, int fallback, int min, int max) {
  const toml::node* const found = node_of_type(key, toml::node_type::integer, "a whole number");
  if (found == nullptr) return fallback;
  const std::int64_t value = **found->as_integer();
  if (value >= min && value <= max) return static_cast<int>(value);
  findings().add("TPL-07", text_.span_of(found->source()),
                 std::string(key) + " of a " + what_ + " is out of range",
                 std::to_string(min) + " to " + std::to_string(max));
  return fallback;
}

ExpressionPtr BlockReader::count(std::string_view key) {
  const toml::node* const found = node(key);
  if (found == nullptr || found->is_string()) return expression(key);
  auto literal = std::make_shared<Expression>();
  literal->span = span(key);
  literal->literal = std::int64_t{whole_number(key, 0, 0, 1'000'000'000)};
  return literal;
}

std::optional<double> BlockReader::millimetres(std::string_view key) {
  const toml::node* const found = node(key);
  if (found == nullptr) return std::nullopt;
  const auto value = found->value<double>();
  if (value && *value >= 1 && *value <= 1000) return value;
  findings().add("TPL-07", text_.span_of(found->source()),
                 std::string(key) + " of a " + what_ + " is not a number of millimetres", "1 to 1000");
  return std::nullopt;
}

std::vector<std::pair<std::string, Span>> BlockReader::words(std::string_view key) {
  std::vector<std::pair<std::string, Span>> result;
  const toml::node* const found = node(key);
  if (found == nullptr) return result;
  if (const auto* single = found->as_string()) return {{**single, text_.span_of(single->source())}};
  if (const auto* list = found->as_array()) {
    for (const toml::node& item : *list) {
      if (const auto* text = item.as_string()) result.emplace_back(**text, text_.span_of(text->source()));
    }
    if (result.size() == list->size()) return result;
  }
  findings().add("TPL-07", text_.span_of(found->source()),
                 std::string(key) + " of a " + what_ + " is not a list of texts", "write [\"a\", \"b\"]");
  return {};
}

void BlockReader::each(std::string_view key, const std::string& what,
                       const std::function<void(BlockReader&)>& read) {
  const toml::node* const found = node_of_type(key, toml::node_type::array, "a list");
  if (found == nullptr) return;
  for (const toml::node& item : *found->as_array()) {
    const Span place = text_.span_of(item.source());
    if (const auto* table = item.as_table()) {
      BlockReader reader(*table, text_, what, place);
      read(reader);
    } else {
      findings().add("TPL-07", place, "a " + what + " is not a table", "write { name = \"...\" }");
    }
  }
}

void BlockReader::each_entry(std::string_view key, const std::string& what,
                             const std::function<void(const std::string&, BlockReader&)>& read) {
  const toml::node* const found = node_of_type(key, toml::node_type::table, "a table");
  if (found == nullptr) return;
  for (const auto& [name, item] : *found->as_table()) {
    const Span place = text_.span_of(name.source());
    if (const auto* table = item.as_table()) {
      BlockReader reader(*table, text_, what, place);
      read(std::string(name.str()), reader);
    } else {
      findings().add("TPL-07", place, "a " + what + " is not a table",
                     "write { type = \"text\", doc = \"...\" }");
    }
  }
}

Scalar BlockReader::scalar(std::string_view key, Type type) {
  const toml::node* const found = node(key);
  if (found == nullptr) return Mark::not_recorded;
  if (const auto* text = found->as_string(); text != nullptr && type == Type::text) return **text;
  if (const auto* whole = found->as_integer()) {
    if (type == Type::integer) return **whole;
    if (type == Type::decimal) return Decimal(**whole);
  }
  if (const auto* real = found->as_floating_point(); real != nullptr && type == Type::decimal) {
    if (const auto exact = Decimal::from_double(**real)) return *exact;
  }
  if (const auto* flag = found->as_boolean(); flag != nullptr && type == Type::boolean) return **flag;
  if (const auto* date = found->as_date(); date != nullptr && type == Type::date) {
    const toml::date day = **date;
    if (const auto exact = make_date(day.year, day.month, day.day)) return *exact;
  }
  findings().add("TPL-07", text_.span_of(found->source()),
                 std::string(key) + " of a " + what_ + " is of another type");
  return Mark::not_recorded;
}

void BlockReader::require(std::string_view key, const std::string& example) {
  known_.emplace(key);
  if (!has(key))
    findings().add("TPL-07", span_, what_ + " needs " + std::string(key), "for example " + example);
}

}  // namespace kvali
