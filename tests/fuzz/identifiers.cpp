// Any text for what identifies somebody: pieces lie in the text, in order, and none in what is left.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "privacy/identifiers.hpp"
#include "privacy/name_words.hpp"

namespace {

/// Not assert(): the fuzzer must stop whatever NDEBUG says.
void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::size_t end = 0;
  for (const kvali::Identifier& one : kvali::find_identifiers(text, 2)) {
    require(one.length > 0 && one.begin >= end && one.begin + one.length <= size);
    end = one.begin + one.length;
  }
  end = 0;
  for (const kvali::NameWord& word : kvali::name_words(text)) {
    require(word.begin >= end && word.end > word.begin && word.end <= size);
    end = word.end;
  }
  return 0;
}
