#include "deliver/mail_address.hpp"

#include <fmt/format.h>
#include <unicode/idna.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <memory>

#include "base/code_point.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

// RFC 5321, 4.5.3.1.
constexpr std::size_t longest_local_part = 64;
constexpr std::size_t longest_address = 254;
// RFC 1035, 2.3.4.
constexpr std::size_t longest_domain = 253;
constexpr std::size_t longest_label = 63;

bool is_ascii_alnum(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// RFC 5322's atext, and what other scripts write words with (RFC 6532).
bool is_atom_character(char32_t c) {
  constexpr std::u32string_view signs = U"!#$%&'*+-/=?^_`{|}~";
  if (c < 0x80) return is_ascii_alnum(c) || signs.find(c) != signs.npos;
  if (c == ill_formed) return false;
  const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

[[noreturn]] void refuse(std::string_view address, std::string_view why) {
  throw Error(fmt::format("no mail address: \"{}\" ({})", printable(address, 100), why),
              "write it as name@example.org");
}

void check_local_part(std::string_view local, std::string_view address) {
  if (local.empty()) refuse(address, "nothing before the @");
  if (local.size() > longest_local_part) refuse(address, "more than 64 bytes before the @");
  if (local.front() == '.' || local.back() == '.' || local.find("..") != local.npos)
    refuse(address, "a dot too many");
  for (std::size_t at = 0; at < local.size();) {
    const char32_t c = next_code_point(local, at);
    if (c != '.' && !is_atom_character(c)) refuse(address, "a character that addresses do not have");
  }
}

bool is_host_label(std::string_view label) {
  return !label.empty() && label.size() <= longest_label && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(),
                     [](char c) { return is_ascii_alnum(static_cast<unsigned char>(c)) || c == '-'; });
}

bool is_host_name(std::string_view domain) {
  if (domain.size() > longest_domain) return false;
  bool number = true;  // The last label: a host name never ends in a number, an address does.
  for (std::string_view rest = domain;;) {
    const std::size_t dot = rest.find('.');
    const std::string_view label = rest.substr(0, dot);
    if (!is_host_label(label)) return false;
    number = std::all_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (dot == rest.npos) return !number;
    rest.remove_prefix(dot + 1);
  }
}

/// UTS 46 without its transitional compromises, which is what registries have.
std::string to_ascii(std::string_view domain) {
  UErrorCode status = U_ZERO_ERROR;
  constexpr auto options = UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII;
  const std::unique_ptr<icu::IDNA> idna(icu::IDNA::createUTS46Instance(options, status));
  if (U_FAILURE(status)) throw Error("cannot read international domains");
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::IDNAInfo info;
  idna->nameToASCII_UTF8({domain.data(), static_cast<int32_t>(domain.size())}, sink, info, status);
  return U_FAILURE(status) || info.hasErrors() ? std::string{} : out;
}

char lower_ascii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_address_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || is_atom_character(byte) || c == '.';
}

}  // namespace

std::string mail_domain(std::string_view domain) {
  std::string ascii = is_printable_ascii(domain) ? std::string(domain) : to_ascii(domain);
  std::transform(ascii.begin(), ascii.end(), ascii.begin(), lower_ascii);
  if (!is_host_name(ascii)) throw Error(fmt::format("no domain: \"{}\"", printable(domain, 100)));
  return ascii;
}

MailAddress::MailAddress(std::string_view address, std::string name)
    : name_(std::move(name), "the name before an address") {
  if (!is_valid_utf8(address)) refuse(address, "not UTF-8");
  const std::size_t at_sign = address.rfind('@');
  if (at_sign == address.npos) refuse(address, "no @");
  check_local_part(address.substr(0, at_sign), address);
  local_ = to_nfc(address.substr(0, at_sign));
  try {
    domain_ = mail_domain(address.substr(at_sign + 1));
  } catch (const Error&) {
    refuse(address, "no domain after the @");
  }
  if (text().size() > longest_address) refuse(address, "longer than 254 bytes");
}

std::string MailAddress::canonical() const {
  std::string local = local_;
  std::transform(local.begin(), local.end(), local.begin(), lower_ascii);
  return local + "@" + domain_;
}

bool MailAddress::needs_smtputf8() const {
  return !is_printable_ascii(local_);
}

std::string redact_addresses(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    std::size_t begin = at;
    while (begin > copied && is_address_byte(text[begin - 1])) --begin;
    if (begin == at) continue;
    std::size_t first = begin;
    static_cast<void>(next_code_point(text, first));
    out += text.substr(copied, first - copied);
    out += "***";
    copied = at;
  }
  out += text.substr(copied);
  return out;
}

}  // namespace kvali
