#include "compose/parse_markdown.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <charconv>
#include <map>
#include <memory>

#include "base/text.hpp"
#include "compose/parse_inline.hpp"
#include "compose/tag_nester.hpp"
#include "compose/template_image.hpp"
#include "compose/template_parts.hpp"

namespace kvali {

namespace {

constexpr int deepest_container = 24;
constexpr int deepest_document = 3;

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

Tree parse_tree(const std::string& text) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_FOOTNOTES));
  // Not "autolink" (data never becomes a link by itself, and its matching was polynomial), not
  // "tagfilter" (no raw HTML passes at all).
  for (const char* name : {"table", "strikethrough"}) {
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return Tree(cmark_parser_finish(parser.get()));
}

std::string_view literal_of(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal == nullptr ? std::string_view() : std::string_view(literal);
}

class MarkdownCompiler {
 public:
  MarkdownCompiler(const Code& code, const MarkdownContext& context)
      : code_(code),
        context_(context),
        masked_(context.plain ? mask_nothing(code, context.findings) : mask(code, context.findings)) {
    for (std::size_t at = 0; at <= code.text().size();) {
      line_begins_.push_back(at);
      const std::size_t end = code.text().find('\n', at);
      if (end == std::string::npos) break;
      at = end + 1;
    }
  }

  Nodes run() {
    const Tree tree = parse_tree(masked_.text);
    std::vector<cmark_node*> notes;
    for (cmark_node* n = cmark_node_first_child(tree.get()); n != nullptr; n = cmark_node_next(n)) {
      if (node_type(n) == "footnote_definition") notes.push_back(n);
    }
    inline_ = std::make_unique<InlineCompiler>(masked_, context_.findings, notes, context_.plain);
    return blocks(tree.get(), 0);
  }

 private:
  /// The line on which a node begins.
  Span span_of(cmark_node* node) const {
    const auto line = static_cast<std::size_t>(std::max(cmark_node_get_start_line(node), 1));
    if (line > line_begins_.size()) return code_.span(0, 1);
    const std::size_t begin = line_begins_[line - 1];
    const std::size_t end = std::min(code_.text().find('\n', begin), code_.text().size());
    const std::size_t content = std::min(code_.text().find_first_not_of(" \t", begin), end);
    return code_.span(content, std::max<std::size_t>(end - content, 1));
  }

  Nodes blocks(cmark_node* parent, int depth) {
    TagNester<Node> nester(context_.findings);
    if (depth > deepest_container) {
      context_.findings.add("TPL-10", span_of(parent), "lists and quotes are nested too deeply");
      return {};
    }
    for (cmark_node* n = cmark_node_first_child(parent); n != nullptr; n = cmark_node_next(n)) {
      if (node_type(n) == "html_block") {
        const int tag = masked_tag(literal_of(n));
        if (tag >= 0 && static_cast<std::size_t>(tag) < masked_.tags.size()) {
          add_tag(masked_.tags[static_cast<std::size_t>(tag)], nester);
        } else if (!is_html_comment(literal_of(n)) && !(html_told_ && literal_of(n).starts_with("</"))) {
          refuse_html(n);
        }
      } else if (auto node = block(n, depth)) {
        nester.add(std::move(*node));
      }
    }
    return nester.finish();
  }

  void add_tag(const Tag& tag, TagNester<Node>& nester) {
    if (tag.kind == Tag::Kind::include || tag.kind == Tag::Kind::use) {
      if (auto body = part_body(tag)) nester.add(Node{PartNode{tag.span, std::move(body), tag.part.values}});
    } else if (tag.kind == Tag::Kind::block) {
      nester.open_block(tag);
      if (context_.parts != nullptr) placed_before_[&tag] = context_.parts->placed();
    } else if (tag.kind == Tag::Kind::end_block) {
      auto block = nester.close_block(tag);
      if (!block || context_.parts == nullptr || block->opener->part.name.empty()) return;
      context_.parts->define(block->opener->part.name, std::move(block->body), placed_before_[block->opener],
                             block->opener->span, context_.findings);
    } else {
      nester.add(tag);
    }
  }

  /// What an included file holds, or a block; null after a finding.
  std::shared_ptr<const Nodes> part_body(const Tag& tag) {
    if (context_.parts == nullptr || tag.part.name.empty()) return nullptr;
    if (tag.kind == Tag::Kind::use) return context_.parts->use(tag.part.name, tag.span, context_.findings);
    const auto code = context_.parts->open(tag.part.name, tag.span, context_.findings);
    if (!code) return nullptr;
    auto body = std::make_shared<const Nodes>(parse_markdown(*code, context_));
    context_.parts->close();
    return body;
  }

  /// The first half of a pair of tags tells of both.
  void refuse_html(cmark_node* node) {
    html_told_ = true;
    context_.findings.add("TPL-11", span_of(node), "raw HTML is not allowed",
                          "use Markdown; comments <!-- --> may stay");
  }

  std::optional<Node> block(cmark_node* node, int depth) {
    const std::string_view type = node_type(node);
    if (type == "paragraph") return paragraph(node);
    if (type == "heading") return heading(node);
    if (type == "list") return list(node, depth);
    if (type == "block_quote") return Node{QuoteNode{blocks(node, depth + 1)}};
    if (type == "code_block") return fenced(node);
    if (type == "table") return table(node);
    if (type == "thematic_break") {
      context_.findings.add("TPL-11", span_of(node), "a rule is not printed",
                            context_.plain ? "remove it" : "write ```pagebreak, or remove it",
                            Severity::warning);
    }
    return std::nullopt;
  }

  std::optional<Node> paragraph(cmark_node* node) {
    cmark_node* const only = cmark_node_first_child(node);
    const bool alone = only != nullptr && cmark_node_next(only) == nullptr;
    if (alone && node_type(only) == "image" && !context_.plain) return image(only, node);
    ParagraphNode paragraph;
    paragraph.content = inline_->children(node, span_of(node));
    if (context_.plain) return Node{std::move(paragraph)};
    paragraph.attributes = inline_->take_attributes(paragraph.content);
    check_styles(paragraph.attributes, span_of(node), {"lead", "muted", "caption", "source"});
    return Node{std::move(paragraph)};
  }

  std::optional<Node> heading(cmark_node* node) {
    HeadingNode heading;
    heading.level = cmark_node_get_heading_level(node);
    heading.content = inline_->children(node, span_of(node));
    if (context_.plain) return Node{std::move(heading)};
    heading.attributes = inline_->take_attributes(heading.content);
    check_styles(heading.attributes, span_of(node), {"annex", "landscape", "portrait"});
    return Node{std::move(heading)};
  }

  void check_styles(const NodeAttributes& attributes, Span span, const std::vector<std::string_view>& known) {
    for (const std::string& style : attributes.styles) {
      if (std::find(known.begin(), known.end(), style) != known.end()) continue;
      std::string hint = did_you_mean(style, known);
      if (hint.empty()) {
        hint = "known here:";
        for (const std::string_view name : known) hint += " ." + std::string(name);
      }
      context_.findings.add("TPL-11", span, "unknown style ." + style, hint);
    }
  }

  std::optional<Node> image(cmark_node* node, cmark_node* paragraph) {
    const char* url = cmark_node_get_url(node);
    auto image = load_template_image(context_.folder, url == nullptr ? "" : url, span_of(paragraph),
                                     context_.findings);
    if (!image) return std::nullopt;
    for (const InlineNode& part : inline_->children(node, span_of(node))) image->alt += part.text;
    return Node{std::move(*image)};
  }

  std::optional<Node> list(cmark_node* node, int depth) {
    ListNode list;
    list.numbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    if (list.numbered) list.start = cmark_node_get_list_start(node);
    for (cmark_node* item = cmark_node_first_child(node); item != nullptr; item = cmark_node_next(item)) {
      list.items.push_back(blocks(item, depth + 1));
    }
    return Node{std::move(list)};
  }

  std::optional<Node> fenced(cmark_node* node) {
    const std::string info(trim(cmark_node_get_fence_info(node)));
    const Span fence = span_of(node);
    if (context_.plain && !info.empty() && info != "text")
      context_.findings.add("TPL-07", fence, "a narrative has no blocks; this one is printed as it stands",
                            "remove it, or put it into the template", Severity::warning);
    if (context_.plain || info.empty() || info == "text")
      return Node{CodeNode{std::string(literal_of(node))}};
    if (context_.depth >= deepest_document) {
      context_.findings.add("TPL-10", fence, "blocks are nested too deeply");
      return std::nullopt;
    }
    return parse_block(info, body_of(node), fence, context_);
  }

  /// The lines of a fenced block as they lie in the source, behind the signs of its list or quote.
  Code body_of(cmark_node* node) const {
    Code body;
    std::string_view rest = literal_of(node);
    auto line = static_cast<std::size_t>(cmark_node_get_start_line(node));  // The one below the fence.
    for (; !rest.empty() && line < line_begins_.size(); ++line) {
      const std::size_t length = std::min(rest.find('\n'), rest.size() - 1) + 1;
      const std::size_t begin = line_begins_[line];
      const std::size_t end = std::min(code_.text().find('\n', begin), code_.text().size());
      const std::size_t content = length - (rest[length - 1] == '\n' ? 1 : 0);
      const std::size_t indent = end - begin >= content ? end - begin - content : 0;
      body.append(rest.substr(0, length), code_.span(begin + indent, 0).offset);
      rest.remove_prefix(length);
    }
    return body;
  }

  std::optional<Node> table(cmark_node* node) {
    GridNode grid;
    const std::size_t columns = cmark_gfm_extensions_get_table_columns(node);
    const std::uint8_t* align = cmark_gfm_extensions_get_table_alignments(node);
    for (std::size_t i = 0; i < columns; ++i) grid.align.push_back(align_name(align[i]));
    TagNester<GridRow> nester(context_.findings);
    for (cmark_node* row = cmark_node_first_child(node); row != nullptr; row = cmark_node_next(row)) {
      GridCells cells;
      for (cmark_node* cell = cmark_node_first_child(row); cell != nullptr; cell = cmark_node_next(cell)) {
        if (const Tag* tag = row_tag(cell)) {
          nester.add(*tag);
          cells.clear();
          break;
        }
        cells.push_back(inline_->children(cell, span_of(row)));
      }
      if (cells.empty()) continue;
      if (cmark_gfm_extensions_get_table_row_is_header(row) != 0)
        grid.header = std::move(cells);
      else
        nester.add(GridRow{std::move(cells)});
    }
    grid.rows = nester.finish();
    return Node{std::move(grid)};
  }

  static std::string align_name(std::uint8_t sign) {
    return sign == 'l' ? "left" : sign == 'r' ? "right" : sign == 'c' ? "center" : "";
  }

  const Tag* row_tag(cmark_node* cell) const {
    cmark_node* const text = cmark_node_first_child(cell);
    if (text == nullptr || node_type(text) != "text") return nullptr;
    const MaskedCharacter sign = masked_character(literal_of(text));
    return sign.kind == MaskedCharacter::Kind::tag && sign.index < masked_.tags.size()
               ? &masked_.tags[sign.index]
               : nullptr;
  }

  const Code& code_;
  const MarkdownContext& context_;
  Masked masked_;
  std::vector<std::size_t> line_begins_;
  std::unique_ptr<InlineCompiler> inline_;
  std::map<const Tag*, std::size_t> placed_before_;  ///< Parts placed before a block was opened.
  bool html_told_ = false;
};

}  // namespace

Nodes parse_markdown(const Code& code, const MarkdownContext& context) {
  return MarkdownCompiler(code, context).run();
}

}  // namespace kvali
