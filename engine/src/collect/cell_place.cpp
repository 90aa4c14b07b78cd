#include "collect/cell_place.hpp"

#include <cctype>
#include <charconv>

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

/// A longer line is no help on a screen.
constexpr std::size_t longest_excerpt = 400;

bool joins_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

/// The delimiters of text files; which one a file has only its source knows.
constexpr std::string_view delimiters = ",;\t|";

/// How often a delimiter stands in a text outside quotes.
std::size_t count_outside_quotes(std::string_view text, char delimiter) {
  std::size_t count = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    count += !quoted && c == delimiter;
  }
  return count;
}

/// Is the cell that covers line[at, end) the `field`-th (from 1), whatever the delimiter beside it?
bool is_field(std::string_view line, std::size_t at, std::size_t end, std::size_t field) {
  if (at > 0 && line[at - 1] == '"') --at;
  if (end < line.size() && line[end] == '"') ++end;
  for (const char delimiter : delimiters) {
    const bool before = at == 0 || line[at - 1] == delimiter;
    const bool after = end == line.size() || line[end] == delimiter;
    if (before && after && count_outside_quotes(line.substr(0, at), delimiter) + 1 == field) return true;
  }
  return false;
}

/// Where the `field`-th cell of a line (from 1) with this text begins, else the first occurrence that
/// is not part of a longer word.
std::size_t find_cell(std::string_view line, std::string_view raw, std::size_t field) {
  std::size_t first = line.npos;
  for (std::size_t at = line.find(raw); at != line.npos; at = line.find(raw, at + 1)) {
    const std::size_t end = at + raw.size();
    if (is_field(line, at, end, field)) return at;
    const bool word =
        (at == 0 || !joins_word(line[at - 1])) && (end == line.size() || !joins_word(line[end]));
    if (word && first == line.npos) first = at;
  }
  return first;
}

}  // namespace

std::string_view CellPlaces::line_of(const std::filesystem::path& file, std::int64_t line) {
  if (loaded_ != file) {
    loaded_ = file;
    starts_.clear();
    try {
      content_ = read_file(file);
    } catch (const Error&) {
      content_.clear();  // The place alone still helps.
    }
    if (!is_valid_utf8(content_)) content_.clear();
    for (std::size_t at = 0; at < content_.size(); at = content_.find('\n', at) + 1) {
      starts_.push_back(at);
      if (content_.find('\n', at) == std::string::npos) break;
    }
  }
  if (line < 1 || std::size_t(line) > starts_.size()) return {};
  const std::size_t begin = starts_[std::size_t(line) - 1];
  std::string_view text = std::string_view(content_).substr(begin);
  text = text.substr(0, text.find('\n'));
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  if (begin == 0 && text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  return text;
}

void CellPlaces::locate(const SourceRef& ref, std::string_view raw, Diagnostic& finding) {
  const Origin& origin = evidence_.origin(ref);
  if (origin.place_pattern != "{file}:{row}") {
    std::string place = evidence_.place(ref);
    // "plan.xlsx!IPTT!C14": a path as well, for printing that knows where the reader stands.
    if (origin.place_pattern.starts_with("{file}")) place = (folder_ / place).lexically_normal().string();
    finding.place = {std::move(place), 0, 0, 0};
    return;
  }
  const std::filesystem::path file = (folder_ / evidence_.file(ref)).lexically_normal();
  finding.place = {file.string(), int(ref.row), 0, 0};
  const std::string_view line = line_of(file, ref.row);
  if (line.empty() || line.size() > longest_excerpt) return;
  finding.excerpt = line;
  std::size_t field = 0;
  std::from_chars(ref.column.data(), ref.column.data() + ref.column.size(), field);
  const std::size_t at = raw.empty() ? line.npos : find_cell(line, raw, field);
  if (at == line.npos) return;
  finding.place.column = int(column_at(line, at));
  finding.place.width = int(character_count(raw));
}

}  // namespace kvali
