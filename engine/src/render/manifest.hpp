#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/period.hpp"

namespace kvali {

/// What made a report, written beside it: enough to show which inputs and versions a file came from.
struct Manifest {
  struct File {
    std::string name;  ///< Relative to the report's folder (inputs), or the bare name (outputs).
    std::string sha256;
    std::uintmax_t bytes = 0;
  };
  std::string report, lang, engine_version, template_name, template_version, as_of, period, audience;
  int revision = 0;
  bool draft = false;
  bool deliverable = true;  ///< No finding of severity block is open.
  std::vector<File> inputs, outputs;
};

/// SHA-256 of a file, in hexadecimal.  Throws Error.
[[nodiscard]] Manifest::File describe_file(const std::filesystem::path& path, std::string name);

/// The manifest as JSON, keys in a fixed order; the same run gives the same bytes.
[[nodiscard]] std::string to_json(const Manifest& manifest, const Diagnostics& findings);

/// One finding as JSON, as `--json` prints it.
[[nodiscard]] std::string to_json(const Diagnostic& finding);

}  // namespace kvali
