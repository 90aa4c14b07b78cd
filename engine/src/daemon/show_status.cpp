#include "daemon/show_status.hpp"

#include <fmt/format.h>

#include "base/instant.hpp"

namespace kvali {

namespace {

std::string run_line(const RunRecord& run) {
  std::string line = fmt::format("{}  {}  since {}", run.id, name_of(run.state), iso_text(run.changed));
  if (run.state == RunState::in_review)
    line +=
        fmt::format("  to approve: kvali approve {} --release {}", run.id, run.release_sha256.substr(0, 12));
  if (!run.error.empty()) line += "  " + run.error.substr(0, run.error.find('\n'));
  return line;
}

std::string delivery_line(const DeliveryRecord& delivery) {
  std::string line = fmt::format("  delivery {}  {}  {}  {}", delivery.id, name_of(delivery.state),
                                 name_of(delivery.message.kind), delivery.route.address);
  if (delivery.attempts > 0) line += fmt::format("  tried {}x", delivery.attempts);
  if (delivery.last_code != 0) line += fmt::format("  {} {}", delivery.last_code, delivery.last_text);
  return line;
}

bool needs_nobody(const RunRecord& run) {
  switch (run.state) {
    case RunState::done:
    case RunState::rejected:
    case RunState::superseded:
    case RunState::skipped:
      return true;
    default:
      return false;
  }
}

std::vector<std::string> show_all(const Store& store) {
  std::vector<std::string> lines;
  for (const RunRecord& run : store.runs())
    if (!needs_nobody(run)) lines.push_back(run_line(run));
  for (const DeliveryRecord& delivery : store.deliveries())
    if (!is_settled(delivery.state)) lines.push_back(delivery_line(delivery));
  if (lines.empty()) lines.emplace_back("nothing waits for anybody");
  return lines;
}

std::vector<std::string> show_run(const Store& store, const RunRecord& run) {
  std::vector<std::string> lines{
      run_line(run), fmt::format("  period {}..{}", iso_text(run.period.first), iso_text(run.period.last))};
  if (run.approval)
    lines.push_back(fmt::format("  approved by {} at {}", run.approval->by, iso_text(run.approval->at)));
  for (const ArtifactRecord& file : store.draft(run.id).artifacts)
    lines.push_back(fmt::format("  file {}  {} bytes  {}", file.path, file.bytes, file.sha256.substr(0, 12)));
  for (const AddressedMessage& mail : store.draft(run.id).mails)
    for (const Recipient& recipient : mail.recipients) lines.push_back("  goes to " + recipient.route);
  for (const DeliveryRecord& delivery : store.deliveries())
    if (delivery.run == run.id) lines.push_back(delivery_line(delivery));
  for (const DeskEvent& event : store.desk_events(run.id))
    lines.push_back(
        fmt::format("  {} {} {} {}", event.kind, iso_text(event.day), event.reference, event.note));
  return lines;
}

}  // namespace

std::vector<std::string> show_status(const Store& store, const std::string& run) {
  return run.empty() ? show_all(store) : show_run(store, store.run(run));
}

}  // namespace kvali
