#include <algorithm>
#include <array>
#include <cctype>

#include "base/broken_letters.hpp"
#include "base/letter_faults.hpp"
#include "base/text.hpp"
#include "compose/narrative.hpp"
#include "compose/parse_markdown.hpp"

namespace kvali {

namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Makes ordinary spaces of no-break spaces in lines that have more of them, as text copied from web
/// pages has; between a number and its unit they stay.  False if nothing was changed.
bool fold_no_break_spaces(std::string& text) {
  bool folded = false;
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const std::string_view line = std::string_view(text).substr(begin, end - begin);
    std::ptrdiff_t hard = 0;
    for (std::size_t at = line.find(no_break_space); at != line.npos; at = line.find(no_break_space, at + 2))
      ++hard;
    const bool dominant = hard > std::count(line.begin(), line.end(), ' ');
    for (std::size_t at = 0; at < line.size(); ++at) {
      const bool here = dominant && line.substr(at, 2) == no_break_space;
      if (!here || (at > 0 && is_digit(line[at - 1]))) {
        out += line[at];
        continue;
      }
      out += ' ';
      ++at;
      folded = true;
    }
    begin = end;
  }
  text = std::move(out);
  return folded;
}

/// Where UTF-8 was read as another encoding and saved again, or was broken before: Georgian letters
/// become "á" and "ƒ", a dash becomes "â" and "€".
std::optional<std::size_t> first_broken(std::string_view text) {
  constexpr std::array<std::string_view, 6> signs = {
      "\xC3\xA1\xC6\x92",      // Georgian through windows-1252
      "\xC3\xA1\xC2\x83",      // Georgian through latin-1
      "\xC3\xA2\xE2\x82\xAC",  // quotes and dashes through windows-1252
      "\xC3\x83\xC2",          // accented Latin letters
      "\xEF\xBF\xBD",          // the replacement character
      "????"};
  std::optional<std::size_t> first;
  for (const std::string_view sign : signs)
    if (const std::size_t at = text.find(sign); at != text.npos) first = std::min(first.value_or(at), at);
  return first;
}

std::string with_plain_line_ends(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out += '\n';
  }
  return out;
}

/// What a file is that is no text; "" for a text.
std::pair<std::string, std::string> kind_of_file(std::string_view text) {
  const std::string save = "save the text as Markdown or plain text, in UTF-8";
  if (text.starts_with("PK\x03\x04")) return {"a word processor's document", save};
  if (text.starts_with("\xD0\xCF\x11\xE0")) return {"a word processor's document", save};
  if (text.starts_with("{\\rtf")) return {"an RTF document", save};
  if (text.starts_with("%PDF-")) return {"a PDF", save};
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return {"UTF-16", "save the file as UTF-8"};
  if (text.find('\0') != text.npos) return {"binary", save};
  std::string begin = to_lower(trim(sanitize_utf8(text.substr(0, 400))));
  if (begin.starts_with("<!doctype html") || begin.starts_with("<html") || begin.starts_with("<?xml") ||
      begin.starts_with("<head") || begin.starts_with("<body"))
    return {"HTML", "write Markdown: *emphasis*, - lists, blank lines between paragraphs"};
  return {};
}

class NarrativeReader {
 public:
  NarrativeReader(const std::filesystem::path& file, const std::string& about, Diagnostics& diagnostics)
      : file_(file), about_(about), diagnostics_(diagnostics) {}

  std::optional<Nodes> run(const std::string& text) {
    if (text.size() > most_narrative_bytes) {
      add("S-08", Severity::error,
          "the narrative is longer than " + std::to_string(most_narrative_bytes >> 10U) + " KiB",
          "keep what the donor should read; longer matter belongs into an attachment");
      return std::nullopt;
    }
    if (const auto [kind, hint] = kind_of_file(text); !kind.empty()) {
      add("S-08", Severity::error, "the narrative is " + kind, hint);
      return std::nullopt;
    }
    if (const auto bad = first_invalid_utf8(text)) {
      add_at("S-08", Severity::error, SourceText(file_.string(), sanitize_utf8(text.substr(0, *bad))), *bad,
             "the narrative is not UTF-8", "save the file as UTF-8");
      return std::nullopt;
    }
    return parse(to_nfc(with_plain_line_ends(text)));
  }

 private:
  std::optional<Nodes> parse(std::string text) {
    if (const auto broken = first_broken(text))
      add_at("L-05", Severity::error, SourceText(file_.string(), text), *broken,
             "characters were lost when the text was saved",
             "open the original, and save it as UTF-8 instead");
    report_font(text);
    report_letters(text);
    if (fold_no_break_spaces(text))
      add("L-04", Severity::warning, "no-break spaces of running text were made ordinary ones", {});
    if (count_words(text) == 0) return std::nullopt;
    const SourceText source(file_.string(), text);
    Diagnostic like;
    like.id = "S-08";
    like.subject = about_;
    TemplateFindings findings(source, diagnostics_, like);
    Nodes body = parse_markdown(Code(std::move(text), 0), {findings, {}, 0, true});
    if (body.empty()) return std::nullopt;
    return body;
  }

  void report_font(const std::string& text) {
    const AcadNusx font = look_for_acad_nusx(text);
    if (font.words < 3 && !font.is_clear()) return;
    const SourceText source(file_.string(), text);
    add_at("L-05", Severity::error, source, font.first, "the text is Georgian in Latin letters (AcadNusx)",
           acad_nusx_cure(source.line_at(font.first)));
  }

  void report_letters(const std::string& text) {
    if (const auto found = first_mtavruli(text))
      add_at("L-03", found->mixed ? Severity::error : Severity::warning, SourceText(file_.string(), text),
             found->offset, "the text has Georgian capitals: '" + std::string(found->word) + "'",
             "write '" + to_lower(found->word) + "', and switch off what capitalises it");
    if (const auto turned = first_unbalanced_direction(text))
      add_at("L-08", Severity::error, SourceText(file_.string(), text), *turned,
             "the text turns the direction of writing and does not end it",
             "type the text again, without what was copied along");
  }

  void add(std::string id, Severity severity, std::string message, std::string hint) {
    diagnostics_.add(
        {std::move(id), severity, std::move(message), {file_.string()}, std::move(hint), {}, about_});
  }

  void add_at(std::string id, Severity severity, const SourceText& source, std::size_t offset,
              std::string message, std::string hint) {
    diagnostics_.add({std::move(id), severity, std::move(message), source.place({offset, 1}), std::move(hint),
                      std::string(source.line_at(offset)), about_});
  }

  const std::filesystem::path& file_;
  const std::string& about_;
  Diagnostics& diagnostics_;
};

}  // namespace

int count_words(std::string_view text) {
  int words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    const bool hard = text.substr(at, 2) == no_break_space;
    if (c <= ' ' || hard) {
      inside = false;
      at += hard ? 1 : 0;
    } else if (!inside && (c >= 0x80 || std::isalnum(c) != 0)) {
      inside = true;
      ++words;
    }
  }
  return words;
}

std::optional<Nodes> parse_narrative(const std::filesystem::path& file, const std::string& text,
                                     const std::string& about, Diagnostics& diagnostics) {
  return NarrativeReader(file, about, diagnostics).run(text);
}

}  // namespace kvali
