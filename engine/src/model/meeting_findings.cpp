#include "model/meeting_findings.hpp"

#include "model/action_checks.hpp"
#include "model/claims.hpp"
#include "model/decision_checks.hpp"
#include "model/meeting_checks.hpp"
#include "model/need_response.hpp"

namespace kvali {

void find_in_meetings(Workspace& merged, const Figures& figures, const Frame& frame,
                      Diagnostics& diagnostics) {
  const MeetingRecords meetings(merged);
  check_meetings(merged, meetings, frame, diagnostics);
  check_actions(merged, read_actions(merged, meetings), frame, diagnostics);
  const Links links(merged, diagnostics);
  check_decisions(merged, meetings, links, frame, diagnostics);
  check_claims(merged, read_claims(merged, meetings, figures, frame, merged.evidence), diagnostics);
  check_needs(merged, respond_to_needs(merged, meetings, links, figures, frame), diagnostics);
}

}  // namespace kvali
