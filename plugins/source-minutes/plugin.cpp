// The border: options, files, reports and tables of the minutes source.
#include <kvali/plugin.hpp>

#include <cerrno>
#include <cstdio>
#include <memory>

#include "labels.hpp"
#include "minutes.hpp"
#include "tables.hpp"

namespace {

using namespace kvali;

std::optional<std::string> read_file(const std::string& path, size_t limit, int& error) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) {
    error = errno;
    return std::nullopt;
  }
  std::string bytes;
  char buffer[1 << 16];
  // One byte more than allowed shows that there is too much.
  while (bytes.size() <= limit) {
    const size_t n = std::fread(buffer, 1, sizeof buffer, file.get());
    bytes.append(buffer, n);
    if (n < sizeof buffer) break;
  }
  if (std::ferror(file.get())) {
    error = EIO;
    return std::nullopt;
  }
  return bytes;
}

// Of one file: enough to see what is wrong with it.
constexpr size_t most_reports = 200;

class MinutesSource : public Source {
 public:
  std::vector<File> files;
  std::string lang;
  std::string project;

  static constexpr Info info{
      "minutes",
      "meeting minutes in Markdown with TOML front matter",
      nullptr,
      nullptr,
      0,
      "Gives the tables meeting, attendance, agenda_item, statement, decision, action_point and "
      "need. Headings and labels may be English or Georgian. An action point needs a mark "
      "(`- [ ]`, `ACTION:`, `დავალება:`) or a list under an action-points heading; it is never "
      "guessed from prose."};
  static constexpr auto options = kvali::options(
      option("file", &MinutesSource::files, "The minutes: one file or a pattern.",
             Limits{nullptr, nullptr, nullptr, "minutes/*.md", true}),
      option(
          "lang", &MinutesSource::lang,
          "Language of texts that are not marked; else the front matter's lang, else the report's language.",
          Limits{nullptr, "2", nullptr, "ka", false}),
      option("project", &MinutesSource::project, "Id of the project the meetings belong to.",
             Limits{nullptr, "64", nullptr, "emerge", false}));

  void open() override {
    if (files.size() > minutes::most_files)
      throw Error("more than 10,000 files\nhint: name fewer, or split the source", "option:file");
    const std::string language = lang.empty() ? std::string(locale().substr(0, 2)) : lang;
    if (!minutes::is_language(language))
      throw Error("«" + language + "» is not a language code\nhint: write lang = \"ka\" or lang = \"en\"",
                  "option:lang");
    const auto records = std::make_shared<std::vector<minutes::Record>>(read_all(language));
    for (minutes::Table& one : minutes::to_tables(*records, language, project)) hand_over(std::move(one));
  }

 private:
  static std::string where(const std::string& path, minutes::Place place) {
    if (place.line == 0) return path;
    return path + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
  }
  void tell(minutes::Level level, const std::string& message, const std::string& at) const {
    switch (level) {
      case minutes::Level::note:
        return inform(message, at);
      case minutes::Level::warning:
        return warn(message, at);
      case minutes::Level::error:
        return complain(message, at);
    }
  }

  std::vector<minutes::Record> read_all(const std::string& language) const {
    std::vector<minutes::Record> all;
    size_t total = 0;
    for (size_t i = 0; i < files.size(); ++i) {
      progress(int64_t(i), int64_t(files.size()));
      const std::string& path = files[i].path;
      int error = 0;
      const auto bytes = read_file(path, minutes::most_file_bytes, error);
      if (!bytes) {
        complain(std::string("cannot read the file: ") + std::strerror(error), path);
        continue;
      }
      total += bytes->size();
      if (total > minutes::most_total_bytes)
        throw Error("the files together are larger than 64 MiB\nhint: name fewer, or split the source", path);
      size_t told = 0;
      const minutes::Say say = [&](minutes::Level level, const std::string& message, minutes::Place place) {
        if (++told < most_reports || level == minutes::Level::error)
          tell(level, message, where(path, place));
        else if (told == most_reports)
          warn("more findings in this file are not shown", path);
      };
      for (minutes::Record& record : minutes::read_minutes(*bytes, path, language, say))
        all.push_back(std::move(record));
      if (rows_of(all) > minutes::most_rows)
        throw Error("the files together give more than 1,000,000 rows\nhint: split the source", path);
    }
    minutes::settle_actions(all, [&](const minutes::Record& record, const std::string& message,
                                     minutes::Place place) { warn(message, where(record.file, place)); });
    return all;
  }

  static size_t rows_of(const std::vector<minutes::Record>& records) {
    size_t rows = 0;
    for (const minutes::Record& r : records)
      rows += 1 + r.attendance.size() + r.agenda.size() + r.statements.size() + r.decisions.size() +
              r.actions.size() + r.needs.size();
    return rows;
  }

  void hand_over(minutes::Table&& made) {
    const auto shared = std::make_shared<minutes::Table>(std::move(made));
    const Metadata metadata{{"kvali:place", "{file}:{row}"}};
    table(
        shared->name, shared->columns,
        [shared, row = size_t{0}](Rows& rows) mutable {
          while (row < shared->rows.size()) {
            int column = 0;
            for (const minutes::Cell& cell : shared->rows[row]) put(rows, column++, cell);
            ++row;
            if (!rows.end_row()) break;
          }
          return row < shared->rows.size();
        },
        metadata);
  }
  static void put(Rows& rows, int column, const minutes::Cell& cell) {
    std::visit(
        [&](const auto& value) {
          if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
            rows.put(column, std::nullopt);
          else
            rows.put(column, value);
        },
        cell);
  }
};

}  // namespace

KVALI_PLUGIN("source-minutes", "0.1.0", "Apache-2.0", MinutesSource)
