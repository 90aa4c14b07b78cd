#include <random>

#include "catch.hpp"
#include "reader.hpp"
#include "seen.hpp"

using namespace kvali;

namespace {

using Counts = std::vector<std::int64_t>;
using State = CountCell::State;

const std::set<std::string, std::less<>> this_period{"disaggregation", "crossed", "period_actual"};

/// What a public copy shows of this period, category by category.
Texts shown_of(const Seen& seen, const std::string& table = "disaggregation") {
  return seen.rows(table, {"category", "period_actual"});
}

/// November by sex, by age, and in all; without a total of its own the sexes are it.
ModelFacts november(const Counts& sexes, const Counts& ages, const std::string& total) {
  ModelFacts::Rows rows;
  if (!total.empty()) rows.push_back({"i", "2020-11", "~", total});
  for (std::size_t i = 0; i < sexes.size(); ++i)
    rows.push_back({"i", "2020-11", "sex=s" + std::to_string(i), std::to_string(sexes[i])});
  for (std::size_t i = 0; i < ages.size(); ++i)
    rows.push_back({"i", "2020-11", "age=a" + std::to_string(i), std::to_string(ages[i])});
  return counted(rows);
}

Texts november_seen(const Counts& sexes, const Counts& ages, const std::string& total) {
  return shown_of(seen_by(everybody, november(sexes, ages, total), {}, this_period));
}

Counts random_counts(std::mt19937& random, std::size_t number) {
  Counts counts(number);
  for (std::int64_t& count : counts)
    count = random() % 3 == 0 ? std::int64_t(random() % 5) : std::int64_t(random() % 12);
  return counts;
}

std::int64_t sum(const Counts& counts) {
  std::int64_t total = 0;
  for (const std::int64_t count : counts) total += count;
  return total;
}

/// Other parts with the same sum.
Counts with_sum_of(const Counts& counts, std::mt19937& random, std::size_t number) {
  Counts others(number);
  std::int64_t left = sum(counts);
  for (std::size_t i = 0; i + 1 < number; ++i)
    left -= others[i] = std::int64_t(random() % std::uint64_t(left + 1));
  others.back() = left;
  return others;
}

/// Adds cells of a table as a reader sees them, from `first` on.
CountEquation read(const Table& table, std::size_t first, const Counts& values, CountSystem& system) {
  CountEquation equation;
  for (std::size_t i = 0; i < values.size(); ++i)
    equation.terms.push_back({system.add(
        values[i], table.at("period_actual").missing(first + i) ? State::withheld : State::shown)});
  return equation;
}

}  // namespace

TEST_CASE("groups that do not reach the total have the sum of others that do not", "[privacy]") {
  for (const auto& cells : {november_seen({30, 20}, {47, 3}, "60"), november_seen({30, 20}, {47, 3}, "40")}) {
    CHECK(cells[1] == "a1|-");
    CHECK(std::count_if(cells.begin(), cells.end(), [](const auto& cell) { return cell.back() == '-'; }) ==
          2);
  }
  CHECK(november_seen({30, 20}, {47, 9}, "70") == Texts{"a0|47", "a1|9", "s0|30", "s1|20"});
}

TEST_CASE("groups of one category, or of all but one, add up to it", "[privacy]") {
  CHECK(november_seen({30, 20}, {27, 3}, "") == Texts{"a0|-", "a1|-", "s0|30", "s1|20"});
  CHECK(november_seen({30, 20, 15}, {47, 3}, "") == Texts{"a0|-", "a1|-", "s0|30", "s1|20", "s2|15"});
}

TEST_CASE("few people outside all groups are a small group, too", "[privacy]") {
  const Texts few = november_seen({30, 20}, {}, "53");
  CHECK((few == Texts{"s0|-", "s1|20"} || few == Texts{"s0|30", "s1|-"}));
  CHECK(november_seen({30, 20}, {}, "58") == Texts{"s0|30", "s1|20"});
}

TEST_CASE("a few people before the period are a small group, too", "[privacy]") {
  const ModelFacts facts = counted({{"i", "2020-10", "sex=f", "3"},
                                    {"i", "2020-10", "sex=m", "30"},
                                    {"i", "2020-11", "sex=f", "40"},
                                    {"i", "2020-11", "sex=m", "20"}});
  for (const std::string& slice : seen_by(everybody, facts).slices()) CHECK(slice.find('-') != slice.npos);
}

TEST_CASE("no reader of breakdowns that do not add up works out a withheld count", "[privacy]") {
  int safe = 0, shown = 0, hidden = 0;
  for (unsigned seed = 1; seed <= 400; ++seed) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    const Counts sexes = random_counts(random, 2 + random() % 2);
    const Counts ages = with_sum_of(sexes, random, 2 + random() % 2);
    const std::int64_t total = std::max<std::int64_t>(1, sum(sexes) + std::int64_t(random() % 21) - 8);
    const Seen seen = seen_by(everybody, november(sexes, ages, std::to_string(total)), {}, this_period);
    if (seen.found("P-02", Severity::warning) || seen.found("P-03", Severity::block)) continue;
    ++safe;
    const Table& table = *seen.workspace.find("disaggregation");
    CountSystem system;
    CountEquation by_age = read(table, 0, ages, system), by_sex = read(table, ages.size(), sexes, system);
    for (const CountCell& cell : system.cells) ++(cell.state == State::shown ? shown : hidden);
    // Both sums are the same, whatever it is; below the total it is the total less the same rest.
    const std::int64_t rest = total - sum(sexes);
    const std::uint32_t common = system.add(rest < 0 ? -rest : rest, State::unseen);
    if (rest != 0)
      for (CountEquation* equation : {&by_age, &by_sex})
        equation->terms.push_back({common, rest < 0 ? -1 : 1});
    system.equations = {by_age, by_sex};
    CHECK(is_safe(system, 5));
  }
  CHECK(safe > 200);
  CHECK(shown > 300);
  CHECK(hidden > 300);
}

TEST_CASE("of pairs of categories no more is withheld than small ones need", "[privacy]") {
  ModelFacts::Rows rows;
  const std::vector<Counts> table{{30, 40, 50}, {2, 60, 70}, {80, 90, 20}};
  for (std::size_t age = 0; age < 3; ++age)
    for (std::size_t sex = 0; sex < 3; ++sex)
      rows.push_back({"i", "2020-11", "age=a" + std::to_string(age) + ";sex=s" + std::to_string(sex),
                      std::to_string(table[age][sex])});
  const auto hidden_in = [](const Seen& seen, const std::string& name) {
    const Texts cells = shown_of(seen, name);
    return std::count_if(cells.begin(), cells.end(), [](const auto& cell) { return cell.back() == '-'; });
  };
  const Seen copy = seen_by(everybody, counted(rows), {}, this_period);
  CHECK(hidden_in(copy, "crossed") == 4);
  CHECK(hidden_in(copy, "disaggregation") == 0);
  CHECK(hidden_in(seen_by(PrivacyPolicy::Audience::internal, counted(rows)), "crossed") == 0);
  CHECK(hidden_in(seen_by(donor, counted(rows, "yes", "yes")), "crossed") == 4);
}

TEST_CASE("of pairs that are all withheld nobody is told which there are", "[privacy]") {
  // Those without an age came to one place only: with the place's total they would tell the others there.
  ModelFacts::Rows rows;
  const auto add = [&](const char* age, const char* site, const char* count) {
    rows.push_back({"i", "2020-11", std::string("age=") + age + ";site=" + site, count});
  };
  add("a", "napiri", "12");
  add("a", "mzekari", "12");
  add("a", "zghvispira", "4");
  add("b", "mzekari", "7");
  add("c", "napiri", "10");
  add("c", "mzekari", "6");
  add("c", "zghvispira", "1");
  add("u", "zghvispira", "17");
  const Seen seen = seen_by(donor, counted(rows, "yes", "yes"), {}, this_period);
  CHECK(seen.protection.without_pairs == std::set<std::string>{"i"});
  CHECK(seen.workspace.find("crossed")->rows() == 0);
  CHECK_FALSE(seen.withheld.empty());
  CHECK(seen_by(PrivacyPolicy::Audience::internal, counted(rows)).workspace.find("crossed")->rows() == 8);
}

TEST_CASE("no reader of pairs and their groups works out a withheld count", "[privacy]") {
  int safe = 0, shown = 0;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    const std::size_t ages = 2, sexes = 2 + random() % 2;
    ModelFacts::Rows rows;
    Counts cells, by_age(ages), by_sex(sexes);
    for (std::size_t age = 0; age < ages; ++age)
      for (std::size_t sex = 0; sex < sexes; ++sex) {
        cells.push_back(random_counts(random, 1).front());
        by_age[age] += cells.back();
        by_sex[sex] += cells.back();
        rows.push_back({"i", "2020-11", "age=a" + std::to_string(age) + ";sex=s" + std::to_string(sex),
                        std::to_string(cells.back())});
      }
    const Seen seen = seen_by(everybody, counted(rows), {}, this_period);
    if (seen.found("P-02", Severity::warning) || seen.found("P-03", Severity::block)) continue;
    ++safe;
    CountSystem system;
    const Table& single = *seen.workspace.find("disaggregation");
    const Table& crossed = *seen.workspace.find("crossed");
    CountEquation pairs;
    if (crossed.rows() > 0) pairs = read(crossed, 0, cells, system);
    for (std::size_t cell = crossed.rows(); cell < cells.size(); ++cell)
      pairs.terms.push_back({system.add(cells[cell], State::unseen)});
    const CountEquation age_total = read(single, 0, by_age, system);
    const CountEquation sex_total = read(single, ages, by_sex, system);
    for (const CountCell& cell : system.cells) shown += cell.state == State::shown ? 1 : 0;
    system.equations = {age_total, sex_total};
    for (std::size_t age = 0; age < ages; ++age) {
      CountEquation row{{{age_total.terms[age].cell, -1}}};
      for (std::size_t sex = 0; sex < sexes; ++sex) row.terms.push_back(pairs.terms[age * sexes + sex]);
      system.equations.push_back(row);
    }
    for (std::size_t sex = 0; sex < sexes; ++sex) {
      CountEquation column{{{sex_total.terms[sex].cell, -1}}};
      for (std::size_t age = 0; age < ages; ++age) column.terms.push_back(pairs.terms[age * sexes + sex]);
      system.equations.push_back(column);
    }
    CHECK(is_safe(system, 5));
  }
  CHECK(safe > 100);
  CHECK(shown > 300);
}
