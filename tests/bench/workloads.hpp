#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "measure.hpp"

namespace kvali::bench {

struct Setup {
  std::filesystem::path kvali;    ///< The program.
  std::filesystem::path samples;  ///< Folder of the sample reports.
  std::filesystem::path templates;
  std::filesystem::path work;  ///< Folder for data and results.
  std::size_t rows = 1'000'000;
  std::size_t pdf_rows = 100'000;
  int runs = 5;
};

/// One line of the table: our figures, and the peer or floor they are held against.
struct Result {
  std::string work;
  Timing ours;
  std::string against;  ///< What was run beside it.
  Timing other;
  std::string remark;
};

using Results = std::vector<Result>;

void measure_report(const Setup& setup, Results& results);       ///< W1
void measure_tables(const Setup& setup, Results& results);       ///< W2, W3
void measure_delivery(const Setup& setup, Results& results);     ///< mails to a local sink
void measure_loading(const Setup& setup, Results& results);      ///< CSV parsing, loading, mapping
void measure_grouping(const Setup& setup, Results& results);     ///< grouping with and without a sum
void measure_merging(const Setup& setup, Results& results);      ///< merge, checks and 20 groupings
void measure_suppression(const Setup& setup, Results& results);  ///< protection of small counts
void measure_schedule(const Setup& setup, Results& results);     ///< occurrences of ten years
void measure_template(const Setup& setup, Results& results);     ///< compile and evaluate

}  // namespace kvali::bench
