#include "dialect.hpp"

#include <algorithm>
#include <map>

namespace kvali::csv {

namespace {

constexpr size_t sample_records = 50;
constexpr size_t sample_bytes = size_t{1} << 20;

/// Takes a line "sep=;" off the text and returns its character; 0 if there is none.
char take_separator_line(Dialect& dialect) {
  constexpr std::string_view word = "sep=";
  std::string_view rest = dialect.text;
  const bool quoted = rest.substr(0, 1) == "\"";
  if (quoted) rest.remove_prefix(1);
  if (rest.substr(0, word.size()) != word || rest.size() <= word.size()) return 0;
  const char separator = rest[word.size()];
  rest.remove_prefix(word.size() + 1);
  if (quoted && rest.substr(0, 1) != "\"") return 0;
  if (quoted) rest.remove_prefix(1);
  const bool usable = static_cast<unsigned char>(separator) < 0x80 && separator != '"' && separator != '\n' &&
                      separator != '\r';
  if (!usable || (!rest.empty() && rest.front() != '\n' && rest.front() != '\r')) return 0;
  rest.remove_prefix(rest.substr(0, 2) == "\r\n" ? 2 : std::min<size_t>(rest.size(), 1));
  dialect.text = rest;
  ++dialect.first_line;
  return separator;
}

/// How well a delimiter fits: the share of records with the commonest width, and that width.
struct Fit {
  size_t records = 0;
  size_t agreeing = 0;
  size_t width = 0;
};

Fit fit_of(std::string_view text, char delimiter, const std::vector<std::string>& skip) {
  const std::string_view sample = text.substr(0, sample_bytes);
  Scanner scanner(sample, delimiter);
  Record record;
  std::string scratch;
  std::map<size_t, size_t> widths;
  Fit fit;
  while (fit.records < sample_records && scanner.next(record)) {
    // The sample's end may have cut the last record.
    const bool cut = sample.size() < text.size() && scanner.offset() == sample.size() && fit.records > 0;
    if (cut || is_skipped(record, skip, scratch)) continue;
    ++fit.records;
    ++widths[record.width];
  }
  for (const auto& [width, count] : widths) {
    if (width > 1 && count >= fit.agreeing) {
      fit.agreeing = count;
      fit.width = width;
    }
  }
  return fit;
}

bool fits_better(const Fit& a, const Fit& b) {
  if (a.agreeing == 0) return false;
  if (b.agreeing == 0) return true;
  const size_t left = a.agreeing * b.records;
  const size_t right = b.agreeing * a.records;
  if (left != right) return left > right;
  // One line cannot show which count is constant.
  return a.records == 1 && b.records == 1 && a.width > b.width;
}

char detect_delimiter(std::string_view text, const std::vector<std::string>& skip) {
  // In this order where two fit equally: a comma is also a decimal separator, the others are not.
  char best = ',';
  Fit best_fit;
  for (const char candidate : {'\t', ';', '|', ','}) {
    const Fit fit = fit_of(text, candidate, skip);
    if (!fits_better(fit, best_fit)) continue;
    best = candidate;
    best_fit = fit;
  }
  return best;
}

}  // namespace

std::string_view first_content(const Record& record, std::string& scratch) {
  for (const Cell& cell : record.cells) {
    const std::string_view text = cell_text(cell, scratch);
    if (!text.empty()) return text;
  }
  return record.beyond.size > 0 ? cell_text(record.beyond, scratch) : std::string_view{};
}

bool is_skipped(const Record& record, const std::vector<std::string>& skip, std::string& scratch) {
  const std::string_view first = first_content(record, scratch);
  return first.empty() || std::any_of(skip.begin(), skip.end(), [&](const std::string& start) {
           return !start.empty() && first.substr(0, start.size()) == start;
         });
}

Dialect detect_dialect(std::string_view text, const std::string& delimiter,
                       const std::vector<std::string>& skip) {
  Dialect dialect{text};
  const char named = take_separator_line(dialect);
  if (delimiter == "tab")
    dialect.delimiter = '\t';
  else if (delimiter != "auto")
    dialect.delimiter = delimiter.front();
  else if (named != 0)
    dialect.delimiter = named;
  else
    dialect.delimiter = detect_delimiter(dialect.text, skip);
  return dialect;
}

}  // namespace kvali::csv
