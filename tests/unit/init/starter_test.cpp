#include "init/starter.hpp"

#include "base/file_system.hpp"
#include "catch.hpp"
#include "report/report.hpp"

using namespace kvali;

TEST_CASE("the starting report takes its id and languages, and report.toml is without findings", "[init]") {
  const TemporaryFolder temporary{std::filesystem::temp_directory_path()};
  make_report_folder(temporary.path() / "r", starter_report("our-report", {"ka", "en"}));
  Diagnostics findings;
  const auto report = load_report(temporary.path() / "r/report.toml", findings);
  REQUIRE(report);
  CHECK(findings.all().empty());
  CHECK(report->id == "our-report");
  CHECK(report->langs == std::vector<std::string>{"ka", "en"});
  for (const NewFile& file : starter_report("our-report", {"en"}))
    CHECK(file.content.find("{id}") == std::string::npos);
}

TEST_CASE("the starting report has narratives in its own languages only", "[init]") {
  const auto narratives = [](const std::vector<std::string>& langs) {
    std::vector<std::string> names;
    for (const NewFile& file : starter_report("r", langs))
      if (*file.path.begin() == "narrative") names.push_back(file.path.filename().string());
    return names;
  };
  CHECK(narratives({"ka"}) == std::vector<std::string>{"summary.2026-03.ka.md"});
  CHECK(narratives({"ka", "en"}).size() == 2);
  CHECK(narratives({"hy"}).empty());
}

TEST_CASE("every file that the starting report names is there", "[init]") {
  std::vector<std::string> paths;
  std::string configuration;
  for (const NewFile& file : starter_report("r", {"en"})) {
    paths.push_back(file.path.string());
    if (file.path == "report.toml") configuration = file.content;
  }
  for (const std::string& path : paths)
    if (path.find(".csv") != std::string::npos)
      CHECK(configuration.find("\"" + path + "\"") != std::string::npos);
  CHECK(std::find(paths.begin(), paths.end(), "README.md") != paths.end());
}
