#include "init/data_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "base/toml_text.hpp"
#include "locale/date_text.hpp"
#include "model/schema.hpp"

namespace kvali {

namespace {

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string indicators_csv(const DataFacts& facts) {
  std::string out = "Code,Title,Unit,Over time,Decimals\n";
  for (const FoundIndicator& indicator : facts.indicators)
    out += fmt::format("{},{},{},{},{}\n", csv_cell(indicator.code), csv_cell(indicator.title),
                       csv_cell(indicator.unit), indicator.over_time.word, indicator.decimals);
  return out;
}

std::string_view word_of(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::week:
      return "week";
    case PeriodKind::quarter:
      return "quarter";
    case PeriodKind::half:
      return "half";
    case PeriodKind::year:
      return "year";
    default:
      return "month";
  }
}

std::string list_name(const DataFile& data) {
  return data.file == "indicators.csv" ? "indicator-list.csv" : "indicators.csv";
}

/// Stands where something is to be filled in.
constexpr std::string_view unknown = "\"...\"";

/// Below its month, where it stands below one.
const std::string& lowest_heading(const ColumnGuess& column) {
  return column.profile.below.empty() ? column.profile.heading : column.profile.below;
}

/// A column of months that do not say of which year they are, or null.
const ColumnGuess* months_without_year(const TableGuess& guess) {
  for (const ColumnGuess& column : guess.columns) {
    const auto& cells = column.profile.examples;
    if (!cells.empty() && std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
          return parse_month_name(cell).has_value();
        }))
      return &column;
  }
  return nullptr;
}

class Writing {
 public:
  Writing(const std::string& id, const std::vector<std::string>& langs, const DataFile& data,
          const TableGuess& guess, const DataFacts& facts)
      : id_(id), langs_(langs), data_(data), guess_(guess), facts_(facts) {}

  std::string report_toml() {
    head();
    indicators();
    if (is_complete(guess_, facts_))
      sources();
    else
      incomplete();
    unused();
    out_ +=
        "\n# The files to make, one block each.\n[[output]]\nrenderer = \"pdf\"\n[[output]]\nrenderer = "
        "\"xlsx\"\n";
    return std::move(out_);
  }

 private:
  void line(std::string_view key, std::string_view value, std::string_view remark = {}) {
    out_ += fmt::format("{:<9} = {}{}{}\n", key, value, remark.empty() ? "" : "   # ", remark);
  }

  void head() {
    out_ = "# Guessed from " + data_.file +
           ". Lines that begin with # are remarks; put right what was guessed wrong.\n\n[report]\n";
    line("id", toml_string(id_), "names the files that are made");
    line("template", "\"monthly-brief\"", "how the report looks; see: kvali templates list");
    std::string list;
    for (const std::string& lang : langs_) list += (list.empty() ? "" : ", ") + toml_string(lang);
    line("langs", "[" + list + "]",
         langs_.size() > 1 ? "" : "[\"ka\", \"en\"] makes the report in two languages");
    line("period", toml_string(facts_.last ? period_text(*facts_.last) : "2026-01"),
         facts_.last ? "the latest there is in the data" : "no period was found in the data");
    line("audience", "\"donor\"", "internal, donor, partner or public");
    out_ += "\n[project]\n";
    line("id", toml_string(id_));
    line("title", toml_string(id_), "as the report's first page is to say it");
    out_ +=
        "# donor        = \"Who pays\"\n# organisation = \"Who reports\"\n# agreement    = \"Number of the "
        "grant\"\n";
    if (facts_.first)
      line("start", iso_text(facts_.first->first), "from the data: the first day with a figure");
    if (facts_.last) line("end", iso_text(facts_.last->last));
    out_ += "\n";
  }

  /// Also where something else is lacking: the figures will want them.
  void indicators() {
    if (facts_.indicators.empty()) return;
    out_ +=
        "# What is measured, taken from the data: correct titles there. Over time: sum, latest, max or "
        "avg.\n# Guessed:\n";
    for (const std::string& sentence : guesses_over_time(facts_)) out_ += "#   " + sentence + "\n";
    out_ += "[[source]]\n";
    out_ += fmt::format("name   = \"indicators\"\nplugin = \"csv\"\nfile   = {}\nrank   = 100\n",
                        toml_string(list_name(data_)));
    out_ +=
        "[source.map.indicator]\nindicator_id = \"Code\"\ncode         = \"Code\"\ntitle        = \"Title\"\n"
        "unit         = \"Unit\"\nagg_time     = \"Over time\"\ndecimals     = \"Decimals\"\nmeasure      = "
        "{ const = \"unit\" }\n"
        "direction    = { const = \"up\" }\nvalue_kind   = { const = \"period\" }\n";
    out_ += fmt::format("frequency    = {{ const = \"{}\" }}\n\n", word_of(facts_.frequency));
  }

  void sources() {
    const auto values = value_columns(guess_);
    const ColumnGuess* indicator = indicator_column(guess_);
    if (guess_.months_across || indicator != nullptr || is_one_indicator(guess_)) {
      figures(data_.source_id, values.empty() ? nullptr : values.front());
    } else {
      for (const ColumnGuess* value : values) figures(data_.source_id + ": " + value->profile.heading, value);
    }
    if (indicator != nullptr && column_of(guess_, HeadingMeaning::target) != nullptr)
      targets(indicator);
    else
      targets_to_come();
  }

  void open_source(const std::string& name) {
    out_ += fmt::format("[[source]]\nname   = {}\nplugin = \"{}\"\nfile   = {}\nrank   = 100\n",
                        toml_string(name), data_.plugin, toml_string(data_.file));
    if (!data_.sheet.empty()) line("sheet", toml_string(data_.sheet));
    if (data_.header_rows > 1)
      line("header_rows", std::to_string(data_.header_rows), "the headings stand in two rows");
  }

  void open_map(std::string_view table) {
    out_ += fmt::format("[source.map.{}]\n", table);
    if (!data_.table.empty()) line("table", toml_string(data_.table));
    if (guess_.tags) line("skip", "\"#*\"", "the row of tags below the headings");
  }

  void column(std::string_view field, HeadingMeaning meaning) {
    if (const ColumnGuess* found = column_of(guess_, meaning))
      line(field, toml_string(found->profile.heading));
  }

  /// What tells apart the figures of one row or of several; targets are mostly for women and men together.
  void dimensions(bool with_figures_across) {
    std::vector<std::string> list;
    for (const auto& [name, meaning] :
         {std::pair{"sex", HeadingMeaning::sex}, std::pair{"age", HeadingMeaning::age}})
      if (const ColumnGuess* found = column_of(guess_, meaning))
        list.push_back(fmt::format("{} = {}", name, toml_string(found->profile.heading)));
    if (const ColumnGuess* found = column_of(guess_, HeadingMeaning::group))
      list.push_back(fmt::format("{0} = {0}", toml_string(found->profile.heading)));
    std::vector<std::string> sexes;
    for (const auto& [sex, meaning] :
         {std::pair{"f", HeadingMeaning::women}, std::pair{"m", HeadingMeaning::men}})
      if (const ColumnGuess* found = column_of(guess_, meaning))
        sexes.push_back(fmt::format("{} = \"{}\"", toml_string(lowest_heading(*found)), sex));
    if (with_figures_across && !sexes.empty())
      list.push_back(fmt::format("sex = {{ columns = {{ {} }} }}", fmt::join(sexes, ", ")));
    if (!list.empty()) out_ += fmt::format("disaggregation = {{ {} }}\n", fmt::join(list, ", "));
  }

  void figures(const std::string& name, const ColumnGuess* value) {
    open_source(name);
    figure_map(value);
    out_ += "\n";
  }

  void figure_map(const ColumnGuess* value) {
    open_map("observation");
    if (const ColumnGuess* indicator = indicator_column(guess_))
      line("indicator", toml_string(indicator->profile.heading));
    else if (is_one_indicator(guess_))
      line("indicator", "{ const = " + toml_string(data_.source_id) + " }");
    else if (value != nullptr)
      line("indicator", "{ const = " + toml_string(indicator_of_column(*value, data_.source_id)) + " }");
    else
      line("indicator", unknown, candidates(false));
    if (guess_.months_across)
      months(value);
    else
      days_and_value(value);
    column("loc", HeadingMeaning::place);
    column("reporter_org", HeadingMeaning::organisation);
    dimensions(true);
    const ColumnGuess* note = column_of(guess_, HeadingMeaning::note);
    if (note != nullptr && note->profile.month)
      line("note", "\"comments\"", "those on the figures' cells");
    else
      column("note", HeadingMeaning::note);
  }

  void days_and_value(const ColumnGuess* value) {
    const ColumnGuess* months = months_without_year(guess_);
    if (column_of(guess_, HeadingMeaning::period) != nullptr) {
      column("period", HeadingMeaning::period);
    } else if (months != nullptr) {
      line("period", toml_string(months->profile.heading));
      line("year", "2026", "the one that the months are of");
    } else {
      line("period", unknown, "of a single period: { const = \"2026-01\" }");
    }
    if (value != nullptr)
      line("value", toml_string(value->profile.heading));
    else if (figure_columns(guess_).empty())
      line("value", unknown, candidates(true));
  }

  /// The columns that one might choose: those of numbers, or the others.
  [[nodiscard]] std::string candidates(bool numbers) const {
    std::vector<std::string> names;
    for (const ColumnGuess& column : guess_.columns)
      if (!column.meaning && column.profile.filled > 0 && column.profile.numbers == numbers)
        names.push_back(toml_string(column.profile.heading));
    return names.empty() ? "" : fmt::format("one of: {}", fmt::join(names, ", "));
  }

  /// Of several columns below each month, the one that has this heading.
  void months(const ColumnGuess* wanted) {
    line("months", "\"auto\"", "the columns headed by months");
    if (wanted != nullptr && !wanted->profile.below.empty())
      line("value", toml_string(wanted->profile.below), "the heading below the month");
  }

  void targets(const ColumnGuess* indicator) {
    open_source(data_.source_id + ": targets");
    open_map("target");
    line("indicator", toml_string(indicator->profile.heading));
    if (guess_.months_across) {
      months(column_of(guess_, HeadingMeaning::target));
    } else {
      column("scope", HeadingMeaning::period);
      column("value", HeadingMeaning::target);
    }
    line("kind", "{ const = \"period\" }", "planned for the period alone, not since the start");
    column("loc", HeadingMeaning::place);
    dimensions(false);
    out_ += "\n";
  }

  void targets_to_come() {
    out_ +=
        "# What was planned: make a file targets.csv with the columns Code, Period and Target, and remove "
        "the #.\n"
        "# [[source]]\n# name   = \"targets\"\n# plugin = \"csv\"\n# file   = \"targets.csv\"\n"
        "# [source.map.target]\n# indicator = \"Code\"\n# scope     = \"Period\"\n# value     = \"Target\"\n"
        "# kind      = { const = \"period\" }\n\n";
  }

  /// The file is read all the same: its table can be used under its own name, and check shows it.
  void incomplete() {
    out_ +=
        "# Not all that figures need was found in the file: complete the lines below and remove their #.\n";
    open_source(data_.source_id);
    std::string before = std::move(out_);
    out_.clear();
    const auto values = value_columns(guess_);
    figure_map(values.empty() ? nullptr : values.front());
    for (std::size_t at = 0; at < out_.size(); at = out_.find('\n', at) + 1)
      before += "# " + out_.substr(at, out_.find('\n', at) - at) + "\n";
    out_ = std::move(before) + "\n";
  }

  void unused() {
    std::string left, by_name;
    for (const ColumnGuess& column : guess_.columns) {
      if (column.meaning || (guess_.months_across && is_figure_of_month(column))) continue;
      const bool is_field = find_schema("observation")->find(column.profile.heading) != nullptr;
      (is_field ? by_name : left) += "#   " + toml_string(column.profile.heading) + "\n";
    }
    if (!left.empty()) out_ += "# Columns of " + data_.file + " that are not used:\n" + left;
    if (!by_name.empty())
      out_ +=
          "# Columns that are taken without a line where their cells fit, as they are called like Kvali's "
          "own:\n" +
          by_name;
  }

  const std::string& id_;
  const std::vector<std::string>& langs_;
  const DataFile& data_;
  const TableGuess& guess_;
  const DataFacts& facts_;
  std::string out_;
};

std::string readme(const std::string& id, const DataFile& data, bool has_list) {
  std::string text = fmt::format(
      "# {}\n\nA report folder made from `{}`. Make the report, PDF and workbook, with\n\n    kvali run .\n\n"
      "and find it in `out`. `kvali check .` does the same without writing and lists everything that is "
      "wrong.\n\n"
      "What figures cannot say stands in text files: `narrative/summary.PERIOD.LANGUAGE.md` prints as the "
      "summary.\n\n"
      "`report.toml` says which column means what. It was guessed: look through it before the first report "
      "is sent.\n",
      id, data.file);
  if (has_list)
    text += fmt::format(
        "`{}` lists the indicators found in the data, with titles, units and how their periods add up.\n",
        list_name(data));
  return text;
}

std::string no_period(const TableGuess& guess) {
  if (const ColumnGuess* months = months_without_year(guess))
    return fmt::format("the months of column {} say no year: write it below them, year = 2026",
                       toml_string(months->profile.heading));
  for (const ColumnGuess& column : guess.columns)
    if (known_heading(column.profile.heading) == HeadingMeaning::period && !column.profile.examples.empty())
      return fmt::format(
          "the cells of column {}, such as {}, are no months, days or years; name them with values",
          toml_string(column.profile.heading), toml_string(column.profile.examples.front()));
  return "no column of months, days or years was found; if all figures are of one period, write period = { "
         "const = "
         "\"2026-01\" }";
}

}  // namespace

bool is_complete(const TableGuess& guess, const DataFacts& facts) {
  const bool named = indicator_column(guess) != nullptr || !guess.months_across;
  return !figure_columns(guess).empty() && named && facts.first.has_value() && !facts.indicators.empty();
}

std::vector<std::string> open_questions(const TableGuess& guess, const DataFacts& facts) {
  std::vector<std::string> open;
  if (guess.months_across && indicator_column(guess) == nullptr)
    open.emplace_back("no column of indicators was found");
  if (guess.months_across && figure_columns(guess).empty())
    open.emplace_back("several columns stand below each month, and none is headed Actual or the like");
  if (!guess.months_across && column_of(guess, HeadingMeaning::period) == nullptr)
    open.push_back(no_period(guess));
  if (!guess.months_across && figure_columns(guess).empty())
    open.emplace_back("no column of figures was found, or several and it is not clear which one counts");
  if (is_complete(guess, facts) && facts.twins > 0)
    open.push_back(
        fmt::format("{} rows agree with an earlier one in everything but the figure, and only one of "
                    "them can count: map the column that tells them apart, or add them up in the file if "
                    "each is a single event or payment",
                    facts.twins));
  return open;
}

std::vector<NewFile> report_of_data(const std::string& id, const std::vector<std::string>& langs,
                                    const DataFile& data, const TableGuess& guess, const DataFacts& facts) {
  std::vector<NewFile> files;
  files.push_back({"README.md", readme(id, data, !facts.indicators.empty()), {}});
  if (!facts.indicators.empty()) files.push_back({list_name(data), indicators_csv(facts), {}});
  files.push_back({"report.toml", Writing(id, langs, data, guess, facts).report_toml(), {}});
  return files;
}

}  // namespace kvali
