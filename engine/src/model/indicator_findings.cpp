#include "model/indicator_findings.hpp"

#include "model/record_place.hpp"

namespace kvali {

void IndicatorFindings::add(Finding finding, std::span<const EvidenceId> records) {
  add_at(std::move(finding), first_place(evidence_, records));
}

void IndicatorFindings::add_at_last(Finding finding, EvidenceId value) {
  add_at(std::move(finding), record_place(evidence_, value));
}

void IndicatorFindings::add_at(Finding finding, Place place) {
  diagnostics_.add({finding.id,
                    finding.severity,
                    std::move(finding.message),
                    std::move(place),
                    std::move(finding.hint),
                    {},
                    std::move(finding.key.subject),
                    std::move(finding.key.value)});
}

}  // namespace kvali
