#include "encoding.hpp"

#include <iconv.h>

#include "codepage.hpp"
#include "reading.hpp"
#include "utf8.hpp"

using namespace kvali::csv;

namespace {

std::string utf16(std::u16string_view text, bool big_endian) {
  std::string out;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  }
  return out;
}

/// The C library's opinion of one byte: its UTF-8, or "".
std::string by_iconv(const char* encoding, unsigned char byte) {
  const iconv_t converter = iconv_open("UTF-8", encoding);
  REQUIRE(converter != iconv_t(-1));
  char in = static_cast<char>(byte);
  char out[8];
  char* from = &in;
  char* to = out;
  size_t in_left = 1;
  size_t out_left = sizeof out;
  const size_t code = iconv(converter, &from, &in_left, &to, &out_left);
  iconv_close(converter);
  return code == static_cast<size_t>(-1) ? "" : std::string(out, to);
}

Options in(const std::string& encoding) {
  Options options;
  options.encoding = encoding;
  return options;
}

const std::string cyrillic_1251 = "\xC3\xEE\xF0\xEE\xE4,n\n\xC1\xE0\xF2\xF3\xEC\xE8,1\n";  // Город / Батуми

}  // namespace

TEST_CASE("knows both code pages as the C library does", "[csv][encoding]") {
  for (unsigned i = 128; i < 256; ++i) {
    const auto byte = static_cast<unsigned char>(i);
    const std::string one(1, static_cast<char>(byte));
    for (const auto& [name, page] :
         {std::pair{"WINDOWS-1251", &windows_1251}, std::pair{"WINDOWS-1252", &windows_1252}}) {
      INFO(name << " " << i);
      const std::string expected = by_iconv(name, byte);
      CHECK(undefined_byte(one, *page).has_value() == expected.empty());
      if (!expected.empty()) CHECK(to_utf8(one, *page).view() == expected);
    }
  }
}

TEST_CASE("reads UTF-8 with and without a mark", "[csv][encoding]") {
  const std::string mark = GENERATE("", "\xEF\xBB\xBF");
  const Reading reading = read(mark + "ქალაქი,n\nბათუმი,1\n");
  CHECK(reading.columns[0] == "ქალაქი");
  CHECK(reading.rows == std::vector<Row>{{"ბათუმი", "1"}});
  CHECK(reading.messages.empty());
}

TEST_CASE("reads UTF-16 of both byte orders with and without a mark", "[csv][encoding]") {
  const bool big = GENERATE(false, true);
  const std::string mark = GENERATE("", "\uFEFF");
  const std::u16string text =
      (mark.empty() ? u"" : u"\xFEFF") + std::u16string(u"ქალაქი\tn\r\nბათუმი\t1\r\n\U0001F600\t2\r\n");
  const Reading reading = read(utf16(text, big));
  CHECK(reading.columns == std::vector<std::string>{"ქალაქი", "n"});
  CHECK(reading.rows == std::vector<Row>{{"ბათუმი", "1"}, {"\U0001F600", "2"}});
  CHECK(reading.messages.empty());
}

TEST_CASE("reads UTF-16 that the option names", "[csv][encoding]") {
  CHECK(read(utf16(u"ა;ბ\nგ;დ\n", false), in("utf-16le")).rows == std::vector<Row>{{"გ", "დ"}});
  CHECK(read(utf16(u"ა;ბ\nგ;დ\n", true), in("utf-16be")).rows == std::vector<Row>{{"გ", "დ"}});
}

TEST_CASE("tells windows-1251 from windows-1252 and warns", "[csv][encoding]") {
  const Reading cyrillic = read(cyrillic_1251);
  CHECK(cyrillic.columns[0] == "Город");
  CHECK(cyrillic.rows[0][0] == "Батуми");
  REQUIRE(cyrillic.warnings().size() == 1);
  CHECK(cyrillic.warnings()[0].text.find("read as windows-1251") != std::string::npos);
  CHECK(cyrillic.warnings()[0].where == "data.csv:1");

  const Reading western = read("Pa\xEDs,n\nPanam\xE1,1\nEspa\xF1ol,2\nCura\xE7\xE3o,3\n");
  CHECK(western.columns[0] == "País");
  CHECK(western.rows[2][0] == "Curação");
  REQUIRE(western.warnings().size() == 1);
  CHECK(western.warnings()[0].text.find("read as windows-1252") != std::string::npos);
}

TEST_CASE("does not warn about an encoding that the option names", "[csv][encoding]") {
  const Reading reading = read(cyrillic_1251, in("windows-1251"));
  CHECK(reading.rows[0][0] == "Батуми");
  CHECK(reading.messages.empty());
  CHECK(read("a\n\x80\n", in("windows-1252")).rows == std::vector<Row>{{"€"}});
}

TEST_CASE("believes a byte order mark more than the option and says so", "[csv][encoding]") {
  const Reading reading = read("\xEF\xBB\xBFქ,n\n1,2\n", in("windows-1251"));
  CHECK(reading.columns[0] == "ქ");
  CHECK(reading.warnings().size() == 1);
}

TEST_CASE("drops the Ctrl-Z of DOS programs", "[csv][encoding]") {
  CHECK(read("a,b\n1,2\n\x1A").rows == std::vector<Row>{{"1", "2"}});
}

TEST_CASE("refuses overlong forms, surrogates and cut sequences of UTF-8", "[csv][encoding]") {
  const std::string bad = GENERATE("\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                   "\xF8\x88\x80\x80\x80", "\xE1\x83", "\x80");
  CHECK(text_prefix("ab" + bad + "cdefghij") == 2);
  const std::string good = "ქართული ტექსტი, 12345678 \U0001F600";
  CHECK(text_prefix(good) == good.size());
  const std::string zero = std::string("abcdefgh\x01") + '\0' + "ijklmnop";
  CHECK(text_prefix(zero) == 9);
  CHECK(text_prefix(zero.substr(9)) == 0);
  CHECK(text_prefix(zero.substr(2)) == 7);
}

TEST_CASE("accepts every code point and nothing that is damaged in the middle of Georgian text",
          "[csv][encoding]") {
  std::string all;
  for (char32_t c = 1; c <= 0x10FFFF; ++c)
    if (c < 0xD800 || c > 0xDFFF) append_utf8(all, c);
  CHECK(text_prefix(all) == all.size());
  const std::string word = "კონსულტირებული";
  for (size_t i = 0; i < word.size(); ++i) {
    std::string damaged = word + "," + word;
    damaged[i] = 'x';
    CHECK(text_prefix(damaged) == (i % 3 == 0 ? i + 1 : i / 3 * 3));
  }
}
