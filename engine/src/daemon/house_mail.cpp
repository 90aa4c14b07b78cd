#include "daemon/house_mail.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/file_system.hpp"
#include "deliver/mail.hpp"
#include "deliver/mail_words.hpp"
#include "deliver/message_id.hpp"

namespace kvali {

namespace {

constexpr std::size_t largest_file = 25u << 20;

const std::vector<std::string>& recipients_of(const DaemonConfig& config, const HouseMail& mail) {
  return mail.to.empty() ? config.review.to : mail.to;
}

Mail letter_of(const DaemonConfig& config, const HouseMail& mail, const std::string& id, Instant now) {
  Mail letter{MailAddress(config.sender.address, config.sender.name),
              {},
              {},
              HeaderValue(one_line(mail.subject), "the subject"),
              id,
              now,
              {},
              {},
              {},
              mail.text};
  for (const std::string& address : recipients_of(config, mail)) letter.to.emplace_back(address);
  for (const auto& file : mail.files)
    letter.attachments.push_back(
        {file.filename().string(), "application/octet-stream", read_file(file, largest_file)});
  return letter;
}

}  // namespace

void tell_house(Store& store, const DaemonConfig& config, const HouseMail& mail, const std::string& run,
                Instant now) {
  const std::vector<std::string>& recipients = recipients_of(config, mail);
  if (recipients.empty()) return;
  const std::string kind(name_of(mail.kind));
  const std::string key =
      message_key({mail.project, mail.about, "", internal_donor, sha256(mail.text), kind});
  if (store.has_message(key)) return;
  const std::string id = message_id(key, 0, MailAddress(config.sender.address).domain());
  const std::string bytes = compose_mail(letter_of(config, mail, id, now));
  const auto path = config.mails() / (key.substr(0, 32) + ".eml");
  write_file_atomically(path, bytes);
  AddressedMessage all{{key, mail.kind, mail.project, internal_donor, id, path.string(), sha256(bytes)}, {}};
  for (const std::string& address : recipients)
    all.recipients.push_back({fmt::format("{}/{}/{}", mail.project, internal_donor, address),
                              delivery_key(key, MailAddress(address))});
  store.post(all, run, now, {"daemon"});
}

}  // namespace kvali
