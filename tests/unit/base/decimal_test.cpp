#include "base/decimal.hpp"

#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include "base/error.hpp"
#include "catch.hpp"

using kvali::Decimal;
using kvali::divide;
using kvali::Int128;
using kvali::multiply;

namespace {

Decimal decimal(std::string_view text) {
  const auto parsed = Decimal::parse(text);
  INFO(text);
  REQUIRE(parsed.has_value());
  return *parsed;
}

const Decimal largest = Decimal::from_coefficient(static_cast<Int128>(~kvali::UInt128{0} >> 1));

/// Any coefficient of up to `bits` bits, either sign.
Decimal random_decimal(std::mt19937_64& random, unsigned bits) {
  const kvali::UInt128 all = (kvali::UInt128{random()} << 64) | random();
  const auto positive = static_cast<Int128>((all >> 1) >> (127 - bits));
  return Decimal::from_coefficient(random() % 2 == 0 ? positive : -positive);
}

/// |value| as 39 decimal digits, most significant first: the text long-hand arithmetic works on.
std::string digits_of(const Decimal& value) {
  std::string text = kvali::magnitude(value).to_string();
  std::size_t point = text.find('.');
  if (point == std::string::npos) {
    point = text.size();
    text += '.';
  }
  text.append(point + 13 - text.size(), '0');
  text.erase(point, 1);
  return std::string(39 - text.size(), '0') + text;
}

/// School multiplication of two digit texts, digit by digit: 78 digits.
std::string long_multiplication(const std::string& a, const std::string& b) {
  std::string product(a.size() + b.size(), '\0');
  for (std::size_t i = a.size(); i-- > 0;) {
    int carry = 0;
    for (std::size_t j = b.size(); j-- > 0;) {
      const int sum = product[i + j + 1] + (a[i] - '0') * (b[j] - '0') + carry;
      product[i + j + 1] = static_cast<char>(sum % 10);
      carry = sum / 10;
    }
    product[i] = static_cast<char>(product[i] + carry);
  }
  for (char& digit : product) digit = static_cast<char>(digit + '0');
  return product;
}

void increment(std::string& digits) {
  for (std::size_t i = digits.size(); i-- > 0;) {
    if (digits[i] != '9') {
      ++digits[i];
      return;
    }
    digits[i] = '0';
  }
}

/// Canonical text of a digit text with 12 digits after the point.
std::string canonical(std::string digits, bool negative) {
  digits.insert(digits.size() - 12, ".");
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.find('.') - 1));
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return (negative && digits != "0" ? "-" : "") + digits;
}

}  // namespace

TEST_CASE("canonical numbers read back as the same text", "[decimal]") {
  const std::string text = GENERATE("0", "1", "-1", "12.5", "-12.5", "0.000000000001", "-0.000000000001",
                                    "1000", "9223372036854775807", "123456789012345.678901234567",
                                    "170141183460469231731687303.715884105727");
  CHECK(decimal(text).to_string() == text);
}

TEST_CASE("surplus zeros disappear from the text of a number", "[decimal]") {
  CHECK(decimal("012.500").to_string() == "12.5");
  CHECK(decimal("-0.0").to_string() == "0");
  CHECK(decimal("7.000000000000000").to_string() == "7");
}

TEST_CASE("text that is no canonical number is refused", "[decimal]") {
  const std::string text = GENERATE("", "-", ".", "1.", ".5", "+1", "1,5", " 1", "1 ", "1e3", "0x1", "--1",
                                    "1.2.3", "1-", "nan", "inf", "1.5x", "1.1234567890123x",
                                    "\xE2\x88\x92"
                                    "1");
  INFO(text);
  CHECK_FALSE(Decimal::parse(text));
}

TEST_CASE("digits after the twelfth round half away from zero", "[decimal]") {
  CHECK(decimal("0.30000000000000004") == decimal("0.3"));
  CHECK(decimal("0.0000000000005") == decimal("0.000000000001"));
  CHECK(decimal("-0.0000000000005") == decimal("-0.000000000001"));
  CHECK(decimal("0.00000000000049999").is_zero());
}

TEST_CASE("numbers beyond the range are refused, not wrapped", "[decimal]") {
  CHECK_FALSE(Decimal::parse("170141183460469231731687303.715884105728"));
  CHECK_FALSE(Decimal::parse("-170141183460469231731687303.715884105728"));
  CHECK_FALSE(Decimal::parse("170141183460469231731687303.7158841057275"));
  CHECK_FALSE(Decimal::parse(std::string(5000, '9')));
  CHECK(Decimal::parse(std::string(5000, '0') + "7") == Decimal{7});
  CHECK_FALSE(add(largest, decimal("0.000000000001")));
  CHECK_FALSE(add(-largest, decimal("-0.000000000001")));
  CHECK_FALSE(subtract(-largest, largest));
  CHECK_FALSE(multiply(largest, decimal("1.000000000001")));
  CHECK_FALSE(multiply(largest, largest));
  CHECK_FALSE(divide(largest, decimal("0.5")));
  CHECK_THROWS_AS(largest + 1, kvali::Error);
  CHECK_THROWS_AS(-largest - 1, kvali::Error);
  CHECK_THROWS_AS(largest * 2, kvali::Error);
  CHECK_THROWS_AS(largest.round_half_up(0), kvali::Error);
  CHECK_THROWS_AS(Decimal::from_coefficient(std::numeric_limits<Int128>::min()), kvali::Error);
  CHECK(-(-largest) == largest);
}

TEST_CASE("dividing by zero has no answer", "[decimal]") {
  CHECK_FALSE(divide(1, 0));
  CHECK_FALSE(divide(0, 0));
  CHECK(divide(0, 5) == Decimal{0});
}

TEST_CASE("products and quotients round half away from zero at twelve decimals", "[decimal]") {
  CHECK(divide(1, 3) == decimal("0.333333333333"));
  CHECK(divide(2, 3) == decimal("0.666666666667"));
  CHECK(divide(-2, 3) == decimal("-0.666666666667"));
  CHECK(divide(decimal("0.000000000001"), 2) == decimal("0.000000000001"));
  CHECK(multiply(decimal("0.000001"), decimal("0.0000005")) == decimal("0.000000000001"));
  CHECK(multiply(decimal("-0.000001"), decimal("0.0000005")) == decimal("-0.000000000001"));
  CHECK(multiply(decimal("0.000001"), decimal("0.0000004")) == Decimal{0});
  CHECK(divide(largest, largest) == Decimal{1});
  CHECK(divide(largest, 1) == largest);
  CHECK(multiply(largest, -1) == -largest);
}

TEST_CASE("rounding takes half away from zero at any place", "[decimal]") {
  CHECK(decimal("2.5").round_half_up(0) == Decimal{3});
  CHECK(decimal("-2.5").round_half_up(0) == Decimal{-3});
  CHECK(decimal("2.499999999999").round_half_up(0) == Decimal{2});
  CHECK(decimal("1.005").round_half_up(2) == decimal("1.01"));
  CHECK(Decimal{1250}.round_half_up(-2) == Decimal{1300});
  CHECK(Decimal{49}.round_half_up(-2) == Decimal{0});
  CHECK(Decimal{49}.round_half_up(-400) == Decimal{0});
  CHECK(largest.round_half_up(12) == largest);
}

TEST_CASE("rounding down never makes a number larger", "[decimal]") {
  CHECK(decimal("2.999999999999").round_down(0) == Decimal{2});
  CHECK(decimal("0.849999").round_down(2) == decimal("0.84"));
  CHECK(decimal("0.84").round_down(2) == decimal("0.84"));
  CHECK(decimal("-2.1").round_down(0) == Decimal{-3});
  CHECK(decimal("-2").round_down(0) == Decimal{-2});
  CHECK(Decimal{1299}.round_down(-2) == Decimal{1200});
  CHECK(Decimal{49}.round_down(-400) == Decimal{0});
  CHECK(largest.round_down(12) == largest);
  CHECK_THROWS_AS((-largest).round_down(0), kvali::Error);
}

TEST_CASE("whole numbers come in and go out exactly", "[decimal]") {
  CHECK(Decimal{std::numeric_limits<std::int64_t>::min()}.to_int64() ==
        std::numeric_limits<std::int64_t>::min());
  CHECK(Decimal{std::numeric_limits<std::uint64_t>::max()}.to_string() == "18446744073709551615");
  CHECK_FALSE(Decimal{std::numeric_limits<std::uint64_t>::max()}.to_int64());
  CHECK_FALSE(decimal("1.5").to_int64());
  CHECK(decimal("5.0").is_integer());
  CHECK_FALSE(decimal("5.000000000001").is_integer());
}

TEST_CASE("numbers order by value", "[decimal]") {
  CHECK(decimal("-2") < decimal("-1.5"));
  CHECK(decimal("0.1") < Decimal{1});
  CHECK(Decimal{12} > 11);
  CHECK(decimal("1.50") == decimal("1.5"));
}

TEST_CASE("binary doubles become the decimal they stand for", "[decimal]") {
  CHECK(Decimal::from_double(0.1) == decimal("0.1"));
  CHECK(Decimal::from_double(-37.5) == decimal("-37.5"));
  CHECK(Decimal::from_double(1e26) == decimal("100000000000000000000000000"));
  CHECK(Decimal::from_double(5e-324) == Decimal{0});
  CHECK(Decimal::from_double(-0.0) == Decimal{0});
  CHECK(Decimal::from_double(0.00125) == decimal("0.00125"));
  CHECK(Decimal::from_double(123456.789) == decimal("123456.789"));
  CHECK(Decimal::from_double(7.0) == Decimal{7});
  CHECK_FALSE(Decimal::from_double(2e26));
  CHECK_FALSE(Decimal::from_double(1e300));
  CHECK_FALSE(Decimal::from_double(std::numeric_limits<double>::infinity()));
  CHECK_FALSE(Decimal::from_double(std::numeric_limits<double>::quiet_NaN()));
  CHECK(decimal("0.1").to_double() == 0.1);
  CHECK(decimal("123456789012345678901.5").to_double() == 123456789012345678901.5);
}

TEST_CASE("any number reads back from its own text", "[decimal][property]") {
  const auto seed = static_cast<std::uint64_t>(std::random_device{}());
  INFO("seed " << seed);
  std::mt19937_64 random{seed};
  for (int i = 0; i < 2000; ++i) {
    const Decimal number = random_decimal(random, static_cast<unsigned>(random() % 127) + 1);
    const std::string text = number.to_string();
    INFO(text);
    REQUIRE(Decimal::parse(text) == number);
    REQUIRE(canonical(digits_of(number), number.is_negative()) == text);
  }
}

TEST_CASE("products agree with long multiplication", "[decimal][property]") {
  const auto seed = static_cast<std::uint64_t>(std::random_device{}());
  INFO("seed " << seed);
  std::mt19937_64 random{seed};
  for (int i = 0; i < 1000; ++i) {
    const auto bits = static_cast<unsigned>(random() % 127) + 1;
    const Decimal a = random_decimal(random, bits);
    const Decimal b = random_decimal(random, std::min(166 - bits, 127U));  // Together nearly always in range.
    INFO(a.to_string() << " * " << b.to_string());
    std::string product = long_multiplication(digits_of(a), digits_of(b));
    const bool up = product[product.size() - 12] >= '5';
    product.resize(product.size() - 12);
    if (up) increment(product);
    const std::string expected = canonical(product, a.is_negative() != b.is_negative());
    const auto result = multiply(a, b);
    if (!result) {
      REQUIRE_FALSE(Decimal::parse(expected));
    } else {
      REQUIRE(result->to_string() == expected);
    }
  }
}

TEST_CASE("a quotient times its divisor is the dividend, give or take the rounding", "[decimal][property]") {
  const auto seed = static_cast<std::uint64_t>(std::random_device{}());
  INFO("seed " << seed);
  std::mt19937_64 random{seed};
  for (int i = 0; i < 1000; ++i) {
    const Decimal dividend = random_decimal(random, static_cast<unsigned>(random() % 127) + 1);
    const Decimal divisor = random_decimal(random, static_cast<unsigned>(random() % 127) + 1);
    const auto quotient = divide(dividend, divisor);
    if (!quotient) continue;
    INFO(dividend.to_string() << " / " << divisor.to_string());
    // 2 |q d - 10^12 n| <= d, in coefficients: long multiplication keeps all digits.
    std::string exact = long_multiplication(digits_of(*quotient), digits_of(divisor));
    std::string scaled = std::string(27, '0') + digits_of(dividend) + std::string(12, '0');
    if (exact < scaled) exact.swap(scaled);
    std::string gap(exact.size(), '0');
    int borrow = 0;
    for (std::size_t k = exact.size(); k-- > 0;) {
      const int difference = exact[k] - scaled[k] - borrow;
      borrow = difference < 0 ? 1 : 0;
      gap[k] = static_cast<char>('0' + difference + 10 * borrow);
    }
    const std::string twice = long_multiplication(gap, std::string(38, '0') + "2").substr(39);
    REQUIRE(twice <= std::string(39, '0') + digits_of(divisor));
  }
}

TEST_CASE("sums agree with 128-bit integers", "[decimal][property]") {
  const auto seed = static_cast<std::uint64_t>(std::random_device{}());
  INFO("seed " << seed);
  std::mt19937_64 random{seed};
  for (int i = 0; i < 2000; ++i) {
    const Decimal a = random_decimal(random, 126);
    const Decimal b = random_decimal(random, 126);
    REQUIRE((a + b).coefficient() == a.coefficient() + b.coefficient());
    REQUIRE(a - b == a + -b);
    REQUIRE(a + b - b == a);
  }
}
