#include "privacy/protect.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "privacy/suppress.hpp"

namespace kvali {

namespace {

using State = CountCell::State;

Diagnostic finding_about(const LinkedCounts& counts, std::string id, Severity severity) {
  Diagnostic finding;
  finding.id = std::move(id);
  finding.severity = severity;
  finding.subject = counts.subject;
  return finding;
}

/// "indicator=1.1;period=2025-12" as a sentence begins: "indicator 1.1 in 2025-12".
std::string spoken(std::string text) {
  const std::string period = ";period=";
  if (const std::size_t at = text.find(period); at != text.npos) text.replace(at, period.size(), " in ");
  std::replace(text.begin(), text.end(), '=', ' ');
  return text;
}

void tell_places_below(const LinkedCounts& counts, Diagnostics& diagnostics) {
  if (counts.below_municipality.empty()) return;
  Diagnostic finding = finding_about(counts, "P-05", Severity::warning);
  finding.message =
      fmt::format("{}: sensitive, with figures of places below a municipality, which are withheld: {}",
                  spoken(counts.subject), counts.below_municipality.size());
  finding.hint = "report it by municipality or region";
  diagnostics.add(std::move(finding));
}

/// Cells that nothing protects: one that the totals give away, and those that a small total leaves no
/// room for.
void tell_unprotected(const LinkedCounts& counts, const std::vector<std::int64_t>& widths,
                      Diagnostics& diagnostics) {
  bool narrow = false;
  for (std::size_t cell = 0; cell < widths.size(); ++cell) {
    if (counts.system.cells[cell].state != State::withheld || widths[cell] >= counts.k - 1) continue;
    narrow = narrow || widths[cell] > 0;
    if (widths[cell] > 0 || counts.places[cell].empty()) continue;
    Diagnostic finding = finding_about(counts, "P-03", Severity::block);
    finding.message = fmt::format("{}: {} is withheld, and follows from the total all the same",
                                  spoken(counts.subject), counts.names[cell]);
    finding.hint = "leave this breakdown out of the report, or lay small groups together";
    finding.subject += ";" + counts.names[cell];
    diagnostics.add(std::move(finding));
  }
  if (!narrow) return;
  Diagnostic finding = finding_about(counts, "P-02", Severity::warning);
  finding.message = fmt::format("{}: the total is so small that its parts can be guessed; all are withheld",
                                spoken(counts.subject));
  finding.hint = "lay small groups or several months together";
  diagnostics.add(std::move(finding));
}

/// Cells that are printed somewhere and withheld.
std::size_t count_withheld(const LinkedCounts& counts) {
  std::size_t count = 0;
  for (std::size_t cell = 0; cell < counts.places.size(); ++cell)
    count += counts.system.cells[cell].state == State::withheld && !counts.places[cell].empty();
  return count;
}

void tell_withheld(const LinkedCounts& counts, std::size_t small, bool gave_up, Diagnostics& diagnostics) {
  Diagnostic finding = finding_about(counts, "P-02", gave_up ? Severity::warning : Severity::info);
  finding.message = fmt::format("{}: counts of people withheld: {}, small ones among them: {}",
                                spoken(counts.subject), count_withheld(counts), small);
  if (gave_up) finding.message += "; the search for fewer took too long";
  finding.hint = gave_up ? "print fewer places or groups at a time" : "";
  finding.subject += ";withheld";
  diagnostics.add(std::move(finding));
}

void tell_unfit(const LinkedCounts& counts, Diagnostics& diagnostics) {
  Diagnostic finding = finding_about(counts, "P-02", Severity::warning);
  finding.message =
      fmt::format("{}: counts that are no counts; all groups are withheld", spoken(counts.subject));
  finding.hint = "write whole numbers of people";
  diagnostics.add(std::move(finding));
}

void protect_linked(LinkedCounts& counts, Diagnostics& diagnostics) {
  if (counts.unfit) return tell_unfit(counts, diagnostics);
  const auto& cells = counts.system.cells;
  if (std::none_of(cells.begin(), cells.end(), [](const auto& c) { return c.state == State::withheld; }))
    return;
  const std::size_t small = count_withheld(counts);
  tell_places_below(counts, diagnostics);
  const Suppression suppression = suppress(counts.system, counts.k);
  if (count_withheld(counts) > 0) tell_withheld(counts, small, suppression.gave_up, diagnostics);
  tell_unprotected(counts, proven_widths(counts.system, suppression), diagnostics);
}

}  // namespace

std::string indicator_in(const std::string& subject) {
  if (!subject.starts_with("indicator=") && !subject.starts_with("observation=")) return {};
  const std::size_t begin = subject.find('=') + 1;
  return subject.substr(begin, subject.find_first_of("; ", begin) - begin);
}

Protection protect(const CountSources& sources, const PrivacyPolicy& policy, Diagnostics& diagnostics) {
  Protection protection;
  for (LinkedCounts& counts : person_counts(sources, policy)) {
    protect_linked(counts, diagnostics);
    if (counts.guards_groups) protection.guarded.insert(indicator_in(counts.subject));
    for (std::size_t cell = 0; cell < counts.places.size(); ++cell) {
      // A cell that the template does not name goes with the others: nothing is lost.
      if (counts.system.cells[cell].state != State::withheld) continue;
      protection.withheld.insert(counts.places[cell].begin(), counts.places[cell].end());
      if (!indicator_in(counts.subject).empty()) protection.indicators.insert(indicator_in(counts.subject));
    }
  }
  protection.guarded.insert(protection.indicators.begin(), protection.indicators.end());
  return protection;
}

}  // namespace kvali
