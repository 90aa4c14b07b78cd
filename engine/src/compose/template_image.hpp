#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "compose/node.hpp"

namespace kvali {

/// A PNG or JPEG file in the template's folder or below it, cleaned of what it tells beside the picture
/// (P-07); nothing after a finding (TPL-08).
[[nodiscard]] std::optional<ImageNode> load_template_image(const std::filesystem::path& folder,
                                                           const std::string& name, Span span,
                                                           TemplateFindings& findings);

}  // namespace kvali
