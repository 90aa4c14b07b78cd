#include "locale/date_text.hpp"

#include <string>

#include "base/text.hpp"
#include "locale/date_tokens.hpp"
#include "locale/month_names.hpp"

namespace kvali {
namespace {

/// The year of a token with four digits, or with two: 1970 to 2069.
std::optional<int> year_of_token(const DateToken& token) {
  if (token.digits == 4) return token.value;
  if (token.digits != 2) return std::nullopt;
  return token.value < 70 ? 2000 + token.value : 1900 + token.value;
}

std::optional<Date> date_of(const DateTokens& text, std::size_t year, std::size_t month, std::size_t day) {
  const auto full_year = year_of_token(text.tokens[year]);
  if (!full_year) return std::nullopt;
  return make_date(*full_year, static_cast<unsigned>(text.value(month)),
                   static_cast<unsigned>(text.value(day)));
}

/// Where year, month and day stand in a text of a given shape.
struct DateShape {
  std::string_view shape;
  std::size_t year, month, day;
};

constexpr DateShape shapes_in_any_order[] = {
    {"y-n-n", 0, 2, 4}, {"y.n.n", 0, 2, 4}, {"y/n/n", 0, 2, 4}, {"n.n.y", 4, 2, 0}, {"n.n.n", 4, 2, 0},
    {"nmy", 2, 1, 0},   {"nmn", 2, 1, 0},   {"n-m-y", 4, 2, 0}, {"n-m-n", 4, 2, 0}, {"n/m/y", 4, 2, 0},
    {"mny", 2, 0, 1},   {"ynm", 0, 2, 1},   {"ymn", 0, 1, 2},   {"y-m-n", 0, 2, 4}};
constexpr DateShape day_first_shapes[] = {{"n/n/y", 4, 2, 0}, {"n/n/n", 4, 2, 0}, {"n-n-y", 4, 2, 0}};
constexpr DateShape month_first_shapes[] = {{"n/n/y", 4, 0, 2}, {"n/n/n", 4, 0, 2}, {"n-n-y", 4, 0, 2}};

std::optional<Date> read_date(const DateTokens& text, DateOrder order) {
  const auto find = [&text](const auto& shapes) -> std::optional<Date> {
    for (const DateShape& shape : shapes) {
      if (shape.shape == text.shape) return date_of(text, shape.year, shape.month, shape.day);
    }
    return std::nullopt;
  };
  if (const auto date = find(shapes_in_any_order)) return date;
  return order == DateOrder::day_first ? find(day_first_shapes) : find(month_first_shapes);
}

/// Two digits of a time, less than `limit`.
bool is_time_part(std::string_view digits, int limit) {
  if (digits.empty() || digits.size() > 2) return false;
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + (c - '0');
  }
  return value < limit;
}

/// "14:00", "14:00:59", "14:00:59.000".
bool is_time_of_day(std::string_view time) {
  const std::size_t colon = time.find(':');
  if (colon == time.npos || !is_time_part(time.substr(0, colon), 24)) return false;
  std::string_view rest = time.substr(colon + 1);
  const std::size_t second = rest.find(':');
  if (!is_time_part(rest.substr(0, second), 60)) return false;
  if (second == rest.npos) return true;
  rest.remove_prefix(second + 1);
  const std::size_t point = rest.find('.');
  const std::string_view fraction = point == rest.npos ? "" : rest.substr(point + 1);
  // 60: a leap second. Arrow and spreadsheets write up to nine decimals.
  return is_time_part(rest.substr(0, point), 61) && fraction.size() <= 9 &&
         fraction.find_first_not_of("0123456789") == fraction.npos;
}

/// The text before a time of day without zone; all of it if there is none. With a zone the day depends on
/// where one stands, which is not for this reader to say.
std::string_view without_time(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos || colon == 0) return text;
  const std::size_t before = text.find_last_of(" T", colon);
  if (before == text.npos || !is_time_of_day(text.substr(before + 1))) return text;
  return trim(text.substr(0, before));
}

std::optional<Period> month_of_year(const DateToken& month, const DateToken& year) {
  const auto full_year = year_of_token(year);
  if (!full_year) return std::nullopt;
  const auto first = make_date(*full_year, static_cast<unsigned>(month.value), 1);
  if (!first) return std::nullopt;
  return Period{*first, last_day_of_month(*first)};
}

/// "2020-Q4" and the like, by way of the canonical text.
std::optional<Period> part_of_year(char kind, const DateToken& number, const DateToken& year) {
  const auto full_year = year_of_token(year);
  if (!full_year) return std::nullopt;
  std::string text = std::to_string(*full_year);
  if (text.size() != 4) return std::nullopt;
  text += kind == 'q' ? "-Q" : kind == 'h' ? "-H" : number.value < 10 ? "-W0" : "-W";
  return parse_period(text + std::to_string(number.value));
}

std::optional<Period> fiscal_year_of(const DateToken& year, FiscalStart fiscal) {
  const auto full_year = year_of_token(year);
  if (!full_year) return std::nullopt;
  return parse_period("FY" + std::to_string(*full_year), fiscal);
}

std::optional<Period> spanning(const std::optional<Period>& first, const std::optional<Period>& last) {
  if (!first || !last || last->last < first->first || last->first < first->first) return std::nullopt;
  return Period{first->first, last->last};
}

std::optional<Period> one_day(const std::optional<Date>& date) {
  if (!date) return std::nullopt;
  return Period{*date, *date};
}

/// "202512": years that reports speak of.
std::optional<Period> read_joined_month(std::string_view text) {
  constexpr std::string_view first_year = "1990";
  constexpr std::string_view last_year = "2099";
  if (text.size() != 6 || text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
  const std::string_view year = text.substr(0, 4);
  if (year < first_year || year > last_year) return std::nullopt;
  return parse_period(std::string(year) + "-" + std::string(text.substr(4)));
}

/// A number beside a month's name that is greater can only be a year.
constexpr int most_days = 31;

/// A month, quarter, half, year or fiscal year.
std::optional<Period> read_unit(const DateTokens& text, FiscalStart fiscal) {
  const auto& shape = text.shape;
  const auto& t = text.tokens;
  const auto is = [&shape](auto... shapes) { return ((shape == shapes) || ...); };
  if (is("y")) {
    const auto first = make_date(t[0].value, 1, 1);
    return first ? std::optional{period_around(*first, PeriodKind::year)} : std::nullopt;
  }
  if (is("my") || (is("mn") && t[1].value > most_days)) return month_of_year(t[0], t[1]);
  if (is("ym")) return month_of_year(t[1], t[0]);
  if (is("m-y", "m'y", "m/y", "m-n", "m'n", "n/y", "n.y", "n-y")) return month_of_year(t[0], t[2]);
  if (is("y-m", "y/n", "y-n", "y.n")) return month_of_year(t[2], t[0]);
  if (is("qny", "hny", "wny")) return part_of_year(shape[0], t[1], t[2]);
  if (is("nqy", "nhy", "nwy")) return part_of_year(shape[1], t[0], t[2]);
  if (is("ynq", "ynh", "ynw")) return part_of_year(shape[2], t[1], t[0]);
  if (is("yqn", "yhn", "ywn")) return part_of_year(shape[1], t[2], t[0]);
  if (is("y-qn", "y-hn", "y-wn", "y/qn")) return part_of_year(shape[2], t[3], t[0]);
  if (is("qn-y", "hn-y", "wn-y", "qn/y")) return part_of_year(shape[0], t[1], t[3]);
  if (is("fy", "fn")) return fiscal_year_of(t[1], fiscal);
  if (is("yf")) return fiscal_year_of(t[0], fiscal);
  if (is("fy/n", "fy-n", "fy/y", "fy-y", "fn/n")) return fiscal_year_of(t[3], fiscal);
  return std::nullopt;
}

/// Two ends that share a year, or a year and a month.
std::optional<Period> read_shared_range(const DateTokens& text) {
  const auto& shape = text.shape;
  const auto& t = text.tokens;
  if (shape == "m-my") return spanning(month_of_year(t[0], t[3]), month_of_year(t[2], t[3]));
  if (shape == "ym-m") return spanning(month_of_year(t[1], t[0]), month_of_year(t[3], t[0]));
  if (shape == "n-nmy") return spanning(one_day(date_of(text, 4, 3, 0)), one_day(date_of(text, 4, 3, 2)));
  if (shape == "yn-nm") return spanning(one_day(date_of(text, 0, 4, 1)), one_day(date_of(text, 0, 4, 3)));
  if (shape == "nm-nmy") return spanning(one_day(date_of(text, 5, 1, 0)), one_day(date_of(text, 5, 4, 3)));
  if (shape == "ynm-nm") return spanning(one_day(date_of(text, 0, 2, 1)), one_day(date_of(text, 0, 5, 4)));
  return std::nullopt;
}

std::optional<Period> read_single(const DateTokens& text, FiscalStart fiscal, DateOrder order) {
  if (const auto day = one_day(read_date(text, order))) return day;
  return read_unit(text, fiscal);
}

}  // namespace

std::optional<unsigned> parse_month_name(std::string_view text) {
  const auto tokens = tokenise_date(text);
  if (!tokens || tokens->shape != "m") return std::nullopt;
  return static_cast<unsigned>(tokens->value(0));
}

std::optional<Period> month_or_day(std::string_view text) {
  const auto tokens = tokenise_date(text);
  if (!tokens || tokens->shape != "mn") return std::nullopt;
  return month_of_year(tokens->tokens[0], tokens->tokens[1]);
}

std::optional<Date> parse_date_text(std::string_view text, DateOrder order) {
  const auto tokens = tokenise_date(without_time(trim(text)));
  return tokens ? read_date(*tokens, order) : std::nullopt;
}

std::optional<Period> parse_period_text(std::string_view text, FiscalStart fiscal, DateOrder order) {
  text = trim(text);
  if (const auto canonical = parse_period(text, fiscal)) return canonical;
  if (const auto month = read_joined_month(text)) return month;
  const auto tokens = tokenise_date(without_time(text));
  if (!tokens) return std::nullopt;
  if (const auto single = read_single(*tokens, fiscal, order)) return single;
  if (const auto range = read_shared_range(*tokens)) return range;
  for (std::size_t dash = tokens->shape.find('-'); dash != std::string::npos;
       dash = tokens->shape.find('-', dash + 1)) {
    const auto first = read_single(tokens->part(0, dash), fiscal, order);
    const auto last = read_single(tokens->part(dash + 1, tokens->tokens.size()), fiscal, order);
    if (const auto range = spanning(first, last)) return range;
  }
  return std::nullopt;
}

}  // namespace kvali
