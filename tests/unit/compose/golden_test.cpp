#include <cstdlib>
#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "composing.hpp"
#include "sample_workspace.hpp"

namespace kvali {

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Compares with tests/document/<name>.txt; KVALI_ACCEPT=1 rewrites it.
void check_golden(const std::string& name, const std::string& text) {
  const std::filesystem::path path = std::filesystem::path("tests/document") / (name + ".txt");
  if (std::getenv("KVALI_ACCEPT") != nullptr) std::ofstream(path, std::ios::binary) << text;
  CHECK(read(path) == text);
}

}  // namespace

TEST_CASE("the monthly brief reads as it did", "[compose][golden]") {
  const auto [lang, rich] =
      GENERATE(table<std::string, bool>({{"en", true}, {"ka", true}, {"en", false}, {"ka", false}}));
  const std::string name = std::string("monthly-brief-") + (rich ? "figures-" : "empty-") + lang;
  CAPTURE(name);
  Diagnostics diagnostics;
  const Locale locale(lang);
  const Template templ = load_template("templates/monthly-brief", lang, diagnostics);
  const test::Facts facts = rich ? test::with_figures(lang) : test::without_figures(lang);
  const ComposeInput input{
      facts.workspace, locale, facts.facts, {*make_date(2020, 12, 1), *make_date(2020, 12, 31)}, {}, {}, {}};
  const Document document = compose(templ, input, diagnostics);
  CHECK(test::listed(diagnostics) == "");
  check_golden(name, dump(document));
}

}  // namespace kvali
