#include "compose/template_image.hpp"

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "compose/template_file.hpp"

namespace kvali {

namespace {

constexpr std::size_t most_bytes = 10U << 20U;

/// What the first bytes say, whatever the file is called.
std::string media_type_of(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "image/png";
  if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
  return {};
}

}  // namespace

std::optional<ImageNode> load_template_image(const std::filesystem::path& folder, const std::string& name,
                                             Span span, TemplateFindings& findings) {
  if (name.empty() || leaves_folder(name)) {
    findings.add("TPL-08", span, "image lies outside the template's folder: " + name,
                 "put the file beside template.md");
    return std::nullopt;
  }
  try {
    ImageNode image;
    image.bytes = read_file(folder / name, most_bytes);
    image.media_type = media_type_of(image.bytes);
    if (!image.media_type.empty()) return image;
    findings.add("TPL-08", span, "image is neither PNG nor JPEG: " + name, "save it as PNG");
  } catch (const Error& error) {
    findings.add("TPL-08", span, error.what(), error.hint());
  }
  return std::nullopt;
}

}  // namespace kvali
