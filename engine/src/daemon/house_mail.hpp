#pragma once

#include <string>
#include <vector>

#include "daemon/daemon_config.hpp"
#include "store/store.hpp"

namespace kvali {

/// A mail to the people of the house.
struct HouseMail {
  MailKind kind = MailKind::alert;
  std::string project;
  std::string about;  ///< Two mails about the same thing are one.
  std::string subject, text;
  std::vector<std::filesystem::path> files = {};
  std::vector<std::string> to = {};  ///< Addresses; none: those of [review].
};

/// Composes it, keeps it as a file and queues it, once for all times; not where the configuration names no
/// one.  `run` may be "".
void tell_house(Store& store, const DaemonConfig& config, const HouseMail& mail, const std::string& run,
                Instant now);

}  // namespace kvali
