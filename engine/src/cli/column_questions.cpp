#include "cli/column_questions.hpp"

#include <fmt/format.h>

#include <array>
#include <istream>
#include <map>
#include <ostream>

#include "base/error.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

struct Choice {
  HeadingMeaning meaning;
  std::string_view words;
};

constexpr auto choices = std::to_array<Choice>({
    {HeadingMeaning::code, "code of the indicator"},
    {HeadingMeaning::title, "name of the indicator"},
    {HeadingMeaning::period, "month, quarter, year or day"},
    {HeadingMeaning::value, "figure achieved"},
    {HeadingMeaning::target, "figure planned for the period"},
    {HeadingMeaning::sex, "sex"},
    {HeadingMeaning::age, "age group"},
    {HeadingMeaning::place, "place"},
    {HeadingMeaning::organisation, "who reports it"},
    {HeadingMeaning::note, "note"},
    {HeadingMeaning::unit, "unit"},
    {HeadingMeaning::women, "figure of women"},
    {HeadingMeaning::men, "figure of men"},
    {HeadingMeaning::group, "another group that is counted apart"},
});

/// 0: left out.
std::size_t number_of(const std::optional<HeadingMeaning>& meaning) {
  for (std::size_t i = 0; i < choices.size(); ++i)
    if (choices[i].meaning == meaning) return i + 1;
  return 0;
}

/// The number, or nothing if the text is none of the choices.
std::optional<std::size_t> choice_of(std::string_view answer) {
  if (answer.empty() || answer.size() > 2 || answer.find_first_not_of("0123456789") != answer.npos)
    return std::nullopt;
  std::size_t number = 0;
  for (const char digit : answer) number = number * 10 + std::size_t(digit - '0');
  if (number > choices.size()) return std::nullopt;
  return number;
}

std::string line_of(std::istream& in) {
  std::string line;
  if (!std::getline(in, line))
    throw Error("the answers ended before the questions",
                "answer each of them, or take all guesses with --yes");
  return line;
}

void ask(ColumnGuess& column, std::istream& in, std::ostream& out) {
  const std::size_t guessed = number_of(column.meaning);
  out << fmt::format("Column \"{}\", for example: {}\n", column.profile.heading,
                     column.profile.examples.empty()
                         ? "(empty)"
                         : fmt::format("{}", fmt::join(column.profile.examples, " | ")));
  for (;;) {
    out << fmt::format("  what is it? [{}] ", guessed) << std::flush;
    const std::string line = line_of(in);
    const std::string_view answer = trim(line);
    const auto number = answer.empty() ? guessed : choice_of(answer);
    if (!number) {
      out << fmt::format("  a number from 0 to {}, or Enter for {}\n", choices.size(), guessed);
      continue;
    }
    column.meaning.reset();
    if (*number > 0) column.meaning = choices[*number - 1].meaning;
    return;
  }
}

}  // namespace

void ask_columns(TableGuess& guess, std::istream& in, std::ostream& out) {
  out << "What do the columns mean? Enter takes the guess in brackets.\n   0  not used\n";
  for (std::size_t i = 0; i < choices.size(); ++i)
    out << fmt::format("  {:>2}  {}\n", i + 1, choices[i].words);
  std::map<std::string, std::optional<HeadingMeaning>> below_months;
  for (ColumnGuess& column : guess.columns) {
    if (guess.months_across && column.profile.month) {
      // What stands below each month means the same below all of them.
      const std::string& below = column.profile.below;
      if (below.empty()) continue;
      if (!below_months.contains(below)) {
        ask(column, in, out);
        below_months[below] = column.meaning;
      }
      column.meaning = below_months[below];
    } else {
      ask(column, in, out);
    }
  }
}

}  // namespace kvali
