#include "text.hpp"

#include "catch.hpp"
#include "dates.hpp"
#include "labels.hpp"
#include "ordinals.hpp"
#include "reading.hpp"

using namespace kvali::minutes;

TEST_CASE("makes ids of names in Latin and Georgian letters", "[minutes]") {
  CHECK(slug("Migration Centre") == "migration-centre");
  CHECK(slug("მიგრაციის ცენტრი") == "migratsiis-tsentri");
  CHECK(slug("  „ინტელექტი“ ") == "intelekti");
  CHECK(slug("Müller & Søn") == "muller-suf8n");
  CHECK(slug("v1.2_b") == "v1.2_b");
  CHECK(slug("—").empty());
}

TEST_CASE("takes Georgian case endings off Latin acronyms, however the dash is written", "[minutes]") {
  for (const char* written : {"IOM", "IOM-ის", "IOM–ის", "IOM– თან"}) CHECK(slug(written) == "iom");
  CHECK(slug("IOM-Turkey") == "iom-turkey");
}

TEST_CASE("shortens long ids without letting two of them meet", "[minutes]") {
  const std::string one = slug(std::string(100, 'a') + "b");
  const std::string other = slug(std::string(100, 'a') + "c");
  CHECK(one.size() == 64);
  CHECK(one != other);
}

TEST_CASE("folds non-breaking spaces only in lines they dominate", "[minutes]") {
  std::string text = "a\u00A0b\u00A0c\u00A0d 5\u00A0kg\nred wine and 5\u00A0kg of bread\n";
  CHECK(fold_dominant_nbsp(text) == 1);
  CHECK(text == "a b c d 5\u00A0kg\nred wine and 5\u00A0kg of bread\n");
}

TEST_CASE("finds the nearest word, and none for a far one", "[minutes]") {
  const std::vector<std::string_view> words{"attendance", "agenda"};
  CHECK(nearest("atendance", words) == "attendance");
  CHECK_FALSE(nearest("budget", words));
}

TEST_CASE("splits at commas but not inside brackets and quotation marks", "[minutes]") {
  const auto parts = split_outside("a (b, c), \"d, e\", „ვ, ზ“, f", ",");
  CHECK(parts == std::vector<std::string_view>{"a (b, c)", "\"d, e\"", "„ვ, ზ“", "f"});
}

TEST_CASE("reads dates as people write them", "[minutes]") {
  const char* written =
      GENERATE("2020-12-08", "8 December 2020", "8 Dec 2020", "8th of December, 2020", "December 8, 2020",
               "Tuesday, 8 December 2020", "08.12.2020", "2020 წლის 8 დეკემბერი", "2020 წლის 8 დეკემბერს",
               "8 დეკემბერი, 2020", "8 დეკემბერს 2020 წელს", "(8 December 2020).");
  INFO(written);
  const auto date = whole_date(written);
  REQUIRE(date);
  CHECK(day(date->day) == "2020-12-08");
}

TEST_CASE("reads ranges of days", "[minutes]") {
  for (const char* written : {"2015 წლის 19-20 მაისს", "2015 წლის 19 და 20 მაისს", "19–20 May 2015"}) {
    INFO(written);
    const auto date = whole_date(written);
    REQUIRE(date);
    CHECK(day(date->day) == "2015-05-19");
    CHECK(day(date->last) == "2015-05-20");
  }
}

TEST_CASE("knows a date without a year and never fills the year in", "[minutes]") {
  for (const char* written : {"8 დეკემბერს", "8 December", "Dec 8"}) {
    INFO(written);
    const auto date = whole_date(written);
    REQUIRE(date);
    CHECK(date->without_year);
    CHECK_FALSE(date->day);
  }
}

TEST_CASE("refuses what is no date or could be two", "[minutes]") {
  for (const char* written :
       {"12/08/2020", "2020-13-40x", "8 მარტოხელა დედა", "soon", "2020", "v1.2.2020", "1st of 5"}) {
    INFO(written);
    CHECK_FALSE(whole_date(written));
  }
  const auto impossible = whole_date("31 June 2020");
  REQUIRE(impossible);
  CHECK_FALSE(impossible->day);
  CHECK_FALSE(impossible->without_year);
}

TEST_CASE("knows every heading in English and Georgian", "[minutes]") {
  using Row = std::tuple<const char*, Section>;
  const auto [heading, section] =
      GENERATE(table<const char*, Section>({Row{"Present", Section::present},
                                            Row{"Attendance:", Section::present},
                                            Row{"3. Attendees", Section::present},
                                            Row{"დამსწრე", Section::present},
                                            Row{"მონაწილეები:", Section::present},
                                            Row{"დამსწრე / Present", Section::present},
                                            Row{"Absent", Section::absent},
                                            Row{"არმყოფი", Section::absent},
                                            Row{"AGENDA (all)", Section::agenda},
                                            Row{"დღის წესრიგი", Section::agenda},
                                            Row{"Statements", Section::statements},
                                            Row{"Discussion", Section::statements},
                                            Row{"განცხადებები", Section::statements},
                                            Row{"განხილვა", Section::statements},
                                            Row{"Decisions", Section::decisions},
                                            Row{"გადაწყვეტილებები", Section::decisions},
                                            Row{"Needs", Section::needs},
                                            Row{"საჭიროებები", Section::needs},
                                            Row{"Action points", Section::actions},
                                            Row{"სამოქმედო პუნქტები", Section::actions},
                                            Row{"დავალებები", Section::actions},
                                            Row{"Commitments", Section::commitments},
                                            Row{"პირობები", Section::commitments},
                                            Row{"ვალდებულებები", Section::commitments}}));
  INFO(heading);
  const auto found = section_of(heading);
  REQUIRE(found);
  CHECK(*found == section);
}

TEST_CASE("takes other headings for nothing", "[minutes]") {
  for (const char* heading : {"Next steps", "Notes", "Recording", "შედეგები", ""})
    CHECK_FALSE(section_of(heading));
  CHECK(nearest_section("Actoin points") == "action points");
  CHECK_FALSE(nearest_section("Recording"));
}

TEST_CASE("reads ordinals with any dash, and words for nothing", "[minutes]") {
  const char* third = GENERATE("3", "მე-3", "მე–3", "მე‑3", "3rd", " 3 ");
  INFO(third);
  CHECK(ordinal_number(third) == 3);
  CHECK(ordinal_number("1-ლი") == 1);
  CHECK(ordinal_number("21-ე") == 21);
  const char* none = GENERATE("", "მე-", "მესამე", "third", "-3", "3.5", "1234567", "მე-3-ე");
  INFO(none);
  CHECK_FALSE(ordinal_number(none));
}
