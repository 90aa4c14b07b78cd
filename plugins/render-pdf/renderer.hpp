#pragma once

#include <memory>
#include <string>

#include "content/document_builder.hpp"

namespace kvali::pdf {

/// The renderer `pdf`: collects the document, then lays it out and writes the file in finish().
class PdfRenderer : public kvali::Renderer {
 public:
  static constexpr const char* papers[] = {"a4", "letter", nullptr};
  static constexpr Info info = {
      "pdf",
      "Writes the report as a PDF file",
      "pdf",
      "application/pdf",
      KVALI_NEEDS_TEXT,
      "Writes a PDF 1.7 file with embedded fonts, bookmarks, links and vector charts. It follows PDF/A-3a,\n"
      "so that archives take it, and PDF/UA-1, so that screen readers can read it. Both exclude encryption.\n"
      "Fonts come from Debian's fonts-noto-core.\n"};

  std::string paper = "a4";
  std::string accent = "#0B5C6B";
  std::string fonts = "/usr/share/fonts/truetype/noto";

  static constexpr auto options = kvali::options(
      kvali::option("paper", &PdfRenderer::paper, "Paper size.", {.choices = papers, .example = "letter"}),
      kvali::option(
          "accent", &PdfRenderer::accent,
          "Colour of links, rules and the first chart series. On white it needs a contrast of 4.5 or more.",
          {.min = "7", .max = "7", .example = "#0B5C6B"}),
      kvali::option("fonts", &PdfRenderer::fonts,
                    "Folder that holds NotoSans-Regular.ttf and its companions.",
                    {.min = "1", .max = "4096", .example = "/usr/share/fonts/truetype/noto"}));

  void begin() override;
  void event(const kvali_event& event) override;
  void finish() override;

 private:
  DocumentBuilder builder_;
};

}  // namespace kvali::pdf
