#include "compose/template_image.hpp"

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "compose/picture.hpp"
#include "compose/template_file.hpp"

namespace kvali {

namespace {

constexpr std::size_t most_bytes = 10U << 20U;

std::string sentence_on(Picture::Trace trace, const std::string& name) {
  switch (trace) {
    case Picture::Trace::position:
      return "the picture says where it was taken: " + name;
    case Picture::Trace::author:
      return "the picture says whose it is: " + name;
    case Picture::Trace::camera:
      return "the picture says which camera took it: " + name;
    case Picture::Trace::words:
      return "the picture has words beside it: " + name;
    case Picture::Trace::more:
      return "something stands behind the picture, perhaps another one: " + name;
  }
  return {};
}

Picture cleaned(const std::string& data, const std::string& name) {
  try {
    return clean_picture(data);
  } catch (const Error& error) {
    throw Error(name + ": " + error.what(), "save it again as PNG or JPEG");
  }
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
    Picture picture = cleaned(read_file(folder / name, most_bytes), name);
    for (const Picture::Trace trace : picture.traces)
      findings.add("P-07", span, sentence_on(trace, name),
                   "nothing, no copy has it; save the file without it before you pass that on",
                   Severity::warning);
    if (!picture.media_type.empty()) {
      ImageNode image;
      image.media_type = std::move(picture.media_type);
      image.bytes = std::move(picture.bytes);
      return image;
    }
    findings.add("TPL-08", span, "image is neither PNG nor JPEG: " + name, "save it as PNG");
  } catch (const Error& error) {
    findings.add("TPL-08", span, error.what(), error.hint());
  }
  return std::nullopt;
}

}  // namespace kvali
