#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "deliver/relay.hpp"
#include "deliver/routes.hpp"

namespace kvali {

/// A server that carries mails on, as configured; the password is read when it is used.
struct RelayConfig {
  std::string host;
  std::uint16_t port = 587;
  TlsMode tls = TlsMode::required;
  std::filesystem::path ca_file;        ///< "": the system's certificates.
  std::string user;                     ///< "": no login.
  std::filesystem::path password_file;  ///< Readable by its owner alone.
};

/// People of the house.
struct ReviewConfig {
  std::vector<std::string> to;         ///< Addresses that reviews and alerts go to.
  std::vector<std::string> approvers;  ///< User names of the machine.
  std::string lang = "en";
  std::chrono::hours quarantine{0};  ///< From the approval to the sending.
};

struct SenderConfig {
  std::string address, name;
};

/// kvalid.toml: what the administrator decides.
struct DaemonConfig {
  std::filesystem::path file;
  std::filesystem::path state_dir;
  std::filesystem::path socket;                ///< Outside of state_dir, which nobody else may enter.
  std::vector<std::filesystem::path> reports;  ///< Folders with a report.toml; `*` in the last component.
  std::vector<std::filesystem::path> templates;
  SenderConfig sender;
  RelayConfig relay;
  std::vector<Route> routes;             ///< Checked: each address is one, and fits its domains.
  std::vector<std::string> own_domains;  ///< Of the house.
  ReviewConfig review;
  std::map<std::string, std::string, std::less<>> owners;  ///< Who owes sources -> address.

  [[nodiscard]] std::filesystem::path store() const { return state_dir / "kvali.db"; }
  [[nodiscard]] std::filesystem::path artifacts() const { return state_dir / "artifacts"; }
  [[nodiscard]] std::filesystem::path mails() const { return state_dir / "mails"; }
  [[nodiscard]] std::filesystem::path backups() const { return state_dir / "backups"; }
};

/// Reads kvalid.toml; everything wrong becomes a finding with its line and column.  Nothing is returned if
/// there is an error.  Throws Error only if the file cannot be read.
[[nodiscard]] std::optional<DaemonConfig> load_config(const std::filesystem::path& file,
                                                      Diagnostics& diagnostics);

}  // namespace kvali
