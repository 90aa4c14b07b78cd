#include "store/generation.hpp"

#include <sys/random.h>

#include <array>
#include <sstream>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file_system.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

std::string random_word() {
  std::array<char, 32> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != ssize_t(bytes.size()))
    throw Error("the system gives no random numbers");
  return sha256({bytes.data(), bytes.size()}).substr(0, 32);
}

}  // namespace

bool Generation::is_current(const std::string& word) const {
  std::error_code missing;
  if (!fs::exists(file_, missing)) return false;
  constexpr std::size_t longest = 4096;
  std::istringstream words(read_file(file_, longest));
  for (std::string one; words >> one;)
    if (one == word) return true;
  return false;
}

std::string Generation::announce(const std::string& word) const {
  const std::string next = random_word();
  write_file_atomically(file_, next + '\n' + word + '\n');
  return next;
}

void Generation::settle(const std::string& word) const {
  write_file_atomically(file_, word + '\n');
}

}  // namespace kvali
