#include "merge/look_alikes.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unordered_map>

#include "base/text.hpp"
#include "merge/georgian_stem.hpp"

namespace kvali {

namespace {

/// Comparing two names takes about a microsecond.
constexpr std::size_t most_comparisons = 300'000;

/// Names with more letters are sentences.
constexpr std::size_t longest_name = 64;

/// The letters of a name as numbers; Latin or Georgian, each is one.
std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U && !letters.empty())
      letters.back() = letters.back() << 6 | (byte & 0x3FU);
    else
      letters += byte;
  }
  return letters;
}

/// Edits that still make a name look like another one of this length.
std::size_t most_edits(std::size_t letters) {
  return std::min<std::size_t>(letters / 3, 3);
}

/// Insertions, deletions and replacements, or more than `most` where there are more.
std::size_t edits_between(const std::u32string& a, const std::u32string& b, std::size_t most) {
  std::array<std::size_t, longest_name + 1> row;
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    std::size_t least = row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
      least = std::min(least, row[j]);
    }
    if (least > most) return most + 1;
  }
  return row[b.size()];
}

struct Name {
  std::string text;  ///< Folded.
  std::string shown;
  std::string id;
  std::u32string letters;
};

/// Finds names by their stem, and by how they begin or end: whoever mistypes a name rarely does both.
class Names {
 public:
  void add(Name name) {
    if (name.letters.size() > longest_name || name.letters.size() < 2) return;
    const auto index = static_cast<std::uint32_t>(names_.size());
    by_stem_.try_emplace(georgian_stem(name.text), index);
    for (const std::u32string& part : parts(name.letters)) by_part_[part].push_back(index);
    names_.push_back(std::move(name));
  }

  /// The nearest name but `self`, or nothing.
  [[nodiscard]] const Name* nearest_to(const Name& name, std::size_t& comparisons) const {
    if (name.letters.size() > longest_name || name.letters.size() < 2) return nullptr;
    if (const auto stem = by_stem_.find(georgian_stem(name.text)); stem != by_stem_.end())
      if (names_[stem->second].text != name.text) return &names_[stem->second];
    const Name* best = nullptr;
    std::size_t fewest = most_edits(name.letters.size()) + 1;
    for (const std::u32string& part : parts(name.letters)) {
      const auto found = by_part_.find(part);
      if (found == by_part_.end()) continue;
      for (const std::uint32_t index : found->second) {
        const Name& other = names_[index];
        const std::size_t longer = std::max(other.letters.size(), name.letters.size());
        const std::size_t shorter = std::min(other.letters.size(), name.letters.size());
        if (longer - shorter >= fewest || other.text == name.text) continue;
        if (comparisons == 0) return best;
        --comparisons;
        const std::size_t edits = edits_between(name.letters, other.letters, fewest - 1);
        if (edits >= fewest) continue;
        fewest = edits;
        best = &other;
      }
    }
    return best;
  }

 private:
  static std::array<std::u32string, 2> parts(const std::u32string& letters) {
    const std::size_t length = std::min<std::size_t>(letters.size(), 3);
    // A beginning must not be taken for an end.
    return {U"^" + letters.substr(0, length), letters.substr(letters.size() - length) + U"$"};
  }

  std::vector<Name> names_;
  std::unordered_map<std::string, std::uint32_t> by_stem_;
  std::map<std::u32string, std::vector<std::uint32_t>> by_part_;
};

}  // namespace

std::vector<LookAlike> look_alikes(std::span<const std::string> unknown, const Spellings& known) {
  Names names;
  for (const auto& [folded, meaning] : known.all())
    names.add({folded, folded, meaning.id, letters_of(folded)});
  std::vector<LookAlike> alike;
  std::size_t comparisons = most_comparisons;
  for (const std::string& text : unknown) {
    const std::string folded = fold_key(text);
    Name name{folded, text, text, letters_of(folded)};
    if (const Name* other = names.nearest_to(name, comparisons))
      alike.push_back({text, other->shown, other->id});
    else
      names.add(std::move(name));  // The next one may be this one misspelt.
  }
  return alike;
}

}  // namespace kvali
