#include "merge/decided_value.hpp"

#include <algorithm>
#include <string>

#include "base/number_text.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

bool is_number_of(std::string_view take, std::string_view value) {
  // An amount has a currency, which need not be written.
  const std::size_t number_ends = std::min(value.find(' '), value.size());
  const std::string_view unit = value.substr(number_ends);
  if (take.size() > unit.size() && take.ends_with(unit)) take.remove_suffix(unit.size());
  const NumberReading exact = parse_number(value.substr(0, number_ends), '.');
  if (!exact.value) return false;
  for (const char separator : {'.', ','})
    if (const NumberReading read = parse_number(take, separator);
        read.value == exact.value && read.percent == exact.percent)
      return true;
  return false;
}

}  // namespace

bool names(std::string_view take, std::string_view source, std::string_view value) {
  const std::string folded = fold_key(take);
  return folded == fold_key(source) || folded == fold_key(value) || is_number_of(take, value);
}

}  // namespace kvali
