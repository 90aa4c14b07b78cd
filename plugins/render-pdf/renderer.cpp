#include "renderer.hpp"

#include <set>

#include "file/document_file.hpp"
#include "file/packed_sink.hpp"
#include "layout/context.hpp"
#include "layout/page_frame.hpp"

namespace kvali::pdf {
namespace {

// Headings without an id get one, so that a contents list can point at them; the first character
// cannot occur in an id of the engine.
void prepare_tree(Block& block, LayoutContext& context, std::vector<const Block*>& attachments,
                  size_t& headings) {
  for (const auto& child : block.children) {
    if (child->kind == KVALI_HEADING && child->id.empty())
      child->id = "\x01heading " + std::to_string(++headings);
    if (child->kind == KVALI_NOTE && !child->id.empty()) context.notes.emplace(child->id, child.get());
    if (child->kind == KVALI_ATTACHMENT) attachments.push_back(child.get());
    prepare_tree(*child, context, attachments, headings);
  }
}

std::string language_of(const Block& document, std::string_view locale) {
  return document.lang.empty() ? std::string(locale) : document.lang;
}

}  // namespace

void PdfRenderer::begin() {
  const auto color = parse_color(accent);
  if (!color) throw Error("the accent colour is not of the form #0B5C6B", "option:accent");
  constexpr double least_contrast = 4.5;  // WCAG 2.1, 1.4.3.
  if (contrast_on_white(*color) < least_contrast)
    throw Error("the accent colour has too little contrast on white\nhint: choose a darker one",
                "option:accent");
  const FontSet found(fonts);  // A machine without fonts says so before the report is composed.
}

void PdfRenderer::event(const kvali_event& event) {
  builder_.add(event);
}

void PdfRenderer::finish() {
  const std::unique_ptr<Block> document = builder_.take();
  const std::string lang = language_of(*document, locale());
  const Theme theme = make_theme(*parse_color(accent));
  FontSet font_set(fonts);
  MissingLetters missing(
      [this](const std::string& message, const std::string& where) { complain(message, where); });
  Shaper shaper(font_set, missing);
  Breaks breaks(lang);
  TextSetter text(shaper, breaks, lang, document->attribute("dir") == "rtl", theme.accent);
  ImageStore images;
  Pages pages;
  Structure structure;
  Flow flow(paper == "letter" ? Paper::letter : Paper::a4, theme, structure, [&](Page&& page) {
    const std::string operators = page.canvas.finish();
    pages.pages.push_back({page.geometry, deflated(operators), std::move(page.canvas.tags()),
                           std::move(page.links), std::move(page.slots)});
  });
  LayoutContext context{
      text,
      theme,
      *document,
      flow,
      pages,
      structure,
      images,
      [this](const std::string& message, const std::string& where) { warn(message, where); },
      [&] { progress(static_cast<int64_t>(pages.pages.size())); },
      Structure::root(),
      {},
      {},
      0,
      0,
      false,
      false,
      {},
      {}};
  std::vector<const Block*> attachments;
  size_t headings = 0;
  prepare_tree(*document, context, attachments, headings);
  lay_out_cover(context, flow);
  lay_out_children(*document, context, flow);
  flow.finish();
  std::vector<std::string> frames = draw_frames(context);
  std::set<std::string> lost;
  const auto sink = make_packed_sink(output());
  write_file(*sink, {pages, structure, frames, font_set, images, *document, attachments, lang,
                     [&](const std::string& href) {
                       if (lost.insert(href).second)
                         debug("link to " + href + ", which is not in this document");
                     }});
}

}  // namespace kvali::pdf
