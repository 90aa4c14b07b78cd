#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kvali::pdf {

/// Number of an indirect object; generation is always 0.
struct Ref {
  uint32_t number = 0;
};
/// "12 0 R"
[[nodiscard]] inline std::string operator+(Ref ref) {
  return std::to_string(ref.number) + " 0 R";
}

/// Entries of a dictionary: key without its slash, value as PDF text.
using Entries = std::vector<std::pair<std::string, std::string>>;

/// Takes the objects of a file; the library that writes them stays behind it. Objects may be handed
/// over in any order once their number is reserved.
class FileSink {
 public:
  virtual ~FileSink() = default;
  [[nodiscard]] virtual Ref reserve() = 0;
  /// An object given as PDF text.
  virtual void put(Ref ref, std::string body) = 0;
  virtual void put_dictionary(Ref ref, Entries entries) = 0;
  /// `bytes` are stored as they are; a Filter entry must say how they are compressed.
  virtual void put_stream(Ref ref, Entries entries, std::string bytes) = 0;
  /// Completes the file. Throws kvali::Error; then no file is left.
  virtual void finish(Ref root, Ref info) = 0;
};

/// A text string (ISO 32000-1, 7.9.2.2) in UTF-16 with a byte order mark, in hexadecimal.
[[nodiscard]] std::string text_string(std::string_view utf8);
/// A literal string of bytes.
[[nodiscard]] std::string literal_string(std::string_view bytes);
/// A name object with its slash; bytes that a name may not hold are written as #XX.
[[nodiscard]] std::string name_object(std::string_view text);
/// A number with at most two decimals.
[[nodiscard]] std::string number_text(double value);

/// zlib format, as FlateDecode wants it.
[[nodiscard]] std::string deflated(std::string_view bytes);

}  // namespace kvali::pdf
