#include "base/diagnostic.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/finding_labels.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

/// One mistake repeated in every row of a big file is one mistake: after this many the rest is counted.
constexpr std::ptrdiff_t most_per_id = 200;

/// A longer line is no help on a screen, in bytes.
constexpr std::size_t longest_excerpt = 1000;

constexpr std::string_view red = "\033[1;31m";
constexpr std::string_view yellow = "\033[1;33m";
constexpr std::string_view blue = "\033[1;34m";
constexpr std::string_view reset = "\033[0m";

std::string_view colour_of(Severity severity) {
  if (severity >= Severity::error) return red;
  return severity == Severity::warning ? yellow : blue;
}

/// Spaces as wide as the characters before the caret; tabs stay tabs, so that both lines agree.
std::string indent_to(std::string_view line, int column) {
  std::string out(std::size_t(std::max(0, column - 1)), ' ');
  for (std::size_t tab = line.find('\t'); tab != line.npos; tab = line.find('\t', tab + 1)) {
    const std::size_t before = column_at(line, tab) - 1;
    if (before < out.size()) out[before] = '\t';
  }
  return out;
}

/// Texts quote what stands in files: a control character there must not reach the terminal.
std::string printable(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') || c == 0x7F) c = '?';
  return out;
}

}  // namespace

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
    case Severity::block:
      return "block";
  }
  return "error";
}

std::string Place::text() const {
  std::string out = file;
  if (line > 0) out += ":" + std::to_string(line);
  if (line > 0 && column > 0) out += ":" + std::to_string(column);
  return out;
}

Place Place::without_folder() const {
  Place place = *this;
  place.file = std::filesystem::path(file).filename().string();
  return place;
}

void Diagnostics::add(Diagnostic diagnostic) {
  if (!diagnostic.open()) {
    const auto open = std::find_if(all_.begin(), all_.end(), [&](const Diagnostic& d) {
      return d.open() && d.id == diagnostic.id && d.message == diagnostic.message &&
             d.subject == diagnostic.subject && d.place.text() == diagnostic.place.text();
    });
    if (open != all_.end())
      return let_stand(std::size_t(open - all_.begin()), std::move(diagnostic.reason),
                       std::move(diagnostic.who));
  }
  // Counted by severity too: what blocks a report must not vanish behind milder ones of the same id.
  const auto same = [&](const Diagnostic& d) {
    return d.id == diagnostic.id && d.severity == diagnostic.severity;
  };
  if (!diagnostic.id.empty() && std::count_if(all_.begin(), all_.end(), same) >= most_per_id) {
    ++dropped_;
    return;
  }
  all_.push_back(std::move(diagnostic));
  if (on_add) on_add(all_.back());
}

void Diagnostics::let_stand(std::size_t index, std::string reason, std::string who) {
  Diagnostic& finding = all_.at(index);
  if (finding.reason == reason && finding.who == who) return;
  finding.reason = std::move(reason);
  finding.who = std::move(who);
  if (on_add) on_add(finding);
}

std::size_t Diagnostics::count(Severity at_least) const {
  return std::size_t(std::count_if(all_.begin(), all_.end(),
                                   [&](const Diagnostic& d) { return d.open() && d.severity >= at_least; }));
}

std::string render(const Diagnostic& diagnostic, bool colour) {
  return render(diagnostic, colour, {});
}

std::string render(const Diagnostic& diagnostic, bool colour, const FindingLabels& labels) {
  const auto paint = [&](std::string_view sequence) { return std::string(colour ? sequence : ""); };
  std::string out =
      paint(colour_of(diagnostic.severity)) + labels.severities.at(std::size_t(diagnostic.severity));
  if (!diagnostic.id.empty()) out += "[" + diagnostic.id + "]";
  out += paint(reset) + ": " + printable(diagnostic.message) + "\n";
  if (!diagnostic.place.empty()) out += "  --> " + printable(diagnostic.place.text()) + "\n";
  if (!diagnostic.excerpt.empty() && diagnostic.excerpt.size() <= longest_excerpt &&
      diagnostic.place.line > 0) {
    const std::string number = std::to_string(diagnostic.place.line);
    const std::string gutter(number.size(), ' ');
    out += gutter + " |\n" + number + " | " + printable(diagnostic.excerpt) + "\n";
    if (diagnostic.place.column > 0) {
      out += gutter + " | " + indent_to(diagnostic.excerpt, diagnostic.place.column) +
             paint(colour_of(diagnostic.severity)) +
             std::string(std::size_t(std::max(1, diagnostic.place.width)), '^') + paint(reset) + "\n";
    }
  }
  if (!diagnostic.open())
    out += "   = " + labels.stands + ": " + printable(diagnostic.reason + " (" + diagnostic.who + ")") + "\n";
  if (diagnostic.open() && !diagnostic.hint.empty())
    out += "   = " + labels.hint + ": " + printable(diagnostic.hint) + "\n";
  return out;
}

}  // namespace kvali
