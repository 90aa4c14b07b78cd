#include <condition_variable>
#include <deque>

#include "../store/store_sample.hpp"
#include "catch.hpp"
#include "daemon/sender.hpp"

using namespace kvali;
using namespace kvali::test;

namespace {

class StandingClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return october; }
};

/// A relay that answers as it is told, in turn; what it took it keeps.
class FakeRelay {
 public:
  std::deque<Outcome> answers;
  std::vector<std::string> took;

  [[nodiscard]] std::unique_ptr<Mailer> mailer() { return std::make_unique<Line>(*this); }

 private:
  class Line final : public Mailer {
   public:
    explicit Line(FakeRelay& relay) : relay_(relay) {}
    [[nodiscard]] Attempt send(const Envelope& envelope, std::string_view message,
                               const BeforeFinal& before_final) override {
      const Outcome answer = relay_.answers.empty() ? Outcome::accepted : relay_.answers.front();
      if (!relay_.answers.empty()) relay_.answers.pop_front();
      const bool reaches_dot = answer == Outcome::accepted || answer == Outcome::uncertain;
      if (reaches_dot && !before_final()) return result(Outcome::not_sent, "barrier", 0);
      if (answer == Outcome::accepted)
        relay_.took.push_back(envelope.recipients.front().text() + " " + std::string(message));
      return result(answer, reaches_dot ? "final" : "rcpt", answer == Outcome::accepted ? 250 : 451);
    }

   private:
    static Attempt result(Outcome outcome, const char* phase, int code) {
      Attempt attempt;
      attempt.recipients.push_back({"", outcome, phase, code, "", "as told"});
      return attempt;
    }
    FakeRelay& relay_;
  };
};

/// A store with one queued mail, and a sender that works on it until the delivery has moved.
struct Sending {
  StoreFolder folder;
  StandingClock clock;
  FakeRelay relay;
  std::unique_ptr<Store> store = folder.open();
  std::mutex mutex;
  std::condition_variable moved;
  int moves = 0;

  Sending() {
    set_up(*store);
    plan_run(*store);
    Draft draft = draft_of("monthly.2026-09");
    draft.mails[0].message.eml_path = (folder.path() / "mail.eml").string();
    draft.mails[0].message.eml_sha256 = sha256("the mail");
    write_file_atomically(draft.mails[0].message.eml_path, "the mail");
    review(*store, "monthly.2026-09", draft);
    store->approve("monthly.2026-09", approval_of(*store, "monthly.2026-09"));
    store->queue("monthly.2026-09", october, daemon_deed);
  }

  /// Sends until something has changed, and stops.
  void run() {
    Sender sender(
        *store, clock, [this](const std::stop_token&) { return relay.mailer(); },
        {"reports@ngo.example", folder.path()},
        [this] {
          const std::lock_guard lock(mutex);
          ++moves;
          moved.notify_one();
        });
    std::unique_lock lock(mutex);
    REQUIRE(moved.wait_for(lock, std::chrono::seconds{30}, [this] { return moves > 0; }));
    moves = 0;
  }
};

}  // namespace

TEST_CASE("what is due is sent once, in the bytes that were approved", "[daemon]") {
  Sending sending;
  sending.run();
  CHECK(sending.relay.took == std::vector<std::string>{"desk@donor.example the mail"});
  CHECK(sending.store->delivery(1).state == DeliveryState::sent);
  CHECK(sending.store->run("monthly.2026-09").state == RunState::done);
}

TEST_CASE("a relay that says later is asked later", "[daemon]") {
  Sending sending;
  sending.relay.answers = {Outcome::temporary};
  sending.run();
  const DeliveryRecord delivery = sending.store->delivery(1);
  CHECK(delivery.state == DeliveryState::ready);
  CHECK(delivery.due >= october);
  CHECK(delivery.due <= october + std::chrono::minutes{5});
  CHECK(delivery.last_code == 451);
}

TEST_CASE("a relay that does not answer the dot leaves it to a person", "[daemon]") {
  Sending sending;
  sending.relay.answers = {Outcome::uncertain};
  sending.run();
  CHECK(sending.store->delivery(1).state == DeliveryState::uncertain);
}

TEST_CASE("where twice is better than never it is sent again", "[daemon]") {
  Sending sending;
  RouteRecord route = desk_route();
  route.resend_uncertain = true;
  sending.store->set_routes({route, desk_route("second@donor.example"), internal_route()}, daemon_deed);
  sending.relay.answers = {Outcome::uncertain};
  sending.run();
  CHECK(sending.store->attempts(1).at(0).outcome.event == DeliveryEvent::lose);
  CHECK(sending.store->delivery(1).state != DeliveryState::uncertain);
}

TEST_CASE("a mail that was changed after its approval is held and not sent", "[daemon]") {
  Sending sending;
  write_file_atomically(sending.folder.path() / "mail.eml", "another mail");
  sending.run();
  CHECK(sending.relay.took.empty());
  CHECK(sending.store->delivery(1).state == DeliveryState::held);
  CHECK(sending.store->audit().back().detail == "the mail of delivery 1 was changed after it was composed");
}
