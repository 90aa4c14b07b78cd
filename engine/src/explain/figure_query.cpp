#include "explain/figure_query.hpp"

namespace kvali {

std::optional<FigureQuery> parse_figure_query(const std::string& text, FiscalStart fiscal) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c != ' ' && c != '@' && c != ',')
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  if (words.empty()) return std::nullopt;
  FigureQuery query;
  query.indicator = words.front();
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    if (equals != std::string::npos && query.dimension.empty()) {
      query.dimension = words[i].substr(0, equals);
      query.category = words[i].substr(equals + 1);
    } else if (const auto period = parse_period(words[i], fiscal); period && !query.period) {
      query.period = period;
    } else {
      return std::nullopt;
    }
  }
  return query;
}

}  // namespace kvali
