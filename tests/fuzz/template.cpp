// Any bytes as template.md: compiled and composed to a document that can be dumped, or refused with
// findings that point into the file.
#include <string_view>

#include "base/text.hpp"
#include "compose/compose.hpp"
#include "document/document.hpp"
#include "sample_workspace.hpp"
#include "scratch_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using kvali::test::require;
  static const kvali::test::ScratchFile scratch("template.md");
  static const kvali::test::Facts facts = kvali::test::with_figures("en");
  static const kvali::Locale locale("en");
  scratch.write({reinterpret_cast<const char*>(data), size});
  kvali::Diagnostics findings;
  const kvali::Template form = kvali::load_template(scratch.folder(), "en", findings);
  const kvali::ComposeInput input{facts.workspace,
                                  locale,
                                  facts.facts,
                                  {*kvali::make_date(2020, 12, 1), *kvali::make_date(2020, 12, 31)},
                                  facts.parameters,
                                  {},
                                  {}};
  const kvali::Document document = kvali::compose(form, input, findings);
  require(kvali::is_valid_utf8(kvali::dump(document)));
  for (const kvali::Diagnostic& finding : findings.all())
    require(kvali::is_valid_utf8(kvali::render(finding, false)));
  return 0;
}
