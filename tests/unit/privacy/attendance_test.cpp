#include <random>

#include "catch.hpp"
#include "reader.hpp"
#include "seen.hpp"

using namespace kvali;

TEST_CASE("attendance of the public's copy is protected with its total", "[privacy]") {
  ModelFacts facts;
  facts.with("meeting", {"meeting_id", "date"}, {{"m", "2020-11-05"}})
      .with("attendance", {"meeting", "seq", "sex", "count"}, {{"m", "1", "f", "3"}, {"m", "2", "m", "9"}});
  const auto shown = [&](PrivacyPolicy::Audience audience) {
    return seen_by(audience, facts).rows("meetings", {"female", "male", "unknown", "att_total"});
  };
  CHECK(shown(donor) == Texts{"3|9|0|12"});
  CHECK(shown(everybody) != Texts{"3|9|0|12"});
  CHECK(shown(everybody).front().substr(0, 1) == "-");
}

TEST_CASE("attendance that an indicator counts once more gives no meeting away", "[privacy]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "source_rule"}, {{"i", "attendance.persons()"}})
      .with("meeting", {"meeting_id", "date"}, {{"m", "2020-11-05"}, {"n", "2020-11-12"}})
      .with("attendance", {"meeting", "seq", "sex", "count"},
            {{"m", "1", "f", "3"}, {"m", "2", "m", "9"}, {"n", "1", "f", "30"}, {"n", "2", "m", "40"}});
  CHECK(seen_by(everybody, facts).rows("meetings", {"female", "male", "att_total"}) ==
        Texts{"-|-|12", "-|-|70"});
  // Where nobody else prints the sexes together, only the meeting with few women needs cover.
  CHECK(seen_by(everybody, facts, {}, {"meetings", "female", "male", "unknown", "att_total"})
            .rows("meetings", {"female", "male", "att_total"}) == Texts{"-|-|12", "30|40|70"});
}

TEST_CASE("attendance tells a donor nothing of a sensitive indicator that counts it", "[privacy]") {
  ModelFacts facts;
  facts
      .with("indicator", {"indicator_id", "source_rule", "sensitive"}, {{"i", "attendance.persons()", "yes"}})
      .with("meeting", {"meeting_id", "date"}, {{"m", "2020-11-05"}})
      .with("attendance", {"meeting", "seq", "sex", "count"}, {{"m", "1", "f", "3"}, {"m", "2", "m", "29"}});
  CHECK(seen_by(donor, facts).rows("meetings", {"female", "male"}) == Texts{"-|-"});
}

TEST_CASE("no reader of meetings and of what counts them works out how many came of a sex", "[privacy]") {
  int safe = 0, shown = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    ModelFacts facts;
    ModelFacts::Rows meetings, people;
    std::vector<std::int64_t> women, men;
    for (const char* id : {"a", "b"}) {
      women.push_back(std::int64_t(1 + random() % 9));
      men.push_back(std::int64_t(1 + random() % 9));
      meetings.push_back({id, "2020-11-0" + std::to_string(meetings.size() + 1)});
      people.push_back({id, "1", "f", std::to_string(women.back())});
      people.push_back({id, "2", "m", std::to_string(men.back())});
    }
    facts.with("indicator", {"indicator_id", "source_rule"}, {{"i", "attendance.persons()"}})
        .with("meeting", {"meeting_id", "date"}, meetings)
        .with("attendance", {"meeting", "seq", "sex", "count"}, people);
    const Seen seen = seen_by(everybody, facts);
    if (seen.found("P-02", Severity::warning) || seen.found("P-03", Severity::block)) continue;
    ++safe;
    CountSystem system;
    const auto add = [&](const Table& table, const char* column, std::size_t row, std::int64_t value) {
      const bool hidden = table.at(column).missing(row);
      shown += hidden ? 0 : 1;
      return system.add(value, hidden ? CountCell::State::withheld : CountCell::State::shown);
    };
    const Table& table = *seen.workspace.find("meetings");
    CountEquation all, all_women, all_men;
    for (std::size_t row = 0; row < women.size(); ++row) {
      all.terms.push_back({add(table, "att_total", row, women[row] + men[row])});
      all_women.terms.push_back({add(table, "female", row, women[row])});
      all_men.terms.push_back({add(table, "male", row, men[row])});
      system.equations.push_back(
          {{all_women.terms.back(), all_men.terms.back(), {all.terms.back().cell, -1}}});
    }
    const Table& slices = *seen.workspace.find("disaggregation");
    CountEquation total;
    for (std::size_t sex = 0; sex < 2; ++sex) {
      CountEquation& parts = sex == 0 ? all_women : all_men;
      std::int64_t people_of_sex = 0;
      for (const std::int64_t count : sex == 0 ? women : men) people_of_sex += count;
      total.terms.push_back({add(slices, "period_actual", sex, people_of_sex)});
      parts.terms.push_back({total.terms.back().cell, -1});
    }
    for (const CountEquation& equation : {all, all_women, all_men, total})
      system.equations.push_back(equation);
    CHECK(is_safe(system, 5));
  }
  CHECK(safe > 50);
  CHECK(shown > 200);
}
