#include "compose/evidence_annex.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>

#include "compose/figure_groups.hpp"
#include "compose/how_text.hpp"
#include "document/cell_text.hpp"

namespace kvali {

namespace {

/// A sum over a year rests on hundreds of records: the annex names the first, `kvali explain` all.
/// More names and values in one line could not be told apart.
constexpr std::size_t most_in_a_line = 4;
constexpr std::size_t most_records = 5;
/// A category of a long list has its records here and there: so many runs of record numbers are written out.
constexpr std::size_t most_runs = 2;
/// Of a figure that rests on every meeting of a year, this many files are named.
constexpr std::size_t most_sources = 3;

TableBlock* find_table(Blocks& blocks, const std::string& id) {
  for (Block& block : blocks) {
    auto* table = std::get_if<TableBlock>(&block.node);
    if (table != nullptr && table->id == id && table->data == nullptr) return table;
  }
  return nullptr;
}

/// Record numbers as people write them: "2–7, 9"; of many here and there "2–40 (15)", which are 15 of those.
std::string number_list(const std::set<std::int64_t>& rows) {
  std::string out;
  std::size_t runs = 0;
  for (auto first = rows.begin(); first != rows.end();) {
    if (++runs > most_runs)
      return std::to_string(*rows.begin()) + "–" + std::to_string(*rows.rbegin()) + " (" +
             std::to_string(rows.size()) + ")";
    auto last = first;
    while (std::next(last) != rows.end() && *std::next(last) == *last + 1) ++last;
    out += (out.empty() ? "" : ", ") + std::to_string(*first);
    if (first != last) out += (*last == *first + 1 ? ", " : "–") + std::to_string(*last);
    first = std::next(last);
  }
  return out;
}

/// The source, and which of its files where it has several: record 1 of one is not record 1 of another.
std::string group_of(const Evidence& evidence, const SourceRef& ref) {
  const std::string& source = evidence.origin(ref).source;
  return ref.file == 0 ? source : source + " " + std::filesystem::path(evidence.file(ref)).stem().string();
}

/// For a donor: the sources' names, each with the numbers of its records.  What was counted from meetings
/// rests on what it counts: the rule is no record of its own.
std::string records_for_donor(const Evaluator& evaluator, const Evidence& evidence, EvidenceId id) {
  const Catalogue& words = evaluator.catalogue();
  const RecordOrder* order = evaluator.input().records;
  std::map<std::string, std::set<std::int64_t>> by_source;
  const auto refs = evidence.refs(id);
  for (const SourceRef& ref : refs) {
    if (ref.row <= 0 || (refs.size() > 1 && evidence.origin(ref).source == "derived:meetings")) continue;
    by_source[group_of(evidence, ref)].insert(order != nullptr ? order->number(ref) : ref.row);
  }
  if (by_source.empty()) return words.text("missing.not_recorded");
  std::string out;
  std::size_t named = 0, left = 0;
  for (const auto& [source, rows] : by_source) {
    if (++named > most_sources)
      left += rows.size();
    else
      out += (out.empty() ? "" : "; ") + source + " " + number_list(rows);
  }
  if (left > 0) out += "; " + words.text("evidence.more", {{"n", static_cast<std::int64_t>(left)}});
  return out;
}

/// For the organisation itself: the places of the records, the first few of many.
std::string records_for_us(const Catalogue& words, const Evidence& evidence, EvidenceId id) {
  std::string out;
  std::size_t shown = 0;
  const auto refs = evidence.refs(id);
  for (const SourceRef& ref : refs) {
    if (shown == most_records) break;
    ++shown;
    out += (out.empty() ? "" : "; ") + evidence.place(ref);
  }
  if (refs.size() > shown)
    out += "; " + words.text("evidence.more", {{"n", static_cast<std::int64_t>(refs.size() - shown)}});
  return out;
}

bool is_internal(const Evaluator& evaluator) {
  const auto fact = evaluator.input().facts.find("report.audience");
  return fact != evaluator.input().facts.end() && canonical_text(fact->second) == "internal";
}

ColumnSpec column(const std::string& name, const std::string& label, double width_mm) {
  ColumnSpec spec;
  spec.name = name;
  spec.label = label;
  spec.width_mm = width_mm;
  return spec;
}

std::string anchor_of(const PrintedFigure& figure) {
  return "ev-" + figure.id;
}

/// "1.1.sex=f" of "1.1.sex=f.to-date", and the rest.
std::string row_of(const PrintedFigure& figure) {
  return figure.id.substr(0, figure.id.rfind('.'));
}
std::string column_of(const PrintedFigure& figure) {
  return figure.id.substr(figure.id.rfind('.') + 1);
}

/// Rows of the annex, of figures that are about one thing side by side.
class AnnexRows {
 public:
  AnnexRows(const Document& document, bool sheet, Evaluator& evaluator)
      : document_(document),
        sheet_(sheet),
        evaluator_(evaluator),
        internal_(is_internal(evaluator)),
        data_(std::make_shared<Table>("evidence")) {
    for (const char* name : {"id", "figure", "entry", "value", "how", "record", "anchor", "back", "format"})
      data_->add(name, Type::text);
    data_->add("number", Type::decimal);
  }

  void fill(std::size_t shown, TableBlock& table) {
    for (const FigureGroup& group : figure_groups(document_.figures, shown, evaluator_)) {
      const std::size_t first = data_->rows();
      for (const Entry& entry : entries(group)) add(entry, group);
      if (data_->rows() > first && !sheet_)
        table.row_groups.push_back({group.heading(), first, data_->rows() - first, std::nullopt});
    }
    table.data = data_;
  }

 private:
  /// Figures that share a line of the annex.
  using Entry = std::vector<const PrintedFigure*>;

  /// Those that only another renderer prints are left out.  A workbook has a line for each figure; on paper
  /// those of one row that rest on the same records share one: "female, male, att-total".
  [[nodiscard]] std::vector<Entry> entries(const FigureGroup& group) const {
    std::vector<Entry> all;
    std::map<std::string, std::vector<std::size_t>> of_row;
    for (const std::size_t i : group.figures) {
      const PrintedFigure& figure = document_.figures[i];
      if (!figure.only.empty() && (!sheet_ || figure.only != "xlsx")) continue;
      std::vector<std::size_t>& known = of_row[row_of(figure)];
      const auto same = std::find_if(known.begin(), known.end(), [&](std::size_t entry) {
        return all[entry].size() < most_in_a_line &&
               evaluator_.evidence().same_records(all[entry].front()->evidence, figure.evidence);
      });
      if (!sheet_ && same != known.end()) {
        all[*same].push_back(&figure);
        continue;
      }
      known.push_back(all.size());
      all.push_back({&figure});
    }
    return all;
  }

  void add(const Entry& entry, const FigureGroup& group) {
    const PrintedFigure& figure = *entry.front();
    const Evidence& evidence = evaluator_.evidence();
    const auto number = number_of(figure.scalar);
    std::string ids = group.rest_of(figure.id), values = short_value(figure), anchors = anchor_of(figure);
    for (std::size_t i = 1; i < entry.size(); ++i) {
      ids += ", " + column_of(*entry[i]);
      values += (values.empty() ? "" : "; ") + short_value(*entry[i]);
      anchors += " " + anchor_of(*entry[i]);
    }
    append("id", figure.id);
    // A day stands beside the words: it is no number.
    append("figure", number || figure.value.empty() ? figure.what : figure.what + ": " + figure.value);
    append("entry", ids);
    data_->at("value").append(std::string_view(values));
    data_->at("how").append(std::string_view(how_text(figure.computation, evaluator_.catalogue())));
    append("record", internal_ ? records_for_us(evaluator_.catalogue(), evidence, figure.evidence)
                               : records_for_donor(evaluator_, evidence, figure.evidence));
    append("anchor", anchors);
    append("back", "#^" + anchor_of(figure));
    append("format", number ? figure.format : "");
    number ? data_->at("number").append(bound_as_shown(*number, figure.format))
           : data_->at("number").append(Mark::not_applicable);
  }

  /// A date in words would take three lines of the narrow column.
  [[nodiscard]] std::string short_value(const PrintedFigure& figure) const {
    const auto* day = std::get_if<Date>(&figure.scalar);
    return day == nullptr ? figure.value : evaluator_.locale().date(*day, DateStyle::short_date);
  }

  void append(const char* column, const std::string& text) {
    text.empty() ? data_->at(column).append(Mark::not_applicable)
                 : data_->at(column).append(std::string_view(text));
  }

  const Document& document_;
  bool sheet_;
  Evaluator& evaluator_;
  bool internal_;
  std::shared_ptr<Table> data_;
};

/// On paper two entries find room beside each other; a workbook has room for more columns.
std::vector<ColumnSpec> annex_columns(const Catalogue& words, bool sheet) {
  std::vector<ColumnSpec> columns;
  if (sheet) columns.push_back(column("id", words.text("evidence.id"), 45));
  columns.push_back(column(sheet ? "figure" : "entry", words.text("evidence.figure"), sheet ? 70 : 34));
  columns.push_back(column(sheet ? "number" : "value", words.text("evidence.value"), sheet ? 24 : 12));
  if (sheet) columns.push_back(column("how", words.text("evidence.how"), 45));
  columns.push_back(column("record", words.text("evidence.record"), sheet ? 70 : 36));
  columns.front().href_column = "back";
  columns[sheet ? 2 : 1].align = "right";
  if (sheet) {
    columns[2].format = "General";
    columns[2].format_column = "format";
    columns[2].blank = true;
  }
  return columns;
}

}  // namespace

std::size_t most_figures(const Nodes& nodes) {
  std::size_t most = 0;
  for (const Node& node : nodes) {
    if (const auto* evidence = std::get_if<EvidenceNode>(&node.node))
      return static_cast<std::size_t>(evidence->limit);
    if (const auto* part = std::get_if<PartNode>(&node.node))
      most = std::max(most, most_figures(*part->body));
    if (const auto* condition = std::get_if<IfOf<Nodes>>(&node.node))
      for (const auto& branch : condition->branches) most = std::max(most, most_figures(branch.second));
    if (const auto* loop = std::get_if<ForOf<Nodes>>(&node.node))
      most = std::max(most, most_figures(loop->body));
  }
  return most;
}

void write_evidence_annex(Document& document, const Writer& writer, Evaluator& evaluator) {
  if (writer.annexes().empty()) return;
  const Writer::Annex& annex = writer.annexes().front();
  const Catalogue& words = evaluator.catalogue();
  const std::size_t shown = std::min(document.figures.size(), static_cast<std::size_t>(annex.node.limit));
  const std::size_t left_out = document.figures.size() - shown + writer.figures().left_out();
  for (const std::string& id : {annex.id, annex.sheet_id}) {
    TableBlock* const table = find_table(document.blocks, id);
    if (table == nullptr) return;
    AnnexRows(document, id == annex.sheet_id, evaluator).fill(shown, *table);
    table->columns = annex_columns(words, id == annex.sheet_id);
    table->style = "compact";
    table->anchor_column = "anchor";
    table->evidence_links = false;
    table->empty = words.text("table.empty");
    if (left_out == 0) continue;
    table->caption += (table->caption.empty() ? "" : " ") +
                      words.text("evidence.left_out", {{"n", static_cast<std::int64_t>(left_out)}});
  }
  for (std::size_t i = 0; i < shown; ++i)
    document.anchors.emplace_back(document.figures[i].evidence, anchor_of(document.figures[i]));
  std::sort(document.anchors.begin(), document.anchors.end());
  if (left_out > 0)
    evaluator.findings().add("TPL-10", annex.node.span,
                             "annex of evidence is cut at " + std::to_string(shown) + " figures",
                             "set limit of the evidence block", Severity::warning);
}

}  // namespace kvali
