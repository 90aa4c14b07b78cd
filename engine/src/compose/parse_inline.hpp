#pragma once

#include <string_view>
#include <vector>

#include "compose/mask.hpp"
#include "compose/node.hpp"

struct cmark_node;

namespace kvali {

/// The node's type as the library names it; it has no names for notes.
[[nodiscard]] std::string_view node_type(cmark_node* node);

[[nodiscard]] bool is_html_comment(std::string_view html);

/// Compiles the text of paragraphs, headings and cells: marks, links, notes and the expressions that
/// were masked.
class InlineCompiler {
 public:
  /// `notes` are the definitions of the document's notes, in the order of their numbers.
  /// A `plain` text may link to addresses outside the report only.
  InlineCompiler(const Masked& masked, TemplateFindings& findings, std::vector<cmark_node*> notes,
                 bool plain = false)
      : masked_(masked),
        findings_(findings),
        notes_(std::move(notes)),
        compiled_notes_(notes_.size()),
        plain_(plain) {}

  /// `place` is where findings about the text point to.
  [[nodiscard]] InlineNodes children(cmark_node* parent, Span place);
  /// Cuts `{#id .style}` off the end.
  [[nodiscard]] static NodeAttributes take_attributes(InlineNodes& content);

 private:
  struct Look {
    unsigned marks = 0;
    std::shared_ptr<const TextTemplate> href;
  };

  void collect(cmark_node* parent, const Look& look, InlineNodes& out);
  void one(cmark_node* node, Look look, InlineNodes& out);
  void text(std::string_view literal, const Look& look, InlineNodes& out);
  void note(cmark_node* node, InlineNodes& out);
  [[nodiscard]] std::shared_ptr<const InlineNodes> note_content(cmark_node* definition);
  [[nodiscard]] std::shared_ptr<const TextTemplate> href(std::string_view url) const;
  [[nodiscard]] bool may_link(std::string_view url);

  const Masked& masked_;
  TemplateFindings& findings_;
  std::vector<cmark_node*> notes_;
  std::vector<std::shared_ptr<const InlineNodes>> compiled_notes_;  ///< Null until first referred to.
  bool plain_;
  Span place_;
  int depth_ = 0;
  bool html_told_ = false;
  bool in_note_ = false;
};

}  // namespace kvali
