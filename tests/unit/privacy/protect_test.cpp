#include <algorithm>
#include <random>

#include "catch.hpp"
#include "reader.hpp"
#include "seen.hpp"

using namespace kvali;

namespace {

const ModelFacts::Rows by_sex{{"i", "2020-10", "sex=f", "30"},
                              {"i", "2020-10", "sex=m", "20"},
                              {"i", "2020-11", "sex=f", "9"},
                              {"i", "2020-11", "sex=m", "3"},
                              {"i", "2020-11", "sex=u", "0"}};

}  // namespace

TEST_CASE("the public sees no small count of persons and nothing that gives one away", "[privacy]") {
  const Seen seen = seen_by(everybody, counted(by_sex));
  CHECK(seen.slices() == Texts{"f|-|39", "m|-|23", "u|0|0"});
  CHECK(seen.workspace.find("disaggregation")->at("period_actual").mark(0) == Mark::withheld);
  CHECK(seen.rows("results", {"period_actual", "to_date"}) == Texts{"12|62"});
  CHECK(seen.withheld.size() == 2);
  CHECK(seen.found("P-02", Severity::info));
}

TEST_CASE("counts of other things, and copies for the organisation itself, are shown", "[privacy]") {
  CHECK(seen_by(everybody, counted(by_sex, "no")).slices() == Texts{"f|9|39", "m|3|23", "u|0|0"});
  CHECK(seen_by(PrivacyPolicy::Audience::internal, counted(by_sex)).slices() ==
        Texts{"f|9|39", "m|3|23", "u|0|0"});
  CHECK(seen_by(donor, counted(by_sex)).protection.withheld.empty());
}

TEST_CASE("of a sensitive indicator a donor sees no count below ten, nor zero", "[privacy]") {
  const Seen seen = seen_by(donor, counted(by_sex, "~", "yes"));
  CHECK(seen.slices() == Texts{"f|-|39", "m|-|-", "u|-|-"});
}

TEST_CASE("zeros of a total of zero are no secret", "[privacy]") {
  const Seen seen =
      seen_by(donor, counted({{"i", "2020-11", "sex=f", "0"}, {"i", "2020-11", "sex=m", "0"}}, "yes", "yes"));
  CHECK(seen.slices() == Texts{"f|0|0", "m|0|0"});
}

TEST_CASE("the total to date less the last report gives no withheld count away", "[privacy]") {
  const PublishedCounts last{{"i", {{"sex", "f"}}, parse_period("2020-10").value(), true, Decimal(30)},
                             {"i", {{"sex", "m"}}, parse_period("2020-10").value(), true, Decimal(20)}};
  CHECK(seen_by(everybody, counted(by_sex), last).slices() == Texts{"f|-|-", "m|-|-", "u|0|0"});
  const PublishedCounts hidden{{"i", {{"sex", "f"}}, parse_period("2020-10").value(), true, std::nullopt},
                               {"i", {{"sex", "m"}}, parse_period("2020-10").value(), true, std::nullopt}};
  const Seen kept = seen_by(everybody,
                            counted({{"i", "2020-10", "sex=f", "2"},
                                     {"i", "2020-10", "sex=m", "8"},
                                     {"i", "2020-11", "sex=f", "9"},
                                     {"i", "2020-11", "sex=m", "7"}}),
                            hidden);
  CHECK(kept.slices() != Texts{"f|9|11", "m|7|15"});
}

namespace {

/// What a report told of women, and of men, to date; nothing: it withheld both.
PublishedCounts told(const std::string& period, std::optional<int> women, std::optional<int> men) {
  const auto one = [&](const char* sex, std::optional<int> number) {
    return PublishedCount{"i",
                          {{"sex", sex}},
                          parse_period(period).value(),
                          true,
                          number ? std::optional(Decimal(*number)) : std::nullopt};
  };
  return {one("f", women), one("m", men)};
}

PublishedCounts both(PublishedCounts some, const PublishedCounts& others) {
  some.insert(some.end(), others.begin(), others.end());
  return some;
}

}  // namespace

TEST_CASE("whichever earlier report told the total just before, it gives no small count away", "[privacy]") {
  const ModelFacts::Rows rows{{"i", "2020-10", "sex=f", "25"},
                              {"i", "2020-10", "sex=m", "34"},
                              {"i", "2020-11", "sex=f", "2"},
                              {"i", "2020-11", "sex=m", "12"}};
  const PublishedCounts kept = both(told("2020-10-01..2020-10-20", 17, 22), told("2020-10", 25, 34));
  CHECK(seen_by(everybody, counted(rows), kept).slices() == Texts{"f|-|-", "m|-|-"});
}

TEST_CASE("an older report than the last one gives nothing away that the last one withheld", "[privacy]") {
  const ModelFacts::Rows rows{{"i", "2020-10", "sex=f", "20"},
                              {"i", "2020-10", "sex=m", "60"},
                              {"i", "2020-11", "sex=f", "0"},
                              {"i", "2020-11", "sex=m", "30"}};
  const PublishedCounts kept =
      both(told("2020-10-01..2020-10-15", 20, 30), told("2020-10", std::nullopt, std::nullopt));
  CHECK(seen_by(donor, counted(rows, "yes", "yes"), kept).slices() == Texts{"f|-|-", "m|-|-"});
}

TEST_CASE("a report on a longer period tells nothing that one on a part of it withheld", "[privacy]") {
  const ModelFacts::Rows rows{{"i", "2020-10", "sex=f", "9"},
                              {"i", "2020-10", "sex=m", "10"},
                              {"i", "2020-11", "sex=f", "11"},
                              {"i", "2020-11", "sex=m", "24"}};
  for (const PublishedCounts& kept :
       {told("2020-11-16..2020-11-30", std::nullopt, std::nullopt), told("2020-11-01..2020-11-15", 17, 20)}) {
    const Seen seen = seen_by(everybody, counted(rows), kept);
    CHECK(seen.workspace.find("disaggregation")->at("to_date").mark(0) == Mark::withheld);
  }
  CHECK(seen_by(everybody, counted(rows), told("2020-11-01..2020-11-15", 14, 20)).slices() ==
        Texts{"f|11|20", "m|24|34"});
}

TEST_CASE("means to date give no withheld period away", "[privacy]") {
  for (const char* october : {"7", "3"}) {
    ModelFacts facts;
    facts.with("indicator", {"indicator_id", "persons", "agg_time"}, {{"i", "yes", "avg"}})
        .with("observation", {"indicator", "period", "disagg", "value"},
              {{"i", "2020-10", "sex=f", october},
               {"i", "2020-10", "sex=m", "19"},
               {"i", "2020-11", "sex=f", october == std::string("7") ? "3" : "7"},
               {"i", "2020-11", "sex=m", "9"}});
    const bool earlier = october == std::string("3");
    const PublishedCounts hidden{{"i", {{"sex", "f"}}, parse_period("2020-10").value(), false, std::nullopt}};
    CHECK(seen_by(everybody, facts, earlier ? hidden : PublishedCounts{}).slices() ==
          (earlier ? Texts{"f|7|-", "m|9|-"} : Texts{"f|-|-", "m|-|-"}));
  }
}

TEST_CASE("a group that the last report did not have had nobody before", "[privacy]") {
  const ModelFacts::Rows rows{{"i", "2020-10", "sex=f", "30"},
                              {"i", "2020-11", "sex=f", "9"},
                              {"i", "2020-11", "sex=m", "3"},
                              {"i", "2020-11", "sex=u", "8"}};
  const PublishedCounts last{{"i", {{"sex", "f"}}, parse_period("2020-10").value(), true, Decimal(30)}};
  for (const std::string& slice : seen_by(everybody, counted(rows), last).slices())
    CHECK((slice.find("-|-") != slice.npos || slice.find('-') == slice.npos));
}

TEST_CASE("a copy printed again withholds what the first one withheld", "[privacy]") {
  const PublishedCounts first{{"i", {{"sex", "f"}}, parse_period("2020-11").value(), false, std::nullopt}};
  CHECK(seen_by(everybody, counted({{"i", "2020-11", "sex=f", "9"}, {"i", "2020-11", "sex=m", "7"}}), first)
            .slices() == Texts{"f|-|-", "m|-|-"});
}

TEST_CASE("what a template names nowhere is withheld before anything that is printed", "[privacy]") {
  const ModelFacts::Rows rows{{"i", "2020-11", "sex=f", "3"}, {"i", "2020-11", "sex=m", "9"}};
  CHECK(seen_by(everybody, counted(rows), {}, {"places", "period_actual"}).protection.withheld.empty());
}

TEST_CASE("places below a municipality are withheld from donors where few people were", "[privacy]") {
  ModelFacts facts = counted({});
  facts.with("location", {"loc_id", "level"}, {{"town", "2"}, {"a", "3"}, {"b", "3"}, {"c", "3"}})
      .with("observation", {"indicator", "period", "loc", "value"},
            {{"i", "2020-11", "a", "3"},
             {"i", "2020-11", "b", "14"},
             {"i", "2020-11", "c", "20"},
             {"i", "2020-11", "town", "2"}});
  const Seen seen = seen_by(donor, facts);
  CHECK(seen.slices("places") == Texts{"a|-|-", "b|14|14", "c|20|20", "town|-|-"});
}

TEST_CASE("the figure of a place is withheld beside a need as well", "[privacy]") {
  ModelFacts facts = counted({});
  facts.with("location", {"loc_id", "level"}, {{"a", "2"}, {"b", "2"}})
      .with("observation", {"indicator", "period", "loc", "value"},
            {{"i", "2020-11", "a", "3"}, {"i", "2020-11", "b", "14"}});
  Workspace& merged = facts.merged();
  static const Locale english("en");
  const Catalogue words(english);
  const Frame frame = frame_of("2020-11");
  const Figures figures = compute_figures(merged, frame, facts.findings);
  Workspace tables = report_tables(merged, figures, frame, words, facts.findings, facts.findings);
  Table& beside = tables.add("need_figures");
  Column& column = beside.add("period_actual", Type::decimal);
  const Table& places = *tables.find("places");
  column.append(places.at("period_actual").decimal(0));
  column.set_evidence(places.at("period_actual").evidence(0));
  PrivacyPolicy policy;
  policy.audience = everybody;
  const std::set<std::string, std::less<>> printed{"need_figures", "period_actual"};
  const Protection protection =
      protect({tables, merged, figures, frame, {}, printed}, policy, facts.findings);
  (void)withhold(protection, merged, facts.findings, tables);
  CHECK(tables.find("need_figures")->at("period_actual").mark(0) == Mark::withheld);
}

TEST_CASE("a sensitive indicator shows no place below a municipality at all", "[privacy]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "sensitive"}, {{"i", "yes"}})
      .with("location", {"loc_id", "level"}, {{"a", "3"}, {"b", "3"}, {"town", "2"}})
      .with("observation", {"indicator", "period", "loc", "value"},
            {{"i", "2020-11", "a", "40"}, {"i", "2020-11", "b", "50"}, {"i", "2020-11", "town", "60"}});
  const Seen seen = seen_by(donor, facts);
  CHECK(seen.slices("places") == Texts{"a|-|-", "b|-|-", "town|60|60"});
  CHECK(seen.found("P-05", Severity::warning));
}

TEST_CASE("a place that is withheld is not printed as the partner who works there alone", "[privacy]") {
  const auto seen_where = [](const std::string& village, const std::string& sensitive,
                             const PublishedCounts& published = {}) {
    ModelFacts facts;
    facts
        .with("indicator", {"indicator_id", "persons", "agg_space", "sensitive"},
              {{"i", "yes", "none", sensitive}})
        .with("organisation", {"org_id", "name"}, {{"shore", "Shore"}, {"hill", "Hill"}})
        .with("location", {"loc_id", "level"}, {{"x", "3"}, {"town", "2"}})
        .with("observation", {"indicator", "period", "loc", "reporter_org", "value"},
              {{"i", "2020-11", "x", "shore", village}, {"i", "2020-11", "town", "hill", "40"}});
    return seen_by(donor, facts, published);
  };
  const Seen few = seen_where("3", "no");
  CHECK(few.slices("places") == Texts{"town|40|40", "x|-|-"});
  CHECK(few.slices() == Texts{"hill|40|40", "shore|-|-"});
  CHECK(seen_where("30", "no").slices() == Texts{"hill|40|40", "shore|30|30"});
  CHECK(seen_where("30", "yes").slices() == Texts{"hill|-|-", "shore|-|-"});
  const PublishedCounts hidden{
      {"i", {{"place", "town"}}, parse_period("2020-11").value(), false, std::nullopt}};
  CHECK(seen_where("30", "no", hidden).slices() == Texts{"hill|-|40", "shore|30|30"});
}

TEST_CASE("a group that is the whole total blocks the report", "[privacy]") {
  const Seen seen = seen_by(everybody, counted({{"i", "2020-11", "sex=f", "3"}}));
  CHECK(seen.slices() == Texts{"f|-|-"});
  CHECK(seen.found("P-03", Severity::block));
}

TEST_CASE("parts of a small total are all withheld, which is said", "[privacy]") {
  const Seen seen =
      seen_by(everybody, counted({{"i", "2020-11", "sex=f", "2"}, {"i", "2020-11", "sex=m", "1"}}));
  CHECK(seen.slices() == Texts{"f|-|-", "m|-|-"});
  CHECK(seen.found("P-02", Severity::warning));
  CHECK_FALSE(seen.found("P-03", Severity::block));
}

TEST_CASE("negative, fractional and boundless counts withhold more, never less", "[privacy]") {
  const Seen negative =
      seen_by(everybody, counted({{"i", "2020-11", "sex=f", "-3"}, {"i", "2020-11", "sex=m", "30"}}));
  CHECK(negative.slices() == Texts{"f|-|-", "m|-|-"});
  const Seen fraction =
      seen_by(everybody, counted({{"i", "2020-11", "sex=f", "2.5"}, {"i", "2020-11", "sex=m", "30.25"}}));
  CHECK(fraction.slices() == Texts{"f|-|-", "m|-|-"});
  const Seen boundless = seen_by(
      everybody, counted({{"i", "2020-11", "sex=f", "3"}, {"i", "2020-11", "sex=m", "98765432109876"}}));
  CHECK(boundless.slices() == Texts{"f|-|-", "m|-|-"});
  CHECK(boundless.found("P-02", Severity::warning));
}

TEST_CASE("a missing group leaves the others protected", "[privacy]") {
  const Seen seen = seen_by(everybody, counted({{"i", "2020-11", "sex=f", "3"},
                                                {"i", "2020-11", "sex=m", "~"},
                                                {"i", "2020-11", "sex=u", "8"},
                                                {"i", "2020-11", "~", "20"}}));
  CHECK(seen.slices() == Texts{"f|-|-", "u|8|8"});
}

TEST_CASE("ten thousand places are protected in bounded time", "[privacy]") {
  ModelFacts facts = counted({});
  ModelFacts::Rows rows;
  for (int place = 0; place < 10'000; ++place)
    rows.push_back({"i", "2020-11", "p" + std::to_string(place), std::to_string(place % 12)});
  facts.with("observation", {"indicator", "period", "loc", "value"}, rows);
  const Seen seen = seen_by(everybody, facts);
  CHECK(seen.withheld.size() >= 2 * 3'333);
  CHECK_FALSE(seen.found("P-03", Severity::block));
}

TEST_CASE("a withheld count that a template computes again is found in the document", "[privacy]") {
  auto evidence = std::make_shared<Evidence>();
  const std::uint32_t origin = evidence->add_origin({"register", "", "", "", 0});
  const EvidenceId one = evidence->add({origin, 0, 7, {}});
  const EvidenceId other = evidence->add({origin, 0, 8, {}});
  const EvidenceId printed = evidence->own(one);
  const std::vector<WithheldValue> withheld{{one, Decimal(3)}};
  Document document;
  document.evidence = evidence;
  document.blocks.push_back(Block{Paragraph{"", {Value{std::int64_t{3}, "3", {}, {}, 0, printed}}}});
  Diagnostics findings;
  check_document(document, withheld, findings);
  CHECK(findings.count(Severity::block) == 1);
  document.blocks = {Block{Paragraph{
      "", {Value{std::int64_t{3}, "3", {}, {}, 0, other}, Value{std::int64_t{4}, "4", {}, {}, 0, one}}}}};
  Diagnostics none;
  check_document(document, withheld, none);
  CHECK(none.all().empty());
}

namespace {

/// Three groups in October and November, as a reader of the tables and perhaps of October's report knows
/// them.
struct RandomGroups {
  explicit RandomGroups(unsigned seed) : random(seed) {
    for (std::size_t group = 0; group < 3; ++group) {
      before[group] = random() % 3 == 0 ? 0 : std::int64_t(random() % 14);
      now[group] = std::int64_t(random() % 9);
    }
  }

  [[nodiscard]] ModelFacts facts() const {
    ModelFacts::Rows rows;
    for (std::size_t group = 0; group < 3; ++group) {
      rows.push_back({"i", "2020-10", "sex=" + names[group], std::to_string(before[group])});
      rows.push_back({"i", "2020-11", "sex=" + names[group], std::to_string(now[group])});
    }
    return counted(rows);
  }
  [[nodiscard]] PublishedCounts october() const {
    PublishedCounts counts;
    for (std::size_t group = 0; group < 3; ++group)
      if (before[group] >= 5)
        counts.push_back(
            {"i", {{"sex", names[group]}}, parse_period("2020-10").value(), true, Decimal(before[group])});
    return counts;
  }
  /// Totals are known; the total to date less the period is what came before.
  [[nodiscard]] CountSystem system(const Table& table, bool knows_october) const {
    CountSystem system;
    CountEquation period, to_date, earlier;
    for (std::size_t group = 0; group < 3; ++group) {
      const auto state = [&](const char* column) {
        return table.at(column).missing(group) ? CountCell::State::withheld : CountCell::State::shown;
      };
      const std::uint32_t p = system.add(now[group], state("period_actual"));
      const std::uint32_t t = system.add(now[group] + before[group], state("to_date"));
      CountEquation over_time{{{p}, {t, -1}}};
      if (!knows_october || before[group] < 5) {
        const std::uint32_t b = system.add(before[group], CountCell::State::unseen);
        over_time.terms.push_back({b});
        earlier.terms.push_back({b});
      }
      system.equations.push_back(over_time);
      period.terms.push_back({p});
      to_date.terms.push_back({t});
    }
    for (const CountEquation& total : {period, to_date, earlier}) system.equations.push_back(total);
    return system;
  }

  std::mt19937 random;
  const std::vector<std::string> names{"f", "m", "u"};
  std::int64_t before[3] = {}, now[3] = {};
};

}  // namespace

TEST_CASE("no reader of a public copy, with or without the last one, works out a withheld count",
          "[privacy]") {
  int safe = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    INFO("seed " << seed);
    RandomGroups groups(seed);
    const bool knows_october = groups.random() % 2 == 0;
    const Seen seen =
        seen_by(everybody, groups.facts(), knows_october ? groups.october() : PublishedCounts{});
    if (seen.found("P-02", Severity::warning) || seen.found("P-03", Severity::block)) continue;
    ++safe;
    CHECK(is_safe(groups.system(*seen.workspace.find("disaggregation"), knows_october), 5));
  }
  CHECK(safe > 150);
}
