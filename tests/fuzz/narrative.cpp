// Whatever a person writes: it becomes blocks or findings, and never an expression, a tag or a bad link.
#include <cstdlib>
#include <string>
#include <variant>

#include "base/text.hpp"
#include "compose/address.hpp"
#include "compose/narrative.hpp"

namespace {

/// Not assert(): the fuzzer must stop whatever NDEBUG says.
void require(bool holds) {
  if (!holds) std::abort();
}

void check(const kvali::InlineNodes& nodes) {
  for (const kvali::InlineNode& node : nodes) {
    require(node.kind != kvali::InlineNode::Kind::expression && node.expression == nullptr);
    require(kvali::is_valid_utf8(node.text));
    if (node.note != nullptr) check(*node.note);
    if (node.href == nullptr) continue;
    std::string address;
    for (const kvali::TextPart& part : node.href->parts) address += part.text;
    require(kvali::is_safe_address(address) && address.front() != '#');
  }
}

void check(const kvali::Nodes& nodes) {
  for (const kvali::Node& one : nodes) {
    if (const auto* heading = std::get_if<kvali::HeadingNode>(&one.node)) check(heading->content);
    if (const auto* paragraph = std::get_if<kvali::ParagraphNode>(&one.node)) check(paragraph->content);
    if (const auto* quote = std::get_if<kvali::QuoteNode>(&one.node)) check(quote->content);
    if (const auto* list = std::get_if<kvali::ListNode>(&one.node))
      for (const kvali::Nodes& item : list->items) check(item);
    require(!std::holds_alternative<kvali::ForOf<kvali::Nodes>>(one.node));
    require(!std::holds_alternative<kvali::IfOf<kvali::Nodes>>(one.node));
    require(!std::holds_alternative<kvali::TableNode>(one.node));
    require(!std::holds_alternative<kvali::ImageNode>(one.node));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  kvali::Diagnostics diagnostics;
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto body = kvali::parse_narrative("narrative.md", text, "section=summary", diagnostics))
    check(*body);
  return 0;
}
