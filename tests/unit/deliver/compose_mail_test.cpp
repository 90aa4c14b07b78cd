#include "base/digest.hpp"
#include "base/error.hpp"
#include "catch.hpp"
#include "deliver/base64.hpp"
#include "deliver/wire_text.hpp"
#include "sample_mail.hpp"

namespace kvali {

TEST_CASE("a mail without attachments", "[deliver]") {
  Mail mail = sample_mail();
  mail.text = "See below.\n";
  mail.subject = HeaderValue("Report", "the subject");
  CHECK(compose_mail(mail) ==
        "From: =?UTF-8?B?4YOc4YOY4YOc4YOdIOGDkeGDlOGDoOGDmOGDq+GDlA==?=\r\n <reports@kvali.example.org>\r\n"
        "To: programmes@donor.example.org\r\n"
        "Subject: Report\r\n"
        "Date: Mon, 30 Nov 2026 09:00:00 +0400\r\n"
        "Message-ID: <aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.r2@kvali.example.org>\r\n"
        "Auto-Submitted: auto-generated\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 7bit\r\n"
        "\r\n"
        "See below.\r\n");
}

TEST_CASE("both texts and the attachments have their levels", "[deliver]") {
  Mail mail = sample_mail();
  mail.html = "<p>გიგზავნით ანგარიშს.</p>";
  mail.attachments = {{"ანგარიში.pdf", "application/pdf", "%PDF-1.7"},
                      {"data.xlsx", "application/zip", "PK"}};
  const std::string eml = compose_mail(mail);
  const auto at = [&](std::string_view text) { return eml.find(text); };
  CHECK(at("multipart/mixed") < at("multipart/alternative"));
  CHECK(at("multipart/alternative") < at("text/plain"));
  CHECK(at("text/plain") < at("text/html"));
  CHECK(at("text/html") < at("application/pdf"));
  CHECK(at("application/pdf") < at("application/zip"));
  CHECK(at(to_base64("%PDF-1.7") + "\r\n") < eml.size());
}

TEST_CASE("a mail is 7-bit, its lines are short and end in CRLF", "[deliver]") {
  Mail mail = sample_mail();
  mail.reply_to = MailAddress("nino@kvali.example.org", std::string(60, 'x') + " ნინო");
  mail.html = "<p>ა</p>\n";
  mail.attachments = {{"ძალიან გრძელი სახელი, რომელიც ორ სტრიქონზე მეტს იკავებს.pdf", "application/pdf",
                       std::string(100'000, '\xFF')}};
  std::string eml = compose_mail(mail);
  CHECK_FALSE(has_eight_bit(eml));
  CHECK_FALSE(bare_line_end(eml));
  for (std::size_t end; (end = eml.find("\r\n")) != std::string::npos; eml.erase(0, end + 2))
    CHECK(end <= 78);
}

TEST_CASE("the same mail gives the same bytes", "[deliver]") {
  Mail mail = sample_mail();
  mail.attachments = {{"a.pdf", "application/pdf", "x"}};
  CHECK(compose_mail(mail) == compose_mail(mail));
  // A golden hash: a change here changes mails on their way that were approved.
  CHECK(sha256(compose_mail(mail)) == "e04974243932112df16947acbfdf358b4ea1cc0bd8e4a3286b562563c319ec8a");
}

TEST_CASE("an approval covers what is read and not who reads it", "[deliver]") {
  Mail mail = sample_mail();
  mail.html = "<p>";
  mail.attachments = {{"a.pdf", "application/pdf", "x"}};
  const std::string hash = content_hash(mail);
  const auto differs = [&](auto change) {
    Mail other = mail;
    change(other);
    return content_hash(other) != hash;
  };
  CHECK(differs([](Mail& m) { m.subject = HeaderValue("x", "the subject"); }));
  CHECK(differs([](Mail& m) { m.text += "x"; }));
  CHECK(differs([](Mail& m) { m.html += "x"; }));
  CHECK(differs([](Mail& m) { m.attachments[0].bytes += "x"; }));
  CHECK(differs([](Mail& m) { m.attachments[0].name = "b.pdf"; }));
  CHECK(differs([](Mail& m) { m.attachments.push_back(m.attachments[0]); }));
  CHECK_FALSE(differs([](Mail& m) { m.to.push_back(m.from); }));
  CHECK_FALSE(differs([](Mail& m) { m.date += std::chrono::hours{1}; }));
}

TEST_CASE("a text that looks like a boundary does not become one", "[deliver]") {
  Mail mail = sample_mail();
  mail.html = "<p>";
  const std::string mark = sha256(mail.message_id).substr(0, 32);
  mail.text = "--=_alternative_" + mark + "--\n";
  CHECK(compose_mail(mail).find(mail.text) == std::string::npos);
}

TEST_CASE("texts keep their lines whatever they ended in", "[deliver]") {
  Mail mail = sample_mail();
  mail.text = "a\nb\r\nc\rd";
  CHECK(compose_mail(mail).ends_with("\r\n\r\na\r\nb\r\nc\r\nd\r\n"));
}

TEST_CASE("a correction says what it replaces", "[deliver]") {
  Mail mail = sample_mail();
  mail.in_reply_to = "<old.r1@kvali.example.org>";
  mail.references = {"<older.r0@kvali.example.org>", mail.in_reply_to};
  const std::string eml = compose_mail(mail);
  CHECK(header_field(eml, "In-Reply-To") == "<old.r1@kvali.example.org>");
  CHECK(header_field(eml, "References") == "<older.r0@kvali.example.org> <old.r1@kvali.example.org>");
}

TEST_CASE("what would break a mail is refused", "[deliver]") {
  const auto refused = [](auto change) {
    Mail mail = sample_mail();
    change(mail);
    CHECK_THROWS_AS(compose_mail(mail), Error);
  };
  refused([](Mail& m) { m.to.clear(); });
  refused([](Mail& m) { m.message_id = "<a@b>\r\nBcc: evil@evil.org"; });
  refused([](Mail& m) { m.message_id = ""; });
  refused([](Mail& m) { m.in_reply_to = "<a b@c>"; });
  refused([](Mail& m) { m.references = {"nothing"}; });
  refused([](Mail& m) { m.text = "\xFF"; });
  refused([](Mail& m) { m.html = std::string("a\0b", 3); });
  refused([](Mail& m) { m.attachments = {{"../a", "application/pdf", ""}}; });
  refused([](Mail& m) { m.attachments = {{"a.pdf", "application/pdf\r\nX: 1", ""}}; });
}

TEST_CASE("the size of a mail is known before it is composed", "[deliver]") {
  Mail mail = sample_mail();
  mail.attachments = {{"a.pdf", "application/pdf", std::string(1'000'000, 'x')},
                      {"b.xlsx", "application/zip", std::string(2'000'000, 'x')}};
  const std::size_t size = compose_mail(mail).size();
  CHECK(composed_size(mail) >= size);
  CHECK(composed_size(mail) < size + 8192);
  CHECK_NOTHROW(check_size(mail, 4'200'000));
  try {
    check_size(mail, 3'500'000);
    FAIL("not refused");
  } catch (const Error& e) {
    CHECK(std::string(e.what()) == "a mail of 4.1 MB, and at most 3.5 MB are taken");
    CHECK(e.hint() == "b.xlsx alone is 2.7 MB on the way; send fewer or smaller pictures, or leave it out");
  }
}

}  // namespace kvali
