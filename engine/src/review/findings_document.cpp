#include "review/findings_document.hpp"

#include <algorithm>

#include "locale/finding_words.hpp"
#include "model/language.hpp"
#include "review/placed_answers.hpp"

namespace kvali {

namespace {

constexpr std::string_view deviation_id = "I-11";

class FindingsDocument {
 public:
  FindingsDocument(const Diagnostics& diagnostics, const std::vector<Answer>& answers, const Figures& figures,
                   const Workspace& merged, const Catalogue& words)
      : diagnostics_(diagnostics),
        placed_(placed_answers(answers, diagnostics)),
        figures_(figures),
        merged_(merged),
        words_(words),
        told_(words.locale()) {}

  Document run() {
    document_.meta.title = word("title");
    document_.meta.lang = words_.locale().tag();
    for (const Mark mark : {Mark::not_recorded, Mark::not_applicable, Mark::not_yet_due, Mark::withheld})
      document_.signs[std::size_t(mark)] = words_.text("mark." + std::string(name_of(mark)));
    section("title", {"how", "decide", "keep"}, findings());
    section("deviations", {"deviations_how"}, deviations());
    return std::move(document_);
  }

 private:
  [[nodiscard]] std::string word(const std::string& key) const { return words_.text("findings." + key); }

  /// What the finding of this id means, in the report's language.
  [[nodiscard]] std::string title_of(const std::string& id) const {
    const std::string title = told_.title(id);
    return title.empty() ? id : title;
  }

  void section(const std::string& title, const std::vector<std::string>& paragraphs, TableBlock table) {
    Section section;
    section.id = title;
    section.title = word(title);
    section.content.push_back(Block{Heading{1, {Text{section.title, 0, {}, {}}}}});
    for (const std::string& key : paragraphs)
      section.content.push_back(Block{Paragraph{"", {Text{word(key), 0, {}, {}}}}});
    section.content.push_back(Block{std::move(table)});
    document_.blocks.push_back(Block{std::move(section)});
  }

  struct Heading1 {
    const char* name;
    Type type;
    double width_mm;
  };
  TableBlock block(const std::string& id, const std::vector<Heading1>& headings, Table& data) const {
    TableBlock table;
    table.id = id;
    table.caption = word(id == "findings" ? "title" : id);
    table.sheet = table.caption;
    table.empty = word("none");
    for (const Heading1& heading : headings) {
      data.add(heading.name, heading.type);
      ColumnSpec column;
      column.name = heading.name;
      column.label = word(heading.name);
      column.width_mm = heading.width_mm;
      if (heading.type == Type::decimal)
        column.decimals = heading.name == std::string_view("deviation") ? 1 : -1;
      table.columns.push_back(std::move(column));
    }
    return table;
  }

  /// The reason and the name beside a finding, also where only one of them was written.
  static void add_answer(Table& data, const Answer* answer) {
    if (data.find("decision") != nullptr)
      data.at("decision").append(answer == nullptr ? std::string_view() : answer->take);
    data.at("reason").append(answer == nullptr ? std::string_view() : answer->reason);
    data.at("who").append(answer == nullptr ? std::string_view() : answer->who);
  }

  /// Answers that stand beside no finding; `why` says what became of it.
  void add_kept(Table& data, const std::vector<const Answer*>& answers, const char* why) const {
    for (const Answer* answer : answers) {
      data.at("finding").append(answer->id);
      data.at("severity").append("");
      data.at("meaning").append(title_of(answer->id));
      data.at("what").append(word(why));
      data.at("place").append(answer->place.text());
      data.at("hint").append("");
      add_answer(data, answer);
      data.at("subject").append(answer->subject);
      data.at("value").append(answer->value);
    }
  }

  TableBlock findings() {
    Table data("findings");
    TableBlock table = block("findings",
                             {{"finding", Type::text, 16},
                              {"severity", Type::text, 20},
                              {"meaning", Type::text, 45},
                              {"what", Type::text, 80},
                              {"place", Type::text, 50},
                              {"hint", Type::text, 60},
                              {"decision", Type::text, 30},
                              {"reason", Type::text, 60},
                              {"who", Type::text, 30},
                              {"subject", Type::text, 50},
                              {"value", Type::text, 25}},
                             data);
    for (std::size_t i = 0; i < diagnostics_.all().size(); ++i) {
      const Diagnostic& finding = diagnostics_.all()[i];
      const AnswersToFinding& said = placed_.findings[i];
      // Of two answers the later counts: the one beside the finding, also if it has a sheet of its own.
      add_kept(data, said.lapsed, "lapsed");
      add_kept(data, said.outdone, "outdone");
      if (finding.id == deviation_id) continue;
      data.at("finding").append(finding.id);
      data.at("severity").append(words_.text("severity." + std::string(name_of(finding.severity))));
      data.at("meaning").append(title_of(finding.id));
      data.at("what").append(told_.say(finding.message));
      data.at("place").append(finding.place.text());
      data.at("hint").append(told_.say(finding.hint));
      add_answer(data, said.counts);
      data.at("subject").append(key_of(finding));
      data.at("value").append(finding.value);
    }
    add_kept(data, placed_.gone, "kept");
    table.data = std::make_shared<const Table>(std::move(data));
    return table;
  }

  TableBlock deviations() {
    Table data("deviations");
    TableBlock table = block("deviations",
                             {{"indicator", Type::text, 18},
                              {"name", Type::text, 70},
                              {"actual", Type::decimal, 22},
                              {"target", Type::decimal, 22},
                              {"deviation", Type::decimal, 22},
                              {"reason", Type::text, 80},
                              {"who", Type::text, 30},
                              {"finding", Type::text, 16},
                              {"subject", Type::text, 50},
                              {"value", Type::text, 25}},
                             data);
    table.columns[4].percent = true;
    Diagnostics unused;
    LanguageView language(words_.locale().language(), merged_.evidence, unused);
    for (std::size_t i = 0; i < diagnostics_.all().size(); ++i) {
      const Diagnostic& finding = diagnostics_.all()[i];
      if (finding.id != deviation_id) continue;
      const auto it = std::find_if(figures_.indicators.begin(), figures_.indicators.end(),
                                   [&](const IndicatorFigures& figures) {
                                     return finding.subject.starts_with(about(figures.rule).subject + ";");
                                   });
      if (it == figures_.indicators.end()) continue;
      data.at("indicator").append(it->rule.id);
      data.at("name").append_scalar(language.text(*merged_.find("indicator"), "title", it->row));
      data.at("actual").append_scalar(it->period_actual.scalar());
      data.at("target").append_scalar(it->period_target.scalar());
      data.at("deviation").append_scalar(it->deviation.scalar());
      add_answer(data, placed_.findings[i].counts);
      data.at("finding").append(finding.id);
      data.at("subject").append(finding.subject);
      data.at("value").append(finding.value);
    }
    table.data = std::make_shared<const Table>(std::move(data));
    return table;
  }

  const Diagnostics& diagnostics_;
  const PlacedAnswers placed_;
  const Figures& figures_;
  const Workspace& merged_;
  const Catalogue& words_;
  const FindingWords told_;
  Document document_;
};

}  // namespace

Document findings_document(const Diagnostics& diagnostics, const std::vector<Answer>& answers,
                           const Figures& figures, const Workspace& merged, const Catalogue& words) {
  return FindingsDocument(diagnostics, answers, figures, merged, words).run();
}

}  // namespace kvali
