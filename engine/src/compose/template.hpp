#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "compose/node.hpp"
#include "locale/catalogue.hpp"
#include "locale/locale.hpp"

namespace kvali {

/// Something a report may set for a template: `[parameters]` of report.toml.
struct ParameterSpec {
  std::string name;
  Type type = Type::text;
  Scalar fallback = Mark::not_recorded;
  std::string doc;
  Span span;
};

/// A text that people write month by month: `[sections.summary]` of the front matter.
struct SectionSpec {
  std::string name;
  TextTemplate title;
  bool required = false;
  int words = 0;  ///< At most; 0 = as many as it takes.
  std::string doc;
  Span span;
};

/// A template, parsed and compiled for one language.  Immutable; it may be composed many times.
///
/// The folder holds template.md (TOML front matter between lines of +++, then Markdown), files that it
/// includes, and locale/<language>.toml with the template's words, laid over the engine's own.
struct Template {
  std::string name;
  std::string version;
  std::string description;
  TextTemplate title;
  std::optional<int> deviation_band;  ///< Per cent that a figure may be off its target without a word.
  std::vector<ParameterSpec> parameters;
  std::vector<SectionSpec> sections;
  bool fixed_structure = false;  ///< A donor prescribes what it is made of: structure = "fixed".
  Nodes body;
  std::vector<std::pair<std::string, Span>> unused_blocks;  ///< Nothing in them is checked.
  std::shared_ptr<const SourceText> source;
  std::shared_ptr<const Locale> locale;  ///< Of `catalogue`.
  std::shared_ptr<const Catalogue> catalogue;
};

/// Reads a template; what is wrong in it goes to `diagnostics`, all of it (TPL-01 to TPL-11).  With
/// errors the result is what could be read, fit for messages but not for a report.  Throws Error if
/// there is no such language.
[[nodiscard]] Template load_template(const std::filesystem::path& folder, std::string_view lang,
                                     Diagnostics& diagnostics);

}  // namespace kvali
