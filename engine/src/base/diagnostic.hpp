#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kvali {

/// How much a finding matters (domain.md, section 7): `block` stops delivery, `error` needs a waiver.
enum class Severity : std::uint8_t { info, warning, error, block };

/// The word printed and written to JSON: "info", "warning", "error", "block".
[[nodiscard]] std::string_view name_of(Severity severity);

/// Where something is wrong.  Text files have line and column (from 1; columns count characters);
/// other places are a text such as "book.xlsx!Sheet!C14" or `source "kobo", record 81`.
struct Place {
  std::string file;  ///< Path, or the whole place when there is no line.
  int line = 0;      ///< 0: no line.
  int column = 0;    ///< 0: no column.
  int width = 0;     ///< Characters to underline; 0: one caret.

  [[nodiscard]] bool empty() const { return file.empty(); }
  /// "file:line:column" as far as known.
  [[nodiscard]] std::string text() const;
  /// Of a place in a file: with the file's name alone, because folders are the machine's.
  [[nodiscard]] Place without_folder() const;
};

/// One finding: stable id ("I-08", "CFG-03"), place, what is wrong, what to type to mend it.
struct Diagnostic {
  std::string id;
  Severity severity = Severity::error;
  std::string message;  ///< Lower case, no full stop.
  Place place;
  std::string hint;     ///< May be empty.
  std::string excerpt;  ///< The line of `place`, without its end; may be empty.
  /// What the finding is about, as a key that stays the same from run to run, e.g.
  /// "indicator=1.2;period=2025-12"; may be empty.
  std::string subject = {};
  /// The value it is about, as text: what was explained or waived is open again once it changes.
  std::string value = {};
  /// Why a person lets it stand, and who: an explanation, a waiver, a confirmation.  Empty: open.
  std::string reason = {};
  std::string who = {};

  [[nodiscard]] bool open() const { return who.empty(); }
};

/// What a finding is about: Diagnostic::subject and Diagnostic::value.
struct FindingKey {
  std::string subject;
  std::string value = {};
};

/// The findings of one run, in the order they were found.
class Diagnostics {
 public:
  /// One that stands takes the place of the same finding that was open.
  void add(Diagnostic diagnostic);
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
  /// Open findings of this severity or a higher one.
  [[nodiscard]] std::size_t count(Severity at_least) const;
  /// A person lets the finding stand, for a reason; `on_add` is told again.
  void let_stand(std::size_t index, std::string reason, std::string who);
  /// Findings dropped because one id occurred more often than any reader wants to see.
  [[nodiscard]] std::size_t dropped() const { return dropped_; }
  void note_dropped(std::size_t more) { dropped_ += more; }

  /// Is told of each finding as it is kept; may be called from any thread that adds.
  std::function<void(const Diagnostic&)> on_add;

 private:
  std::vector<Diagnostic> all_;
  std::size_t dropped_ = 0;
};

/// The finding as a terminal shows it, with excerpt and caret under the right character.
/// `colour` adds ANSI sequences.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, bool colour);

}  // namespace kvali
