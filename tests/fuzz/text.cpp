// Whatever bytes a cell holds: the promises of base/text.hpp, decimal.hpp, number_text.hpp and period.hpp.
#include <cstdlib>
#include <string_view>

#include "base/decimal.hpp"
#include "base/number_text.hpp"
#include "base/period.hpp"
#include "base/text.hpp"

namespace {

/// Not assert(): the fuzzer must stop whatever NDEBUG says.
void require(bool holds) {
  if (!holds) std::abort();
}

void check_text(std::string_view text) {
  const std::string clean = kvali::sanitize_utf8(text);
  require(kvali::is_valid_utf8(clean));
  require(!kvali::is_valid_utf8(text) || clean == text);
  require(kvali::is_valid_utf8(kvali::to_nfc(text)));
  const std::string key = kvali::fold_key(text);
  require(kvali::fold_key(key) == key);
  require(!kvali::has_mtavruli(kvali::to_upper(text)) && !kvali::has_mtavruli(kvali::to_lower(text)));
  require(kvali::column_at(text, text.size()) == kvali::character_count(text) + 1);
  require(kvali::trim(text).size() <= text.size());
  require(kvali::slug(text, 20).size() <= 20);
}

void check_numbers(std::string_view text) {
  if (const auto number = kvali::Decimal::parse(text)) {
    require(kvali::Decimal::parse(number->to_string()) == number);
  }
  for (const char separator : {'.', ','}) {
    const kvali::NumberReading reading = kvali::parse_number(text, separator);
    require(reading.value.has_value() == (reading.problem == kvali::NumberProblem::none));
    require(reading.bad_begin <= text.size() && reading.bad_length <= text.size() - reading.bad_begin);
  }
}

void check_periods(std::string_view text) {
  const auto period = kvali::parse_period(text);
  if (!period) return;
  require(period->first <= period->last);
  require(kvali::parse_period(kvali::period_text(*period)) == period);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_text(text);
  check_numbers(text);
  check_periods(text);
  return 0;
}
