#include "deliver/mime_reader.hpp"

#include <algorithm>

namespace kvali {

namespace {

/// A mail with more is nothing we would learn from.
constexpr std::size_t most_fields = 200;
constexpr std::size_t longest_field = 8192;

char lower_ascii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower_ascii);
  return out;
}

std::string_view without_space(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Takes the next line off `rest`, without its end.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string read_value(std::string_view text) {
  text = without_space(text);
  if (!text.starts_with('"')) return std::string(without_space(text.substr(0, text.find_first_of("; \t"))));
  std::string out;
  for (std::size_t at = 1; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    out += text[at];
  }
  return out;
}

}  // namespace

std::string MimePart::media_type() const {
  const auto found = fields.find("content-type");
  if (found == fields.end()) return "text/plain";
  const std::string_view value = found->second;
  return lower(without_space(value.substr(0, value.find(';'))));
}

std::string MimePart::parameter(std::string_view name) const {
  const auto found = fields.find("content-type");
  if (found == fields.end()) return {};
  bool in_quotes = false;
  const std::string& value = found->second;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] == '\\' && in_quotes) {
      ++at;
    } else if (value[at] == '"') {
      in_quotes = !in_quotes;
    } else if (value[at] == ';' && !in_quotes) {
      const std::string_view rest = std::string_view(value).substr(at + 1);
      const std::size_t sign = rest.find('=');
      if (sign != rest.npos && lower(without_space(rest.substr(0, sign))) == name)
        return read_value(rest.substr(sign + 1));
    }
  }
  return {};
}

MimePart read_part(std::string_view bytes) {
  MimePart part;
  std::string* last = nullptr;
  for (std::size_t count = 0; !bytes.empty() && count < most_fields;) {
    const std::string_view line = take_line(bytes);
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') {
      if (last != nullptr && last->size() + line.size() < longest_field)
        (*last += ' ') += without_space(line);
      continue;
    }
    ++count;
    last = nullptr;
    const std::size_t colon = line.find(':');
    if (colon == line.npos) continue;
    const auto [field, is_new] =
        part.fields.emplace(lower(without_space(line.substr(0, colon))),
                            without_space(line.substr(colon + 1)).substr(0, longest_field));
    if (is_new) last = &field->second;
  }
  part.body = bytes;
  return part;
}

std::vector<MimePart> read_parts(std::string_view body, std::string_view boundary, std::size_t most) {
  std::vector<MimePart> parts;
  if (boundary.empty()) return parts;
  const std::string delimiter = "--" + std::string(boundary);
  const char* begin = nullptr;  // Of the part that is open.
  for (std::string_view rest = body; !rest.empty() && parts.size() < most;) {
    const char* const line_begin = rest.data();
    const std::string_view line = take_line(rest);
    const bool delimits = line.starts_with(delimiter);
    if (begin != nullptr && (delimits || rest.empty())) {
      const char* const end = delimits ? line_begin : body.data() + body.size();
      parts.push_back(read_part({begin, static_cast<std::size_t>(end - begin)}));
    }
    if (!delimits) continue;
    if (line.substr(delimiter.size()).starts_with("--")) break;
    begin = rest.data();
  }
  return parts;
}

}  // namespace kvali
