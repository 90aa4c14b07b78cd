#include "frozen/submissions.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "base/file_system.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "base/toml_text.hpp"
#include "frozen/frozen_folder.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_bytes = 4u << 20;
constexpr std::array<std::string_view, 3> happenings{"submitted", "accepted", "sent_back"};

fs::path file_in(const fs::path& folder) {
  return folder / "submissions.toml";
}

std::string content_of(const fs::path& file) {
  std::error_code error;
  return fs::status(file, error).type() == fs::file_type::not_found ? std::string{}
                                                                    : read_file(file, most_bytes);
}

class EventReader {
 public:
  EventReader(const fs::path& file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  std::vector<SubmissionEvent> read(const std::string& content) {
    if (first_invalid_utf8(content)) {
      refuse("the file is not UTF-8 text", 0);
      return {};
    }
    try {
      const toml::table root = toml::parse(content);
      if (const toml::array* all = root.get_as<toml::array>("event"))
        for (const toml::node& node : *all)
          if (node.is_table()) add(*node.as_table());
    } catch (const toml::parse_error& e) {
      refuse(std::string(e.description()), int(e.source().begin.line));
    }
    return std::move(events_);
  }

 private:
  void add(const toml::table& table) {
    const auto text = [&](std::string_view key) { return table[key].value_or(std::string{}); };
    SubmissionEvent event{text("report"), text("frozen"), text("what"), {}, text("reference"), text("note")};
    const auto* on = table.get_as<toml::date>("on");
    const auto day = on != nullptr ? make_date(on->get().year, on->get().month, on->get().day) : std::nullopt;
    const bool known = std::find(happenings.begin(), happenings.end(), event.what) != happenings.end();
    const int line = int(table.source().begin.line);
    if (!day) return refuse("an event has no date", line);
    if (!known) return refuse(fmt::format("'{}' is nothing that happens to a report", event.what), line);
    if (event.report.empty() || !parse_frozen_name(event.frozen))
      return refuse("an event names no frozen report", line);
    event.on = *day;
    events_.push_back(std::move(event));
  }

  void refuse(const std::string& why, int line) {
    diagnostics_.add({"S-12",
                      Severity::warning,
                      "the record of submissions: " + why,
                      {file_.string(), line, 0, 0},
                      "restore the file; kvali freeze --submitted writes it",
                      {},
                      "submissions"});
  }

  const fs::path& file_;
  Diagnostics& diagnostics_;
  std::vector<SubmissionEvent> events_;
};

std::string text_of(const SubmissionEvent& event) {
  std::string out =
      fmt::format("\n[[event]]\nreport = {}\nfrozen = {}\nwhat = {}\non = {}\n", toml_string(event.report),
                  toml_string(event.frozen), toml_string(event.what), iso_text(event.on));
  if (!event.reference.empty()) out += fmt::format("reference = {}\n", toml_string(event.reference));
  if (!event.note.empty()) out += fmt::format("note = {}\n", toml_string(event.note));
  return out;
}

}  // namespace

std::vector<SubmissionEvent> read_submissions(const fs::path& folder, Diagnostics& diagnostics) {
  const fs::path file = file_in(folder);
  return EventReader(file, diagnostics).read(content_of(file));
}

bool record_submission(const fs::path& folder, const SubmissionEvent& event) {
  // Two people who record at the same time must not lose each other's line.
  const Descriptor lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (lock.get() >= 0) (void)::flock(lock.get(), LOCK_EX);
  const fs::path file = file_in(folder);
  std::string content = content_of(file);
  Diagnostics wrong;
  const auto events = EventReader(file, wrong).read(content);
  if (!wrong.all().empty()) throw Error(wrong.all().front().message, wrong.all().front().hint);
  if (std::find(events.begin(), events.end(), event) != events.end()) return false;
  if (content.empty())
    content = "# What became of frozen reports.  kvali freeze adds to the end; what is written here stays.\n";
  if (content.back() != '\n') content += '\n';
  write_file_atomically(file, content + text_of(event));
  return true;
}

Standing standing_of(const std::vector<SubmissionEvent>& events, std::string_view report,
                     std::string_view frozen) {
  Standing standing;
  for (const SubmissionEvent& event : events) {
    if (event.report != report || event.frozen != frozen) continue;
    standing.status = event.what;
    if (event.what != "submitted") {
      standing.answer = event;
      continue;
    }
    standing.submitted = event;
    standing.answer.reset();
  }
  return standing;
}

}  // namespace kvali
