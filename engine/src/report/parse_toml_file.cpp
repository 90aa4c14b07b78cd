#include "report/parse_toml_file.hpp"

#include <algorithm>

#include "base/file_system.hpp"
#include "base/text.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// Did a text run into the end of its line, or of the file?  toml++ calls that a control character.
bool lacks_closing_quote(const toml::parse_error& error, std::string_view content) {
  const std::string_view what = error.description();
  if (what.find("string") == what.npos) return false;
  if (what.find("end-of-file") != what.npos) return true;
  if (what.find("control") == what.npos) return false;
  for (auto line = error.source().begin.line; line > 1; --line)
    content.remove_prefix(std::min(content.find('\n'), content.size() - 1) + 1);
  content = content.substr(0, content.find_first_of("\r\n"));
  return std::none_of(content.begin(), content.end(), [](char c) { return c >= 0 && c < ' ' && c != '\t'; });
}

}  // namespace

std::optional<toml::table> parse_toml_file(const fs::path& path, Diagnostics& diagnostics) {
  const std::string content = read_file(path, 4u << 20);
  if (const auto bad = first_invalid_utf8(content)) {
    const int line = 1 + int(std::count(content.begin(), content.begin() + std::ptrdiff_t(*bad), '\n'));
    diagnostics.add({"CFG-05",
                     Severity::error,
                     "the file is not UTF-8 text",
                     {path.string(), line, 0, 0},
                     "save it with the encoding UTF-8",
                     {}});
    return std::nullopt;
  }
  try {
    return toml::parse(content, path.string());
  } catch (const toml::parse_error& e) {
    const auto& at = e.source().begin;
    if (lacks_closing_quote(e, content)) {
      diagnostics.add({"CFG-05",
                       Severity::error,
                       "the text is not closed: its last quotation mark is missing",
                       {path.string(), int(at.line), int(at.column), 0},
                       "end the text with the mark it begins with, \" or '",
                       {}});
      return std::nullopt;
    }
    std::string what(e.description());
    if (what.rfind("Error while parsing ", 0) == 0) what = "cannot read " + what.substr(20);
    diagnostics.add({"CFG-05",
                     Severity::error,
                     what,
                     {path.string(), int(at.line), int(at.column), 0},
                     "texts stand in \"quotes\"; one setting a line: name = value",
                     {}});
    return std::nullopt;
  }
}

}  // namespace kvali
