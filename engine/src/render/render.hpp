#pragma once

#include <filesystem>

#include "base/diagnostic.hpp"
#include "collect/plugin_call.hpp"
#include "collect/plugin_host.hpp"
#include "document/document.hpp"
#include "locale/locale.hpp"
#include "report/report.hpp"

namespace kvali {

/// Writes the document through a renderer plugin to `path`.  Options are checked first.  False, after
/// findings (PLG-03..06, L-nn), if there is no complete file.
[[nodiscard]] bool render(const Document& document, const Locale& locale, const kvali_renderer& renderer,
                          const OutputSpec& output, const Report& report, const std::filesystem::path& path,
                          Diagnostics& diagnostics, const Progress& progress = {});

}  // namespace kvali
