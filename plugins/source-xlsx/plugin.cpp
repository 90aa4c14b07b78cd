#include <kvali/plugin.hpp>

#include "xlsx_source.hpp"

namespace {

struct XlsxSource : kvali::Source, kvali::xlsx::Options {
  using kvali::xlsx::Options::table;  // Not Source::table().
  static constexpr kvali::Info info{
      .name = "xlsx",
      .summary = "A table from a sheet of an Excel workbook (XLSX).",
      .doc =
          "Reads numbers, dates, truths and texts as the cells hold them; formulas give their stored "
          "results. "
          "A cell that shows 45 % gives 45. Comments become a column of their own. `kvali_row` holds the row "
          "of the sheet."};
  static constexpr auto options = kvali::options(
      kvali::option("file", &XlsxSource::file, "The workbook to read: one file or a pattern.",
                    {.example = "plan.xlsx", .required = true}),
      kvali::option("sheet", &XlsxSource::sheet,
                    "The sheet, by name or by number from 1. Unset: the first visible sheet with content.",
                    {.example = "IPTT"}),
      kvali::option(
          "range", &XlsxSource::range,
          "The cells to read: \"B3:H40\", \"B:H\", or the name of a table or of a defined name. Unset: "
          "all cells of the sheet.",
          {.example = "B3:H40"}),
      kvali::option(
          "below", &XlsxSource::below,
          "Reads the table below the row whose first cell with content reads so, up to the next blank "
          "row: for sheets with several tables.",
          {.example = "Targets"}),
      kvali::option(
          "header", &XlsxSource::header,
          "Which row holds the headings, counted from 1 without blank and skipped rows; rows above it "
          "are left out. 1: the first row that is no title, which is a single cell above a wider row. "
          "0: there are none, and the columns are called c1, c2 ...",
          {.min = "0", .max = "1000"}),
      kvali::option("header_rows", &XlsxSource::header_rows,
                    "How many rows of headings there are; they are joined: \"Q1 / Jan\".",
                    {.min = "1", .max = "10"}),
      kvali::option(
          "skip_rows_starting_with", &XlsxSource::skip_rows_starting_with,
          "Rows whose first cell with content starts with one of these texts are left out, e.g. \"#\" "
          "for HXL tags or \"Total\".",
          {.example = "#"}),
      kvali::option("hidden", &XlsxSource::hidden, "Whether hidden rows, columns and sheets are read too."),
      kvali::option("table", &XlsxSource::table, "The name of the table.", {.min = "1", .max = "64"}));

  void open() override { kvali::xlsx::open(*this, *this); }
};

}  // namespace

KVALI_PLUGIN("source-xlsx", "1.0.0", "Apache-2.0", XlsxSource)
