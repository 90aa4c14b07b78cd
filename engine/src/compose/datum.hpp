#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compose/figure_names.hpp"
#include "table/evidence.hpp"
#include "table/scalar.hpp"

namespace kvali {

struct Node;
struct Trace;

/// What an expression evaluates to: a scalar with the records behind it, perhaps already in the form
/// in which it is shown; or a list; or text made of pieces, each of which may be a figure.
struct Datum {
  enum class Kind { scalar, list, pieces };

  Kind kind = Kind::scalar;
  Scalar scalar = Mark::not_recorded;  ///< pieces: their text.
  EvidenceId evidence = 0;
  bool formatted = false;  ///< `shown` and `format` were chosen by a filter.
  std::string shown;
  std::string shown_at_least;  ///< Where it differs: as a lower bound, rounded down.
  std::string format;          ///< Number format code.
  std::string lang;            ///< Where a message fell back to English.
  std::shared_ptr<const std::vector<Datum>> items;
  std::shared_ptr<const std::vector<Node>> blocks;  ///< What Markdown in the text makes of it, if it counts.
  FigureCell cell;                                  ///< The cell that it was read from, if it was.
  std::shared_ptr<const Trace> trace;               ///< How it was computed, if a template did it.

  Datum() = default;
  Datum(Scalar value, EvidenceId records = 0) : scalar(std::move(value)), evidence(records) {}

  [[nodiscard]] bool missing() const { return kind == Kind::scalar && is_missing(scalar); }
  [[nodiscard]] Mark mark() const { return missing() ? std::get<Mark>(scalar) : Mark::none; }
  [[nodiscard]] const std::string* text() const {
    return kind == Kind::list ? nullptr : std::get_if<std::string>(&scalar);
  }
};

/// A value that a template computed with: a cell, or what it computed before.
struct TracePart {
  Scalar value;
  EvidenceId evidence = 0;
  FigureCell cell;
};

/// How a template computed a value.
struct Trace {
  std::string rule;  ///< As in Computation.
  std::vector<TracePart> parts;
  std::size_t count = 0;
};

/// Integers, decimals and finite doubles as an exact number.
[[nodiscard]] std::optional<Decimal> number_of(const Scalar& scalar);

/// A whole number as an integer, so that counts stay counts.
[[nodiscard]] Scalar scalar_of(const Decimal& number);

/// Of two missing values the one that must win: what is computed from a withheld value is withheld.
[[nodiscard]] Mark stronger(Mark a, Mark b);

/// "text", "number", "date": as a message calls it.
[[nodiscard]] std::string kind_name(const Datum& datum);

}  // namespace kvali
