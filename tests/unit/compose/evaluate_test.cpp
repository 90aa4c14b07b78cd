#include "catch.hpp"
#include "composing.hpp"
#include "sample_workspace.hpp"

namespace kvali {

namespace {

struct Outcome {
  std::string shown;  ///< The only paragraph's dump.
  std::string findings;
};

Outcome evaluate(const std::string& expression, const std::string& lang = "en") {
  const std::string words =
      "hello = \"Hello {name}\"\npeople = \"{n, plural, one{# person} other{# people}}\"\n";
  const test::Composed composed =
      test::compose_body("{{ " + expression + " }}\n", test::with_figures(lang), lang, words);
  const std::string start = "paragraph ";
  std::string shown = composed.dump;
  if (shown.rfind(start, 0) == 0) shown = shown.substr(start.size(), shown.size() - start.size() - 1);
  return {shown, composed.findings};
}

/// The value as a reader sees it.
std::string text_shown(const std::string& expression, const std::string& lang) {
  const std::string shown = evaluate(expression, lang).shown;
  const std::size_t begin = shown.find('"') + 1;
  return shown.substr(begin, shown.find('"', begin) - begin);
}

}  // namespace

TEST_CASE("arithmetic is exact and passes on what is missing", "[compose]") {
  const auto [expression, shown] = GENERATE(table<std::string, std::string>({
      {"0.1 + 0.2", "{decimal 0.3 \"0.3\" format=#,##0.0}"},
      {"7 / 2", "{decimal 3.5 \"3.5\" format=#,##0.0}"},
      {"6 / 2", "{int 3 \"3\" format=#,##0}"},
      {"2 + 3 * 4 - -1", "{int 15 \"15\" format=#,##0}"},
      {"1 + missing", "{missing not_recorded \"not recorded\"}"},
      {"1 / 0", "{missing not_applicable \"not applicable\"}"},
      {"1 / 0 | percent(1)", "{missing not_applicable \"not applicable\"}"},
      {"missing | default(\"none\")", "\"none\""},
      {"'a' + 'b'", "\"ab\""},
      {"2.345 | number(1)", "{decimal 2.345 \"2.3\" format=#,##0.0}"},
      {"2.345 | number(missing)", "{decimal 2.345 \"2.35\" format=#,##0.00}"},
  }));
  CAPTURE(expression);
  const Outcome outcome = evaluate(expression);
  CHECK(outcome.shown == shown);
  CHECK(outcome.findings.empty());
}

TEST_CASE("conditions hold or do not, also where something is missing", "[compose]") {
  const auto [condition, holds] = GENERATE(table<std::string, bool>({
      {"1 < 2", true},
      {"2 <= 1", false},
      {"'b' > 'a'", true},
      {"missing > 1", false},
      {"not (missing > 1)", true},
      {"missing == 1", false},
      {"missing != 1", true},
      {"missing is missing", true},
      {"project.agreement is not missing", false},
      {"1 in [1, 2]", true},
      {"3 not in [1, 2]", true},
      {"'b' in 'abc'", true},
      {"true and false or true", true},
      {"period.first == '2020-12-01'", true},
      {"period.last >= '2021-01-01'", false},
      {"1.0 == 1", true},
      {"count(meetings where mode == 'online') == 1", true},
      {"count(meetings where mode != 'online') == 0", true},
      {"count(actions where firm and due < period.first) == 1", true},
  }));
  CAPTURE(condition);
  const Outcome outcome = evaluate("'yes' if " + condition + " else 'no'");
  CHECK(outcome.shown == (holds ? "\"yes\"" : "\"no\""));
  CHECK(outcome.findings.empty());
}

TEST_CASE("filters show values in the report's language", "[compose]") {
  const auto [expression, en, ka] = GENERATE(table<std::string, std::string, std::string>({
      {"1234567.891 | number(1)", "1,234,567.9", "1\u00A0234\u00A0567,9"},
      {"1234 | number", "1,234", "1234"},
      {"0.8315 | percent(1)", "83.2%", "83,2%"},
      {"-3 | signed", "-3", "-3"},
      {"3 | signed", "+3", "+3"},
      {"3 | ordinal", "3rd", "მე-3"},
      {"period.last | date", "31 December 2020", "2020 წლის 31 დეკემბერი"},
      {"period.last | date('short')", "31 Dec 2020", "31.12.2020"},
      {"0.8365 | percent | at_least(true)", "≥\u00A083%", "≥\u00A083%"},
      {"0.8365 | percent | at_least(false)", "84%", "84%"},
      {"2.9 | number(0) | at_least(true)", "≥\u00A02", "≥\u00A02"},
      {"1.999 | at_least(true)", "≥\u00A01.99", "≥\u00A01,99"},
      {"1.999 | signed(0) | at_least(true)", "≥\u00A0+1", "≥\u00A0+1"},
      {"7.129 | money('GEL') | at_least(true)", "≥\u00A0GEL\u00A07.12", "≥\u00A07,12\u00A0GEL"},
      {"1234.5 | money('GEL')", "GEL\u00A01,234.50", "1234,50\u00A0GEL"},
  }));
  CAPTURE(expression);
  CHECK(text_shown(expression, "en") == en);
  CHECK(text_shown(expression, "ka") == ka);
}

TEST_CASE("filters on texts leave Georgian letters alone", "[compose]") {
  CHECK(evaluate("'მიღწევა abc' | upper").shown == "\"მიღწევა ABC\"");
  CHECK(evaluate("'ერთი ორი სამი ოთხი' | truncate(10)").shown == "\"ერთი ორი…\"");
  CHECK(evaluate("'abc' | truncate(10)").shown == "\"abc\"");
  CHECK(evaluate("['a', 'b', 'c'] | join").shown == "\"a, b and c\"");
  CHECK(evaluate("['a', 'b'] | join('/')").shown == "\"a/b\"");
  CHECK(evaluate("list(actions.owner) | join", "ka").shown == "\"IOM\"");
  CHECK(evaluate("'online' | word('mode')", "ka").shown == "\"ონლაინ\"");
  CHECK(evaluate("'unheard-of' | word('mode')").shown == "\"unheard-of\"");
  CHECK(evaluate("'2020-Q4' | period").shown == "\"Q4 2020\"");
}

TEST_CASE("sums rest on the records of their cells, and on nothing withheld", "[compose]") {
  CHECK(evaluate("sum(disaggregation.period_actual)").shown ==
        "{int 1234 \"1,234\" format=#,##0 [evidence 2,3]}");
  CHECK(evaluate("sum(disaggregation.to_date)").shown.find("missing withheld") == 1);
  CHECK(evaluate("sum(disaggregation.to_date) + 1").shown.find("missing withheld") == 1);
  CHECK(evaluate("sum(meetings.att_total)").shown == "{missing not_recorded \"not recorded\"}");
  CHECK(evaluate("count(decisions)").findings.empty());
}

TEST_CASE("messages choose plural forms and keep figures as values", "[compose]") {
  CHECK(evaluate("t('people', n=1)").shown == "\"1 person\"");
  CHECK(evaluate("t('people', n=count(actions))").shown == "\"4 people\"");
  CHECK(evaluate("t('hello', name=sum(disaggregation.period_actual) | number)").shown ==
        "\"Hello \"{int 1234 \"1,234\" format=#,##0 [evidence 2,3]}");
  CHECK(evaluate("t('hello', name=project.agreement)").shown ==
        "\"Hello \"{missing not_recorded \"not recorded\"}");
  CHECK(evaluate("t('hello', name='{x} \x01"
                 "0\x02')")
            .shown == "\"Hello {x} 0\"");
}

TEST_CASE("wrong types are findings with a place, never crashes", "[compose]") {
  const auto [expression, finding] = GENERATE(table<std::string, std::string>({
      {"1 + 'a'", "TPL-06 1:6-7 cannot calculate with a text\n"},
      {"(1 | number) + 1", ""},
      {"'a' | number", "TPL-06 1:10-16 number needs a number, not a text\n"},
      {"1 | date", "TPL-06 1:8-12 date needs a date, not a number\n"},
      {"1 < 'a'", "TPL-06 1:6-7 a number is compared with a text\n"},
      {"'x' if 1 else 'y'",
       "TPL-06 1:11-12 condition is a number; compare it, for example with > 0 or is not missing\n"},
      {"1 in 2", "TPL-06 1:6-8 in looks for a number in a number; write a list: x in [\"a\", \"b\"]\n"},
      {"-'a'", "TPL-06 1:4-5 minus sign before a text\n"},
      {"sum(meetings.title)", "TPL-06 1:4-7 title is not a column of numbers\n"},
      {"period.first | date('logn')", "TPL-06 1:19-23 unknown date style logn; did you mean long?\n"},
      {"1 | number(9)", "TPL-06 1:8-14 argument of number is not a whole number from 0 to 6\n"},
      {"1 | number(1, 2)", "TPL-06 1:8-14 too many arguments for number\n"},
      {"99999999999999999999 * 99999999999999999999", "TPL-06 1:25-26 number is too large\n"},
      {"t('hello', 1)", "TPL-06 1:15-16 value for a message has no name; write t(\"key\", n=1)\n"},
  }));
  CAPTURE(expression);
  CHECK(evaluate(expression).findings == finding);
}

TEST_CASE("unknown names are found before anything is evaluated", "[compose]") {
  const auto [expression, finding] = GENERATE(table<std::string, std::string>({
      {"project.tilte", "TPL-05 1:4-17 unknown name project.tilte; did you mean project.title?\n"},
      {"count(meeting)", "TPL-05 1:4-9 unknown table meeting; did you mean meetings?\n"},
      {"sum(meetings.atttotal)", "TPL-05 1:4-7 unknown column atttotal; did you mean att_total?\n"},
      {"count(meetings where mod == 'x')", "TPL-05 1:25-28 unknown name mod; did you mean mode?\n"},
      {"1 | nubmer", "TPL-05 1:8-14 unknown filter nubmer; did you mean number?\n"},
      {"cuont(meetings)",
       "TPL-05 1:4-9 unknown function cuont; did you mean count?\n"
       "TPL-05 1:10-18 unknown name meetings\n"},
      {"t('helo')", "TPL-09 1:6-12 no message helo; did you mean hello?\n"},
      {"parameters.x", "TPL-05 1:4-16 unknown parameter x\n"},
      {"'a' if true else project.donr",
       "TPL-05 1:21-33 unknown name project.donr; did you mean project.donor?\n"},
      {"loop.index", "TPL-05 1:4-14 loop stands outside a loop\n"},
  }));
  CAPTURE(expression);
  CHECK(evaluate(expression).findings == finding);
}

}  // namespace kvali
