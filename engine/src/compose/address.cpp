#include "compose/address.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace kvali {

namespace {

bool has_scheme(std::string_view address, std::string_view scheme) {
  return address.size() > scheme.size() && to_lower(address.substr(0, scheme.size())) == scheme;
}

}  // namespace

bool is_safe_address(std::string_view address) {
  const bool printable = std::none_of(address.begin(), address.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == '"' || c == '\x7F';
  });
  if (!printable) return false;
  return (address.size() > 1 && address.front() == '#') || has_scheme(address, "https://") ||
         has_scheme(address, "http://") || has_scheme(address, "mailto:");
}

}  // namespace kvali
