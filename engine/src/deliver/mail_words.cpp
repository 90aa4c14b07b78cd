#include "deliver/mail_words.hpp"

#include <fmt/format.h>

#include "base/code_point.hpp"

namespace kvali {

namespace {

/// With the extension below what check_file_name() takes.
constexpr std::size_t longest_stem = 180;

MessageArguments arguments(const ReportMailFacts& facts) {
  return {{"title", facts.title},         {"project", facts.project},
          {"agreement", facts.agreement}, {"period", facts.period},
          {"replaces", facts.replaces},   {"has_agreement", facts.agreement.empty() ? "no" : "yes"}};
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "<br>";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string list_of(const std::vector<std::string>& files, std::string_view before, std::string_view after) {
  std::string out;
  for (const std::string& file : files) out += fmt::format("{}{}{}", before, file, after);
  return out;
}

}  // namespace

std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  return text;
}

MailWords report_mail_words(const Catalogue& catalogue, const ReportMailFacts& facts) {
  const MessageArguments values = arguments(facts);
  const bool corrects = !facts.replaces.empty();
  std::vector<std::string> paragraphs{catalogue.text("mail.greeting"), catalogue.text("mail.body", values)};
  if (corrects) paragraphs.push_back(catalogue.text("mail.replaces", values));
  MailWords words{
      .subject = one_line(catalogue.text(corrects ? "mail.subject_corrected" : "mail.subject", values)),
      .text = {},
      .html = fmt::format("<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"></head><body>\n",
                          catalogue.locale().language())};
  const std::string files = catalogue.text("mail.files");
  const std::string ending = catalogue.text("mail.questions");
  const std::string signature = catalogue.text("mail.closing") + "\n" + facts.sender;
  for (const std::string& paragraph : paragraphs) {
    words.text += paragraph + "\n\n";
    words.html += fmt::format("<p>{}</p>\n", escaped(paragraph));
  }
  words.text += files + "\n" + list_of(facts.files, "- ", "\n") + "\n" + ending + "\n\n" + signature + "\n";
  std::vector<std::string> names;
  for (const std::string& file : facts.files) names.push_back(escaped(file));
  words.html +=
      fmt::format("<p>{}</p>\n<ul>\n{}</ul>\n<p>{}</p>\n<p>{}</p>\n</body></html>\n", escaped(files),
                  list_of(names, "<li>", "</li>\n"), escaped(ending), escaped(signature));
  return words;
}

std::string attachment_name(const Catalogue& catalogue, const ReportMailFacts& facts,
                            std::string_view extension) {
  // What Windows refuses, which is where most of these files are saved.
  constexpr std::u32string_view refused = U"/\\:*?\"<>|";
  const std::string wanted = one_line(catalogue.text("mail.file_name", arguments(facts)));
  std::string stem;
  for (std::size_t at = 0; at < wanted.size();) {
    const char32_t c = next_code_point(wanted, at);
    const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    std::string next;
    append_code_point(next, c == ill_formed || turns || refused.find(c) != refused.npos ? U'-' : c);
    if (stem.size() + next.size() > longest_stem) break;
    stem += next;
  }
  while (stem.ends_with(' ') || stem.ends_with('.')) stem.pop_back();
  while (stem.starts_with(' ') || stem.starts_with('.')) stem.erase(0, 1);
  return (stem.empty() ? "report" : stem) + std::string(extension);
}

}  // namespace kvali
