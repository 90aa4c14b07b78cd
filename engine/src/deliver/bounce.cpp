#include "deliver/bounce.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/error.hpp"
#include "deliver/header_value.hpp"
#include "deliver/mime_reader.hpp"

namespace kvali {

namespace {

constexpr std::size_t most_parts = 10;
constexpr std::size_t most_recipients = 100;
constexpr std::string_view prefix = "bounces+";
/// 64 bits of a signature: nobody guesses them by mail.
constexpr std::size_t signature_digits = 16;

std::string field(const MimePart& part, const std::string& name) {
  const auto found = part.fields.find(name);
  return found == part.fields.end() ? std::string{} : found->second;
}

/// Of "rfc822; nino@example.org" or "smtp; 550 no such user" what stands behind the kind.
std::string behind_kind(const std::string& value) {
  const std::size_t sign = value.find(';');
  const std::size_t begin = sign == value.npos ? 0 : value.find_first_not_of(' ', sign + 1);
  return begin == value.npos ? std::string{} : printable(std::string_view(value).substr(begin));
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// Groups of fields parted by empty lines: the first about the mail, each other about a recipient.
std::vector<BouncedRecipient> read_status(std::string_view body) {
  std::vector<BouncedRecipient> out;
  while (!body.empty() && out.size() < most_recipients) {
    const MimePart group = read_part(body);
    body = group.body;
    std::string address = field(group, "original-recipient");
    if (address.empty()) address = field(group, "final-recipient");
    if (address.empty()) continue;
    out.push_back({behind_kind(address), lower(printable(field(group, "action"), 20)),
                   printable(field(group, "status"), 20), behind_kind(field(group, "diagnostic-code"))});
  }
  return out;
}

std::string signature(std::string_view text, const Secret& key) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  const std::string_view secret = key.reveal();
  ::HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes.data(), &length);
  std::string out;
  for (std::size_t i = 0; i < signature_digits / 2; ++i) out += fmt::format("{:02x}", bytes.at(i));
  return out;
}

}  // namespace

bool Bounce::failed() const {
  return std::any_of(recipients.begin(), recipients.end(),
                     [](const BouncedRecipient& one) { return one.action == "failed"; });
}

std::optional<Bounce> read_bounce(std::string_view eml) {
  const MimePart mail = read_part(eml);
  if (mail.media_type() != "multipart/report" || lower(mail.parameter("report-type")) != "delivery-status")
    return std::nullopt;
  Bounce bounce;
  for (const MimePart& part : read_parts(mail.body, mail.parameter("boundary"), most_parts)) {
    const std::string type = part.media_type();
    if (type == "message/delivery-status" || type == "message/global-delivery-status")
      bounce.recipients = read_status(part.body);
    if (type == "message/rfc822" || type == "text/rfc822-headers" || type == "message/global-headers")
      bounce.message_id = printable(field(read_part(part.body), "message-id"));
  }
  if (bounce.recipients.empty()) return std::nullopt;
  return bounce;
}

MailAddress bounce_address(std::int64_t delivery, const Secret& key, std::string_view domain) {
  if (key.empty()) throw Error("a bounce address without a key");
  const std::string number = std::to_string(delivery);
  return MailAddress(fmt::format("{}{}.{}@{}", prefix, number, signature(number, key), domain));
}

std::optional<std::int64_t> bounced_delivery(const MailAddress& address, const Secret& key) {
  const std::string text = address.canonical();
  if (key.empty() || !text.starts_with(prefix)) return std::nullopt;
  const std::string_view words =
      std::string_view(text).substr(prefix.size(), text.rfind('@') - prefix.size());
  const std::size_t dot = words.find('.');
  if (dot == words.npos) return std::nullopt;
  const std::string_view number = words.substr(0, dot);
  const std::string wanted = signature(number, key);
  const std::string_view given = words.substr(dot + 1);
  if (given.size() != wanted.size() || CRYPTO_memcmp(given.data(), wanted.data(), wanted.size()) != 0)
    return std::nullopt;
  std::int64_t delivery = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), delivery);
  if (read.ec != std::errc{} || read.ptr != number.data() + number.size()) return std::nullopt;
  return delivery;
}

}  // namespace kvali
