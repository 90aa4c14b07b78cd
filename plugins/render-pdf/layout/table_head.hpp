#pragma once

#include <vector>

#include "layout/table_columns.hpp"

namespace kvali::pdf {

/// Lines of text in one role, as wide as running text at most.
[[nodiscard]] std::vector<Strip> text_strips(std::string_view text, const TextRole& role,
                                             const TextStrips& how, LayoutContext& context, double width);

/// A table's caption in bold, kept with what follows; none without a caption.
[[nodiscard]] std::vector<Strip> caption_strips(const Block& table, LayoutContext& context, double width);

/// The headings of a band: groups of columns, then the columns. A key-value table has none.
[[nodiscard]] std::vector<Strip> head_strips(const Block& table, const Band& band, LayoutContext& context,
                                             double width);

/// On the pages a table goes on: its caption and the word for "continued", then the head again.
[[nodiscard]] std::vector<Strip> continued_head(const Block& table, const std::vector<Strip>& head,
                                                LayoutContext& context, double width);

}  // namespace kvali::pdf
