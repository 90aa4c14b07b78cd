#include "privacy/quoted_counts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.hpp"
#include "privacy/document_walk.hpp"
#include "privacy/text_numbers.hpp"

namespace kvali {

namespace {

/// Smaller numbers stand in texts for many reasons.
constexpr std::int64_t telling = 1000;
/// Digits behind the point with which shares are written.
constexpr int most_digits = 3;
constexpr std::size_t shortest_word = 3;

/// Women and men in sentences, romanised.
constexpr std::array<std::string_view, 10> women{"women", "woman", "females", "female", "girls",
                                                 "girl",  "kali",  "gogo",    "gogona", "mdedrobiti"};
constexpr std::array<std::string_view, 10> men{"men", "man",   "males",     "male",  "boys",
                                               "boy", "katsi", "mamakatsi", "bichi", "mamrobiti"};

using Words = std::vector<NameWord>;

bool has(const Words& words, std::string_view roman) {
  return std::any_of(words.begin(), words.end(),
                     [&](const NameWord& word) { return is_form_of(word, roman, Endings::cases); });
}

bool is_year(const Decimal& number) {
  return number >= Decimal(std::int64_t{1900}) && number <= Decimal(std::int64_t{2100});
}

/// A full stop within a number or an abbreviation has no space behind it, or ends a sentence too early.
std::size_t end_of_sentence(const std::string& text, std::size_t begin) {
  for (std::size_t at = begin; at + 1 < text.size(); ++at)
    if ((text[at] == '.' || text[at] == '!' || text[at] == '?' || text[at] == ';') &&
        (text[at + 1] == ' ' || text[at + 1] == '\n'))
      return at + 1;
  return text.size();
}

/// How texts call a group: one of these names, each of several words.
class GroupName {
 public:
  GroupName(const Category& category, const std::string& label) : folded_(fold_key(label)) {
    if (category.dimension == "sex" && (category.name == "f" || category.name == "m"))
      for (const std::string_view word : category.name == "f" ? women : men)
        names_.push_back({std::string(word)});
    std::vector<std::string> words;
    for (NameWord& word : name_words(label))
      if (word.roman.size() >= shortest_word) words.push_back(std::move(word.roman));
    if (!words.empty()) names_.push_back(std::move(words));
  }

  [[nodiscard]] bool is_in(const std::string& text, const Words& words) const {
    const auto all = [&](const std::vector<std::string>& name) {
      return std::all_of(name.begin(), name.end(), [&](const std::string& word) { return has(words, word); });
    };
    if (!names_.empty()) return std::any_of(names_.begin(), names_.end(), all);
    return !folded_.empty() && fold_key(text).find(folded_) != std::string::npos;  // "18-24"
  }

  /// "One woman", but not "one of the women".
  [[nodiscard]] bool begins_with(const NameWord& word) const {
    return std::any_of(names_.begin(), names_.end(), [&](const std::vector<std::string>& name) {
      return is_form_of(word, name.front(), Endings::cases);
    });
  }

 private:
  std::vector<std::vector<std::string>> names_;
  std::string folded_;
};

/// All numbers that a document shows as figures.
class ShownNumbers : public DocumentReader {
 public:
  void value(const Value& value, const std::string&) override {
    if (const auto* whole = std::get_if<std::int64_t>(&value.scalar)) numbers_.insert(Decimal(*whole));
    if (const auto* exact = std::get_if<Decimal>(&value.scalar)) numbers_.insert(*exact);
  }
  void table(const Table& table, const std::string&) override {
    for (const Column& column : table.columns())
      for (std::size_t row = 0; row < column.size(); ++row)
        if (const auto number = column.missing(row) ? std::nullopt : column.number(row))
          numbers_.insert(*number);
  }

  [[nodiscard]] bool has(const Decimal& number) const { return numbers_.contains(number); }

 private:
  std::set<Decimal> numbers_;
};

class QuoteSearch : public DocumentReader {
 public:
  QuoteSearch(const std::vector<WithheldValue>& withheld, const Locale& locale, const ShownNumbers& shown,
              Diagnostics& diagnostics)
      : withheld_(withheld), numbers_(locale), shown_(shown), diagnostics_(diagnostics) {
    for (std::size_t i = 0; i < withheld.size(); ++i) {
      index(i);
      std::vector<GroupName>& names = names_.emplace_back();
      for (std::size_t at = 0; at < withheld[i].of.size(); ++at)
        names.emplace_back(withheld[i].of[at], at < withheld[i].labels.size() ? withheld[i].labels[at] : "");
    }
  }

  bool enters(const Section& section) override {
    if (section.style == "annex") return false;
    titles_.push_back(section.title);
    text(section.title);
    return true;
  }
  void leaves(const Section&) override { titles_.pop_back(); }

  void sentence(const Inlines& inlines) override {
    std::string whole;
    for (const Inline& one : inlines) {
      if (const auto* plain = std::get_if<Text>(&one)) whole += plain->text;
      const auto* value = std::get_if<Value>(&one);
      const bool written = value != nullptr && std::holds_alternative<std::string>(value->scalar);
      whole += written ? value->text : value != nullptr ? " " : "";  // Figures are not written by anybody.
    }
    text(whole);
  }

  void table(const Table& table, const std::string&) override {
    for (const Column& column : table.columns())
      for (std::uint32_t code = 0; column.type() == Type::text && code < column.distinct_texts(); ++code)
        text(std::string(column.text_of_code(code)));
  }

  void text(const std::string& text) override {
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = end_of_sentence(text, begin);
      look_at(text.substr(begin, end - begin));
      begin = end;
    }
  }

 private:
  void look_at(const std::string& sentence) {
    const Words words = name_words(sentence);
    for (const TextNumber& number : numbers_.in(sentence, words))
      for (const std::size_t one : with_value(number))
        if (is_about(one, number, sentence, words)) tell(withheld_[one]);
  }

  /// By each way in which it may be written: a share with fewer digits, too.
  void index(std::size_t i) {
    const Decimal& value = withheld_[i].value;
    if (value.is_integer()) {
      by_value_[{value, 0}].push_back(i);
      return;
    }
    for (int digits = 0; digits <= most_digits; ++digits)
      by_value_[{value.round_half_up(digits), digits}].push_back(i);
  }

  [[nodiscard]] std::vector<std::size_t> with_value(const TextNumber& number) const {
    const bool whole = number.value.is_integer() && !number.percent;
    const auto found = by_value_.find({number.value, whole ? 0 : number.digits});
    if (found == by_value_.end()) return {};
    std::vector<std::size_t> all = found->second;
    // Rounded to a whole number a share is one only where it is said to be a percentage.
    if (whole) std::erase_if(all, [&](std::size_t one) { return !withheld_[one].value.is_integer(); });
    return all;
  }

  [[nodiscard]] bool is_about(std::size_t one, const TextNumber& number, const std::string& sentence,
                              const Words& words) const {
    const std::vector<GroupName>& names = names_[one];
    if (number.value == Decimal(std::int64_t{1})) {
      const auto next = std::find_if(words.begin(), words.end(),
                                     [&](const NameWord& word) { return word.begin >= number.end; });
      return next != words.end() && std::any_of(names.begin(), names.end(), [&](const GroupName& name) {
               return name.begins_with(*next);
             });
    }
    const auto is_named = [&](const GroupName& name) {
      return name.is_in(sentence, words) ||
             std::any_of(titles_.begin(), titles_.end(),
                         [&](const std::string& title) { return name.is_in(title, name_words(title)); });
    };
    if (!names.empty() && std::all_of(names.begin(), names.end(), is_named)) return true;
    return number.value >= Decimal(telling) && !number.percent && !is_year(number.value) &&
           !shown_.has(number.value);
  }

  void tell(const WithheldValue& value) {
    const std::string section = titles_.empty() ? std::string() : titles_.back();
    Diagnostic finding;
    finding.id = "P-09";
    finding.severity = Severity::error;
    finding.message = section.empty()
                          ? fmt::format("a text has a number that is withheld: {}", value.about)
                          : fmt::format("a text in the section “{}” has a number that is withheld: {}",
                                        section, value.about);
    finding.hint = "leave the number out of the text, or say it less exactly";
    finding.subject = "document;" + section + ";" + value.about;
    if (told_.insert(finding.subject).second) diagnostics_.add(std::move(finding));
  }

  const std::vector<WithheldValue>& withheld_;
  const TextNumbers numbers_;
  const ShownNumbers& shown_;
  Diagnostics& diagnostics_;
  std::vector<std::vector<GroupName>> names_;  ///< Of each withheld value.
  std::map<std::pair<Decimal, int>, std::vector<std::size_t>> by_value_;
  std::vector<std::string> titles_;  ///< Of the sections around what is read.
  std::set<std::string> told_;
};

}  // namespace

void check_quotes(const Document& document, const std::vector<WithheldValue>& withheld, const Locale& locale,
                  Diagnostics& diagnostics) {
  if (withheld.empty()) return;
  ShownNumbers shown;
  walk(document.blocks, shown);
  QuoteSearch search(withheld, locale, shown, diagnostics);
  walk(document.blocks, search);
}

}  // namespace kvali
