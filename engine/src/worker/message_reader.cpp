#include "worker/message_reader.hpp"

#include <fmt/format.h>

namespace kvali {

std::vector<WorkerMessage> MessageReader::feed(std::string_view bytes) {
  std::vector<WorkerMessage> out;
  bytes_ += bytes.size();
  while (breach_.empty() && !bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    rest_ += bytes.substr(0, end);
    if (rest_.size() > limits_.line_bytes)
      breach_ = fmt::format("a line longer than {} bytes", limits_.line_bytes);
    if (end == bytes.npos) break;
    bytes.remove_prefix(end + 1);
    if (breach_.empty()) take_line(rest_, out);
    rest_.clear();
  }
  if (breach_.empty() && bytes_ > limits_.total_bytes)
    breach_ = fmt::format("more than {} bytes", limits_.total_bytes);
  if (!breach_.empty()) out.clear();
  return out;
}

void MessageReader::take_line(std::string_view line, std::vector<WorkerMessage>& out) {
  if (++lines_ > limits_.lines) {
    breach_ = fmt::format("more than {} lines", limits_.lines);
  } else if (auto message = parse_message(line)) {
    out.push_back(std::move(*message));
  } else {
    breach_ = "a line that is no message";
  }
}

}  // namespace kvali
