#pragma once

#include <string>
#include <vector>

#include "content/block.hpp"
#include "file/sink.hpp"

namespace kvali::pdf {

/// Catalog entries that name the embedded files; empty without attachments.
[[nodiscard]] Entries add_attachments(FileSink& sink, const std::vector<const Block*>& attachments,
                                      const std::string& date);

}  // namespace kvali::pdf
