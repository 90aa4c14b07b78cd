// Any text as cron, rule and period: refused with faults that lie in it, or due in order.
#include <string_view>
#include <variant>

#include "schedule/schedule.hpp"
#include "scratch_file.hpp"

namespace {

using namespace kvali;
using test::require;

void check_faults(std::string_view text, const TextFaults& faults) {
  for (const TextFault& fault : faults) {
    require(fault.at <= text.size() && fault.length <= text.size() - fault.at);
    require(!fault.message.empty() && !fault.hint.empty());
  }
}

/// The next occurrences are later and later, and each is found again from the second before.
void check_order(const Schedule& schedule) {
  Instant after = Instant(Date(std::chrono::year(2026) / 3 / 1));
  for (int i = 0; i < 4; ++i) {
    const auto next = next_occurrence(schedule, after);
    const auto* occurrence = std::get_if<Occurrence>(&next);
    if (occurrence == nullptr) return;
    require(occurrence->at > after);
    const auto again = next_occurrence(schedule, occurrence->at - std::chrono::seconds(1));
    require(std::get<Occurrence>(again) == *occurrence);
    after = occurrence->at;
  }
}

template <class Rule>
void check(std::string_view text, std::optional<Rule> (*read)(std::string_view, TextFaults&)) {
  TextFaults faults;
  const auto rule = read(text, faults);
  require(rule.has_value() == faults.empty());
  check_faults(text, faults);
  if (!rule) return;
  Schedule schedule;
  schedule.rule = *rule;
  schedule.zone = TimeZone("Africa/Cairo");
  require(spec_hash(schedule).size() == 64);
  check_order(schedule);
}

void check_period(std::string_view text) {
  TextFaults faults;
  const auto rule = read_period_rule(text, faults);
  require(rule.has_value() == faults.empty());
  check_faults(text, faults);
  if (!rule) return;
  require(read_period_rule(plain_text(*rule), faults).has_value());
  const auto period = period_of(*rule, Date(std::chrono::year(2026) / 3 / 1), {});
  require(period && period->first <= period->last);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check<kvali::Cron>(text, kvali::read_cron);
  check<kvali::CalendarRule>(text, kvali::read_rule);
  check_period(text);
  return 0;
}
