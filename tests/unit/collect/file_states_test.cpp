#include "collect/file_states.hpp"

#include <filesystem>
#include <fstream>

#include "catch.hpp"

using namespace kvali;

namespace {

void write(const std::filesystem::path& file, const char* text) {
  std::ofstream(file, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("a file that was written to after it was watched is named, whatever else was watched",
          "[collect]") {
  const auto folder = std::filesystem::temp_directory_path() / "kvali-file-states";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string one = folder / "one.csv", other = folder / "other.csv", none = folder / "none.csv";
  write(one, "a");
  write(other, "a");
  FileStates states({one});
  states.watch({other, none, ""});
  CHECK(states.changed().empty());
  write(other, "longer");
  CHECK(states.changed() == std::vector<std::string>{other});
  write(none, "new");
  CHECK(states.changed() == std::vector<std::string>{other, none});
  std::filesystem::remove_all(folder);
}
