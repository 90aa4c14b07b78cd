#include "compose/printed_figures.hpp"

#include "catch.hpp"

using namespace kvali;

namespace {

Datum figure(std::int64_t value, EvidenceId evidence) {
  return Datum(value, evidence);
}

}  // namespace

TEST_CASE("two figures with the same records are told apart", "[figures]") {
  Evidence evidence;
  const EvidenceId record = evidence.add({evidence.add_origin({"register", "", "", "", 0}), 0, 7, {}});
  PrintedFigures figures(evidence, 10, {});
  const EvidenceId women = figures.add(figure(40, record), {"1.1.women", "1.1: Women", "40"});
  const EvidenceId men = figures.add(figure(27, record), {"1.1.men", "1.1: Men", "27"});
  CHECK(women != men);
  CHECK(evidence.refs(women) == evidence.refs(men));
  CHECK(figures.all()[1].value == "27");
}

TEST_CASE("a figure printed again keeps its id; another one of that name is numbered", "[figures]") {
  Evidence evidence;
  const EvidenceId record = evidence.add({evidence.add_origin({"register", "", "", "", 0}), 0, 7, {}});
  PrintedFigures figures(evidence, 10, {});
  const EvidenceId first = figures.add(figure(40, record), {"summary.text", "", "40"});
  CHECK(figures.add(figure(40, record), {"summary.text", "", "40"}) == first);
  CHECK(figures.add(figure(41, record), {"summary.text", "", "41"}) != first);
  REQUIRE(figures.all().size() == 2);
  CHECK(figures.all()[1].id == "summary.text-2");
}

TEST_CASE("beyond the limit figures are counted, and nobody names them where none are wanted", "[figures]") {
  Evidence evidence;
  const EvidenceId record = evidence.add({evidence.add_origin({"register", "", "", "", 0}), 0, 7, {}});
  PrintedFigures one(evidence, 1, {});
  CHECK(one.add(figure(1, record), {"a.x", "", "1"}) != record);
  CHECK(one.add(figure(2, record), {"b.x", "", "2"}) == record);
  CHECK(one.add(figure(2, record), {"b.x", "", "2"}) == record);
  CHECK(one.left_out() == 1);
  PrintedFigures none(evidence, 0, {});
  CHECK(none.closed());
  CHECK(none.add(figure(1, record), {"a.x", "", "1"}) == record);
}
