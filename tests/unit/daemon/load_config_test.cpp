#include <string>
#include <vector>

#include "base/file_system.hpp"
#include "catch.hpp"
#include "daemon/daemon_config.hpp"

using namespace kvali;

namespace {

const std::string good = R"(state_dir = "state"
reports = ["reports/*"]
own_domains = ["ngo.example"]
[sender]
address = "reports@ngo.example"
[relay]
host = "mail.ngo.example"
[review]
to = ["pm@ngo.example"]
approvers = ["nino"]
[[route]]
project = "emerge"
donor = "nmfa"
to = ["desk@donor.example"]
domains = ["donor.example"]
)";

struct Loaded {
  std::optional<DaemonConfig> config;
  std::vector<std::string> findings;
};

Loaded load(const std::string& text) {
  const TemporaryFolder folder(std::filesystem::temp_directory_path());
  const auto file = folder.path() / "kvalid.toml";
  write_file_atomically(file, text);
  Diagnostics diagnostics;
  Loaded loaded{load_config(file, diagnostics), {}};
  for (const Diagnostic& d : diagnostics.all())
    loaded.findings.push_back(d.id + " " + std::to_string(d.place.line) + ": " + d.message);
  return loaded;
}

std::string with(std::string text, const std::string& old, const std::string& put) {
  return text.replace(text.find(old), old.size(), put);
}

}  // namespace

TEST_CASE("a configuration that is right is read, with what it leaves out", "[daemon]") {
  const Loaded loaded = load(good);
  CHECK(loaded.findings.empty());
  REQUIRE(loaded.config);
  CHECK(loaded.config->relay.port == 587);
  CHECK(loaded.config->relay.tls == TlsMode::required);
  CHECK(loaded.config->socket.filename() == "kvalid.sock");
  CHECK(loaded.config->reports.at(0).is_absolute());
  CHECK(loaded.config->routes.size() == 1);
}

TEST_CASE("everything that is wrong in it is told with its line", "[daemon]") {
  using Case = std::tuple<std::string, std::string, std::string>;
  const auto [old, put, expected] = GENERATE(
      Case{"host = \"mail.ngo.example\"", "host = \"m\"\ntls = \"maybe\"", "CFG-04 8: tls cannot be 'maybe'"},
      Case{"host = \"mail.ngo.example\"", "host = \"m\"\npassword = \"secret\"",
           "CFG-04 8: a password does not belong into a file that others read"},
      Case{"host = \"mail.ngo.example\"", "host = \"m\"\nuser = \"u\"",
           "CFG-03 6: user and password_file belong together"},
      Case{"approvers = [\"nino\"]", "", "CFG-03 8: [review] names nobody who may approve"},
      Case{"reports = [\"reports/*\"]", "", "CFG-03 1: kvalid.toml names no reports"},
      Case{"donor = \"nmfa\"", "donor = \"internal\"", "CFG-04 13: no donor may be called 'internal'"},
      Case{"desk@donor.example", "desk@donors.example",
           "DLV-02 11: desk@donors.example is in no domain that is allowed for nmfa"});
  const Loaded loaded = load(with(good, old, put));
  CHECK_THAT(loaded.findings, Catch::Matchers::VectorContains(expected));
  CHECK_FALSE(loaded.config);
}
