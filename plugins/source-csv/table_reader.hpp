#pragma once

#include <kvali/plugin.hpp>
#include <string>
#include <vector>

#include "encoding.hpp"
#include "ragged.hpp"
#include "scanner.hpp"

namespace kvali::csv {

/// What a table reader works on.
struct ReaderInput {
  Text text;
  Scanner scanner;  ///< Stands before the first data record.
  size_t columns = 0;
  std::vector<std::string> skip;
  std::string path;
  bool ends_at_blank = false;  ///< The file goes on with something else.
};

/// Pulls the records of a file as batches; the stream that the engine holds owns it, so it outlives
/// open().  Used by one thread at a time.
class TableReader {
 public:
  TableReader(ReaderInput input, const kvali_call* call);
  /// Adds rows until the batch is full; none = the end.  An errno value after a report.
  int next(kvali_rows* out) noexcept;

  /// Hands the table to the engine.
  static void add_table(std::unique_ptr<TableReader> reader, const std::string& name,
                        const std::vector<Column>& columns, const Metadata& metadata);

 private:
  void fill(kvali_rows* out);
  void add_row(kvali_rows* out);
  void check_record();
  void finish();
  int fail(kvali_rows* out, const std::string& message, const std::string& where, int code) const;

  ReaderInput input_;
  Component reporter_;
  RaggedRows ragged_;
  Record record_;
  std::string scratch_;
  size_t batch_text_bytes_ = 0;
  size_t cells_ = 0;  ///< Of all batches so far.
  bool finished_ = false;
};

}  // namespace kvali::csv
