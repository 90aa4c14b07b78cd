#include "model/schema.hpp"

#include <fstream>
#include <set>
#include <sstream>

#include "catch.hpp"

using namespace kvali;
using Texts = std::vector<std::string_view>;

namespace {

/// The line of the guide that describes a table, or "".
std::string guide_line(std::string_view table) {
  std::ifstream file(KVALI_SOURCE_DIR "/samples/mapping.md");
  const std::string begin = "| `" + std::string(table) + "` |";
  std::string line;
  while (std::getline(file, line))
    if (line.starts_with(begin)) return line;
  return {};
}

bool is_common(std::string_view field) {
  return field == "as_of" || field == "rev" || field == "status" || field == "record_status";
}

}  // namespace

TEST_CASE("the guide names every table with every field, the required ones in bold", "[model]") {
  for (const Schema& schema : canonical_tables()) {
    const std::string line = guide_line(schema.table);
    INFO(schema.table << ": " << line);
    REQUIRE_FALSE(line.empty());
    for (const Field& field : schema.fields) {
      if (is_common(field.name) && !field.required) continue;
      const std::string quoted = "`" + std::string(field.name) + "`";
      INFO(field.name);
      CHECK(line.find(field.required ? "**" + quoted + "**" : quoted) != std::string::npos);
    }
  }
}

TEST_CASE("every table but that of aliases knows how far a row is checked, and its version", "[model]") {
  for (const Schema& schema : canonical_tables()) {
    INFO(schema.table);
    const bool fact = schema.table != "alias";
    const Field* status = schema.find("record_status");
    if (status == nullptr) status = schema.find("status");
    CHECK((status != nullptr && status->choices.starts_with("draft submitted")) == fact);
    CHECK((schema.find("as_of") != nullptr && schema.find("rev") != nullptr) == fact);
  }
}

TEST_CASE("no table has two fields of one name, and references name tables that there are", "[model]") {
  for (const Schema& schema : canonical_tables()) {
    std::set<std::string_view> names;
    for (const Field& field : schema.fields) {
      INFO(schema.table << "." << field.name);
      CHECK(names.insert(field.name).second);
      CHECK((field.refers.empty() || find_schema(field.refers) != nullptr));
    }
    for (const std::string_view name : parts_of(schema.names, " ")) CHECK(schema.find(name) != nullptr);
    for (std::string_view name : parts_of(schema.natural_keys, "| ")) {
      if (name.ends_with('?')) name.remove_suffix(1);
      CHECK(schema.find(name) != nullptr);
    }
  }
}

TEST_CASE("the parts of a list are what stands between its separators", "[model]") {
  CHECK(parts_of("a b", " ") == Texts{"a", "b"});
  CHECK(parts_of("GE15; GE11|", ";|") == Texts{"GE15", " GE11"});
  CHECK(parts_of("", " ").empty());
}
