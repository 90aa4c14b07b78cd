#include "deliver/mail_words.hpp"

#include "catch.hpp"
#include "deliver/header_value.hpp"
#include "deliver/mime_parameter.hpp"

namespace kvali {

namespace {

const ReportMailFacts facts{.title = "ყოველთვიური ანგარიში",
                            .project = "წყალი & მიწა",
                            .agreement = "ENI/2018/402-981",
                            .period = "2026 წლის ოქტომბერი",
                            .replaces = {},
                            .sender = "ნინო ბერიძე",
                            .files = {"ანგარიში.pdf", "<data>.xlsx"}};

struct Georgian {
  Locale locale{"ka"};
  Catalogue catalogue{locale};
};

}  // namespace

TEST_CASE("a mail in Georgian says what it brings", "[deliver]") {
  const MailWords words = report_mail_words(Georgian().catalogue, facts);
  CHECK(words.subject == "ყოველთვიური ანგარიში, 2026 წლის ოქტომბერი (ENI/2018/402-981)");
  CHECK(words.text ==
        "პატივცემულო კოლეგებო,\n\n"
        "გიგზავნით ანგარიშს: ყოველთვიური ანგარიში, 2026 წლის ოქტომბერი. პროექტი: წყალი & მიწა. ხელშეკრულება: "
        "ENI/2018/402-981.\n\n"
        "თანდართული ფაილები:\n- ანგარიში.pdf\n- <data>.xlsx\n\n"
        "თუ შეკითხვები გექნებათ, გვიპასუხეთ ამ წერილზე.\n\n"
        "პატივისცემით,\nნინო ბერიძე\n");
}

TEST_CASE("the same in HTML is escaped and names its language", "[deliver]") {
  const MailWords words = report_mail_words(Georgian().catalogue, facts);
  CHECK(words.html.find("<html lang=\"ka\">") != std::string::npos);
  CHECK(words.html.find("წყალი &amp; მიწა") != std::string::npos);
  CHECK(words.html.find("<li>&lt;data&gt;.xlsx</li>") != std::string::npos);
  CHECK(words.html.find("პატივისცემით,<br>ნინო ბერიძე") != std::string::npos);
}

TEST_CASE("a correction says so first, and what it replaces", "[deliver]") {
  ReportMailFacts corrected = facts;
  corrected.replaces = "2026 წლის 30 ნოემბერი";
  const MailWords words = report_mail_words(Georgian().catalogue, corrected);
  CHECK(words.subject.starts_with("შესწორებული: "));
  CHECK(words.text.find("გაგზავნის თარიღი: 2026 წლის 30 ნოემბერი") != std::string::npos);
}

TEST_CASE("what people wrote cannot break the subject or become a place in a message", "[deliver]") {
  ReportMailFacts odd = facts;
  odd.title = "a\r\nBcc: b {period}";
  odd.agreement.clear();
  const std::string subject = report_mail_words(Georgian().catalogue, odd).subject;
  CHECK(subject == "a  Bcc: b {period}, 2026 წლის ოქტომბერი");
  CHECK_NOTHROW(HeaderValue(subject, "the subject"));
}

TEST_CASE("a title of several lines is one line of a subject", "[deliver]") {
  CHECK(one_line("Monthly\r\nBcc: x@evil.example\treport") == "Monthly  Bcc: x@evil.example report");
  CHECK(one_line("ანგარიში") == "ანგარიში");
}

TEST_CASE("attachments are called after the report", "[deliver]") {
  const Georgian georgian;
  CHECK(attachment_name(georgian.catalogue, facts, ".pdf") ==
        "ყოველთვიური ანგარიში 2026 წლის ოქტომბერი ENI-2018-402-981.pdf");
  for (const std::string& title : {std::string(), std::string("..."), std::string("\u202Efdp"),
                                   std::string(500, 'x'), std::string("a:b*c?d\"e<f>g|h\\i\tj\n")}) {
    ReportMailFacts odd = facts;
    odd.title = title;
    CHECK_NOTHROW(check_file_name(attachment_name(georgian.catalogue, odd, ".pdf")));
  }
}

}  // namespace kvali
