#include "init/guess.hpp"

#include "catch.hpp"
#include "init/data_report.hpp"
#include "init/telling_apart.hpp"

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
  CHECK(known_heading("Title@en") == HeadingMeaning::title);
  CHECK(known_heading("Title (Georgian)") == HeadingMeaning::title);
  CHECK(known_heading("Number of women reached") == HeadingMeaning::women);
  CHECK(known_heading("კაცი") == HeadingMeaning::men);
  CHECK_FALSE(known_heading("Women's centres"));
}

TEST_CASE("numbers that name or date something are no figures", "[init]") {
  for (const char* heading : {"id", "destPlanId", "exchangeRate", "Admin 1 PCode", "Serial No", "ტელეფონი"})
    CHECK(names_no_figure(heading));
  for (const char* heading : {"No. of households", "Number of people", "Phone calls answered", "amountUSD"})
    CHECK_FALSE(names_no_figure(heading));
  const TableGuess guess = guess_columns(table_of({{"date", "budgetYear", "amountUSD", "exchangeRate", "id"},
                                                   {"2021-03-01", "2020", "680000", "1.2", "228312"},
                                                   {"2021-03-02", "2021", "388000", "1.3", "228313"}}));
  CHECK(value_columns(guess).size() == 1);
  CHECK(heading_of(guess, HeadingMeaning::value) == "amountUSD");
}

TEST_CASE("women and men side by side are categories, and the total beside them the value", "[init]") {
  const Table table = table_of({{"კოდი", "თვე", "ქალი", "კაცი", "სულ"},
                                {"1.1", "2026-01", "3", "2", "5"},
                                {"1.1", "2026-02", "4", "", "4"}});
  const TableGuess guess = guess_columns(table);
  CHECK(heading_of(guess, HeadingMeaning::women) == "ქალი");
  CHECK(heading_of(guess, HeadingMeaning::men) == "კაცი");
  CHECK(heading_of(guess, HeadingMeaning::value) == "სულ");
  CHECK(is_complete(guess, facts_of(table, guess, "file")));
  // Where children are counted apart, women are not all of their sex; one sex alone says nothing.
  const TableGuess children =
      guess_columns(table_of({{"Code", "Month", "Women", "Men", "Girls", "Boys", "Total"},
                              {"1", "2026-01", "3", "2", "1", "1", "7"}}));
  CHECK(heading_of(children, HeadingMeaning::women).empty());
  CHECK(heading_of(children, HeadingMeaning::value) == "Total");
  CHECK(heading_of(guess_columns(table_of({{"Code", "Month", "Women"}, {"1", "2026-01", "3"}})),
                   HeadingMeaning::value) == "Women");
  const Table unnamed = table_of({{"Month", "Women", "Men"}, {"2026-01", "3", "2"}});
  const DataFacts facts = facts_of(unnamed, guess_columns(unnamed), "clients");
  REQUIRE(facts.indicators.size() == 1);
  CHECK(facts.indicators[0].code == "clients");
}

TEST_CASE("what is there at a time is not added up, and the guess says why", "[init]") {
  const auto word = [](const char* title, const char* unit = "") {
    return std::string(guess_over_time(title, unit, {}).word);
  };
  CHECK(word("IDPs") == "latest");
  CHECK(word("Plans in force") == "latest");
  CHECK(word("Share of women") == "latest");
  CHECK(word("Advice that helped", "%") == "latest");
  CHECK(word("New refugees") == "sum");
  CHECK(word("Total people reached") == "sum");
  FigureSeries rising;
  for (int month = 1; month <= 4; ++month) rising.add("", *make_date(2026, unsigned(month), 1), month * 10);
  CHECK(guess_over_time("Houses", "", rising).why == "the figures never fall, as sums since the start do");
  rising.add("", *make_date(2026, 5, 1), 20);
  CHECK(guess_over_time("Houses", "", rising).word == "sum");
}

TEST_CASE("the total of what is there is there, too", "[init]") {
  const Table table = table_of({{"Date", "IDPs", "Refugees", "Total"},
                                {"2012-09", "118", "110", "228"},
                                {"2012-10", "198", "111", "309"}});
  const DataFacts facts = facts_of(table, guess_columns(table), "file");
  REQUIRE(facts.indicators.size() == 3);
  CHECK(facts.indicators[2].over_time.word == "latest");
  CHECK(guesses_over_time(facts) ==
        std::vector<std::string>{"the last period counts (latest), as the name says what is there at a time: "
                                 "\"IDPs\", \"Refugees\", \"file: Total\""});
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
  CHECK_FALSE(is_complete(
      guess, facts_of(table_of({{"Code", "Month", "Value"}, {"1.1", "later", "few"}}), guess, "file")));
}

TEST_CASE("months across need no columns of months and values", "[init]") {
  const Table table = table_of(
      {{"ინდიკატორი", "იანვარი 2026", "თებერვალი 2026"}, {"რჩევა", "5", "6,5"}, {"შეხვედრა", "1", ""}});
  const TableGuess guess = guess_columns(table);
  CHECK(guess.months_across);
  const DataFacts facts = facts_of(table, guess, "file");
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
  const DataFacts facts = facts_of(table, guess, "file");
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
  const DataFacts facts = facts_of(table, guess, "file");
  REQUIRE(facts.indicators.size() == 2);
  CHECK(facts.indicators[0].over_time.word == "latest");
  CHECK(facts.indicators[1].over_time.word == "sum");
  CHECK(facts.frequency == PeriodKind::year);
  CHECK(period_text(*facts.last) == "2020");
  CHECK(facts.twins == 0);
}

TEST_CASE("rows that only the figure tells apart are counted, and a column that tells them apart is taken",
          "[init]") {
  const Table table = table_of({{"Code", "Month", "Value", "Office", "Remarkable"},
                                {"1", "2026-01", "5", "A", "x"},
                                {"1", "2026-01", "6", "B", "x"},
                                {"1", "2026-02", "6", "B", "x"}});
  TableGuess guess = guess_columns(table);
  CHECK(facts_of(table, guess, "file").twins == 1);
  take_column_telling_apart(table, guess);
  CHECK(heading_of(guess, HeadingMeaning::group) == "Office");
  CHECK(facts_of(table, guess, "file").twins == 0);
}

TEST_CASE("names of persons tell rows apart and are no groups", "[init]") {
  const auto group_in = [](const std::string& heading, const std::string& last) {
    const Table table = table_of({{"Code", "Month", "Value", heading},
                                  {"1", "2026-01", "5", "Kapanadze"},
                                  {"1", "2026-01", "6", "Gobadze"},
                                  {"1", "2026-02", "6", last}});
    TableGuess guess = guess_columns(table);
    take_column_telling_apart(table, guess);
    return heading_of(guess, HeadingMeaning::group);
  };
  CHECK(group_in("Office", "Gobadze") == "Office");
  CHECK(group_in("Office", "Lomidze").empty());
  for (const char* heading : {"Name", "Surname", "სახელი", "გვარი", "E-mail", "Phone No."}) {
    INFO(heading);
    CHECK(group_in(heading, "Gobadze").empty());
  }
}
