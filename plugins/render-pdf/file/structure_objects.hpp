#pragma once

#include <vector>

#include "file/navigation.hpp"
#include "file/sink.hpp"
#include "tag/structure.hpp"

namespace kvali::pdf {

/// Writes the structure tree (ISO 32000-1, 14.7) with its parent tree and returns its root. In the parent
/// tree the key of a page is its index; those of annotations follow, in the order of `annotations`, which
/// names the element of each.
[[nodiscard]] Ref add_structure(FileSink& sink, const Structure& structure, const Pages& pages,
                                const PageRefs& refs, const std::vector<Element>& annotations);

}  // namespace kvali::pdf
