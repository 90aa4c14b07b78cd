#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"

namespace kvali {

/// A run of bytes of a template file.
struct Span {
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// The text of one file, and of those that it includes behind it, able to say where a byte lies.
class SourceText {
 public:
  SourceText(std::string file, std::string text);

  /// Takes the text of another file and returns the offset at which it begins.
  std::size_t add(std::string file, const std::string& text);

  [[nodiscard]] const std::string& file() const { return files_.front().name; }
  [[nodiscard]] const std::string& text() const { return text_; }
  /// Line and column of the span's begin; the width ends with its line.
  [[nodiscard]] Place place(Span span) const;
  /// The line in which the byte lies, without its end.
  [[nodiscard]] std::string_view line_at(std::size_t offset) const;

 private:
  struct File {
    std::string name;
    std::size_t begin = 0;
    std::size_t first_line = 0;  ///< Index in `line_begins_`.
  };

  std::vector<File> files_;  ///< In the order of the text.
  std::string text_;
  std::vector<std::size_t> line_begins_;
};

/// A piece of a source text that was cut out, perhaps line by line (the body of a block inside a
/// list), and still knows where each byte came from.
class Code {
 public:
  Code() = default;
  /// `text` stands in the file as it is, from `offset` on.
  Code(std::string text, std::size_t offset);
  /// `text` was made from the span (a string with escapes): every place is the whole span.
  [[nodiscard]] static Code made_from(std::string text, Span span);
  /// Appends text that stands in the file at `offset`.
  void append(std::string_view text, std::size_t offset);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] Span span(std::size_t begin, std::size_t length) const;
  [[nodiscard]] Span span() const { return span(0, text_.size()); }
  [[nodiscard]] Code sub(std::size_t begin, std::size_t length) const;

 private:
  std::string text_;
  std::vector<std::pair<std::size_t, std::size_t>> pieces_;  ///< Begin in text_, offset in the file.
  std::optional<Span> whole_;
};

/// What is wrong in one template file, as findings with place and excerpt.  The same mistake met
/// again (a loop evaluates its body for every row) is one finding.
///
/// TPL-01 file, front matter - 02 characters - 03 expressions - 04 tags - 05 names - 06 types -
/// 07 blocks and their keys - 08 links and images - 09 messages - 10 limits - 11 Markdown that a
/// report has no place for.
class TemplateFindings {
 public:
  TemplateFindings(const SourceText& source, Diagnostics& diagnostics)
      : source_(source), diagnostics_(diagnostics) {}
  /// For a text that is no template: all findings carry the id of `like`, and what it is about.
  TemplateFindings(const SourceText& source, Diagnostics& diagnostics, Diagnostic like)
      : source_(source), diagnostics_(diagnostics), like_(std::move(like)) {}

  void add(std::string_view id, Span span, std::string message, std::string hint = {},
           Severity severity = Severity::error);

 private:
  const SourceText& source_;
  Diagnostics& diagnostics_;
  std::optional<Diagnostic> like_;
  std::set<std::pair<std::size_t, std::string>> seen_;
};

/// "did you mean x?", or "" when no candidate is near.
template <typename Strings>
[[nodiscard]] std::string did_you_mean(std::string_view name, const Strings& candidates);

}  // namespace kvali

#include "base/text.hpp"

namespace kvali {

template <typename Strings>
std::string did_you_mean(std::string_view name, const Strings& candidates) {
  const auto near = nearest(name, candidates);
  return near ? "did you mean " + *near + "?" : std::string();
}

}  // namespace kvali
