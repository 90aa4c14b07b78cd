#pragma once

#include <filesystem>

#include "control/control_message.hpp"

namespace kvali {

/// Where the daemon listens that the package starts.
inline constexpr const char* usual_socket = "/run/kvali/kvalid.sock";

/// Hands the request to the daemon that listens at `socket`; its answer.  Throws Error if none does, or if
/// it does not answer within half a minute.
[[nodiscard]] ControlAnswer ask_daemon(const std::filesystem::path& socket, const ControlRequest& request);

}  // namespace kvali
