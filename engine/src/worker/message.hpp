#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/diagnostic.hpp"
#include "base/step.hpp"

namespace kvali {

/// Asks for the folder to write into; answered by a line with its name, see MessageWriter::ask_folder.
struct FolderRequest {};

/// A file is complete in that folder.
struct MadeFile {
  std::string name;  ///< Bare name.
};

/// A line the command prints to standard output.
struct OutputLine {
  std::string text;  ///< Without its end.
};

/// The command cannot go on: Error or UsageError.
struct Failure {
  bool usage = false;
  std::string message;
  std::string hint;
};

/// Memory is used up: the last line of a worker that ends for it.
struct OutOfMemory {};

/// The last line of a worker that came to its end.
struct End {
  int exit_code = 0;
  bool made = false;        ///< Everything asked for is complete.
  std::size_t dropped = 0;  ///< Diagnostics::dropped().
};

/// One line of what a worker tells the program that started it.
using WorkerMessage =
    std::variant<Step, Diagnostic, FolderRequest, MadeFile, OutputLine, Failure, OutOfMemory, End>;

/// The message as one line of JSON with its end.
[[nodiscard]] std::string to_line(const WorkerMessage& message);

/// The message of a line without its end, or nothing: not JSON, an unknown kind, a field that is missing
/// or of another type.
[[nodiscard]] std::optional<WorkerMessage> parse_message(std::string_view line);

/// The line of OutOfMemory, which must be written without allocating.
inline constexpr std::string_view out_of_memory_line = "{\"kind\":\"memory\"}\n";

}  // namespace kvali
