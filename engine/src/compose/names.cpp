#include "compose/names.hpp"

#include <algorithm>

#include "compose/vocabulary.hpp"

namespace kvali {

namespace {

using Names = std::vector<std::string>;

bool has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The columns that rows have; those of a group are of no table.
struct Columns {
  std::string table;
  Names names;
  bool known = true;  ///< False behind a table of which nothing is known; that was reported.
};

class NameChecker {
 public:
  NameChecker(const Template& templ, const Evaluator& evaluator, TemplateFindings& findings, OwnTables own)
      : template_(templ), evaluator_(evaluator), findings_(findings), own_tables_(own) {
    for (const std::string_view fact : known_facts()) facts_.emplace_back(fact);
    for (const auto& fact : evaluator.input().facts) facts_.push_back(fact.first);
    for (const std::string_view name : {"period", "period.first", "period.last", "lang"})
      facts_.emplace_back(name);
    for (const SectionSpec& section : templ.sections) facts_.push_back("sections." + section.name);
    for (const std::string_view table : known_tables()) tables_.emplace_back(table);
    for (const auto& table : evaluator.input().workspace.tables) tables_.push_back(table.first);
  }

  NamesUsed run() {
    text(template_.title);
    for (const SectionSpec& section : template_.sections) text(section.title);
    nodes(template_.body);
    for (const SectionSpec& section : template_.sections)
      if (!has(placed_, section.name))
        findings_.add("TPL-05", section.span, "the section " + section.name + " is nowhere printed",
                      "add a block: ```narrative with section = \"" + section.name + "\"");
    for (const auto& given : evaluator_.input().parameters) parameter(given.first, {0, 3});
    return std::move(used_);
  }

 private:
  struct Frame {
    std::string name;
    Columns columns;
    bool bare;
  };

  void unknown(const std::string& what, const std::string& name, Span span, const Names& candidates) {
    findings_.add("TPL-05", span, "unknown " + what + " " + name, did_you_mean(name, candidates));
  }

  Columns columns_of(const std::string& table) const {
    Columns columns{table, {}};
    if (const Table* found = evaluator_.table(table)) {
      for (const Column& column : found->columns()) columns.names.push_back(column.name());
    }
    for (const std::string_view name : known_columns(table)) columns.names.emplace_back(name);
    return columns;
  }

  /// The columns of a table; of one that is misspelt those of the table that was meant.
  Columns table(const std::string& name, Span span) {
    if (name.empty()) return {name, {}, false};
    std::optional<std::string> meant = name;
    if (evaluator_.table(name) == nullptr) {
      meant = nearest(name, tables_);
      if (own_tables_ == OwnTables::unknown && !meant)
        findings_.add("TPL-05", span, "no table of Kvali's own is called " + name,
                      "right if a source of the report brings it; kvali check REPORT tells",
                      Severity::warning);
      else
        unknown("table", name, span, tables_);
    }
    used_.columns[meant.value_or(name)];
    return meant ? columns_of(*meant) : Columns{name, {}, false};
  }

  /// Notes that a column is read.
  void read(const std::string& name, const Columns& columns) {
    if (!columns.table.empty() && !name.empty()) used_.columns[columns.table].insert(name);
  }

  void column(const std::string& name, Span span, const Columns& columns) {
    read(name, columns);
    if (!columns.names.empty() && !name.empty() && !has(columns.names, name))
      unknown("column", name, span, columns.names);
  }

  void parameter(const std::string& name, Span span) {
    Names offered;
    for (const ParameterSpec& spec : template_.parameters) offered.push_back(spec.name);
    if (!has(offered, name)) unknown("parameter", name, span, offered);
  }

  // ---- expressions ----
  void expression(const ExpressionPtr& pointer) {
    if (pointer == nullptr) return;
    const Expression& e = *pointer;
    if (e.kind == Expression::Kind::path) return path(e);
    if (e.kind == Expression::Kind::aggregate) return aggregate(e);
    if (e.kind == Expression::Kind::filter) {
      named("filter", e, filter_names());
      check_filter(e, findings_);
    }
    if (e.kind == Expression::Kind::call) named("function", e, function_names());
    note_texts(e, used_);
    for (const ExpressionPtr& operand : e.operands) expression(operand);
    if (e.kind == Expression::Kind::call && e.path[0] == "t" && !e.operands.empty()) message(*e.operands[0]);
  }

  void named(const std::string& what, const Expression& e, const std::vector<std::string_view>& known) {
    if (std::find(known.begin(), known.end(), e.path[0]) != known.end()) return;
    findings_.add("TPL-05", e.span, "unknown " + what + " " + e.path[0], did_you_mean(e.path[0], known));
  }

  void message(const Expression& key) {
    const auto* text = std::get_if<std::string>(&key.literal);
    if (key.kind != Expression::Kind::literal || text == nullptr || evaluator_.catalogue().contains(*text))
      return;
    std::string hint = did_you_mean(*text, evaluator_.catalogue().keys("en"));
    if (hint.empty()) hint = "add it to locale/en.toml";
    findings_.add("TPL-09", key.span, "no message " + *text, hint);
  }

  void aggregate(const Expression& e) {
    const Columns columns = table(e.path[1], e.span);
    if (e.path.size() > 2) column(e.path[2], e.span, columns);
    frames_.push_back({"", columns, true});
    for (const ExpressionPtr& operand : e.operands) expression(operand);
    frames_.pop_back();
  }

  void path(const Expression& e) {
    Names candidates;
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
      if (!frame->name.empty() && frame->name == e.path[0]) {
        if (!frame->columns.known) return read(e.path.size() == 2 ? e.path[1] : "", frame->columns);
        if (e.path.size() == 2) return column(e.path[1], e.span, frame->columns);
        if (e.path.size() == 1) return;  // A whole row: a type error where it is printed.
      }
      if (frame->bare && e.path.size() == 1) {
        if (has(frame->columns.names, e.path[0])) return read(e.path[0], frame->columns);
        if (!frame->columns.known) return read(has(facts_, e.path[0]) ? "" : e.path[0], frame->columns);
        candidates.insert(candidates.end(), frame->columns.names.begin(), frame->columns.names.end());
      }
      if (!frame->name.empty()) candidates.push_back(frame->name);
    }
    if (e.path[0] == "parameters" && e.path.size() == 2) {
      used_.parameters.insert(e.path[1]);
      return parameter(e.path[1], e.span);
    }
    if (e.path[0] == "loop" && e.path.size() == 2) return loop(e);
    std::string name;
    for (const std::string& part : e.path) name += (name.empty() ? "" : ".") + part;
    if (has(facts_, name)) return;
    candidates.insert(candidates.end(), facts_.begin(), facts_.end());
    unknown("name", name, e.span, candidates);
  }

  void loop(const Expression& e) {
    const Names known = {"index", "count", "first", "last"};
    const bool inside = std::any_of(frames_.begin(), frames_.end(), [](const Frame& f) { return !f.bare; });
    if (!inside) findings_.add("TPL-05", e.span, "loop stands outside a loop");
    if (!has(known, e.path[1]))
      unknown("name", "loop." + e.path[1], e.span, {"loop.index", "loop.count", "loop.first", "loop.last"});
  }

  void text(const TextTemplate& text) {
    for (const TextPart& part : text.parts) expression(part.expression);
  }

  // ---- rows ----
  /// The columns that the chosen rows have.
  Columns rows(const RowsSpec& spec) {
    Columns columns = table(spec.rows.table, spec.rows.span);
    frames_.push_back({spec.name, columns, true});
    expression(spec.rows.where);
    frames_.pop_back();
    if (!spec.by.empty() || !spec.measures.empty()) columns = grouped(spec, columns);
    for (const OrderKey& key : spec.rows.order) column(key.column, key.span, columns);
    expression(spec.rows.limit);
    return columns;
  }

  Columns grouped(const RowsSpec& spec, const Columns& columns) {
    Columns result;
    for (const auto& key : spec.by) {
      column(key.first, key.second, columns);
      if (has(result.names, key.first)) findings_.add("TPL-07", key.second, "grouped twice by " + key.first);
      result.names.push_back(key.first);
    }
    for (const MeasureSpec& measure : spec.measures) {
      column(measure.column, spec.rows.span, columns);
      if (has(result.names, measure.name))
        findings_.add("TPL-07", spec.rows.span, "two columns are called " + measure.name);
      result.names.push_back(measure.name);
    }
    return result;
  }

  // ---- nodes ----
  void nodes(const Nodes& all) {
    for (const Node& one : all) std::visit([this](const auto& node) { check(node); }, one.node);
  }
  void inlines(const InlineNodes& all) {
    for (const InlineNode& one : all) {
      expression(one.expression);
      if (one.href != nullptr) {
        text(*one.href);
        note_link(*one.href, used_);
      }
      if (one.note != nullptr) inlines(*one.note);
    }
  }

  void check(const HeadingNode& node) {
    inlines(node.content);
    expression(node.attributes.id_of);
    note_heading(node, used_);
  }
  void check(const ParagraphNode& node) { inlines(node.content); }
  void check(const ListNode& node) {
    for (const Nodes& item : node.items) nodes(item);
  }
  void check(const QuoteNode& node) { nodes(node.content); }
  void check(const CodeNode&) {}
  void check(const ImageNode&) {}
  void check(const PageBreakNode&) {}
  void check(const ContentsNode& node) { text(node.title); }
  void check(const EvidenceNode& node) {
    text(node.caption);
    text(node.sheet);
    used_.anchors.ids.insert("evidence-table");
  }
  void check(const NarrativeNode& node) {
    Names declared;
    for (const SectionSpec& section : template_.sections) declared.push_back(section.name);
    if (!node.section.empty() && !has(declared, node.section))
      unknown("section", node.section, node.section_span, declared);
    placed_.push_back(node.section);
    used_.anchors.ids.insert(node.section);
  }
  void check(const PartNode& node) {
    std::vector<Frame> given{{"", {}, true}};
    for (const auto& [name, value] : node.values) {
      if (const Frame* row = row_called(value)) {
        given.push_back({name, row->columns, false});
      } else {
        expression(value);
        given.front().columns.names.push_back(name);
      }
    }
    const std::size_t outside = frames_.size();
    frames_.insert(frames_.end(), given.begin(), given.end());
    nodes(*node.body);
    frames_.resize(outside);
  }
  /// The row that an expression names and nothing else, or null.
  const Frame* row_called(const ExpressionPtr& value) const {
    if (value == nullptr || value->kind != Expression::Kind::path || value->path.size() != 1) return nullptr;
    const auto frame = std::find_if(frames_.rbegin(), frames_.rend(),
                                    [&](const Frame& one) { return one.name == value->path[0]; });
    return frame == frames_.rend() ? nullptr : &*frame;
  }
  void check(const CalloutNode& node) {
    text(node.title);
    nodes(node.content);
  }
  void check(const KeyValueNode& node) {
    used_.anchors.ids.insert(node.id);
    for (const PairNode& pair : node.pairs) {
      text(pair.key);
      text(pair.text);
      expression(pair.value);
      expression(pair.when);
    }
  }

  void body(const Nodes& all) { nodes(all); }
  void body(const GridRows& all) {
    for (const GridRow& row : all) std::visit([this](const auto& node) { check(node); }, row.node);
  }
  void check(const GridCells& cells) {
    for (const InlineNodes& cell : cells) inlines(cell);
  }
  void check(const GridNode& node) {
    check(node.header);
    body(node.rows);
  }
  template <typename Body>
  void check(const ForOf<Body>& node) {
    const Columns columns = rows({node.loop.rows, {}, {}, {}});
    frames_.push_back({node.loop.name, columns, false});
    body(node.body);
    frames_.pop_back();
    body(node.otherwise);
  }
  template <typename Body>
  void check(const IfOf<Body>& node) {
    for (const auto& branch : node.branches) {
      expression(branch.first);
      body(branch.second);
    }
  }

  void check(const TableNode& node) {
    const Columns columns = rows(node.rows);
    for (const ColumnNode& one : node.columns) expression(one.when);
    frames_.push_back({node.rows.name, columns, true});
    Names shown;
    for (const ColumnNode& one : node.columns) {
      if (has(shown, one.name)) findings_.add("TPL-07", one.span, "two columns are called " + one.name);
      shown.push_back(one.name);
      if (one.value == nullptr) column(one.name, one.span, columns);
      for (const ExpressionPtr& part :
           {one.value, one.decimals, one.at_least, one.status, one.href, one.note})
        expression(part);
      text(one.label);
      text(one.unit);
      note_words(one.words, one.span, used_);
    }
    expression(node.anchor);
    used_.anchors.ids.insert(node.id);
    used_.anchors.any = used_.anchors.any || node.anchor != nullptr;
    frames_.pop_back();
    for (const ColumnNode& one : node.columns) expression(one.total_value);
    column(node.group_by, node.group_span, columns);
    note_words(node.group_words, node.group_span, used_);
    for (const GroupNode& group : node.groups) {
      text(group.label);
      for (const auto& name : group.columns) column(name.first, name.second, {"", shown});
    }
    for (const TextTemplate* words : {&node.caption, &node.sheet, &node.empty, &node.total_label})
      text(*words);
  }

  void check(const ChartNode& node) {
    const Columns columns = rows(node.rows);
    column(node.category, node.category_span, columns);
    note_words(node.category_words, node.category_span, used_);
    used_.anchors.ids.insert(node.id);
    text(node.category_label);
    for (const SeriesNode& series : node.series) {
      column(series.column, series.span, columns);
      text(series.label);
    }
    for (const TextTemplate* words : {&node.title, &node.alt, &node.unit, &node.caption, &node.source})
      text(*words);
  }

  void check(const KpiNode& node) {
    const Columns columns = node.rows ? rows(*node.rows) : Columns();
    frames_.push_back({node.rows ? node.rows->name : "", columns, true});
    for (const TileNode& tile : node.tiles) {
      for (const ExpressionPtr& part : {tile.value, tile.target, tile.share, tile.status, tile.trend})
        expression(part);
      for (const TextTemplate* words : {&tile.label, &tile.unit, &tile.change, &tile.status_text})
        text(*words);
    }
    frames_.pop_back();
  }

  const Template& template_;
  const Evaluator& evaluator_;
  TemplateFindings& findings_;
  Names facts_;
  Names tables_;
  Names placed_;  ///< Sections that a block prints.
  std::vector<Frame> frames_;
  OwnTables own_tables_;
  NamesUsed used_;
};

}  // namespace

NamesUsed check_names(const Template& templ, const Evaluator& evaluator, TemplateFindings& findings,
                      OwnTables own) {
  return NameChecker(templ, evaluator, findings, own).run();
}

}  // namespace kvali
