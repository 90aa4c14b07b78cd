#include "init/data_facts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/number_text.hpp"
#include "base/text.hpp"
#include "locale/date_text.hpp"

namespace kvali {

namespace {

/// Words of what is there at a time, not what happened in it.
constexpr std::array stock_words{"stock", "total", "balance", "population", "cumulative", "ნაშთი", "სულ"};

bool is_stock(const std::string& title) {
  const std::string text = fold_key(title);
  return std::any_of(stock_words.begin(), stock_words.end(),
                     [&](const char* word) { return text.find(word) != std::string::npos; });
}

/// Digits after the decimal sign, whichever it is; 2 at most, as reports show no more.
int decimals_of(const std::string& text) {
  auto value = parse_number(text, '.').value;
  if (!value) value = parse_number(text, ',').value;
  if (!value) return 0;
  const std::string digits = value->to_string();
  const std::size_t dot = digits.find('.');
  return dot == std::string::npos ? 0 : int(std::min<std::size_t>(digits.size() - dot - 1, 2));
}

class Reading {
 public:
  Reading(const Table& table, const TableGuess& guess) : table_(table), guess_(guess) {}

  DataFacts read() {
    const ColumnGuess* indicator = indicator_column(guess_);
    const auto values = value_columns(guess_);
    if (indicator == nullptr)
      for (const ColumnGuess* value : values) add(value->profile.heading, value->profile.heading, "");
    for (std::size_t row = guess_.tags ? 1 : 0; row < table_.rows(); ++row) {
      const std::string code = text(indicator, row);
      if (indicator != nullptr && code.empty()) continue;
      if (indicator != nullptr)
        add(code, title(code, row), text(column_of(guess_, HeadingMeaning::unit), row));
      read_periods(row, values);
      read_decimals(row, code);
      count_twin(row, code);
    }
    // Days and weeks lie within months: the figures of a month are what is reported.
    if (facts_.first && facts_.frequency <= PeriodKind::month) {
      facts_.first = period_around(facts_.first->first, PeriodKind::month);
      facts_.last = period_around(facts_.last->first, PeriodKind::month);
    }
    return std::move(facts_);
  }

 private:
  std::string text(const ColumnGuess* column, std::size_t row) const {
    if (column == nullptr) return {};
    const Column& cells = table_.at(column->profile.heading);
    return cells.missing(row) ? std::string{} : std::string(trim(canonical_text(cells.scalar(row))));
  }

  std::string title(const std::string& code, std::size_t row) const {
    const std::string words = text(column_of(guess_, HeadingMeaning::title), row);
    return words.empty() ? code : words;
  }

  void add(const std::string& code, const std::string& title, const std::string& unit) {
    if (known_.try_emplace(fold_key(code), facts_.indicators.size()).second)
      facts_.indicators.push_back({code, title, unit, is_stock(title), 0});
  }

  void widen_decimals(const std::string& code, const std::string& figure) {
    const auto it = known_.find(fold_key(code));
    if (it == known_.end()) return;  // Months across, and no column names the indicators.
    int& decimals = facts_.indicators[it->second].decimals;
    decimals = std::max(decimals, decimals_of(figure));
  }

  void read_decimals(std::size_t row, const std::string& code) {
    for (const ColumnGuess& column : guess_.columns) {
      const bool figure =
          guess_.months_across ? is_figure_of_month(column) : column.meaning == HeadingMeaning::value;
      if (figure) widen_decimals(code.empty() ? column.profile.heading : code, text(&column, row));
    }
  }

  void read_periods(std::size_t row, const std::vector<const ColumnGuess*>& values) {
    if (guess_.months_across) {
      for (const ColumnGuess& column : guess_.columns)
        if (is_figure_of_month(column) && !text(&column, row).empty()) widen(*column.profile.month);
      return;
    }
    const bool has_value = std::any_of(values.begin(), values.end(),
                                       [&](const ColumnGuess* value) { return !text(value, row).empty(); });
    if (!has_value) return;
    if (const auto period = parse_period_text(text(column_of(guess_, HeadingMeaning::period), row)))
      widen(*period);
  }

  void widen(const Period& period) {
    const PeriodKind kind = kind_of(period);
    const bool first = !facts_.first;
    const PeriodKind word =
        kind == PeriodKind::custom || kind == PeriodKind::fiscal_year ? PeriodKind::month : kind;
    // The finest kind there is decides: a year's figure may stand beside its months.
    facts_.frequency = first ? word : std::min(facts_.frequency, word);
    if (first || period.first < facts_.first->first) facts_.first = period;
    if (first || period.last > facts_.last->last) facts_.last = period;
  }

  /// Rows that agree in everything but the figure cannot both count.
  void count_twin(std::size_t row, const std::string& code) {
    std::string key = fold_key(code);
    for (const HeadingMeaning part : {HeadingMeaning::period, HeadingMeaning::place,
                                      HeadingMeaning::organisation, HeadingMeaning::sex, HeadingMeaning::age})
      key += '\n' + fold_key(text(column_of(guess_, part), row));
    if (!rows_.insert(std::move(key)).second) ++facts_.twins;
  }

  const Table& table_;
  const TableGuess& guess_;
  DataFacts facts_;
  std::map<std::string, std::size_t> known_;  ///< Folded code -> its place in the list.
  std::set<std::string> rows_;
};

}  // namespace

std::vector<const ColumnGuess*> value_columns(const TableGuess& guess) {
  std::vector<const ColumnGuess*> columns;
  for (const ColumnGuess& column : guess.columns)
    if (column.meaning == HeadingMeaning::value) columns.push_back(&column);
  return columns;
}

const ColumnGuess* indicator_column(const TableGuess& guess) {
  const ColumnGuess* code = column_of(guess, HeadingMeaning::code);
  return code != nullptr ? code : column_of(guess, HeadingMeaning::title);
}

DataFacts facts_of(const Table& table, const TableGuess& guess) {
  return Reading(table, guess).read();
}

}  // namespace kvali
