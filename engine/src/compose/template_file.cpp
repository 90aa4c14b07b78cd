#include "compose/template_file.hpp"

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "base/text.hpp"
#include "compose/source_text.hpp"

namespace kvali {

namespace {

std::string with_plain_line_ends(std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') out += '\n';
    } else {
      out += text[i] == '\0' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> read_template_file(const std::filesystem::path& path, Diagnostics& diagnostics) {
  try {
    std::string text = read_file(path, most_template_bytes);
    const auto bad = first_invalid_utf8(text);
    if (!bad) return with_plain_line_ends(std::move(text));
    // Cut before the bad byte, so that the line can be shown.
    const SourceText source(path.string(), sanitize_utf8(text.substr(0, *bad)));
    diagnostics.add({"TPL-02", Severity::error, "not UTF-8", source.place({source.text().size(), 1}),
                     "save the file as UTF-8", std::string(source.line_at(source.text().size()))});
  } catch (const Error& error) {
    diagnostics.add({"TPL-01", Severity::error, error.what(), {path.string()}, error.hint(), {}});
  }
  return std::nullopt;
}

bool leaves_folder(const std::filesystem::path& path) {
  if (path.is_absolute()) return true;
  for (const auto& part : path) {
    if (part == "..") return true;
  }
  return false;
}

}  // namespace kvali
