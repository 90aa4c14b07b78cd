#include "encoding.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "codepage.hpp"
#include "utf8.hpp"

namespace kvali::csv {

namespace {

using std::string;
using std::string_view;

constexpr string_view utf8_mark = "\xEF\xBB\xBF";
constexpr string_view utf16le_mark = "\xFF\xFE";
constexpr string_view utf16be_mark = "\xFE\xFF";

uint8_t byte_at(string_view text, size_t i) {
  return static_cast<uint8_t>(text[i]);
}

string hex(uint8_t byte) {
  constexpr string_view digits = "0123456789ABCDEF";
  return {'0', 'x', digits[byte >> 4], digits[byte & 15]};
}

string place(const string& path, Position at) {
  return path + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

void refuse_other_formats(string_view bytes, const string& path) {
  const auto is = [&](string_view signature) { return bytes.substr(0, signature.size()) == signature; };
  if (is("PK\x03\x04") || is("\xD0\xCF\x11\xE0"))
    throw Error(
        "this is a workbook or another packed file, not a CSV file\nhint: save the sheet as \"CSV UTF-8\"",
        path);
  if (is("%PDF-")) throw Error("this is a PDF, not a CSV file", path);
}

/// "utf-16le" or "utf-16be" for text without a mark.  The letters of most scripts have no zero byte
/// there, but delimiters, digits and line ends do, all on the same side.
string utf16_by_zeros(string_view bytes) {
  const string_view sample = bytes.substr(0, 4096);
  size_t zeros[2] = {0, 0};
  for (size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0' ? 1u : 0u;
  const size_t units = sample.size() / 2;
  // The other side has a few as well: U+0100, U+DE00 in a surrogate pair.
  const auto enough = [units](size_t n, size_t others) {
    return n > 0 && n >= units / 10 && n >= 4 * others;
  };
  if (bytes.size() % 2 != 0) return {};
  if (enough(zeros[1], zeros[0])) return "utf-16le";
  if (enough(zeros[0], zeros[1])) return "utf-16be";
  return {};
}

void refuse_nul(string_view text, const string& path) {
  const size_t at = text.find('\0');
  if (at == string_view::npos) return;
  const Position where = position_of(text, at);
  throw Error("line " + std::to_string(where.line) +
                  " contains a zero byte: this is not a text file, or it is damaged\nhint: save it again as "
                  "\"CSV UTF-8\"",
              place(path, where));
}

[[noreturn]] void refuse_utf8(string_view text, size_t at, const string& path) {
  const Position where = position_of(text, at);
  throw Error("line " + std::to_string(where.line) + ": byte " + hex(byte_at(text, at)) +
                  " is not valid UTF-8\nhint: save the file again as UTF-8, or name its real encoding, e.g. "
                  "encoding = "
                  "\"windows-1251\"",
              place(path, where));
}

/// True for control characters that no text file has.
bool binary(string_view text) {
  const string_view allowed = "\t\n\v\f\r\x1A";
  return std::any_of(text.begin(), text.end(), [&](char c) {
    return static_cast<uint8_t>(c) < 0x20 && allowed.find(c) == string_view::npos;
  });
}

/// The encoding of bytes that are neither UTF-8 nor UTF-16.
string guess_codepage(string_view bytes, const string& path, const Component& reporter) {
  const size_t bad = text_prefix(bytes);
  if (binary(bytes))
    throw Error("this does not look like a text file\nhint: save the table as \"CSV UTF-8\"", path);
  // Text of a code page hardly ever forms valid sequences: where they prevail, UTF-8 was damaged.
  const Utf8Census census = take_utf8_census(bytes);
  if (census.sequences >= census.stray_bytes) refuse_utf8(bytes, bad, path);
  const bool fits_1251 = !undefined_byte(bytes, windows_1251);
  const bool fits_1252 = !undefined_byte(bytes, windows_1252);
  const bool cyrillic = fits_1251 != fits_1252 ? fits_1251 : looks_cyrillic(bytes);
  string guess = cyrillic ? "windows-1251" : "windows-1252";
  reporter.warn(
      "the file is not UTF-8; it was read as " + guess +
          ": check a name with special letters\nhint: save it as \"CSV UTF-8\", or set encoding = \"" +
          guess + "\" if it was read rightly",
      path + ":" + std::to_string(position_of(bytes, bad).line));
  return guess;
}

[[noreturn]] void refuse_size(const string& path) {
  throw Error("the text is larger than 1 GiB\nhint: split it into several files", path, EFBIG);
}

/// The encoding that a byte order mark names, and the mark's length.
struct Mark {
  string encoding;
  size_t size = 0;
};
Mark mark_of(string_view bytes) {
  if (bytes.substr(0, 3) == utf8_mark) return {"utf-8", 3};
  if (bytes.substr(0, 2) == utf16le_mark) return {"utf-16le", 2};
  if (bytes.substr(0, 2) == utf16be_mark) return {"utf-16be", 2};
  return {};
}

/// An encoding, and whether its text is known to be flawless.
struct Detected {
  string encoding;
  bool checked = false;
};

Detected detect(string_view bytes, const string& path, const Component& reporter) {
  refuse_other_formats(bytes, path);
  string utf16 = utf16_by_zeros(bytes);
  if (!utf16.empty()) return {utf16};
  if (text_prefix(bytes) == bytes.size()) return {"utf-8", true};
  refuse_nul(bytes, path);
  return {guess_codepage(bytes, path, reporter)};
}

void check_utf8(string_view text, const string& path) {
  const size_t valid = text_prefix(text);
  if (valid == text.size()) return;
  refuse_nul(text, path);
  refuse_utf8(text, valid, path);
}

/// One code point of UTF-16; `i` moves behind it.  Nothing for half a surrogate pair.
class Utf16Reader {
 public:
  Utf16Reader(string_view bytes, bool big_endian) : bytes_(bytes), big_(big_endian ? 0u : 1u) {}
  [[nodiscard]] bool done() const { return at_ + 1 >= bytes_.size(); }
  std::optional<char32_t> next() {
    const char32_t unit = take();
    if (unit < 0xD800 || unit > 0xDFFF) return unit;
    if (unit > 0xDBFF || done()) return std::nullopt;
    const char32_t low = take();
    if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }

 private:
  char32_t take() {
    const char32_t high = byte_at(bytes_, at_ + big_);
    const char32_t low = byte_at(bytes_, at_ + 1 - big_);
    at_ += 2;
    return high << 8 | low;
  }
  string_view bytes_;
  size_t big_;  ///< Offset of the high byte.
  size_t at_ = 0;
};

Bytes from_utf16(string_view bytes, bool big_endian, const string& path) {
  // Two bytes of UTF-16 are at most three of UTF-8.
  Bytes out(bytes.size() / 2 * 3);
  char* to = out.data();
  Utf16Reader reader(bytes, big_endian);
  bool broken = false;
  while (!broken && !reader.done()) {
    const std::optional<char32_t> c = reader.next();
    broken = !c;
    if (c) to = write_utf8(to, *c);
  }
  out.shrink(static_cast<size_t>(to - out.data()));
  if (broken || bytes.size() % 2 != 0) {
    const Position where = position_of(out.view(), out.size());
    throw Error(
        "line " + std::to_string(where.line) +
            " is not valid UTF-16: the file is damaged or cut off\nhint: save it again as \"CSV UTF-8\"",
        place(path, where));
  }
  return out;
}

Bytes from_codepage(string_view bytes, const Codepage& page, const string& encoding, const string& path) {
  if (const auto at = undefined_byte(bytes, page)) {
    const Position where = position_of(bytes, *at);
    throw Error("line " + std::to_string(where.line) + ": byte " + hex(byte_at(bytes, *at)) +
                    " has no meaning in " + encoding +
                    "\nhint: save the file as UTF-8, or name its real encoding",
                path + ":" + std::to_string(where.line));
  }
  if (utf8_size_bytes(bytes, page) > largest_size_bytes) refuse_size(path);
  return to_utf8(bytes, page);
}

Bytes convert(string_view bytes, const string& encoding, const string& path) {
  if (encoding == "utf-16le" || encoding == "utf-16be")
    return from_utf16(bytes, encoding == "utf-16be", path);
  if (encoding == "windows-1251") return from_codepage(bytes, windows_1251, encoding, path);
  if (encoding == "windows-1252") return from_codepage(bytes, windows_1252, encoding, path);
  throw Error("unknown encoding '" + encoding + "'", "option:encoding");
}

/// DOS programs end a text file with Ctrl-Z.
string_view without_end_mark(string_view text) {
  if (!text.empty() && text.back() == '\x1A') text.remove_suffix(1);
  return text;
}

}  // namespace

Text decode(Bytes bytes, const string& encoding, const string& path, const Component& reporter) {
  const Mark mark = mark_of(bytes.view());
  const string_view content = bytes.view().substr(mark.size);
  if (mark.size > 0 && encoding != "auto" && encoding != mark.encoding)
    reporter.warn("the file says by its first bytes that it is " + mark.encoding +
                      "; it was read so, not as " + encoding + "\nhint: take the option encoding out",
                  path);
  Detected real{mark.size > 0 ? mark.encoding : encoding};
  if (real.encoding == "auto") real = detect(content, path, reporter);

  Text out;
  if (real.encoding == "utf-8") {
    // Looking at every byte twice would cost a tenth of the whole parsing.
    if (!real.checked) check_utf8(content, path);
    out.storage = std::move(bytes);  // The characters stay where they are.
    out.text = without_end_mark(content);
    return out;
  }
  out.storage = convert(content, real.encoding, path);
  out.text = without_end_mark(out.storage.view());
  refuse_nul(out.text, path);
  if (out.text.size() > largest_size_bytes) refuse_size(path);
  return out;
}

}  // namespace kvali::csv
