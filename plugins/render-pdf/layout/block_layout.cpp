#include "layout/context.hpp"

namespace kvali::pdf {
namespace {

// Notes where a block with an id starts, and puts the wanted gap above its first strip.
class BlockSink : public StripSink {
 public:
  BlockSink(StripSink& outer, const std::string& id, LayoutContext& context)
      : outer_(outer), id_(id), context_(context) {}

  void add(Strip strip) override {
    if (context_.next_space) strip.space_before = *context_.next_space;
    context_.next_space.reset();
    if (is_first_ && !id_.empty()) {
      auto inner = std::move(strip.paint);
      strip.paint = [inner = std::move(inner), id = id_, pages = &context_.pages](Page& page, Point at) {
        pages->anchors.emplace(id, Destination{page.index, at.y});
        if (inner) inner(page, at);
      };
    }
    is_first_ = false;
    outer_.add(std::move(strip));
  }
  [[nodiscard]] double width() const override { return outer_.width(); }

 private:
  StripSink& outer_;
  const std::string& id_;
  LayoutContext& context_;
  bool is_first_ = true;
};

void turn_page(const Block& block, LayoutContext& context) {
  context.flow.start_page();
  const std::string_view orientation = block.attribute("orientation");
  if (!orientation.empty()) context.flow.set_landscape(orientation == "landscape");
}

void dispatch(const Block& block, LayoutContext& context, StripSink& sink) {
  switch (block.kind) {
    case KVALI_SECTION:
      return lay_out_section(block, context, sink);
    case KVALI_HEADING:
      return lay_out_heading(block, context, sink);
    case KVALI_PARAGRAPH:
      return lay_out_paragraph(block, context, sink);
    case KVALI_BULLETS:
      return lay_out_list(block, context, sink);
    case KVALI_TABLE:
      return lay_out_table(block, context, sink);
    case KVALI_IMAGE:
      return lay_out_image(block, context, sink);
    case KVALI_PAGE:
      return turn_page(block, context);
    case KVALI_NOTE:
      return lay_out_note(block, context, sink);
    case KVALI_QUOTE:
      return lay_out_quote(block, context, sink);
    case KVALI_CALLOUT:
      return lay_out_callout(block, context, sink);
    case KVALI_KPIS:
      return lay_out_kpis(block, context, sink);
    case KVALI_FIGURE:
      return lay_out_figure(block, context, sink);
    case KVALI_CHART:
      return lay_out_chart(block, context, sink);
    case KVALI_CONTENTS:
      return lay_out_contents(block, context, sink);
    case KVALI_KEYVALUE:
      return lay_out_pairs(block, context, sink);
    case KVALI_ATTACHMENT:
      return;  // Not on a page: the file carries it.
    default:
      return lay_out_children(block, context, sink);
  }
}

}  // namespace

void lay_out(const Block& block, LayoutContext& context, StripSink& sink) {
  const std::string_view only = block.attribute("only");
  if (!only.empty() && only != "pdf") return;
  context.tick();
  BlockSink placed(sink, block.id, context);
  dispatch(block, context, placed);
}

void lay_out_children(const Block& block, LayoutContext& context, StripSink& sink) {
  for (const auto& child : block.children) lay_out(*child, context, sink);
}

void mark_place(LayoutContext& context, std::string_view text) {
  Place place;
  place.section = context.section;
  place.text = text;
  context.text.shaper().set_place(place);
}

void add_together(std::vector<Strip> strips, const LayoutContext& context, StripSink& sink,
                  bool keep_with_next) {
  double height = 0;
  for (const Strip& strip : strips) height += strip.height + strip.space_before;
  const bool together = height <= context.flow.page_height();
  for (size_t i = 0; i < strips.size(); ++i) {
    const bool is_last = i + 1 == strips.size();
    if (together && !is_last) strips[i].keep_with_next = true;
    if (is_last) strips[i].keep_with_next = keep_with_next;
    sink.add(std::move(strips[i]));
  }
}

}  // namespace kvali::pdf
