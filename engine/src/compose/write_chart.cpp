#include "compose/number_format.hpp"
#include "compose/writer.hpp"

namespace kvali {

namespace {

/// The decimals a chart asks for, else those its values have, but no more than people read.
int chart_decimals(const ChartNode& node, const Table& data) {
  if (node.format.decimals >= 0) return node.format.decimals;
  int needed = 0;
  if (node.format.kind == FormatSpec::Kind::percent) return needed;
  for (const Column& column : data.columns()) {
    for (std::size_t row = 0; row < column.size(); ++row) {
      const auto value = column.missing(row) ? std::nullopt : number_of(column.scalar(row));
      if (!value) continue;
      const Decimal shown = value->round_half_up(most_automatic_decimals);
      while (needed < most_automatic_decimals && shown.round_half_up(needed) != shown) ++needed;
    }
  }
  return needed;
}

/// A reader who hears the picture wants its gist, not its table.
constexpr std::size_t most_spoken_rows = 12;

/// Years of months, or the like: what a page can show.
constexpr std::size_t most_categories = 400;

}  // namespace

void Writer::write(const ChartNode& node, Blocks& out) {
  Chosen chosen = evaluator_.choose(node.rows);
  if (chosen.rows.size() > most_categories) {
    evaluator_.findings().add("TPL-10", node.span,
                              "chart has more than " + std::to_string(most_categories) + " categories",
                              "narrow it by where or limit", Severity::warning);
    chosen.rows.resize(most_categories);
  }
  Chart chart;
  auto data = std::make_shared<Table>(node.rows.rows.table);
  const Column* const category = chosen.table->find(node.category);
  data->add(node.category, Type::text);
  for (const std::size_t row : chosen.rows) {
    const Scalar value = category == nullptr ? Scalar(Mark::not_recorded) : category->scalar(row);
    const bool translate = !node.category_words.empty() && !is_missing(value);
    data->columns()[0].append(std::string_view(translate
                                                   ? words(node.category_words, value, node.category_span)
                                                   : shown_text(Datum(value), evaluator_)));
  }
  bool any_value = false;
  for (const SeriesNode& series : node.series) {
    const Column* const source = chosen.table->find(series.column);
    if (data->find(series.column) != nullptr) continue;
    std::vector<Datum> cells;
    for (const std::size_t row : chosen.rows) {
      Datum cell;
      if (source != nullptr) cell = Datum(source->scalar(row), chosen.table->evidence(*source, row));
      if (!cell.missing() && !number_of(cell.scalar)) {
        cell = evaluator_.wrong_type(series.span, "chart draws " + kind_name(cell) + ": " + series.column);
      }
      any_value = any_value || !cell.missing();
      cells.push_back(std::move(cell));
    }
    Column column = column_of(series.column, cells, evaluator_);
    if (column.type() == Type::text) {  // All missing: still a column of numbers.
      column = Column(series.column, Type::decimal);
      for (const Datum& cell : cells) column.append(cell.mark());
    }
    data->columns().push_back(std::move(column));
    chart.series.push_back({series.column, evaluator_.text(series.label), series.target});
  }
  // A frame with nothing in it tells nobody anything.
  if (!any_value) return;
  chart.kind = node.kind;
  chart.title = evaluator_.text(node.title);
  chart.unit = evaluator_.text(node.unit);
  chart.category = node.category;
  chart.category_label = evaluator_.text(node.category_label);
  chart.table = node.table;
  chart.format =
      number_format({chart_decimals(node, *data), true, node.format.kind == FormatSpec::Kind::percent, 0});
  chart.data = data;
  chart.alt = evaluator_.text(node.alt);
  if (chart.alt.empty()) {
    std::vector<std::string> rows;
    for (std::size_t row = 0; row < data->rows() && row < most_spoken_rows; ++row) {
      std::string spoken = std::string(data->columns()[0].text(row)) + ":";
      for (const ChartSeries& series : chart.series) {
        const Column& column = data->at(series.column);
        spoken += " " + series.label + " " +
                  shown_text(formatted(Datum(column.scalar(row)), node.format), evaluator_) + ",";
      }
      spoken.pop_back();
      rows.push_back(std::move(spoken));
    }
    if (data->rows() > rows.size()) {
      rows.push_back(word("chart.more", {{"n", static_cast<std::int64_t>(data->rows() - rows.size())}}));
    }
    std::string listed;
    for (const std::string& row : rows) listed += (listed.empty() ? "" : "; ") + row;
    chart.alt =
        word("chart.alt", {{"title", chart.title.empty() ? section_ : chart.title}, {"data", listed}});
  }
  kvali::Figure figure;
  figure.id = node.id.empty() ? "chart" : node.id;
  figure.caption = evaluator_.text(node.caption);
  figure.source = evaluator_.text(node.source);
  figure.content = std::move(chart);
  push(Block{std::move(figure)}, out);
}

}  // namespace kvali
