#include "compose/evidence_annex.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>

namespace kvali {

namespace {

/// A sum over a year rests on hundreds of records: the annex names the first, `kvali explain` all.
constexpr std::size_t most_records = 5;
/// A category of a long list has its records here and there: this many runs of record numbers are named.
constexpr std::size_t most_runs = 2;

TableBlock* find_table(Blocks& blocks, const std::string& id) {
  for (Block& block : blocks) {
    auto* table = std::get_if<TableBlock>(&block.node);
    if (table != nullptr && table->id == id && table->data == nullptr) return table;
  }
  return nullptr;
}

/// Record numbers as people write them: "2–7, 9"; the first of very many.
std::string number_list(const Catalogue& words, const std::set<std::int64_t>& rows) {
  std::string out;
  std::size_t runs = 0;
  for (auto first = rows.begin(); first != rows.end();) {
    if (++runs > most_runs)
      return out + ", " +
             words.text("evidence.more",
                        {{"n", static_cast<std::int64_t>(std::distance(first, rows.end()))}});
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

/// For a donor: the sources' names, each with the numbers of its records.
std::string records_for_donor(const Catalogue& words, const Evidence& evidence, EvidenceId id) {
  std::map<std::string, std::set<std::int64_t>> by_source;
  for (const SourceRef& ref : evidence.refs(id))
    if (ref.row > 0) by_source[group_of(evidence, ref)].insert(ref.row);
  if (by_source.empty()) return words.text("missing.not_recorded");
  std::string out;
  for (const auto& [source, rows] : by_source)
    out += (out.empty() ? "" : "; ") + source + " " + number_list(words, rows);
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

ColumnSpec column(const std::string& name, const std::string& label) {
  ColumnSpec spec;
  spec.name = name;
  spec.label = label;
  return spec;
}

}  // namespace

void write_evidence_annex(Document& document, const Writer& writer, Evaluator& evaluator) {
  if (writer.annexes().empty()) return;
  const Writer::Annex& annex = writer.annexes().front();
  TableBlock* const table = find_table(document.blocks, annex.id);
  if (table == nullptr) return;
  const Catalogue& words = evaluator.catalogue();
  const Evidence& evidence = evaluator.evidence();
  const bool internal = is_internal(evaluator);
  auto data = std::make_shared<Table>("evidence");
  std::vector<Column> columns = {
      {"number", Type::integer}, {"figure", Type::text}, {"record", Type::text}, {"anchor", Type::text}};
  const std::size_t shown = std::min(writer.figures().size(), static_cast<std::size_t>(annex.node.limit));
  for (std::size_t i = 0; i < shown; ++i) {
    const Writer::Figure& figure = writer.figures()[i];
    const std::string anchor = "ev-" + std::to_string(i + 1);
    columns[0].append(static_cast<std::int64_t>(i + 1));
    columns[1].append(std::string_view(figure.what));
    columns[2].append(std::string_view(internal ? records_for_us(words, evidence, figure.evidence)
                                                : records_for_donor(words, evidence, figure.evidence)));
    columns[3].append(std::string_view(anchor));
    document.anchors.emplace_back(figure.evidence, anchor);
  }
  std::sort(document.anchors.begin(), document.anchors.end());
  data->columns() = std::move(columns);
  table->style = "compact";
  table->columns = {column("number", words.text("evidence.number")),
                    column("figure", words.text("evidence.figure")),
                    column("record", words.text("evidence.record"))};
  // Most figures and their records are short: two entries find room beside each other.
  table->columns[1].width_mm = 38;
  table->columns[2].width_mm = 34;
  table->columns[0].decimals = 0;
  table->columns[0].format = "0";
  table->anchor_column = "anchor";
  table->evidence_links = false;
  table->empty = words.text("table.empty");
  table->data = data;
  if (shown == writer.figures().size()) return;
  const std::string left_out =
      words.text("evidence.left_out", {{"n", static_cast<std::int64_t>(writer.figures().size() - shown)}});
  table->caption += (table->caption.empty() ? "" : " ") + left_out;
  evaluator.findings().add("TPL-10", annex.node.span,
                           "annex of evidence is cut at " + std::to_string(shown) + " figures",
                           "set limit of the evidence block", Severity::warning);
}

}  // namespace kvali
