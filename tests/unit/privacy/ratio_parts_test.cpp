#include "privacy/ratio_parts.hpp"

#include "catch.hpp"
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
