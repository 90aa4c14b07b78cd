#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "frozen/frozen_text.hpp"

namespace kvali {

namespace {

/// What is wrong with a file, and in which line.
struct Unusable {
  std::string message;
  int line = 0;
  std::string hint = "restore the file, or take it away and freeze that period again";
};

int line_of(const toml::node& node) {
  return int(node.source().begin.line);
}

/// One table of the file, asked key by key.
class FrozenReader {
 public:
  explicit FrozenReader(const toml::table& table) : table_(table) {}

  [[nodiscard]] std::string text(std::string_view key) const {
    const toml::node* node = table_.get(key);
    return node == nullptr ? std::string{} : text_of(*node);
  }
  [[nodiscard]] std::string required(std::string_view key) const {
    std::string value = text(key);
    if (value.empty()) throw Unusable{fmt::format("'{}' is missing", key), line_of(table_)};
    return value;
  }
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const {
    std::vector<std::string> all;
    if (const toml::array* list = list_of(key))
      for (const toml::node& node : *list) all.push_back(text_of(node));
    return all;
  }
  [[nodiscard]] std::optional<Date> date(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return std::nullopt;
    const auto* value = node->as_date();
    const auto day =
        value != nullptr ? make_date(value->get().year, value->get().month, value->get().day) : std::nullopt;
    if (!day) throw Unusable{fmt::format("'{}' is not a date", key), line_of(*node)};
    return day;
  }
  [[nodiscard]] Period period() const {
    const auto first = date("first");
    const auto last = date("last");
    if (!first || !last || *last < *first) throw Unusable{"there is no period", line_of(table_)};
    return {*first, *last};
  }
  [[nodiscard]] bool has(std::string_view key) const { return table_.get(key) != nullptr; }
  [[nodiscard]] std::optional<Decimal> number(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return std::nullopt;
    const auto value = Decimal::parse(text_of(*node));
    if (!value) throw Unusable{fmt::format("'{}' is not a number", key), line_of(*node)};
    return value;
  }
  [[nodiscard]] FrozenNumber number_or_mark(std::string_view key) const {
    FrozenNumber number;
    const std::string written = required(key);
    if (const auto mark = mark_called(written))
      number.mark = *mark;
    else
      number.value = this->number(key);
    if (number.value) number.mark = Mark::none;
    number.withheld = truth(fmt::format("{}_withheld", key));
    return number;
  }
  [[nodiscard]] bool truth(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return false;
    const auto* value = node->as_boolean();
    if (value == nullptr) throw Unusable{fmt::format("'{}' is not true or false", key), line_of(*node)};
    return value->get();
  }
  [[nodiscard]] std::int64_t whole(std::string_view key) const {
    const auto* value = table_.get_as<std::int64_t>(key);
    if (value == nullptr) throw Unusable{fmt::format("'{}' is not a whole number", key), line_of(table_)};
    return value->get();
  }
  [[nodiscard]] FrozenReader table(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr || !node->is_table())
      throw Unusable{fmt::format("there is no [{}]", key), line_of(table_)};
    return FrozenReader(*node->as_table());
  }
  template <class Body>
  void each(std::string_view key, Body body) const {
    const toml::array* list = list_of(key);
    if (list == nullptr) return;
    for (const toml::node& node : *list) {
      if (!node.is_table()) throw Unusable{fmt::format("'{}' holds something else", key), line_of(node)};
      body(FrozenReader(*node.as_table()));
    }
  }
  [[nodiscard]] FigureKey figure_key() const { return {required("indicator"), text("group"), text("place")}; }

 private:
  static std::optional<Mark> mark_called(std::string_view name) {
    constexpr std::array marks{Mark::not_recorded, Mark::not_applicable, Mark::not_yet_due, Mark::withheld};
    const auto it = std::find_if(marks.begin(), marks.end(), [&](Mark m) { return name_of(m) == name; });
    return it == marks.end() ? std::nullopt : std::optional(*it);
  }
  static std::string text_of(const toml::node& node) {
    const auto* value = node.as_string();
    if (value == nullptr) throw Unusable{"there is something else than a text", line_of(node)};
    return value->get();
  }
  [[nodiscard]] const toml::array* list_of(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (node != nullptr && !node->is_array())
      throw Unusable{fmt::format("'{}' is not a list", key), line_of(*node)};
    return node == nullptr ? nullptr : node->as_array();
  }

  const toml::table& table_;
};

void read_head(const FrozenReader& head, FrozenReport& facts) {
  facts.report = head.required("id");
  facts.period = head.period();
  const std::int64_t revision = head.whole("revision");
  if (revision < 1 || revision > 1'000'000) throw Unusable{"there is no such revision", 0};
  facts.revision = int(revision);
  facts.as_of = head.date("as_of").value_or(facts.period.last);
  facts.audience = head.text("audience");
  facts.langs = head.texts("langs");
  facts.agreement = head.text("agreement");
  facts.currency = head.text("currency");
  facts.template_name = head.text("template");
  facts.template_version = head.text("template_version");
  facts.outline = head.texts("outline");
  facts.fixed_structure = head.truth("fixed_structure");
  facts.engine_version = head.text("engine");
}

void read_figures(const FrozenReader& all, FrozenReport& facts) {
  all.each("figures", [&](const FrozenReader& row) {
    facts.figures.push_back({row.figure_key(), row.number_or_mark("period"), row.number_or_mark("to_date")});
  });
  all.each("values", [&](const FrozenReader& row) {
    facts.values.push_back({row.figure_key(), row.period(), row.truth("opening"), row.number("value"),
                            row.number("num"), row.number("den"), row.text("note")});
  });
  all.each("targets", [&](const FrozenReader& row) {
    const auto value = row.number("value");
    if (!value) throw Unusable{"a target has no value", 0};
    facts.targets.push_back(
        {row.required("indicator"), row.has("first") ? std::optional(row.period()) : std::nullopt, *value});
  });
}

void read_facts(const FrozenReader& all, FrozenReport& facts) {
  read_figures(all, facts);
  all.each("finance", [&](const FrozenReader& row) {
    facts.finance.push_back({row.required("line"), row.number_or_mark("approved"),
                             row.number_or_mark("period"), row.number_or_mark("to_date"),
                             row.number_or_mark("committed"), row.number_or_mark("advances")});
  });
  all.each("actions", [&](const FrozenReader& row) {
    facts.actions.push_back({row.required("action"), row.text("status")});
  });
  all.each("meetings", [&](const FrozenReader& row) {
    facts.meetings.push_back({row.required("meeting"), row.date("date")});
  });
  for (auto [name, inputs] : {std::pair("narratives", &facts.narratives), std::pair("inputs", &facts.inputs)})
    all.each(name, [&, to = inputs](const FrozenReader& row) {
      to->push_back({row.required("file"), row.text("sha256")});
    });
}

FrozenReport read_table(const toml::table& root) {
  const FrozenReader reader(root);
  const std::int64_t format = reader.whole("format");
  if (format != frozen_format)
    throw Unusable{fmt::format("it was frozen by a newer Kvali (format {})", format), 0,
                   "update Kvali to compare with it"};
  FrozenReport facts;
  read_head(reader.table("report"), facts);
  read_facts(reader.table("facts"), facts);
  return facts;
}

/// Does the last line tell the digest of everything above it?
bool is_as_it_was(std::string_view text) {
  constexpr std::string_view mark = "# sha256 ";
  const std::size_t at = text.rfind(mark);
  if (at == text.npos || (at > 0 && text[at - 1] != '\n')) return false;
  return text.substr(at + mark.size()) == sha256(text.substr(0, at)) + "\n";
}

}  // namespace

std::optional<FrozenReport> read_frozen_text(std::string_view text, const std::filesystem::path& file,
                                             Diagnostics& diagnostics) {
  const std::string name = file.stem().string();
  const auto refuse = [&](const Unusable& why) {
    diagnostics.add({"S-11",
                     Severity::error,
                     fmt::format("the frozen report {} cannot be used: {}", name, why.message),
                     {file.string(), why.line, 0, 0},
                     why.hint,
                     {},
                     "frozen=" + name});
  };
  if (first_invalid_utf8(text)) {
    refuse({"it is not UTF-8 text"});
    return std::nullopt;
  }
  FrozenReport facts;
  try {
    facts = read_table(toml::parse(text));
  } catch (const toml::parse_error& e) {
    refuse({std::string(e.description()), int(e.source().begin.line)});
    return std::nullopt;
  } catch (const Unusable& why) {
    refuse(why);
    return std::nullopt;
  }
  if (!is_as_it_was(text))
    diagnostics.add({"S-10",
                     Severity::error,
                     fmt::format("the frozen report {} was changed after it was frozen", name),
                     {file.string(), 0, 0, 0},
                     "restore the file, or say who changed it and why",
                     {},
                     "frozen=" + name,
                     sha256(text).substr(0, 12)});
  return facts;
}

}  // namespace kvali
