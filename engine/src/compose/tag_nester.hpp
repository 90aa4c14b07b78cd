#pragma once

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
    }
  }

  [[nodiscard]] Body finish() {
    while (!open_.empty()) {
      const bool loop = open_.back().opener->kind == Tag::Kind::loop;
      findings_.add("TPL-04", open_.back().opener->span,
                    loop ? "loop is not closed" : "condition is not closed",
                    std::string("add {% ") + (loop ? "endfor" : "endif") +
                        " %} in the same list, quote or table, at the same indentation");
      pop();
    }
    return std::move(body_);
  }

 private:
  struct Frame {
    const Tag* opener;
    std::variant<ForOf<Body>, IfOf<Body>> node;
    bool in_else;
  };

  Body& body() {
    if (open_.empty()) return body_;
    Frame& frame = open_.back();
    if (auto* loop = std::get_if<ForOf<Body>>(&frame.node))
      return frame.in_else ? loop->otherwise : loop->body;
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
    if (open_.empty() || open_.back().in_else) {
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
    std::visit([&](auto& node) { body().push_back(Element{std::move(node)}); }, frame.node);
  }

  TemplateFindings& findings_;
  Body body_;
  std::vector<Frame> open_;
};

}  // namespace kvali
