#pragma once

#include <string>
#include <string_view>

#include "content/block.hpp"
#include "file/sink.hpp"

namespace kvali::pdf {

/// What the file says of itself, alike in the document information and in XMP (ISO 19005-3, 6.6.2).
struct FileFacts {
  std::string title;
  std::string author;  ///< An organisation; may be empty, as all that follow.
  std::string subject;
  std::string creator;  ///< The program that made it.
  std::string lang;
  std::string day;  ///< "2020-12-31"
};

inline constexpr std::string_view producer = "Kvali";

[[nodiscard]] FileFacts facts_of(const Block& document, const std::string& lang);
/// "D:20201231000000Z"; "" without a day.
[[nodiscard]] std::string pdf_date(const FileFacts& facts);

/// The XMP packet that names the file PDF/A-3a and PDF/UA-1.
[[nodiscard]] Ref add_metadata(FileSink& sink, const FileFacts& facts);
/// What colours mean: those of the screen, sRGB (ISO 19005-3, 6.2.3).
[[nodiscard]] Ref add_output_intent(FileSink& sink);

}  // namespace kvali::pdf
