#include "collect/across_heading.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "locale/date_text.hpp"

namespace kvali {

namespace {

constexpr std::string_view joint = " / ";

/// A heading with more parts or words than this is no heading of a month.
constexpr std::size_t most_pieces = 12;

std::string with_single_spaces(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return std::string(trim(out));
}

/// A spreadsheet's month heading is often a date in disguise.
Period as_month(const Period& period) {
  if (period.first != period.last) return period;
  const Period month = period_around(period.first, PeriodKind::month);
  return period.first == month.first || period.first == month.last ? month : period;
}

std::optional<Period> period_of(const std::string& text, FiscalStart fiscal, int year) {
  auto period = parse_period_text(text, fiscal);
  if (!period && year > 0) period = parse_period_text(fmt::format("{} {}", text, year), fiscal);
  if (period) *period = as_month(*period);
  // A span of days is no heading of a column.
  if (period && coarseness(*period, fiscal) > yearly) return std::nullopt;
  return period;
}

std::string joined(const std::vector<std::string>& pieces, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) out += (out.empty() ? "" : " ") + pieces[i];
  return out;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// "Target Jan 2025": a period at the end or the beginning of one part.
bool split_words(AcrossHeading& heading, FiscalStart fiscal, int year) {
  for (std::string& part : heading.rest) {
    const std::vector<std::string> words = words_of(part);
    if (words.size() < 2 || words.size() > most_pieces) continue;
    for (std::size_t n = words.size() - 1; n > 0; --n) {
      const std::size_t others = words.size() - n;
      if ((heading.period = period_of(joined(words, others, words.size()), fiscal, year)))
        part = joined(words, 0, others);
      else if ((heading.period = period_of(joined(words, 0, n), fiscal, year)))
        part = joined(words, n, words.size());
      if (heading.period) return true;
    }
  }
  return false;
}

}  // namespace

int coarseness(const Period& period, FiscalStart fiscal) {
  switch (kind_of(period, fiscal)) {
    case PeriodKind::week:
      return 0;
    case PeriodKind::month:
      return 1;
    case PeriodKind::quarter:
      return quarterly;
    case PeriodKind::half:
      return 3;
    case PeriodKind::year:
    case PeriodKind::fiscal_year:
      return yearly;
    case PeriodKind::custom:
      break;
  }
  return yearly + 1;
}

std::vector<std::string> heading_parts(std::string_view heading) {
  const std::string text = with_single_spaces(heading);
  std::vector<std::string> parts;
  std::size_t at = 0;
  for (std::size_t end = text.find(joint); end != text.npos; end = text.find(joint, at)) {
    parts.push_back(text.substr(at, end - at));
    at = end + joint.size();
  }
  if (at < text.size()) parts.push_back(text.substr(at));
  return parts;
}

AcrossHeading read_across_heading(std::string_view heading, FiscalStart fiscal, int year) {
  AcrossHeading read;
  read.rest = heading_parts(heading);
  if (read.rest.size() > most_pieces) return read;
  std::size_t first = 0;
  std::size_t count = 0;
  // "2025 / December / Actual": the finest period that neighbouring parts make together.
  for (std::size_t begin = 0; begin < read.rest.size(); ++begin) {
    for (std::size_t end = begin + 1; end <= read.rest.size() && end <= begin + 3; ++end) {
      const auto period = period_of(joined(read.rest, begin, end), fiscal, year);
      if (!period || (read.period && coarseness(*read.period, fiscal) <= coarseness(*period, fiscal)))
        continue;
      read.period = period;
      first = begin;
      count = end - begin;
    }
  }
  if (!read.period) {
    (void)split_words(read, fiscal, year);
    return read;
  }
  const auto at = read.rest.begin() + std::ptrdiff_t(first);
  read.rest.erase(at, at + std::ptrdiff_t(count));
  return read;
}

}  // namespace kvali
