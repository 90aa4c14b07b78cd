#include <algorithm>
#include <string>

#include "locale/locale.hpp"
#include "locale/locale_data.hpp"

namespace kvali {
namespace {

constexpr std::string_view short_dash = "–";     ///< Between two words or numbers.
constexpr std::string_view spaced_dash = " – ";  ///< Between phrases that have spaces themselves.

std::string_view field(char letter, std::size_t width, const DateFields& fields) {
  switch (letter) {
    case 'y':
      return fields.year;
    case 'd':
      return width > 1 ? fields.padded_day : fields.day;
    case 'M':
    case 'L':
      if (width <= 2) return width == 2 ? fields.padded_month : fields.month_number;
      if (width == 3) return fields.short_month;
      return letter == 'M' ? fields.month_in_date : fields.month;
    default:
      return {};
  }
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

std::string fill_pattern(std::string_view pattern, const DateFields& fields) {
  std::string text;
  bool quoted = false;
  for (std::size_t at = 0; at < pattern.size();) {
    const char c = pattern[at];
    if (c == '\'') {
      const bool doubled = at + 1 < pattern.size() && pattern[at + 1] == '\'';
      if (doubled)
        text += '\'';
      else
        quoted = !quoted;
      at += doubled ? 2 : 1;
    } else if (!quoted && is_letter(c)) {
      const std::size_t end = std::min(pattern.find_first_not_of(c, at), pattern.size());
      text += field(c, end - at, fields);
      at = end;
    } else {
      text += c;
      ++at;
    }
  }
  return text;
}

namespace {

DateFields fields_of(const LocaleData& data, Date date) {
  const unsigned day = day_of(date);
  const unsigned month = month_of(date);
  return {.year = plain_digits(data.symbols, static_cast<unsigned>(year_of(date))),
          .day = plain_digits(data.symbols, day),
          .padded_day = plain_digits(data.symbols, day, 2),
          .month_number = plain_digits(data.symbols, month),
          .padded_month = plain_digits(data.symbols, month, 2),
          .month = data.months[month - 1],
          .month_in_date = data.months_in_date[month - 1],
          .short_month = data.short_months[month - 1]};
}

/// The month-and-year pattern with another text where the month stands: "2020 წლის IV კვარტალი".
std::string with_year(const LocaleData& data, Date date, const std::string& instead_of_month) {
  DateFields fields = fields_of(data, date);
  fields.month = fields.month_in_date = instead_of_month;
  return fill_pattern(data.patterns.month_year, fields);
}

std::string year_text(const LocaleData& data, Date date) {
  const std::string year = plain_digits(data.symbols, static_cast<unsigned>(year_of(date)));
  return data.language == "ka" ? year + " წელი" : year;
}

/// Months from the first to the last day of a month: one, several of a year, or across years.
std::string months_text(const Locale& locale, const LocaleData& data, const Period& period) {
  const std::string& first = data.months[month_of(period.first) - 1];
  const std::string& last = data.months[month_of(period.last) - 1];
  if (year_of(period.first) != year_of(period.last)) {
    return locale.date(period.first, DateStyle::month_year)
        .append(spaced_dash)
        .append(locale.date(period.last, DateStyle::month_year));
  }
  if (month_of(period.first) == month_of(period.last))
    return locale.date(period.first, DateStyle::month_year);
  return with_year(data, period.first, std::string{first}.append(short_dash).append(last));
}

/// Days: the year and month that both ends share are written once, where the language's order allows.
std::string days_text(const Locale& locale, const LocaleData& data, const Period& period) {
  const std::string first = locale.date(period.first);
  const std::string last = locale.date(period.last);
  if (period.first == period.last) return first;
  const bool same_year = year_of(period.first) == year_of(period.last);
  const YearPlace year_place = data.patterns.year_place;
  if (!same_year || year_place == YearPlace::unknown)
    return std::string{first}.append(spaced_dash).append(last);
  if (month_of(period.first) == month_of(period.last)) {
    DateFields fields = fields_of(data, period.last);
    fields.day = plain_digits(data.symbols, day_of(period.first)).append(short_dash).append(fields.day);
    return fill_pattern(data.patterns.long_date, fields);
  }
  if (year_place == YearPlace::first) {
    return std::string{first}.append(spaced_dash).append(locale.date(period.last, DateStyle::day_month));
  }
  return locale.date(period.first, DateStyle::day_month).append(spaced_dash).append(last);
}

/// "FY2021 (October 2020 – September 2021)": donors' years differ, so the months are said.
std::string fiscal_year_text(const LocaleData& data, const Period& period, const std::string& span) {
  const std::string year = plain_digits(data.symbols, static_cast<unsigned>(year_of(period.last)));
  if (data.language == "ka") return year + " ფისკალური წელი (" + span + ")";
  return "FY" + year + " (" + span + ")";
}

}  // namespace

std::string Locale::date(Date date, DateStyle style) const {
  const DatePatterns& patterns = data_->patterns;
  switch (style) {
    case DateStyle::iso:
      return iso_text(date);
    case DateStyle::short_date:
      return fill_pattern(patterns.short_date, fields_of(*data_, date));
    case DateStyle::month_year:
      return fill_pattern(patterns.month_year, fields_of(*data_, date));
    case DateStyle::day_month:
      return fill_pattern(patterns.day_month, fields_of(*data_, date));
    case DateStyle::long_date:
      break;
  }
  return fill_pattern(patterns.long_date, fields_of(*data_, date));
}

std::string Locale::period(const Period& period, FiscalStart fiscal) const {
  const PeriodKind kind = kind_of(period, fiscal);
  if (kind == PeriodKind::year) return year_text(*data_, period.first);
  if (kind == PeriodKind::quarter) {
    return with_year(*data_, period.first, data_->quarters[(month_of(period.first) - 1) / 3]);
  }
  const std::string span =
      is_whole_months(period) ? months_text(*this, *data_, period) : days_text(*this, *data_, period);
  return kind == PeriodKind::fiscal_year ? fiscal_year_text(*data_, period, span) : span;
}

std::string Locale::month_name(unsigned month) const {
  return data_->months.at(month - 1);
}
std::string Locale::short_month_name(unsigned month) const {
  return data_->short_months.at(month - 1);
}

}  // namespace kvali
