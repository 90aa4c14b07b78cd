#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "content/block.hpp"
#include "file/image.hpp"
#include "layout/flow.hpp"

namespace kvali::pdf {

/// What laying out any block needs. One render has one; it lives until the file is written.
struct LayoutContext {
  TextSetter& text;
  const Theme& theme;
  const Block& document;
  Flow& flow;
  Pages& pages;
  Structure& structure;
  ImageStore& images;
  /// Reports a mistake that does not stop the render: message, place.
  std::function<void(const std::string&, const std::string&)> warn;
  /// Called in long work; throws when the run was cancelled.
  std::function<void()> tick;

  Element element = Structure::root();  ///< That blocks are added to.
  std::string_view section;             ///< Title of the section being set.
  std::optional<double> next_space;     ///< The gap above the next strip, instead of its own.
  int heading_level = 0;                ///< Of the last heading in the structure tree.
  int list_depth = 0;
  bool in_annexes = false;
  bool under_caption = false;  ///< Inside a figure whose caption has said the finding.
  std::map<std::string, const Block*, std::less<>> notes;  ///< NOTE blocks by id.
  std::map<std::string, std::shared_ptr<const Strip>, std::less<>>
      note_strips;  ///< Those set at a page's foot.
};

/// A new element at the place where blocks are set now.
[[nodiscard]] inline Element add_element(LayoutContext& context, Role role) {
  return context.structure.add(context.element, role);
}

/// While it lives, blocks are added to a new element.
class Within {
 public:
  Within(LayoutContext& context, Role role) : context_(context), outer_(context.element) {
    context_.element = add_element(context, role);
  }
  ~Within() { context_.element = outer_; }
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;
  [[nodiscard]] Element element() const { return context_.element; }

 private:
  LayoutContext& context_;
  Element outer_;
};

/// A gap between two blocks of running text.
constexpr double block_space = 2 * grid_pt;

/// Sets a block and all it holds.
void lay_out(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_children(const Block& block, LayoutContext& context, StripSink& sink);

void lay_out_heading(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_section(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_paragraph(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_list(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_quote(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_callout(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_note(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_pairs(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_kpis(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_figure(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_chart(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_image(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_table(const Block& block, LayoutContext& context, StripSink& sink);
void lay_out_contents(const Block& block, LayoutContext& context, StripSink& sink);
/// Title and subtitle at the top of page 1.
void lay_out_cover(LayoutContext& context, StripSink& sink);

/// One strip a line, the first two and the last two lines kept together. Lines with note marks carry
/// their notes. The gap is above the first line.
struct TextStrips {
  double space_before = block_space;
  bool keep_with_next = false;
  LineAlign align = LineAlign::start;
  Role role = Role::paragraph;  ///< Of the element that the text becomes.
};
void add_text(const std::shared_ptr<const SetText>& text, const TextStrips& how, LayoutContext& context,
              StripSink& sink);
/// Prepares the notes a text refers to, in the order of their marks.
void prepare_notes(const SetText& text, const Line& line, LayoutContext& context, Strip& strip);
/// Tells the shaper which block's text comes now, for findings.
void mark_place(LayoutContext& context, std::string_view text);

/// Keeps strips instead of placing them.
class Collector : public StripSink {
 public:
  explicit Collector(double width) : width_(width) {}
  void add(Strip strip) override { strips_.push_back(std::move(strip)); }
  [[nodiscard]] double width() const override { return width_; }
  [[nodiscard]] std::vector<Strip>& strips() { return strips_; }

 private:
  double width_;
  std::vector<Strip> strips_;
};

/// Hands collected strips on as one unit that is not broken, if a page can hold it.
void add_together(std::vector<Strip> strips, const LayoutContext& context, StripSink& sink,
                  bool keep_with_next = false);

}  // namespace kvali::pdf
