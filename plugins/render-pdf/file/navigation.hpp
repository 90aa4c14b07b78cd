#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "file/sink.hpp"
#include "layout/page.hpp"

namespace kvali::pdf {

/// Numbers of the page objects and their heights, for destinations.
struct PageRefs {
  std::vector<Ref> refs;
  std::vector<double> heights;
};

/// Writes the outline (bookmarks); nothing when it would be empty.
[[nodiscard]] std::optional<Ref> add_outline(FileSink& sink, const std::vector<OutlineEntry>& entries,
                                             const PageRefs& pages);

/// Where the links of a document are noted.
struct LinkNotes {
  Structure& structure;
  std::vector<Element>& annotations;  ///< The element of each annotation so far, in the parent tree's order.
  const std::function<void(const std::string&)>& lost;  ///< Told each link target that is nowhere.
};

/// Writes the link annotations of a page and returns its Annots array, "" without links. A link to an
/// anchor that is nowhere in the document is left out.
[[nodiscard]] std::string add_links(FileSink& sink, size_t page, const Pages& all, const PageRefs& refs,
                                    const LinkNotes& notes);

}  // namespace kvali::pdf
