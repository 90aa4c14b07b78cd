#include "links.hpp"

#include "text.hpp"

namespace kvali::xlsx {

const Place* Links::place_of(std::string_view id) const {
  const bool back = !id.empty() && id.front() == '^';
  const auto& places = back ? used_at_ : places_;
  const auto found = places.find(back ? id.substr(1) : id);
  return found == places.end() ? nullptr : &found->second;
}

std::optional<std::string> Links::target(std::string_view href, const Place& at) {
  if (href.empty()) return std::nullopt;
  if (href.front() == '#') {
    const Place* found = place_of(href.substr(1));
    if (found != nullptr) used_at_.emplace(href.substr(1), at);
    if (found != nullptr) return internal_link(*found);
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
