#include "deliver/message_id.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.hpp"
#include "base/error.hpp"

namespace kvali {

namespace {

/// 128 bits tell messages apart, and the header stays on one line.
constexpr std::size_t digits_in_id = 32;
// RFC 5322, 2.1.1: a line has at most 998 characters.
constexpr std::size_t longest_id = 900;

}  // namespace

std::string hash_of_list(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += fmt::format("{}:{}", text.size(), text);
  return sha256(all);
}

std::string message_key(const MessageFacts& facts) {
  return hash_of_list(
      {facts.run_id, facts.period_begin, facts.period_end, facts.donor, facts.content_sha256, facts.kind});
}

std::string delivery_key(std::string_view message_key, const MailAddress& recipient) {
  return hash_of_list({std::string(message_key), recipient.canonical()});
}

std::string message_id(std::string_view message_key, int revision, std::string_view domain) {
  return fmt::format("<{}.r{}@{}>", message_key.substr(0, digits_in_id), revision, mail_domain(domain));
}

void check_message_id(std::string_view id) {
  const bool good = id.size() > 4 && id.size() <= longest_id && id.front() == '<' && id.back() == '>' &&
                    is_printable_ascii(id) && std::count(id.begin(), id.end(), '@') == 1 &&
                    id.substr(1, id.size() - 2).find_first_of(" <>") == id.npos;
  if (!good) throw Error(fmt::format("no message id: \"{}\"", printable(id, 100)));
}

std::string release_hash(std::string_view content_sha256,
                         std::vector<std::pair<MailAddress, std::string>> eml_sha256) {
  std::vector<std::pair<std::string, std::string>> sorted;
  for (auto& [address, hash] : eml_sha256) sorted.emplace_back(address.canonical(), std::move(hash));
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::string> texts{std::string(content_sha256)};
  for (auto& [address, hash] : sorted) {
    texts.push_back(std::move(address));
    texts.push_back(std::move(hash));
  }
  return hash_of_list(texts);
}

}  // namespace kvali
