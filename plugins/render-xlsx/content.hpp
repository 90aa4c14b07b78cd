// The document as the workbook will hold it: a narrative of blocks for the first sheet, tables for the
// sheets behind it. Links point forwards and backwards, so everything is read before anything is written.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "columns.hpp"

namespace kvali::xlsx {

/// A piece of text with one look.
struct Run {
  std::string text;
  uint32_t marks = 0;
  std::string href = {};
  bool note_mark = false;
  bool line_break = false;
};

/// A value that stands alone and becomes a typed cell. `raw` is canonical text; absent = not recorded.
struct Typed {
  std::string type;
  std::optional<std::string> raw;
  std::string shown, format, unit, href;
};

enum class BlockKind : uint8_t {
  heading,
  paragraph,
  item,
  pair,
  callout_title,
  caption,
  kpis,
  chart,
  image,
  table,
  contents,
  note,
  page_break
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;      ///< Heading: 1..6; contents: depth.
  std::string style;  ///< Of a paragraph, pair or callout.
  std::string frame;  ///< "", "quote" or the style of the callout it stands in.
  int depth = 0;      ///< Of a list, 0 = outside; an item's own number or bullet is `text`.
  std::string text;   ///< Key, mark, caption, title or bullet.
  std::vector<Run> runs = {};
  std::optional<Typed> value = {};
  std::vector<std::string> anchors = {};
  size_t index = 0;  ///< Of the chart, image, table or group of tiles.
};

struct Kpi {
  std::string label, href, value, format, unit, target, change, trend, status, status_text;
  std::optional<double> number, target_number, share;
};

struct Chart {
  std::string title, style, alt, unit, format, table;
  RowSet rows;
};

struct Image {
  std::vector<unsigned char> bytes;
  std::string media_type, alt, href;
  double width_mm = 0;
};

/// What a table holds, from the top: rows of data and headings of row groups.
struct TableEntry {
  bool heading = false;
  int level = 0;  ///< Rows: 0 body, 1 subtotal, 2 total; heading: depth.
  int depth = 0;  ///< How many row groups it stands in.
  std::string text = {}, id = {};
  size_t first = 0, count = 0;
};
struct ColumnGroup {
  int level = 0;
  std::string text;
  std::vector<std::string> columns;
};
struct Table {
  std::string id, caption, sheet, style, legend, empty;
  bool landscape = false;
  RowSet rows;
  std::vector<TableEntry> entries;
  std::vector<ColumnGroup> groups;
  std::vector<Block> notes;
};

struct Content {
  std::string title, lang;
  std::map<std::string, std::string> attributes;
  std::vector<Block> blocks;
  std::vector<std::vector<Kpi>> kpis;
  std::vector<Chart> charts;
  std::vector<Image> images;
  std::vector<Table> tables;

  /// Attribute of the document, or "".
  [[nodiscard]] std::string attribute(const std::string& key) const {
    const auto found = attributes.find(key);
    return found == attributes.end() ? "" : found->second;
  }
};

}  // namespace kvali::xlsx
