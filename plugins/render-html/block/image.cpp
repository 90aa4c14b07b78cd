#include "block/image.hpp"

#include <algorithm>
#include <cmath>

#include "text/attributes.hpp"
#include "text/escape.hpp"
#include "text/number.hpp"

namespace kvali::html {
namespace {

constexpr size_t most_bytes = 16u << 20;

// What the first bytes say.
std::string media_type_of(std::string_view data) {
  if (data.size() > most_bytes)
    throw Error("the image has more than 16 MB\nhint: scale it down to 2000 pixels or less");
  if (data.substr(0, 8) == "\x89PNG\r\n\x1A\n") return "image/png";
  if (data.substr(0, 3) == "\xFF\xD8\xFF") return "image/jpeg";
  throw Error("the image is neither PNG nor JPEG\nhint: save it as PNG");
}

}  // namespace

std::string append_image(Page& page, const kvali_event& event) {
  std::string& out = page.out.text();
  const std::string alt = escaped(text_or_empty(event.text));
  if (!event.data || event.data_size == 0) return {};
  const std::string_view data(static_cast<const char*>(event.data), event.data_size);
  std::string media_type;
  try {
    media_type = media_type_of(data);
  } catch (const Error& e) {
    // The picture cannot be shown; what it says is not lost.
    if (!alt.empty()) out += "<p class=\"muted\">" + alt + "</p>\n";
    return e.what();
  }
  std::string_view href = attribute(event, "href");
  if (href.empty() && event.href) href = event.href;
  out += "<p class=\"image\">";
  const bool is_link = !href.empty() && page.links.open(out, href);
  out += "<img src=\"data:" + media_type + ";base64,";
  append_base64(out, data);
  out += "\" alt=\"" + alt + "\"";
  constexpr double px_per_mm = 96 / 25.4;
  constexpr double widest_mm = 1000;
  const auto width = parse_number(attribute(event, "width"));
  if (width && *width > 0 && *width < widest_mm)
    out += " width=\"" + std::to_string(std::max(1L, std::lround(*width * px_per_mm))) + "\"";
  out += ">";
  if (is_link) Links::close(out);
  out += "</p>\n";
  return {};
}

}  // namespace kvali::html
