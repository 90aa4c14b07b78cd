#pragma once

#include <filesystem>

#include "compose/node.hpp"

namespace kvali {

class TemplateParts;

/// What parsing needs beside the text.
struct MarkdownContext {
  TemplateFindings& findings;
  std::filesystem::path folder;  ///< Images lie here or below.
  int depth = 0;                 ///< Documents inside blocks: a callout's body is one level down.
  /// A narrative: no expressions, tags, blocks, styles, pictures or links within the report.
  bool plain = false;
  TemplateParts* parts = nullptr;  ///< Files and blocks of a template; null: there are none.
};

/// Template text (GFM with tables and strikethrough, without autolinks and raw HTML) -> tree.
[[nodiscard]] Nodes parse_markdown(const Code& code, const MarkdownContext& context);

/// The body of a fenced block, TOML -> its node; nothing after a finding.
[[nodiscard]] std::optional<Node> parse_block(const std::string& kind, const Code& body, Span fence,
                                              const MarkdownContext& context);

}  // namespace kvali
