#include "daemon/service.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <functional>
#include <iostream>

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "daemon/control_server.hpp"
#include "daemon/daily_backup.hpp"
#include "daemon/house_mail.hpp"
#include "daemon/owed_sources.hpp"
#include "daemon/plan_runs.hpp"
#include "deliver/mail_address.hpp"
#include "deliver/smtp_mailer.hpp"
#include "schedule/planner.hpp"

namespace kvali {

namespace {

const Deed daemon_deed{"daemon"};

/// The time that was seen last is written down no more often than this.
constexpr std::chrono::minutes write_seen_every{1};

std::chrono::seconds time_running() {
  timespec now{};
  ::clock_gettime(CLOCK_BOOTTIME, &now);
  return std::chrono::seconds(now.tv_sec);
}

/// Whose mail goes where is nobody's business who reads the log.
void log(const std::string& text) {
  std::cerr << redact_addresses(text) << std::endl;
}

/// Passwords lie in files that nobody else reads.
Secret read_password(const std::filesystem::path& file) {
  using std::filesystem::perms;
  const perms others = perms::group_all | perms::others_all;
  if ((std::filesystem::status(file).permissions() & others) != perms::none)
    throw Error("others can read " + file.string(), "chmod 600 " + file.string());
  constexpr std::size_t longest = 4096;
  std::string text = read_file(file, longest);
  std::string password = text.substr(0, text.find_first_of("\r\n"));
  Secret secret(password);
  wipe(text);
  wipe(password);
  return secret;
}

}  // namespace

Service::Service(Store& store, std::shared_ptr<const Settings> settings, const Clock& clock,
                 SignalWatch& signals, const Options& options)
    : store_(store),
      settings_(std::move(settings)),
      clock_(clock),
      signals_(signals),
      options_(options),
      changed_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      maker_(store, settings_, clock),
      sender_(
          store, clock, [this](const std::stop_token& stop) { return make_mailer(stop); },
          {settings_.get()->config.sender.address, settings_.get()->config.state_dir},
          [this] { (void)::eventfd_write(changed_.get(), 1); }),
      guard_(store.last_seen().value_or(clock.now()), clock.now(), time_running()),
      commands_(store, settings_, clock, guard_),
      reports_(settings_.get()->state_of_reports) {}

std::unique_ptr<Mailer> Service::make_mailer(const std::stop_token& stop) const {
  const auto settings = settings_.get();
  const RelayConfig& config = settings->config.relay;
  Relay relay;
  relay.server = {config.host, config.port};
  relay.tls = config.tls;
  if (!config.ca_file.empty()) relay.trust.ca_file = config.ca_file.string();
  if (!config.user.empty()) {
    relay.login.user = config.user;
    relay.login.password = read_password(config.password_file);
  }
  return std::make_unique<SmtpMailer>(std::move(relay), stop);
}

void Service::run() {
  const ControlServer control(settings_.get()->config.socket,
                              [this](const ControlRequest& request, const std::string& user) {
                                ControlAnswer answer = commands_.answer(request, user);
                                (void)::eventfd_write(changed_.get(), 1);
                                return answer;
                              });
  log("kvalid is ready");
  while (!stopping_) {
    turn();
    wait();
    try_to("follow", [this] { follow(); });
  }
  log("kvalid ends");
}

/// What fails is told once and tried again at every turn.
void Service::try_to(std::string_view name, const std::function<void()>& step) {
  try {
    step();
    trouble_.erase(name);
  } catch (const std::exception& e) {
    std::string& trouble = trouble_[name];
    if (trouble != e.what()) log(fmt::format("error: {}", e.what()));
    trouble = e.what();
  }
}

void Service::turn() {
  try_to("reload", [this] { look_at_reports(); });
  try_to("plan", [this] { plan(); });
  try_to("make", [this] { maker_.start_next(); });
  try_to("queue", [this] { queue_approved(); });
  try_to("alert", [this] { alert(); });
  try_to("remind", [this] { remind_owners(store_, *settings_.get(), clock_.now()); });
  const std::string suspended = sender_.suspended();
  if (suspended != told_) log(suspended.empty() ? "mails are sent again" : "nothing is sent: " + suspended);
  told_ = suspended;
  sender_.wake();
  try_to("back up", [this] { back_up(); });
}

void Service::plan() {
  const Instant now = clock_.now();
  const bool doubted = !guard_.doubt().empty();
  if (!guard_.believes(now, time_running())) {
    if (!doubted) log(guard_.doubt() + "; kvali release clock says that it is right");
    return;
  }
  plan_runs(store_, *settings_.get(), now);
  if (now - written_ < write_seen_every) return;
  store_.see(now);
  written_ = now;
}

void Service::queue_approved() {
  const auto settings = settings_.get();
  for (const RunRecord& run : store_.runs()) {
    if (run.state != RunState::approved) continue;
    try {
      store_.queue(run.id, run.approval->at + settings->config.review.quarantine, daemon_deed);
    } catch (const Refused& e) {
      // A person has to look at it; it must not be tried again and again.
      store_.advance(run.id, RunEvent::hold, {"daemon", e.what()});
    }
  }
}

/// Whoever looks after the mails learns what does not go on by itself.
void Service::alert() {
  const auto settings = settings_.get();
  const auto tell = [&](const std::string& project, const std::string& run, const std::string& about,
                        const std::string& text) {
    tell_house(store_, settings->config, {MailKind::alert, project, about, "Kvali: " + about, text}, run,
               clock_.now());
  };
  for (const RunRecord& run : store_.runs())
    if (run.state == RunState::failed) tell(run.project, run.id, run.id + " failed", run.error + "\n");
  // Not of mails that stay in the house: an alert about an alert would never end.
  for (const DeliveryRecord& d : store_.deliveries())
    if (needs_approval(d.message.kind) &&
        (d.state == DeliveryState::uncertain || d.state == DeliveryState::failed))
      tell(d.message.project, d.run, fmt::format("delivery {} is {}", d.id, name_of(d.state)),
           fmt::format("{} to {}, try {}: {} {}\n", d.run, d.route.address, d.attempts, d.last_code,
                       d.last_text));
}

/// The last entry of the audit is logged with each copy: whoever rewrites the store cannot rewrite the log.
void Service::back_up() {
  if (back_up_daily(store_, settings_.get()->config.backups(), clock_.now()))
    log("the store is backed up; head of the audit: " + store_.verify_audit().head);
}

/// People edit their reports without telling anybody.
void Service::look_at_reports() {
  const std::string state = state_of_reports(settings_.get()->config);
  if (state == reports_) return;
  reports_ = state;
  reload();
}

/// A configuration or report with an error leaves all that holds.
void Service::reload() {
  Diagnostics findings;
  auto fresh = load_settings(settings_.get()->config.file, findings);
  for (const Diagnostic& finding : findings.all()) log(render(finding, false));
  if (!fresh || findings.count(Severity::error) > 0) {
    store_.note("reload", "configuration", {"daemon", "refused: it has errors; the old one holds"});
    return log("the configuration has errors: the old one holds");
  }
  announce_settings(store_, *fresh, clock_.now());
  reports_ = fresh->state_of_reports;
  settings_.set(std::move(fresh));
  sender_.renew();
  store_.note("reload", "configuration", daemon_deed);
  log("the configuration was read again");
}

void Service::wait() {
  std::array<pollfd, 3> watched{
      {{signals_.descriptor(), POLLIN, 0}, {changed_.get(), POLLIN, 0}, {maker_.descriptor(), POLLIN, 0}}};
  auto most = options_.tick;
  if (const auto due = next_due(*settings_.get(), clock_.now()))
    most = std::clamp<std::chrono::milliseconds>(*due - clock_.now(), std::chrono::milliseconds{10}, most);
  (void)::poll(watched.data(), watched.size(), int(most.count()));
}

void Service::follow() {
  eventfd_t ignored = 0;
  (void)::eventfd_read(changed_.get(), &ignored);
  for (int signal = signals_.take(); signal != 0; signal = signals_.take()) {
    if (signal == SIGHUP)
      reload();
    else
      stopping_ = true;
  }
  maker_.follow();
}

}  // namespace kvali
