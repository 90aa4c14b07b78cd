#include "book_writer.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>

#include "chart_source.hpp"
#include "links.hpp"
#include "report_lines.hpp"
#include "report_sheet.hpp"
#include "table_plan.hpp"
#include "table_sheet.hpp"
#include "text.hpp"
#include "typed_cell.hpp"
#include "words.hpp"
#include "workbook.hpp"

namespace kvali::xlsx {
namespace {

// A workbook without a date would carry the clock; this day stands for "not stated".
constexpr int64_t undated = 3652;  // 1980-01-01, as the zip entries inside the file

int64_t created_day(const Content& content) {
  for (const char* key : {"date", "period_end"}) {
    const std::string text = content.attribute(key);
    const auto serial = typed_cell({"date", text, "", "", "", ""});
    if (const auto* number = std::get_if<double>(&serial.content))
      return static_cast<int64_t>(*number) - 25569;
  }
  return undated;
}

std::string project_subject(const Content& content) {
  const std::string subject = content.attribute("subject");
  return subject.empty() ? content.attribute("project") : subject;
}

/// Writes one workbook: plan all sheets, then write them.
class BookWriter {
 public:
  BookWriter(const Content& content, const BookSettings& settings, const Component& log)
      : content_(content),
        settings_(settings),
        log_(log),
        words_(words_in(content.lang)),
        links_(log),
        images_(image_sizes(content, log)) {}

  void run(const std::string& path) {
    plan();
    const std::string folder = std::filesystem::path(path).parent_path().string();
    Workbook book({path, folder, font(), streaming_});
    properties(book);
    Sheet& report = book.add_sheet(report_sheet_);
    std::vector<Sheet*> sheets;
    for (const TablePlan& table : tables_)
      sheets.push_back(table.own_sheet ? &book.add_sheet(table.sheet) : nullptr);
    Sheet* charts = needs_chart_sheet(sources_) ? &book.add_sheet(chart_sheet_) : nullptr;

    write_report_sheet({content_, lines_, sources_, images_, settings_.look, log_}, book, report, links_);
    for (size_t i = 0; i < sheets.size(); ++i) {
      if (!sheets[i]) continue;
      write_table_sheet(
          {content_.tables[i], tables_[i], content_, settings_.look, log_, report_sheet_, table_rows_[i]},
          book, *sheets[i], links_);
    }
    if (charts) write_chart_data(content_, sources_, settings_.look, report_sheet_, book, *charts);
    for (const std::string& cell : book.cut_cells())
      log_.warn("[L-06] a text is longer than a cell can be; its end is left out\nhint: shorten it", cell);
    log_.progress(1, 1);
    book.close();
  }

 private:
  std::string font() const {
    std::string wanted = clip_units(one_line(settings_.font), 31);
    if (!wanted.empty()) return wanted;
    return &words_ == &words_in("ka") ? "Sylfaen" : "Calibri";
  }

  void plan() {
    size_t cells = 0;
    for (const Table& table : content_.tables) cells += count_cells(table);
    streaming_ = cells > settings_.most_cells;
    if (streaming_)
      log_.inform("the tables have " + std::to_string(cells) +
                  " cells; they become plain ranges with filters, because native tables of that size would "
                  "need too much memory");
    NameSet sheets;
    NameSet names;
    report_sheet_ = sheet_name(settings_.sheet, words_.report_sheet, sheets);
    for (size_t i = 0; i < content_.tables.size(); ++i) {
      const std::string fallback = "T" + std::to_string(i + 1);
      tables_.push_back(plan_table(content_.tables[i], streaming_, {sheets, names, fallback}));
      check_zones(content_.tables[i]);
    }
    chart_sheet_ = sheet_name(words_.chart_sheet, "Charts", sheets);
    sources_ = plan_charts(content_, tables_, chart_sheet_);
    lines_ = lay_out({content_, settings_.look, words_, images_});
    place_anchors();
  }

  void check_zones(const Table& table) const {
    for (const ColumnSpec& column : table.rows.columns)
      if (!knows_timezone(column.timezone))
        log_.warn("time zone '" + one_line(column.timezone) + "' is not known; times are shown in UTC",
                  table.caption);
  }

  void place_anchors() {
    table_rows_.resize(tables_.size(), 0);
    for (size_t i = 0; i < tables_.size(); ++i) place_table(i);
    const std::vector<uint32_t> rows = line_rows(lines_);
    for (size_t i = 0; i < lines_.size(); ++i) {
      for (const std::string& anchor : lines_[i].anchors)
        links_.place(anchor, {report_sheet_, rows[i], grid::bullet});
      if (lines_[i].table_card >= 0) table_rows_[static_cast<size_t>(lines_[i].table_card)] = rows[i];
    }
  }

  void place_table(size_t index) {
    const Table& table = content_.tables[index];
    const TablePlan& plan = tables_[index];
    if (!plan.own_sheet) return;
    links_.place(table_anchor(index), {plan.sheet, 0, 0});
    if (!table.id.empty()) links_.place(table.id, {plan.sheet, 0, 0});
    for (size_t e = 0; e < table.entries.size(); ++e) {
      const TableEntry& entry = table.entries[e];
      if (!entry.id.empty()) links_.place(entry.id, {plan.sheet, plan.entry_rows[e], 0});
      if (entry.heading || table.rows.anchor < 0) continue;
      for (size_t i = 0; i < entry.count; ++i) {
        const std::string anchors(table.rows.companion(table.rows.anchor, entry.first + i));
        for (size_t begin = 0; begin < anchors.size();) {
          const size_t end = std::min(anchors.find(' ', begin), anchors.size());
          links_.place(anchors.substr(begin, end - begin),
                       {plan.sheet, static_cast<uint32_t>(plan.entry_rows[e] + i), 0});
          begin = end + 1;
        }
      }
    }
    for (const Block& note : table.notes)
      for (const std::string& anchor : note.anchors) links_.place(anchor, {plan.sheet, plan.end_row, 0});
  }

  void properties(Workbook& book) const {
    Properties properties;
    properties.title = content_.title;
    properties.subject = project_subject(content_);
    properties.author = content_.attribute("author");
    if (properties.author.empty()) properties.author = content_.attribute("organisation");
    properties.company = content_.attribute("organisation");
    properties.created_days = created_day(content_);
    for (const auto& [name, key] : {std::pair("Period", "period"), std::pair("Period start", "period_start"),
                                    std::pair("Period end", "period_end"), std::pair("Donor", "donor"),
                                    std::pair("Agreement", "agreement"), std::pair("Version", "version"),
                                    std::pair("Revision", "revision"), std::pair("Audience", "audience"),
                                    std::pair("Language", "lang")}) {
      const std::string value = std::string_view(key) == "lang" ? content_.lang : content_.attribute(key);
      properties.custom.emplace_back(name, value);
    }
    book.set_properties(properties);
  }

  const Content& content_;
  const BookSettings& settings_;
  const Component& log_;
  const Words& words_;
  Links links_;
  std::vector<std::optional<PictureSize>> images_;
  std::string report_sheet_, chart_sheet_;
  std::vector<TablePlan> tables_;
  std::vector<ChartSource> sources_;
  std::vector<Line> lines_;
  std::vector<uint32_t> table_rows_;  // Of the card of each table on the first sheet.
  bool streaming_ = false;
};

}  // namespace

void write_book(const Content& content, const BookSettings& settings, const std::string& path,
                const Component& log) {
  const PlainNumbers plain;
  BookWriter(content, settings, log).run(path);
}

}  // namespace kvali::xlsx
