#pragma once

#include <filesystem>
#include <string>

namespace kvali {

/// Tells an old copy of the store from the one that was written last.  The store and a small file beside it
/// carry the same random word, which changes at each start and with each backup: so an old copy that takes
/// the store's place has another word than the file.  Whoever moves the store takes the file along.
class Generation {
 public:
  explicit Generation(const std::filesystem::path& store) : file_(store.string() + ".generation") {}

  /// Is `word` that of the file?  Without a file nobody knows, so it is not.
  [[nodiscard]] bool is_current(const std::string& word) const;

  /// A new word.  Until settle() both it and `word` are current: a crash may come before the store has it.
  [[nodiscard]] std::string announce(const std::string& word) const;
  /// The store has the word.
  void settle(const std::string& word) const;

 private:
  std::filesystem::path file_;
};

}  // namespace kvali
