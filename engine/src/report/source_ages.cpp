#include "report/source_ages.hpp"

#include <fmt/format.h>

namespace kvali {

void check_source_ages(const Report& report, Date as_of, Diagnostics& diagnostics) {
  for (const SourceSpec& source : report.sources) {
    if (source.max_age_days == 0) continue;
    const int age = source.as_of ? int((as_of - *source.as_of).count()) : 0;
    if (source.as_of && age <= source.max_age_days) continue;
    Diagnostic finding;
    finding.id = "C-03";
    finding.place = source.place;
    finding.subject = fmt::format("source={};age", source.name);
    if (source.as_of) {
      finding.message = fmt::format("source \"{}\" stands at {}, {} days before the report; {} are allowed",
                                    source.name, iso_text(*source.as_of), age, source.max_age_days);
      finding.value = iso_text(*source.as_of);
      finding.hint = "get a newer one, then write its day as as_of";
    } else {
      finding.severity = Severity::warning;
      finding.message = fmt::format("how old source \"{}\" is, nobody has said", source.name);
      finding.hint = "write the day it stands at: as_of = 2020-12-31";
    }
    diagnostics.add(std::move(finding));
  }
}

}  // namespace kvali
