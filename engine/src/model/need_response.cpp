#include "model/need_response.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "model/record_place.hpp"

namespace kvali {

namespace {

class NeedReader {
 public:
  NeedReader(const Workspace& merged, const Links& links, const Figures& figures)
      : needs_(*merged.find("need")), activities_(merged.find("activity")), links_(links) {
    for (const IndicatorFigures& indicator : figures.indicators)
      indicators_.emplace(indicator.rule.id, &indicator);
    for (std::size_t row = 0; activities_ != nullptr && row < activities_->rows(); ++row)
      activity_rows_.emplace(canonical_text(activities_->scalar("activity_id", row)), row);
    const Table* places = merged.find("location");
    for (std::size_t row = 0; places != nullptr && row < places->rows(); ++row)
      places_.insert(canonical_text(places->scalar("loc_id", row)));
  }

  NeedResponse respond(std::size_t row) {
    NeedResponse need;
    need.row = row;
    const std::string place = canonical_text(needs_.scalar("loc", row));
    for (const Link* link : links_.from({"need", canonical_text(needs_.scalar("need_id", row))})) {
      if (link->relation != "addresses") continue;
      if (const auto found = indicators_.find(link->to.id);
          link->to.kind == "indicator" && found != indicators_.end())
        need.figures.push_back({found->second, figure_of(*found->second, place)});
      if (const auto found = activity_rows_.find(link->to.id);
          link->to.kind == "activity" && found != activity_rows_.end())
        need.activities.push_back(found->second);
    }
    need.response = response_of(need);
    return need;
  }

 private:
  /// The figure of the period where the need is; of the whole project only where nothing tells places apart.
  Quantity figure_of(const IndicatorFigures& indicator, const std::string& place) {
    if (place.empty()) return indicator.period_actual;
    bool placed = false;
    std::optional<Quantity> value;
    for (const PartFigures& part : indicator.parts) {
      if (part.slice.size() > 1) continue;
      const std::string& name = part.slice.empty() ? part.place : part.slice.front().name;
      placed = placed || places_.contains(name);
      if (name == place) value = part.period_actual;
    }
    if (value) return *value;
    return placed ? Quantity{} : indicator.period_actual;
  }

  [[nodiscard]] std::string response_of(const NeedResponse& need) const {
    const std::string recorded = canonical_text(needs_.scalar("status", need.row));
    if (!recorded.empty() && recorded != "raised") return recorded;
    if (need.figures.empty() && need.activities.empty()) return "no_indicator";
    const bool counted = std::any_of(need.figures.begin(), need.figures.end(), [](const auto& figure) {
      return figure.value.value && *figure.value.value > Decimal();
    });
    const bool done = std::any_of(need.activities.begin(), need.activities.end(), [&](std::size_t row) {
      const std::string status = canonical_text(activities_->scalar("status", row));
      return status == "ongoing" || status == "done";
    });
    return counted || done ? "partly" : "unaddressed";
  }

  const Table& needs_;
  const Table* activities_;
  const Links& links_;
  std::map<std::string, const IndicatorFigures*, std::less<>> indicators_;
  std::map<std::string, std::size_t, std::less<>> activity_rows_;
  std::set<std::string> places_;  ///< Ids of `location`.
};

}  // namespace

std::vector<NeedResponse> respond_to_needs(const Workspace& merged, const MeetingRecords& meetings,
                                           const Links& links, const Figures& figures, const Frame& frame) {
  std::vector<NeedResponse> all;
  const Table* needs = merged.find("need");
  if (needs == nullptr) return all;
  NeedReader reader(merged, links, figures);
  const Date end = std::min(frame.period.last, frame.as_of);
  for (std::size_t row = 0; row < needs->rows(); ++row) {
    const auto raised = meetings.date_of(needs->scalar("meeting", row));
    if (raised && *raised > end) continue;
    NeedResponse need = reader.respond(row);
    need.carried = raised && *raised < frame.period.first;
    const bool settled = need.response == "addressed" || need.response == "referred";
    if (!need.carried || !settled) all.push_back(std::move(need));
  }
  return all;
}

void check_needs(const Workspace& merged, const std::vector<NeedResponse>& needs, Diagnostics& diagnostics) {
  const Table* table = merged.find("need");
  for (const NeedResponse& need : needs) {
    if (need.response != "no_indicator") continue;
    const std::string id = canonical_text(table->scalar("need_id", need.row));
    Diagnostic finding;
    finding.id = "M-12";
    finding.severity = Severity::info;
    finding.message = fmt::format("no indicator and no activity addresses the need {}", id);
    finding.hint = "give the need and an indicator the same sector, or write {indicator=...} behind it";
    finding.subject = "need=" + id;
    finding.place = record_place(merged.evidence, table->row_evidence[need.row]);
    diagnostics.add(std::move(finding));
  }
}

}  // namespace kvali
