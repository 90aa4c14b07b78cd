#include "decode.hpp"

#include <algorithm>

#include "minutes.hpp"
#include "text.hpp"

namespace kvali::minutes {
namespace {

Place place_of(std::string_view text, size_t byte) {
  const size_t start = text.substr(0, byte).rfind('\n');
  const size_t from = start == text.npos ? 0 : start + 1;
  return {size_t(std::count(text.begin(), text.begin() + std::ptrdiff_t(from), '\n')) + 1,
          characters(text.substr(from, byte - from)) + 1};
}

}  // namespace

std::optional<std::string> decoded(std::string_view bytes, const Say& say) {
  if (bytes.size() > most_file_bytes) {
    say(Level::error, "the file is larger than 8 MiB; it is not read\nhint: minutes are text; split the file",
        {});
    return std::nullopt;
  }
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") || bytes.find('\0') != bytes.npos) {
    say(Level::error, "[L-05] the file is not UTF-8 text; it is not read\nhint: save it as UTF-8", {});
    return std::nullopt;
  }
  std::string text = unix_lines(bytes);
  if (const auto bad = first_invalid_utf8(text)) {
    say(Level::error,
        "[L-05] this is not UTF-8; the letters from here on may be wrong\nhint: save the file as UTF-8",
        place_of(text, *bad));
    text = repaired_utf8(text);
  }
  if (size_t(std::count(text.begin(), text.end(), '\n')) > most_file_lines) {
    say(Level::error, "the file has more than 200,000 lines; it is not read\nhint: split the file", {});
    return std::nullopt;
  }
  for (size_t at = 0, line = 1; at < text.size(); ++line) {
    const size_t end = std::min(text.find('\n', at), text.size());
    if (end - at > most_line_bytes) {
      say(Level::error,
          "this line is longer than 64 KiB; the file is not read\nhint: minutes have one thought on a line",
          {line, 1});
      return std::nullopt;
    }
    at = end + 1;
  }
  text = nfc(std::move(text));
  if (fold_dominant_nbsp(text) > 0)
    say(Level::warning, "[L-04] non-breaking spaces stand between the words; they are read as spaces", {});
  return text;
}

}  // namespace kvali::minutes
