#pragma once

#include <string>

#include "base/clock.hpp"
#include "control/control_message.hpp"
#include "daemon/clock_guard.hpp"
#include "daemon/settings.hpp"
#include "store/store.hpp"

namespace kvali {

/// What people ask for on the command line.
class ControlCommands {
 public:
  /// All outlive it.
  ControlCommands(Store& store, const CurrentSettings& settings, const Clock& clock, ClockGuard& guard)
      : store_(store), settings_(settings), clock_(clock), guard_(guard) {}

  /// Does what `user` asks, or says why not.
  [[nodiscard]] ControlAnswer answer(const ControlRequest& request, const std::string& user);

 private:
  [[nodiscard]] std::vector<std::string> run_command(const ControlRequest& request, const std::string& user);
  [[nodiscard]] std::vector<std::string> status(const std::string& run) const;
  [[nodiscard]] std::vector<std::string> release_clock(const Deed& deed);
  [[nodiscard]] std::vector<std::string> approve(const ControlRequest& request, const std::string& user);
  [[nodiscard]] std::vector<std::string> correct(const ControlRequest& request, const Deed& deed);
  [[nodiscard]] std::vector<std::string> change(const ControlRequest& request, const Deed& deed);
  [[nodiscard]] std::vector<std::string> note_desk(const ControlRequest& request, const Deed& deed);
  [[nodiscard]] std::vector<std::string> verify_audit() const;
  void check_approver(const std::string& user) const;

  Store& store_;
  const CurrentSettings& settings_;
  const Clock& clock_;
  ClockGuard& guard_;
};

}  // namespace kvali
