#include "merge/look_alikes.hpp"

#include "catch.hpp"
#include "merge/georgian_stem.hpp"
#include "merging.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

/// "name ~ known = id" of the proposals.
Texts proposals(const Merged& merged, const std::string& table, const Texts& unknown) {
  Texts texts;
  for (const LookAlike& one : look_alikes(unknown, Spellings(merged.workspace, *find_schema(table))))
    texts.push_back(one.name + " ~ " + one.like + " = " + one.id);
  return texts;
}

}  // namespace

TEST_CASE("case forms of a Georgian name have one stem", "[merge]") {
  const auto [form, stem] = GENERATE(table<std::string, std::string>({{"გობაძე", "გობაძ"},
                                                                      {"გობაძის", "გობაძ"},
                                                                      {"გობაძემ", "გობაძ"},
                                                                      {"გოგიშვილის", "გოგიშვილ"},
                                                                      {"ვიბლერმა", "ვიბლერ"},
                                                                      {"ფრანცი", "ფრანც"},
                                                                      {"ფრანცმა", "ფრანც"},
                                                                      {"ინტელექტისთვის", "ინტელექტ"},
                                                                      {"მიგრაციის ცენტრისა", "მიგრაც ცენტრ"},
                                                                      {"iom", "iom"},
                                                                      {"ია", "ია"}}));
  CHECK(georgian_stem(form) == stem);
}

TEST_CASE("D-03: an inflected name looks like the one on the list", "[merge]") {
  Merged merged;
  merged.with("people", 50, "person", {"person_id", "name@ka"},
              {{"gobadze", "ლევან გობაძე"}, {"gogishvili", "გიორგი გოგიშვილი"}});
  CHECK(proposals(merged, "person", {"ლევან გობაძის", "გიორგი გოგიშვილის", "მაია"}) ==
        Texts{"ლევან გობაძის ~ ლევან გობაძე = gobadze", "გიორგი გოგიშვილის ~ გიორგი გოგიშვილი = gogishvili"});
  merged.with("orgs", 50, "org", {"org_id", "name@ka"}, {{"intellect", "„ინტელექტი“"}});
  CHECK(proposals(merged, "org", {"„ინტელექტის“"}) == Texts{"„ინტელექტის“ ~ \"ინტელექტი\" = intellect"});
}

TEST_CASE("D-03: without a list, names that look like one another", "[merge]") {
  CHECK(proposals(Merged{}, "org", {"New Shore", "New Shores", "Open Door"}) ==
        Texts{"New Shores ~ New Shore = New Shore"});
}

TEST_CASE("a hundred thousand unknown names are compared in bounded time", "[merge]") {
  Texts names;
  for (int i = 0; i < 100'000; ++i) names.push_back("Village council number " + std::to_string(i * 7919));
  Merged merged;
  merged.with("orgs", 50, "org", {"org_id"}, {{"village council number 17"}});
  const Texts found = proposals(merged, "org", names);
  CHECK(found.size() < names.size());
}

TEST_CASE("D-03: the name of a person stands at the place, never in the finding", "[merge]") {
  Merged merged;
  merged.with("people", 50, "person", {"person_id", "name@ka"}, {{"p7", "ლევან გობაძე"}});
  merged.with("minutes", 40, "attendance", {"meeting", "person"}, {{"m1", "ლევან გობაძის"}, {"m1", "მაია"}});
  merged.run();
  CHECK(
      short_texts(merged.findings) ==
      Texts{
          "D-03 source \"minutes\", record 2 a name looks like that of person p7 | if it is the same, add to "
          "report.toml [aliases.person]: \"the name\" = \"p7\""});
}

TEST_CASE("D-03: a list of thousands of look-alikes is told by its beginning", "[merge]") {
  Merged merged;
  Merged::Rows orgs;
  Merged::Rows rows;
  for (int i = 0; i < 3000; ++i) {
    orgs.push_back({"Village council of place " + std::to_string(i)});
    rows.push_back({"i1", "2020-10", "Vilage council of place " + std::to_string(i)});
  }
  merged.with("orgs", 50, "org", {"org_id"}, orgs);
  merged.with("plan", 50, "indicator", {"indicator_id"}, {{"i1"}});
  merged.with("ledger", 50, "observation", {"indicator", "period", "reporter_org"}, rows);
  merged.run();
  const Diagnostic* finding = finding_of(merged.findings, "D-03");
  REQUIRE(finding != nullptr);
  CHECK(finding->hint.size() < 3000);
  CHECK(finding->hint.ends_with(", ..."));
}
