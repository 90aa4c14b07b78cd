#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compose/expression.hpp"

namespace kvali {

/// The compiled template: what the Markdown parser found, with expressions in their places.

// ---- inline ----
struct InlineNode {
  enum class Kind { text, expression, line_break, note };

  Kind kind = Kind::text;
  std::string text;
  ExpressionPtr expression;
  unsigned marks = 0;
  std::shared_ptr<const TextTemplate> href;             ///< Null: no link.
  std::shared_ptr<const std::vector<InlineNode>> note;  ///< kind note
};
using InlineNodes = std::vector<InlineNode>;

// ---- control flow, around blocks and around table rows ----
template <typename Body>
struct ForOf {
  Loop loop;
  Body body;
  Body otherwise;
};
template <typename Body>
struct IfOf {
  std::vector<std::pair<ExpressionPtr, Body>> branches;  ///< In order; the last may be {null, else}.
};

// ---- blocks ----
struct Node;
using Nodes = std::vector<Node>;

/// `{#id .style}` behind a heading or paragraph.
struct NodeAttributes {
  std::string id;       ///< Before the expression, if there is one.
  ExpressionPtr id_of;  ///< {#meeting-{{ m.meeting }}}; may be null.
  std::vector<std::string> styles;
};
struct HeadingNode {
  int level = 1;
  InlineNodes content;
  NodeAttributes attributes;
};
struct ParagraphNode {
  InlineNodes content;
  NodeAttributes attributes;
};
struct ListNode {
  bool numbered = false;
  int start = 1;
  std::vector<Nodes> items;
};
struct QuoteNode {
  Nodes content;
};
struct CodeNode {
  std::string text;
};

struct GridRow;
using GridRows = std::vector<GridRow>;
using GridCells = std::vector<InlineNodes>;
struct GridRow {
  std::variant<GridCells, ForOf<GridRows>, IfOf<GridRows>> node;
};
/// A table written with | and -.
struct GridNode {
  GridCells header;
  std::vector<std::string> align;
  GridRows rows;
};

// ---- fenced blocks: keys that show words are texts, keys that compute are expressions ----
struct MeasureSpec {
  std::string name;
  std::string function;  ///< count, sum, min, max, avg
  std::string column;
};
/// Rows for a block: a selection, perhaps grouped.
struct RowsSpec {
  Selection rows;
  std::string name;  ///< Of the row in expressions, beside its bare columns; "" = none.
  std::vector<std::pair<std::string, Span>> by;
  std::vector<MeasureSpec> measures;
};
struct FormatSpec {
  enum class Kind { automatic, text, number, percent, date };
  Kind kind = Kind::automatic;
  int decimals = -1;
};
struct ColumnNode {
  std::string name;
  Span span;
  ExpressionPtr value;  ///< Null: the column `name` of the rows.
  ExpressionPtr when;   ///< The column is left out where this does not hold.
  TextTemplate label;
  TextTemplate unit;
  std::string align;
  FormatSpec format;
  ExpressionPtr decimals;  ///< Of each row; null: those of `format`.
  std::optional<double> width_mm;
  bool total = false;
  bool whole_total = false;   ///< The total is shown only where every cell of it is recorded.
  ExpressionPtr total_value;  ///< What stands in the total where it is no sum, e.g. a share; null: nothing.
  ExpressionPtr at_least;     ///< The number is a lower bound where this holds.
  std::string words;          ///< Catalogue prefix; "" = as it is.
  ExpressionPtr status;       ///< good, warn, bad
  ExpressionPtr href;
  ExpressionPtr note;
};
struct GroupNode {
  TextTemplate label;
  std::vector<std::pair<std::string, Span>> columns;
  int level = 0;
};
struct TableNode {
  Span span;
  RowsSpec rows;
  std::vector<ColumnNode> columns;
  std::vector<GroupNode> groups;
  std::string group_by;  ///< Column whose values head groups of rows.
  std::string group_words;
  Span group_span;
  bool subtotal = false;
  std::string id, style, only;
  TextTemplate caption, sheet, empty, total_label;
  ExpressionPtr anchor;
};
struct SeriesNode {
  std::string column;
  Span span;
  TextTemplate label;
  bool target = false;
};
struct ChartNode {
  Span span;
  RowsSpec rows;
  std::string kind;
  std::string id, table;
  std::string category;
  TextTemplate category_label;
  std::string category_words;
  Span category_span;
  std::vector<SeriesNode> series;
  TextTemplate title, alt, unit, caption, source;
  FormatSpec format;
};
struct TileNode {
  TextTemplate label, unit, change, status_text;
  ExpressionPtr value, target, share, status, trend;
  FormatSpec format;
};
struct KpiNode {
  Span span;
  std::optional<RowsSpec> rows;  ///< One tile a row, from the only tile; else the tiles as they are.
  std::vector<TileNode> tiles;
};
struct CalloutNode {
  std::string kind;
  TextTemplate title;
  Nodes content;
};
struct PairNode {
  TextTemplate key;
  ExpressionPtr value;
  TextTemplate text;  ///< Instead of value.
  ExpressionPtr when;
};
struct KeyValueNode {
  std::string id, style;
  std::vector<PairNode> pairs;
};
struct ContentsNode {
  int depth = 2;
  TextTemplate title;
};
struct PageBreakNode {
  std::string orientation;
};
struct ImageNode {
  std::string media_type;
  std::string alt;
  std::string bytes;
};
/// Where the text of a section, written month by month, is printed.
struct NarrativeNode {
  Span span;
  std::string section;
  Span section_span;
  int level = 0;  ///< Of a heading with the section's title; 0 = none.
};
/// An included file or a block, in the place where it is used.
struct PartNode {
  Span span;
  std::shared_ptr<const Nodes> body;
  PartValues values;
};
struct EvidenceNode {
  Span span;
  TextTemplate caption, sheet;
  int limit = 2000;
};

struct Node {
  std::variant<HeadingNode, ParagraphNode, ListNode, QuoteNode, CodeNode, GridNode, ForOf<Nodes>, IfOf<Nodes>,
               TableNode, ChartNode, KpiNode, CalloutNode, KeyValueNode, ContentsNode, PageBreakNode,
               EvidenceNode, ImageNode, NarrativeNode, PartNode>
      node;
};

}  // namespace kvali
