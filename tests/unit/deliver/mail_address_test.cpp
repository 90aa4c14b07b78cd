#include "deliver/mail_address.hpp"

#include "base/error.hpp"
#include "catch.hpp"

namespace kvali {

TEST_CASE("an address keeps its local part and has its domain in small ASCII letters", "[deliver]") {
  CHECK(MailAddress("Nino.Beridze+reports@Example.ORG").text() == "Nino.Beridze+reports@example.org");
  CHECK(MailAddress("info@ფონდი.გე").text() == "info@xn--oodkkd8a.xn--node");
  CHECK(MailAddress("ნინო@example.org").needs_smtputf8());
  CHECK_FALSE(MailAddress("info@ფონდი.გე").needs_smtputf8());
}

TEST_CASE("spellings of one mailbox are one address", "[deliver]") {
  CHECK(MailAddress("Nino@Example.org").canonical() == MailAddress("nino@example.ORG").canonical());
  CHECK(MailAddress("a@ფონდი.გე").canonical() == MailAddress("a@XN--oodkkd8a.xn--node").canonical());
  CHECK(MailAddress("nino@example.org").canonical() != MailAddress("nina@example.org").canonical());
}

TEST_CASE("what is no address is refused", "[deliver]") {
  const std::string text = GENERATE(
      as<std::string>{}, "", "@", "a@", "@example.org", "nobody", "a b@example.org", "a@example..org",
      "a@-x.org", "a@x-.org", ".a@example.org", "a.@example.org", "a..b@example.org", "\"a b\"@example.org",
      "a@[127.0.0.1]", "a@127.0.0.1", "a@b@example.org", "<a@example.org>", "a@example.org>",
      "a(b)@example.org", "a@example.org ", "a@exa mple.org", "a,b@example.org", "a;b@example.org",
      "a@example.org\n", "a@example.org>\r\nRCPT TO:<evil@evil.org", "a\r\n@example.org", "a\x01@example.org",
      "a\xFF@example.org", "a\u200B@example.org", "a\u202E@example.org", "a\u2028b@example.org",
      "a@exam\u202Eple.org");
  CHECK_THROWS_AS(MailAddress(text), Error);
}

TEST_CASE("an address too long for a server is refused", "[deliver]") {
  CHECK_NOTHROW(MailAddress(std::string(64, 'a') + "@example.org"));
  CHECK_THROWS_AS(MailAddress(std::string(65, 'a') + "@example.org"), Error);
  CHECK_THROWS_AS(MailAddress("a@" + std::string(64, 'b') + ".org"), Error);
  const std::string label = std::string(60, 'b') + ".";
  CHECK_THROWS_AS(MailAddress("a@" + label + label + label + label + label + "org"), Error);
}

TEST_CASE("a name before an address may not break the header", "[deliver]") {
  CHECK_THROWS_AS(MailAddress("a@example.org", "Nino\r\nBcc: evil@evil.org"), Error);
}

TEST_CASE("a refusal shows the address without what could harm a terminal", "[deliver]") {
  CHECK_THROWS_WITH(MailAddress("a\x1B[2J"), "no mail address: \"a [2J\" (no @)");
}

TEST_CASE("logs show who was meant to those who know it", "[deliver]") {
  CHECK(redact_addresses("550 5.1.1 <donor@example.org>: unknown") ==
        "550 5.1.1 <d***@example.org>: unknown");
  CHECK(redact_addresses("a.b+c@x.org, ნინო@ფონდი.გე") == "a***@x.org, ნ***@ფონდი.გე");
  CHECK(redact_addresses("nothing at all @ here") == "nothing at all @ here");
  CHECK(redact_addresses("a@b@c.org") == "a***@b***@c.org");
  CHECK(redact_addresses("").empty());
}

}  // namespace kvali
