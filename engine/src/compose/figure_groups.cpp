#include "compose/figure_groups.hpp"

#include <algorithm>
#include <map>

#include "compose/figure_names.hpp"

namespace kvali {

namespace {

/// Names of the rows of `results` in ids, with the titles of their indicators.
std::map<std::string, std::string, std::less<>> indicator_titles(const Evaluator& evaluator) {
  std::map<std::string, std::string, std::less<>> titles;
  const Table* results = evaluator.table("results");
  if (results == nullptr || results->find("title") == nullptr) return titles;
  for (std::size_t row = 0; row < results->rows(); ++row)
    titles.emplace(row_name(*results, row), canonical_text(results->scalar("title", row)));
  return titles;
}

constexpr std::size_t fewest_figures = 3;

/// Small groups as one, behind the others.
std::vector<FigureGroup> without_small_groups(std::vector<FigureGroup> groups, std::string title) {
  FigureGroup others{{}, std::move(title), {}};
  std::vector<FigureGroup> kept;
  for (FigureGroup& group : groups) {
    if (group.figures.size() >= fewest_figures)
      kept.push_back(std::move(group));
    else
      others.figures.insert(others.figures.end(), group.figures.begin(), group.figures.end());
  }
  if (kept.empty()) others.title.clear();
  if (!others.figures.empty()) kept.push_back(std::move(others));
  return kept;
}

/// The longest name with which an id begins, else its first word.
std::string prefix_of(const std::string& id,
                      const std::map<std::string, std::string, std::less<>>& indicators) {
  for (std::size_t end = id.rfind('.'); end != id.npos && end > 0; end = id.rfind('.', end - 1))
    if (indicators.contains(std::string_view(id).substr(0, end))) return id.substr(0, end);
  return id.substr(0, id.find('.'));
}

}  // namespace

std::vector<FigureGroup> figure_groups(const std::vector<PrintedFigure>& figures, std::size_t count,
                                       const Evaluator& evaluator) {
  const auto indicators = indicator_titles(evaluator);
  const Catalogue& words = evaluator.catalogue();
  std::vector<FigureGroup> groups;
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string prefix = prefix_of(figures[i].id, indicators);
    const auto [place, is_new] = places.emplace(prefix, groups.size());
    if (is_new) {
      const auto indicator = indicators.find(prefix);
      const std::string key = "evidence_group." + prefix;
      groups.push_back({prefix,
                        indicator != indicators.end() ? indicator->second
                        : words.contains(key)         ? words.text(key)
                                                      : std::string(),
                        {}});
    }
    groups[place->second].figures.push_back(i);
  }
  return without_small_groups(std::move(groups), words.text("evidence_group.other"));
}

}  // namespace kvali
