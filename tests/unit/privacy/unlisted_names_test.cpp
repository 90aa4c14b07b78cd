#include "privacy/unlisted_names.hpp"

#include "catch.hpp"
#include "model_facts.hpp"
#include "privacy/private_persons.hpp"

using namespace kvali;

namespace {

/// A meeting as the plugin reads it from minutes: names as slugs, whatever their script was.
ModelFacts minutes() {
  ModelFacts facts;
  return facts
      .with("org", {"org_id", "name@en", "name@ka", "acronym"},
            {{"center", "Migration Center", "ცენტრი", "MC"}})
      .with("attendance", {"meeting", "seq", "person", "org", "sex"},
            {{"m-1", "1", "giorgi-kiknavelia", "center", "~"},
             {"m-1", "2", "gela-charkviani", "~", "m"},
             {"m-1", "3", "tamta", "~", "f"},
             {"m-1", "4", "ana", "~", "f"},
             {"m-1", "5", "eka-zoidze", "~", "~"},
             {"m-1", "6", "ministry-of-health", "~", "~"},
             {"m-1", "7", "unhcr", "~", "~"},
             {"m-1", "8", "P017", "~", "f"}})
      .with("statement", {"stmt_id", "meeting", "person", "org", "text@en"},
            {{"1", "m-1", "~", "zaza-lomouri", "Nobody answers."},
             {"3", "m-1", "~", "zaza", "Yes."},
             {"4", "m-1", "~", "municipality", "No."},
             {"5", "m-1", "~", "mc", "Later."},
             {"2", "m-1", "salome-orbeli", "open-door", "Heating"}})
      .with("action_point", {"action_id", "meeting", "owner_person", "owner_org", "text@en"},
            {{"1", "m-1", "~", "nino-abashidze", "Call"},
             {"2", "m-1", "~", "open-door", "Write"},
             {"3", "m-1", "~", "Migration Center", "Print"}});
}

std::vector<std::string> named_in(const std::string& text) {
  ModelFacts facts = minutes();
  const PrivatePersons persons(facts.merged());
  std::vector<std::string> ids;
  for (const auto& mention : persons.find(text)) ids.push_back(persons.all()[mention.person].id);
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("names that only meetings have are told from organisations and codes", "[privacy]") {
  ModelFacts facts = minutes();
  std::vector<std::string> certain, attending, unclear;
  for (const UnlistedName& one : unlisted_names(facts.merged()))
    (one.certain ? certain : one.attends ? attending : unclear).push_back(one.name);
  CHECK(certain == Ids{"ana", "gela-charkviani", "giorgi-kiknavelia", "salome-orbeli", "tamta"});
  CHECK(attending == Ids{"eka-zoidze", "unhcr"});
  CHECK(unclear == Ids{"nino-abashidze", "zaza", "zaza-lomouri"});
}

TEST_CASE("who stands in the list of those present is a person, unless a record knows an organisation",
          "[privacy]") {
  ModelFacts facts;
  facts.with("org", {"org_id", "name@en", "acronym"}, {{"open-door", "Open Door", "OD"}})
      .with("alias", {"kind", "alias", "id"}, {{"org", "shore", "new-shore"}, {"person", "bob", "robert"}})
      .with("attendance", {"meeting", "seq", "person", "org", "sex"},
            {{"m-1", "1", "doug", "~", "~"},
             {"m-1", "2", "daviti", "~", "~"},
             {"m-1", "3", "merian", "~", "~"},
             {"m-1", "4", "jo", "~", "~"},
             {"m-1", "5", "od", "~", "~"},
             {"m-1", "6", "open-door", "~", "~"},
             {"m-1", "7", "shore", "~", "~"},
             {"m-1", "8", "kanthaus", "~", "~"},
             {"m-1", "9", "unicef", "~", "~"},
             {"m-1", "10", "municipality", "~", "~"},
             {"m-1", "11", "clara", "kanthaus", "~"}})
      .with("statement", {"stmt_id", "meeting", "person", "org", "text@en"},
            {{"1", "m-1", "~", "doug", "Then Doug writes."}});
  const Workspace& merged = facts.merged();
  const PrivatePersons persons(merged);
  const auto named = [&](const std::string& text) {
    Ids ids;
    for (const auto& mention : persons.find(text)) ids.push_back(persons.all()[mention.person].id);
    return ids;
  };
  CHECK(named("Then Doug writes, doug reads, DOUGLAS waits.") == Ids{"doug", "doug"});
  CHECK(named("[clara] CLARA") == Ids{"clara", "clara"});
  CHECK(named("მერე დავითმა დაწერა. David; Davit; Daviti") == Ids{"daviti", "daviti", "daviti"});
  CHECK(named("Jo and merian") == Ids{"jo", "merian"});
  CHECK(named("Municipality, UNICEF, OD, Open Door, Shore, Kanthaus, ban jo").empty());
  Diagnostics findings;
  ask_for_consent(persons, merged, {}, findings);
  REQUIRE(findings.all().size() == 1);
  CHECK(findings.all()[0].message == "a text names doug, who stands among those present and in no table");
}

TEST_CASE("a word for everybody is no name, and an organiser may be a person", "[privacy]") {
  ModelFacts facts;
  facts
      .with("meeting", {"meeting_id", "date", "organiser"},
            {{"m-1", "2025-12-18", "besik"}, {"m-2", "2025-12-19", "new-shore"}})
      .with("attendance", {"meeting", "seq", "person", "org"},
            {{"m-1", "1", "besik", "~"},
             {"m-1", "2", "all", "~"},
             {"m-1", "3", "ყველა", "~"},
             {"m-2", "1", "~", "new-shore"}})
      .with("action_point", {"action_id", "meeting", "owner_org", "text@en"},
            {{"1", "m-1", "everyone", "Call"}});
  const PrivatePersons persons(facts.merged());
  REQUIRE(persons.all().size() == 1);
  CHECK(persons.all()[0].id == "besik");
}

TEST_CASE("the organisation for which somebody came stands for the person", "[privacy]") {
  ModelFacts facts = minutes();
  for (const UnlistedName& one : unlisted_names(facts.merged())) {
    if (one.name == "giorgi-kiknavelia") CHECK(one.org == "center");
    if (one.name == "salome-orbeli") CHECK(one.org == "open-door");
  }
}

TEST_CASE("a name of the minutes is found in both scripts and every case", "[privacy]") {
  CHECK(named_in("გელა ჩარკვიანის თქმით") == Ids{"gela-charkviani"});
  CHECK(named_in("Gela Charkviani and Kiknavelia's deputy") == Ids{"gela-charkviani", "giorgi-kiknavelia"});
  CHECK(named_in("ჩარკვიანმა და თამთამ თქვეს") == Ids{"gela-charkviani", "tamta"});
  CHECK(named_in("თამთასთვის; Tamta came") == Ids{"tamta", "tamta"});
  CHECK(named_in("tamta") == Ids{"tamta"});
  CHECK(named_in("a tamta of old") == Ids{"tamta"});
  CHECK(named_in("nino-abashidze") == Ids{"nino-abashidze"});
  CHECK(named_in("Zaza Lomouri asked") == Ids{"zaza-lomouri"});
  CHECK(named_in("zaza") == Ids{"zaza"});
  CHECK(named_in("zaza: the room is cold, ask (@zaza) or [Zaza]") == Ids{"zaza", "zaza", "zaza"});
}

TEST_CASE("a given name alone means the person of the minutes, unless it is part of another's name",
          "[privacy]") {
  CHECK(named_in("Then Giorgi said no, გიორგიმ თქვა.") == Ids{"giorgi-kiknavelia", "giorgi-kiknavelia"});
  CHECK(named_in("Salome B. and Gela's plan") == Ids{"salome-orbeli", "gela-charkviani"});
  CHECK(named_in("სალომესთვის, გელამაც") == Ids{"salome-orbeli", "gela-charkviani"});
  CHECK(named_in("Nino asks") == Ids{"nino-abashidze"});
  CHECK(named_in("GIORGI asks, nino says") == Ids{"giorgi-kiknavelia", "nino-abashidze"});
  CHECK(named_in("Kik\u00ADna\u200Bvelia") == Ids{"giorgi-kiknavelia"});
  for (const char* text :
       {"Giorgi Kapanadze said", "გიორგი კაპანაძემ თქვა", "St. Nino's school", "წმინდა ნინოს სკოლა",
        "info@giorgi.example", "გელავა", "გელი", "გიორგობა", "სალომონი"})
    CHECK(named_in(text).empty());
}

TEST_CASE("names of organisations, places and persons who may be named hold no private person", "[privacy]") {
  ModelFacts facts = minutes();
  facts
      .with("org", {"org_id", "name@en", "name@ka"},
            {{"open-door", "Open Door", "ღია კარი"}, {"salome-fund", "Salome House", "სალომეს სახლი"}})
      .with("location", {"loc_id", "name@ka"}, {{"1", "გელა გორა"}, {"2", "გელა ჩარკვიანის სახლი"}})
      .with("person", {"person_id", "name@ka", "public_role"}, {{"gk", "გიორგი კახიძე", "yes"}});
  const PrivatePersons persons(facts.merged());
  for (const char* text : {"Salome House is open", "სალომეს სახლში", "გელა გორაში", "გიორგი კახიძემ თქვა"})
    CHECK(persons.find(text).empty());
  CHECK(persons.find("Salome and Salome House").size() == 1);
  CHECK(persons.find("გელა ჩარკვიანის სახლში").size() == 1);
}

TEST_CASE("an office or \"Mrs\" before a name is no part of it", "[privacy]") {
  ModelFacts facts;
  facts.with(
      "attendance", {"meeting", "seq", "person", "org", "sex"},
      {{"m-1", "1", "mrs-nino-beridze", "~", "f"}, {"m-1", "2", "coordinator-gela-kobalia", "~", "m"}});
  const PrivatePersons persons(facts.merged());
  for (const char* text : {"Nino Beridze", "ბერიძემ თქვა", "Nino said", "Gela said"})
    CHECK(persons.find(text).size() == 1);
  for (const char* text : {"Mrs. Smith came", "the Coordinator said"}) CHECK(persons.find(text).empty());
}

TEST_CASE("who only owns an action is found by a common name, or by a capital within a sentence",
          "[privacy]") {
  ModelFacts facts;
  facts.with("action_point", {"action_id", "meeting", "owner_org", "text@en"},
             {{"1", "m-1", "besik", "Light the room"}, {"2", "m-1", "jorn", "Heat the room"}});
  const PrivatePersons persons(facts.merged());
  for (const char* text : {"Besik came", "then besik came", "ბესიკმა თქვა", "Then Jorn came", "@jorn"})
    CHECK(persons.find(text).size() == 1);
  for (const char* text : {"Jorn came", "then jorn came", "BESIK"}) CHECK(persons.find(text).empty());
}

TEST_CASE("groups, offices and organisations of report.toml are no persons", "[privacy]") {
  ModelFacts facts;
  facts.with("attendance", {"meeting", "seq", "person", "org", "sex"},
             {{"m-1", "1", "community-leaders", "~", "~"},
              {"m-1", "2", "kalta-jgupi", "center", "f"},
              {"m-1", "3", "koordinatori", "~", "m"},
              {"m-1", "4", "kanthaus", "~", "~"},
              {"m-1", "5", "tea-menabde", "~", "~"},
              {"m-1", "6", "coordinator-nino-beridze", "~", "~"}});
  Ids names;
  for (const UnlistedName& one : unlisted_names(facts.merged(), {"Kanthaus"})) names.push_back(one.name);
  CHECK(names == Ids{"coordinator-nino-beridze", "tea-menabde"});
}

TEST_CASE("words that only look like names stay", "[privacy]") {
  // A short name is no beginning of longer words, and an unclear one is whole or none.
  for (const char* text :
       {"ანალიზი და ანაზღაურება", "the analysis", "UNHCR", "Lomouri street", "P017", "ZAZA: no",
        "info@zaza.example", "Ministry of Health", "Migration Center", "open-door"}) {
    INFO(text);
    CHECK(named_in(text).empty());
  }
}

TEST_CASE("who is asked about, and who only came to a meeting", "[privacy]") {
  ModelFacts facts = minutes();
  facts.with("decision", {"dec_id", "meeting", "text@en"}, {{"1", "m-1", "Tamta keeps the keys."}});
  const Workspace& merged = facts.merged();
  Diagnostics findings;
  ask_for_consent(PrivatePersons(merged), merged, {"გიორგი კიკნაველიამ თქვა"}, findings);
  std::vector<std::string> told;
  for (const Diagnostic& finding : findings.all()) told.push_back(finding.id + " " + finding.message);
  CHECK(told == Ids{"P-04 a text names giorgi-kiknavelia, who is in no table of persons",
                    "P-04 no table says whether nino-abashidze is a person or an organisation",
                    "P-04 a text names tamta, who is in no table of persons",
                    "P-04 no table says whether zaza is a person or an organisation",
                    "P-04 no table says whether zaza-lomouri is a person or an organisation"});
}

TEST_CASE("whom the table declares public is named, and others of the table once", "[privacy]") {
  ModelFacts facts = minutes();
  facts.with("person", {"person_id", "name@en", "public_role", "consent"},
             {{"giorgi-kiknavelia", "Giorgi Kiknavelia", "yes", "no"}, {"tamta", "Tamta", "no", "no"}});
  const PrivatePersons persons(facts.merged());
  CHECK(persons.find("Giorgi Kiknavelia came").empty());
  REQUIRE(persons.find("Tamta came").size() == 1);
  CHECK(persons.all()[persons.find("Tamta came")[0].person].known == PrivatePerson::Known::listed);
}
