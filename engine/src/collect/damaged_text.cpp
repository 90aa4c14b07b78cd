#include "collect/damaged_text.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.hpp"
#include "collect/sample_texts.hpp"

namespace kvali {

namespace {

/// Words that only a font explains, before a column is called written with it.
constexpr std::size_t enough_words = 3;
constexpr std::size_t longest_example = 40;

/// The keyboard of AcadNusx, by the letters' order in Unicode from U+10D0.
constexpr std::string_view nusx_letters = "abgdevzTiklmnopJrstufqRySCcZwWxjh";

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// The bytes of a text in an 8-bit code page; nothing if a character has none.
std::optional<std::string> bytes_in(std::string_view text, const char* page) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(page, &status));
  if (U_FAILURE(status) != 0) return std::nullopt;
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8({text.data(), int32_t(text.size())});
  std::string bytes(std::size_t(wide.length()) * 2 + 1, '\0');
  const int32_t size = ucnv_fromUChars(converter.get(), bytes.data(), int32_t(bytes.size()), wide.getBuffer(),
                                       wide.length(), &status);
  if (U_FAILURE(status) != 0) return std::nullopt;
  bytes.resize(std::size_t(size));
  return bytes;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// One reading in a wrong code page undone.  Three letters at least: two may be chance.
std::optional<std::string> undone_once(std::string_view text) {
  // Georgian as it should be is the usual case.
  if (is_ascii(text) || text.find("\xE1\x83") != text.npos) return std::nullopt;
  for (const char* page : {"windows-1252", "windows-1251", "ISO-8859-1"}) {
    const auto bytes = bytes_in(text, page);
    if (!bytes || is_ascii(*bytes) || !is_valid_utf8(*bytes)) continue;
    const auto leads = std::count_if(bytes->begin(), bytes->end(),
                                     [](char c) { return static_cast<unsigned char>(c) >= 0xC2; });
    const bool georgian = bytes->find("\xE1\x83") != std::string::npos;
    if (leads >= 3 || georgian) return *bytes;
  }
  return std::nullopt;
}

struct Damage {
  std::string what;
  std::string hint;
};

std::string shortened(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && character_count(out) < longest_example;) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    out += text.substr(at, end - at);
    at = end;
  }
  return out.size() < text.size() ? out + "…" : out;
}

std::optional<Damage> damage_of(std::string_view text) {
  if (const auto repaired = without_mojibake(text))
    return Damage{
        "is UTF-8 that was read in another encoding",
        fmt::format("it should read '{}': in Excel save as \"CSV UTF-8\", and set encoding = \"utf-8\"",
                    shortened(*repaired))};
  // Georgian letters' first two bytes, where the third was lost on the way.
  const std::size_t georgian = text.find("áƒ");
  if (georgian != text.npos && text.find("áƒ", georgian + 1) != text.npos)
    return Damage{"is UTF-8 that was read in another encoding",
                  "in Excel save as \"CSV UTF-8\", and set encoding = \"utf-8\""};
  if (text.find("\xEF\xBF\xBD") != text.npos)
    return Damage{"has characters that could not be read (U+FFFD)",
                  "save the file again from where it was written, as \"CSV UTF-8\""};
  return std::nullopt;
}

/// Looks through the distinct texts of one column.
class ColumnDamage {
 public:
  ColumnDamage(const Column& column) : column_(column) {}

  /// The damage, with the row of the example.
  std::optional<Damage> find() {
    for (const auto& [row, text] : sample_texts(column_)) {
      if (auto damage = damage_of(text)) {
        row_ = row;
        return damage;
      }
      look_for_marks(text, row);
      look_for_font(text, row);
    }
    if (marks_ >= 2 || long_marks_) {
      row_ = first_mark_;
      return Damage{"lost its letters to question marks",
                    "it was saved as ANSI CSV: open the original in Excel and save as \"CSV UTF-8\""};
    }
    if (font_words_ >= enough_words) {
      row_ = first_font_;
      return Damage{"is Georgian in Latin letters (AcadNusx)",
                    fmt::format("it reads '{}': convert the file to Unicode Georgian",
                                shortened(from_acad_nusx(column_.text(row_))))};
    }
    return std::nullopt;
  }

  [[nodiscard]] std::size_t row() const { return row_; }

 private:
  void look_for_marks(std::string_view text, std::size_t row) {
    if (!is_question_marks(text)) return;
    if (marks_++ == 0) first_mark_ = row;
    long_marks_ = long_marks_ || text.find("??????") != text.npos;
  }

  void look_for_font(std::string_view text, std::size_t row) {
    const std::size_t words = acad_nusx_words(text);
    if (words == 0) return;
    if (font_words_ == 0) first_font_ = row;
    font_words_ += words;
  }

  const Column& column_;
  std::size_t row_ = 0;
  std::size_t marks_ = 0, first_mark_ = 0;
  bool long_marks_ = false;
  std::size_t font_words_ = 0, first_font_ = 0;
};

bool is_latin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// How Georgian words end, in the font's letters.  No English or French word with a capital inside does.
constexpr std::array georgian_endings{"eba",   "oba",    "ebi",  "ebis", "obis", "ebiT", "obiT", "uli",
                                      "ulis",  "ili",    "ilis", "ari",  "Tvis", "Si",   "Tan",  "velo",
                                      "velos", "iSvili", "eTi",  "eTis", "aTi",  "iTi",  "bis",  "isTvis"};

/// "saqarTvelo", "gankuTvnili"; not "JavaScript" (begins with a capital), "postCode" (ends otherwise),
/// "iPhone" (P is no letter of the font) or "USAID" (all capitals).
bool is_font_word(std::string_view word) {
  if (word.size() < 4 || word.front() < 'a') return false;
  if (word.find_first_not_of(nusx_letters) != word.npos) return false;
  const bool capital = std::any_of(word.begin(), word.end(), [](char c) { return c <= 'Z'; });
  return capital &&
         std::any_of(georgian_endings.begin(), georgian_endings.end(), [&](std::string_view ending) {
           return word.size() > ending.size() && word.substr(word.size() - ending.size()) == ending;
         });
}

Diagnostic damaged(std::string message, const Damage& damage) {
  Diagnostic finding;
  finding.id = "L-05";
  finding.message = std::move(message);
  finding.hint = damage.hint;
  return finding;
}

/// Damaged headings fit no map, and their columns would be called missing.
void report_headings(const RawTable& raw, const RawColumns& columns, const MapContext& context) {
  Column headings("", Type::text);
  for (const Column* column : columns.all()) headings.append(columns.heading(*column));
  ColumnDamage search(headings);
  const auto damage = search.find();
  if (!damage) return;
  const std::string_view text = headings.text(search.row());
  Diagnostic finding = damaged(fmt::format("the heading '{}' {}", shortened(text), damage->what), *damage);
  finding.subject = fmt::format("source={};table={};headings", context.source.name, raw.table.name());
  finding.value = text;
  finding.place = context.source.place;
  if (raw.table.rows() > 0) {
    context.places.locate(raw.refs[0], "", finding);
    finding.place.line = 0;  // The heading stands above it.
    finding.excerpt.clear();
  }
  context.diagnostics.add(std::move(finding));
}

void report_column(const RawTable& raw, const RawColumns& columns, const Column& column,
                   const MapContext& context) {
  ColumnDamage search(column);
  const auto damage = search.find();
  if (!damage) return;
  const std::string text(column.text(search.row()));
  Diagnostic finding = damaged(
      fmt::format("the text of column '{}' {}: '{}'", columns.heading(column), damage->what, shortened(text)),
      *damage);
  finding.subject = fmt::format("source={};column={}", context.source.name, columns.heading(column));
  finding.value = text;
  SourceRef ref = raw.refs[search.row()];
  ref.column = raw.letters.find(column.name())->second;
  context.places.locate(ref, text, finding);
  context.diagnostics.add(std::move(finding));
}

}  // namespace

std::optional<std::string> without_mojibake(std::string_view text) {
  auto repaired = undone_once(text);
  for (int again = 0; repaired && again < 3; ++again) {
    auto deeper = undone_once(*repaired);
    if (!deeper) break;
    repaired = std::move(deeper);
  }
  return repaired;
}

std::string from_acad_nusx(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const std::size_t at = nusx_letters.find(c);
    if (at == std::string_view::npos) {
      out += c;
      continue;
    }
    // U+10D0 + at, three bytes.
    const auto code = 0x10D0U + unsigned(at);
    out += static_cast<char>(0xE0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  }
  return out;
}

std::size_t acad_nusx_words(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_latin(text[end])) ++end;
    count += end > at && is_font_word(text.substr(at, end - at));
    at = end + 1;
  }
  return count;
}

bool is_question_marks(std::string_view text) {
  if (text.find("???") == text.npos) return false;
  const auto marks = std::count(text.begin(), text.end(), '?');
  const auto others = std::count_if(
      text.begin(), text.end(), [](char c) { return is_latin(c) || static_cast<unsigned char>(c) >= 0x80; });
  return marks >= 4 && marks > 2 * others;
}

void report_damaged_text(const RawTable& raw, const RawColumns& columns, const MapContext& context) {
  report_headings(raw, columns, context);
  for (const Column* column : columns.all())
    if (column->type() == Type::text) report_column(raw, columns, *column, context);
}

}  // namespace kvali
