#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kvali::csv {

/// What one cell says about the decimal separator of its table.
enum class DecimalSign {
  none,        ///< Not a number, or a number without a separator.
  point,       ///< "12.5", "1,234.5", "1,234,567"
  comma,       ///< "12,5", "1.234,5", "1.234.567"
  lone_point,  ///< "1.234": a decimal point, or groups of thousands
  lone_comma   ///< "1,234": the same with a comma
};
DecimalSign decimal_sign(std::string_view cell);

/// Collects the cells of the first records and decides.
class DecimalVote {
 public:
  struct Sighting {
    size_t line = 0;  ///< 0 = none seen.
    std::string cell;
  };
  struct Verdict {
    char separator = 0;   ///< '.', ',', or 0 where no cell says anything.
    bool certain = true;  ///< False: the cells allow both readings, or contradict each other.
    Sighting example;     ///< The first cell that makes it uncertain.
  };

  void add(size_t column, std::string_view cell, size_t line);
  /// The delimiter decides where the cells do not: programs write ";" where the comma is decimal.
  [[nodiscard]] Verdict verdict(char delimiter) const;

 private:
  struct Column {
    size_t points = 0;
    size_t commas = 0;
    Sighting first_point;
    Sighting first_comma;
  };
  std::vector<Column> columns_;
  Sighting lone_point_;
  Sighting lone_comma_;
};

}  // namespace kvali::csv
