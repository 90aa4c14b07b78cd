#include "compose/picture.hpp"

#include <chrono>

#include "base/error.hpp"
#include "catch.hpp"
#include "composing.hpp"

using namespace kvali;
using namespace std::string_literals;
using enum Picture::Trace;

namespace {

using Traces = std::set<Picture::Trace>;

std::string big(std::size_t number, std::size_t bytes) {
  std::string text;
  for (std::size_t i = bytes; i-- > 0;) text += static_cast<char>(number >> (8 * i) & 0xFFU);
  return text;
}

std::string segment(char marker, const std::string& content) {
  return "\xFF"s + marker + big(content.size() + 2, 2) + content;
}

const std::string frame = segment('\xC0', "\x08\0\x10\0\x10\x01\x01\x11\0"s);
const std::string scan = segment('\xDA', "\x01\x01\0\0\x3F\0"s) + "coded\xFF\0data\xFF\xD0more"s;

/// A photo with segments before its frame.
std::string photo(const std::string& segments) {
  return "\xFF\xD8"s + segments + frame + scan + "\xFF\xD9";
}

/// An entry of an Exif directory whose value stands at an offset, or in the entry itself.
std::string entry(std::size_t tag, std::size_t type, std::size_t count, std::size_t value) {
  return big(tag, 2) + big(type, 2) + big(count, 4) + big(value, 4);
}

/// A photo of a phone: it lies on its side, and tells its place, owner and a comment.
std::string exif() {
  const std::string main = big(4, 2) + entry(0x0112, 3, 1, 6U << 16U) + entry(0x013B, 2, 5, 0x100) +
                           entry(0x8769, 4, 1, 0x60) + entry(0x8825, 4, 1, 0x90) + big(0, 4);
  std::string data = "MM\0\x2A"s + big(8, 4) + main;
  const auto put = [&data](std::size_t at, const std::string& what) {
    data.resize(at, '\0');
    data += what;
  };
  put(0x60, big(2, 2) + entry(0x9286, 7, 15, 0x110) + entry(0xA431, 2, 4, 0x41424300) + big(0, 4));
  put(0x90, big(2, 2) + entry(0x0000, 1, 4, 0x02030000) + entry(0x0002, 5, 3, 0x130) + big(0, 4));
  put(0x100, "Nino\0"s);
  put(0x110, "ASCII\0\0\0hidden\0"s);
  put(0x130, std::string(24, '\x29'));
  return "Exif\0\0"s + data;
}

std::string chunk(const std::string& type, const std::string& content) {
  return big(content.size(), 4) + type + content + "sum.";
}

std::string drawing(const std::string& chunks) {
  return "\x89PNG\r\n\x1A\n" + chunk("IHDR", std::string(13, '\1')) + chunks + chunk("IDAT", "pixels") +
         chunk("IEND", "");
}

bool has(const std::string& text, std::string_view piece) {
  return text.find(piece) != text.npos;
}

}  // namespace

TEST_CASE("a photo tells which way up it is and nothing else", "[compose]") {
  const Picture picture = clean_picture(photo(segment('\xE1', exif())));
  CHECK(picture.media_type == "image/jpeg");
  CHECK(picture.traces == Traces{position, author, camera, words});
  for (const char* told : {"Nino", "hidden", "ABC", "\x29\x29\x29"}) CHECK_FALSE(has(picture.bytes, told));
  CHECK(has(picture.bytes, "\x01\x12\0\x03\0\0\0\x01\0\x06"s));
  CHECK(has(picture.bytes, frame + scan + "\xFF\xD9"));
}

TEST_CASE("comments, packets, captions and small pictures are taken out of a photo", "[compose]") {
  const auto traces = [](const std::string& segments) {
    const Picture picture = clean_picture(photo(segments));
    CHECK_FALSE(has(picture.bytes, "Nino"));
    return picture.traces;
  };
  CHECK(traces(segment('\xFE', "Nino")) == Traces{words});
  CHECK(traces(segment('\xE1', "http://ns.adobe.com/xap/1.0/\0<dc:creator>Nino"s)) == Traces{author});
  CHECK(traces(segment('\xED', "Photoshop 3.0\0008BIM\x04\x04 Nino"s)) == Traces{words});
  CHECK(traces(segment('\xE0', "JFXX\0 Nino"s)).empty());
  CHECK(traces(segment('\xE0', "JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01 Nino"s)).empty());
  CHECK(traces(segment('\xE5', "maker Nino")).empty());
  const std::string profile = segment('\xE2', "ICC_PROFILE\0profile"s), adobe = segment('\xEE', "Adobe\0"s);
  CHECK(has(clean_picture(photo(profile + adobe)).bytes, profile + adobe));
}

TEST_CASE("what stands behind a picture is told and taken off", "[compose]") {
  const Picture film = clean_picture(photo("") + "ftypmp42 Nino");
  CHECK(film.traces == Traces{more});
  CHECK(film.bytes == photo(""));
  CHECK(clean_picture(drawing("") + "Nino").bytes == drawing(""));
  // Between two scans, too.
  const std::string progressive = "\xFF\xD8"s + frame + scan + segment('\xFE', "Nino") + scan;
  CHECK(clean_picture(progressive).bytes == "\xFF\xD8"s + frame + scan + scan + "\xFF\xD9");
}

TEST_CASE("a drawing keeps what draws it", "[compose]") {
  const std::string kept = chunk("pHYs", "size") + chunk("iCCP", "profile");
  const Picture picture =
      clean_picture(drawing(kept + chunk("tEXt", "Author\0Nino"s) + chunk("tIME", "then") +
                            chunk("tEXt", "Software\0Nino's"s) + chunk("eXIf", exif().substr(6))));
  CHECK(picture.media_type == "image/png");
  CHECK(picture.bytes == drawing(kept));
  CHECK(picture.traces == Traces{position, author, camera, words});
}

TEST_CASE("a drawing whose data claim to be endless is read in bounded time", "[compose]") {
  constexpr std::size_t entries = 0xFFFF, doubles = 12, behind = 8 + 2 + 12 * entries;
  std::string data = "MM\0\x2A"s + big(8, 4) + big(entries, 2);
  for (std::size_t i = 0; i < entries; ++i) data += entry(0x013B, doubles, 0xFFFFFFFF, behind);
  data += std::string(8U << 16U, '\0');
  const auto begun = std::chrono::steady_clock::now();
  CHECK(clean_picture(drawing(chunk("eXIf", data))).traces.empty());
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(2));
}

TEST_CASE("a broken picture is said to be broken, whatever is broken", "[compose]") {
  for (const std::string& whole : {photo(segment('\xE1', exif())), drawing(chunk("tEXt", "Author\0Nino"s))})
    for (std::size_t cut = 8; cut < whole.size(); ++cut) {
      INFO(cut);
      try {
        const std::string bytes = clean_picture(whole.substr(0, cut)).bytes;
        CHECK_FALSE(has(bytes, "Nino"));
      } catch (const Error& error) {
        CHECK(has(error.what(), "broken"));
      }
    }
  // Data about a picture that lead nowhere are no reason to refuse it.
  CHECK(clean_picture(photo(segment('\xE1', exif().substr(0, 40)))).bytes == photo(""));
  CHECK(clean_picture("GIF89a").media_type.empty());
}

TEST_CASE("whatever byte is another, a cleaned picture is clean", "[compose]") {
  for (const std::string& whole : {photo(segment('\xE1', exif())), drawing(chunk("tEXt", "Author\0Nino"s))})
    for (std::size_t at = 8; at < whole.size(); ++at)
      for (const char byte : {'\0', '\1', '\x7F', '\xD9', '\xDA', '\xE1', '\xFF'}) {
        INFO(at << " " << int(byte));
        std::string other = whole;
        other[at] = byte;
        try {
          const Picture picture = clean_picture(other);
          const Picture again = clean_picture(picture.bytes);
          REQUIRE(again.bytes == picture.bytes);
          REQUIRE(again.traces.empty());
        } catch (const Error&) {
        }
      }
}

TEST_CASE("a picture that tells too much is a finding where the template has it", "[compose]") {
  const test::TemplateFolder folder(
      "+++\ntitle = \"T\"\n+++\nText\n\n![The hall](hall.jpg)\n\n![](cut.png)\n");
  folder.write("hall.jpg", photo(segment('\xFE', "Nino")));
  folder.write("cut.png", "\x89PNG\r\n\x1A\n");
  Diagnostics diagnostics;
  (void)load_template(folder.path(), "en", diagnostics);
  CHECK(
      test::listed(diagnostics) ==
      "P-07 6:1-22 the picture has words beside it: hall.jpg; nothing, no copy has it; save the file without "
      "it before you pass that on\n"
      "TPL-08 8:1-13 cut.png: broken PNG: it ends too early; save it again as PNG or JPEG\n");
}
