#include "privacy/identifiers.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "privacy/birth_dates.hpp"
#include "privacy/iban.hpp"

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

/// Digits with what people write between the groups of a phone number.
struct DigitRun {
  std::size_t begin = 0, end = 0;
  bool plus = false;
  bool year = false;  ///< One group is a year: the run is a date.
  std::string digits;
  std::vector<std::size_t> groups;  ///< Digits of each.
};

/// International numbers have 15 digits at most (ITU-T E.164).
constexpr std::size_t most_groups = 15;

/// One separator: space, no-break space, hyphen or bracket, perhaps "( " and ") " together.
std::size_t separator_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (int i = 0; i < 2 && end < text.size(); ++i) {
    if (text[end] == ' ' || text[end] == '-' || text[end] == '(' || text[end] == ')')
      ++end;
    else if (text.substr(end, 2) == "\xC2\xA0")
      end += 2;
    else
      break;
  }
  return end - at;
}

/// As many groups as there are, up to `most`.
DigitRun run_at(std::string_view text, std::size_t at, std::size_t most) {
  DigitRun run;
  run.begin = at;
  run.plus = at > 0 && text[at - 1] == '+';
  while (at < text.size() && is_digit(text[at]) && run.groups.size() < most) {
    const std::size_t first = at;
    while (at < text.size() && is_digit(text[at])) run.digits += text[at++];
    const std::string_view group = text.substr(first, at - first);
    run.groups.push_back(group.size());
    run.year = run.year || (group.size() == 4 && (group.starts_with("19") || group.starts_with("20")));
    run.end = at;
    const std::size_t gap = separator_at(text, at);
    if (gap == 0 || at + gap >= text.size() || !is_digit(text[at + gap])) break;
    at += gap;
  }
  return run;
}

/// Georgian mobile numbers begin with 5, others with 0 or +; 555 123 456 could be an amount.
std::optional<Kind> kind_of(const DigitRun& run) {
  const std::size_t count = run.digits.size(), groups = run.groups.size();
  if (run.year) return std::nullopt;
  if (run.plus) return count >= 9 && count <= 15 ? std::optional(Kind::phone) : std::nullopt;
  if (count == 11 && groups == 1) return Kind::personal_number;
  if (count == 9 && run.digits.front() == '5' && (groups == 1 || run.groups.back() == 2)) return Kind::phone;
  const bool local = run.digits.front() == '0' && count >= 9 && count <= 11 && groups >= 2;
  return local ? std::optional(Kind::phone) : std::nullopt;
}

bool ends_number(std::string_view text, std::size_t at) {
  return at >= text.size() || (!is_latin(text[at]) && text[at] != '/');
}

/// The longest run from `at` on that identifies somebody: behind a phone number another number may stand.
std::optional<Identifier> number_at(std::string_view text, std::size_t at) {
  DigitRun run = run_at(text, at, most_groups);
  for (std::size_t groups = run.groups.size(); groups > 0; --groups) {
    run = run_at(text, at, groups);
    const auto kind = ends_number(text, run.end) ? kind_of(run) : std::nullopt;
    const std::size_t plus = run.plus ? 1 : 0;
    if (kind) return Identifier{run.begin - plus, run.end - run.begin + plus, *kind};
  }
  return std::nullopt;
}

/// "41.64228" and how many digits are behind the point.
struct Coordinate {
  std::size_t end = 0;
  int degrees = 0;
  int decimals = 0;
};

std::optional<Coordinate> coordinate_at(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '-') ++at;
  constexpr int most_degrees = 180;
  const std::size_t begin = at;
  int degrees = 0;
  while (at < text.size() && is_digit(text[at]) && degrees <= most_degrees)
    degrees = 10 * degrees + (text[at++] - '0');
  if (at == begin || degrees > most_degrees || at >= text.size() || text[at] != '.') return std::nullopt;
  const std::size_t first = ++at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return Coordinate{at, degrees, static_cast<int>(at - first)};
}

/// Two coordinates beside each other, both with three digits behind the point at least, one of them a
/// latitude.  What a semicolon and a space part are values in a list, as the evidence of a figure has them.
std::optional<Identifier> position_at(std::string_view text, std::size_t at, int decimals) {
  const auto first = coordinate_at(text, at);
  if (!first || first->decimals < 3) return std::nullopt;
  std::size_t next = first->end;
  while (next < text.size() && (text[next] == ' ' || text[next] == ',' || text[next] == ';')) ++next;
  if (next == first->end || (text[first->end] == ';' && next > first->end + 1)) return std::nullopt;
  const auto second = coordinate_at(text, next);
  constexpr int most_latitude = 90;
  if (!second || std::min(first->degrees, second->degrees) > most_latitude) return std::nullopt;
  if (second->decimals < 3 || std::max(first->decimals, second->decimals) <= decimals) return std::nullopt;
  return Identifier{at, second->end - at, Kind::coordinates};
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
        one = number_at(text, at);
        if (!one) at += run_at(text, at, 1).digits.size() - 1;
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
