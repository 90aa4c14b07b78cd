// Any bytes as a frozen report: read, or refused with a finding; what was read is written and read again.
#include <string_view>

#include "base/text.hpp"
#include "frozen/frozen_text.hpp"
#include "scratch_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using kvali::test::require;
  kvali::Diagnostics findings;
  const auto facts = kvali::read_frozen_text({reinterpret_cast<const char*>(data), size},
                                             "frozen/2025-11.r1.toml", findings);
  require(facts || findings.count(kvali::Severity::error) > 0);
  for (const kvali::Diagnostic& finding : findings.all())
    require(kvali::is_valid_utf8(kvali::render(finding, false)));
  if (!facts) return 0;
  const std::string text = kvali::frozen_text(*facts);
  kvali::Diagnostics again;
  const auto same = kvali::read_frozen_text(text, "frozen/2025-11.r1.toml", again);
  require(same && again.all().empty() && kvali::frozen_text(*same) == text);
  return 0;
}
