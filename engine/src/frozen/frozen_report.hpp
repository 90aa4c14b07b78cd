#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "table/scalar.hpp"

namespace kvali {

/// A number as it stood when a report was frozen.
struct FrozenNumber {
  std::optional<Decimal> value;    ///< The true one, also where the report withheld it.
  Mark mark = Mark::not_recorded;  ///< Why there is none.
  /// The report showed a mark in its place: whoever prints a difference to it must not give it away.
  bool withheld = false;

  /// As the donor saw it.
  [[nodiscard]] Scalar printed() const {
    if (withheld) return Mark::withheld;
    return value ? Scalar{*value} : Scalar{mark};
  }
};

/// Which part of an indicator a number is about.
struct FigureKey {
  std::string indicator;
  std::string group;  ///< "sex=f"; "" = everybody.
  std::string place;  ///< Location; "" = all of them.

  friend auto operator<=>(const FigureKey&, const FigureKey&) = default;
  [[nodiscard]] bool is_total() const { return group.empty() && place.empty(); }
};

/// What the report showed of an indicator, a group of people or a place.
struct FrozenFigure {
  FigureKey key;
  FrozenNumber period, to_date;
};

/// A value behind the figures: what was reported for one unit of time, all sources merged.
struct FrozenValue {
  FigureKey key;
  Period when{};
  bool opening = false;  ///< An opening balance, up to the period's end.
  std::optional<Decimal> value, num, den;
  std::string note;  ///< note_mark() of what is noted beside it.
};

/// A target in force.
struct FrozenTarget {
  std::string indicator;
  std::optional<Period> scope;  ///< Nothing: the life of the project.
  Decimal value;
};

/// A budget line in the report's currency.
struct FrozenLine {
  std::string line;
  FrozenNumber approved, period, to_date, committed, advances;
};

struct FrozenAction {
  std::string action;
  std::string status;  ///< open, in_progress, overdue, done or cancelled, at the period's end.
};

struct FrozenMeeting {
  std::string meeting;
  std::optional<Date> date;
};

/// A file that the report was made from: its path from the report's folder.
struct FrozenInput {
  std::string file;
  std::string sha256;
};

/// The facts of a report as it was given out.
struct FrozenReport {
  std::string report;  ///< Its id.
  Period period{};
  int revision = 0;  ///< From 1; of one period.
  Date as_of{};
  std::string audience, agreement, currency;
  std::vector<std::string> langs;
  std::string template_name, template_version;
  std::vector<std::string> outline;  ///< Headings, blocks and sections of the template, in its order.
  bool fixed_structure = false;      ///< Its donor prescribes them.
  std::string engine_version;

  std::vector<FrozenFigure> figures;
  std::vector<FrozenValue> values;
  std::vector<FrozenTarget> targets;
  std::vector<FrozenLine> finance;
  std::vector<FrozenAction> actions;
  std::vector<FrozenMeeting> meetings;
  std::vector<FrozenInput> narratives, inputs;

  /// What was printed of a figure, or null.
  [[nodiscard]] const FrozenFigure* find(const FigureKey& key) const {
    for (const FrozenFigure& figure : figures)
      if (figure.key == key) return &figure;
    return nullptr;
  }
};

}  // namespace kvali
