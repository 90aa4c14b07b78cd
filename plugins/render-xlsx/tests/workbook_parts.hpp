// Looks into a written workbook.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace kvali::test {

/// The parts of the package by name, e.g. "xl/workbook.xml".
[[nodiscard]] std::map<std::string, std::string> read_parts(const std::string& path);
[[nodiscard]] std::string read_bytes(const std::string& path);

/// What openpyxl sees, one line per cell, "Sheet!A1 type value [format]"; then tables, links, comments and
/// properties. Empty where /usr/bin/python3 has no openpyxl.
[[nodiscard]] std::string read_with_openpyxl(const std::string& path);

struct ProgramResult {
  int status = -1;  ///< 127 where the program does not exist.
  std::string output;
};
[[nodiscard]] ProgramResult run_program(const std::vector<std::string>& arguments);

}  // namespace kvali::test
