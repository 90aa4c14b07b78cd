#include "init/over_time.hpp"

#include <algorithm>
#include <array>

#include "model/known_headings.hpp"

namespace kvali {

namespace {

/// Words of what is there at a time, not what happened in it.
constexpr auto stock_words = std::to_array<std::string_view>(
    {"stock",      "balance",   "population", "caseload",  "cumulative", "to date",   "in force",  "in need",
     "existing",   "remaining", "displaced",  "idps",      "refugees",   "returnees", "residents", "ნაშთი",
     "მოსახლეობა", "მოქმედი",   "დღემდე",     "დაგროვილი", "დევნილი",    "ლტოლვილი"});

/// Beside such a word people were counted as they came, or as something was done for them.
constexpr auto flow_words = std::to_array<std::string_view>(
    {"new", "newly", "arrivals", "arrived", "reached", "trained", "assisted", "supported", "advised",
     "received", "distributed", "provided", "registered", "ახალი", "მიღწეული", "დახმარება"});

constexpr auto percent_words =
    std::to_array<std::string_view>({"%", "percent", "percentage", "per cent", "share", "პროცენტი", "წილი"});

template <class Words>
bool has_any(const std::string& text, const Words& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(" " + std::string(word) + " ") != std::string::npos;
  });
}

std::string spaced(std::string_view heading) {
  std::string text(heading);
  // "%" is a word of its own.
  for (std::size_t at = text.find('%'); at != std::string::npos; at = text.find('%', at + 3))
    text.replace(at, 1, " % ");
  return " " + heading_words(text) + " ";
}

}  // namespace

bool FigureSeries::only_rises() const {
  constexpr std::size_t enough_periods = 4;
  bool found = false;
  for (const auto& [name, figures] : series_) {
    if (figures.size() < enough_periods) continue;
    const auto falls = [](const auto& before, const auto& after) { return after.second < before.second; };
    if (std::adjacent_find(figures.begin(), figures.end(), falls) != figures.end()) return false;
    if (figures.begin()->second == figures.rbegin()->second) return false;
    found = true;
  }
  return found;
}

OverTime guess_over_time(std::string_view title, std::string_view unit, const FigureSeries& figures) {
  const std::string text = spaced(title);
  if (has_any(text, percent_words) || has_any(spaced(unit), percent_words))
    return {"latest", "percentages do not add up"};
  if (has_any(text, stock_words) && !has_any(text, flow_words))
    return {"latest", "the name says what is there at a time"};
  if (figures.only_rises()) return {"latest", "the figures never fall, as sums since the start do"};
  return {};
}

}  // namespace kvali
