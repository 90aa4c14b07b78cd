#include "daemon/source_files.hpp"

#include <algorithm>
#include <filesystem>

#include "base/file_system.hpp"
#include "base/time_zone.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// Copying to a network share takes minutes at most.
constexpr std::chrono::minutes settled_after{5};

Instant changed_at(const fs::path& file) {
  std::error_code error;
  const auto time = fs::last_write_time(file, error);
  return std::chrono::floor<std::chrono::seconds>(std::chrono::file_clock::to_sys(time));
}

bool is_settled(const fs::path& file, Instant now) {
  const auto age = now - changed_at(file);
  return (age < std::chrono::seconds{0} || age >= settled_after) && !seems_open_elsewhere(file);
}

const OptionText* file_option(const SourceSpec& source) {
  const auto found = std::find_if(source.options.begin(), source.options.end(),
                                  [](const OptionText& option) { return option.name == "file"; });
  return found == source.options.end() ? nullptr : &*found;
}

std::vector<fs::path> files_of(const OptionText& option, const fs::path& folder) {
  std::vector<fs::path> all;
  std::error_code error;
  for (const std::string& pattern : option.values)
    for (const fs::path& file : matching_files(folder / pattern))
      if (fs::is_regular_file(file, error)) all.push_back(file);
  return all;
}

}  // namespace

std::vector<SourceFiles> source_files(const Report& report, Instant now) {
  std::vector<SourceFiles> all;
  const TimeZone zone(report.project.timezone);
  const auto day_of = [&](Instant at) {
    return Date(std::chrono::floor<std::chrono::days>(zone.wall_time(at)).time_since_epoch());
  };
  for (const SourceSpec& source : report.sources) {
    const OptionText* option = file_option(source);
    if (option == nullptr) {  // A data base is always there, and as new as it can be.
      all.push_back({source.name, true, day_of(now)});
      continue;
    }
    const std::vector<fs::path> files = files_of(*option, report.folder);
    SourceFiles known{source.name, !files.empty(), {}};
    for (const fs::path& file : files) {
      known.there = known.there && is_settled(file, now);
      known.changed_on = std::max(known.changed_on.value_or(first_date), day_of(changed_at(file)));
    }
    all.push_back(known);
  }
  return all;
}

}  // namespace kvali
