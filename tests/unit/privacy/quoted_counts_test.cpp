#include "privacy/quoted_counts.hpp"

#include "catch.hpp"

using namespace kvali;

namespace {

const std::vector<WithheldValue> withheld{
    {0, Decimal(3), "1.1 sex=m", {{"sex", "m"}}, {"men"}},
    {0, Decimal(1), "1.1 sex=f", {{"sex", "f"}}, {"ქალი"}},
    {0, Decimal(4), "1.1 place=napiri", {{"place", "napiri"}}, {"Lower Napiri"}},
    {0, Decimal(7), "1.1 place=zemo", {{"place", "zemo"}}, {"ზემო ნაპირი"}},
    {0, Decimal(6), "1.1 age=18-24", {{"age", "18-24"}}, {"18–24"}},
    {0, Decimal(1417), "1.2 sex=m", {{"sex", "m"}}, {"men"}},
    {0, Decimal(2020), "1.5 sex=x", {{"sex", "x"}}, {"others"}},
    {0, Decimal(5), "1.4 age=60+;sex=m", {{"age", "60+"}, {"sex", "m"}}, {"60+", "men"}},
    {0, *divide(Decimal(300), Decimal(17)), "1.3 sex=m", {{"sex", "m"}}, {"men"}}};

Block paragraph(const std::string& text) {
  return Block{Paragraph{"", {Text{text, 0, "", ""}}}};
}

/// What is found in a paragraph of a section.
std::string found_in(const std::string& text, const std::string& lang = "en",
                     const std::string& title = "Summary", const std::string& style = "") {
  Document document;
  document.blocks.push_back(Block{Section{1, "s", title, style, "", {paragraph(text)}}});
  Diagnostics findings;
  check_quotes(document, withheld, Locale(lang), findings);
  std::string about;
  for (const Diagnostic& finding : findings.all()) {
    CHECK(finding.id == "P-09");
    about += (about.empty() ? "" : ", ") + finding.message.substr(finding.message.find("withheld: ") + 10);
  }
  return about;
}

}  // namespace

TEST_CASE("a withheld number beside the name of its group is told to the writer", "[privacy]") {
  CHECK(found_in("Only 3 men came for advice.") == "1.1 sex=m");
  CHECK(found_in("Three of the clients were men.") == "1.1 sex=m");
  CHECK(found_in("In Lower Napiri four people asked.") == "1.1 place=napiri");
  CHECK(found_in("6 clients are 18-24 years old") == "1.1 age=18-24");
  CHECK(found_in("Men: 17.6% were helped, 18 % in all") == "1.3 sex=m");
  CHECK(found_in("Five men over 60+ came") == "1.4 age=60+;sex=m");
  CHECK(found_in("One woman asked for shelter.") == "1.1 sex=f");
}

TEST_CASE("Georgian texts are read in every case and form of number", "[privacy]") {
  CHECK(found_in("რჩევა სამმა კაცმა მიიღო.", "ka") == "1.1 sex=m");
  CHECK(found_in("კონსულტაცია 3-მა მამაკაცმა მიიღო", "ka") == "1.1 sex=m");
  CHECK(found_in("ზემო ნაპირში 7 ადამიანი მოვიდა", "ka") == "1.1 place=zemo");
  CHECK(found_in("ერთმა ქალმა თავშესაფარი ითხოვა", "ka") == "1.1 sex=f");
  CHECK(found_in("კაცებმა 1417-ჯერ მოგვმართეს", "ka") == "1.2 sex=m");
}

TEST_CASE("a number that stands for something else is none", "[privacy]") {
  for (const char* text :
       {"3 workshops were held", "On 3 December men and women met", "Men came on December 3",
        "Men and the 3rd meeting", "Men aged 3-4", "men, indicator 3.1", "One of the women asked",
        "Human rights, 3 workshops", "Five men came", "In 2020 and 2021", "We held 1416 workshops",
        "We held 3 workshops. Few were men.", "men, A-3, 3/2020"})
    CHECK(found_in(text).empty());
  CHECK(found_in("ქალაქში 1 შეხვედრა გაიმართა, კაცები ერთად მოვიდნენ", "ka").empty());
  CHECK(found_in("მე-3 შეხვედრაზე კაცები და 1-ლი ქალები", "ka").empty());
}

TEST_CASE("the title of the section names the group, and annexes are not read", "[privacy]") {
  CHECK(found_in("4 people came.", "en", "Work in Lower Napiri") == "1.1 place=napiri");
  CHECK(found_in("Only 3 men came for advice.", "en", "Evidence", "annex").empty());
}

TEST_CASE("a large number tells by itself, unless a figure shows the same", "[privacy]") {
  CHECK(found_in("We advised 1417 of them.") == "1.2 sex=m");
  Document document;
  Value shown;
  shown.scalar = Decimal(1417);
  document.blocks.push_back(paragraph("We advised 1417 of them."));
  document.blocks.push_back(Block{Paragraph{"", {shown}}});
  Diagnostics findings;
  check_quotes(document, withheld, Locale("en"), findings);
  CHECK(findings.all().empty());
}

TEST_CASE("figures that are computed are no quotations, and texts of the records are", "[privacy]") {
  Value number, statement;
  number.scalar = Decimal(3);
  number.text = "3";
  statement.scalar = std::string("3 men");
  statement.text = "3 men";
  for (const auto& [value, finds] : {std::pair{number, 0U}, std::pair{statement, 1U}}) {
    Document document;
    document.blocks.push_back(Block{Paragraph{"", {Text{"Men: ", 0, "", ""}, value}}});
    Diagnostics findings;
    check_quotes(document, withheld, Locale("en"), findings);
    CHECK(findings.all().size() == finds);
  }
}
