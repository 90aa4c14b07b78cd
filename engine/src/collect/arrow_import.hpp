#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "collect/plugin_call.hpp"
#include "kvali/plugin.h"
#include "table/workspace.hpp"

namespace kvali {

/// Owns a stream and releases it.
class StreamOwner {
 public:
  explicit StreamOwner(ArrowArrayStream* from) : stream_(*from) { from->release = nullptr; }
  StreamOwner(StreamOwner&& other) noexcept : stream_(other.stream_) { other.stream_.release = nullptr; }
  StreamOwner(const StreamOwner&) = delete;
  StreamOwner& operator=(const StreamOwner&) = delete;
  StreamOwner& operator=(StreamOwner&&) = delete;
  ~StreamOwner() {
    if (stream_.release) stream_.release(&stream_);
  }
  ArrowArrayStream* get() { return &stream_; }

 private:
  ArrowArrayStream stream_;
};

/// The record of every row of one table.
class RowRefs {
 public:
  /// All of one origin, none with a column of its own.
  void push_back(const SourceRef& ref);
  [[nodiscard]] SourceRef operator[](std::size_t row) const;
  [[nodiscard]] std::size_t size() const { return rows_.size(); }

 private:
  std::uint32_t origin_ = 0;
  std::vector<std::int64_t> rows_;
  std::vector<std::uint32_t> files_;  ///< Shorter than rows_ where the last rows have the origin's file.
};

/// A source's table as the engine keeps it: the columns as given, texts NFC, rows with evidence.
struct RawTable {
  Table table;
  char decimal = '.';  ///< Decimal separator of numbers in text columns (kvali:decimal).
  std::map<std::string, std::string, std::less<>> headings;  ///< Column name -> heading as written.
  std::map<std::string, std::string, std::less<>> letters;   ///< Column name -> what {column} stands for.
  std::map<std::string, std::string, std::less<>>
      notes;     ///< Column name -> column of its notes (kvali:note_of).
  RowRefs refs;  ///< One per row.
};

/// Most cells a source may bring in one table; more is refused, so that memory stays bounded.
inline constexpr std::int64_t most_cells = 400'000'000;

/// Pulls a stream to its end.  Nothing, after a finding (PLG-06 by the plugin, PLG-08 not what the
/// contract allows), if it fails.
[[nodiscard]] std::optional<RawTable> import_table(const std::string& name, StreamOwner stream,
                                                   PluginCall& call, const std::string& source, int rank,
                                                   const std::string& base_folder, Evidence& evidence);

}  // namespace kvali
