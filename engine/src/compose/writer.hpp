#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compose/evaluator.hpp"
#include "compose/printed_figures.hpp"

namespace kvali {

/// Writes the blocks of a document from the nodes of a template: flat, with an empty Section before
/// what belongs to it; freeze() nests them.
class Writer {
 public:
  /// Of the figures with records behind them at most `most_figures` are kept.
  Writer(Evaluator& evaluator, Document& document, std::size_t most_figures)
      : evaluator_(evaluator),
        document_(document),
        figures_(evaluator.evidence(), most_figures, evaluator.input().how) {}

  [[nodiscard]] Blocks write(const Nodes& nodes);

  /// "#id" links, to be checked once all ids are known.
  struct Link {
    std::string target;  ///< Without "#".
    Span span;
  };
  [[nodiscard]] const std::vector<Link>& links() const { return links_; }

  [[nodiscard]] const PrintedFigures& figures() const { return figures_; }
  /// The place of an annex of evidence, which can be written only when all figures are known.
  struct Annex {
    EvidenceNode node;
    std::string id, sheet_id;
  };
  [[nodiscard]] const std::vector<Annex>& annexes() const { return annexes_; }

 private:
  void nodes(const Nodes& all, Blocks& out);
  void push(Block block, Blocks& out);
  void flush_notes(Blocks& out);
  [[nodiscard]] Blocks nested(const Nodes& all);

  [[nodiscard]] bool write_blocks_of(const Datum& datum, const NodeAttributes& attributes, Blocks& out);
  void write(const HeadingNode& node, Blocks& out);
  void write(const ParagraphNode& node, Blocks& out);
  void write(const ListNode& node, Blocks& out);
  void write(const QuoteNode& node, Blocks& out);
  void write(const CodeNode& node, Blocks& out);
  void write(const GridNode& node, Blocks& out);
  void write(const ForOf<Nodes>& node, Blocks& out);
  void write(const IfOf<Nodes>& node, Blocks& out);
  void write(const TableNode& node, Blocks& out);
  void write(const ChartNode& node, Blocks& out);
  void write(const KpiNode& node, Blocks& out);
  void write(const CalloutNode& node, Blocks& out);
  void write(const KeyValueNode& node, Blocks& out);
  void write(const ContentsNode& node, Blocks& out);
  void write(const PageBreakNode& node, Blocks& out);
  void write(const EvidenceNode& node, Blocks& out);
  void write(const ImageNode& node, Blocks& out);
  void write(const NarrativeNode& node, Blocks& out);
  void write(const PartNode& node, Blocks& out);

  // Text.
  [[nodiscard]] Inlines inlines(const InlineNodes& nodes);
  void append(const Datum& datum, unsigned marks, const std::string& href, Inlines& out);
  void append_text(std::string_view text, unsigned marks, const std::string& href, const std::string& lang,
                   Inlines& out);
  [[nodiscard]] std::string href(const TextTemplate& target);
  /// The address if a report may link to it, else "" after a finding.
  [[nodiscard]] std::string checked_href(std::string address, Span span, bool from_data);
  /// `name` is its id where it is no cell of a table.
  [[nodiscard]] Value value(const Datum& datum, const std::string& what, const std::string& name);
  [[nodiscard]] Datum formatted(Datum datum, const FormatSpec& format) const;
  /// What a figure in running text is about: the row of the loop it stands in, else its section.
  [[nodiscard]] std::string subject() const;
  /// The id of a figure in running text, before it is numbered: "1.1.text", "results.text".
  [[nodiscard]] std::string text_name() const;

  // Tables written with | and -.
  struct GridText {
    std::vector<std::vector<Datum>> rows;
    std::vector<std::vector<std::string>> links;
  };
  void grid_rows(const GridRows& rows, GridText& out);
  void grid_cells(const GridCells& cells, GridText& out);

  // Table blocks.
  struct RowRun {
    std::string label;
    Rows rows;
  };
  [[nodiscard]] std::vector<RowRun> row_groups(const TableNode& node, const Chosen& chosen);
  /// The cells of a column; `origins`, parallel to `rows`, says where those with records come from.
  [[nodiscard]] Column body_column(const ColumnNode& node, const Chosen& chosen, const Rows& rows,
                                   std::vector<Datum>& origins);
  enum class Companion { status, link, note, anchor };
  [[nodiscard]] Column text_column(std::string name, const ExpressionPtr& expression, const Chosen& chosen,
                                   const Rows& rows, Companion kind);
  /// What `decimals` gives for each row; none where it is not set.
  [[nodiscard]] std::vector<int> row_decimals(const ColumnNode& node, const Chosen& chosen, const Rows& rows);
  /// A boolean column that says which numbers are lower bounds; nothing where none is, nor a total of them.
  [[nodiscard]] std::optional<Column> bounds(const ColumnNode& node, const Column& column,
                                             const Chosen& chosen, const Rows& rows);
  [[nodiscard]] ColumnSpec column_spec(const ColumnNode& node, const Column& column,
                                       std::vector<int> row_decimals);
  /// Subtotals and total; null where there are none.
  [[nodiscard]] std::shared_ptr<Table> summaries(const TableNode& node, TableBlock& table);
  void append_sum(const ColumnNode& node, const ColumnSpec& spec, const Table& data, const Rows& rows,
                  Column& out);
  static void mark_bounds(const TableBlock& table, const std::vector<std::pair<std::string, Rows>>& parts,
                          Table& summary);
  [[nodiscard]] KpiTile tile(const TileNode& node);
  /// The catalogue's words for a value, or for each of "a; b"; what it does not know stays as it is.
  [[nodiscard]] std::string words(const std::string& prefix, const Scalar& value, Span span);
  [[nodiscard]] std::optional<std::string> known_words(const std::string& prefix, std::string_view value,
                                                       Span span);
  [[nodiscard]] std::string word(const std::string& key, const MessageArguments& arguments = {}) const {
    return evaluator_.catalogue().text(key, arguments);
  }
  [[nodiscard]] std::string legend(const TableBlock& table) const;

  Evaluator& evaluator_;
  Document& document_;
  std::vector<Link> links_;
  PrintedFigures figures_;
  std::vector<Annex> annexes_;
  std::vector<Note> notes_;  ///< Waiting for the block that refers to them to end.
  int note_count_ = 0;
  int depth_ = 0;          ///< 0: on the page, where headings make sections.
  bool boundary_ = false;  ///< A loop or condition began or ended since the last block.
  int level_ = 0;          ///< Of the last heading on the page.
  int below_ = 0;          ///< Headings of a narrative lie below this level.
  std::string text_lang_;  ///< Of literal text; "" = the document's.
  std::string section_;    ///< Title of the section we are in: where a figure stands.
  std::string section_id_;
};

/// The text of inlines without marks.
[[nodiscard]] std::string plain_text(const Inlines& content);

/// A column of the scalars, of the type that holds them all (text where they have nothing in common);
/// `when_empty` is the type where no cell has a value.
[[nodiscard]] Column column_of(const std::string& name, const std::vector<Datum>& cells,
                               const Evaluator& evaluator, Type when_empty = Type::text);

}  // namespace kvali
