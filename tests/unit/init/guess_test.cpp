#include "init/guess.hpp"

#include "catch.hpp"
#include "init/data_report.hpp"

using namespace kvali;

namespace {

/// A table of texts; the first line is the headings, an empty text is a missing cell.
Table table_of(const std::vector<std::vector<std::string>>& lines) {
  Table table("file");
  for (std::size_t i = 0; i < lines.front().size(); ++i) {
    Column& column = table.add(lines.front()[i], Type::text);
    for (std::size_t row = 1; row < lines.size(); ++row) {
      if (lines[row][i].empty())
        column.append(Mark::not_recorded);
      else
        column.append(lines[row][i]);
    }
  }
  return table;
}

std::string heading_of(const TableGuess& guess, HeadingMeaning meaning) {
  const ColumnGuess* column = column_of(guess, meaning);
  return column == nullptr ? "" : column->profile.heading;
}

}  // namespace

TEST_CASE("headings are known in English and Georgian, whole or as words of longer ones", "[init]") {
  CHECK(known_heading("Code") == HeadingMeaning::code);
  CHECK(known_heading("  indicator  CODE") == HeadingMeaning::code);
  CHECK(known_heading("კოდი") == HeadingMeaning::code);
  CHECK(known_heading("თვე") == HeadingMeaning::period);
  CHECK(known_heading("Reached (people)") == HeadingMeaning::value);
  CHECK(known_heading("სამიზნე") == HeadingMeaning::target);
  CHECK(known_heading("Age group") == HeadingMeaning::age);
  // A yearly target is not one of the row's period, and a code of something is no indicator's.
  CHECK_FALSE(known_heading("Annual target"));
  CHECK_FALSE(known_heading("ProjectCode"));
  CHECK_FALSE(known_heading("unreached"));
}

TEST_CASE("columns are guessed from headings and cells together", "[init]") {
  const TableGuess guess = guess_columns(table_of({{"Code", "Month", "Sex", "Value", "Target", "Note"},
                                                   {"1.1", "2026-01", "women", "12", "20", ""},
                                                   {"1.1", "2026-02", "men", "1 300,5", "20", "late"}}));
  CHECK_FALSE(guess.months_across);
  CHECK(heading_of(guess, HeadingMeaning::code) == "Code");
  CHECK(heading_of(guess, HeadingMeaning::period) == "Month");
  CHECK(heading_of(guess, HeadingMeaning::sex) == "Sex");
  CHECK(heading_of(guess, HeadingMeaning::value) == "Value");
  CHECK(heading_of(guess, HeadingMeaning::target) == "Target");
  CHECK(heading_of(guess, HeadingMeaning::note) == "Note");
}

TEST_CASE("a column headed No. holds codes, unless it counts the rows", "[init]") {
  CHECK(heading_of(guess_columns(table_of(
                       {{"No.", "Indicator", "Actual"}, {"1.1", "Advice", "5"}, {"1.2", "Aid", "7"}})),
                   HeadingMeaning::code) == "No.");
  CHECK(heading_of(
            guess_columns(table_of(
                {{"№", "Indicator", "Actual"}, {"1", "Advice", "5"}, {"2", "Aid", "7"}, {"3", "Work", "1"}})),
            HeadingMeaning::code)
            .empty());
}

TEST_CASE("a heading is not believed against its cells", "[init]") {
  const TableGuess guess = guess_columns(
      table_of({{"Code", "Month", "Value"}, {"1.1", "as usual", "many"}, {"1.2", "later", "few"}}));
  CHECK(heading_of(guess, HeadingMeaning::period).empty());
  CHECK(heading_of(guess, HeadingMeaning::value).empty());
  CHECK_FALSE(
      is_complete(guess, facts_of(table_of({{"Code", "Month", "Value"}, {"1.1", "later", "few"}}), guess)));
}

TEST_CASE("months across need no columns of months and values", "[init]") {
  const Table table = table_of(
      {{"ინდიკატორი", "იანვარი 2026", "თებერვალი 2026"}, {"რჩევა", "5", "6,5"}, {"შეხვედრა", "1", ""}});
  const TableGuess guess = guess_columns(table);
  CHECK(guess.months_across);
  const DataFacts facts = facts_of(table, guess);
  REQUIRE(facts.indicators.size() == 2);
  CHECK(facts.indicators[0].title == "რჩევა");
  CHECK(facts.indicators[0].decimals == 1);
  CHECK(facts.indicators[1].decimals == 0);
  CHECK(period_text(*facts.first) == "2026-01");
  CHECK(period_text(*facts.last) == "2026-02");
}

TEST_CASE("below each month, what was planned is not what was achieved", "[init]") {
  const Table table = table_of({{"Indicator", "Jan 2026 / Target", "Jan 2026 / Actual", "Feb 2026 / Target",
                                 "Feb 2026 / Actual", "Feb 2026 / Actual (comment)"},
                                {"Advice", "20", "18,5", "25", "", "closed"}});
  const TableGuess guess = guess_columns(table);
  CHECK(guess.months_across);
  CHECK(heading_of(guess, HeadingMeaning::target) == "Jan 2026 / Target");
  CHECK(heading_of(guess, HeadingMeaning::value) == "Jan 2026 / Actual");
  CHECK(heading_of(guess, HeadingMeaning::note) == "Feb 2026 / Actual (comment)");
  const DataFacts facts = facts_of(table, guess);
  CHECK(is_complete(guess, facts));
  CHECK(facts.indicators[0].decimals == 1);
  CHECK(period_text(*facts.last) == "2026-01");
  const TableGuess unclear =
      guess_columns(table_of({{"Indicator", "Jan 2026 / A", "Jan 2026 / B"}, {"x", "1", "2"}}));
  CHECK_FALSE(is_complete(unclear, facts));
  CHECK(open_questions(unclear, facts).size() == 1);
}

TEST_CASE("without a column of indicators every column of figures is one", "[init]") {
  const Table table = table_of({{"Country", "Year", "Stock of displaced", "New arrivals"},
                                {"#country", "#date", "#affected", "#inflow"},
                                {"GEO", "2019", "300", "20"},
                                {"GEO", "2020", "310", ""}});
  const TableGuess guess = guess_columns(table);
  CHECK(guess.tags);
  const DataFacts facts = facts_of(table, guess);
  REQUIRE(facts.indicators.size() == 2);
  CHECK(facts.indicators[0].latest);
  CHECK_FALSE(facts.indicators[1].latest);
  CHECK(facts.frequency == PeriodKind::year);
  CHECK(period_text(*facts.last) == "2020");
  CHECK(facts.twins == 0);
}

TEST_CASE("rows that only the figure tells apart are counted", "[init]") {
  const Table table = table_of({{"Code", "Month", "Value", "Office"},
                                {"1", "2026-01", "5", "A"},
                                {"1", "2026-01", "6", "B"},
                                {"1", "2026-02", "6", "B"}});
  const DataFacts facts = facts_of(table, guess_columns(table));
  CHECK(facts.twins == 1);
}
