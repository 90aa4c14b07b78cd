#include "links.hpp"

#include "text.hpp"

namespace kvali::xlsx {

std::optional<std::string> Links::target(std::string_view href) {
  if (href.empty()) return std::nullopt;
  if (href.front() == '#') {
    const auto found = places_.find(href.substr(1));
    if (found != places_.end()) return internal_link(found->second);
    if (reported_.emplace(href).second)
      log_->debug("a link to '" + one_line(href) + "' leads to nothing in this workbook; its text is kept");
    return std::nullopt;
  }
  std::optional<std::string> link = external_link(href);
  if (!link && reported_.emplace(href).second)
    log_->warn("a link to '" + clip_units(one_line(href), 60) +
               "' is left out, its text is kept\nhint: only http, https and mailto addresses of up to 2,079 "
               "characters become links");
  return link;
}

}  // namespace kvali::xlsx
