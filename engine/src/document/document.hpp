#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "table/computation.hpp"
#include "table/table.hpp"

namespace kvali {

/// The middle type: what a report says, free of layout.  Built by compose, frozen, then read by
/// every renderer; plugin.h's document kinds mirror it.  All texts are in the document's language,
/// NFC, and never markup.

// ---- inline ----
enum Marks : unsigned { bold = 1, italic = 2, underline = 4, code = 8 };

struct Text {
  std::string text;
  unsigned marks = 0;
  std::string href;  ///< http, https, mailto or "#id"; else empty.
  std::string lang;  ///< BCP 47 where it differs from the document's, e.g. a fallback text.
};
/// A typed scalar with its shown form, unit and evidence.
struct Value {
  Scalar scalar;
  std::string text;    ///< As shown; for a missing value its mark.
  std::string format;  ///< Number format code, e.g. "#,##0.0"; may be empty.
  std::string unit;
  unsigned marks = 0;
  EvidenceId evidence = 0;
};
struct LineBreak {};
struct NoteRef {
  int number = 0;  ///< From 1, in document order.
};
using Inline = std::variant<Text, Value, LineBreak, NoteRef>;
using Inlines = std::vector<Inline>;

// ---- blocks ----
struct Block;
using Blocks = std::vector<Block>;

struct Heading {
  int level = 1;
  Inlines content;
};
struct Paragraph {
  std::string style;  ///< "", lead, muted, caption, source
  Inlines content;
};
struct List {
  bool numbered = false;
  int start = 1;
  std::vector<Blocks> items;
};
struct Quote {
  std::string source;
  Blocks content;
};
struct Callout {
  std::string kind;  ///< note, good, warn, bad
  std::string title;
  Blocks content;
};
struct KpiTile {
  std::string label;
  Value value;
  Value target;                  ///< text is the phrase "of 120".
  std::optional<Decimal> share;  ///< How much of the target is reached, as the template says; else
                                 ///< value / target.  Not capped; may be negative.
  std::string change;            ///< Phrase, e.g. "+12 since the last report".
  std::string trend;             ///< up, down, flat or ""
  std::string status;            ///< good, warn, bad or ""
  std::string status_text;
};
struct KpiRow {
  std::vector<KpiTile> tiles;
};

/// How a column of a document table looks.  Companion columns (marks, links, status colours) are
/// made from the fields below; they are not columns of their own here.
struct ColumnSpec {
  std::string name;  ///< Column of TableBlock::data.
  std::string label;
  std::string unit;
  std::string align;   ///< left, right, center or "" = by type
  std::string format;  ///< Number format code.
  int decimals = -1;   ///< Shown digits behind the point; -1 = as many as the value has, at most 2.
  /// Shown digits row by row, where rows differ (an indicator in people beside one in per cent); such
  /// a column has no total.  Empty: `decimals` for all.  -1 as there.
  std::vector<int> row_decimals;
  bool percent = false;  ///< Fractions shown as percentages.
  bool grouped = false;  ///< Digits grouped alike in the whole column.
  std::optional<double> width_mm;
  std::string total;          ///< "sum" or ""
  std::string status_column;  ///< Column of data with good, warn, bad; "" = none.
  std::string href_column;
  std::string note_column;
  std::string at_least_column;  ///< Boolean column of data and summary: the number is a lower bound.
  std::string format_column;    ///< Column of data with the number format code of each cell; "" = all alike.
  bool blank = false;           ///< Cells without a value are left empty: there is nothing to say of them.
};
struct ColumnGroup {
  std::string label;
  int level = 0;  ///< 0 = nearest to the columns.
  std::vector<std::string> columns;
};
/// A run of body rows of TableBlock::data.
struct RowGroup {
  std::string label;  ///< "" = no heading row.
  std::size_t first = 0;
  std::size_t count = 0;
  std::optional<std::size_t> subtotal;  ///< Row of TableBlock::summary.
};
struct TableBlock {
  std::string id;
  std::string caption;
  std::string style;  ///< "", compact (small print) or keyvalue
  std::string sheet;
  std::string only;    ///< Renderer's name, or "" = all.
  std::string except;  ///< Name of a renderer that does not get it, or "".
  std::string empty;   ///< Sentence for no rows.
  std::string legend;  ///< Explains the marks that occur; "" = none occur.
  std::vector<ColumnSpec> columns;
  std::vector<ColumnGroup> groups;
  std::shared_ptr<const Table> data;  ///< Body rows.
  /// Subtotals and total, same columns as data; may be null.  A cell that sums nothing up is "not
  /// applicable" and shown as nothing, without its sign.
  std::shared_ptr<const Table> summary;
  std::vector<RowGroup> row_groups;  ///< Empty = all rows, in order, without headings.
  std::optional<std::size_t> total;  ///< Row of summary.
  std::string anchor_column;         ///< Column of data whose texts are ids of the rows; "" = none.
  bool evidence_links = true;        ///< Cells with evidence link to the annex, if there is one.
};
struct ChartSeries {
  std::string column;
  std::string label;
  bool target = false;  ///< Drawn as a thin line.
};
struct Chart {
  std::string kind;  ///< bar, hbar, stacked, grouped, line, doughnut, progress
  std::string title;
  std::string alt;
  std::string unit;
  std::string format;
  std::string table;     ///< Id of the TableBlock with the very same rows; "" = none.
  std::string category;  ///< Text column of data.
  std::string category_label;
  std::vector<ChartSeries> series;
  std::shared_ptr<const Table> data;
};
struct Image {
  std::string media_type;
  std::string alt;
  std::string bytes;
  std::optional<double> width_mm;
};
struct Figure {
  std::string id;
  std::string caption;
  std::string source;  ///< Line under the figure.
  std::variant<Chart, Image> content;
};
struct Note {
  int number = 0;
  Inlines content;
};
struct Contents {
  int depth = 2;
  std::string title;
};
struct Pair {
  std::string key;
  Inlines content;
};
struct KeyValue {
  std::string id;
  std::string style;  ///< "" or signature
  std::vector<Pair> pairs;
};
struct PageBreak {
  std::string orientation;  ///< "", portrait, landscape
};
struct Section {
  int level = 1;
  std::string id;
  std::string title;
  std::string style;  ///< "" or annex
  std::string orientation;
  Blocks content;  ///< Begins with its Heading.
};

struct Block {
  std::variant<Section, Heading, Paragraph, List, Quote, Callout, KpiRow, TableBlock, Figure, Image, Note,
               Contents, KeyValue, PageBreak>
      node;
};

struct Attachment {
  std::string file_name;
  std::string media_type;
  std::string description;
  std::string relationship;  ///< Data, Source, Supplement
  std::string bytes;
};

/// What a document says about itself; keys are those of plugin.h's DOCUMENT attributes.
struct DocumentMeta {
  std::string title;
  std::string lang;
  std::vector<std::pair<std::string, std::string>> attrs;  ///< Sorted by key.

  void set(const std::string& key, const std::string& value);
  [[nodiscard]] std::string_view get(std::string_view key) const;
};

/// A figure of the document that records stand behind.
struct PrintedFigure {
  std::string id;      ///< What people call it by: "1.1.to-date"; unique, and the same in every language.
  std::string what;    ///< In words.
  std::string value;   ///< As it is shown where it is printed first.
  std::string format;  ///< Number format code of it.
  Scalar scalar;
  std::string only;         ///< Name of the only renderer that prints it; "" = all.
  EvidenceId evidence = 0;  ///< Of this figure alone, whatever others have the same records.
  Computation computation;
};

struct Document {
  DocumentMeta meta;
  Blocks blocks;
  std::vector<Attachment> attachments;
  std::vector<PrintedFigure> figures;  ///< In the order of printing; of very many the first.
  /// Evidence ids whose records the document prints, with the anchor their values link to.
  std::vector<std::pair<EvidenceId, std::string>> anchors;  ///< Sorted by id.
  /// What the evidence ids of values and cells mean; null only in documents made by hand.
  std::shared_ptr<const Evidence> evidence;
  /// What to show in a cell without a value, by Mark, in the document's language.
  std::array<std::string, 5> signs;

  /// "#ev-3" for a value with this evidence, or "" where the document prints none.
  [[nodiscard]] std::string evidence_href(EvidenceId id) const;
};

/// The whole document as text, one node a line, for golden tests and reviews; every value with its
/// type, and every table cell by cell.
[[nodiscard]] std::string dump(const Document& document);

}  // namespace kvali
