#pragma once

#include <Poco/Net/SocketAddress.h>

#include <vector>

#include "deliver/connection.hpp"

namespace kvali {

/// The addresses of a host, in the order the system prefers.  The system's resolver cannot be given a
/// deadline, so it runs in a thread of its own, which is left to its end when it is too slow.  Throws
/// ConnectionError.
[[nodiscard]] std::vector<Poco::Net::SocketAddress> resolve(const HostPort& to, Deadline deadline,
                                                            const std::stop_token& stop);

}  // namespace kvali
