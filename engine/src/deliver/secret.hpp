#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace kvali {

/// A password, a token, or a line that holds one.  It cannot be printed, compared or copied by accident,
/// and its bytes are overwritten when it goes.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string_view text);
  /// The texts one after another.
  Secret(std::initializer_list<std::string_view> texts);
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  [[nodiscard]] Secret copy() const { return Secret(reveal()); }
  /// Valid while this object is; whoever keeps it makes the secret one no more.
  [[nodiscard]] std::string_view reveal() const { return {bytes_.get(), size_}; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
};

/// Base64 of a secret.
[[nodiscard]] Secret to_base64(const Secret& secret);

/// Overwrites what a string held and empties it.
void wipe(std::string& text) noexcept;

}  // namespace kvali
