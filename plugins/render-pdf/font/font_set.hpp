#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "font/face.hpp"

namespace kvali::pdf {

enum class FontStyle : uint8_t { regular = 0, bold = 1, italic = 2, bold_italic = 3 };

/// The fonts of a document: Noto Sans, its companions for other scripts, and whatever else the font
/// folder has, opened when a character first needs them.
class FontSet {
 public:
  /// Throws kvali::Error naming the Debian package when Noto Sans is not in `folder`.
  explicit FontSet(const std::string& folder);

  /// Index of the face that has `character` in the style nearest to the wanted one, or nothing.
  [[nodiscard]] std::optional<uint16_t> face_for(char32_t character, FontStyle style);
  [[nodiscard]] Face& face(uint16_t index) { return *faces_[index]; }
  /// Noto Sans in the given style (Regular where that style is not installed).
  [[nodiscard]] uint16_t base(FontStyle style) const { return base_[static_cast<size_t>(style)]; }
  [[nodiscard]] size_t size() const { return faces_.size(); }

 private:
  struct Family {
    std::string name;  // File name without "-Regular.ttf".
    bool is_listed = false;
    std::map<FontStyle, std::optional<uint16_t>> faces;  // Nothing = tried, not there.
  };
  std::optional<uint16_t> open(Family& family, FontStyle style);
  std::optional<uint16_t> find(char32_t character, FontStyle style);
  void list_all_families();

  std::string folder_;
  std::vector<std::unique_ptr<Face>> faces_;
  std::vector<Family> families_;
  bool listed_all_ = false;
  uint16_t base_[4] = {0, 0, 0, 0};
  std::unordered_map<uint64_t, std::optional<uint16_t>> found_;  // (character, style) -> face.
};

}  // namespace kvali::pdf
