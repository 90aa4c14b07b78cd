// libFuzzer: any bytes must be read without a crash, and rows must fit their tables.
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "minutes.hpp"
#include "tables.hpp"
#include "text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace kvali::minutes;
  const Say say = [](Level, const std::string& message, Place) { assert(!first_invalid_utf8(message)); };
  auto records = read_minutes({reinterpret_cast<const char*>(data), size}, "/f/m.md", "ka", say);
  settle_actions(records, [](const Record&, const std::string&, Place) {});
  for (const Table& table : to_tables(records, "ka", "p"))
    for (const auto& row : table.rows) {
      assert(row.size() == table.columns.size());
      for (const Cell& cell : row)
        if (const auto* text = std::get_if<std::string>(&cell)) assert(!first_invalid_utf8(*text));
    }
  return 0;
}
