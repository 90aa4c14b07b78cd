#include "display.hpp"

#include "calendar.hpp"

namespace kvali::xlsx {

std::string display_text(const Cell& cell, const TextPool& texts) {
  switch (cell.kind) {
    case CellKind::text:
      return std::string(texts.at(static_cast<uint32_t>(cell.value)));
    case CellKind::integer:
    case CellKind::decimal:
      return cell.number().text() + (cell.percent ? "%" : "");
    case CellKind::truth:
      return cell.value != 0 ? "TRUE" : "FALSE";
    case CellKind::day:
      return date_text(cell.value);
    case CellKind::month:
      return month_text(cell.value);
    case CellKind::year:
      return year_text(cell.value);
    case CellKind::instant:
      return instant_text(cell.value);
    case CellKind::time:
      return time_text(cell.value);
    case CellKind::empty:
    case CellKind::error:
    case CellKind::unresolved:
    case CellKind::unreadable:
      return {};
  }
  return {};
}

}  // namespace kvali::xlsx
