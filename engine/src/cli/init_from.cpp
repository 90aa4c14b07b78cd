#include "cli/init_from.hpp"

#include <fmt/format.h>

#include <iostream>

#include "base/error.hpp"
#include "base/toml_text.hpp"
#include "cli/column_questions.hpp"
#include "cli/offered_tables.hpp"
#include "init/data_report.hpp"
#include "init/telling_apart.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// How much of what figures need the columns have.
int completeness(const TableGuess& guess) {
  const bool figures = !figure_columns(guess).empty();
  const bool times = guess.months_across || column_of(guess, HeadingMeaning::period) != nullptr;
  return (figures ? 2 : 0) + (times ? 1 : 0);
}

/// The most complete one; of equal ones that with most rows, of these the first.
std::size_t best_of(const std::vector<OfferedTable>& offered, const std::vector<TableGuess>& guesses) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < offered.size(); ++i) {
    const int here = completeness(guesses[i]);
    const int there = completeness(guesses[best]);
    if (here > there || (here == there && offered[i].table.rows() > offered[best].table.rows())) best = i;
  }
  return best;
}

/// A table beside the one that is taken is easily forgotten.
std::string other_sheets(const std::vector<OfferedTable>& offered, std::size_t taken) {
  std::string list;
  for (std::size_t i = 0; i < offered.size(); ++i)
    if (i != taken) list += (list.empty() ? "" : ", ") + toml_string(offered[i].sheet);
  if (list.empty()) return {};
  return fmt::format(
      "the sheet {} was taken; not read are {}: add a [[source]] with sheet = \"...\" for each that "
      "is wanted",
      toml_string(offered[taken].sheet), list);
}

/// In a file without Georgian the report is for people who read none.
std::vector<std::string> langs_for(const FromRequest& request, const DataFacts& facts) {
  if (!request.langs.empty()) return request.langs;
  return facts.georgian ? std::vector<std::string>{"ka", "en"} : std::vector<std::string>{"en"};
}

}  // namespace

bool lies_inside(const FromRequest& request) {
  std::error_code error;
  return fs::equivalent(request.file.parent_path(), request.folder, error) && !error;
}

FromAnswer report_from(const FromRequest& request, PluginHost& plugins) {
  std::error_code error;
  if (!fs::is_regular_file(request.file, error))
    throw UsageError("--from: no file " + request.file.string(), "give the path of a CSV or XLSX file");
  std::vector<OfferedTable> offered = offered_tables(request.file, plugins);
  std::vector<TableGuess> guesses;
  for (const OfferedTable& one : offered) guesses.push_back(guess_columns(one.table));
  const std::size_t best = best_of(offered, guesses);
  const OfferedTable& read = offered[best];
  TableGuess& guess = guesses[best];
  take_column_telling_apart(read.table, guess);
  if (!request.yes) ask_columns(guess, std::cin, std::cout);
  const DataFacts facts = facts_of(read.table, guess, read.data.source_id);
  FromAnswer answer;
  answer.files = report_of_data(request.id, langs_for(request, facts), read.data, guess, facts);
  answer.guessed = guesses_over_time(facts);
  answer.open = open_questions(guess, facts);
  if (const std::string others = other_sheets(offered, best); !others.empty()) answer.notes.push_back(others);
  if (!lies_inside(request)) answer.files.push_back({read.data.file, {}, request.file});
  return answer;
}

}  // namespace kvali
