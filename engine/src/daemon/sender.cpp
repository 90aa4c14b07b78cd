#include "daemon/sender.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <random>
#include <utility>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file_system.hpp"
#include "deliver/retry.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// A sender that found nothing to do looks again after this, whatever it was told.
constexpr std::chrono::seconds look_again{30};
/// Longer than any transaction may take (SmtpDeadlines).
constexpr std::chrono::hours longest_lease{2};
constexpr std::size_t largest_mail = 64u << 20;
/// Below it a store may be unable to write down what came of a mail.
constexpr std::uintmax_t least_room = 64u << 20;
constexpr int most_at_once = 20;

double chance() {
  static std::mt19937_64 engine{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(engine);
}

DeliveryResult result_of(const Attempt& attempt) {
  const Delivered& delivered = attempt.recipients.front();
  DeliveryResult result;
  switch (delivered.outcome) {
    case Outcome::accepted:
      result.event = DeliveryEvent::accept;
      break;
    case Outcome::permanent:
      result.event = DeliveryEvent::fail;
      break;
    case Outcome::uncertain:
      result.event = DeliveryEvent::lose;
      break;
    case Outcome::temporary:
    case Outcome::not_sent:
      result.event = DeliveryEvent::put_off;
      break;
  }
  result.phase = delivered.phase;
  result.code = delivered.code;
  result.enhanced = delivered.enhanced;
  result.text = delivered.text;
  result.tls = attempt.tls;
  result.peer = attempt.peer;
  return result;
}

/// A mail that is put off gets a time to be tried again, or fails when it was tried for long enough; one that
/// is lost sight of gets it where the route rather sends twice than never.
void schedule_retry(DeliveryResult& result, const DeliveryRecord& delivery, Instant now) {
  const bool again = result.event == DeliveryEvent::lose && delivery.route.resend_uncertain;
  if (result.event != DeliveryEvent::put_off && !again) return;
  result.next_try = next_try({}, {delivery.attempts + 1, delivery.first_try.value_or(now), now}, chance);
  if (!result.next_try && !again) result.event = DeliveryEvent::fail;
}

std::string read_mail(const DeliveryRecord& delivery) {
  std::string bytes = read_file(delivery.message.eml_path, largest_mail);
  if (sha256(bytes) != delivery.message.eml_sha256)
    throw Error(fmt::format("the mail of delivery {} was changed after it was composed", delivery.id));
  return bytes;
}

}  // namespace

Sender::Sender(Store& store, const Clock& clock, MailerMaker make_mailer, Settings settings,
               std::function<void()> on_change)
    : store_(store),
      clock_(clock),
      make_mailer_(std::move(make_mailer)),
      settings_(std::move(settings)),
      on_change_(std::move(on_change)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Sender::~Sender() {
  thread_.request_stop();
  thread_.join();
}

void Sender::wake() {
  const std::lock_guard lock(mutex_);
  awake_ = true;
  changed_.notify_one();
}

void Sender::renew() {
  const std::lock_guard lock(mutex_);
  renew_ = true;
}

std::string Sender::suspended() const {
  const std::lock_guard lock(mutex_);
  return suspended_;
}

void Sender::suspend(const std::string& why) {
  const std::lock_guard lock(mutex_);
  suspended_ = why;
}

void Sender::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      // What failed is not tried at once again, whoever wakes us: that would spin.
      changed_.wait_for(lock, stop, look_again, [this] { return awake_ && suspended_.empty(); });
      awake_ = false;
      if (std::exchange(renew_, false)) mailer_.reset();
    }
    if (stop.stop_requested()) return;
    try {
      send_due(stop);
      suspend({});
    } catch (const std::exception& e) {
      breaker_.not_tried();
      suspend(e.what());
      on_change_();
    }
  }
}

void Sender::send_due(const std::stop_token& stop) {
  if (!suspended().empty()) (void)store_.restart_sending();
  std::error_code unknown;
  const auto room = fs::space(settings_.state_dir, unknown).available;
  if (!unknown && room < least_room)
    throw Error(fmt::format("the disk has no more than {} MB left", room >> 20));
  while (!stop.stop_requested()) {
    const auto due = store_.due(clock_.now(), most_at_once);
    if (due.empty() || !breaker_.allows(clock_.now())) return;
    if (!mailer_) mailer_ = make_mailer_(stop);
    for (const DeliveryRecord& delivery : due) {
      if (stop.stop_requested()) return;
      send_one(delivery);
      if (breaker_.paused()) return;
    }
  }
}

void Sender::send_one(const DeliveryRecord& delivery) {
  std::string bytes;
  try {
    bytes = read_mail(delivery);
  } catch (const Error& e) {
    breaker_.not_tried();
    store_.settle(delivery.id, DeliveryEvent::hold, {"daemon", e.what()});
    return on_change_();
  }
  const auto lease =
      store_.claim(delivery, fmt::format("kvalid {}", ::getpid()), clock_.now() + longest_lease);
  if (!lease) return breaker_.not_tried();
  const Envelope envelope{MailAddress(settings_.sender), {MailAddress(delivery.route.address)}};
  const Attempt attempt = mailer_->send(envelope, bytes, [&] { return store_.pass_barrier(*lease); });
  DeliveryResult result = result_of(attempt);
  schedule_retry(result, delivery, clock_.now());
  if (attempt.relay_failed)
    breaker_.failed(clock_.now());
  else
    breaker_.succeeded();
  store_.record(*lease, result);
  on_change_();
}

}  // namespace kvali
