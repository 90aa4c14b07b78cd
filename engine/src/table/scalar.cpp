#include "table/scalar.hpp"

#include <fmt/format.h>

namespace kvali {

std::string_view name_of(Mark mark) {
  switch (mark) {
    case Mark::none:
      return "none";
    case Mark::not_recorded:
      return "not_recorded";
    case Mark::not_applicable:
      return "not_applicable";
    case Mark::not_yet_due:
      return "not_yet_due";
    case Mark::withheld:
      return "withheld";
  }
  return "none";
}

namespace {
struct CanonicalText {
  std::string operator()(Mark) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(const Decimal& value) const { return value.to_string(); }
  std::string operator()(double value) const { return fmt::format("{}", value); }
  std::string operator()(Date value) const { return iso_text(value); }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
};
}  // namespace

std::string canonical_text(const Scalar& scalar) {
  return std::visit(CanonicalText{}, scalar);
}

}  // namespace kvali
