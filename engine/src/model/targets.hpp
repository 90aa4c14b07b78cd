#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/approvals.hpp"
#include "model/categories.hpp"
#include "model/frame.hpp"
#include "model/indicator.hpp"

namespace kvali {

/// Targets of one indicator: of a period each, and for the life of the project.
struct Targets {
  std::map<Period, Quantity> by_period;  ///< What is to be reached within each.
  std::map<Period, Quantity> to_date;    ///< What is to be reached from the project's start to its end.
  std::optional<Quantity> life;
  /// Places and groups of which others have targets of their own, so that the whole has none.
  std::set<std::string> places_without, groups_without;
  bool in_parts = false;  ///< Places or groups have targets of their own.
};

/// What a target may be for instead of the whole: a group of people, or a place.
struct TargetPart {
  Slice slice;  ///< Empty for a place.
  std::string place;
  friend bool operator<(const TargetPart& a, const TargetPart& b) {
    return std::tie(a.slice, a.place) < std::tie(b.slice, b.place);
  }
};

/// A target that an amendment in force changed.
struct TargetChange {
  std::string indicator;
  Period scope;
  Quantity before, after;
  Version by;
};

/// The targets of all indicators.
struct TargetBook {
  std::map<std::string, Targets, std::less<>> of;
  std::map<std::string, std::map<TargetPart, Targets>, std::less<>> of_parts;
  std::vector<TargetChange> changes;

  [[nodiscard]] const Targets& targets(const std::string& indicator) const;
  [[nodiscard]] const Targets& targets(const std::string& indicator, const TargetPart& part) const;
};

/// Reads the merged table `target`: those in force on the day the data stand at.
[[nodiscard]] TargetBook read_targets(const std::vector<IndicatorRule>& rules, Workspace& merged,
                                      const Frame& frame, Diagnostics& diagnostics);

/// The target of `period`: its own, else the sum of the parts' where they cover it without a gap, each day
/// once.
[[nodiscard]] Quantity target_for(const IndicatorRule& rule, const Targets& targets, const Period& period,
                                  const Frame& frame, Evidence& evidence);

/// The target for the life of the project: as it is set, else that of the shortest period as long as the
/// project and the frame's period in it (IATI files have such periods in place of a project's target).
[[nodiscard]] Quantity life_target(const Targets& targets, const Frame& frame);

/// What should have been reached from the project's start to the end of `day`; not applicable where the
/// targets do not say.
[[nodiscard]] Quantity target_to_date(const IndicatorRule& rule, const Targets& targets, Date day,
                                      const Frame& frame, Evidence& evidence);

/// A target that falls due in the frame's period, and the time it is for.
struct DueTarget {
  Period scope;
  Quantity target;
};

/// The target of the smallest period that contains the frame's and ends in it (M11); the project's own
/// where the project ends; nothing where none falls due.
[[nodiscard]] std::optional<DueTarget> due_target(const IndicatorRule& rule, const Targets& targets,
                                                  const Frame& frame, Evidence& evidence);

}  // namespace kvali
