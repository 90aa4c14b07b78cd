#pragma once

#include <kvali/plugin.hpp>
#include <memory>
#include <string>
#include <vector>

#include "page/frame.hpp"
#include "page/head.hpp"
#include "page/page.hpp"
#include "table/table_writer.hpp"

namespace kvali::html {

/// Writes the elements that events stand for, in their order. Whatever events nest in whatever, the
/// elements are well nested and hold what HTML lets them hold.
class DocumentWriter {
 public:
  /// `log` outlives the writer. Throws kvali::Error when the file cannot be created.
  DocumentWriter(const Component& log, const std::string& path, Color accent);

  /// Throws kvali::Error when events are not well nested or lack what their kind needs.
  void add(const kvali_event& event);
  /// The file is complete.
  void finish();

 private:
  void open(const kvali_event& event);
  void open_block(const kvali_event& event);
  void close(const kvali_event& event);
  void close_block(const Frame& frame);
  void leaf(const kvali_event& event);

  // What an event opens.
  void open_document(const kvali_event& event);
  void open_section(const kvali_event& event);
  void open_heading(const kvali_event& event);
  void open_list(const kvali_event& event);
  void open_item();
  void open_callout(const kvali_event& event);
  void open_pair(const kvali_event& event);
  void open_note(const kvali_event& event);
  void open_figure(const kvali_event& event);
  void open_table(const kvali_event& event);
  void open_row_group(const kvali_event& event);

  // What stands alone.
  void add_text(const kvali_event& event);
  void add_kpi(const kvali_event& event);
  void add_chart(const kvali_event& event);
  void add_image(const kvali_event& event);
  void add_contents(const kvali_event& event);
  void add_rows(const kvali_event& event);

  // Make room for what comes, by ending or beginning what is implied.
  void make_room_for_block();
  void make_room_for_text();
  void end_implied();
  void end_heading(const Frame& frame);
  void push(int kind, Holds holds, std::string_view end) { frames_.push_back({kind, holds, end}); }
  void pass_over(const kvali_event& event) {
    push(event.kind, frames_.back().holds, {});
    frames_.back().passed_over = true;
  }
  [[nodiscard]] Frame& top() { return frames_.back(); }

  const Component* log_;
  Page page_;
  Color accent_;
  std::vector<Frame> frames_;
  std::vector<std::unique_ptr<TableWriter>> tables_;
  std::vector<std::string> quote_sources_;
  Imprint imprint_;
  bool begun_ = false;
  size_t skipped_ = 0;  // Depth inside a block for another renderer.

  // The heading that is being written.
  struct HeadingText {
    uint64_t begin = 0;  // Of its element, which goes if it says nothing new.
    int level = 0;
    std::string id, text;
  };
  HeadingText heading_;
  std::string section_id_;  // Of a section whose heading has not come yet.
  int last_rank_ = 1;
  int headings_ = 0;
};

}  // namespace kvali::html
