#include <clocale>
#include <cstdlib>
#include <ctime>

#include "catch.hpp"
#include "samples.hpp"
#include "tools.hpp"

namespace kvali::pdf::test {
namespace {

// Rows of one text column and one number column.
std::vector<std::vector<Value>> many_rows(int count) {
  std::vector<std::vector<Value>> rows;
  for (int i = 0; i < count; ++i) rows.push_back({"row " + std::to_string(i), int64_t{i}});
  return rows;
}
const std::vector<Batch::Field> name_and_number = {{"name", "u", {{"kvali:label", "Name of it"}}},
                                                   {"number", "l", {{"kvali:label", "Number"}}}};

}  // namespace

TEST_CASE("the sample report is a clean PDF with every font embedded and mapped to text") {
  const Folder folder;
  for (const bool georgian : {false, true}) {
    const std::string path = folder.file(georgian ? "ka.pdf" : "en.pdf");
    Script script(path, georgian ? "ka" : "en");
    play_sample(script, georgian);
    REQUIRE(script.finish() == 0);
    CHECK(script.reports.empty());
    CHECK(is_clean(path));
    const std::string fonts = output_of("pdffonts '" + path + "' | tail -n +3");
    CHECK(count_of(fonts, "\n") >= 3);
    CHECK(count_of(fonts, "\n") == count_of(fonts, "yes yes yes"));
  }
}

TEST_CASE("Georgian and Arabic come back from the file letter by letter") {
  const Folder folder;
  const std::string path = folder.file("ka.pdf");
  Script script(path, "ka");
  play_sample(script, true);
  REQUIRE(script.finish() == 0);
  const std::string text = output_of("pdftotext '" + path + "' -");
  CHECK(text.find("სანაპირო მუნიციპალიტეტების ასოციაცია") != std::string::npos);
  CHECK(text.find("შეთანხმდნენ გადამისამართების ერთ ფორმაზე") != std::string::npos);
  CHECK(text.find("არ არის აღრიცხული") != std::string::npos);
  CHECK(text.find("مشروع الساحل") != std::string::npos);
}

TEST_CASE("a long table repeats its head on every page and says that it goes on") {
  const Folder folder;
  const std::string path = folder.file("long.pdf");
  Script script(path);
  const Batch rows(name_and_number, many_rows(200));
  script.open(KVALI_DOCUMENT, {.attrs = {{"continued", "continued"}, {"page", "page {page} of {pages}"}}});
  script.table("t", "All of them", rows, {{"legend", "marks explained"}});
  script.close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(is_clean(path));
  const int pages = page_count(path);
  CHECK(pages >= 4);
  const std::string text = text_of(path);
  CHECK(count_of(text, "Name of it") == pages);
  CHECK(count_of(text, "All of them (continued)") == pages - 1);
  CHECK(count_of(text, "marks explained") == pages);
  CHECK(count_of(text, "row ") == 200);
  CHECK(text.find("page 2 of " + std::to_string(pages)) != std::string::npos);
}

TEST_CASE("the same report has the same bytes in any time zone and locale") {
  const Folder folder;
  std::string first;
  for (const auto& [zone, locale] :
       std::vector<std::pair<const char*, const char*>>{{"UTC", "C"}, {"Asia/Tbilisi", "de_DE.UTF-8"}}) {
    setenv("TZ", zone, 1);
    setenv("LC_ALL", locale, 1);
    tzset();
    setlocale(LC_ALL, "");
    const std::string path = folder.file("same.pdf");
    Script script(path, "ka");
    play_sample(script, true);
    REQUIRE(script.finish() == 0);
    const std::string bytes = bytes_of(path);
    if (first.empty()) first = bytes;
    CHECK(bytes == first);
  }
  setlocale(LC_ALL, "C");
  CHECK(objects_of(folder.file("same.pdf")).find("D:20251231000000Z") != std::string::npos);
}

TEST_CASE("a letter that no font has is named once with its place and never drawn as a box") {
  const Folder folder;
  const std::string path = folder.file("missing.pdf");
  Script script(path);
  const Batch rows(name_and_number, {{std::string("x \xF3\xB0\x80\x80 y"), int64_t{1}},
                                     {std::string("\xF3\xB0\x80\x80"), int64_t{2}}});
  script.open(KVALI_DOCUMENT)
      .section(1, "Partners", "s")
      .table("t", "Letters", rows)
      .end_section()
      .close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  REQUIRE(script.reports.size() == 1);
  CHECK(script.reports[0].find("3|[L-02] no glyph for U+F0000") != std::string::npos);
  CHECK(script.reports[0].find("section \"Partners\", table \"Letters\", column \"Name of it\"") !=
        std::string::npos);
  CHECK(script.reports[0].find("\nhint: ") != std::string::npos);
  CHECK(text_of(path).find("\xEF\xBF\xBD") != std::string::npos);
}

TEST_CASE("a machine without fonts is told which package to install") {
  const Folder folder;
  Script script(folder.file("none.pdf"), "en", {{"fonts", "/nonexistent"}});
  script.open(KVALI_DOCUMENT).close(KVALI_DOCUMENT);
  CHECK(script.finish() == ENOENT);
  CHECK(script.reported("apt-get install fonts-noto-core"));
  CHECK_FALSE(exists(folder.file("none.pdf")));
}

}  // namespace kvali::pdf::test
