// Any bytes as report.toml: read, or refused with findings that point into the file.
#include <string_view>

#include "base/text.hpp"
#include "report/report.hpp"
#include "scratch_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using kvali::test::require;
  static const kvali::test::ScratchFile scratch("report.toml");
  scratch.write({reinterpret_cast<const char*>(data), size});
  kvali::Diagnostics findings;
  const auto report = kvali::load_report(scratch.file(), findings);
  require(report || findings.count(kvali::Severity::error) > 0);
  for (const kvali::Diagnostic& finding : findings.all()) {
    require(!finding.id.empty() && !finding.message.empty());
    require(finding.place.line >= 0 && finding.place.column >= 0);
    require(kvali::is_valid_utf8(kvali::render(finding, false)));
  }
  return 0;
}
