#include "collect/damaged_text.hpp"
#include "base/broken_letters.hpp"
#include "catch.hpp"
#include "collect/total_rows.hpp"
#include "mapping.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

/// The findings of a need whose text column holds these.
Texts found_in(const Texts& texts) {
  Mapped mapped;
  std::vector<std::vector<std::string>> rows;
  for (const std::string& text : texts) rows.push_back({"n" + std::to_string(rows.size()), text});
  const RawTable raw = raw_table({"need_id", "text"}, rows, mapped.workspace);
  mapped.look_at_letters(raw);
  return short_texts(mapped.findings);
}

}  // namespace

TEST_CASE("Georgian that became question marks is told from questions", "[damaged_text]") {
  CHECK(
      found_in({"????????? ??????", "ok"}) ==
      Texts{"L-05 source \"ledger\", record 2 the text of column 'text' lost its letters to question marks: "
            "'????????? ?????\?' | it was saved as ANSI CSV: open the original in Excel and save as \"CSV "
            "UTF-8\""});
  for (const char* lost : {"????", "?????", "???? 12", "რა????"}) CHECK(found_in({lost, "ok"}).size() == 1);
  CHECK(found_in({"???", "Really?", "Why??", "why???", "რა???", "12???"}).empty());
}

TEST_CASE("mojibake is undone to show what it should read", "[damaged_text]") {
  CHECK(without_mojibake("áƒ™áƒšáƒ˜") == "კლი");
  CHECK(without_mojibake("Ã¡Æ’â„¢") == "კ");
  // Read as ISO-8859-1, which leaves control characters where Windows has letters.
  CHECK(without_mojibake("\xC3\xA1\xC2\x83\xC2\x99\xC3\xA1\xC2\x83\xC2\x9A\xC3\xA1\xC2\x83\xC2\x98") ==
        "კლი");
  CHECK(without_mojibake("Ð¼ÐµÑ\xC2\x81Ñ\xC2\x8FÑ†") == "месяц");
  CHECK(without_mojibake("DÃ©placÃ©s internes") == "Déplacés internes");
  CHECK(without_mojibake("RÃ©gion") == "Région");
  for (const char* sound : {"Île", "IRMÃ", "IRMÃ…", "IRMÃ e IRMÃO", "SÃO PAULO", "«IRMû", "MAÇÃ", "ქალი",
                            "Élève à Tbilissi", "месяц", "Größe", "naïve café", "„აბგ“ – 5 €", "plain"})
    CHECK_FALSE(without_mojibake(sound));
  const Texts found = found_in({"áƒ™áƒšáƒ˜"});
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("it should read 'კლი'") != std::string::npos);
  CHECK(found_in({"a\xEF\xBF\xBD b"}).size() == 1);
}

TEST_CASE("Georgian drawn by a font is found by its words and shown converted", "[damaged_text]") {
  const Texts found =
      found_in({"saqarTvelos mTavroba", "gankuTvnili momsaxureba", "qarTuli enis gakveTilebi"});
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("AcadNusx") != std::string::npos);
  CHECK(found[0].find("it reads 'საქართველოს მთავრობა'") != std::string::npos);
}

TEST_CASE("one text is enough where it alone tells the font", "[damaged_text]") {
  for (const char* clear : {"saqarTvelos mosaxleobis raodenoba", "qarTuli enis kursebi"})
    CHECK(found_in({clear}).size() == 1);
  CHECK(found_in({"to type saqarTvelo in Swahili is not advised at all"}).empty());
  CHECK(found_in({"saqarTvelo, ანუ mosaxleoba"}).empty());
}

TEST_CASE("short texts of one column tell the font together", "[damaged_text]") {
  CHECK(found_in({"saqarTvelo", "mosaxleoba"}).size() == 1);
  CHECK(found_in({"რეგიონი", "gankuTvnileba", "mosaxleoba"}).size() == 1);
  CHECK(found_in({"saqarTvelo", "Tbilisi"}).empty());
  CHECK(found_in({"saqarTvelo", "a list of words that are English", "and some more of them"}).empty());
}

TEST_CASE("English, French, acronyms and brands are no AcadNusx", "[damaged_text]") {
  CHECK(found_in({"USAID and UNHCR trained municipal staff", "JavaScript, TypeScript and YouTube",
                  "iPhone, eTender, eCommerce, iTunes, eReader", "McDonald's in Tbilisi",
                  "SharePoint and OneDrive", "Le Conseil a formé des agents",
                  "PhD students, MSc holders, kWh and mSv", "NGOs and CSOs",
                  "The Ministry of IDPs, Labour, Health and Social Affairs",
                  "addressBook postCode totalWomen isRefugee hasChildren"})
            .empty());
}

TEST_CASE("headings that lost their letters are told once, with the cure", "[damaged_text]") {
  Mapped mapped;
  const RawTable raw = raw_table({"áƒ™áƒšáƒ˜", "value"}, {{"a", "1"}}, mapped.workspace);
  mapped.look_at_letters(raw);
  CHECK(short_texts(mapped.findings) ==
        Texts{"L-05 source \"ledger\", record 2 the heading 'áƒ™áƒšáƒ˜' is UTF-8 that was read in another "
              "encoding | "
              "it should read 'კლი': in Excel save as \"CSV UTF-8\", and set encoding = \"utf-8\""});
}

TEST_CASE("Georgian capitals and unended directions are told once a column", "[odd_letters]") {
  CHECK(found_in({"ბათუმი", "Ბათუმი", "Თბილისი"}) ==
        Texts{"L-03 source \"ledger\", record 3 the text of column 'text' has Georgian capitals: "
              "'Ბათუმი' "
              "| write "
              "'ბათუმი', and switch off what capitalises it"});
  CHECK(found_in({"a \u202Eb", "\u2067c"}) ==
        Texts{"L-08 source \"ledger\", record 2 the text of column 'text' turns the direction of writing and "
              "does not "
              "end it | type the text again, without what was copied along"});
  CHECK(found_in({"\u2067ok\u2069", "plain"}).empty());
}

TEST_CASE("labels of sums are told from titles that begin alike", "[total_rows]") {
  for (const char* label : {"Total", "TOTAL:", "Subtotal", "Sub-total outcome 1", "Grand total", "სულ",
                            "ჯამი", "სულ:", "შუალედური ჯამი", "Total outcome 1", "Итого", "Sous-total 2"})
    CHECK(reads_like_total(label));
  for (const char* title : {"Total number of people trained", "Total of grants", "Totally new", "1.1", "",
                            "სულხან", "Summary", "Sum of all paid grants", "ჯამრთელობა"})
    CHECK_FALSE(reads_like_total(title));
}

TEST_CASE("rows that look like sums are warned of, unless they are skipped or a category", "[total_rows]") {
  const Texts headings{"Title", "indicator", "period", "Sex", "loc", "value"};
  const std::vector<std::vector<std::string>> rows{{"Advice", "1.1", "2025-12", "Total", "Batumi", "5"},
                                                   {"Subtotal 1", "1.1", "2025-12", "~", "Batumi", "5"},
                                                   {"Subtotal 2", "1.1", "2025-12", "~", "Batumi", "5"}};
  TableMap map = map_of("observation");
  map.disaggregation["sex"] = from_column("Sex");
  Mapped counted;
  counted.add(raw_table(headings, rows, counted.workspace), map);
  CHECK(short_texts(counted.findings) ==
        Texts{"D-11 source \"ledger\", record 3 2 rows look like sums of others, first 'Subtotal 1' | leave "
              "them out with skip = \"Subtotal*\""});
  Mapped skipped;
  map.skip = {{"", "Subtotal*"}};
  skipped.add(raw_table(headings, rows, skipped.workspace), map);
  CHECK(short_texts(skipped.findings).empty());
  Mapped placed;
  placed.add(raw_table(headings, {{"Advice", "1.1", "2025-12", "~", "Total", "5"}}, placed.workspace), map);
  CHECK(short_texts(placed.findings) ==
        Texts{"D-11 source \"ledger\", record 2 the row 'Total' looks like a sum of others | leave them out "
              "with skip = { \"loc\" = \"Total\" }"});
}

TEST_CASE("the overview tells what a map took and what it left", "[map_table]") {
  Mapped mapped;
  SourceSpec source;
  source.name = "ledger";
  CellPlaces places(mapped.workspace.evidence, "/");
  TableMap map =
      map_of("observation", {{"indicator", from_column("Code")}, {"value", from_column("Actual")}});
  map.skip = {{"", "Subtotal*"}};
  const RawTable raw = raw_table(
      {"Code", "period", "Actual", "სქესი", "Initials", "remarks"},
      {{"1.1", "2025-12", "5", "ქალი", "x", "y"}, {"Subtotal", "~", "5", "~", "~", "~"}}, mapped.workspace);
  const TableOverview overview = map_table(raw, map, {source, {}, places, mapped.findings}, mapped.workspace);
  CHECK(overview.rows == 2);
  CHECK(overview.taken == 1);
  CHECK(overview.left_out == std::map<std::string, std::size_t>{{"skip = \"Subtotal*\"", 1}});
  REQUIRE(overview.columns.size() == 3);
  CHECK(overview.columns[2].field == "value");
  CHECK(overview.columns[2].letters == "C");
  CHECK(overview.ignored == Texts{"Initials"});
  REQUIRE(overview.near_misses.size() == 2);
  CHECK(overview.near_misses[0].line == "disaggregation = { sex = \"სქესი\" }");
  CHECK(overview.near_misses[1].line == "note = \"remarks\"");
}

TEST_CASE("words that a named list lacks are found once, with the nearest", "[map_table]") {
  Mapped mapped;
  TableMap map = map_of("observation");
  FieldMap sex = from_column("Sex");
  sex.values = {{"ქალი", "f"}, {"კაცი", "m"}};
  sex.list = "sex";
  map.disaggregation["sex"] = sex;
  map.disaggregation["sex"].place = {};
  mapped.add(
      raw_table({"indicator", "period", "Sex", "value"},
                {{"1", "2025-12", "ქალი", "1"}, {"1", "2025-11", "კაცო", "1"}, {"1", "2025-10", "კაცო", "1"}},
                mapped.workspace),
      map);
  const Texts all = short_texts(mapped.findings);
  REQUIRE_FALSE(all.empty());
  CHECK(all.back() ==
        "D-08 source \"ledger\", record 3 the list [values.sex] does not know 'კაცო' | add below "
        "[values.sex]: \"კაცო\" = \"m\"");
}

TEST_CASE("a word that a list written in place lacks is found, unless the list names exceptions",
          "[map_table]") {
  const auto told = [](const ValueList& values) {
    Mapped mapped;
    TableMap map = map_of("observation");
    FieldMap age = from_column("Age");
    age.values = values;
    map.disaggregation["age"] = age;
    mapped.add(
        raw_table(
            {"indicator", "period", "Age", "value"},
            {{"1", "2025-12", "Kinder", "1"}, {"1", "2025-11", "Kindr", "1"}, {"1", "2025-10", "18-24", "1"}},
            mapped.workspace),
        map);
    return short_texts(mapped.findings);
  };
  CHECK(
      told({{"Kinder", "0-17"}}) ==
      Texts{"D-08 source \"ledger\", record 4 the values of 'Age' do not know 2 words, e.g. '18-24' | add to "
            "values = { ... }: \"18-24\" = \"...\", \"Kindr\" = \"0-17\""});
  CHECK(told({{"unbekannt", "u"}}).empty());
}

TEST_CASE("a date that cannot be read says what it might be", "[map_table]") {
  Mapped mapped;
  TableMap map = map_of("meeting");
  mapped.add(raw_table({"meeting_id", "date"}, {{"a", "45992"}, {"b", "12/25/2025"}, {"c", "25/12/2025"}},
                       mapped.workspace),
             map);
  CHECK(
      short_texts(mapped.findings) ==
      Texts{"D-07 source \"ledger\", record 2 date is not a date: '45992' | a spreadsheet writes 2025-12-01 "
            "so: format the column as dates and export again",
            "D-07 source \"ledger\", record 3 date is not a date: '12/25/2025' | the month seems to stand "
            "first: add order = \"month-first\" to the field's map"});
}
