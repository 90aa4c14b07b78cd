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

bool is_year(const std::string& text) {
  return text.size() == 4 && (text.starts_with("19") || text.starts_with("20")) && is_number(text);
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
  std::size_t years = 0;
  for (std::size_t row = first_row; row < std::min(column.size(), most_rows_looked_at); ++row) {
    if (column.missing(row)) continue;
    const std::string text(trim(canonical_text(column.scalar(row))));
    if (text.empty()) continue;
    ++profile.filled;
    if (is_number(text)) ++numbers;
    if (parse_period_text(text)) ++periods;
    if (is_year(text)) ++years;
    if (profile.examples.size() < 3 &&
        std::find(profile.examples.begin(), profile.examples.end(), text) == profile.examples.end())
      profile.examples.push_back(text);
  }
  // One cell in ten may be a subtotal's label or a typing error.
  profile.numbers = profile.filled > 0 && numbers * 10 >= profile.filled * 9;
  profile.periods = profile.filled > 0 && periods * 10 >= profile.filled * 9;
  profile.years = profile.filled > 0 && years == profile.filled;
  return profile;
}

/// 1, 2, 3 below "No." count the rows, and are no codes of indicators.
bool counts_rows(const ColumnProfile& profile) {
  return character_count(fold_key(profile.heading)) <= 3 && profile.examples.size() == 3 &&
         profile.examples[0] == "1" && profile.examples[1] == "2" && profile.examples[2] == "3";
}

bool has(const TableGuess& guess, HeadingMeaning meaning) {
  return column_of(guess, meaning) != nullptr;
}

/// Can cells like these have this meaning?
bool fits(const ColumnProfile& profile, HeadingMeaning meaning) {
  switch (meaning) {
    case HeadingMeaning::value:
    case HeadingMeaning::target:
    case HeadingMeaning::women:
    case HeadingMeaning::men:
    case HeadingMeaning::total:
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

bool is_of_figures(HeadingMeaning meaning) {
  return meaning == HeadingMeaning::value || meaning == HeadingMeaning::women ||
         meaning == HeadingMeaning::men || meaning == HeadingMeaning::total;
}

/// Below its month, a column says whether it was planned or achieved.  Comments on cells are notes.
void guess_below_month(ColumnGuess& column) {
  if (column.profile.below.find("(comment)") != std::string::npos) {
    column.meaning = HeadingMeaning::note;
    return;
  }
  const auto meaning = known_heading(column.profile.below);
  if (meaning == HeadingMeaning::target || (meaning && is_of_figures(*meaning))) column.meaning = meaning;
}

void guess_by_headings(TableGuess& guess) {
  for (ColumnGuess& column : guess.columns) {
    if (guess.months_across && column.profile.month) {
      guess_below_month(column);
      continue;
    }
    const auto meaning = known_heading(column.profile.heading);
    if (!meaning || !fits(column.profile, *meaning) || has(guess, *meaning)) continue;
    // Months across are the values and their periods.
    if (guess.months_across && (*meaning == HeadingMeaning::period || is_of_figures(*meaning))) continue;
    column.meaning = meaning;
  }
}

void forget(TableGuess& guess, HeadingMeaning meaning) {
  for (ColumnGuess& column : guess.columns)
    if (column.meaning == meaning) column.meaning.reset();
}

/// Girls and boys beside women and men: then the column of women is not all of one sex.
bool tells_children_apart(const TableGuess& guess) {
  return std::any_of(guess.columns.begin(), guess.columns.end(), [](const ColumnGuess& column) {
    const std::string words =
        heading_words(column.profile.below.empty() ? column.profile.heading : column.profile.below);
    return words == "girls" || words == "boys" || words == "გოგონები" || words == "ბიჭები";
  });
}

bool names_indicators(const TableGuess& guess) {
  return indicator_column(guess) != nullptr;
}

/// Women and men stand side by side, and the total beside them is the value.  One without the other says
/// nothing.
void guess_sexes(TableGuess& guess) {
  const bool women = has(guess, HeadingMeaning::women);
  const bool men = has(guess, HeadingMeaning::men);
  if ((women || men || names_indicators(guess)) && !has(guess, HeadingMeaning::value))
    for (ColumnGuess& column : guess.columns)
      if (column.meaning == HeadingMeaning::total) column.meaning = HeadingMeaning::value;
  forget(guess, HeadingMeaning::total);
  if (women && men && !tells_children_apart(guess)) return;
  forget(guess, HeadingMeaning::women);
  forget(guess, HeadingMeaning::men);
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

/// Numbers that count something, rather than name or date it.
bool may_be_figures(const ColumnProfile& profile) {
  return profile.numbers && !profile.years && !names_no_figure(profile.heading);
}

void guess_values(TableGuess& guess) {
  if (guess.months_across || has(guess, HeadingMeaning::value) || has(guess, HeadingMeaning::women)) return;
  std::vector<ColumnGuess*> numeric;
  for (ColumnGuess& column : guess.columns)
    if (!column.meaning && may_be_figures(column.profile)) numeric.push_back(&column);
  // Beside a column of indicators, which of several columns of numbers is meant cannot be known.
  if (names_indicators(guess) && numeric.size() != 1) return;
  for (ColumnGuess* column : numeric) column->meaning = HeadingMeaning::value;
}

}  // namespace

const ColumnGuess* column_of(const TableGuess& guess, HeadingMeaning meaning) {
  const auto it = std::find_if(guess.columns.begin(), guess.columns.end(),
                               [&](const ColumnGuess& column) { return column.meaning == meaning; });
  return it == guess.columns.end() ? nullptr : &*it;
}

const ColumnGuess* indicator_column(const TableGuess& guess) {
  const ColumnGuess* code = column_of(guess, HeadingMeaning::code);
  return code != nullptr ? code : column_of(guess, HeadingMeaning::title);
}

bool is_figure(const ColumnGuess& column) {
  return column.meaning && is_of_figures(*column.meaning);
}

bool is_figure_of_month(const ColumnGuess& column) {
  return column.profile.month && (column.profile.below.empty() || is_figure(column));
}

std::vector<const ColumnGuess*> figure_columns(const TableGuess& guess) {
  std::vector<const ColumnGuess*> columns;
  for (const ColumnGuess& column : guess.columns)
    if (guess.months_across ? is_figure_of_month(column) : is_figure(column)) columns.push_back(&column);
  return columns;
}

TableGuess guess_columns(const Table& table) {
  TableGuess guess;
  guess.tags = begins_with_tags(table);
  for (const Column& column : table.columns())
    guess.columns.push_back({profile_of(column, guess.tags ? 1 : 0), {}});
  guess.months_across = std::count_if(guess.columns.begin(), guess.columns.end(),
                                      [](const ColumnGuess& c) { return c.profile.month.has_value(); }) >= 2;
  guess_by_headings(guess);
  guess_sexes(guess);
  guess_period(guess);
  guess_values(guess);
  return guess;
}

}  // namespace kvali
