#include "privacy/identifiers.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "privacy/birth_dates.hpp"
#include "privacy/iban.hpp"
#include "privacy/person_numbers.hpp"
#include "privacy/positions.hpp"

namespace kvali {

namespace {

using Kind = IdentifierKind;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_latin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool in_address(char c) {
  return is_latin(c) || is_digit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}

/// Mailboxes of organisations, not of persons.
constexpr std::array<std::string_view, 14> shared_mailboxes{
    "info",  "office",  "contact", "mail",   "hello",    "press",   "media",
    "admin", "support", "desk",    "report", "feedback", "hotline", "secretariat"};

/// "2025-12.rate": a period stands behind the @ of Kvali's own ids of figures, and begins no domain.
bool begins_with_month(std::string_view text) {
  return text.size() > 7 && std::all_of(text.begin(), text.begin() + 4, is_digit) && text[4] == '-' &&
         is_digit(text[5]) && is_digit(text[6]) && !is_latin(text[7]);
}

std::optional<Identifier> email_at(std::string_view text, std::size_t at) {
  std::size_t begin = at, end = at + 1;
  while (begin > 0 && in_address(text[begin - 1])) --begin;
  while (end < text.size() && in_address(text[end])) ++end;
  while (end > at + 1 && !is_latin(text[end - 1])) --end;  // A full stop ends a sentence.
  const std::string_view box = text.substr(begin, at - begin), domain = text.substr(at + 1, end - at - 1);
  const std::size_t dot = domain.rfind('.');
  if (box.empty() || begins_with_month(domain) || dot == domain.npos || dot == 0 || domain.size() - dot < 3)
    return std::nullopt;
  const std::string folded = fold_key(box);
  if (std::find(shared_mailboxes.begin(), shared_mailboxes.end(), folded) != shared_mailboxes.end())
    return std::nullopt;
  return Identifier{begin, end - begin, Kind::email};
}

/// Does a number begin here, and not in the middle of a word, a date or the number of a document?
bool begins_number(std::string_view text, std::size_t at) {
  if (!is_digit(text[at])) return false;
  if (at == 0) return true;
  const char before = text[at - 1];
  return !is_digit(before) && !is_latin(before) && before != '/' && before != '-' && before != '.' &&
         before != ',' && before != '_';
}

std::optional<Identifier> account_or_birth_at(std::string_view text, std::size_t at) {
  if (const std::size_t length = iban_at(text, at); length > 0)
    return Identifier{at, length, Kind::account_number};
  if (const std::size_t length = birth_date_at(text, at); length > 0)
    return Identifier{at, length, Kind::birth_date};
  return std::nullopt;
}

struct Heading {
  std::string_view folded;  ///< Letters and digits only.
  Kind kind;
};

constexpr std::array headings{Heading{"firstname", Kind::name},
                              Heading{"lastname", Kind::name},
                              Heading{"surname", Kind::name},
                              Heading{"familyname", Kind::name},
                              Heading{"fullname", Kind::name},
                              Heading{"beneficiaryname", Kind::name},
                              Heading{"nameofbeneficiary", Kind::name},
                              Heading{"clientname", Kind::name},
                              Heading{"respondentname", Kind::name},
                              Heading{"participantname", Kind::name},
                              Heading{"სახელიგვარი", Kind::name},
                              Heading{"სახელიდაგვარი", Kind::name},
                              Heading{"გვარი", Kind::name},
                              Heading{"მოსარგებლე", Kind::name},
                              Heading{"ბენეფიციარი", Kind::name},
                              Heading{"personalnumber", Kind::personal_number},
                              Heading{"personalid", Kind::personal_number},
                              Heading{"nationalid", Kind::personal_number},
                              Heading{"idnumber", Kind::personal_number},
                              Heading{"passport", Kind::personal_number},
                              Heading{"passportnumber", Kind::personal_number},
                              Heading{"პირადინომერი", Kind::personal_number},
                              Heading{"პირადინომ", Kind::personal_number},
                              Heading{"casenumber", Kind::case_number},
                              Heading{"caseid", Kind::case_number},
                              Heading{"caseno", Kind::case_number},
                              Heading{"beneficiaryid", Kind::case_number},
                              Heading{"clientid", Kind::case_number},
                              Heading{"საქმისნომერი", Kind::case_number},
                              Heading{"phone", Kind::phone},
                              Heading{"phonenumber", Kind::phone},
                              Heading{"telephone", Kind::phone},
                              Heading{"tel", Kind::phone},
                              Heading{"mobile", Kind::phone},
                              Heading{"mobilenumber", Kind::phone},
                              Heading{"ტელეფონი", Kind::phone},
                              Heading{"ტელეფონისნომერი", Kind::phone},
                              Heading{"მობილური", Kind::phone},
                              Heading{"email", Kind::email},
                              Heading{"emailaddress", Kind::email},
                              Heading{"ელფოსტა", Kind::email},
                              Heading{"ელექტრონულიფოსტა", Kind::email},
                              Heading{"address", Kind::address},
                              Heading{"homeaddress", Kind::address},
                              Heading{"street", Kind::address},
                              Heading{"მისამართი", Kind::address},
                              Heading{"gps", Kind::coordinates},
                              Heading{"geolocation", Kind::coordinates},
                              Heading{"geopoint", Kind::coordinates},
                              Heading{"gpslatitude", Kind::coordinates},
                              Heading{"gpslongitude", Kind::coordinates},
                              Heading{"latitude", Kind::coordinates},
                              Heading{"longitude", Kind::coordinates},
                              Heading{"lat", Kind::coordinates},
                              Heading{"lon", Kind::coordinates},
                              Heading{"lng", Kind::coordinates},
                              Heading{"dateofbirth", Kind::birth_date},
                              Heading{"birthdate", Kind::birth_date},
                              Heading{"dob", Kind::birth_date},
                              Heading{"დაბადებისთარიღი", Kind::birth_date},
                              Heading{"submitterid", Kind::submitter},
                              Heading{"submittername", Kind::submitter},
                              Heading{"submittedby", Kind::submitter},
                              Heading{"username", Kind::submitter},
                              Heading{"enumerator", Kind::submitter},
                              Heading{"deviceid", Kind::device},
                              Heading{"imei", Kind::device},
                              Heading{"simid", Kind::device},
                              Heading{"subscriberid", Kind::device}};

}  // namespace

std::string_view words_of(IdentifierKind kind) {
  switch (kind) {
    case Kind::name:
      return "the name of a person";
    case Kind::personal_number:
      return "a personal number";
    case Kind::case_number:
      return "the number of a case";
    case Kind::account_number:
      return "the number of an account";
    case Kind::phone:
      return "a phone number";
    case Kind::email:
      return "a personal e-mail address";
    case Kind::address:
      return "an address";
    case Kind::coordinates:
      return "an exact position";
    case Kind::birth_date:
      return "a date of birth";
    case Kind::submitter:
      return "who filled in a form";
    case Kind::device:
      return "a device";
  }
  return "an identifier";
}

std::vector<Identifier> find_identifiers(std::string_view text, int decimals) {
  std::vector<Identifier> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::optional<Identifier> one = account_or_birth_at(text, at);
    if (!one && text[at] == '@') {
      one = email_at(text, at);
    } else if (!one && (begins_number(text, at) ||
                        (text[at] == '-' && at + 1 < text.size() && is_digit(text[at + 1])))) {
      one = position_at(text, at, decimals);
      if (!one && is_digit(text[at])) {
        one = person_number_at(text, at);
        while (!one && at + 1 < text.size() && is_digit(text[at + 1])) ++at;
      }
    }
    if (!one || (!found.empty() && one->begin < found.back().begin + found.back().length)) continue;
    found.push_back(*one);
    at = one->begin + one->length - 1;
  }
  return found;
}

const IdentifierKind* identifier_in_heading(std::string_view heading) {
  std::string letters;
  for (const char c : fold_key(heading))
    if (is_latin(c) || is_digit(c) || (static_cast<unsigned char>(c) & 0x80U) != 0) letters += c;
  const auto it = std::find_if(headings.begin(), headings.end(),
                               [&](const Heading& known) { return known.folded == letters; });
  return it == headings.end() ? nullptr : &it->kind;
}

}  // namespace kvali
