#include <kvali/plugin.hpp>

#include "csv_source.hpp"

namespace {

constexpr const char* delimiters[] = {"auto", ",", ";", "|", "tab", nullptr};
constexpr const char* encodings[] = {"auto",         "utf-8",        "utf-16le", "utf-16be",
                                     "windows-1251", "windows-1252", nullptr};
constexpr const char* decimals[] = {"auto", ".", ",", nullptr};

struct CsvSource : kvali::Source, kvali::csv::Options {
  using kvali::csv::Options::table;  // Not Source::table().
  static constexpr kvali::Info info{.name = "csv",
                                    .summary = "A table from a text file with delimited cells (CSV, TSV).",
                                    .doc =
                                        "Reads RFC 4180 files with any of the usual delimiters, encodings "
                                        "and decimal separators, which are "
                                        "detected unless they are given. Emits one table; every column is "
                                        "text, and `kvali_row` holds the line."};
  static constexpr auto options = kvali::options(
      kvali::option("file", &CsvSource::file, "The file to read.",
                    {.example = "achievements.csv", .required = true}),
      kvali::option("delimiter", &CsvSource::delimiter,
                    "What separates cells. auto: a first line \"sep=;\", else the character that gives the "
                    "most rows the "
                    "same number of cells.",
                    {.choices = delimiters}),
      kvali::option("encoding", &CsvSource::encoding,
                    "How letters are stored. auto: byte order mark, UTF-16, UTF-8, else windows-1251 or "
                    "windows-1252 with "
                    "a warning.",
                    {.choices = encodings}),
      kvali::option("decimal", &CsvSource::decimal,
                    "What separates decimals. auto: as the numbers of the first 1,000 rows show.",
                    {.choices = decimals}),
      kvali::option("header", &CsvSource::header,
                    "Which row holds the headings, counted from 1 without blank and skipped rows; rows above "
                    "it are left "
                    "out. 0: there are none, and the columns are called c1, c2 ...",
                    {.min = "0", .max = "1000"}),
      kvali::option("header_rows", &CsvSource::header_rows,
                    "How many rows of headings there are, from `header` on; they are joined: "
                    "\"2025-12 / Actual\".",
                    {.min = "1", .max = "10"}),
      kvali::option("below", &CsvSource::below,
                    "Reads the table below the row whose first cell with content reads so, up to the next "
                    "blank row: for files with several tables.",
                    {.example = "Targets"}),
      kvali::option("skip_rows_starting_with", &CsvSource::skip_rows_starting_with,
                    "Rows whose first cell with content starts with one of these texts are left out, e.g. "
                    "\"#\" for HXL "
                    "tags or \"Total\".",
                    {.example = "#"}),
      kvali::option("table", &CsvSource::table, "The name of the table.", {.min = "1", .max = "64"}));

  void open() override { kvali::csv::open(*this, *this); }
};

}  // namespace

KVALI_PLUGIN("source-csv", "1.0.0", "Apache-2.0", CsvSource)
