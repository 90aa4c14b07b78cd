#include "init/guess.hpp"

#include <algorithm>

#include "base/number_text.hpp"
#include "base/text.hpp"
#include "locale/date_text.hpp"

namespace kvali {

namespace {

/// Enough to know a column by, also in a file of a million rows.
constexpr std::size_t most_rows_looked_at = 5000;

bool is_number(const std::string& text) {
  return parse_number(text, '.').value || parse_number(text, ',').value;
}

bool is_month(const std::optional<Period>& period) {
  return period && kind_of(*period) == PeriodKind::month;
}

/// Humanitarian data carry a row of tags below the headings.
bool begins_with_tags(const Table& table) {
  if (table.rows() == 0) return false;
  for (const Column& column : table.columns()) {
    if (column.missing(0)) continue;
    const std::string text = canonical_text(column.scalar(0));
    return text.size() > 1 && text[0] == '#' && (text[1] < '0' || text[1] > '9');
  }
  return false;
}

ColumnProfile profile_of(const Column& column, std::size_t first_row) {
  ColumnProfile profile;
  profile.heading = column.name();
  // Of stacked headings, the upper one comes first: "March 2026 / Actual".
  const std::size_t slash = column.name().find(" / ");
  profile.month = parse_period_text(column.name().substr(0, slash));
  if (!is_month(profile.month))
    profile.month.reset();
  else if (slash != std::string::npos)
    profile.below = column.name().substr(slash + 3);
  std::size_t numbers = 0;
  std::size_t periods = 0;
  for (std::size_t row = first_row; row < std::min(column.size(), most_rows_looked_at); ++row) {
    if (column.missing(row)) continue;
    const std::string text(trim(canonical_text(column.scalar(row))));
    if (text.empty()) continue;
    ++profile.filled;
    if (is_number(text)) ++numbers;
    if (parse_period_text(text)) ++periods;
    if (profile.examples.size() < 3 &&
        std::find(profile.examples.begin(), profile.examples.end(), text) == profile.examples.end())
      profile.examples.push_back(text);
  }
  // One cell in ten may be a subtotal's label or a typing error.
  profile.numbers = profile.filled > 0 && numbers * 10 >= profile.filled * 9;
  profile.periods = profile.filled > 0 && periods * 10 >= profile.filled * 9;
  return profile;
}

/// 1, 2, 3 below "No." count the rows, and are no codes of indicators.
bool counts_rows(const ColumnProfile& profile) {
  return character_count(fold_key(profile.heading)) <= 3 && profile.examples.size() == 3 &&
         profile.examples[0] == "1" && profile.examples[1] == "2" && profile.examples[2] == "3";
}

/// Can cells like these have this meaning?
bool fits(const ColumnProfile& profile, HeadingMeaning meaning) {
  switch (meaning) {
    case HeadingMeaning::value:
    case HeadingMeaning::target:
      return profile.numbers;
    case HeadingMeaning::period:
      return profile.periods;
    case HeadingMeaning::title:
    case HeadingMeaning::sex:
    case HeadingMeaning::unit:
      return profile.filled > 0 && !profile.numbers;
    case HeadingMeaning::code:
      return profile.filled > 0 && !counts_rows(profile);
    default:
      return profile.filled > 0;
  }
}

/// Below its month, a column says whether it was planned or achieved.  Comments on cells are notes.
void guess_below_month(ColumnGuess& column) {
  if (column.profile.below.find("(comment)") != std::string::npos) {
    column.meaning = HeadingMeaning::note;
    return;
  }
  const auto meaning = known_heading(column.profile.below);
  if (meaning == HeadingMeaning::value || meaning == HeadingMeaning::target) column.meaning = meaning;
}

void guess_by_headings(TableGuess& guess) {
  for (ColumnGuess& column : guess.columns) {
    if (guess.months_across && column.profile.month) {
      guess_below_month(column);
      continue;
    }
    const auto meaning = known_heading(column.profile.heading);
    if (!meaning || !fits(column.profile, *meaning) || column_of(guess, *meaning) != nullptr) continue;
    // Months across are the values and their periods.
    if (guess.months_across && (*meaning == HeadingMeaning::value || *meaning == HeadingMeaning::period))
      continue;
    column.meaning = meaning;
  }
}

/// The only column of periods needs no heading to be known.
void guess_period(TableGuess& guess) {
  if (guess.months_across || column_of(guess, HeadingMeaning::period) != nullptr) return;
  for (ColumnGuess& column : guess.columns) {
    if (column.meaning || !column.profile.periods || column.profile.numbers) continue;
    column.meaning = HeadingMeaning::period;
    return;
  }
}

void guess_values(TableGuess& guess) {
  if (guess.months_across || column_of(guess, HeadingMeaning::value) != nullptr) return;
  std::vector<ColumnGuess*> numeric;
  for (ColumnGuess& column : guess.columns)
    if (!column.meaning && column.profile.numbers) numeric.push_back(&column);
  const bool named =
      column_of(guess, HeadingMeaning::code) != nullptr || column_of(guess, HeadingMeaning::title) != nullptr;
  // Beside a column of indicators, which of several columns of numbers is meant cannot be known.
  if (named && numeric.size() != 1) return;
  for (ColumnGuess* column : numeric) column->meaning = HeadingMeaning::value;
}

}  // namespace

const ColumnGuess* column_of(const TableGuess& guess, HeadingMeaning meaning) {
  const auto it = std::find_if(guess.columns.begin(), guess.columns.end(),
                               [&](const ColumnGuess& column) { return column.meaning == meaning; });
  return it == guess.columns.end() ? nullptr : &*it;
}

bool is_figure_of_month(const ColumnGuess& column) {
  return column.profile.month && (column.profile.below.empty() || column.meaning == HeadingMeaning::value);
}

TableGuess guess_columns(const Table& table) {
  TableGuess guess;
  guess.tags = begins_with_tags(table);
  for (const Column& column : table.columns())
    guess.columns.push_back({profile_of(column, guess.tags ? 1 : 0), {}});
  guess.months_across = std::count_if(guess.columns.begin(), guess.columns.end(),
                                      [](const ColumnGuess& c) { return c.profile.month.has_value(); }) >= 2;
  guess_by_headings(guess);
  guess_period(guess);
  guess_values(guess);
  return guess;
}

}  // namespace kvali
