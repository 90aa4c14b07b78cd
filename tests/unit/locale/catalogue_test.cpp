#include "locale/catalogue.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "base/text.hpp"
#include "catch.hpp"
#include "locale/builtin_messages.hpp"
#include "locale/message_pattern.hpp"

using namespace kvali;

namespace {

const Locale& georgian() {
  static const Locale locale{"ka"};
  return locale;
}

const Locale& english() {
  static const Locale locale{"en"};
  return locale;
}

/// "line:column what" of the only problem.
std::string only_problem(std::string_view toml) {
  const auto problems = Catalogue{georgian()}.add("ka", toml, "ka.toml");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].file == "ka.toml");
  return std::to_string(problems[0].line) + ":" + std::to_string(problems[0].column) + " " + problems[0].what;
}

/// The arguments that a message without them still shows.
std::vector<std::string> arguments_of(const std::string& plain) {
  static const std::regex argument("\\{([a-z_]+)\\}");
  std::vector<std::string> names;
  for (std::sregex_iterator i{plain.begin(), plain.end(), argument}, end; i != end; ++i)
    names.push_back((*i)[1]);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace

TEST_CASE("the engine's own words are there in both languages", "[catalogue]") {
  const Catalogue ka{georgian()};
  const Catalogue en{english()};
  CHECK(ka.text("missing.not_recorded") == "არ არის მითითებული");
  CHECK(en.text("missing.not_recorded") == "not recorded");
  CHECK(ka.text("mark.not_recorded") == "–");
  CHECK(en.text("mark.not_yet_due") == "…");
  CHECK(en.text("mark.withheld") == "c");
  CHECK(ka.text("action_status.overdue") == "ვადაგადაცილებულია");
}

TEST_CASE("the built-in languages have the same keys and arguments and no Mtavruli", "[catalogue]") {
  const Catalogue ka{georgian()};
  const Catalogue en{english()};
  CHECK(ka.keys("ka") == ka.keys("en"));
  CHECK(ka.keys("ka").size() > 80);
  for (const std::string& key : ka.keys("ka")) {
    INFO(key);
    // Arguments that are not given stay visible: "{n}".
    const std::string translated = ka.text(key);
    CHECK(arguments_of(en.text(key)) == arguments_of(translated));
    CHECK_FALSE(has_mtavruli(translated));
    CHECK(trim(translated) == translated);
    CHECK_FALSE(translated.empty());
  }
}

TEST_CASE("every message of the engine's own is a valid pattern and is found by its key", "[catalogue]") {
  for (const BuiltinMessages messages :
       {builtin_messages("en"), builtin_messages("ka"), builtin_findings("en"), builtin_findings("ka")}) {
    CHECK(messages.size() > 80);
    for (const BuiltinMessage& message : messages) {
      INFO(message.key);
      std::string problem;
      const MessagePattern pattern(message.text, problem);
      CHECK(problem.empty());
      CHECK(find_message(messages, message.key) == &message);
    }
  }
  CHECK(builtin_messages("xx").empty());
  CHECK(find_message(builtin_messages("en"), "no.such.key") == nullptr);
}

TEST_CASE("the page phrase keeps its braces for the renderer", "[catalogue]") {
  CHECK(Catalogue{english()}.text("document.page") == "page {page} of {pages}");
  CHECK(Catalogue{georgian()}.text("document.page") == "გვერდი {page} / {pages}");
}

TEST_CASE("numbers choose the plural form and are written as the language does", "[catalogue]") {
  const Catalogue en{english()};
  const Catalogue ka{georgian()};
  const auto months = [](std::int64_t n, std::int64_t m) { return MessageArguments{{"n", n}, {"m", m}}; };
  CHECK(en.text("reported.months", months(4, 6)) == "4 of 6 months reported");
  CHECK(en.text("reported.months", months(1, 1)) == "1 of 1 month reported");
  CHECK(ka.text("reported.months", months(4, 6)) == "წარმოდგენილია 6 თვიდან 4");
  CHECK(ka.text("count.participants", {{"n", std::int64_t{12345}}}) == "12\u00A0345 მონაწილე");
  CHECK(ka.text("count.participants", {{"n", std::int64_t{1234}}}) == "1234 მონაწილე");
  CHECK(en.text("count.participants", {{"n", Decimal{1234}}}) == "1,234 participants");
  CHECK(en.text("count.at_least", {{"n", Decimal::parse("0.5").value()}}) == "at least 0.5");
  CHECK(en.text("kpi.of", {{"target", "120 people"}}) == "of 120 people");
}

TEST_CASE("arguments are data, never patterns", "[catalogue]") {
  const Catalogue en{english()};
  CHECK(en.text("kpi.of", {{"target", "{n, plural, other{'#}} <b>"}}) == "of {n, plural, other{'#}} <b>");
  CHECK(en.text("kpi.of") == "of {target}");
  CHECK(en.text("kpi.of", {{"unknown", "x"}}) == "of {target}");
}

TEST_CASE("a text where a plural wants a number is shown in the general form", "[catalogue]") {
  CHECK(Catalogue{english()}.text("count.days", {{"n", "many"}}) == "many days");
}

TEST_CASE("patterns select, count and nest", "[catalogue]") {
  Catalogue en{english()};
  REQUIRE(en.add("en", R"(
sex = "{s, select, f{women} m{men} other{people}}"
exact = "{n, plural, =0{none} =1{just one} one{# thing} other{# things}}"
offset = "{n, plural, offset:1 =1{only you} one{you and # other} other{you and # others}}"
place = "{n, selectordinal, one{#st} two{#nd} few{#rd} other{#th}}"
nested = "{s, select, f{{n, plural, one{# woman} other{# women}}} other{{n, plural, one{# one} other{# of them}}}}"
hash = "# of {n, plural, other{'#' is #}}"
share = "{n, number, percent} done"
plain = "{n, number}"
quote = "it's 'quoted {n}' here"
)",
                 "en.toml")
              .empty());
  const auto n = [](Decimal value) { return MessageArguments{{"n", value}, {"s", "f"}}; };
  CHECK(en.text("sex", n(1)) == "women");
  CHECK(en.text("sex", {{"s", "?"}}) == "people");
  CHECK(en.text("exact", n(0)) == "none");
  CHECK(en.text("exact", n(1)) == "just one");
  CHECK(en.text("exact", n(1200)) == "1,200 things");
  CHECK(en.text("offset", n(1)) == "only you");
  CHECK(en.text("offset", n(2)) == "you and 1 other");
  CHECK(en.text("offset", n(3)) == "you and 2 others");
  CHECK(en.text("place", n(22)) == "22nd");
  CHECK(en.text("nested", n(1)) == "1 woman");
  CHECK(en.text("nested", {{"n", std::int64_t{2}}, {"s", "x"}}) == "2 of them");
  CHECK(en.text("hash", n(5)) == "# of # is 5");
  CHECK(en.text("share", n(Decimal::parse("0.83").value())) == "83% done");
  CHECK(en.text("plain", n(12345)) == "12,345");
  CHECK(en.text("quote", n(1)) == "it's 'quoted 1' here");
}

TEST_CASE("Slavic plurals have their forms", "[catalogue]") {
  const Locale russian{"ru"};
  Catalogue ru{russian};
  REQUIRE(ru.add("ru", "d = \"{n, plural, one{# день} few{# дня} many{# дней} other{# дня}}\"", "ru.toml")
              .empty());
  CHECK(ru.text("d", {{"n", std::int64_t{21}}}) == "21 день");
  CHECK(ru.text("d", {{"n", std::int64_t{3}}}) == "3 дня");
  CHECK(ru.text("d", {{"n", std::int64_t{12}}}) == "12 дней");
}

TEST_CASE("a template's words lie over the engine's", "[catalogue]") {
  Catalogue ka{georgian()};
  CHECK(ka.text("kpi.of", {{"target", "5"}}) == "სამიზნე: 5");
  CHECK(ka.add("ka", "[kpi]\nof = \"გეგმა {target}\"\n", "t/ka.toml").empty());
  CHECK(ka.text("kpi.of", {{"target", "5"}}) == "გეგმა 5");
  CHECK(ka.text("table.total") == "სულ");
  CHECK(ka.add("ru", "kpi.of = \"из {target}\"", "t/ru.toml").empty());
  CHECK(ka.text("kpi.of", {{"target", "5"}}) == "გეგმა 5");
}

TEST_CASE("nested and dotted keys are the same", "[catalogue]") {
  Catalogue en{english()};
  CHECK(en.add("en", "a.b.c = \"one\"\n[x.y]\nz = \"two\"\n\"p.q\" = \"three\"\n", "en.toml").empty());
  CHECK(en.text("a.b.c") == "one");
  CHECK(en.text("x.y.z") == "two");
  CHECK(en.text("x.y.p.q") == "three");
}

TEST_CASE("what a language lacks comes from English and says so", "[catalogue]") {
  Catalogue ka{georgian()};
  CHECK(ka.add("en", "greeting = \"Hello\"", "en.toml").empty());
  const Message fallback = ka.message("greeting");
  CHECK(fallback.text == "Hello");
  CHECK(fallback.fallback);
  CHECK_FALSE(fallback.missing);
  const Message missing = ka.message("no.such.key");
  CHECK(missing.text == "no.such.key");
  CHECK(missing.missing);
  CHECK_FALSE(ka.message("yes").fallback);
  CHECK_FALSE(ka.contains("no.such.key"));
  CHECK(ka.contains("greeting"));

  const Locale russian{"ru"};
  const Message word = Catalogue{russian}.message("yes");
  CHECK(word.text == "yes");
  CHECK(word.fallback);
}

TEST_CASE("English is not its own fallback", "[catalogue]") {
  CHECK_FALSE(Catalogue{english()}.message("yes").fallback);
  const Locale american{"en-US"};
  CHECK_FALSE(Catalogue{american}.message("yes").fallback);
}

TEST_CASE("keys are listed per language for checks", "[catalogue]") {
  Catalogue ka{georgian()};
  const auto before = ka.keys("ka").size();
  CHECK(ka.add("ka", "zz.one = \"1\"\nzz.two = \"2\"", "ka.toml").empty());
  const auto keys = ka.keys("ka");
  CHECK(keys.size() == before + 2);
  CHECK(std::is_sorted(keys.begin(), keys.end()));
  CHECK(keys.back() == "zz.two");
  CHECK(ka.keys("en").size() == before);
  CHECK(ka.keys("fr").empty());
}

TEST_CASE("mistakes in a catalogue are named with line and column", "[catalogue]") {
  CHECK(only_problem("a = \"x\"\nb = \"{n\"\n") ==
        "2:5 message \"b\" is not a valid pattern: a brace has no partner");
  CHECK(only_problem("კ = 1\n").starts_with("1:"));  // bare keys are ASCII
  CHECK(only_problem("\"კვალი\" = 12\n") == "1:11 message \"კვალი\" is not a text");
  CHECK(only_problem("[t]\nn = \"{n, plural, one{#}}\"") ==
        "2:5 message \"t.n\" is not a valid pattern: the form \"other\" is missing");
  CHECK(only_problem("a = \"x\"\n\"კვ\" = \"\xFF\"\n") == "2:9 the file is not UTF-8");
  CHECK(only_problem("a = \"x\"\na = \"y\"\n").starts_with("2:"));
  CHECK(only_problem("a = \"x\n").starts_with("1:"));
  CHECK(only_problem("a = \"{d, date}\"") ==
        "1:5 message \"a\" is not a valid pattern: \"date\" is not supported, hand the finished text over");
  CHECK(only_problem("a = [\"x\"]\n") == "1:5 message \"a\" is not a text");
  CHECK(only_problem("a.b = \"x\"\n\"a.b\" = \"y\"\n").ends_with("message \"a.b\" is given twice"));
}

TEST_CASE("one bad message does not take the good ones with it", "[catalogue]") {
  Catalogue en{english()};
  CHECK(en.add("en", "a = \"one\"\nb = \"{\"\nc = \"three\"\nd = 5\n", "en.toml").size() == 2);
  CHECK(en.text("a") == "one");
  CHECK(en.text("c") == "three");
  CHECK(en.message("b").missing);
}

TEST_CASE("patterns nested without end are refused", "[catalogue]") {
  std::string pattern;
  for (int i = 0; i < 20000; ++i) pattern += "{n,select,other{";
  for (int i = 0; i < 20000; ++i) pattern += "}}";
  CHECK(only_problem("a = \"" + pattern + "\"") ==
        "1:5 message \"a\" is not a valid pattern: braces are nested too deeply");
  std::string arrays = "a = ";
  arrays.append(20000, '[');
  CHECK(only_problem(arrays).find("not valid TOML") != std::string::npos);
}

TEST_CASE("a folder may hold any of the languages", "[catalogue]") {
  const TemporaryFolder folder{std::filesystem::temp_directory_path()};
  Catalogue ka{georgian()};
  CHECK(ka.add_folder(folder.path()).empty());
  CHECK(ka.add_folder(folder.path() / "none").empty());
  std::ofstream{folder.path() / "en.toml"} << "title = \"Brief\"\nonly = \"English\"\n";
  std::ofstream{folder.path() / "ka.toml"} << "title = \"მიმოხილვა\"\nbad = \"{\"\n";
  std::ofstream{folder.path() / "fr.toml"} << "title = {\n";
  const auto problems = ka.add_folder(folder.path());
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].file == (folder.path() / "ka.toml").string());
  CHECK(problems[0].line == 2);
  CHECK(ka.text("title") == "მიმოხილვა");
  CHECK(ka.message("only").fallback);
  std::filesystem::create_directory(folder.path() / "sub");
  std::filesystem::create_directory(folder.path() / "sub" / "en.toml");
  CHECK_THROWS_AS(ka.add_folder(folder.path() / "sub"), Error);
}

TEST_CASE("several threads may ask at once", "[catalogue]") {
  const Catalogue en{english()};
  std::vector<std::string> texts(4);
  std::vector<std::thread> threads;
  for (std::string& text : texts) {
    threads.emplace_back([&en, &text] {
      for (int i = 0; i < 200; ++i) text = en.text("count.days", {{"n", std::int64_t{7}}});
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(texts == std::vector<std::string>(4, "7 days"));
}
