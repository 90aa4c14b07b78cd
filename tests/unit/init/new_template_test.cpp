#include "init/new_template.hpp"

#include <algorithm>

#include "base/file_system.hpp"
#include "catch.hpp"
#include "compose/survey_template.hpp"

using namespace kvali;

namespace {

std::string content_of(const std::vector<NewFile>& files, const std::filesystem::path& path) {
  for (const NewFile& file : files)
    if (file.path == path) return file.content;
  return "no such file";
}

}  // namespace

TEST_CASE("the starting template has its name and no finding", "[init]") {
  const TemporaryFolder temporary{std::filesystem::temp_directory_path()};
  make_report_folder(temporary.path() / "our-brief", starter_template("our-brief"));
  Diagnostics findings;
  const TemplateSurvey survey = survey_template(temporary.path() / "our-brief", findings);
  for (const Diagnostic& finding : findings.all()) UNSCOPED_INFO(render(finding, false));
  CHECK(findings.all().empty());
  CHECK(survey.form.name == "our-brief");
  CHECK(survey.langs == std::vector<std::string>{"en", "ka"});
}

TEST_CASE("a copy has another name, and all files but hidden ones", "[init]") {
  const TemporaryFolder temporary{std::filesystem::temp_directory_path()};
  const std::filesystem::path folder = temporary.path() / "old";
  std::filesystem::create_directories(folder / "locale");
  std::filesystem::create_directories(folder / ".git");
  write_file_atomically(
      folder / "template.md",
      "+++\ntitle = \"T\"\nname=\"old\"\n[parameters.a]\nname = \"kept\"\n+++\nname = \"text\"\n");
  write_file_atomically(folder / "README.md", "# old\n\nAbout old.");
  write_file_atomically(folder / "locale/en.toml", "a = \"A\"\n");
  write_file_atomically(folder / ".git/config", "x");
  write_file_atomically(folder / ".hidden", "x");
  const std::vector<NewFile> files = template_copy(folder, "new");
  REQUIRE(files.size() == 3);
  CHECK(content_of(files, "template.md") ==
        "+++\ntitle = \"T\"\nname = \"new\"\n[parameters.a]\nname = \"kept\"\n+++\nname = \"text\"\n");
  CHECK(content_of(files, "README.md") == "# new\n\nAbout old.");
  CHECK(files[1].path == "locale/en.toml");
  CHECK(files[1].copy_of == folder / "locale/en.toml");
}

TEST_CASE("a template's name is a folder and a word of report.toml", "[init]") {
  for (const char* name : {"monthly-brief", "q4_2025", "a", "2nd"}) CHECK(is_template_name(name));
  for (const char* name : {"", "-x", "Brief", "a b", "a/b", "..", "ანგარიში"})
    CHECK_FALSE(is_template_name(name));
}
