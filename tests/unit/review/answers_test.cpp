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
    check_answers(answers, diagnostics);
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
  CHECK(with_reasons_in("fr", answers, diagnostics).all()[0].reason == "because");
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
  check_answers(answers, diagnostics);
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(short_text(diagnostics.all()[1]) ==
        "E-04 answers.csv:2 I-11 indicator=1.2;period=2025-12: two answers, that of answers.csv:2 counts | "
        "keep one of the two");
}

TEST_CASE("a reason for what sources disagree on wants a decision", "[review]") {
  const Answered answered({finding("C-01", Severity::block, "s", "5 / 6")}, {answer("C-01", "s", "5 / 6")});
  CHECK(answered.told ==
        Texts{"E-05 answers.csv:2 C-01 s: this cannot be let stand | write the source that is "
              "right, or its value, into the column Decision too"});
}
