#include "content/block.hpp"

namespace kvali::pdf {

std::string_view Block::attribute(std::string_view key) const {
  for (const auto& pair : attributes)
    if (pair.first == key) return pair.second;
  return {};
}

std::string plain_text(const std::vector<Span>& spans) {
  std::string out;
  for (const Span& span : spans) {
    if (span.kind == SpanKind::text) out += span.text;
    if (span.kind == SpanKind::line_break) out.push_back(' ');
  }
  return out;
}

}  // namespace kvali::pdf
