#include "renderer.hpp"

namespace kvali::html {

void HtmlRenderer::begin() {
  const auto color = parse_color(accent);
  if (!color) throw Error("the accent colour is not of the form #0B5C6B", "option:accent");
  constexpr double least_contrast = 4.5;  // WCAG 2.1, 1.4.3.
  constexpr Color white = 0xFFFFFF;
  if (contrast(*color, white) < least_contrast)
    throw Error("the accent colour has too little contrast on white\nhint: choose a darker one",
                "option:accent");
  writer_ = std::make_unique<DocumentWriter>(*this, output(), *color);
}

void HtmlRenderer::event(const kvali_event& event) {
  writer_->add(event);
}

void HtmlRenderer::finish() {
  writer_->finish();
}

}  // namespace kvali::html
