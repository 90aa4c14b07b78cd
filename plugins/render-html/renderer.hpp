#pragma once

#include <memory>
#include <string>

#include "document_writer.hpp"

namespace kvali::html {

/// The renderer `html`: writes the page as the events come.
class HtmlRenderer : public kvali::Renderer {
 public:
  static constexpr Info info = {"html",
                                "Writes the report as one accessible HTML file",
                                "html",
                                "text/html",
                                KVALI_NEEDS_TEXT,
                                "Writes one HTML file that holds all it shows: style sheet, charts as "
                                "vectors, pictures. Nothing runs in\n"
                                "it and nothing is fetched. It follows the reader's light or dark scheme, "
                                "fits a narrow screen, prints\n"
                                "on A4, and says to screen readers what tables, figures and notes are.\n"};

  std::string accent = "#0B5C6B";

  static constexpr auto options = kvali::options(kvali::option(
      "accent", &HtmlRenderer::accent,
      "Colour of links, rules and the first chart series. On white it needs a contrast of 4.5 or more.",
      {.min = "7", .max = "7", .example = "#0B5C6B"}));

  void begin() override;
  void event(const kvali_event& event) override;
  void finish() override;

 private:
  std::unique_ptr<DocumentWriter> writer_;
};

}  // namespace kvali::html
