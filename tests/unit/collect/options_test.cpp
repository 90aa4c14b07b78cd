#include "collect/options.hpp"

#include <sys/stat.h>

#include <cstdlib>

#include "catch.hpp"
#include "findings.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

const char* const colours[] = {"red", "green", nullptr};

const kvali_option table[] = {
    {"name", KVALI_STRING, 0, "none", "2", "5", nullptr, "d", "abc"},
    {"count", KVALI_INT, 0, "3", "1", "10", nullptr, "d", nullptr},
    {"share", KVALI_FLOAT, 0, "0.5", "0", "1", nullptr, "d", nullptr},
    {"strict", KVALI_BOOL, 0, "false", nullptr, nullptr, nullptr, "d", nullptr},
    {"day", KVALI_DATE, 0, "2020-12-08", "2020-01-01", "2020-12-31", nullptr, "d", nullptr},
    {"colour", KVALI_STRING, 0, nullptr, nullptr, nullptr, colours, "d", nullptr},
    {"page", KVALI_URL, 0, nullptr, nullptr, nullptr, nullptr, "d", "https://example.org"},
    {"file", KVALI_FILE, 0, nullptr, nullptr, nullptr, nullptr, "d", "a.csv"},
    {"files", KVALI_FILE, KVALI_LIST, nullptr, nullptr, nullptr, nullptr, "d", "*.csv"},
    {"numbers", KVALI_INT, KVALI_LIST, nullptr, "1", "9", nullptr, "d", nullptr},
    {"token", KVALI_SECRET, 0, nullptr, nullptr, nullptr, nullptr, "d", nullptr},
    {"tokens", KVALI_SECRET, KVALI_LIST, nullptr, nullptr, nullptr, nullptr, "d", nullptr},
    {nullptr, 0, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr}};

enum Index { name, count, share, strict, day, colour, page, file, files, numbers, token, tokens };

OptionText given(std::string option, char kind, Texts values, bool list = false) {
  return {std::move(option), std::move(values), list, kind, {"report.toml", 7, 3, 0}};
}

/// Checks options given in a folder with a.csv and b.csv.
struct Checked {
  TestFolder folder;
  Diagnostics findings;
  std::optional<OptionValues> values;

  explicit Checked(const std::vector<OptionText>& options) {
    folder.write("a.csv", "");
    folder.write("b.csv", "");
    values = check_options("csv", table, options, folder.path(), {"report.toml", 5, 1, 0}, findings);
  }
  kvali_value operator[](Index i) const { return values->data()[i]; }
};

Texts findings_of(const OptionText& option) {
  return short_texts(Checked({option}).findings);
}

}  // namespace

TEST_CASE("options that are not given have their defaults", "[options]") {
  const Checked checked({});
  REQUIRE(checked.values);
  CHECK(std::string(checked[name].s) == "none");
  CHECK(checked[count].i == 3);
  CHECK(checked[share].f == 0.5);
  CHECK_FALSE(checked[strict].b);
  CHECK(checked[day].i == 18604);
  CHECK(checked[colour].s == nullptr);
  CHECK(checked[file].s == nullptr);
  REQUIRE(checked[files].list != nullptr);
  CHECK(checked[files].list->n == 0);
}

TEST_CASE("options of every type arrive as values", "[options]") {
  const Checked checked({given("name", 's', {"გ"}), given("count", 'i', {"10"}), given("share", 'i', {"1"}),
                         given("strict", 'b', {"true"}), given("day", 'd', {"2020-12-31"}),
                         given("colour", 's', {"green"}), given("page", 's', {"http://x.org/a"}),
                         given("file", 's', {"a.csv"}), given("numbers", 'i', {"1", "9"}, true)});
  CHECK(short_texts(checked.findings).empty());
  REQUIRE(checked.values);
  CHECK(std::string(checked[name].s) == "გ");
  CHECK(checked[count].i == 10);
  CHECK(checked[share].f == 1.0);
  CHECK(checked[strict].b);
  CHECK(checked[day].i == 18627);
  CHECK(std::string(checked[colour].s) == "green");
  CHECK(checked[file].s == (checked.folder.path() / "a.csv").string());
  REQUIRE(checked[numbers].list->n == 2);
  CHECK(checked[numbers].list->items[1].i == 9);
  CHECK(checked.values->files() == Texts{(checked.folder.path() / "a.csv").string()});
}

TEST_CASE("values survive when the set of options moves", "[options]") {
  Checked checked({given("name", 's', {"abc"}), given("numbers", 'i', {"4"}, true)});
  REQUIRE(checked.values);
  const OptionValues moved = std::move(*checked.values);
  CHECK(std::string(moved.data()[name].s) == "abc");
  CHECK(moved.data()[numbers].list->items[0].i == 4);
}

TEST_CASE("a pattern in a list of files gives every file, sorted", "[options]") {
  const Checked checked({given("files", 's', {"{b,a}.csv"})});
  REQUIRE(checked.values);
  REQUIRE(checked[files].list->n == 2);
  CHECK(std::filesystem::path(checked[files].list->items[0].s).filename() == "a.csv");
  CHECK(std::filesystem::path(checked[files].list->items[1].s).filename() == "b.csv");
  CHECK(findings_of(given("files", 's', {"*.md"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.files: no file fits '*.md' | check the folder and the pattern"});
}

TEST_CASE("what a pattern finds and nobody can read is an error where it lies", "[options]") {
  const TestFolder folder;
  folder.write("1.md", "");
  std::filesystem::create_directory(folder.path() / "2.md");
  std::filesystem::create_symlink("absent", folder.path() / "3.md");
  std::filesystem::create_symlink("4.md", folder.path() / "4.md");
  REQUIRE(::mkfifo((folder.path() / "5.md").c_str(), 0600) == 0);
  Diagnostics found;
  CHECK_FALSE(check_options("csv", table, {given("files", 's', {"*.md"})}, folder.path(), {}, found));
  Texts told;
  for (const Diagnostic& one : found.all())
    told.push_back(one.id + " " + one.place.without_folder().text() + " " + one.message);
  CHECK(told == Texts{"PLG-06 2.md it is a folder, not a file", "PLG-06 3.md the link leads to no file",
                      "PLG-06 4.md the link leads back to itself", "PLG-06 5.md it is not a file"});
  CHECK(found.all().front().hint == "mend it, or move it out of the reach of the pattern '*.md'");
}

TEST_CASE("a value of the wrong type says which it must be", "[options]") {
  CHECK(findings_of(given("count", 's', {"3"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.count: must be a whole number | e.g. count = 3"});
  CHECK(findings_of(given("count", 'f', {"3.5"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.count: must be a whole number | e.g. count = 3"});
  CHECK(findings_of(given("share", 's', {"half"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.share: must be a number | e.g. share = 0.5"});
  CHECK(findings_of(given("name", 'i', {"3"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.name: must be a text | e.g. name = \"abc\""});
  CHECK(findings_of(given("day", 's', {"soon"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.day: must be a date | e.g. day = 2020-12-08"});
  CHECK(findings_of(given("page", 's', {"ftp://x"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.page: must be a URL | e.g. page = \"https://example.org\""});
  CHECK(findings_of(given("count", 'i', {"1", "2"}, true)) ==
        Texts{"PLG-04 report.toml:7:3 csv.count: must be a whole number | e.g. count = 3"});
  CHECK(findings_of(given("count", 's', {}, true)) ==
        Texts{"PLG-04 report.toml:7:3 csv.count: must be a whole number | e.g. count = 3"});
  CHECK(findings_of(given("files", '?', {"1", "a.csv"}, true)) ==
        Texts{"PLG-04 report.toml:7:3 csv.files: must be a list of files | e.g. files = [\"*.csv\"]"});
}

TEST_CASE("bounds hold for numbers, dates and lengths in bytes", "[options]") {
  CHECK(findings_of(given("count", 'i', {"0"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.count: must be at least 1, got 0"});
  CHECK(findings_of(given("count", 'i', {"11"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.count: must be at most 10, got 11"});
  CHECK(findings_of(given("share", 'f', {"1.5"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.share: must be at most 1, got 1.5"});
  CHECK(findings_of(given("day", 'd', {"2021-01-01"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.day: must be at most 2020-12-31, got 2021-01-01"});
  CHECK(findings_of(given("name", 's', {"a"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.name: must be at least 2 bytes long"});
  CHECK(findings_of(given("name", 's', {"გგ"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.name: must be at most 5 bytes long"});
  CHECK(findings_of(given("numbers", 'i', {"1", "10"}, true)) ==
        Texts{"PLG-04 report.toml:7:3 csv.numbers: must be at most 9, got 10"});
}

TEST_CASE("misspelt names and choices are answered by what was meant", "[options]") {
  CHECK(findings_of(given("fiel", 's', {"a.csv"})) ==
        Texts{"PLG-03 report.toml:7:3 csv.fiel: unknown option | did you mean 'file'?"});
  CHECK(findings_of(given("colour", 's', {"gren"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.colour: 'gren' is not one of red, green | did you mean 'green'?"});
  CHECK(findings_of(given("file", 's', {"a.cvs"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.file: a.cvs: no such file | did you mean 'a.csv'?"});
  CHECK(findings_of(given("file", 's', {"."}))[0].rfind("PLG-04 report.toml:7:3 csv.file: .: not a file",
                                                        0) == 0);
}

TEST_CASE("a plugin without options says so", "[options]") {
  Diagnostics findings;
  CHECK_FALSE(check_options("plain", nullptr, {given("x", 's', {"y"})}, "/", {}, findings));
  CHECK(short_texts(findings) == Texts{"PLG-03 report.toml:7:3 plain.x: unknown option | it has no options"});
}

TEST_CASE("a required option that is missing is asked for where the plugin is", "[options]") {
  const kvali_option required[] = {
      {"file", KVALI_FILE, KVALI_REQUIRED, nullptr, nullptr, nullptr, nullptr, "d", "a.csv"},
      {nullptr, 0, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr}};
  Diagnostics findings;
  CHECK_FALSE(check_options("csv", required, {}, "/", {"report.toml", 5, 1, 0}, findings));
  CHECK(short_texts(findings) == Texts{"PLG-05 report.toml:5:1 csv.file: missing | e.g. file = \"a.csv\""});
}

TEST_CASE("all wrong options are found at once", "[options]") {
  const Checked checked({given("fiel", 's', {"a"}), given("count", 'i', {"0"}), given("share", 'b', {"true"}),
                         given("file", 's', {"no"})});
  CHECK(ids_of(checked.findings) == Texts{"PLG-03", "PLG-04", "PLG-04", "PLG-04"});
  CHECK_FALSE(checked.values);
}

TEST_CASE("a secret comes from where the report points, never from the report", "[options]") {
  ::setenv("KVALI_TEST_TOKEN", "s3cret", 1);
  const Checked checked(
      {given("token", 'r', {"env", "KVALI_TEST_TOKEN"}), given("tokens", 'r', {"env", "KVALI_TEST_TOKEN"})});
  REQUIRE(checked.values);
  CHECK(std::string(checked[token].s) == "s3cret");
  REQUIRE(checked[tokens].list != nullptr);
  REQUIRE(checked[tokens].list->n == 1);
  CHECK(std::string(checked[tokens].list->items[0].s) == "s3cret");
  CHECK(checked.values->secrets() == Texts{"s3cret", "s3cret"});
  CHECK(findings_of(given("token", 's', {"s3cret"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.token: must be a secret | write token = { env = \"NAME\" }: "
              "secrets never stand in the file"});
  CHECK(findings_of(given("token", 'r', {"env", "KVALI_TEST_ABSENT"})) ==
        Texts{"PLG-04 report.toml:7:3 csv.token: the environment has no KVALI_TEST_ABSENT"});
}

TEST_CASE("a secret's file must be its owner's alone", "[options]") {
  const TestFolder folder;
  const auto path = folder.write("key", "s3cret\n");
  const auto check = [&] {
    Diagnostics findings;
    const auto values =
        check_options("csv", table, {given("token", 'r', {"file", "key"})}, folder.path(), {}, findings);
    return values ? std::string(values->data()[token].s) : short_text(findings.all().at(0));
  };
  ::chmod(path.c_str(), 0644);
  CHECK(check() == "PLG-04 report.toml:7:3 csv.token: key may be read by others | chmod 600 key");
  ::chmod(path.c_str(), 0600);
  CHECK(check() == "s3cret");
}
