#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kvali {

/// One record a value came from.
struct SourceRef {
  std::uint32_t origin = 0;  ///< Index into Evidence::origins().
  std::uint32_t file = 0;    ///< Index into Evidence::files(); 0 = the origin's file.
  std::int64_t row = 0;      ///< kvali_row; 0 = unknown.
  std::string column = {};   ///< What {column} stands for; may be empty.

  friend auto operator<=>(const SourceRef&, const SourceRef&) = default;
};

/// A number for every record, from 1.  Neighbouring rows of one table get neighbouring numbers and are
/// kept as one run, so that a million rows of a file cost a few bytes together.
class RecordNumbers {
 public:
  /// The number of a record: the same for the same record.
  std::uint32_t add(const SourceRef& ref);
  [[nodiscard]] SourceRef record(std::uint32_t number) const;
  /// How much there is to keep.
  [[nodiscard]] std::size_t runs() const { return runs_.size(); }

 private:
  struct Key {
    std::uint32_t origin, file, column;
    std::int64_t row;
    friend auto operator<=>(const Key&, const Key&) = default;
    /// The same but for the row.
    [[nodiscard]] bool same_line(const Key& other) const {
      return origin == other.origin && file == other.file && column == other.column;
    }
  };
  /// Rows key.row, key.row + 1 ... with the numbers first, first + 1 ...
  struct Run {
    Key key;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };

  std::uint32_t column_number(const std::string& column);
  [[nodiscard]] std::uint32_t find(const Key& key) const;
  std::uint32_t start_run(const Key& key);

  std::vector<Run> runs_;              ///< In the order of their numbers.
  std::map<Key, std::size_t> starts_;  ///< First row of every run -> its place in runs_.
  std::int64_t open_until_ = 0;        ///< The last run must not grow over this row: another one has it.
  std::vector<std::string> columns_{""};
  std::map<std::string, std::uint32_t, std::less<>> column_numbers_{{"", 0}};
  std::uint32_t next_ = 1;
};

}  // namespace kvali
