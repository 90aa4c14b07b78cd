#include "model/notes.hpp"

namespace kvali {

void add_note(std::string& notes, std::string_view note) {
  if (!notes.empty()) {
    const bool ended =
        std::string_view(".!?:;").find(notes.back()) != std::string_view::npos || notes.ends_with("…");
    notes += ended ? " " : ". ";
  }
  notes += note;
}

std::string reason_of(const Diagnostic& finding, const Catalogue& words) {
  return words.text("finding.reason", {{"reason", finding.reason}, {"who", finding.who}});
}

}  // namespace kvali
