#include "layout/flow.hpp"

#include <algorithm>
#include <cmath>

namespace kvali::pdf {
namespace {

constexpr double note_gap = 9;  // Above the notes, with the short rule in it.
constexpr double tolerance_pt = 0.01;

double height_of_all(const std::vector<Strip>& strips) {
  double sum = 0;
  for (const Strip& strip : strips) sum += strip.height;
  return sum;
}

}  // namespace

Flow::Flow(Paper paper, const Theme& theme, Structure& structure, Done done)
    : paper_(paper), theme_(theme), structure_(structure), done_(std::move(done)) {}

double Flow::aligned(double y) const {
  const double top = page_->geometry.top;
  return top + std::ceil((y - top) / grid_pt - 1e-6) * grid_pt;
}

void Flow::add(Strip strip) {
  waiting_height_ += strip.height + strip.space_before;
  const bool waits = strip.keep_with_next;
  waiting_.push_back(std::move(strip));
  // A chain longer than a page cannot be kept together anyway.
  if (!waits || waiting_height_ > page_height()) place_waiting();
}

double Flow::height_of(std::span<const Strip> strips, bool at_top) const {
  double height = 0;
  double notes = 0;
  double foot = running_ ? height_of_all(running_->foot) : 0;
  for (const Strip& strip : strips) {
    if (!at_top && strip.space_before > 0)
      height = std::ceil(height / grid_pt - 1e-6) * grid_pt + strip.space_before;
    at_top = false;
    height += strip.height;
    if (strip.begins) foot = height_of_all(strip.begins->foot);
    if (strip.ends_running) foot = 0;
    for (const auto& note : strip.notes) {
      if (placed_notes_.count(note.get()) != 0) continue;
      if (notes_.empty() && notes == 0) notes = note_gap;
      notes += note->height;
    }
  }
  return height + notes + foot;
}

bool Flow::fits(std::span<const Strip> strips) const {
  if (!page_) return true;
  const double start = at_top_ || strips.front().space_before <= 0 ? y_ : aligned(y_);
  const double room = page_->geometry.content_bottom() - notes_height_ - start;
  return height_of(strips, at_top_) <= room + tolerance_pt;
}

void Flow::place_waiting() {
  std::vector<Strip> strips;
  strips.swap(waiting_);
  waiting_height_ = 0;
  if (strips.empty()) return;
  if (!page_) open_page();
  if (!at_top_ && !fits(strips)) break_page();
  for (const Strip& strip : strips) place(strip);
}

void Flow::place(const Strip& strip) {
  if (!at_top_ && !fits(std::span(&strip, 1))) break_page();
  place_without_break(strip);
  place_notes(strip);
  if (strip.begins) running_ = strip.begins;
  if (strip.ends_running) running_.reset();
}

void Flow::place_without_break(const Strip& strip) {
  if (!at_top_ && strip.space_before > 0) y_ = aligned(y_) + strip.space_before;
  if (strip.paint) strip.paint(*page_, {page_->geometry.left, y_});
  y_ += strip.height;
  at_top_ = false;
}

void Flow::place_notes(const Strip& strip) {
  for (const auto& note : strip.notes) {
    if (!placed_notes_.insert(note.get()).second) continue;
    notes_height_ += note->height + (notes_.empty() ? note_gap : 0);
    notes_.push_back(note);
  }
}

void Flow::open_page() {
  page_ = std::make_unique<Page>(geometry(landscape_), PageTags{&structure_, page_count_++});
  y_ = page_->geometry.top;
  at_top_ = true;
}

void Flow::break_page() {
  const auto running = running_;
  if (running) repeat(running->foot);
  close_page();
  open_page();
  if (!running) return;
  repeat(running->head);
  // Below a repeated head a row stands as if on an empty page: it must not cause another break.
  at_top_ = true;
}

// Readers of the structure tree meet a table's head and legend once.
void Flow::repeat(const std::vector<Strip>& strips) {
  page_->canvas.set_repeating(true);
  for (const Strip& strip : strips) place_without_break(strip);
  page_->canvas.set_repeating(false);
}

void Flow::close_page() {
  if (!page_) return;
  double y = page_->geometry.content_bottom() - notes_height_;
  if (!notes_.empty()) {
    constexpr double rule_length = 30 * mm;
    const double rule_y = y + note_gap / 2;
    page_->canvas.stroke_line({page_->geometry.left, rule_y}, {page_->geometry.left + rule_length, rule_y},
                              0.5, theme_.rule);
    y += note_gap;
    for (const auto& note : notes_) {
      note->paint(*page_, {page_->geometry.left, y});
      y += note->height;
    }
  }
  notes_.clear();
  notes_height_ = 0;
  done_(std::move(*page_));
  page_.reset();
}

void Flow::start_page() {
  place_waiting();
  running_.reset();
  if (page_ && !at_top_) close_page();
}

void Flow::set_landscape(bool landscape) {
  if (landscape == landscape_) return;
  start_page();
  landscape_ = landscape;
  if (page_) {  // Opened, but nothing stands on it.
    page_.reset();
    --page_count_;
  }
}

void Flow::finish() {
  place_waiting();
  if (!page_ && page_count_ == 0) open_page();
  close_page();
}

Inset::Inset(StripSink& outer, double left, double right, Behind behind)
    : outer_(outer), left_(left), right_(right), behind_(std::move(behind)) {}

void Inset::add(Strip strip) {
  double gap = 0;
  if (behind_ && !is_first_) {  // The gap belongs to the tinted area.
    gap = strip.space_before;
    strip.space_before = 0;
  }
  auto marker = is_first_ ? std::move(marker_) : std::function<void(Page&, Point)>();
  is_first_ = false;
  strip.height += gap;
  if (strip.begins) {
    auto running = std::make_shared<RunningParts>(*strip.begins);
    for (Strip& part : running->head) part.paint = moved_in(std::move(part.paint), part.height, 0, {});
    for (Strip& part : running->foot) part.paint = moved_in(std::move(part.paint), part.height, 0, {});
    strip.begins = std::move(running);
  }
  strip.paint = moved_in(std::move(strip.paint), strip.height, gap, std::move(marker));
  outer_.add(std::move(strip));
}

Inset::Painter Inset::moved_in(Painter inner, double height, double gap, Painter marker) const {
  const Rect area{0, 0, outer_.width(), height};
  return [inner = std::move(inner), behind = behind_, marker = std::move(marker), left = left_, gap, area](
             Page& page, Point at) {
    if (behind) behind(page, {at.x, at.y, area.width, area.height});
    const Point corner{at.x + left, at.y + gap};
    if (marker) marker(page, corner);
    if (inner) inner(page, corner);
  };
}

}  // namespace kvali::pdf
