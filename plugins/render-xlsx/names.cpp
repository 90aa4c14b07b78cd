#include "names.hpp"

#include "text.hpp"

namespace kvali::xlsx {
namespace {

constexpr size_t longest_sheet_name = 31;  // UTF-16 units
constexpr size_t longest_header = 255;     // UTF-16 units
constexpr size_t longest_table_name = 60;  // Excel allows 255; libxlsxwriter keeps formulas in small buffers
constexpr size_t longest_url = 2079;       // characters

std::string without_sheet_marks(std::string_view wanted) {
  std::string out;
  for (const char c : one_line(wanted)) {
    if (c == '\'') {
      out += "’";
    } else if (std::string_view("[]:*?/\\").find(c) != std::string_view::npos) {
      if (!out.empty() && out.back() != ' ') out.push_back(' ');
    } else if (c != ' ' || (!out.empty() && out.back() != ' ')) {
      out.push_back(c);
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool starts_with_folded(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && fold_case(text.substr(0, prefix.size())) == prefix;
}

void append_percent(std::string& to, unsigned char byte) {
  constexpr char hex[] = "0123456789ABCDEF";
  to += {'%', hex[byte >> 4], hex[byte & 15]};
}

}  // namespace

std::string NameSet::claim(const std::string& wanted, size_t units) {
  std::string name = clip_units(wanted, units);
  for (size_t n = 2; !taken_.insert(fold_case(name)).second; ++n) {
    const std::string suffix = " (" + std::to_string(n) + ")";
    name = clip_units(wanted, units - suffix.size()) + suffix;
  }
  return name;
}

std::string sheet_name(std::string_view wanted, std::string_view fallback, NameSet& taken) {
  std::string name = without_sheet_marks(wanted);
  if (name.empty()) name = without_sheet_marks(fallback);
  // Excel keeps this name for itself.
  if (fold_case(name) == "history") name += " 1";
  return taken.claim(name, longest_sheet_name);
}

std::string table_name(std::string_view wanted, NameSet& taken) {
  std::string name = "tbl_";
  for (const char c : wanted) name.push_back(is_letter_or_digit(c) ? c : '_');
  name = clip_bytes(name, longest_table_name - 8);
  if (name == "tbl_") name += "data";
  std::string unique = taken.claim(name, longest_table_name);
  // A repeated name came back as "tbl_x (2)", which a table may not be called.
  std::string out;
  for (const char c : unique)
    if (c == ' ')
      out.push_back('_');
    else if (c != '(' && c != ')')
      out.push_back(c);
  return out == unique ? out : table_name(out.substr(4), taken);
}

std::string header_name(std::string_view wanted, NameSet& taken) {
  std::string name = one_line(wanted);
  if (name.empty()) name = "–";
  return taken.claim(name, longest_header);
}

std::string cell_name(uint32_t row, uint16_t column) {
  std::string letters;
  for (int n = column + 1; n > 0; n = (n - 1) / 26) letters.insert(letters.begin(), char('A' + (n - 1) % 26));
  return letters + std::to_string(row + 1);
}

std::optional<std::string> column_reference(const std::string& table, std::string_view header) {
  // '@' is special inside a reference and has no escape that Excel and LibreOffice share; an escape
  // such as _x0041_ would have to be written differently in a formula than in the header's cell.
  if (header.find('@') != std::string_view::npos || has_escape(header)) return std::nullopt;
  std::string out = table + "[";
  for (const char c : header) {
    if (std::string_view("[]#'").find(c) != std::string_view::npos) out.push_back('\'');
    out.push_back(c);
  }
  return out + "]";
}

std::string internal_link(const Place& place) {
  return "internal:'" + place.sheet + "'!" + cell_name(place.row, place.column);
}

std::optional<std::string> external_link(std::string_view url) {
  const bool web = starts_with_folded(url, "http://") || starts_with_folded(url, "https://");
  if (!web && !starts_with_folded(url, "mailto:")) return std::nullopt;
  std::string out;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7F || std::string_view("\"<>[]\\^`{|}").find(c) != std::string_view::npos) {
      append_percent(out, byte);
    } else {
      out.push_back(c);
    }
  }
  // libxlsxwriter looks for its own schemes anywhere in the text, not only at its start.
  for (const std::string_view word : {"internal:", "external:", "mailto:"}) {
    for (size_t at = out.find(word, 1); at != std::string::npos; at = out.find(word, at + 1))
      out.replace(at + word.size() - 1, 1, "%3A");
  }
  if (out.size() > longest_url) return std::nullopt;
  return out;
}

}  // namespace kvali::xlsx
