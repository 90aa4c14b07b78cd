#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include "base/descriptor.hpp"
#include "control/control_message.hpp"

namespace kvali {

/// Answers people on a Unix socket, one after the other, in a thread of its own.
class ControlServer {
 public:
  /// `answer` gets the name of the user who asks, as the system knows it.
  using Answer = std::function<ControlAnswer(const ControlRequest&, const std::string& user)>;

  /// Throws Error if nobody can be listened to at `socket`.
  ControlServer(const std::filesystem::path& socket, Answer answer);
  ControlServer(const ControlServer&) = delete;
  ControlServer& operator=(const ControlServer&) = delete;
  ~ControlServer();

 private:
  void run(const std::stop_token& stop);
  void serve(int client);

  std::filesystem::path path_;
  Answer answer_;
  Descriptor listening_;
  std::jthread thread_;  ///< Last: it ends before the others go.
};

}  // namespace kvali
