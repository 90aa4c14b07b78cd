#include "compose/source_text.hpp"

#include <algorithm>
#include <cassert>

namespace kvali {

SourceText::SourceText(std::string file, std::string text) : text_(std::move(text)) {
  files_.push_back({std::move(file), 0, 0});
  line_begins_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_begins_.push_back(i + 1);
  }
}

std::size_t SourceText::add(std::string file, const std::string& text) {
  text_ += '\n';  // So that the end of one file is not the begin of the next.
  const std::size_t begin = text_.size();
  files_.push_back({std::move(file), begin, line_begins_.size()});
  text_ += text;
  line_begins_.push_back(begin);
  for (std::size_t i = begin; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_begins_.push_back(i + 1);
  }
  return begin;
}

Place SourceText::place(Span span) const {
  const std::size_t offset = std::min(span.offset, text_.size());
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  const std::size_t begin = *(after - 1);
  const std::string_view line = line_at(offset);
  const std::size_t column = column_at(line, offset - begin);
  const std::size_t end = std::min(offset - begin + span.length, line.size());
  const std::size_t end_column = std::max(column_at(line, end), column + 1);
  const auto file =
      std::find_if(files_.rbegin(), files_.rend(), [&](const File& one) { return one.begin <= offset; });
  const auto line_index = static_cast<std::size_t>(after - line_begins_.begin());
  return {file->name, static_cast<int>(line_index - file->first_line), static_cast<int>(column),
          static_cast<int>(end_column - column)};
}

std::string_view SourceText::line_at(std::size_t offset) const {
  const auto after =
      std::upper_bound(line_begins_.begin(), line_begins_.end(), std::min(offset, text_.size()));
  const std::size_t begin = *(after - 1);
  std::string_view line = std::string_view(text_).substr(begin);
  line = line.substr(0, line.find('\n'));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

Code::Code(std::string text, std::size_t offset) : text_(std::move(text)), pieces_{{0, offset}} {}

Code Code::made_from(std::string text, Span span) {
  Code code(std::move(text), span.offset);
  code.whole_ = span;
  return code;
}

void Code::append(std::string_view text, std::size_t offset) {
  assert(!whole_);
  pieces_.emplace_back(text_.size(), offset);
  text_ += text;
}

Span Code::span(std::size_t begin, std::size_t length) const {
  if (whole_) return *whole_;
  if (pieces_.empty()) return {};
  const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), begin,
                                      [](std::size_t at, const auto& piece) { return at < piece.first; });
  const auto& piece = *(after - 1);
  return {piece.second + (begin - piece.first), length};
}

Code Code::sub(std::size_t begin, std::size_t length) const {
  if (whole_) return made_from(text_.substr(begin, length), *whole_);
  Code part;
  const std::size_t end = std::min(begin + length, text_.size());
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const std::size_t piece_end = i + 1 < pieces_.size() ? pieces_[i + 1].first : text_.size();
    const std::size_t from = std::max(begin, pieces_[i].first);
    const std::size_t to = std::min(end, piece_end);
    if (from < to) part.append(std::string_view(text_).substr(from, to - from), span(from, 0).offset);
  }
  if (part.pieces_.empty()) part.append("", span(begin, 0).offset);
  return part;
}

void TemplateFindings::add(std::string_view id, Span span, std::string message, std::string hint,
                           Severity severity) {
  if (!seen_.emplace(span.offset, message).second) return;
  Diagnostic finding = like_.value_or(Diagnostic{});
  if (!like_) finding.id = id;
  finding.severity = severity;
  finding.message = std::move(message);
  finding.place = source_.place(span);
  finding.hint = std::move(hint);
  finding.excerpt = source_.line_at(span.offset);
  diagnostics_.add(std::move(finding));
}

}  // namespace kvali
