#include "render/manifest.hpp"

#include "catch.hpp"
#include "findings.hpp"

using namespace kvali;

TEST_CASE("a manifest is the same text for the same run", "[render]") {
  const TestFolder folder;
  Manifest manifest;
  manifest.report = "r";
  manifest.period = "2020-12";
  manifest.lang = "ka";
  manifest.inputs = {describe_file(folder.write("a.csv", "abc"), "a.csv")};
  Diagnostics findings;
  findings.add(
      {"I-08", Severity::error, "value is not a number: '\"ორი\"'", {"a.csv", 3, 7, 2}, "write 2", "x"});
  const std::string json = to_json(manifest, findings);
  CHECK(json == to_json(manifest, findings));
  CHECK(contains_text(json,
                      "\"sha256\": \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\""));
  CHECK(contains_text(json, "\"bytes\": 3"));
  CHECK(contains_text(json, "\"line\": 3"));
  CHECK(json.find("\"report\"") < json.find("\"period\""));
  CHECK(json.find("\"inputs\"") < json.find("\"findings\""));
  CHECK(json.back() == '\n');
  CHECK_FALSE(contains_text(json, "draft"));
}

TEST_CASE("a finding as JSON leaves out what it does not have", "[render]") {
  CHECK(to_json(Diagnostic{"C-03", Severity::warning, "empty", {}, {}, {}}) ==
        "{\"id\":\"C-03\",\"severity\":\"warning\",\"message\":\"empty\"}");
}

TEST_CASE("a file that cannot be described is an error that names it", "[render]") {
  CHECK(error_of([] { (void)describe_file("/nonexistent", "n"); }) == "cannot read /nonexistent");
}
