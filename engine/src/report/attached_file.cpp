#include "report/attached_file.hpp"

#include <algorithm>

namespace kvali {

namespace fs = std::filesystem;

std::optional<fs::path> attached_file(const fs::path& report_folder, const fs::path& file) {
  std::error_code error;
  const fs::path folder = fs::canonical(report_folder, error);
  if (error) return std::nullopt;
  fs::path real = fs::weakly_canonical(file, error);
  const bool inside =
      std::mismatch(folder.begin(), folder.end(), real.begin(), real.end()).first == folder.end();
  return error || !inside ? std::nullopt : std::optional(std::move(real));
}

}  // namespace kvali
