#include "frozen/frozen_text.hpp"

#include <algorithm>
#include <random>

#include "base/digest.hpp"
#include "catch.hpp"
#include "findings.hpp"
#include "frozen_sample.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

/// With an honest last line, as somebody would write it who means to.
std::string signed_again(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != text.npos);
  text.replace(at, from.size(), to);
  text.erase(text.rfind("# sha256 "));
  return text + "# sha256 " + sha256(text) + "\n";
}

std::optional<FrozenReport> read(const std::string& text, Diagnostics& findings) {
  return read_frozen_text(text, "frozen/2025-11.r1.toml", findings);
}

}  // namespace

TEST_CASE("what was frozen is read back to the last digit, mark and withheld cell", "[frozen]") {
  const FrozenReport facts = frozen_sample();
  Diagnostics findings;
  const auto again = read(frozen_text(facts), findings);
  CHECK(short_texts(findings).empty());
  REQUIRE(again);
  CHECK(again->report == "small");
  CHECK(again->agreement == "A \"1\"");
  CHECK(again->period == facts.period);
  CHECK(again->outline == facts.outline);
  const FrozenFigure* women = again->find({"1.1", "sex=f", {}});
  REQUIRE(women != nullptr);
  CHECK(women->period.withheld);
  CHECK(women->period.value == Decimal(2));
  CHECK(women->period.printed() == Scalar{Mark::withheld});
  CHECK_FALSE(women->to_date.withheld);
  CHECK(again->find({"1.2", {}, "batumi"})->period.mark == Mark::not_yet_due);
  CHECK(again->values.back().opening);
  CHECK(again->values.back().den == Decimal(50));
  CHECK_FALSE(again->targets.front().scope);
  CHECK(again->finance.front().to_date.value == Decimal::parse("25500.125"));
  CHECK_FALSE(again->meetings.back().date);
  CHECK(frozen_text(*again) == frozen_text(facts));
}

TEST_CASE("facts in any order give the same bytes", "[frozen]") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::string text = frozen_text(frozen_sample());
  for (int round = 0; round < 50; ++round) {
    FrozenReport facts = frozen_sample();
    std::shuffle(facts.figures.begin(), facts.figures.end(), random);
    std::shuffle(facts.values.begin(), facts.values.end(), random);
    std::shuffle(facts.targets.begin(), facts.targets.end(), random);
    std::shuffle(facts.meetings.begin(), facts.meetings.end(), random);
    REQUIRE(frozen_text(facts) == text);
  }
}

TEST_CASE("a changed figure is noticed, and read as it stands", "[frozen]") {
  std::string text = frozen_text(frozen_sample());
  text.replace(text.find("\"402\""), 5, "\"403\"");
  Diagnostics findings;
  const auto facts = read(text, findings);
  REQUIRE(facts);
  CHECK(facts->find({"1.1", {}, {}})->to_date.value == Decimal(403));
  CHECK(short_texts(findings) ==
        Texts{"S-10 2025-11.r1.toml the frozen report 2025-11.r1 was changed after it "
              "was frozen | restore the file, or say who changed it and why"});
  CHECK(findings.all().front().subject == "frozen=2025-11.r1");
}

TEST_CASE("a file without its last line, or with one more, was changed", "[frozen]") {
  const std::string text = frozen_text(frozen_sample());
  for (const std::string& changed :
       {text.substr(0, text.rfind("# sha256")), text + "\n", text + "# more\n"}) {
    Diagnostics findings;
    CHECK(read(changed, findings));
    CHECK(ids_of(findings) == Texts{"S-10"});
  }
}

TEST_CASE("what cannot be used is told with its line, and gives nothing", "[frozen]") {
  const std::string text = frozen_text(frozen_sample());
  const auto [from, to, message] = GENERATE(table<const char*, const char*, const char*>({
      {"format = 1", "format = 2", "it was frozen by a newer Kvali (format 2)"},
      {"format = 1", "format = \"1\"", "'format' is not a whole number"},
      {"revision = 1", "revision = 0", "there is no such revision"},
      {"last = 2025-11-30", "last = 2025-10-30", "there is no period"},
      {"\"402\"", "\"40,2\"", "'to_date' is not a number"},
      {"\"402\"", "402", "there is something else than a text"},
      {"indicator = \"1.1\"", "indicator = \"\"", "'indicator' is missing"},
      {"[facts]", "[fact]", "there is no [facts]"},
      {"opening = true", "opening = 1", "'opening' is not true or false"},
      {"finance = [", "finance = [ 1,", "'finance' holds something else"},
  }));
  CAPTURE(from);
  Diagnostics findings;
  CHECK_FALSE(read(signed_again(text, from, to), findings));
  REQUIRE(ids_of(findings) == Texts{"S-11"});
  CHECK(contains_text(findings.all().front().message, message));
}

TEST_CASE("any bytes that are no frozen report are refused", "[frozen]") {
  for (const std::string& text :
       {std::string(), std::string("\xff\xfe"), std::string("= ="), std::string("[report]")}) {
    Diagnostics findings;
    CHECK_FALSE(read(text, findings));
    CHECK(ids_of(findings) == Texts{"S-11"});
  }
}
