#include "document_writer.hpp"

#include "block/image.hpp"
#include "block/kpi.hpp"
#include "block/run.hpp"
#include "chart/chart.hpp"
#include "text/attributes.hpp"
#include "text/escape.hpp"

namespace kvali::html {
namespace {

// Deeper nesting adds no elements: browsers stop at 512, and so does patience.
constexpr size_t deepest_nesting = 64;

bool is_for_others(const kvali_event& event) {
  const std::string_view only = attribute(event, "only");
  return !only.empty() && only != "html";
}

}  // namespace

DocumentWriter::DocumentWriter(const Component& log, const std::string& path, Color accent)
    : log_(&log), page_(path), accent_(accent) {
  page_.lang = log.locale();
  push(KVALI_DOCUMENT, Holds::blocks, {});
}

void DocumentWriter::add(const kvali_event& event) {
  if (event.phase < KVALI_LEAF || event.phase > KVALI_CLOSE) throw Error("an event with an unknown phase");
  if (skipped_ > 0) {
    if (event.phase == KVALI_OPEN) ++skipped_;
    if (event.phase == KVALI_CLOSE) --skipped_;
    return;
  }
  if (event.kind == KVALI_DOCUMENT && event.phase == KVALI_OPEN && !begun_) return open_document(event);
  if (!begun_) throw Error("events are not well nested");
  if (event.phase == KVALI_CLOSE) return close(event);
  if (is_for_others(event)) {
    skipped_ = event.phase == KVALI_OPEN ? 1 : 0;
    return;
  }
  if (event.phase == KVALI_OPEN)
    open(event);
  else
    leaf(event);
}

void DocumentWriter::finish() {
  end_implied();
  if (frames_.size() != 1) throw Error("the document ends while a block is open");
  if (!begun_) {
    kvali_event nothing{};
    nothing.size = sizeof nothing;
    open_page(page_, nothing, accent_);
  }
  close_page(page_, imprint_);
  page_.contents.insert_into(page_.out);
  page_.out.finish();
}

void DocumentWriter::open_document(const kvali_event& event) {
  open_page(page_, event, accent_);
  imprint_ = {std::string(attribute(event, "organisation")), std::string(attribute(event, "version"))};
  begun_ = true;
  push(KVALI_DOCUMENT, Holds::blocks, {});
}

void DocumentWriter::open(const kvali_event& event) {
  if (event.kind == KVALI_ROW_GROUP) return open_row_group(event);
  if (frames_.size() >= deepest_nesting) return pass_over(event);
  if (event.kind == KVALI_ITEM) return open_item();
  if (event.kind == KVALI_PAIR) return open_pair(event);
  open_block(event);
}

void DocumentWriter::close(const kvali_event& event) {
  end_implied();
  if (frames_.size() <= 1 || top().kind != event.kind) throw Error("events are not well nested");
  const Frame frame = top();
  if (frame.kind == KVALI_HEADING && !frame.end.empty()) return end_heading(frame);
  if (!frame.passed_over) close_block(frame);
  page_.out << frame.end;
  frames_.pop_back();
  page_.out.settle();
}

void DocumentWriter::close_block(const Frame& frame) {
  if (frame.kind == KVALI_QUOTE) {
    if (!quote_sources_.back().empty())
      page_.out << "<footer>— " << escaped(quote_sources_.back()) << "</footer>\n";
    quote_sources_.pop_back();
  }
  if (frame.kind == KVALI_ROW_GROUP) tables_.back()->close_group();
  if (frame.kind == KVALI_TABLE) {
    tables_.back()->close();
    tables_.pop_back();
  }
}

void DocumentWriter::leaf(const kvali_event& event) {
  switch (event.kind) {
    case KVALI_TEXT:
    case KVALI_VALUE:
    case KVALI_BREAK:
    case KVALI_NOTE_REF:
      return add_text(event);
    case KVALI_ROWS:
      return add_rows(event);
    case KVALI_COLUMN_GROUP:
      end_implied();
      if (top().holds == Holds::table_rows)
        tables_.back()->add_column_group(text_or_empty(event.text), event.level, attribute(event, "columns"));
      return;
    case KVALI_KPI:
      return add_kpi(event);
    case KVALI_CHART:
      return add_chart(event);
    case KVALI_IMAGE:
      return add_image(event);
    case KVALI_CONTENTS:
      make_room_for_block();
      return page_.contents.want(page_.out.position(), event.level, text_or_empty(event.text));
    case KVALI_PAGE:
      make_room_for_block();
      page_.out << "<hr class=\"page\">\n";
      return;
    case KVALI_ATTACHMENT:
      log_->debug("a page carries no attachments: '" + std::string(text_or_empty(event.text)) +
                  "' is left out");
      return;
    default:
      // An unknown leaf that carries text is shown as text: nothing but looks is lost.
      if (event.text) add_text(event);
  }
}

void DocumentWriter::add_text(const kvali_event& event) {
  make_room_for_text();
  append_run(page_, event);
  if (top().kind != KVALI_HEADING) return;
  if (event.kind == KVALI_BREAK) heading_.text += ' ';
  if (event.kind != KVALI_NOTE_REF) heading_.text += text_or_empty(event.text);
}

void DocumentWriter::add_rows(const kvali_event& event) {
  end_implied();
  if (top().holds != Holds::table_rows) throw Error("rows outside a table");
  if (!event.schema || !event.batch) throw Error("rows without a schema or a batch");
  log_->progress(static_cast<int64_t>(page_.out.position()));
  tables_.back()->add_rows(*event.schema, *event.batch, event.level);
}

void DocumentWriter::add_kpi(const kvali_event& event) {
  end_implied();
  const bool alone = top().holds != Holds::tiles;
  if (alone) make_room_for_block();
  if (alone) page_.out << "<ul class=\"kpis\">\n";
  append_kpi(page_, event);
  if (alone) page_.out << "</ul>\n";
}

void DocumentWriter::add_chart(const kvali_event& event) {
  if (!event.schema || !event.batch) return;
  make_room_for_block();
  const bool is_caption = top().kind == KVALI_FIGURE && !top().has_caption;
  append_chart(page_, event, is_caption);
  if (is_caption) top().has_caption = true;
  page_.out.settle();
}

void DocumentWriter::add_image(const kvali_event& event) {
  make_room_for_block();
  if (const std::string problem = append_image(page_, event); !problem.empty())
    log_->warn("[L-09] " + problem, "image \"" + std::string(text_or_empty(event.text)) + "\"");
  page_.out.settle();
}

void DocumentWriter::make_room_for_block() {
  if (top().kind == Frame::implied && top().holds == Holds::text) {
    page_.out << top().end;
    frames_.pop_back();
  }
  // Text that a block stands in ends here; what comes behind the block goes on in a paragraph.
  for (size_t i = frames_.size(); i-- > 0 && frames_[i].holds == Holds::text;) {
    page_.out << frames_[i].end;
    frames_[i].end = {};
    frames_[i].holds = Holds::blocks;
  }
  switch (top().holds) {
    case Holds::items:
    case Holds::tiles:
      page_.out << "<li>";
      return push(Frame::implied, Holds::mixed, "</li>\n");
    case Holds::pairs:
      page_.out << "<div><dt></dt><dd>";
      return push(Frame::implied, Holds::mixed, "</dd></div>\n");
    case Holds::table_rows:
      tables_.back()->begin_other_content();
      return push(Frame::implied, Holds::mixed, "</td></tr>\n");
    default:
      return;
  }
}

void DocumentWriter::make_room_for_text() {
  if (top().holds == Holds::text || top().holds == Holds::mixed) return;
  make_room_for_block();
  if (top().holds != Holds::blocks) return;
  page_.out << "<p>";
  push(Frame::implied, Holds::text, "</p>\n");
}

void DocumentWriter::end_implied() {
  for (; top().kind == Frame::implied; frames_.pop_back()) page_.out << top().end;
}

}  // namespace kvali::html
