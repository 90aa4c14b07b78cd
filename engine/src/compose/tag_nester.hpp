#pragma once

#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "compose/mask.hpp"
#include "compose/node.hpp"

namespace kvali {

/// Turns a run of elements with tags between them into a tree.  Tags must close in the container
/// they were opened in: a list, a quote, a table, the page.
template <typename Element>
class TagNester {
 public:
  using Body = std::vector<Element>;

  explicit TagNester(TemplateFindings& findings) : findings_(findings) {}

  void add(Element element) { body().push_back(std::move(element)); }

  void add(const Tag& tag) {
    switch (tag.kind) {
      case Tag::Kind::loop:
        open_.push_back({&tag, ForOf<Body>{tag.loop, {}, {}}, false});
        break;
      case Tag::Kind::condition: {
        IfOf<Body> branches;
        branches.branches.emplace_back(tag.condition, Body());
        open_.push_back({&tag, std::move(branches), false});
        break;
      }
      case Tag::Kind::else_if:
        branch(tag, tag.condition);
        break;
      case Tag::Kind::otherwise:
        otherwise(tag);
        break;
      case Tag::Kind::end_loop:
        close(tag, Tag::Kind::loop);
        break;
      case Tag::Kind::end_condition:
        close(tag, Tag::Kind::condition);
        break;
      case Tag::Kind::broken:
        break;
      default:
        findings_.add("TPL-04", tag.span, "parts do not stand between the rows of a table",
                      "put the whole table into the part");
    }
  }

  /// What follows belongs to a block of its own, until close_block().
  void open_block(const Tag& tag) { open_.push_back({&tag, Body(), false}); }

  struct Block {
    const Tag* opener;
    Body body;
  };
  /// The block that was opened last, or nothing after a finding.
  [[nodiscard]] std::optional<Block> close_block(const Tag& tag) {
    if (open_.empty() || open_.back().opener->kind != Tag::Kind::block) {
      complain(tag, "no block is open here");
      return std::nullopt;
    }
    Block block{open_.back().opener, std::get<Body>(std::move(open_.back().node))};
    open_.pop_back();
    return block;
  }

  [[nodiscard]] Body finish() {
    while (!open_.empty()) {
      const Tag::Kind kind = open_.back().opener->kind;
      const bool loop = kind == Tag::Kind::loop;
      const bool block = kind == Tag::Kind::block;
      findings_.add("TPL-04", open_.back().opener->span,
                    loop    ? "loop is not closed"
                    : block ? "block is not closed"
                            : "condition is not closed",
                    std::string("add {% ") +
                        (loop    ? "endfor"
                         : block ? "endblock"
                                 : "endif") +
                        " %} in the same list, quote or table, at the same indentation");
      pop();
    }
    return std::move(body_);
  }

 private:
  struct Frame {
    const Tag* opener;
    std::variant<ForOf<Body>, IfOf<Body>, Body> node;  ///< Body: of a block.
    bool in_else;
  };

  Body& body() {
    if (open_.empty()) return body_;
    Frame& frame = open_.back();
    if (auto* loop = std::get_if<ForOf<Body>>(&frame.node))
      return frame.in_else ? loop->otherwise : loop->body;
    if (auto* block = std::get_if<Body>(&frame.node)) return *block;
    return std::get<IfOf<Body>>(frame.node).branches.back().second;
  }

  void complain(const Tag& tag, std::string message) {
    findings_.add("TPL-04", tag.span, std::move(message),
                  "tags close in the list, quote or table they were opened in, at the same indentation");
  }

  void branch(const Tag& tag, ExpressionPtr condition) {
    if (open_.empty() || open_.back().opener->kind != Tag::Kind::condition || open_.back().in_else) {
      complain(tag, "no condition is open here");
      return;
    }
    std::get<IfOf<Body>>(open_.back().node).branches.emplace_back(std::move(condition), Body());
  }

  void otherwise(const Tag& tag) {
    if (open_.empty() || open_.back().in_else || open_.back().opener->kind == Tag::Kind::block) {
      complain(tag, "no loop or condition is open here");
      return;
    }
    if (open_.back().opener->kind == Tag::Kind::condition) branch(tag, nullptr);
    open_.back().in_else = true;
  }

  void close(const Tag& tag, Tag::Kind opener) {
    if (open_.empty() || open_.back().opener->kind != opener) {
      complain(tag, opener == Tag::Kind::loop ? "no loop is open here" : "no condition is open here");
      return;
    }
    pop();
  }

  void pop() {
    Frame frame = std::move(open_.back());
    open_.pop_back();
    if (auto* loop = std::get_if<ForOf<Body>>(&frame.node)) body().push_back(Element{std::move(*loop)});
    if (auto* condition = std::get_if<IfOf<Body>>(&frame.node))
      body().push_back(Element{std::move(*condition)});
  }

  TemplateFindings& findings_;
  Body body_;
  std::vector<Frame> open_;
};

}  // namespace kvali
