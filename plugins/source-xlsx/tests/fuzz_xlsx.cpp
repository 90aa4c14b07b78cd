// Feeds arbitrary sheets, strings and styles through the reader, and now and then arbitrary archives.
#include <cstdint>
#include <cstdlib>

#include "reading.hpp"
#include "workbook.hpp"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

kvali::xlsx::Options options_from(uint8_t choice) {
  kvali::xlsx::Options options;
  options.header = choice & 1;
  options.header_rows = (choice & 3) == 3 ? 2 : 1;
  options.hidden = (choice & 4) != 0;
  if (choice & 8) options.range = "A1:D9";
  if (choice & 16) options.below = "Targets";
  return options;
}

/// The parts of a workbook, separated by zero bytes: cells, strings, formats, what follows the cells,
/// comments.  Packed, a fuzzer would hardly ever get through the checksums.
std::string workbook_from(std::string_view text) {
  kvali::xlsx::BookParts parts;
  const auto next = [&text] {
    const size_t end = std::min(text.find('\0'), text.size());
    const std::string part(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
  };
  parts.sheet_data = next();
  parts.strings = next();
  parts.formats += next();
  parts.after = next();
  parts.sheet_relations = "<Relationship Id=\"r1\" Type=\"x/comments\" Target=\"../comments1.xml\"/>";
  parts.more = {{"xl/comments1.xml", "<comments>" + next() + "</comments>"}};
  return parts.make();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view content(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string bytes = (data[0] & 128) != 0 ? std::string(content) : workbook_from(content);
  const kvali::xlsx::Reading reading = kvali::xlsx::read(bytes, options_from(data[0]));
  check((reading.code == 0) == reading.errors().empty());
  int64_t last = 0;
  for (const int64_t row : reading.numbers) {
    check(row > last);
    last = row;
  }
  for (const auto& row : reading.rows) {
    check(row.size() == reading.columns.size());
    for (const auto& cell : row) check(!cell || (!cell->empty() && cell->find('\0') == cell->npos));
  }
  return 0;
}
