#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.hpp"
#include "base/internal_donor.hpp"
#include "control/ask_daemon.hpp"
#include "daemon/daemon_config.hpp"
#include "deliver/mail_address.hpp"
#include "report/parse_toml_file.hpp"
#include "report/toml_reader.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::pair<std::string_view, TlsMode>, 3> tls_modes{
    {{"required", TlsMode::required}, {"implicit", TlsMode::implicit}, {"none", TlsMode::none}}};

/// The words of an entry, for the place of a finding about one of them.
Place place_of_key(const TomlReader& reader, const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  return node != nullptr ? reader.place_of(*node) : reader.place();
}

/// Only what is an address.
std::vector<std::string> addresses(TomlReader& reader, const toml::table& table, std::string_view key) {
  std::vector<std::string> all;
  for (const std::string& text : reader.texts(key)) {
    try {
      all.push_back(MailAddress(text).text());
    } catch (const Error& e) {
      reader.complain("CFG-04", fmt::format("'{}' is no mail address: {}", text, e.what()),
                      place_of_key(reader, table, key), "write such as \"desk@donor.example\"");
    }
  }
  return all;
}

fs::path path_in(const fs::path& folder, const std::string& text) {
  return text.empty() ? fs::path() : (folder / text).lexically_normal();
}

SenderConfig read_sender(const toml::table& table, Diagnostics& diagnostics) {
  TomlReader reader(table, "[sender]", diagnostics);
  SenderConfig sender;
  const auto address = addresses(reader, table, "address");
  if (address.size() == 1)
    sender.address = address.front();
  else if (table.get("address") == nullptr)
    reader.complain("CFG-03", "[sender] has no address", reader.place(),
                    "write address = \"reports@ngo.example\"");
  sender.name = reader.text("name");
  return sender;
}

RelayConfig read_relay(const toml::table& table, const fs::path& folder, Diagnostics& diagnostics) {
  TomlReader reader(table, "[relay]", diagnostics);
  RelayConfig relay;
  relay.host = reader.required_text("host");
  const std::string mode = reader.text("tls", "required");
  const auto* known =
      std::find_if(tls_modes.begin(), tls_modes.end(), [&](const auto& m) { return m.first == mode; });
  if (known != tls_modes.end())
    relay.tls = known->second;
  else
    reader.complain("CFG-04", fmt::format("tls cannot be '{}'", mode), place_of_key(reader, table, "tls"),
                    "one of required, implicit, none; none is for a relay on this machine");
  constexpr int submission = 587;
  constexpr int submissions = 465;
  relay.port = std::uint16_t(
      reader.whole_number("port", relay.tls == TlsMode::implicit ? submissions : submission, 1, 65535));
  relay.ca_file = path_in(folder, reader.text("ca_file"));
  relay.user = reader.text("user");
  relay.password_file = path_in(folder, reader.text("password_file"));
  if (reader.node("password") != nullptr)
    reader.complain("CFG-04", "a password does not belong into a file that others read",
                    place_of_key(reader, table, "password"),
                    "put it into a file of its own with mode 0600 and write password_file = \"...\"");
  if (relay.user.empty() != relay.password_file.empty())
    reader.complain("CFG-03", "user and password_file belong together", reader.place(), "write both or none");
  return relay;
}

/// One for each address.
std::vector<Route> read_route(const toml::table& table, Diagnostics& diagnostics) {
  TomlReader reader(table, "[[route]]", diagnostics);
  Route route;
  route.place = reader.place();
  route.project = reader.required_text("project");
  route.donor = reader.required_text("donor");
  if (route.donor == internal_donor)
    reader.complain("CFG-04", fmt::format("no donor may be called '{}'", internal_donor),
                    place_of_key(reader, table, "donor"), "mails that stay in the house are filed under it");
  route.allowed_domains = reader.texts("domains");
  const std::string policy = reader.text("on_uncertain", "park");
  route.resend_uncertain = policy == "resend";
  if (policy != "park" && policy != "resend")
    reader.complain("CFG-04", fmt::format("on_uncertain cannot be '{}'", policy),
                    place_of_key(reader, table, "on_uncertain"),
                    "write \"park\", or \"resend\" for rather twice than never");
  std::vector<Route> all;
  for (const std::string& address : reader.texts("to")) {
    all.push_back(route);
    all.back().address = address;
    all.back().id = fmt::format("{}/{}/{}", route.project, route.donor, address);
  }
  return all;
}

/// [owners]: "New Shore" = "data@newshore.example"
std::map<std::string, std::string, std::less<>> read_owners(const toml::table& table,
                                                            Diagnostics& diagnostics) {
  TomlReader reader(table, "[owners]", diagnostics);
  std::map<std::string, std::string, std::less<>> owners;
  for (const auto& [name, value] : table)
    for (const std::string& address : addresses(reader, table, name.str()))
      owners.emplace(name.str(), address);
  return owners;
}

ReviewConfig read_review(const toml::table& table, Diagnostics& diagnostics) {
  TomlReader reader(table, "[review]", diagnostics);
  ReviewConfig review;
  review.to = addresses(reader, table, "to");
  review.approvers = reader.texts("approvers");
  review.lang = reader.text("lang", "en");
  constexpr int month_in_hours = 31 * 24;
  review.quarantine = std::chrono::hours(reader.whole_number("quarantine_hours", 0, 0, month_in_hours));
  if (review.approvers.empty())
    reader.complain("CFG-03", "[review] names nobody who may approve", reader.place(),
                    "write approvers = [\"nino\"], with user names of this machine");
  return review;
}

template <typename Value, typename Read>
Value required_table(TomlReader& reader, std::string_view name, const Read& read) {
  if (const toml::table* table = reader.table(name)) return read(*table);
  reader.complain("CFG-03", fmt::format("kvalid.toml has no [{}]", name), reader.place(),
                  "the guide shows one that is complete");
  return {};
}

}  // namespace

std::optional<DaemonConfig> load_config(const fs::path& file, Diagnostics& diagnostics) {
  const auto root = parse_toml_file(file, diagnostics);
  if (!root) return std::nullopt;
  DaemonConfig config;
  config.file = fs::absolute(file).lexically_normal();
  const fs::path folder = config.file.parent_path();
  {
    TomlReader reader(*root, "kvalid.toml", diagnostics);
    config.state_dir = path_in(folder, reader.required_text("state_dir"));
    config.socket = path_in(folder, reader.text("socket", usual_socket));
    for (const std::string& pattern : reader.texts("reports"))
      config.reports.push_back(path_in(folder, pattern));
    if (config.reports.empty())
      reader.complain("CFG-03", "kvalid.toml names no reports", reader.place(),
                      "write reports = [\"/srv/reports/*\"]");
    for (const std::string& path : reader.texts("templates"))
      config.templates.push_back(path_in(folder, path));
    config.sender = required_table<SenderConfig>(
        reader, "sender", [&](const toml::table& t) { return read_sender(t, diagnostics); });
    config.relay = required_table<RelayConfig>(
        reader, "relay", [&](const toml::table& t) { return read_relay(t, folder, diagnostics); });
    config.review = required_table<ReviewConfig>(
        reader, "review", [&](const toml::table& t) { return read_review(t, diagnostics); });
    if (const toml::table* owners = reader.table("owners")) config.owners = read_owners(*owners, diagnostics);
    reader.each_table("route", [&](const toml::table& t) {
      for (Route& route : read_route(t, diagnostics)) config.routes.push_back(std::move(route));
    });
    config.own_domains = reader.texts("own_domains");
  }
  const Routes checked(config.routes, config.own_domains, diagnostics);
  if (diagnostics.count(Severity::error) > 0) return std::nullopt;
  return config;
}

}  // namespace kvali
