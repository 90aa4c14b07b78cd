#include "model/date_checks.hpp"

#include <fmt/format.h>

#include <array>
#include <tuple>

#include "model/record_place.hpp"

namespace kvali {

namespace {

/// Two columns of a table of which the second is never before the first.
struct Span {
  const char *table, *id, *first, *last;
  bool happened;  ///< Not planned: neither day lies in the future.
};
constexpr std::array<Span, 4> spans{{{"activity", "activity_id", "start", "end", false},
                                     {"activity", "activity_id", "actual_start", "actual_end", true},
                                     {"meeting", "meeting_id", "date", "end", false},
                                     {"period", "period_id", "start", "end", false}}};

class DateCheck {
 public:
  DateCheck(const Workspace& merged, Date as_of, Diagnostics& diagnostics)
      : merged_(merged), as_of_(as_of), diagnostics_(diagnostics) {}

  void check(const Span& span) {
    const Table* table = merged_.find(span.table);
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) check(span, *table, row);
  }

 private:
  void check(const Span& span, const Table& table, std::size_t row) {
    const auto first = date_in(table, span.first, row), last = date_in(table, span.last, row);
    const std::string name = std::string(span.table) + " " + canonical_text(table.scalar(span.id, row));
    if (first && last && *last < *first)
      tell(span, table, row, {span.last, iso_text(*first) + ".." + iso_text(*last)}, Severity::error,
           fmt::format("{} ends {}, before it begins {}", name, iso_text(*last), iso_text(*first)),
           "correct one of the two days");
    if (!span.happened) return;
    for (const auto& [column, day, what] :
         {std::tuple{span.first, first, "begun"}, std::tuple{span.last, last, "ended"}})
      if (day && *day > as_of_)
        tell(span, table, row, {column, iso_text(*day)}, Severity::warning,
             fmt::format("{} is said to have {} {}, after the day the data stand at", name, what,
                         iso_text(*day)),
             "correct it, or fill it in when it has happened");
  }

  static std::optional<Date> date_in(const Table& table, const char* column, std::size_t row) {
    const Scalar day = table.scalar(column, row);
    const Date* date = std::get_if<Date>(&day);
    return date != nullptr ? std::optional(*date) : std::nullopt;
  }

  /// What is wrong: the column, and the day or days.
  struct Wrong {
    std::string column, days;
  };

  void tell(const Span& span, const Table& table, std::size_t row, Wrong wrong, Severity severity,
            std::string message, std::string hint) {
    Diagnostic finding;
    finding.id = "D-14";
    finding.severity = severity;
    finding.message = std::move(message);
    finding.hint = std::move(hint);
    finding.subject =
        std::string(span.table) + "=" + canonical_text(table.scalar(span.id, row)) + ";field=" + wrong.column;
    finding.value = std::move(wrong.days);
    finding.place = record_place(merged_.evidence, table.row_evidence[row]);
    diagnostics_.add(std::move(finding));
  }

  const Workspace& merged_;
  Date as_of_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_dates(const Workspace& merged, const Frame& frame, Diagnostics& diagnostics) {
  DateCheck check(merged, frame.as_of, diagnostics);
  for (const Span& span : spans) check.check(span);
}

}  // namespace kvali
