#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compose/expression.hpp"

namespace kvali {

/// One `{% ... %}`.
struct Tag {
  enum class Kind {
    loop,
    condition,
    else_if,
    otherwise,
    end_loop,
    end_condition,
    include,
    use,
    block,
    end_block,
    broken
  };

  Kind kind = Kind::broken;
  Span span;
  Loop loop;                ///< loop
  ExpressionPtr condition;  ///< condition, else_if; null where it could not be read.
  PartCall part;            ///< include, use, block; without a name where it could not be read.
};

/// Template text that a Markdown parser cannot misread: every `{{ ... }}` is one private-use
/// character, every tag a processing instruction (with its indentation and `>` signs, so that it
/// stays in its list or quote) or, between the rows of a table, a row of its own.
///
/// Comments stay as they are: what is in them is no part of the template.
///
/// Without this, Markdown splits expressions over emphasis and links, turns their quotes and
/// backslashes, cuts a table cell at a filter's `|`, and swallows tags into the item above.
struct Masked {
  std::string text;                        ///< As many lines as the source has.
  std::vector<ExpressionPtr> expressions;  ///< Null where one could not be read.
  std::vector<Tag> tags;
};

[[nodiscard]] Masked mask(const Code& code, TemplateFindings& findings);

/// Text that holds no expressions and no tags: braces are text.  Private-use characters, which would
/// be taken for masked ones, are findings.
[[nodiscard]] Masked mask_nothing(const Code& code, TemplateFindings& findings);

/// What a masked character stands for.
struct MaskedCharacter {
  enum class Kind { none, expression, tag };
  Kind kind = Kind::none;
  std::size_t index = 0;
};

/// Reads the character at the begin of `text`; masked ones have four bytes.
[[nodiscard]] MaskedCharacter masked_character(std::string_view text);

/// The tag number of "<?k N?>", or -1.
[[nodiscard]] int masked_tag(std::string_view html);

}  // namespace kvali
