#include "scanner.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "bytes.hpp"

namespace kvali::csv {

namespace {

constexpr size_t block_bytes = 64;
static_assert(block_bytes <= Bytes::padding);

#ifdef __SSE2__
/// One bit for each of 64 bytes that is a delimiter, a quote, LF or CR.
uint64_t special_bytes(const char* block, char delimiter) {
  const __m128i d = _mm_set1_epi8(delimiter);
  const __m128i q = _mm_set1_epi8('"');
  const __m128i n = _mm_set1_epi8('\n');
  const __m128i r = _mm_set1_epi8('\r');
  uint64_t mask = 0;
  for (unsigned i = 0; i < block_bytes; i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + i));
    const __m128i separators = _mm_or_si128(_mm_cmpeq_epi8(bytes, d), _mm_cmpeq_epi8(bytes, q));
    const __m128i line_ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, n), _mm_cmpeq_epi8(bytes, r));
    const auto hits = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(separators, line_ends)));
    mask |= static_cast<uint64_t>(hits) << i;
  }
  return mask;
}
#else
uint64_t special_bytes(const char* block, char delimiter) {
  uint64_t mask = 0;
  for (unsigned i = 0; i < block_bytes; ++i) {
    const char c = block[i];
    const bool hit = c == delimiter || c == '"' || c == '\n' || c == '\r';
    mask |= static_cast<uint64_t>(hit) << i;
  }
  return mask;
}
#endif

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

/// Length of the white space at the start, or 0.
size_t space_at_start(std::string_view text) {
  const char c = text.front();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (c != '\xC2' && c != '\xE2' && c != '\xEF') return 0;
  if (text.substr(0, 2) == "\xC2\xA0") return 2;  // no-break space
  const std::string_view three = text.substr(0, 3);
  const bool wide = three == "\xE2\x80\xAF" || three == "\xE2\x80\x87" ||
                    three == "\xE2\x80\x89" ||                           // U+202F 2007 2009
                    three == "\xE2\x80\x8B" || three == "\xEF\xBB\xBF";  // U+200B FEFF
  return wide ? 3 : 0;
}

size_t space_at_end(std::string_view text) {
  const size_t n = text.size();
  const char c = text.back();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (static_cast<uint8_t>(c) < 0x80) return 0;
  if (n >= 2 && space_at_start(text.substr(n - 2)) == 2) return 2;
  return n >= 3 && space_at_start(text.substr(n - 3)) == 3 ? 3 : 0;
}

/// The text of a quoted cell: doubled quotes are one, line ends are LF, and what follows the
/// closing quote is text as it stands.
std::string_view decode(std::string_view coded, std::string& scratch) {
  scratch.clear();
  bool inside = true;
  for (size_t i = 1; i < coded.size(); ++i) {
    const char c = coded[i];
    const char next = i + 1 < coded.size() ? coded[i + 1] : '\0';
    if (inside && c == '"') {
      inside = next == '"';
      if (!inside) continue;
      ++i;
    } else if (inside && c == '\r') {
      if (next != '\n') scratch.push_back('\n');
      continue;
    }
    scratch.push_back(c);
  }
  return scratch;
}

}  // namespace

std::string_view trim_start(std::string_view text) {
  while (!text.empty()) {
    const size_t n = space_at_start(text);
    if (n == 0) break;
    text.remove_prefix(n);
  }
  return text;
}

std::string_view trim(std::string_view text) {
  text = trim_start(text);
  while (!text.empty()) {
    const size_t n = space_at_end(text);
    if (n == 0) break;
    text.remove_suffix(n);
  }
  return text;
}

std::string_view slow_cell_text(const Cell& cell, std::string& scratch) {
  const std::string_view text(cell.data, cell.size);
  return trim(cell.coded ? decode(text, scratch) : text);
}

Scanner::Scanner(std::string_view text, char delimiter, size_t line)
    : begin_(text.data()),
      end_(text.data() + text.size()),
      at_(begin_),
      block_(begin_),
      mask_(text.empty() ? 0 : special_bytes(begin_, delimiter)),
      line_(line),
      delimiter_(delimiter) {}

/// The next delimiter, quote or line end, or end_.
inline const char* Scanner::next_special() {
  while (mask_ == 0) {
    if (end_ - block_ <= static_cast<std::ptrdiff_t>(block_bytes)) return end_;
    block_ += block_bytes;
    mask_ = special_bytes(block_, delimiter_);
  }
  const char* p = block_ + __builtin_ctzll(mask_);
  mask_ &= mask_ - 1;
  return p < end_ ? p : end_;
}

inline void Scanner::keep(Record& record, Cell cell) {
  ++record.width;
  if (record.cells.size() < most_columns)
    record.cells.push_back(cell);
  else if (record.beyond.size == 0)
    record.beyond = cell;
}

/// Moves behind the line end at `p`.
inline void Scanner::end_line(const char* p) {
  ++line_;
  at_ = p + 1;
  if (*p == '\r' && at_ < end_ && *at_ == '\n') {
    next_special();
    ++at_;
  }
}

/// Keeps the quoted cell that begins at at_; returns the delimiter or line end behind it, or end_.
const char* Scanner::quoted_cell(Record& record) {
  const size_t opened = line_;
  next_special();  // The opening quote itself.
  bool plain = true;
  const char* p = next_special();
  for (; p != end_; p = next_special()) {
    if (*p == '"') {
      if (p + 1 == end_ || p[1] != '"') break;
      next_special();
      plain = false;
    } else if (*p == '\r') {
      plain = false;
      if (p + 1 == end_ || p[1] != '\n') ++line_;
    } else if (*p == '\n') {
      ++line_;
    }
  }
  if (p == end_) record.unclosed_line = opened;
  const char* stop = p == end_ ? end_ : next_special();
  if (p != end_ && stop != p + 1) {
    plain = false;
    record.stray_quote = true;
    while (stop != end_ && *stop == '"') stop = next_special();
  }
  const char* from = plain ? at_ + 1 : at_;
  keep(record, {from, static_cast<uint32_t>((plain ? p : stop) - from), !plain});
  return stop;
}

bool Scanner::next(Record& record) {
  if (at_ == end_) return false;
  record.cells.clear();
  record.width = 0;
  record.line = line_;
  record.beyond = {};
  record.stray_quote = false;
  record.unclosed_line = 0;
  for (;;) {
    const char* stop = nullptr;
    if (at_ != end_ && *at_ == '"') {
      stop = quoted_cell(record);
    } else {
      stop = next_special();
      while (stop != end_ && *stop == '"') stop = next_special();
      keep(record, {at_, static_cast<uint32_t>(stop - at_), false});
    }
    if (stop == end_) {
      at_ = end_;
      return true;
    }
    if (is_line_end(*stop)) {
      end_line(stop);
      return true;
    }
    at_ = stop + 1;
  }
}

}  // namespace kvali::csv
