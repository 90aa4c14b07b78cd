#include "explain/set_aside.hpp"

#include <array>

#include "catch.hpp"

using namespace kvali;

TEST_CASE("what lost against a record behind a figure is shown with its place", "[explain]") {
  Workspace merged;
  const auto register_at =
      merged.evidence.add_origin({"register", "rows", "{file}:{row}", "register.csv", 100});
  const auto partner_at = merged.evidence.add_origin({"partner", "rows", "{file}:{row}", "partner.csv", 60});
  const SourceRef taken{register_at, 0, 4, {}};
  const std::array both{merged.evidence.add(taken), merged.evidence.add({partner_at, 0, 2, {}})};
  Table& conflicts = merged.add("conflict");
  for (const char* name : {"what", "field", "chosen", "chosen_source", "other", "other_source", "rule"})
    conflicts.add(name, Type::text).append(name);
  conflicts.row_evidence.push_back(merged.evidence.join(both));

  const auto aside = set_aside(merged, {taken});
  REQUIRE(aside.size() == 1);
  CHECK(aside[0].place == "partner.csv:2");
  CHECK(aside[0].rule == "rule");
  CHECK(set_aside(merged, {{register_at, 0, 5, {}}}).empty());
}

TEST_CASE("an older version and a withdrawn row are among what was set aside", "[explain]") {
  Workspace merged;
  const auto form = merged.evidence.add_origin({"form", "rows", "{file}:{row}", "form.csv", 70});
  const SourceRef taken{form, 0, 4, {}};
  Table& history = merged.add("history");
  for (const char* name : {"what", "field", "now", "before", "source", "rule"}) history.add(name, Type::text);
  for (const char* rule : {"newer version", "withdrawn"}) {
    for (Column& column : history.columns()) column.append(column.name() == "rule" ? rule : "x");
    const std::array both{merged.evidence.add(taken),
                          merged.evidence.add({form, 0, std::string(rule) == "withdrawn" ? 3 : 2, {}})};
    history.row_evidence.push_back(merged.evidence.join(both));
  }
  const auto aside = set_aside(merged, {taken});
  REQUIRE(aside.size() == 2);
  CHECK(aside[0].rule == "newer version");
  CHECK(aside[0].place == "form.csv:2");
  CHECK(aside[1].place == "form.csv:3");
}

TEST_CASE("records that say the same are named as counted once", "[explain]") {
  Workspace merged;
  const auto form = merged.evidence.add_origin({"form", "rows", "{file}:{row}", "form.csv", 70});
  const SourceRef first{form, 0, 2, {}}, second{form, 0, 3, {}};
  const std::array both{merged.evidence.add(first), merged.evidence.add(second)};
  Table& observations = merged.add("observation");
  observations.add("value", Type::decimal).append(Decimal(5));
  observations.row_evidence.push_back(merged.evidence.join(both));
  CHECK(counted_once(merged, {first, second}) ==
        std::vector<std::vector<std::string>>{{"form.csv:2", "form.csv:3"}});
  CHECK(counted_once(merged, {}).empty());
}
