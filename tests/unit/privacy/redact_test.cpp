#include "privacy/redact.hpp"
#include "privacy/identifiers.hpp"

#include "catch.hpp"
#include "locale/catalogue.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

const Locale english("en");
const Catalogue english_words(english);
const std::set<std::string, std::less<>> printed{"clients", "Phone", "actions"};

ModelFacts people() {
  ModelFacts facts;
  return facts.with("org", {"org_id", "name@en", "name@ka"}, {{"intellect", "Intellect", "ინტელექტი"}})
      .with("person", {"person_id", "name@ka", "name@en", "org_id", "public_role", "consent"},
            {{"lg", "ლევან გობაძე", "Levan Gobadze", "intellect", "no", "no"},
             {"mv", "მაია ვიბლერი", "Maia Vibler", "~", "yes", "no"},
             {"jf", "იოჰან ფრანცი", "Johan Frants", "~", "no", "yes"}});
}

/// What is left of a text in the donor's copy.
struct Left {
  std::string text;
  Diagnostics findings;
};

Left left_of(const std::string& text, const std::set<std::string>& consented = {},
             PrivacyPolicy::Audience audience = PrivacyPolicy::Audience::donor) {
  ModelFacts facts = people();
  const Workspace& merged = facts.merged();
  const PrivatePersons persons(merged);
  PrivacyPolicy policy;
  policy.audience = audience;
  Document document;
  auto data = std::make_shared<Table>("t");
  data->add("text", Type::text).append(text);
  TableBlock table;
  table.data = data;
  document.blocks.push_back(Block{
      Section{1, "s", "Meetings", "", "", {Block{Paragraph{"", {Text{text, 0, "", ""}}}}, Block{table}}}});
  Left left;
  redact_document({policy, merged, persons, consented, english_words, {"12/01001012345"}, printed}, document,
                  left.findings);
  const Section& section = std::get<Section>(document.blocks[0].node);
  left.text = std::get<Text>(std::get<Paragraph>(section.content[0].node).content[0]).text;
  CHECK(std::get<TableBlock>(section.content[1].node).data->at("text").text(0) == left.text);
  return left;
}

}  // namespace

TEST_CASE("a private person is told by the organisation, in every case of the name", "[privacy]") {
  CHECK(left_of("Levan Gobadze").text == "a representative of Intellect");
  CHECK(left_of("According to Levan Gobadze, migrants need advice.").text ==
        "According to [a representative of Intellect], migrants need advice.");
  CHECK(left_of("ლევან გობაძის თქმით").text == "[a representative of Intellect] თქმით");
  CHECK(left_of("აღნიშნა გობაძემ.").text == "აღნიშნა [a representative of Intellect].");
  CHECK(left_of("Gobadze, Levan").text == "a representative of Intellect");
  CHECK(left_of("Levani Gobadze").text == "a representative of Intellect");
  CHECK(left_of("Then Levan said; ლევანმა თქვა").text ==
        "Then [a representative of Intellect] said; [a representative of Intellect] თქვა");
}

TEST_CASE("a public role and consent, also given later, let a name stand", "[privacy]") {
  for (const char* text : {"მაია ვიბლერმა თქვა", "იოჰან ფრანცმა", "Levantine sea", "ლევანტის ზღვა"})
    CHECK(left_of(text).text == text);
  CHECK(left_of("ლევან გობაძემ", {"lg"}).text == "ლევან გობაძემ");
  CHECK(left_of("Levan Gobadze, 599 12 34 56", {}, PrivacyPolicy::Audience::internal).text ==
        "Levan Gobadze, 599 12 34 56");
}

TEST_CASE("an identifier in a text is taken out and blocks the copy", "[privacy]") {
  const Left left = left_of("Call 599 12 34 56 or nino@example.org");
  CHECK(left.text == "Call [withheld] or [withheld]");
  CHECK(left.findings.count(Severity::block) == 2);
  CHECK(left.findings.all().front().message == "a phone number in the section “Meetings”");
  CHECK(left_of("599 12 34 56, 599 65 43 21").findings.count(Severity::block) == 1);  // No place is known.
  CHECK(left_of("agreement 12/01001012345").findings.all().empty());
}

TEST_CASE("what travels with a copy has no names, and no counts of people who are withheld", "[privacy]") {
  ModelFacts facts = people();
  const Workspace& merged = facts.merged();
  const PrivatePersons persons(merged);
  const PrivacyPolicy policy;
  Protection protection;
  protection.guarded = {"GBV.1"};
  Diagnostics findings;
  findings.add({"P-04", Severity::warning, "a text names lg, who gave no consent", {}, "", {}, "person=lg"});
  findings.add(
      {"I-05", Severity::warning, "men and women make 17", {}, "", {}, "indicator=GBV.1;period=2025-12"});
  findings.add({"D-05",
                Severity::info,
                "'Levan Gobadze' is no date",
                {"levan-gobadze.csv", 2, 0, 0},
                "ask 599 12 34 56",
                {}});
  const auto left =
      redacted_findings({policy, merged, persons, {}, english_words, {}, printed}, protection, findings);
  REQUIRE(left.all().size() == 3);
  CHECK(left.all()[0].message == "a text names somebody, who gave no consent");
  CHECK(left.all()[0].subject == "person");
  CHECK(left.all()[1].message == "The parts do not add up to the total");
  CHECK(left.all()[2].message == "'[a representative of Intellect]' is no date");
  CHECK(left.all()[2].place.file == "[a representative of Intellect].csv");
  CHECK(left.all()[2].hint == "ask [withheld]");
}

TEST_CASE("columns that identify persons never reach a donor", "[privacy]") {
  ModelFacts facts = people();
  Table& own = facts.workspace.add("clients");
  for (const char* column : {"Phone", "Town", "Surname"}) own.add(column, Type::text).append(column);
  const Workspace& merged = facts.merged();
  const PrivatePersons persons(merged);
  const PrivacyPolicy policy;
  Workspace tables = merged;
  Diagnostics findings;
  redact_tables({policy, merged, persons, {}, english_words, {}, printed}, tables, findings);
  const Table& clients = *tables.find("clients");
  CHECK(clients.at("Phone").mark(0) == Mark::withheld);
  CHECK(clients.at("Surname").mark(0) == Mark::withheld);
  CHECK(clients.at("Town").text(0) == "Town");
  REQUIRE(findings.all().size() == 2);
  CHECK(findings.all()[0].message == "the template prints clients.Phone, which holds a phone number");
  CHECK(findings.all()[1].message == "the rows of clients are people, whose counts are not protected");
}

TEST_CASE("a table of a source that counts people is not printed for others", "[privacy]") {
  for (const char* heading : {"Age group", "Women reached", "სქესი"}) {
    ModelFacts facts = people();
    facts.workspace.add("clients").add(heading, Type::text).append("x");
    const Workspace& merged = facts.merged();
    const PrivatePersons persons(merged);
    const PrivacyPolicy policy;
    Workspace tables = merged;
    Diagnostics findings;
    redact_tables({policy, merged, persons, {}, english_words, {}, printed}, tables, findings);
    REQUIRE(findings.count(Severity::block) == 1);
    CHECK(findings.all()[0].message == "clients tells of people, whose counts are not protected");
  }
  for (const char* heading : {"Town", "Management", "Message"}) CHECK_FALSE(tells_of_people(heading));
}

TEST_CASE("consent is asked for once for each person whom a text names", "[privacy]") {
  ModelFacts facts = people();
  facts.with("statement", {"stmt_id", "text@ka"}, {{"1", "ლევან გობაძემ აღნიშნა"}, {"2", "მაია ვიბლერმა"}});
  const Workspace& merged = facts.merged();
  Diagnostics findings;
  ask_for_consent(PrivatePersons(merged), merged, {"Levan Gobadze spoke."}, findings);
  REQUIRE(findings.all().size() == 1);
  CHECK(findings.all().front().id == "P-04");
  CHECK(findings.all().front().subject == "person=lg");
}
