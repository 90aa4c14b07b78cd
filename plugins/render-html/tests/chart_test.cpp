#include "catch.hpp"
#include "chart/drawing.hpp"
#include "page_text.hpp"

#include <limits>

using namespace kvali::test;

namespace {

std::string chart(const char* style, const Batch& batch, const With& document = {.text = "R", .lang = "en"}) {
  return body_of(render(
      [&](Script& s) {
        s.open(KVALI_FIGURE, {.id = "f"});
        s.leaf(KVALI_CHART,
               {.text = "Title", .style = style, .attrs = {{"alt", "In words"}}, .batch = &batch});
        s.close(KVALI_FIGURE);
      },
      document));
}

const BatchColumn names{"c", "u", {{"kvali:label", "Month"}}, {std::string("Jan"), std::string("Feb")}};

}  // namespace

TEST_CASE("a picture has a title, words and its figures") {
  const Batch batch({names, {"n", "l", {{"kvali:label", "People"}}, {int64_t{10}, int64_t{1234}}}});
  const std::string page = chart("bar", batch);
  CHECK(has(page, "<figcaption>Title</figcaption>"));
  CHECK(has(page, "<svg role=\"img\"><title>Title</title><desc>In words</desc>"));
  CHECK(has(page, "<details>\n<summary>Data</summary>"));
  CHECK(has(page, "<tr><th scope=\"row\">Feb</th><td class=\"n\">1234</td></tr>"));
}

TEST_CASE("columns stand on zero and reach their values") {
  const Batch batch({names, {"n", "l", {{"kvali:label", "n"}}, {int64_t{50}, int64_t{100}}}});
  const std::string page = chart("bar", batch);
  CHECK(has(page, "y=\"50%\" width=\"8%\" height=\"50%\"><title>Jan: 50</title></rect>"));
  CHECK(has(page, "y=\"0%\" width=\"8%\" height=\"100%\"><title>Feb: 100</title></rect>"));
}

TEST_CASE("stacked parts lie on each other") {
  const Batch batch({names,
                     {"a", "l", {{"kvali:label", "a"}}, {int64_t{40}, int64_t{0}}},
                     {"b", "l", {{"kvali:label", "b"}}, {int64_t{60}, int64_t{10}}}});
  const std::string page = chart("stacked", batch);
  CHECK(has(page,
            "<rect class=\"s1\" x=\"21%\" y=\"60%\" width=\"8%\" height=\"40%\"><title>Jan, a: 40</title>"));
  CHECK(has(page,
            "<rect class=\"s2\" x=\"21%\" y=\"0%\" width=\"8%\" height=\"60%\"><title>Jan, b: 60</title>"));
}

TEST_CASE("a gap in the data is a gap in the line") {
  const Batch batch({{"c", "u", {}, {std::string("a"), std::string("b"), std::string("c"), std::string("d")}},
                     {"n", "l", {}, {int64_t{1}, int64_t{2}, Value(), int64_t{4}}}});
  const std::string page = chart("line", batch);
  CHECK(count_of(page, "<line class=\"s1\"") == 1);
  CHECK(count_of(page, "<circle class=\"s1\"") == 3);
}

TEST_CASE("targets are marked on columns, lines and bars") {
  const Batch batch(
      {names,
       {"n", "l", {{"kvali:label", "n"}}, {int64_t{50}, int64_t{100}}},
       {"t", "l", {{"kvali:label", "Goal"}, {"kvali:role", "target"}}, {int64_t{75}, Value()}}});
  for (const char* style : {"bar", "line", "hbar"}) {
    INFO(style);
    const std::string page = chart(style, batch);
    CHECK(has(page, "Goal"));
    CHECK(count_of(page, "<line class=\"target\"") == 2);  // In the key, and at its place.
  }
  CHECK(has(chart("progress", batch), "<td class=\"n\">75</td>"));
}

TEST_CASE("parts of a whole are a ring of two, and bars if they are more") {
  const Batch two({names, {"n", "l", {}, {int64_t{1}, int64_t{3}}}});
  CHECK(has(chart("doughnut", two), "stroke-dasharray=\"65.97 263.89\""));
  CHECK(has(chart("doughnut", two), ">25%</text>"));
  const Batch three({{"c", "u", {}, {std::string("a"), std::string("b"), std::string("c")}},
                     {"n", "l", {}, {int64_t{1}, int64_t{1}, int64_t{1}}}});
  CHECK(has(chart("doughnut", three), "<ul class=\"rows\">"));
}

TEST_CASE("what a picture does not help is a table alone") {
  const Batch empty({names, {"n", "l", {}, {Value(), Value()}}});
  const Batch some({names, {"n", "l", {}, {int64_t{1}, int64_t{3}}}});
  for (const std::string& page : {chart("bar", empty), chart("sunburst", some)}) {
    CHECK_FALSE(has(page, "<svg"));
    CHECK_FALSE(has(page, "<details>"));
    CHECK(has(page, "<th scope=\"row\">Jan</th>"));
  }
}

TEST_CASE("numbers that are none are gaps, never zeros") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Batch batch({{"c", "u", {}, {std::string("a"), std::string("b"), std::string("c")}},
                     {"n", "g", {}, {nan, std::numeric_limits<double>::infinity(), 3.0}}});
  for (const char* style : {"bar", "hbar", "grouped", "stacked", "line", "doughnut", "progress"}) {
    INFO(style);
    const std::string page = chart(style, batch);
    CHECK_FALSE(has(page, "nan"));
    CHECK_FALSE(has(page, "inf"));
    CHECK(has(page, "<th scope=\"row\">a</th><td class=\"n\"></td>"));
  }
}

TEST_CASE("time runs from the right where reading does") {
  const Batch batch({names, {"n", "l", {}, {int64_t{50}, int64_t{100}}}});
  const std::string page = chart("line", batch, {.text = "R", .lang = "ar", .attrs = {{"dir", "rtl"}}});
  CHECK(has(page, "<circle class=\"s1\" cx=\"75%\" cy=\"50%\""));
  CHECK(has(page, "<circle class=\"s1\" cx=\"25%\" cy=\"0%\""));
}

TEST_CASE("names too long for columns make bars of them") {
  const std::string name = "კონსულტაციის მიმღებთა რაოდენობა ყველა მუნიციპალიტეტში ერთად";
  std::vector<Value> many(12, Value(name));
  const Batch batch({{"c", "u", {}, many}, {"n", "l", {}, std::vector<Value>(12, Value(int64_t{5}))}});
  CHECK(has(chart("bar", batch), "<ul class=\"rows\">"));
}
