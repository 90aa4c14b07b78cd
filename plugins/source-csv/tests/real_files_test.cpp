#include <filesystem>
#include <iostream>

#include "reading.hpp"

using namespace kvali::csv;

namespace {

/// What python3's csv.reader finds: columns, and records with content below the first row.
struct RealFile {
  const char* path;
  size_t columns;
  size_t rows;
};

constexpr RealFile real_files[] = {
    {"fts/fts_internal_funding_afg.csv", 37, 156},
    {"hxl/ethiopia_drought_affected_targeted_reached_by_cluster.csv", 34, 393},
    {"hxl/idps_download-displacement-data.csv", 7, 1713},
    {"hxl/input-date.csv", 8, 9},
    {"hxl/input-status.csv", 8, 9},
    {"hxl/input-whitespace.csv", 7, 9},
    {"hxl/libhxl-js-sample.csv", 9, 1457},
    {"hxl/mali-population-movements.csv", 4, 22},
    {"hxl/rowca-3w-hxl.csv", 20, 245},
    {"hxl/sdn_hpc_needs_api_2021.csv", 13, 127},
    {"hxl/wide-tagging-test.csv", 192, 1},
};
const std::string folder = "../shared/data/";

bool absent() {
  if (std::filesystem::exists(folder)) return false;
  std::cout << "skipped: the public files of " << folder << " are not there\n";
  return true;
}

}  // namespace

TEST_CASE("reads public humanitarian files as another reader does", "[csv][real]") {
  if (absent()) return;
  for (const RealFile& file : real_files) {
    INFO(file.path);
    const Reading reading = read_path(folder + file.path);
    for (const Message& m : reading.messages) UNSCOPED_INFO(m.where << ": " << m.text);
    CHECK(reading.code == 0);
    CHECK(reading.columns.size() == file.columns);
    CHECK(reading.rows.size() == file.rows);
    CHECK(reading.errors().empty());
  }
}

TEST_CASE("reads a file with two heading rows and a row of tags", "[csv][real]") {
  if (absent()) return;
  Options options;
  options.header = 2;
  options.skip_rows_starting_with = {"#"};
  const Reading reading =
      read_path(folder + "hxl/ethiopia_drought_affected_targeted_reached_by_cluster.csv", options);
  CHECK(reading.rows.size() == 391);
  REQUIRE(reading.columns.size() == 34);
  CHECK(reading.columns[0] == "admin3Pcode");
  CHECK(reading.columns[9] == "Reached");
  CHECK(reading.columns[12] == "Reached 2");
  CHECK(reading.lines.front() == 4);
}
