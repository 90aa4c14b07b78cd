#include <array>
#include <charconv>

#include "compose/block_reader.hpp"
#include "compose/parse_markdown.hpp"

namespace kvali {

namespace {

RowsSpec read_rows(BlockReader& reader) {
  RowsSpec spec;
  spec.rows.span = reader.span("from");
  spec.rows.table = reader.word("from");
  spec.name = reader.word("as");
  spec.rows.where = reader.expression("where");
  if (const auto order = reader.code("order")) {
    if (auto keys = parse_order(*order, reader.findings())) spec.rows.order = std::move(*keys);
  }
  spec.rows.limit = reader.count("limit");
  spec.by = reader.words("by");
  reader.each("measures", "measure", [&](BlockReader& measure) {
    measure.require("name", "name = \"people\"");
    measure.require("function", "function = \"sum\"");
    MeasureSpec one;
    one.name = measure.word("name");
    one.function = measure.word("function", {"count", "sum", "min", "max", "avg"});
    one.column = measure.word("column");
    if (one.function != "count") measure.require("column", "column = \"value\"");
    spec.measures.push_back(std::move(one));
  });
  return spec;
}

/// "number:1", "percent", "date", "text"
FormatSpec read_format(BlockReader& reader) {
  FormatSpec format;
  if (!reader.has("format")) {
    (void)reader.word("format");
    return format;
  }
  const std::string word = reader.word("format");
  const std::size_t colon = word.find(':');
  const std::string name = word.substr(0, colon);
  constexpr std::array<std::string_view, 4> known = {"text", "number", "percent", "date"};
  if (name == "text")
    format.kind = FormatSpec::Kind::text;
  else if (name == "number")
    format.kind = FormatSpec::Kind::number;
  else if (name == "percent")
    format.kind = FormatSpec::Kind::percent;
  else if (name == "date")
    format.kind = FormatSpec::Kind::date;
  else
    reader.findings().add("TPL-07", reader.span("format"), "unknown format " + word,
                          did_you_mean(name, known));
  if (colon == std::string::npos) return format;
  const char* const end = word.data() + word.size();
  const auto result = std::from_chars(word.data() + colon + 1, end, format.decimals);
  if (result.ptr != end || format.decimals < 0 || format.decimals > 6) {
    reader.findings().add("TPL-07", reader.span("format"), "decimals of a format are not 0 to 6",
                          "write number:1");
    format.decimals = -1;
  }
  return format;
}

ColumnNode read_column(BlockReader& reader) {
  ColumnNode column;
  reader.require("name", "name = \"title\"");
  column.name = reader.word("name");
  column.span = reader.span("name");
  column.value = reader.expression("value");
  column.when = reader.expression("if");
  column.label = reader.text("label");
  column.unit = reader.text("unit");
  column.align = reader.word("align", {"left", "right", "center"});
  column.format = read_format(reader);
  column.decimals = reader.expression("decimals");
  column.width_mm = reader.millimetres("width");
  const std::string total = reader.word("total", {"sum", "whole"});
  column.total = !total.empty();
  column.whole_total = total == "whole";
  column.total_value = reader.expression("total_value");
  column.at_least = reader.expression("at_least");
  column.words = reader.word("words");
  column.status = reader.expression("status");
  column.href = reader.expression("href");
  column.note = reader.expression("note");
  return column;
}

Node read_table(BlockReader& reader) {
  TableNode table;
  table.span = reader.span();
  reader.require("from", "from = \"results\"");
  reader.require("columns", "columns = [{ name = \"title\", label = \"t:col.title\" }]");
  table.rows = read_rows(reader);
  reader.each("columns", "column",
              [&](BlockReader& column) { table.columns.push_back(read_column(column)); });
  reader.each("groups", "header group", [&](BlockReader& group) {
    GroupNode one;
    group.require("label", "label = \"t:col.period\"");
    group.require("columns", "columns = [\"actual\", \"target\"]");
    one.label = group.text("label");
    one.columns = group.words("columns");
    one.level = group.whole_number("level", 0, 0, 3);
    table.groups.push_back(std::move(one));
  });
  table.group_by = reader.word("group");
  table.group_span = reader.span("group");
  table.group_words = reader.word("group_words");
  table.subtotal = reader.flag("subtotal");
  table.id = reader.word("id");
  table.style = reader.word("style", {"compact", "keyvalue"});
  table.only = reader.word("only");
  table.caption = reader.text("caption");
  table.sheet = reader.text("sheet");
  table.empty = reader.text("empty");
  table.total_label = reader.text("total_label");
  table.anchor = reader.expression("anchor");
  return Node{std::move(table)};
}

Node read_chart(BlockReader& reader) {
  ChartNode chart;
  chart.span = reader.span();
  reader.require("from", "from = \"results\"");
  reader.require("kind", "kind = \"bar\"");
  reader.require("category", "category = \"title\"");
  reader.require("series", "series = [{ column = \"actual\", label = \"t:col.actual\" }]");
  chart.rows = read_rows(reader);
  chart.kind = reader.word("kind", {"bar", "hbar", "stacked", "grouped", "line", "doughnut", "progress"});
  chart.id = reader.word("id");
  chart.table = reader.word("table");
  chart.category = reader.word("category");
  chart.category_span = reader.span("category");
  chart.category_label = reader.text("category_label");
  chart.category_words = reader.word("category_words");
  reader.each("series", "series", [&](BlockReader& one) {
    SeriesNode series;
    one.require("column", "column = \"actual\"");
    series.column = one.word("column");
    series.span = one.span("column");
    series.label = one.text("label");
    series.target = one.flag("target");
    chart.series.push_back(std::move(series));
  });
  chart.title = reader.text("title");
  chart.alt = reader.text("alt");
  chart.unit = reader.text("unit");
  chart.caption = reader.text("caption");
  chart.source = reader.text("source");
  chart.format = read_format(reader);
  return Node{std::move(chart)};
}

TileNode read_tile(BlockReader& reader) {
  TileNode tile;
  reader.require("label", "label = \"{{ title }}\"");
  reader.require("value", "value = \"period_actual\"");
  tile.label = reader.text("label");
  tile.unit = reader.text("unit");
  tile.change = reader.text("change");
  tile.status_text = reader.text("status_text");
  tile.value = reader.expression("value");
  tile.target = reader.expression("target");
  tile.share = reader.expression("share");
  tile.status = reader.expression("status");
  tile.trend = reader.expression("trend");
  tile.format = read_format(reader);
  return tile;
}

Node read_kpi(BlockReader& reader) {
  KpiNode kpi;
  kpi.span = reader.span();
  if (reader.has("from")) {
    kpi.rows = read_rows(reader);
    kpi.tiles.push_back(read_tile(reader));
    return Node{std::move(kpi)};
  }
  if (!reader.has("tiles")) {
    reader.findings().add("TPL-07", reader.span(), "kpi needs from or tiles",
                          "for example from = \"results\"");
  }
  (void)reader.word("from");
  reader.each("tiles", "tile", [&](BlockReader& tile) { kpi.tiles.push_back(read_tile(tile)); });
  return Node{std::move(kpi)};
}

Node read_callout(BlockReader& reader, const MarkdownContext& context) {
  CalloutNode callout;
  callout.kind = reader.word("kind", {"note", "good", "warn", "bad"});
  if (callout.kind.empty()) callout.kind = "note";
  callout.title = reader.text("title");
  reader.require("body", "body = \"one idea\"");
  if (const auto body = reader.code("body")) {
    callout.content =
        parse_markdown(*body, {context.findings, context.folder, context.depth + 1, false, context.parts});
  }
  return Node{std::move(callout)};
}

Node read_keyvalue(BlockReader& reader) {
  KeyValueNode block;
  block.id = reader.word("id");
  block.style = reader.word("style", {"signature"});
  reader.require("pair", "[[pair]]");
  reader.each("pair", "pair", [&](BlockReader& pair) {
    PairNode one;
    pair.require("key", "key = \"t:project\"");
    one.key = pair.text("key");
    one.value = pair.expression("value");
    one.text = pair.text("text");
    one.when = pair.expression("if");
    if (!pair.has("value") && !pair.has("text")) pair.require("value", "value = \"project.title\"");
    block.pairs.push_back(std::move(one));
  });
  return Node{std::move(block)};
}

Node read_contents(BlockReader& reader) {
  ContentsNode contents;
  contents.depth = reader.whole_number("depth", 2, 1, 6);
  contents.title = reader.text("title");
  return Node{std::move(contents)};
}

Node read_evidence(BlockReader& reader) {
  EvidenceNode evidence;
  evidence.span = reader.span();
  evidence.caption = reader.text("caption");
  evidence.sheet = reader.text("sheet");
  evidence.limit = reader.whole_number("limit", evidence.limit, 1, 1'000'000);
  return Node{std::move(evidence)};
}

Node read_narrative(BlockReader& reader) {
  NarrativeNode narrative;
  narrative.span = reader.span();
  reader.require("section", "section = \"summary\"");
  narrative.section = reader.word("section");
  narrative.section_span = reader.span("section");
  narrative.level = reader.whole_number("level", 0, 1, 5);
  return Node{std::move(narrative)};
}

constexpr std::array<std::string_view, 9> kinds = {
    "table", "chart", "kpi", "callout", "keyvalue", "contents", "pagebreak", "evidence", "narrative"};

}  // namespace

std::optional<Node> parse_block(const std::string& kind, const Code& body, Span fence,
                                const MarkdownContext& context) {
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
    context.findings.add("TPL-07", fence, "unknown block " + kind, did_you_mean(kind, kinds));
    return std::nullopt;
  }
  const BlockText text(body, context.findings);
  const auto table = text.parse();
  if (!table) return std::nullopt;
  BlockReader reader(*table, text, kind, fence);
  if (kind == "table") return read_table(reader);
  if (kind == "chart") return read_chart(reader);
  if (kind == "kpi") return read_kpi(reader);
  if (kind == "callout") return read_callout(reader, context);
  if (kind == "keyvalue") return read_keyvalue(reader);
  if (kind == "contents") return read_contents(reader);
  if (kind == "pagebreak") return Node{PageBreakNode{reader.word("orientation", {"portrait", "landscape"})}};
  if (kind == "narrative") return read_narrative(reader);
  return read_evidence(reader);
}

}  // namespace kvali
