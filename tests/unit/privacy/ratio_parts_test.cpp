#include "privacy/ratio_parts.hpp"

#include <random>

#include "catch.hpp"
#include "reader.hpp"
#include "seen.hpp"

using namespace kvali;

namespace {

ModelFacts shares(const ModelFacts::Rows& rows, const std::string& sensitive = "no",
                  const std::string& persons = "~", const std::string& measure = "percent") {
  ModelFacts facts;
  return facts
      .with("indicator", {"indicator_id", "measure", "agg_time", "persons", "sensitive"},
            {{"i", measure, "ratio", persons, sensitive}})
      .with("observation", {"indicator", "period", "disagg", "num", "den"}, rows);
}

ModelFacts::Rows november(const char* women, const char* of_women, const char* men, const char* of_men,
                          const char* others = "15", const char* of_others = "30") {
  return {{"i", "2020-11", "sex=f", women, of_women},
          {"i", "2020-11", "sex=m", men, of_men},
          {"i", "2020-11", "sex=x", others, of_others}};
}

Texts shown(PrivacyPolicy::Audience audience, const ModelFacts::Rows& rows,
            const std::string& sensitive = "no") {
  return seen_by(audience, shares(rows, sensitive, "yes")).slices();
}

}  // namespace

TEST_CASE("a share tells how many there were, and is withheld like the count", "[privacy]") {
  // Two of eight men, and eight of eight others: the share of men follows from the total without those of
  // a second group.
  const Seen seen = seen_by(everybody, shares(november("20", "40", "2", "8"), "no", "yes"));
  CHECK(seen.slices() == Texts{"f|50|50", "m|-|-", "x|-|-"});
  CHECK(seen.rows("results", {"period_actual"}) == Texts{"47.435897435897"});
  CHECK(seen.found("P-02", Severity::info));
}

TEST_CASE("small denominators, and those whom the numerator leaves out, are small groups", "[privacy]") {
  CHECK(shown(everybody, november("20", "40", "0", "3")) == Texts{"f|50|50", "m|-|-", "x|-|-"});
  CHECK(shown(everybody, november("20", "40", "18", "20")) == Texts{"f|50|50", "m|-|-", "x|-|-"});
  CHECK(shown(everybody, november("20", "40", "20", "20")) == Texts{"f|50|50", "m|100|100", "x|50|50"});
  CHECK(shown(everybody, november("20", "40", "10", "20")) == Texts{"f|50|50", "m|50|50", "x|50|50"});
}

TEST_CASE("of a sensitive share a donor sees no group below ten, nor that there is nobody", "[privacy]") {
  CHECK(shown(donor, november("20", "40", "9", "20")) == Texts{"f|50|50", "m|45|45", "x|50|50"});
  CHECK(shown(donor, november("20", "40", "9", "20"), "yes") == Texts{"f|50|50", "m|-|-", "x|-|-"});
  CHECK(shown(donor, november("20", "40", "20", "20"), "yes") == Texts{"f|50|50", "m|-|-", "x|-|-"});
}

TEST_CASE("shares of other things are shown", "[privacy]") {
  CHECK(seen_by(everybody, shares(november("20", "40", "2", "8"))).protection.withheld.empty());
  CHECK(seen_by(everybody, shares(november("20", "40", "2", "8"), "no", "no")).protection.withheld.empty());
}

TEST_CASE("of a ratio of two kinds of people nobody is left out of the numerator", "[privacy]") {
  const auto rows = november("40", "42", "20", "21", "30", "33");
  CHECK(seen_by(everybody, shares(rows, "no", "yes", "ratio")).protection.withheld.empty());
  CHECK_FALSE(seen_by(everybody, shares(rows, "no", "yes")).protection.withheld.empty());
}

TEST_CASE("a share to date less that of the last report gives no share of the period away", "[privacy]") {
  ModelFacts::Rows rows = november("20", "40", "2", "8");
  for (const char* sex : {"sex=f", "sex=m", "sex=x"}) rows.push_back({"i", "2020-10", sex, "25", "50"});
  CHECK(seen_by(everybody, shares(rows, "no", "yes")).slices() ==
        Texts{"f|50|50", "m|-|46.551724137931", "x|-|50"});
  PublishedCounts last;
  for (const char* sex : {"f", "m", "x"})
    last.push_back({"i", {{"sex", sex}}, parse_period("2020-10").value(), true, Decimal(50)});
  CHECK(seen_by(everybody, shares(rows, "no", "yes"), last).slices() == Texts{"f|50|50", "m|-|-", "x|-|-"});
}

TEST_CASE("places below a municipality are withheld of a sensitive share without counts, too", "[privacy]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "measure", "sensitive"}, {{"i", "percent", "yes"}})
      .with("location", {"loc_id", "level", "parent"}, {{"town", "2", "~"}, {"hamlet", "3", "town"}})
      .with("observation", {"indicator", "period", "loc", "value"},
            {{"i", "2020-11", "town", "50"}, {"i", "2020-11", "hamlet", "25"}});
  const Seen seen = seen_by(donor, std::move(facts));
  CHECK(seen.slices("places") == Texts{"hamlet|-|-", "town|50|50"});
  CHECK(seen.found("P-05", Severity::warning));
}

TEST_CASE("people whom another indicator counts are the denominators' own", "[privacy]") {
  // Alone the share withholds women and men, and the count men and others: together they would tell both.
  ModelFacts facts;
  facts
      .with("indicator", {"indicator_id", "measure", "agg_time", "persons"},
            {{"i", "percent", "ratio", "yes"}, {"j", "unit", "sum", "yes"}})
      .with("observation", {"indicator", "period", "disagg", "num", "den", "value"},
            {{"i", "2020-11", "sex=f", "4", "40", "~"},
             {"i", "2020-11", "sex=m", "1", "3", "~"},
             {"i", "2020-11", "sex=x", "15", "30", "~"},
             {"j", "2020-11", "sex=f", "~", "~", "40"},
             {"j", "2020-11", "sex=m", "~", "~", "3"},
             {"j", "2020-11", "sex=x", "~", "~", "30"}});
  CHECK(seen_by(everybody, std::move(facts)).slices() ==
        Texts{"f|-|-", "m|-|-", "x|50|50", "f|-|-", "m|-|-", "x|30|30"});
}

namespace {

/// A group of a share and of a count of the same people.
struct Group {
  std::string sex;
  int num = 0, den = 0;
};

std::vector<Group> random_groups(std::mt19937& random) {
  std::vector<Group> groups;
  for (const char* sex : {"f", "m", "x"}) {
    const int den = 1 + static_cast<int>(random() % 14);
    groups.push_back({sex, static_cast<int>(random() % std::uint64_t(den + 1)), den});
  }
  return groups;
}

ModelFacts share_and_count(const std::vector<Group>& groups) {
  ModelFacts::Rows rows;
  for (const auto& [sex, num, den] : groups) {
    rows.push_back({"i", "2020-11", "sex=" + sex, std::to_string(num), std::to_string(den), "~"});
    rows.push_back({"j", "2020-11", "sex=" + sex, "~", "~", std::to_string(den)});
  }
  ModelFacts facts;
  return facts
      .with("indicator", {"indicator_id", "measure", "agg_time", "persons"},
            {{"i", "percent", "ratio", "yes"}, {"j", "unit", "sum", "yes"}})
      .with("observation", {"indicator", "period", "disagg", "num", "den", "value"}, rows);
}

/// Numerators, those left out, denominators and the count, as somebody knows them who reads both; `shown`:
/// the rows of the share, then those of the count.
CountSystem read_together(const std::vector<Group>& groups, const Texts& shown) {
  CountSystem system;
  CountEquation nums, dens, counts;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const auto state = [&](std::size_t row) {
      return shown.at(row).ends_with("|-|-") ? CountCell::State::withheld : CountCell::State::shown;
    };
    const auto [sex, num, den] = groups[group];
    const std::uint32_t first = system.add(num, state(group));
    system.add(den - num, state(group));
    system.add(den, state(group));
    system.add(den, state(groups.size() + group));
    system.equations.push_back({{{first}, {first + 1}, {first + 2, -1}}});
    system.equations.push_back({{{first + 2}, {first + 3, -1}}});
    nums.terms.push_back({first});
    dens.terms.push_back({first + 2});
    counts.terms.push_back({first + 3});
  }
  for (const CountEquation& total : {nums, dens, counts}) system.equations.push_back(total);
  return system;
}

}  // namespace

TEST_CASE("no small group of 300 shares follows from a count of the same people, nor the other way round",
          "[privacy]") {
  constexpr std::int64_t k = 5;
  int judged = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    const std::vector<Group> groups = random_groups(random);
    const Seen seen = seen_by(everybody, share_and_count(groups));
    // Where the totals are too small for any protection, that is said.
    if (seen.found("P-02", Severity::warning) || seen.found("P-03", Severity::block)) continue;
    ++judged;
    const CountSystem system = read_together(groups, seen.slices());
    const auto found = bounds(system, k - 1);
    for (std::size_t cell = 0; cell < system.cells.size(); ++cell) {
      if (system.cells[cell].value == 0 || system.cells[cell].value >= k) continue;
      CHECK(system.cells[cell].state == CountCell::State::withheld);
      CHECK(found[cell].second - found[cell].first >= k - 1);
    }
  }
  CHECK(judged > 100);
}
