#pragma once

#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "layout/page.hpp"

namespace kvali::pdf {

struct Strip;

/// What a table repeats on each page it goes on: its head above the rows, its legend below them.
struct RunningParts {
  std::vector<Strip> head;
  std::vector<Strip> foot;
};

/// A slice of the page's whole width that is never split: a line of text, a table row, a chart.
struct Strip {
  double height = 0;
  double space_before = 0;  ///< Left out at the top of a page.
  bool keep_with_next = false;
  /// Draws the strip; `top_left` is its corner on the page.
  std::function<void(Page&, Point top_left)> paint;
  std::vector<std::shared_ptr<const Strip>> notes;  ///< Stand at the foot of the same page.
  std::shared_ptr<const RunningParts> begins;       ///< Repeated on new pages from here on ...
  bool ends_running = false;                        ///< ... up to this one.
};

/// Takes strips from top to bottom.
class StripSink {
 public:
  virtual ~StripSink() = default;
  virtual void add(Strip strip) = 0;
  /// Room for a strip, in points.
  [[nodiscard]] virtual double width() const = 0;
};

/// Puts strips on pages: keeps together what belongs together, repeats running parts, sets notes at
/// the foot. Headers, footers and page numbers are not its business.
class Flow : public StripSink {
 public:
  /// Called with each finished page.
  using Done = std::function<void(Page&&)>;
  Flow(Paper paper, const Theme& theme, Structure& structure, Done done);

  void add(Strip strip) override;
  [[nodiscard]] double width() const override { return geometry(landscape_).content_width(); }
  /// Height of the content area of pages from here on.
  [[nodiscard]] double page_height() const { return geometry(landscape_).content_height(); }
  [[nodiscard]] bool is_landscape() const { return landscape_; }

  void start_page();
  /// Turns the pages from here on; starts a new one if this one has something on it.
  void set_landscape(bool landscape);
  /// Places what is waiting, and finishes the last page. There is at least one page.
  void finish();

 private:
  [[nodiscard]] PageGeometry geometry(bool landscape) const { return page_geometry(paper_, landscape); }
  void place_waiting();
  [[nodiscard]] double height_of(std::span<const Strip> strips, bool at_top) const;
  [[nodiscard]] bool fits(std::span<const Strip> strips) const;
  void place(const Strip& strip);
  void place_without_break(const Strip& strip);
  void place_notes(const Strip& strip);
  void open_page();
  void break_page();
  void repeat(const std::vector<Strip>& strips);
  void close_page();
  [[nodiscard]] double aligned(double y) const;

  Paper paper_;
  Theme theme_;
  Structure& structure_;
  Done done_;
  bool landscape_ = false;
  std::unique_ptr<Page> page_;
  size_t page_count_ = 0;
  double y_ = 0;
  bool at_top_ = true;
  std::vector<Strip> waiting_;
  double waiting_height_ = 0;
  std::shared_ptr<const RunningParts> running_;
  std::vector<std::shared_ptr<const Strip>> notes_;  // Of this page.
  double notes_height_ = 0;
  std::set<const Strip*> placed_notes_;  // Asked only, never walked through.
};

/// A sink that sets its strips in from the sides and may draw behind each of them: callouts, quotes,
/// lists. Gaps between strips are drawn behind, too.
class Inset : public StripSink {
 public:
  using Behind = std::function<void(Page&, const Rect&)>;
  Inset(StripSink& outer, double left, double right, Behind behind = {});
  void add(Strip strip) override;
  [[nodiscard]] double width() const override { return outer_.width() - left_ - right_; }
  [[nodiscard]] bool is_empty() const { return is_first_; }
  /// Draws an element beside the first strip: the bullet of a list item.
  void set_marker(std::function<void(Page&, Point top_left)> marker) { marker_ = std::move(marker); }

 private:
  using Painter = std::function<void(Page&, Point)>;
  [[nodiscard]] Painter moved_in(Painter inner, double height, double gap, Painter marker) const;

  StripSink& outer_;
  double left_;
  double right_;
  Behind behind_;
  bool is_first_ = true;
  std::function<void(Page&, Point)> marker_;
};

}  // namespace kvali::pdf
