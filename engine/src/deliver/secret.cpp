#include "deliver/secret.hpp"

#include <cstring>
#include <string>
#include <utility>

#include "deliver/base64.hpp"

namespace kvali {

Secret::Secret(std::string_view text) : Secret({text}) {}

Secret::Secret(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) size_ += text.size();
  bytes_ = std::make_unique<char[]>(size_);
  std::size_t at = 0;
  for (const std::string_view text : texts) {
    text.copy(bytes_.get() + at, text.size());
    at += text.size();
  }
}

Secret::Secret(Secret&& other) noexcept
    : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  return *this;
}

Secret::~Secret() {
  if (bytes_) ::explicit_bzero(bytes_.get(), size_);
}

Secret to_base64(const Secret& secret) {
  std::string text;
  text.reserve((secret.reveal().size() + 2) / 3 * 4);  // Growing would leave copies behind.
  append_base64(text, secret.reveal());
  Secret out(text);
  wipe(text);
  return out;
}

void wipe(std::string& text) noexcept {
  ::explicit_bzero(text.data(), text.size());
  text.clear();
}

}  // namespace kvali
