#include <fmt/format.h>
#include <libdeflate.h>
#include <xlsxwriter.h>

#include <fstream>
#include <memory>
#include <tuple>

#include "base/error.hpp"
#include "facts.hpp"
#include "render/render.hpp"
#include "workloads.hpp"

namespace kvali::bench {

namespace {

Document table_document(std::size_t rows) {
  Document document;
  document.meta.lang = "en";
  document.meta.title = "Facts";
  auto evidence = std::make_shared<Evidence>();
  TableBlock table;
  table.id = "facts";
  table.sheet = "Facts";
  table.data = facts_table(rows, *evidence);
  for (const Column& column : table.data->columns()) {
    ColumnSpec spec;
    spec.name = spec.label = column.name();
    if (column.type() == Type::decimal) spec.decimals = 2;
    table.columns.push_back(std::move(spec));
  }
  document.evidence = std::move(evidence);
  document.blocks.push_back({std::move(table)});
  return document;
}

Cost render_table(const Setup& setup, const char* renderer, std::size_t rows) {
  return run_apart([&](Meter& meter) {
    const Document document = table_document(rows);
    const Locale locale("en");
    PluginHost plugins({program_folder() / "../lib/kvali/plugins"});
    Diagnostics findings;
    meter.start();
    const kvali_renderer* plugin = plugins.renderer(renderer, {}, findings);
    const auto path = setup.work / fmt::format("table.{}", renderer);
    if (plugin == nullptr ||
        !render(document, locale, *plugin, OutputSpec{renderer, {}, {}}, Report{}, path, findings))
      throw Error(findings.all().empty() ? "no renderer" : findings.all().front().message);
    meter.stop();
  });
}

/// What any such PDF costs at least: the cells as content streams, 50 rows a page, deflated.  No fonts,
/// no shaping, no tags.
void write_pdf_floor(const Table& table) {
  using Compressor = std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)>;
  const Compressor compressor(libdeflate_alloc_compressor(6), libdeflate_free_compressor);
  std::string page;
  std::string packed(1 << 20, '\0');
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (std::size_t c = 0; c < table.columns().size(); ++c) {
      const Column& column = table.columns()[c];
      const std::string text =
          column.type() == Type::text ? std::string(column.text(row)) : canonical_text(column.scalar(row));
      fmt::format_to(std::back_inserter(page), "1 0 0 1 {} {} Tm({})Tj\n", 40 + 65 * c, 780 - 14 * (row % 50),
                     text);
    }
    if (row % 50 != 49 && row + 1 != table.rows()) continue;
    if (libdeflate_zlib_compress(compressor.get(), page.data(), page.size(), packed.data(), packed.size()) ==
        0)
      throw Error("a page of the floor does not fit");
    page.clear();
  }
}

/// What any such page costs at least: the cells between their tags, passed to the file now and then.
void write_html_floor(const Table& table, const std::filesystem::path& path) {
  std::ofstream file(path, std::ios::binary);
  std::string rows;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    rows += "<tr>";
    for (const Column& column : table.columns()) {
      rows += "<td>";
      rows +=
          column.type() == Type::text ? std::string(column.text(row)) : canonical_text(column.scalar(row));
      rows += "</td>";
    }
    rows += "</tr>\n";
    if (rows.size() < 65'536 && row + 1 != table.rows()) continue;
    file << rows;
    rows.clear();
  }
  if (!file.flush()) throw Error("cannot write " + path.string());
}

/// The same cells by libxlsxwriter alone, in the mode that is fastest and holds least.
void write_bare_xlsx(const Table& table, const std::filesystem::path& path) {
  lxw_workbook_options options{};
  options.constant_memory = 1;
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  lxw_worksheet* sheet = workbook_add_worksheet(book, "Facts");
  lxw_format* date = workbook_add_format(book);
  format_set_num_format(date, "yyyy-mm-dd");
  lxw_format* amount = workbook_add_format(book);
  format_set_num_format(amount, "#,##0.00");
  const std::vector<Column>& columns = table.columns();
  for (std::size_t c = 0; c < columns.size(); ++c)
    worksheet_write_string(sheet, 0, lxw_col_t(c), columns[c].name().c_str(), nullptr);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto at = lxw_row_t(row + 1);
    worksheet_write_number(sheet, at, 0, double(columns[0].integer(row)), nullptr);
    constexpr std::int64_t excel_epoch_days = 25'569;  // 1970-01-01 as a serial date
    worksheet_write_number(sheet, at, 1, double(days_since_epoch(columns[1].date(row)) + excel_epoch_days),
                           date);
    for (std::size_t c = 2; c < 7; ++c)
      worksheet_write_string(sheet, at, lxw_col_t(c), std::string(columns[c].text(row)).c_str(), nullptr);
    worksheet_write_number(sheet, at, 7, columns[7].decimal(row).to_double(), amount);
  }
  if (workbook_close(book) != LXW_NO_ERROR) throw Error("libxlsxwriter failed");
}

Cost without_kvali(std::size_t rows, const std::function<void(const Table&)>& write) {
  return run_apart([&](Meter& meter) {
    Evidence evidence;
    const auto table = facts_table(rows, evidence);
    meter.start();
    write(*table);
    meter.stop();
  });
}

}  // namespace

/// W2 and W3: one table of 8 columns as PDF, as HTML and as XLSX.
void measure_tables(const Setup& setup, Results& results) {
  Result pdf{fmt::format("W2 {} x 8 table as PDF", setup.pdf_rows), {}, "cells as deflated streams", {}, {}};
  pdf.ours = repeat(setup.runs, [&] { return render_table(setup, "pdf", setup.pdf_rows); });
  pdf.other = repeat(setup.runs, [&] { return without_kvali(setup.pdf_rows, write_pdf_floor); });
  pdf.remark = fmt::format("{:.1f} MB", double(file_size(setup.work / "table.pdf")) / 1e6);
  results.push_back(std::move(pdf));
  Result html{fmt::format("{} x 8 table as HTML", setup.pdf_rows), {}, "cells between tags", {}, {}};
  html.ours = repeat(setup.runs, [&] { return render_table(setup, "html", setup.pdf_rows); });
  html.other = repeat(setup.runs, [&] {
    return without_kvali(setup.pdf_rows,
                         [&](const Table& table) { write_html_floor(table, setup.work / "floor.html"); });
  });
  html.remark = fmt::format("{:.1f} MB", double(file_size(setup.work / "table.html")) / 1e6);
  results.push_back(std::move(html));
  const int few = std::max(1, setup.runs / 2);  // Ten seconds each.
  Result xlsx{fmt::format("W3 {} x 8 table as XLSX", setup.rows), {}, "bare libxlsxwriter", {}, {}};
  std::tie(xlsx.ours, xlsx.other) = alternate(
      few, [&] { return render_table(setup, "xlsx", setup.rows); },
      [&] {
        return without_kvali(setup.rows,
                             [&](const Table& table) { write_bare_xlsx(table, setup.work / "bare.xlsx"); });
      });
  xlsx.remark = fmt::format("{:.1f} MB, bare {:.1f} MB", double(file_size(setup.work / "table.xlsx")) / 1e6,
                            double(file_size(setup.work / "bare.xlsx")) / 1e6);
  results.push_back(std::move(xlsx));
}

}  // namespace kvali::bench
