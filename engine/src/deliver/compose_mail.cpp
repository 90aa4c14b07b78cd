#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "deliver/base64.hpp"
#include "deliver/encoded_words.hpp"
#include "deliver/mail.hpp"
#include "deliver/message_id.hpp"
#include "deliver/mime_parameter.hpp"

namespace kvali {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view crlf = "\r\n";
// RFC 5322, 2.1.1.
constexpr std::size_t preferred_line = 78;

/// With CRLF at the end of each line and of the text.
std::string with_crlf(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r' && text.substr(at + 1).starts_with('\n')) continue;
    if (text[at] == '\n' || text[at] == '\r') {
      out += crlf;
    } else {
      out += text[at];
    }
  }
  if (!out.ends_with(crlf)) out += crlf;
  return out;
}

/// Short lines of plain ASCII travel as they are.  What looks like one of our boundaries does not.
bool fits_7bit(std::string_view lines) {
  if (lines.find("=_") != lines.npos) return false;
  for (std::string_view rest = lines; !rest.empty();) {
    const std::size_t end = rest.find(crlf);
    if (end > preferred_line || !is_printable_ascii(rest.substr(0, end))) return false;
    rest.remove_prefix(end + crlf.size());
  }
  return true;
}

/// A part without the boundary around it: its headers, an empty line, its content.
std::string text_part(std::string_view subtype, std::string_view text) {
  if (!is_valid_utf8(text) || text.find('\0') != text.npos)
    throw Error(fmt::format("the text/{} of a mail is not UTF-8", subtype));
  const std::string lines = with_crlf(text);
  const bool plain = fits_7bit(lines);
  std::string out =
      fmt::format("Content-Type: text/{}; charset=utf-8\r\nContent-Transfer-Encoding: {}\r\n\r\n", subtype,
                  plain ? "7bit" : "base64");
  if (plain) {
    out += lines;
  } else {
    append_base64_lines(out, lines);
  }
  return out;
}

bool is_media_type(std::string_view text) {
  return std::count(text.begin(), text.end(), '/') == 1 && !text.starts_with('/') && !text.ends_with('/') &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  "/.+-"sv.find(c) != std::string_view::npos;
         });
}

std::string attachment_part(const Attachment& attachment) {
  check_file_name(attachment.name);
  if (!is_media_type(attachment.media_type))
    throw Error(fmt::format("no media type: \"{}\"", printable(attachment.media_type, 100)));
  const NameParameters named = name_parameters(attachment.name);
  std::string out = fmt::format(
      "Content-Type: {}{}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment{}\r\n\r\n",
      attachment.media_type, named.name, named.filename);
  out.reserve(out.size() + base64_lines_size(attachment.bytes.size()));
  append_base64_lines(out, attachment.bytes);
  return out;
}

/// The parts in one.  No part has the boundary in it: base64 has no "=_", and other text with it is base64.
std::string multipart(std::string_view subtype, std::string_view boundary,
                      const std::vector<std::string>& parts) {
  std::string out = fmt::format("Content-Type: multipart/{};\r\n boundary=\"{}\"\r\n\r\n", subtype, boundary);
  for (const std::string& part : parts) {
    out += fmt::format("--{}\r\n", boundary);
    out += part;
    out += crlf;
  }
  return out + fmt::format("--{}--\r\n", boundary);
}

std::string content(const Mail& mail) {
  const std::string mark = sha256(mail.message_id).substr(0, 32);
  std::string words = text_part("plain", mail.text);
  if (!mail.html.empty())
    words = multipart("alternative", "=_alternative_" + mark, {words, text_part("html", mail.html)});
  if (mail.attachments.empty()) return words;
  std::vector<std::string> parts{std::move(words)};
  for (const Attachment& attachment : mail.attachments) parts.push_back(attachment_part(attachment));
  return multipart("mixed", "=_mixed_" + mark, parts);
}

/// RFC 5322, 3.3: "Mon, 30 Nov 2026 09:00:00 +0400".
std::string date_text(std::chrono::sys_seconds utc, std::chrono::minutes offset) {
  using namespace std::chrono;
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const sys_seconds local = utc + offset;
  const auto day = floor<std::chrono::days>(local);
  const year_month_day date{day};
  const hh_mm_ss time{local - day};
  const auto away = abs(offset);
  return fmt::format("{}, {} {} {:04} {:02}:{:02}:{:02} {}{:02}{:02}", days.at(weekday{day}.c_encoding()),
                     unsigned(date.day()), months.at(unsigned(date.month()) - 1), int(date.year()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     offset.count() < 0 ? '-' : '+', away.count() / 60, away.count() % 60);
}

std::string address_text(const MailAddress& address, std::size_t column) {
  if (address.name().empty()) return address.text();
  const std::string name = phrase(address.name(), column);
  const bool fits = column + name.size() + address.text().size() + 3 < preferred_line;
  return fmt::format("{}{}<{}>", name, fits ? " " : "\r\n ", address.text());
}

std::string addresses(std::string_view field, const std::vector<MailAddress>& list) {
  std::string out = fmt::format("{}: ", field);
  for (const MailAddress& address : list) {
    const bool first = &address == &list.front();
    if (!first) out += ",\r\n ";
    out += address_text(address, first ? out.size() : 1);
  }
  return out + "\r\n";
}

std::string message_ids(std::string_view field, const std::vector<std::string>& ids) {
  std::string out = fmt::format("{}:", field);
  for (const std::string& id : ids) {
    check_message_id(id);
    out += (&id == &ids.front() ? " " : "\r\n ") + id;
  }
  return out + "\r\n";
}

std::string headers(const Mail& mail) {
  if (mail.to.empty()) throw Error("a mail to nobody");
  std::string out = addresses("From", {mail.from}) + addresses("To", mail.to);
  if (mail.reply_to) out += addresses("Reply-To", {*mail.reply_to});
  constexpr std::string_view subject = "Subject: ";
  out += fmt::format("{}{}\r\n", subject, unstructured(mail.subject.text(), subject.size()));
  out += fmt::format("Date: {}\r\n", date_text(mail.date, mail.offset));
  out += message_ids("Message-ID", {mail.message_id});
  if (!mail.in_reply_to.empty()) out += message_ids("In-Reply-To", {mail.in_reply_to});
  if (!mail.references.empty()) out += message_ids("References", mail.references);
  // RFC 3834: no out-of-office answers to a machine.
  return out + "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
}

}  // namespace

std::string content_hash(const Mail& mail) {
  std::vector<std::string> texts{mail.subject.text(), mail.text, mail.html};
  for (const Attachment& attachment : mail.attachments) {
    texts.push_back(attachment.name);
    texts.push_back(attachment.media_type);
    texts.push_back(sha256(attachment.bytes));
  }
  return hash_of_list(texts);
}

std::string compose_mail(const Mail& mail) {
  return headers(mail) + content(mail);
}

}  // namespace kvali
