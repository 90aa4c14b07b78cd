// Any bytes between {{ and }}: parsed, or one finding whose place lies inside the text.
#include <string>

#include "base/text.hpp"
#include "compose/expression.hpp"
#include "scratch_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using kvali::test::require;
  const std::string text = kvali::sanitize_utf8({reinterpret_cast<const char*>(data), size});
  const kvali::SourceText source("template.md", text);
  const kvali::Code code(text, 0);
  kvali::Diagnostics diagnostics;
  kvali::TemplateFindings findings(source, diagnostics);
  const bool parsed = kvali::parse_expression(code, findings) != nullptr;
  require(parsed == diagnostics.all().empty());
  (void)kvali::parse_loop(code, findings);
  (void)kvali::parse_order(code, findings);
  (void)kvali::parse_text(code, findings);
  for (const kvali::Diagnostic& finding : diagnostics.all())
    require(kvali::is_valid_utf8(kvali::render(finding, false)));
  return 0;
}
