#include "deliver/message_id.hpp"

#include "base/error.hpp"
#include "catch.hpp"

namespace kvali {

namespace {

const MessageFacts facts{"emerge", "2026-10-01", "2026-10-31", "fund-a", "c0ffee", "report"};

}  // namespace

TEST_CASE("a message has one key, and another once any fact differs", "[deliver]") {
  CHECK(message_key(facts) == message_key(facts));
  for (std::string MessageFacts::*fact :
       {&MessageFacts::run_id, &MessageFacts::period_begin, &MessageFacts::period_end, &MessageFacts::donor,
        &MessageFacts::content_sha256, &MessageFacts::kind}) {
    MessageFacts other = facts;
    other.*fact += "x";
    CHECK(message_key(other) != message_key(facts));
  }
}

TEST_CASE("facts that run together are not the same", "[deliver]") {
  CHECK(hash_of_list({"ab", "c"}) != hash_of_list({"a", "bc"}));
  CHECK(hash_of_list({"a", ""}) != hash_of_list({"a"}));
  CHECK(hash_of_list({"1:a"}) != hash_of_list({"a"}));
}

TEST_CASE("one mailbox has one delivery of a message, however it is written", "[deliver]") {
  const std::string key = message_key(facts);
  CHECK(delivery_key(key, MailAddress("Nino@Example.org")) ==
        delivery_key(key, MailAddress("nino@example.org")));
  CHECK(delivery_key(key, MailAddress("nino@example.org")) !=
        delivery_key(key, MailAddress("nina@example.org")));
}

TEST_CASE("a Message-ID is short and the same on every try", "[deliver]") {
  const std::string id = message_id(message_key(facts), 3, "Kvali.example.org");
  CHECK(id == "<" + message_key(facts).substr(0, 32) + ".r3@kvali.example.org>");
  CHECK_NOTHROW(check_message_id(id));
  CHECK_THROWS_AS(message_id(message_key(facts), 3, "example.org>\r\nX: 1"), Error);
}

TEST_CASE("an approval binds content and recipients, in any order", "[deliver]") {
  const MailAddress a("a@example.org");
  const MailAddress b("b@example.org");
  CHECK(release_hash("c", {{a, "1"}, {b, "2"}}) == release_hash("c", {{b, "2"}, {a, "1"}}));
  CHECK(release_hash("c", {{a, "1"}}) != release_hash("c", {{a, "1"}, {b, "2"}}));
  CHECK(release_hash("c", {{a, "1"}}) != release_hash("c", {{a, "2"}}));
  CHECK(release_hash("c", {{a, "1"}}) != release_hash("d", {{a, "1"}}));
}

}  // namespace kvali
