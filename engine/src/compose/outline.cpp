#include "compose/outline.hpp"

namespace kvali {

namespace {

class Outline {
 public:
  std::vector<std::string> of(const Template& form) {
    for (const SectionSpec& section : form.sections) add("section", section.name);
    walk(form.body);
    return std::move(lines_);
  }

 private:
  void walk(const Nodes& nodes) {
    for (const Node& node : nodes) std::visit([this](const auto& one) { visit(one); }, node.node);
  }
  void add(const char* what, const std::string& name) {
    lines_.push_back(name.empty() ? what : std::string(what) + " " + name);
  }

  /// Text and lists come and go with what there is to say; they are no structure.
  template <class Other>
  void visit(const Other&) {}
  void visit(const HeadingNode& heading) { add("heading", heading.attributes.id); }
  void visit(const TableNode& table) { add("table", table.id); }
  void visit(const ChartNode& chart) { add("chart", chart.id); }
  void visit(const KpiNode&) { add("kpi", {}); }
  void visit(const KeyValueNode& pairs) { add("keyvalue", pairs.id); }
  void visit(const EvidenceNode&) { add("evidence", {}); }
  void visit(const NarrativeNode& narrative) { add("narrative", narrative.section); }
  void visit(const CalloutNode& callout) { walk(callout.content); }
  void visit(const QuoteNode& quote) { walk(quote.content); }
  void visit(const PartNode& part) { walk(*part.body); }
  void visit(const ForOf<Nodes>& loop) {
    walk(loop.body);
    walk(loop.otherwise);
  }
  void visit(const IfOf<Nodes>& choice) {
    for (const auto& [condition, body] : choice.branches) walk(body);
  }

  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> outline_of(const Template& form) {
  return Outline().of(form);
}

}  // namespace kvali
