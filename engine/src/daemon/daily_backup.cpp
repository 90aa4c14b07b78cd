#include "daemon/daily_backup.hpp"

#include <algorithm>
#include <vector>

namespace kvali {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_copies = 14;

fs::path copy_of_day(const fs::path& folder, Instant now) {
  return folder / ("kvali-" + iso_text(std::chrono::floor<std::chrono::days>(now)) + ".db");
}

void remove_old_copies(const fs::path& folder) {
  std::vector<fs::path> copies;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".db" && entry.path().filename().string().rfind("kvali-", 0) == 0)
      copies.push_back(entry.path());
  std::sort(copies.begin(), copies.end());  // By their days.
  for (std::size_t i = 0; i + most_copies < copies.size(); ++i) fs::remove(copies[i], error);
}

}  // namespace

bool back_up_daily(Store& store, const fs::path& folder, Instant now) {
  const fs::path copy = copy_of_day(folder, now);
  std::error_code error;
  if (fs::exists(copy, error)) return false;
  fs::create_directories(folder, error);
  store.back_up(copy);
  remove_old_copies(folder);
  return true;
}

}  // namespace kvali
