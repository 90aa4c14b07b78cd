#include "page/head.hpp"

#include <algorithm>
#include <array>

#include "style/style_sheet.hpp"
#include "text/escape.hpp"

namespace kvali::html {
namespace {

// Languages written from right to left (CLDR 43, characterOrder).
constexpr std::array<std::string_view, 12> right_to_left = {"ar", "ckb", "dv",  "fa", "he", "ks",
                                                            "ps", "sd",  "syr", "ug", "ur", "yi"};

bool is_right_to_left(std::string_view lang) {
  const std::string_view language = lang.substr(0, lang.find('-'));
  return std::find(right_to_left.begin(), right_to_left.end(), language) != right_to_left.end();
}

void add_meta(std::string& out, const char* name, std::string_view content) {
  if (content.empty()) return;
  out += "<meta name=\"";
  out += name;
  out += "\" content=\"";
  append_escaped(out, content);
  out += "\">\n";
}

void add_line(std::string& out, const char* style, std::string_view text) {
  if (text.empty()) return;
  out += "<p class=\"";
  out += style;
  out += "\">";
  append_escaped(out, text);
  out += "</p>\n";
}

void add_head(std::string& out, const kvali_event& event, const Page& page, Color accent) {
  const std::string style = style_sheet(accent);
  out += "<!DOCTYPE html>\n<html lang=\"";
  append_escaped(out, page.lang);
  out += page.right_to_left ? "\" dir=\"rtl\">\n" : "\">\n";
  out += "<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"";
  append_escaped(out, content_policy(style));
  out += "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
  const std::string_view period = attribute(event, "period");
  append_escaped(out, page.title.empty() ? std::string_view("Report") : page.title);
  if (!period.empty()) out += " · " + escaped(period);
  out += "</title>\n";
  add_meta(out, "author", attribute(event, "author"));
  add_meta(out, "description", attribute(event, "subject"));
  add_meta(out, "dcterms.date", attribute(event, "date"));
  add_meta(out, "referrer", "no-referrer");
  // Without it a browser asks the server for a picture.
  out += "<link rel=\"icon\" href=\"data:,\">\n<style>" + style + "</style>\n</head>\n";
}

}  // namespace

void append_language(std::string& out, const Page& page, std::string_view lang) {
  if (lang.empty() || lang == page.lang) return;
  out += " lang=\"";
  append_escaped(out, lang);
  out += '"';
  if (is_right_to_left(lang) != page.right_to_left)
    out += page.right_to_left ? " dir=\"ltr\"" : " dir=\"rtl\"";
}

void open_page(Page& page, const kvali_event& event, Color accent) {
  page.title = event.text ? event.text : "";
  if (event.lang) page.lang = event.lang;
  page.right_to_left = attribute(event, "dir") == "rtl";
  page.number_group = attribute(event, "number_group");
  page.data_word = attribute(event, "data");
  if (const auto decimal = attribute(event, "number_decimal"); !decimal.empty())
    page.number_decimal = decimal;
  std::string& out = page.out.text();
  add_head(out, event, page, accent);
  out += "<body>\n";
  if (page.title.empty()) {
    out += "<main>\n";
    return;
  }
  out += "<header>\n";
  add_line(out, "draft", attribute(event, "draft"));
  add_line(out, "organisation", attribute(event, "organisation"));
  out += "<h1>" + escaped(page.title) + "</h1>\n";
  if (attribute(event, "project") != page.title) add_line(out, "project", attribute(event, "project"));
  add_line(out, "period", attribute(event, "period"));
  out += "</header>\n<main>\n";
}

void close_page(Page& page, const Imprint& imprint) {
  std::string& out = page.out.text();
  out += "</main>\n";
  if (!imprint.organisation.empty() || !imprint.version.empty()) {
    out += "<footer>\n";
    for (const std::string& text : {imprint.organisation, imprint.version})
      if (!text.empty()) out += "<p>" + escaped(text) + "</p>\n";
    out += "</footer>\n";
  }
  out += "</body>\n</html>\n";
}

}  // namespace kvali::html
