// The XLSX renderer.
#pragma once

#include <kvali/plugin.hpp>
#include <string>

#include "reader.hpp"

namespace kvali::xlsx {

class XlsxRenderer : public Renderer {
 public:
  static constexpr Info info{
      "xlsx",
      "Excel workbook: a report sheet, one native table per table, native charts.",
      "xlsx",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      0,
      "The first sheet holds the narrative, figures as typed cells, charts and links. Each table gets a "
      "sheet with a native table, so filters, sums and pivot tables work at once. Totals are live formulas "
      "where the report allows it. No macros, no links to other files."};
  std::string sheet;
  std::string font;
  std::string accent;
  static constexpr auto options = kvali::options(
      option("sheet", &XlsxRenderer::sheet,
             "Name of the first sheet; without it a word of the document's language such as Report.",
             {.max = "120", .example = "Summary"}),
      option("font", &XlsxRenderer::font,
             "Font of all cells; without it Calibri, and Sylfaen for a document in Georgian.",
             {.max = "31", .example = "Noto Sans"}),
      option("accent", &XlsxRenderer::accent,
             "Colour of links, rules and the first chart series; it needs a contrast of 4.5 to 1 on white.",
             {.min = "7", .max = "7", .example = "#0B5C6B"}));

  void begin() override;
  void event(const kvali_event& event) override;
  void finish() override;

 private:
  std::optional<Reader> reader_;
};

}  // namespace kvali::xlsx
