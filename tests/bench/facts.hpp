#pragma once

#include <filesystem>
#include <memory>

#include "report/report.hpp"
#include "table/workspace.hpp"

namespace kvali::bench {

/// Invented achievements, the same on every run: id, date, location, indicator, partner, sex, age,
/// value; Latin and Georgian mixed as in real exports.  A row has about 67 bytes.
void write_facts_csv(const std::filesystem::path& path, std::size_t rows);

/// The same facts as typed columns, every row with its evidence.
[[nodiscard]] std::shared_ptr<const Table> facts_table(std::size_t rows, Evidence& evidence);

/// A report whose only source is the CSV file, mapped to `observation` or kept as it is.
[[nodiscard]] Report facts_report(const std::filesystem::path& csv, bool mapped);

}  // namespace kvali::bench
