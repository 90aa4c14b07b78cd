#include "daemon/watched_reports.hpp"

#include <fmt/format.h>

#include <set>

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "deliver/mail_address.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> report_files(const DaemonConfig& config) {
  std::vector<fs::path> all;
  std::error_code error;
  for (const fs::path& pattern : config.reports)
    for (const fs::path& folder : matching_files(pattern))
      if (const fs::path file = folder / "report.toml"; fs::exists(file, error)) all.push_back(file);
  return all;
}

RouteRecord route_record(const std::string& project, const std::string& donor, const std::string& address) {
  return {fmt::format("{}/{}/{}", project, donor, address), project, donor, address,
          MailAddress(address).domain()};
}

std::vector<std::string> house_addresses(const DaemonConfig& config) {
  std::vector<std::string> all = config.review.to;
  for (const auto& [owner, address] : config.owners) all.push_back(address);
  return all;
}

/// Every address of [delivery] has to be one that the administrator allows for this project and donor.
void check_recipients(const Report& report, const std::vector<RouteRecord>& routes,
                      Diagnostics& diagnostics) {
  const DeliverySpec& delivery = *report.delivery;
  for (const auto* list : {&delivery.to, &delivery.copy})
    for (const std::string& address : *list)
      if (route_to(routes, report, address) == nullptr)
        diagnostics.add(
            {"P-08",
             Severity::block,
             fmt::format("no route leads from {} to {} at {}", report.project.id, delivery.donor, address),
             delivery.place,
             fmt::format(
                 "if it is right, kvalid.toml needs a [[route]] with project = \"{}\", donor = \"{}\"",
                 report.project.id, delivery.donor),
             {}});
}

void add_report(const fs::path& file, const std::vector<RouteRecord>& routes, WatchedReports& reports,
                Diagnostics& diagnostics) {
  Diagnostics found;
  auto report = load_report(file, found);
  if (report && (!report->schedule || !report->delivery) && found.count(Severity::error) == 0) return;
  if (report && report->delivery) check_recipients(*report, routes, found);
  if (report && reports.count(report->id) != 0)
    found.add({"CFG-04",
               Severity::error,
               fmt::format("two reports are called '{}'", report->id),
               {file.string(), 0, 0, 0},
               "give each its own id",
               {}});
  for (const Diagnostic& finding : found.all()) diagnostics.add(finding);
  if (report && found.count(Severity::error) == 0) reports.emplace(report->id, std::move(*report));
}

}  // namespace

WatchedReports load_reports(const DaemonConfig& config, Diagnostics& diagnostics) {
  const std::vector<RouteRecord> routes = routes_of(config, {});
  WatchedReports reports;
  for (const fs::path& file : report_files(config)) add_report(file, routes, reports, diagnostics);
  return reports;
}

std::string state_of_reports(const DaemonConfig& config) {
  std::string state;
  for (const fs::path& file : report_files(config)) {
    std::error_code gone;
    const auto written = fs::last_write_time(file, gone).time_since_epoch().count();
    state += fmt::format("{} {} {}\n", file.string(), written, fs::file_size(file, gone));
  }
  return state;
}

std::vector<RouteRecord> routes_of(const DaemonConfig& config, const WatchedReports& reports) {
  std::map<std::string, RouteRecord> all;
  const auto add = [&](RouteRecord route) { all.emplace(route.id, std::move(route)); };
  for (const Route& configured : config.routes) {
    RouteRecord route =
        route_record(configured.project, configured.donor, MailAddress(configured.address).text());
    route.resend_uncertain = configured.resend_uncertain;
    add(std::move(route));
  }
  for (const auto& [id, report] : reports)
    for (const std::string& address : house_addresses(config))
      add(route_record(report.project.id, internal_donor, address));
  std::vector<RouteRecord> routes;
  for (auto& [id, route] : all) routes.push_back(std::move(route));
  return routes;
}

const RouteRecord* route_to(const std::vector<RouteRecord>& routes, const Report& report,
                            const std::string& address) {
  std::string canonical;
  try {
    canonical = MailAddress(address).canonical();
  } catch (const Error&) {
    return nullptr;  // What is no address leads nowhere.
  }
  for (const RouteRecord& route : routes)
    if (route.project == report.project.id && route.donor == report.delivery->donor &&
        MailAddress(route.address).canonical() == canonical)
      return &route;
  return nullptr;
}

}  // namespace kvali
