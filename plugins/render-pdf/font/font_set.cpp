#include "font/font_set.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <kvali/plugin.hpp>
#include <string_view>

namespace kvali::pdf {
namespace {

// Tried in this order before the rest of the folder is looked through; the scripts our reports meet.
constexpr const char* first_families[] = {"NotoSans",         "NotoSansGeorgian", "NotoSansArmenian",
                                          "NotoSansArabic",   "NotoSansHebrew",   "NotoSansDevanagari",
                                          "NotoSansEthiopic", "NotoSansMyanmar",  "NotoSansThai",
                                          "NotoSansSymbols",  "NotoSansMath",     "NotoSansSymbols2"};
constexpr std::string_view regular_ending = "-Regular.ttf";

const char* file_ending(FontStyle style) {
  switch (style) {
    case FontStyle::bold:
      return "-Bold.ttf";
    case FontStyle::italic:
      return "-Italic.ttf";
    case FontStyle::bold_italic:
      return "-BoldItalic.ttf";
    case FontStyle::regular:
      break;
  }
  return "-Regular.ttf";
}

// The styles to try for a wanted one, nearest first.
std::vector<FontStyle> nearest_styles(FontStyle style) {
  switch (style) {
    case FontStyle::bold:
      return {FontStyle::bold, FontStyle::regular};
    case FontStyle::italic:
      return {FontStyle::italic, FontStyle::regular};
    case FontStyle::bold_italic:
      return {FontStyle::bold_italic, FontStyle::bold, FontStyle::regular};
    case FontStyle::regular:
      break;
  }
  return {FontStyle::regular};
}

// Sans before serif: a fallback letter should look like its neighbours.
bool is_sans(const std::string& name) {
  return name.rfind("NotoSans", 0) == 0;
}

}  // namespace

FontSet::FontSet(const std::string& folder) : folder_(folder) {
  for (const char* name : first_families) families_.push_back({name, true, {}});
  for (const FontStyle style :
       {FontStyle::regular, FontStyle::bold, FontStyle::italic, FontStyle::bold_italic}) {
    for (const FontStyle near : nearest_styles(style)) {
      if (const auto index = open(families_[0], near)) {
        base_[static_cast<size_t>(style)] = *index;
        break;
      }
    }
  }
  if (faces_.empty())
    throw Error(
        "no fonts: NotoSans-Regular.ttf is not in " + folder +
            "\nhint: apt-get install fonts-noto-core, or set the option fonts to the folder that has it",
        "option:fonts", ENOENT);
}

std::optional<uint16_t> FontSet::open(Family& family, FontStyle style) {
  const auto known = family.faces.find(style);
  if (known != family.faces.end()) return known->second;
  std::optional<uint16_t> index;
  const std::string path = folder_ + "/" + family.name + file_ending(style);
  std::error_code ignored;
  if (std::filesystem::is_regular_file(path, ignored)) {
    try {
      faces_.push_back(std::make_unique<Face>(path));
      index = static_cast<uint16_t>(faces_.size() - 1);
    } catch (const Error&) {
      index.reset();  // A broken font of a fallback family is as good as none.
    }
  }
  family.faces.emplace(style, index);
  return index;
}

void FontSet::list_all_families() {
  listed_all_ = true;
  std::vector<std::string> names;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, failed)) {
    const std::string file = entry.path().filename().string();
    if (file.size() <= regular_ending.size() || !std::string_view(file).ends_with(regular_ending)) continue;
    names.push_back(file.substr(0, file.size() - regular_ending.size()));
  }
  // The order of a folder differs from machine to machine; the bytes of a report must not.
  std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    if (is_sans(a) != is_sans(b)) return is_sans(a);
    return a < b;
  });
  for (const std::string& name : names) {
    const bool listed =
        std::any_of(families_.begin(), families_.end(), [&](const Family& f) { return f.name == name; });
    if (!listed) families_.push_back({name, false, {}});
  }
}

std::optional<uint16_t> FontSet::find(char32_t character, FontStyle style) {
  for (size_t i = 0;; ++i) {
    if (i == families_.size()) {
      if (listed_all_) return std::nullopt;
      list_all_families();
      if (i == families_.size()) return std::nullopt;
    }
    for (const FontStyle near : nearest_styles(style)) {
      const auto index = open(families_[i], near);
      if (index && faces_[*index]->glyph(character) != 0) return index;
    }
  }
}

std::optional<uint16_t> FontSet::face_for(char32_t character, FontStyle style) {
  const uint64_t key = (uint64_t{character} << 2) | static_cast<uint64_t>(style);
  const auto known = found_.find(key);
  if (known != found_.end()) return known->second;
  const auto found = find(character, style);
  found_.emplace(key, found);
  return found;
}

}  // namespace kvali::pdf
