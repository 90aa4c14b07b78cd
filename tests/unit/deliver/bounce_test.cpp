#include "deliver/bounce.hpp"

#include "catch.hpp"

namespace kvali {

namespace {

const std::string postfix_report =
    "From: MAILER-DAEMON@relay.example.org\n"
    "Subject: Undelivered Mail Returned to Sender\n"
    "Content-Type: multipart/report; report-type=delivery-status;\n"
    "\tboundary=\"A1/relay.example.org\"\n"
    "\n"
    "This is a MIME-encapsulated message.\n"
    "\n"
    "--A1/relay.example.org\n"
    "Content-Description: Notification\n"
    "\n"
    "I'm sorry to have to inform you.\n"
    "\n"
    "--A1/relay.example.org\n"
    "Content-Type: message/delivery-status\n"
    "\n"
    "Reporting-MTA: dns; relay.example.org\n"
    "X-Postfix-Queue-ID: 4ABC\n"
    "\n"
    "Final-Recipient: rfc822; donor@example.org\n"
    "Original-Recipient: rfc822;Donor@example.org\n"
    "Action: failed\n"
    "Status: 5.1.1\n"
    "Diagnostic-Code: smtp; 550 5.1.1 <donor@example.org>:\n"
    "    user unknown\n"
    "\n"
    "--A1/relay.example.org\n"
    "Content-Type: message/rfc822\n"
    "\n"
    "From: reports@kvali.example.org\n"
    "Message-ID: <0123.r1@kvali.example.org>\n"
    "\n"
    "body\n"
    "--A1/relay.example.org--\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

}  // namespace

TEST_CASE("a report names the mail, the recipient and the reason", "[deliver]") {
  const std::string eml = GENERATE(as<std::string>{}, postfix_report, replaced(postfix_report, "\n", "\r\n"),
                                   replaced(postfix_report, "message/rfc822", "text/rfc822-headers"));
  const auto bounce = read_bounce(eml);
  REQUIRE(bounce);
  CHECK(bounce->failed());
  CHECK(bounce->message_id == "<0123.r1@kvali.example.org>");
  REQUIRE(bounce->recipients.size() == 1);
  CHECK(bounce->recipients[0].address == "Donor@example.org");
  CHECK(bounce->recipients[0].status == "5.1.1");
  CHECK(bounce->recipients[0].diagnostic == "550 5.1.1 <donor@example.org>: user unknown");
}

TEST_CASE("a delay is no failure", "[deliver]") {
  const auto bounce = read_bounce(replaced(postfix_report, "Action: failed", "Action: Delayed"));
  REQUIRE(bounce);
  CHECK(bounce->recipients[0].action == "delayed");
  CHECK_FALSE(bounce->failed());
}

TEST_CASE("several recipients are told apart", "[deliver]") {
  const auto bounce =
      read_bounce(replaced(postfix_report, "    user unknown\n",
                           "    user unknown\n\nFinal-Recipient: rfc822; b@example.org\nAction: "
                           "relayed\nStatus: 2.0.0\n"));
  REQUIRE(bounce);
  REQUIRE(bounce->recipients.size() == 2);
  CHECK(bounce->recipients[1].address == "b@example.org");
  CHECK(bounce->recipients[1].action == "relayed");
}

TEST_CASE("any other mail is none, and a report that breaks off is read as far as it goes", "[deliver]") {
  CHECK_FALSE(read_bounce(""));
  CHECK_FALSE(read_bounce("Subject: hello\n\nhello\n"));
  CHECK_FALSE(read_bounce(replaced(postfix_report, "delivery-status;", "disposition-notification;")));
  CHECK_FALSE(read_bounce(replaced(postfix_report, "boundary=", "border=")));
  for (std::size_t size = 0; size < postfix_report.size(); ++size)
    static_cast<void>(read_bounce(postfix_report.substr(0, size)));
  CHECK(read_bounce(
      postfix_report.substr(0, postfix_report.find("--A1/relay.example.org\nContent-Type: message/rfc"))));
}

TEST_CASE("a bounce address names its delivery to us alone", "[deliver]") {
  const Secret key("a key");
  const MailAddress address = bounce_address(57, key, "Kvali.example.org");
  CHECK(address.text().starts_with("bounces+57."));
  CHECK(bounced_delivery(address, key) == 57);
  CHECK(bounced_delivery(MailAddress(replaced(address.text(), "bounces+", "Bounces+")), key) == 57);
  CHECK_FALSE(bounced_delivery(address, Secret("another key")));
  CHECK_FALSE(bounced_delivery(MailAddress(replaced(address.text(), "+57.", "+58.")), key));
  CHECK_FALSE(bounced_delivery(MailAddress("bounces+57@kvali.example.org"), key));
  CHECK_FALSE(bounced_delivery(MailAddress("nino@kvali.example.org"), key));
}

}  // namespace kvali
