#pragma once

#include <kvali/plugin.hpp>

#include "page/page.hpp"
#include "style/theme.hpp"

namespace kvali::html {

/// From the first byte to where the report begins: head, title block. Also fills what Page knows of the
/// document. `event` opens the DOCUMENT.
void open_page(Page& page, const kvali_event& event, Color accent);
/// What stands at the end of every report.
struct Imprint {
  std::string organisation, version;
};
void close_page(Page& page, const Imprint& imprint);

/// ` lang="ka"`, with the direction of the language where it is not the page's; or nothing.
void append_language(std::string& out, const Page& page, std::string_view lang);

}  // namespace kvali::html
