#pragma once

#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "base/digest.hpp"
#include "base/file_system.hpp"
#include "failing_vfs.hpp"
#include "store/sqlite_store.hpp"

namespace kvali::test {

/// Monday, 5 October 2026, 05:00 UTC.
inline constexpr Instant october{std::chrono::sys_days{std::chrono::year{2026} / 10 / 5} +
                                 std::chrono::hours{5}};

/// In memory where there is such a folder: what these tests are about needs no disk to wait for.
inline std::filesystem::path fast_folder() {
  const std::filesystem::path memory = "/dev/shm";
  return ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
}

/// A store in a folder of its own.  A second kind of store joins the suite here.
class StoreFolder {
 public:
  StoreFolder() { SqliteStore::create(options()); }
  [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "kvali.db"; }
  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  [[nodiscard]] std::unique_ptr<Store> open() const {
    return std::make_unique<SqliteStore>(options(), [this] { return now; });
  }
  [[nodiscard]] SqliteStore::Options options() const { return {file(), FailingDisk::name()}; }

  Instant now = october;

 private:
  FailingDisk disk_;  // A well one, that does not wait for the disk.
  TemporaryFolder folder_{fast_folder()};
};

inline const Deed daemon_deed{"daemon"};
inline const Deed nino{"nino", "as agreed"};

inline RouteRecord desk_route(const std::string& address = "desk@donor.example") {
  return {"emerge/nmfa/" + address, "emerge", "nmfa", address, "donor.example"};
}

inline RouteRecord internal_route() {
  return {"emerge/internal/pm@ngo.example", "emerge", internal_donor, "pm@ngo.example", "ngo.example"};
}

inline void set_up(Store& store) {
  store.put_schedule({"monthly", "emerge", "workday 3 at 09:00", "Asia/Tbilisi", sha256("spec")});
  store.set_routes({desk_route(), desk_route("second@donor.example"), internal_route()}, daemon_deed);
}

inline std::string plan_run(Store& store, const std::string& id = "monthly.2026-09", int day = 0,
                            int revision = 0) {
  const Period september{*parse_iso_date("2026-09-01"), *parse_iso_date("2026-09-30")};
  store.plan({id, "monthly", october + std::chrono::days{day}, september, revision}, daemon_deed);
  return id;
}

inline AddressedMessage mail_to(const std::string& run, const std::vector<RouteRecord>& routes,
                                MailKind kind = MailKind::report) {
  const std::string key = sha256(run + std::string(name_of(kind)));
  AddressedMessage mail{
      {key, kind, "emerge", routes.front().donor, "<" + key + "@ngo.example>", run + ".eml", sha256(key)},
      {}};
  for (const RouteRecord& route : routes) mail.recipients.push_back({route.id, sha256(key + route.address)});
  return mail;
}

inline Draft draft_of(const std::string& run, const std::vector<RouteRecord>& routes = {desk_route()}) {
  return {sha256("content"),
          sha256("facts"),
          {{"nmfa", "pdf-ka", run + "/report.pdf", sha256("pdf"), 1000}},
          {mail_to(run, routes)}};
}

inline void review(Store& store, const std::string& run, const Draft& draft) {
  store.advance(run, RunEvent::begin, daemon_deed);
  store.keep_draft(run, draft, daemon_deed);
  store.advance(run, RunEvent::ask_review, daemon_deed);
}

inline Approval approval_of(const Store& store, const std::string& run) {
  return {store.run(run).release_sha256, "nino", october};
}

/// A run whose deliveries are ready.
inline std::string queued_run(Store& store, const std::string& id = "monthly.2026-09", int day = 0,
                              const std::vector<RouteRecord>& routes = {desk_route()}) {
  plan_run(store, id, day);
  review(store, id, draft_of(id, routes));
  store.approve(id, approval_of(store, id));
  store.queue(id, october, daemon_deed);
  return id;
}

inline DeliveryResult accepted() {
  return {DeliveryEvent::accept, std::nullopt, "dot", 250, "2.0.0", "queued", "TLSv1.3", "192.0.2.1"};
}

inline Lease claim_first(Store& store) {
  return store.claim(store.due(october, 1).at(0), "sender", october + std::chrono::hours{1}).value();
}

}  // namespace kvali::test
