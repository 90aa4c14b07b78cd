#pragma once

#include <functional>
#include <string>
#include <vector>

#include "content/block.hpp"
#include "file/image.hpp"
#include "file/sink.hpp"
#include "font/font_set.hpp"
#include "layout/page.hpp"

namespace kvali::pdf {

/// Everything a file is made of, when layout is done.
struct FileContent {
  Pages& pages;
  Structure& structure;
  std::vector<std::string>& frames;  ///< Header, footer and page numbers of each page: operators.
  FontSet& fonts;
  ImageStore& images;
  const Block& document;
  std::vector<const Block*> attachments;
  std::string lang;
  std::function<void(const std::string&)> lost_link;  ///< Told each link target that is nowhere.
};

/// Writes the PDF. The same content gives the same bytes.
void write_file(FileSink& sink, FileContent content);

}  // namespace kvali::pdf
