#include "deliver/resolve.hpp"

#include <Poco/Net/DNS.h>
#include <Poco/Net/HostEntry.h>
#include <fmt/format.h>

#include <future>
#include <thread>

namespace kvali {

namespace {

std::vector<Poco::Net::IPAddress> look_up(const std::string& host) {
  // Poco's resolve() asks for the name of a number, and fails where it has none.
  Poco::Net::IPAddress number;
  if (Poco::Net::IPAddress::tryParse(host, number)) return {number};
  try {
    return Poco::Net::DNS::hostByName(host).addresses();
  } catch (const Poco::Exception& e) {
    throw ConnectionError(fmt::format("cannot find the host {}: {}", host, e.displayText()));
  }
}

}  // namespace

std::vector<Poco::Net::SocketAddress> resolve(const HostPort& to, Deadline deadline,
                                              const std::stop_token& stop) {
  std::packaged_task<std::vector<Poco::Net::IPAddress>()> task([host = to.host] { return look_up(host); });
  auto found = task.get_future();
  std::thread(std::move(task)).detach();
  while (found.wait_for(std::chrono::milliseconds{100}) != std::future_status::ready) {
    if (stop.stop_requested()) throw Stopped("stopped before the mail was sent");
    if (std::chrono::steady_clock::now() >= deadline)
      throw ConnectionError(fmt::format("cannot find the host {} in time", to.host));
  }
  std::vector<Poco::Net::SocketAddress> out;
  for (const Poco::Net::IPAddress& address : found.get()) out.emplace_back(address, to.port);
  if (out.empty()) throw ConnectionError(fmt::format("the host {} has no address", to.host));
  return out;
}

}  // namespace kvali
