#include "daemon/compose_release.hpp"

#include "base/error.hpp"
#include "catch.hpp"
#include "daemon/watched_reports.hpp"
#include "findings.hpp"

using namespace kvali;
namespace fs = std::filesystem;

namespace {

const std::string report_toml = R"([report]
id = "small"
template = "t"
[project]
id = "emerge"
donor = "nmfa"
[[source]]
name = "s"
plugin = "csv"
[schedule]
rule = "workday 3 at 09:00"
[delivery]
to = "desk@donor.example"
)";

/// A run whose report has made nothing but what [delivery] attaches.
struct Release {
  TestFolder folder;
  DaemonConfig config;
  std::vector<RouteRecord> routes;

  Release() {
    config.state_dir = folder.path() / "state";
    config.sender = {"reports@ngo.example", "Reports"};
    Route route;
    route.project = "emerge";
    route.donor = "nmfa";
    route.address = "desk@donor.example";
    config.routes = {route};
    routes = routes_of(config, {});
    fs::create_directories(config.mails());
  }

  [[nodiscard]] Draft compose(const std::string& attach, const std::string& run_id = "small.2026-09") const {
    Diagnostics findings;
    const auto report = load_report(folder.write("report/report.toml", report_toml + attach), findings);
    RunRecord run;
    run.id = run_id;
    run.period = {*parse_iso_date("2026-09-01"), *parse_iso_date("2026-09-30")};
    return compose_release({config, *report, run, routes, {}, {}, Instant{}});
  }
};

}  // namespace

TEST_CASE("two occurrences with the same content are two mails, and one that is tried again is one",
          "[daemon]") {
  const Release release;
  const auto message = [&](const std::string& run) { return release.compose("", run).mails.at(0).message; };
  const MessageRecord first = message("small.2026-09");
  const MessageRecord second = message("small.2026-09.2026-10-12T05:00:00Z");
  CHECK(first.header_id != second.header_id);
  CHECK(first.eml_path != second.eml_path);
  CHECK(message("small.2026-09").header_id == first.header_id);
}

TEST_CASE("two attachments of one name are refused in words", "[daemon]") {
  const Release release;
  release.folder.write("report/a/cover.pdf", "a");
  release.folder.write("report/b/cover.pdf", "b");
  CHECK(
      contains_text(error_of([&] { (void)release.compose("attach = [\"a/cover.pdf\", \"b/cover.pdf\"]\n"); }),
                    "two files are called cover.pdf"));
}

TEST_CASE("what lies outside of the report's folder is not sent, whatever path leads there", "[daemon]") {
  const Release release;
  release.folder.write("secret.txt", "secret");
  fs::create_directories(release.folder.path() / "report");
  fs::create_symlink("../secret.txt", release.folder.path() / "report" / "link.txt");
  for (const std::string& file : {std::string("../secret.txt"), std::string("link.txt"),
                                  (release.folder.path() / "secret.txt").string()})
    CHECK(contains_text(error_of([&] { (void)release.compose("attach = \"" + file + "\"\n"); }),
                        "lies outside of the report's folder"));
}
