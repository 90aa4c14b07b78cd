#include "review/answers.hpp"

#include "catch.hpp"
#include "findings.hpp"
#include "review/findings_document.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

Diagnostic finding(std::string id, Severity severity, std::string subject, std::string value) {
  return {std::move(id), severity, "what", {}, {}, {}, std::move(subject), std::move(value)};
}

Answer answer(std::string id, std::string subject, std::string value, std::string reason = "because",
              std::string who = "Nino") {
  return {std::move(id),     std::move(subject), std::move(value),
          std::move(reason), std::move(who),     {"answers.csv", 2, 0, 0}};
}

/// The findings open after these answers, and what was found about the answers.
struct Answered {
  Diagnostics diagnostics;
  std::size_t open = 0;
  Texts told;

  Answered(const std::vector<Diagnostic>& findings, std::vector<Answer> answers) {
    for (const Diagnostic& one : findings) diagnostics.add(one);
    apply_answers(answers, diagnostics);
    open = diagnostics.count(Severity::info);
    check_answers(answers, Documents::all_made, diagnostics);
    const auto& all = diagnostics.all();
    for (std::size_t i = findings.size(); i < all.size(); ++i) told.push_back(short_text(all[i]));
  }
};

const Diagnostic missed = finding("I-11", Severity::error, "indicator=1.2;period=2025-12", "74 / 100");

}  // namespace

TEST_CASE("a reason and a name let a finding stand", "[review]") {
  const Answered answered({missed}, {answer("I-11", missed.subject, "74 / 100")});
  CHECK(answered.open == 0);
  CHECK(answered.told.empty());
  CHECK(answered.diagnostics.all()[0].reason == "because");
  CHECK(answered.diagnostics.all()[0].who == "Nino");
  CHECK(answered.diagnostics.count(Severity::error) == 0);
}

TEST_CASE("an answer lapses when the value changes, and both values are told", "[review]") {
  const Answered answered({missed}, {answer("I-11", missed.subject, "70 / 100")});
  CHECK(answered.open == 1);
  CHECK(answered.told == Texts{"E-01 answers.csv:2 I-11 indicator=1.2;period=2025-12: the reason was given "
                               "for 70 / 100, now it is 74 / "
                               "100 | check the reason, then write the new value beside it"});
}

TEST_CASE("a reason without a name, or a name without a reason, is no answer", "[review]") {
  const auto told = [](const Answer& one) {
    const Answered answered({missed}, {one});
    CHECK(answered.open == 1);
    REQUIRE(answered.told.size() == 1);
    return answered.told[0].substr(0, answered.told[0].find(" | "));
  };
  CHECK(told(answer("I-11", missed.subject, "74 / 100", "because", "")) ==
        "E-02 answers.csv:2 I-11 indicator=1.2;period=2025-12: who says so is missing");
  CHECK(told(answer("I-11", missed.subject, "74 / 100", "", "Nino")) ==
        "E-02 answers.csv:2 I-11 indicator=1.2;period=2025-12: the reason is missing");
}

TEST_CASE("answers to nothing are told, not lost", "[review]") {
  CHECK(Answered({}, {answer("I-11", "indicator=9;period=2025-12", "")}).told[0].substr(0, 4) == "E-04");
  CHECK(Answered({}, {answer("deviation", "x", "")}).told[0].substr(0, 4) == "E-03");
}

TEST_CASE("what must be mended cannot be let stand", "[review]") {
  const auto stands = [](const char* id, Severity severity) {
    const Answered answered({finding(id, severity, "s", "")}, {answer(id, "s", "")});
    CHECK((answered.open == 0) == answered.told.empty());
    return answered.open == 0;
  };
  CHECK(stands("S-01", Severity::block));
  CHECK(stands("I-05", Severity::block));
  CHECK(stands("P-03", Severity::block));
  CHECK(stands("I-04", Severity::error));
  CHECK(stands("C-02", Severity::warning));
  CHECK_FALSE(stands("C-01", Severity::block));
  CHECK_FALSE(stands("P-01", Severity::block));
  CHECK_FALSE(stands("P-08", Severity::block));
  CHECK_FALSE(stands("CFG-04", Severity::error));
}

TEST_CASE("the workbook keeps every answer, also one whose finding is gone", "[review]") {
  Diagnostics diagnostics;
  diagnostics.add(finding("I-05", Severity::block, "indicator=1.1;period=2025-12", "9 / 10"));
  diagnostics.add(missed);
  const std::vector<Answer> answers = {answer("I-05", "indicator=1.1;period=2025-12", "9 / 10", "known", ""),
                                       answer("I-04", "indicator=3;period=2025-11", "", "was late", "Gia")};
  const Locale locale("ka");
  const Document document = findings_document(diagnostics, answers, {}, {}, Catalogue(locale));
  const std::string text = dump(document);
  for (const char* const part : {"known", "was late", "Gia", "indicator=3;period=2025-11", "\"მიზეზი\"",
                                 "\"ვინ\"", "ნაწილების ჯამი საერთო რიცხვს არ ემთხვევა"})
    CHECK_THAT(text, Catch::Contains(part));
}

TEST_CASE("a reason is told in the language of the report, if it is given in it", "[review]") {
  std::vector<Answer> answers{answer("I-11", missed.subject, "74 / 100", "because")};
  answers[0].reasons = {{"en", "because"}, {"ka", "იმიტომ"}};
  Diagnostics diagnostics;
  diagnostics.add(missed);
  apply_answers(answers, diagnostics);
  CHECK(with_reasons_in("ka", answers, diagnostics).all()[0].reason == "იმიტომ");
  CHECK(with_reasons_in("fr", answers, diagnostics).all()[0].reason == "because [en]");
  answers[0].reasons = {{"ka", "იმიტომ"}};
  CHECK(with_reasons_in("en", answers, diagnostics).all()[0].reason == "because");
}

TEST_CASE("of two answers one whole answer is told: never the words of one under the name of another",
          "[review]") {
  std::vector<Answer> answers{answer("I-11", missed.subject, "", "was late", "Nino"),
                              answer("I-11", missed.subject, "74 / 100", "counted again", "Gia")};
  answers[0].reasons = {{"en", "was late"}, {"ka", "დაიგვიანა"}};
  Diagnostics diagnostics;
  diagnostics.add(missed);
  apply_answers(answers, diagnostics);
  const Diagnostics told = with_reasons_in("ka", answers, diagnostics);
  CHECK(told.all()[0].reason == "counted again");
  CHECK(told.all()[0].who == "Gia");
  check_answers(answers, Documents::all_made, diagnostics);
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(short_text(diagnostics.all()[1]) ==
        "E-04 answers.csv:2 I-11 indicator=1.2;period=2025-12: two answers, that of answers.csv:2 counts | "
        "keep one of the two");
}

namespace {

/// The rows of the sheet of findings, as they are read again.
std::vector<Answer> written(const std::vector<Diagnostic>& findings, std::vector<Answer> answers) {
  Diagnostics diagnostics;
  for (const Diagnostic& one : findings) diagnostics.add(one);
  apply_answers(answers, diagnostics);
  check_answers(answers, Documents::all_made, diagnostics);
  const Locale locale("en");
  const Document document = findings_document(diagnostics, answers, {}, {}, Catalogue(locale));
  const Section& section = std::get<Section>(document.blocks[0].node);
  const Table& rows = *std::get<TableBlock>(section.content.back().node).data;
  std::vector<Answer> read;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto text = [&](const char* column) { return canonical_text(rows.scalar(column, row)); };
    read.push_back({text("finding"),
                    text("subject"),
                    text("value"),
                    text("reason"),
                    text("who"),
                    {"findings.xlsx!Findings!" + std::to_string(row + 2)}});
    read.back().take = text("decision");
  }
  return read;
}

Texts lines(const std::vector<Answer>& answers) {
  Texts all;
  for (const Answer& one : answers)
    all.push_back(one.id + " " + one.subject + " " + one.value + " " + one.take + " " + one.reason + " " +
                  one.who);
  return all;
}

}  // namespace

TEST_CASE("the workbook stays as it is when it is written again, whatever other files say", "[review]") {
  Diagnostic decided = finding("C-02", Severity::warning, "value of 1.1", "6 / 5");
  decided.reason = "counted again";
  decided.who = "Gia";
  const std::vector<Diagnostic> findings{finding("I-01", Severity::error, "indicator=1.2", ""), decided};
  std::vector<Answer> said{answer("I-01", "indicator=1.2", "", "in March", "Nino"),
                           answer("I-01", "indicator=1.2", "", "in May", "Gia"),
                           answer("I-04", "indicator=9", "", "late", "Nino"),
                           answer("I-04", "indicator=9", "", "late", "Nino"),
                           answer("C-01", "value of 1.1", "5 / 6", "by phone", "Nino"),
                           answer("C-01", "value of 1.1", "5 / 6", "counted again", "Gia")};
  said[4].take = "ours";
  said[5].take = "theirs";
  const std::vector<Answer> once = written(findings, said);
  CHECK(lines(once) == Texts{"I-01 indicator=1.2   in March Nino", "I-01 indicator=1.2   in May Gia",
                             "C-01 value of 1.1 5 / 6 ours by phone Nino",
                             "C-02 value of 1.1 6 / 5 theirs counted again Gia",
                             "E-04 I-01;indicator=1.2    ", "E-04 I-04;indicator=9    ",
                             "I-04 indicator=9   late Nino"});
  std::vector<Answer> both = said;
  for (const Answer& one : once)
    if (!one.who.empty()) both.push_back(one);
  CHECK(lines(written(findings, both)) == lines(once));
  CHECK(decisions_of(both).size() == 2);
  CHECK(decisions_of(both).front().take == "theirs");
}

TEST_CASE("a lapsed answer is kept above its finding, unless it is repeated for the new value", "[review]") {
  const std::vector<Diagnostic> findings{finding("I-05", Severity::error, "s", "9 / 10")};
  CHECK(lines(written(findings, {answer("I-05", "s", "8 / 10")})) ==
        Texts{"I-05 s 8 / 10  because Nino", "I-05 s 9 / 10   ", "E-01 I-05;s 8 / 10   "});
  CHECK(lines(written(findings, {answer("I-05", "s", "8 / 10"), answer("I-05", "s", "9 / 10")})).front() ==
        "I-05 s 9 / 10  because Nino");
}

TEST_CASE("a reason for what sources disagree on wants a decision", "[review]") {
  const Answered answered({finding("C-01", Severity::block, "s", "5 / 6")}, {answer("C-01", "s", "5 / 6")});
  CHECK(answered.told ==
        Texts{"E-05 answers.csv:2 C-01 s: this cannot be let stand | write the source that is "
              "right, or its value, into the column Decision too"});
}

TEST_CASE("an answer to a finding on the texts of a report waits until they are made", "[review]") {
  const std::string subject = "document;Summary;1.1 sex=m";
  std::vector<Answer> answers{answer("P-09", subject, ""), answer("P-09", "document;Other;1.1 sex=f", ""),
                              answer("P-01", "document;Summary;a phone number", "")};
  Diagnostics diagnostics;
  check_answers(answers, Documents::to_come, diagnostics);
  CHECK(diagnostics.all().empty());
  diagnostics.add(finding("P-09", Severity::error, subject, ""));
  diagnostics.add(finding("P-01", Severity::block, "document;Summary;a phone number", ""));
  Texts told;
  apply_answers(answers, diagnostics);
  for (const Documents documents : {Documents::to_come, Documents::to_come, Documents::all_made})
    check_answers(answers, documents, diagnostics);
  for (const Diagnostic& one : diagnostics.all()) told.push_back(one.id + " " + one.subject);
  CHECK(told == Texts{"P-09 " + subject, "P-01 document;Summary;a phone number",
                      "E-05 P-01;document;Summary;a phone number", "E-04 P-09;document;Other;1.1 sex=f"});
}
