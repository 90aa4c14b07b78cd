#include "init/data_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/number_text.hpp"
#include "base/text.hpp"
#include "base/toml_text.hpp"
#include "init/guessed_cells.hpp"
#include "init/telling_apart.hpp"
#include "locale/date_text.hpp"

namespace kvali {

namespace {

std::optional<Decimal> number_in(const std::string& text) {
  const auto value = parse_number(text, '.').value;
  return value ? value : parse_number(text, ',').value;
}

/// Digits after the decimal sign; 2 at most, as reports show no more.
int decimals_of(const Decimal& value) {
  const std::string digits = value.to_string();
  const std::size_t dot = digits.find('.');
  return dot == std::string::npos ? 0 : int(std::min<std::size_t>(digits.size() - dot - 1, 2));
}

/// Letters of the Georgian block are three bytes that begin so.
bool is_georgian(const std::string& text) {
  return text.find("\xE1\x83") != std::string::npos;
}

class Reading {
 public:
  Reading(const Table& table, const TableGuess& guess, const std::string& name)
      : table_(table),
        guess_(guess),
        name_(name),
        cells_(table, guess),
        indicator_(indicator_column(guess)),
        figures_(figure_columns(guess)) {}

  DataFacts read() {
    if (indicator_ == nullptr) add_headings();
    for (std::size_t row = cells_.first_row(); row < table_.rows(); ++row) {
      const std::string code = cells_.text(indicator_, row);
      if (indicator_ != nullptr && code.empty()) continue;
      if (indicator_ != nullptr)
        add(code, title(code, row), cells_.text(column_of(guess_, HeadingMeaning::unit), row));
      read_figures(row, code);
    }
    // Days and weeks lie within months: the figures of a month are what is reported.
    if (facts_.first && facts_.frequency <= PeriodKind::month) {
      facts_.first = period_around(facts_.first->first, PeriodKind::month);
      facts_.last = period_around(facts_.last->first, PeriodKind::month);
    }
    guess_sums();
    facts_.twins = count_twins(table_, guess_);
    facts_.georgian = has_georgian();
    return std::move(facts_);
  }

 private:
  [[nodiscard]] std::string title(const std::string& code, std::size_t row) const {
    const std::string words = cells_.text(column_of(guess_, HeadingMeaning::title), row);
    return words.empty() ? code : words;
  }

  void add_headings() {
    if (is_one_indicator(guess_)) add(name_, name_, "");
    for (const ColumnGuess* value : value_columns(guess_))
      if (!is_one_indicator(guess_))
        add(indicator_of_column(*value, name_), indicator_of_column(*value, name_), "");
  }

  void add(const std::string& code, const std::string& title, const std::string& unit) {
    if (!known_.try_emplace(fold_key(code), facts_.indicators.size()).second) return;
    facts_.indicators.push_back({code, title, unit, {}, 0});
    series_.emplace_back();
  }

  void read_figures(std::size_t row, const std::string& code) {
    for (const ColumnGuess* column : figures_) {
      const std::string figure = cells_.text(column, row);
      if (figure.empty()) continue;
      const auto period =
          guess_.months_across
              ? column->profile.month
              : parse_period_text(cells_.text(column_of(guess_, HeadingMeaning::period), row));
      if (period) widen(*period);
      const auto it = known_.find(fold_key(indicator_of(*column, code)));
      const auto value = number_in(figure);
      if (it == known_.end() || !value) continue;  // Months across, and no column names the indicators.
      int& decimals = facts_.indicators[it->second].decimals;
      decimals = std::max(decimals, decimals_of(*value));
      if (period) series_[it->second].add(series_name(row, *column), period->last, *value);
    }
  }

  [[nodiscard]] std::string indicator_of(const ColumnGuess& column, const std::string& code) const {
    if (!code.empty()) return code;
    return is_one_indicator(guess_) ? name_ : indicator_of_column(column, name_);
  }

  /// By whom, where and of whom the figure was reported.
  [[nodiscard]] std::string series_name(std::size_t row, const ColumnGuess& column) const {
    std::string name = std::to_string(column.meaning ? int(*column.meaning) : -1);
    for (const HeadingMeaning part : {HeadingMeaning::place, HeadingMeaning::organisation,
                                      HeadingMeaning::sex, HeadingMeaning::age, HeadingMeaning::group})
      name += '\n' + cells_.text(column_of(guess_, part), row);
    return name;
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

  void guess_sums() {
    for (std::size_t i = 0; i < facts_.indicators.size(); ++i) {
      FoundIndicator& found = facts_.indicators[i];
      found.over_time = guess_over_time(found.title, found.unit, series_[i]);
    }
    // The total of what is there is there, too.
    const auto latest = std::find_if(facts_.indicators.begin(), facts_.indicators.end(),
                                     [](const FoundIndicator& f) { return f.over_time.word == "latest"; });
    if (latest == facts_.indicators.end()) return;
    for (FoundIndicator& found : facts_.indicators)
      if (is_total(found.title)) found.over_time = latest->over_time;
  }

  [[nodiscard]] bool is_total(const std::string& title) const {
    const std::string begin = name_ + ": ";
    return known_heading(title.starts_with(begin) ? title.substr(begin.size()) : title) ==
           HeadingMeaning::total;
  }

  [[nodiscard]] bool has_georgian() const {
    return std::any_of(guess_.columns.begin(), guess_.columns.end(), [](const ColumnGuess& column) {
      const auto& examples = column.profile.examples;
      return is_georgian(column.profile.heading) ||
             std::any_of(examples.begin(), examples.end(), is_georgian);
    });
  }

  const Table& table_;
  const TableGuess& guess_;
  const std::string& name_;
  GuessedCells cells_;
  const ColumnGuess* indicator_;
  std::vector<const ColumnGuess*> figures_;
  DataFacts facts_;
  std::map<std::string, std::size_t> known_;  ///< Folded code -> its place in the list.
  std::vector<FigureSeries> series_;          ///< Of the indicators.
};

}  // namespace

std::vector<const ColumnGuess*> value_columns(const TableGuess& guess) {
  std::vector<const ColumnGuess*> columns;
  for (const ColumnGuess& column : guess.columns)
    if (column.meaning == HeadingMeaning::value) columns.push_back(&column);
  return columns;
}

std::string indicator_of_column(const ColumnGuess& column, const std::string& name) {
  const std::string& heading = column.profile.heading;
  return known_heading(heading) == HeadingMeaning::total ? name + ": " + heading : heading;
}

bool is_one_indicator(const TableGuess& guess) {
  return !guess.months_across && indicator_column(guess) == nullptr &&
         column_of(guess, HeadingMeaning::women) != nullptr;
}

std::vector<std::string> guesses_over_time(const DataFacts& facts) {
  constexpr std::size_t most_named = 6;
  std::vector<std::pair<OverTime, std::vector<std::string>>> groups;
  for (const FoundIndicator& found : facts.indicators) {
    const auto same = [&](const auto& group) { return group.first.why == found.over_time.why; };
    auto group = std::find_if(groups.begin(), groups.end(), same);
    if (group == groups.end()) group = groups.insert(groups.end(), {found.over_time, {}});
    group->second.push_back(found.title);
  }
  std::vector<std::string> sentences;
  for (auto& [over_time, titles] : groups) {
    const std::size_t count = titles.size();
    if (count > most_named) titles.resize(most_named);
    for (std::string& title : titles) title = toml_string(title);
    sentences.push_back(fmt::format(
        "{}: {}{}",
        over_time.why.empty()
            ? "periods are added up (sum)"
            : fmt::format("the last period counts ({}), as {}", over_time.word, over_time.why),
        fmt::join(titles, ", "), count > most_named ? fmt::format(" and {} more", count - most_named) : ""));
  }
  return sentences;
}

DataFacts facts_of(const Table& table, const TableGuess& guess, const std::string& name) {
  return Reading(table, guess, name).read();
}

}  // namespace kvali
