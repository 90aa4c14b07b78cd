// Any bytes as a picture: what is left of one is cleaned already.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/error.hpp"
#include "compose/picture.hpp"

namespace {

/// Not assert(): the fuzzer must stop whatever NDEBUG says.
void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  kvali::Picture picture;
  try {
    picture = kvali::clean_picture({reinterpret_cast<const char*>(data), size});
  } catch (const kvali::Error&) {
    return 0;
  }
  const kvali::Picture again = kvali::clean_picture(picture.bytes);
  require(again.bytes == picture.bytes);
  require(again.traces.empty());
  return 0;
}
