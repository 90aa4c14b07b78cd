#pragma once

#include "compose/writer.hpp"

namespace kvali {

/// Makes the flat blocks a finished document: sections nest as their headings do, ids become unique,
/// charts keep only true references to tables, and every "#id" link leads somewhere (TPL-08).
void freeze(Document& document, const std::vector<Writer::Link>& links, TemplateFindings& findings);

}  // namespace kvali
