#include "frozen/sequence_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.hpp"

namespace kvali {

namespace {

class SequenceCheck {
 public:
  SequenceCheck(const ReportHead& head, const SinceLast& since, const Frame& frame, Diagnostics& diagnostics)
      : head_(head), since_(since), frame_(frame), diagnostics_(diagnostics) {}

  void run() {
    check_agreement();
    check_periods();
    check_due(frame_.period, since_.submitted);
    if (since_.latest) check_due(since_.latest->period, was_submitted(since_.latest->period));
    check_structure();
  }

 private:
  void add(std::string id, Severity severity, std::string message, std::string hint, FindingKey key) {
    diagnostics_.add({std::move(id),
                      severity,
                      std::move(message),
                      {head_.path.string(), 0, 0, 0},
                      std::move(hint),
                      {},
                      std::move(key.subject),
                      std::move(key.value)});
  }

  void check_agreement() {
    if (head_.has_donor && head_.agreement.empty())
      add("S-02", Severity::block, "the number of the agreement is missing",
          "write agreement = \"...\" below [project]", {"agreement"});
    if (!since_.last || since_.last->agreement.empty() || since_.last->agreement == head_.agreement ||
        head_.agreement.empty())
      return;
    add("S-02", Severity::block,
        fmt::format("the agreement is {}, the report on {} named {}", head_.agreement,
                    period_text(since_.last->period), since_.last->agreement),
        "correct agreement below [project]; if the donor gave a new number, say so in findings.xlsx",
        {"agreement", head_.agreement});
  }

  void check_periods() {
    if (!since_.latest) return;
    const Period& before = since_.latest->period;
    const FindingKey key{"period=" + period_text(frame_.period), since_.latest->text()};
    if (before.last >= frame_.period.first)
      add("S-04", Severity::error,
          fmt::format("the period overlaps with the report on {}", period_text(before)),
          "correct period in report.toml, or --period", key);
    const Date next = before.last + std::chrono::days{1};
    if (next < frame_.period.first)
      add("S-04", Severity::error,
          fmt::format("no report was frozen on {}",
                      period_text({next, frame_.period.first - std::chrono::days{1}})),
          fmt::format("make and freeze it, or correct period: the last one was on {}", period_text(before)),
          key);
  }

  [[nodiscard]] bool was_submitted(const Period& period) const {
    return std::any_of(since_.events.begin(), since_.events.end(), [&](const SubmissionEvent& event) {
      const auto name = parse_frozen_name(event.frozen);
      return name && name->period == period && event.what == "submitted";
    });
  }

  void check_due(const Period& period, bool submitted) {
    if (!head_.due_days || submitted) return;
    const Date due = period.last + std::chrono::days{*head_.due_days};
    if (frame_.as_of <= due) return;
    const auto days = (frame_.as_of - due).count();
    add("S-05", Severity::warning,
        fmt::format("the report on {} is {} overdue: it was due on {}", period_text(period),
                    days == 1 ? std::string("a day") : fmt::format("{} days", days), iso_text(due)),
        fmt::format("send it; if it was sent: kvali freeze {} --period {} --submitted DATE",
                    head_.path.filename().string(), period_text(period)),
        {"period=" + period_text(period)});
  }

  void check_structure() {
    if (!since_.last || !(head_.fixed_structure || since_.last->fixed_structure)) return;
    const FrozenReport& last = *since_.last;
    if (last.template_name != head_.template_name) {
      add("S-07", Severity::block,
          fmt::format("the template is {}, the report on {} was made with {}", head_.template_name,
                      period_text(last.period), last.template_name),
          "take the template that the donor knows; if the donor agreed to another, say so in findings.xlsx",
          {"template", head_.template_name});
      return;
    }
    if (last.outline == head_.outline) return;
    add("S-07", Severity::block,
        fmt::format("the structure of the template {} changed since the report on {}: {}",
                    head_.template_name, period_text(last.period),
                    first_difference(last.outline, head_.outline)),
        "take the structure that the donor knows; if the donor agreed to another, say so in findings.xlsx",
        {"template", digest_of(head_.outline)});
  }

  static std::string digest_of(const std::vector<std::string>& outline) {
    return sha256(fmt::format("{}", fmt::join(outline, "\n"))).substr(0, 12);
  }

  static std::string first_difference(const std::vector<std::string>& before,
                                      const std::vector<std::string>& after) {
    const auto [was, is] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    if (is == after.end()) return fmt::format("'{}' is gone", *was);
    const bool moved = std::find(before.begin(), before.end(), *is) != before.end();
    return fmt::format("'{}' {}", *is, moved ? "stands elsewhere" : "is new");
  }

  const ReportHead& head_;
  const SinceLast& since_;
  const Frame& frame_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_sequence(const ReportHead& head, const SinceLast& since, const Frame& frame,
                    Diagnostics& diagnostics) {
  SequenceCheck(head, since, frame, diagnostics).run();
}

}  // namespace kvali
