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
