#pragma once

#include <string>
#include <vector>

#include "document/document.hpp"
#include "locale/catalogue.hpp"

namespace kvali {

/// Says on every page of a document that this copy is not for delivery, and at its beginning why: a copy
/// that is made all the same must not be taken for one that may be sent.
void mark_undeliverable(Document& document, const std::vector<std::string>& reasons, const Catalogue& words);

}  // namespace kvali
