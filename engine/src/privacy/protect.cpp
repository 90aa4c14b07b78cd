#include "privacy/protect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "privacy/suppress.hpp"

namespace kvali {

namespace {

using State = CountCell::State;

using Cause = CountOrigin::Cause;

Diagnostic finding_about(const CountSubject& subject, std::string id, Severity severity) {
  Diagnostic finding;
  finding.id = std::move(id);
  finding.severity = severity;
  finding.subject = subject.text;
  return finding;
}

/// "indicator=1.1;period=2025-12" as a sentence begins: "indicator 1.1 in 2025-12".
std::string spoken(std::string text) {
  const std::string period = ";period=";
  if (const std::size_t at = text.find(period); at != text.npos) text.replace(at, period.size(), " in ");
  std::replace(text.begin(), text.end(), '=', ' ');
  return text;
}

/// Tells of one subject of a system once it is protected.
class SubjectReport {
 public:
  SubjectReport(const LinkedCounts& counts, const CountSubject& subject, Diagnostics& diagnostics)
      : counts_(counts), subject_(subject), diagnostics_(diagnostics) {}

  void tell_unfit() {
    Diagnostic finding = finding_about(subject_, "P-02", Severity::warning);
    finding.message =
        fmt::format("{}: counts that are no counts; all groups are withheld", spoken(subject_.text));
    finding.hint = "write whole numbers of people";
    diagnostics_.add(std::move(finding));
  }

  void tell_places_below() {
    if (subject_.below_municipality.empty()) return;
    Diagnostic finding = finding_about(subject_, "P-05", Severity::warning);
    finding.message =
        fmt::format("{}: sensitive, with figures of places below a municipality, which are withheld: {}",
                    spoken(subject_.text), subject_.below_municipality.size());
    finding.hint = "report it by municipality or region";
    diagnostics_.add(std::move(finding));
  }

  void tell_withheld(bool gave_up) {
    const std::size_t all = count([](const CountOrigin&) { return true; });
    if (all == 0) return;
    const auto because = [&](Cause cause) {
      return count([cause](const CountOrigin& origin) { return origin.cause == cause; });
    };
    Diagnostic finding = finding_about(subject_, "P-02", gave_up ? Severity::warning : Severity::info);
    finding.message = fmt::format("{}: counts of people withheld: {}, small ones among them: {}",
                                  spoken(subject_.text), all, because(Cause::small));
    if (const std::size_t earlier = because(Cause::earlier); earlier > 0)
      finding.message += fmt::format("; withheld by an earlier copy: {}", earlier);
    if (gave_up) finding.message += "; the search for fewer took too long";
    finding.hint = gave_up ? "print fewer places or groups at a time" : "";
    finding.subject += ";withheld";
    diagnostics_.add(std::move(finding));
  }

  /// Cells that nothing protects: one that the totals give away, and those that a small total leaves no
  /// room for.
  void tell_unprotected(const std::vector<std::int64_t>& widths) {
    bool narrow = false;
    std::set<std::string> given_away;
    for (std::size_t cell = 0; cell < widths.size(); ++cell) {
      if (!is_withheld(cell) || widths[cell] >= counts_.k - 1) continue;
      narrow = narrow || widths[cell] > 0;
      if (widths[cell] == 0) given_away.insert(counts_.origins[cell].name);
    }
    for (const std::string& name : given_away) tell_given_away(name);
    if (!narrow) return;
    Diagnostic finding = finding_about(subject_, "P-02", Severity::warning);
    finding.message = fmt::format("{}: the total is so small that its parts can be guessed; all are withheld",
                                  spoken(subject_.text));
    finding.hint = "lay small groups or several months together";
    diagnostics_.add(std::move(finding));
  }

 private:
  /// A cell of this subject that is printed somewhere, and withheld.
  [[nodiscard]] bool is_withheld(std::size_t cell) const {
    const CountOrigin& origin = counts_.origins[cell];
    return counts_.subjects[origin.subject].text == subject_.text && !origin.places.empty() &&
           counts_.system.cells[cell].state == State::withheld;
  }

  /// Printed figures of whose counts one is wanted: a ratio has several.
  template <class Wanted>
  [[nodiscard]] std::size_t count(const Wanted& wanted) const {
    std::set<CountPlace> figures;
    for (std::size_t cell = 0; cell < counts_.origins.size(); ++cell)
      if (is_withheld(cell) && wanted(counts_.origins[cell]))
        figures.insert(counts_.origins[cell].places.front());
    return figures.size();
  }

  void tell_given_away(const std::string& name) {
    Diagnostic finding = finding_about(subject_, "P-03", Severity::block);
    finding.message = fmt::format("{}: {} is withheld, and follows from the total all the same",
                                  spoken(subject_.text), name);
    finding.hint = "leave this breakdown out of the report, or lay small groups together";
    finding.subject += ";" + name;
    diagnostics_.add(std::move(finding));
  }

  const LinkedCounts& counts_;
  const CountSubject& subject_;
  Diagnostics& diagnostics_;
};

bool is_pair(const CountOrigin& origin) {
  return !origin.places.empty() && origin.places.front().table == "crossed";
}

/// Is every withheld cell protected, and none withheld that `before` shows, but for pairs of categories?
bool costs_only_pairs(const LinkedCounts& counts, const Suppression& suppression, const CountSystem& before) {
  if (suppression.gave_up) return false;
  const auto widths = proven_widths(counts.system, suppression);
  for (std::size_t cell = 0; cell < widths.size(); ++cell) {
    if (counts.system.cells[cell].state != State::withheld) continue;
    if (widths[cell] < counts.k - 1) return false;
    if (!is_pair(counts.origins[cell]) && before.cells[cell].state == State::shown) return false;
  }
  return true;
}

/// Groups are protected as if nobody printed pairs of them; then pairs, where that takes no group more.  Else
/// all pairs are withheld: each is a part of a group, and no reader misses it as much.
Suppression suppress_groups_first(LinkedCounts& counts) {
  CountSystem with_pairs = counts.system;
  for (std::size_t cell = 0; cell < counts.origins.size(); ++cell)
    if (is_pair(counts.origins[cell])) counts.system.cells[cell].state = State::unseen;
  Suppression of_groups = suppress(counts.system, counts.k);
  bool has_pairs = false;
  for (std::size_t cell = 0; cell < counts.origins.size(); ++cell) {
    const bool pair = is_pair(counts.origins[cell]);
    has_pairs = has_pairs || (pair && with_pairs.cells[cell].state != State::unseen);
    if (!pair) with_pairs.cells[cell].state = counts.system.cells[cell].state;
  }
  if (!has_pairs) return of_groups;
  const CountSystem groups = std::exchange(counts.system, std::move(with_pairs));
  Suppression of_pairs = suppress(counts.system, counts.k);
  if (costs_only_pairs(counts, of_pairs, groups)) return of_pairs;
  counts.system = groups;
  counts.hides_pairs = true;
  return of_groups;
}

/// "GBV 1" of "indicator=GBV 1;period=2025-12"; "" of a meeting.
std::string indicator_in(const std::string& subject) {
  constexpr std::string_view prefix = "indicator=";
  if (!subject.starts_with(prefix)) return {};
  return subject.substr(prefix.size(), subject.find(';') - prefix.size());
}

void protect_linked(LinkedCounts& counts, Diagnostics& diagnostics) {
  std::vector<SubjectReport> reports;
  std::set<std::string> told;  // Both halves of a ratio are about the same indicator.
  for (const CountSubject& subject : counts.subjects)
    if (told.insert(subject.text).second) reports.emplace_back(counts, subject, diagnostics);
  if (counts.unfit) {
    for (SubjectReport& report : reports) report.tell_unfit();
    counts.hides_pairs = true;
    return;
  }
  const auto& cells = counts.system.cells;
  if (std::none_of(cells.begin(), cells.end(), [](const auto& c) { return c.state == State::withheld; }))
    return;
  const Suppression suppression = suppress_groups_first(counts);
  const auto widths = proven_widths(counts.system, suppression);
  for (SubjectReport& report : reports) report.tell_places_below();
  for (SubjectReport& report : reports) {
    report.tell_withheld(suppression.gave_up);
    report.tell_unprotected(widths);
  }
}

}  // namespace

Protection protect(const CountSources& sources, const PrivacyPolicy& policy, Diagnostics& diagnostics) {
  Protection protection;
  for (LinkedCounts& counts : person_counts(sources, policy)) {
    protect_linked(counts, diagnostics);
    for (const CountSubject& subject : counts.subjects)
      if (subject.guards_groups) protection.guarded.insert(indicator_in(subject.text));
    if (counts.hides_pairs)
      for (const CountSubject& subject : counts.subjects)
        protection.without_pairs.insert(indicator_in(subject.text));
    for (std::size_t cell = 0; cell < counts.origins.size(); ++cell) {
      // A cell that the template does not name goes with the others: nothing is lost.
      const CountOrigin& origin = counts.origins[cell];
      const bool hidden = counts.hides_pairs && is_pair(origin);
      if (counts.system.cells[cell].state != State::withheld && !hidden) continue;
      protection.withheld.insert(origin.places.begin(), origin.places.end());
      const std::string indicator = indicator_in(counts.subjects[origin.subject].text);
      if (!indicator.empty() && !origin.places.empty()) protection.indicators.insert(indicator);
    }
  }
  protection.guarded.insert(protection.indicators.begin(), protection.indicators.end());
  return protection;
}

}  // namespace kvali
