#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "base/clock.hpp"
#include "deliver/circuit_breaker.hpp"
#include "deliver/mailer.hpp"
#include "store/store.hpp"

namespace kvali {

/// Makes the mailer that the configuration asks for now; the token stops it.
using MailerMaker = std::function<std::unique_ptr<Mailer>(std::stop_token)>;

/// Sends what is due, in a thread of its own.
class Sender {
 public:
  struct Settings {
    std::string sender;               ///< Envelope address.
    std::filesystem::path state_dir;  ///< Whose disk has to have room.
  };

  /// All outlive it.  `on_change` is called from its thread when a delivery has moved.
  Sender(Store& store, const Clock& clock, MailerMaker make_mailer, Settings settings,
         std::function<void()> on_change);
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  /// Begins no transaction any more, breaks one off before its final dot and waits for the answer behind it.
  ~Sender();

  /// Something may be due now.
  void wake();
  /// The configuration of the relay has changed.
  void renew();
  /// "" or why nothing is sent.
  [[nodiscard]] std::string suspended() const;

 private:
  void run(const std::stop_token& stop);
  void send_due(const std::stop_token& stop);
  void send_one(const DeliveryRecord& delivery);
  void suspend(const std::string& why);

  Store& store_;
  const Clock& clock_;
  MailerMaker make_mailer_;
  Settings settings_;
  std::function<void()> on_change_;
  std::unique_ptr<Mailer> mailer_;
  CircuitBreaker breaker_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  bool awake_ = true;
  bool renew_ = false;
  std::string suspended_;
  std::jthread thread_;  ///< Last: it ends before the others go.
};

}  // namespace kvali
