#include "explain/figure_query.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "locale/date_text.hpp"

namespace kvali {

namespace {

using Words = std::vector<std::string>;

/// "2020 წლის 8 დეკემბერს - 2021 წლის 9 იანვარს" has no more.
constexpr std::size_t most_words_of_period = 9;

Words words_of(const std::string& text) {
  Words words(1);
  for (const char c : text) {
    if (c != ' ' && c != '@' && c != ',')
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool begins_with(const Words& words, const Words& name) {
  return !name.empty() && name.size() <= words.size() &&
         std::equal(name.begin(), name.end(), words.begin(),
                    [](const std::string& a, const std::string& b) { return fold_key(a) == fold_key(b); });
}

/// Takes the longest period that begins at `at`.
std::optional<Period> take_period(const Words& words, std::size_t& at, FiscalStart fiscal) {
  for (std::size_t end = std::min(words.size(), at + most_words_of_period); end > at; --end) {
    const auto begin = words.begin() + std::ptrdiff_t(at);
    const auto period = parse_period_text(
        fmt::format("{}", fmt::join(begin, words.begin() + std::ptrdiff_t(end), " ")), fiscal);
    if (!period) continue;
    at = end;
    return period;
  }
  return std::nullopt;
}

}  // namespace

std::optional<FigureQuery> parse_figure_query(const std::string& text,
                                              const std::vector<IndicatorName>& names, FiscalStart fiscal) {
  const Words words = words_of(text);
  FigureQuery query;
  std::size_t at = 0;
  for (const IndicatorName& one : names) {
    const Words name = words_of(one.name);
    if (name.size() <= at || !begins_with(words, name)) continue;
    query.indicator = one.id;
    at = name.size();
  }
  if (at == 0) return std::nullopt;
  while (at < words.size()) {
    const std::size_t equals = words[at].find('=');
    if (equals != std::string::npos && query.dimension.empty()) {
      query.dimension = words[at].substr(0, equals);
      query.category = words[at].substr(equals + 1);
      ++at;
    } else if (equals != std::string::npos || query.period ||
               !(query.period = take_period(words, at, fiscal))) {
      return std::nullopt;
    }
  }
  return query;
}

}  // namespace kvali
