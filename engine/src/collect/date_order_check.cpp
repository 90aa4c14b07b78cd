#include "collect/date_order_check.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "locale/date_text.hpp"

namespace kvali {

void DateOrderCheck::look_at(const FieldPlan& plan, const Scalar& cell, std::size_t row) {
  if (plan.field->kind != FieldKind::date && plan.field->kind != FieldKind::period) return;
  const auto* text = std::get_if<std::string>(&cell);
  if (plan.from == nullptr || (plan.map != nullptr && plan.map->order_given) || text == nullptr) return;
  // Whatever has no two slashes says what it means.
  const std::size_t slash = text->find('/');
  if (slash == text->npos || text->find('/', slash + 1) == text->npos) return;
  const auto one = parse_date_text(*text, DateOrder::day_first);
  const auto other = parse_date_text(*text, DateOrder::month_first);
  if (!one && !other) return;
  Seen& seen = seen_[&plan];
  if (!one || !other) seen.decided = true;
  if (!one || !other || *one == *other || seen.ambiguous++ > 0) return;
  seen.first = row;
  seen.example = trim(*text);
}

void DateOrderCheck::report(CellProblems& problems) const {
  for (const auto& [plan, seen] : seen_) {
    if (seen.decided || seen.ambiguous == 0) continue;
    const std::string& field = plan->target;
    problems.add(
        {"D-13", fmt::format("{} may have the day or the month first: '{}'", field, seen.example),
         fmt::format("the day was taken; write {0} = {{ column = \"Heading\", order = \"day-first\" }} "
                     "if that is right, else \"month-first\"",
                     field),
         Severity::warning},
        plan->from, seen.first);
  }
}

}  // namespace kvali
