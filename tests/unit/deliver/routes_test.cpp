#include "deliver/routes.hpp"

#include "catch.hpp"
#include "findings.hpp"

namespace kvali {

namespace {

Route route(const std::string& donor, const std::string& address, std::vector<std::string> domains) {
  return {.id = donor + "-" + address,
          .project = "emerge",
          .donor = donor,
          .address = address,
          .allowed_domains = std::move(domains)};
}

std::vector<std::string> findings_of(std::vector<Route> routes, const std::vector<std::string>& own = {}) {
  Diagnostics findings;
  const Routes checked(std::move(routes), own, findings);
  return short_texts(findings);
}

}  // namespace

TEST_CASE("reports go to the addresses of their donor and to no others", "[deliver]") {
  Diagnostics findings;
  const Routes routes(
      {route("fund-a", "a@fund-a.org", {"fund-a.org"}), route("fund-b", "b@second.org", {"second.org"})}, {},
      findings);
  CHECK(findings.all().empty());
  REQUIRE(routes.recipients("emerge", "fund-a").size() == 1);
  CHECK(routes.recipients("emerge", "fund-a").front().text() == "a@fund-a.org");
  CHECK(routes.recipients("other", "fund-a").empty());
  CHECK(routes.allows("emerge", "fund-a", MailAddress("A@Fund-A.org")));
  CHECK_FALSE(routes.allows("emerge", "fund-b", MailAddress("a@fund-a.org")));
  CHECK_FALSE(routes.allows("other", "fund-a", MailAddress("a@fund-a.org")));
}

TEST_CASE("an address outside the allowed domains gets nothing", "[deliver]") {
  Diagnostics findings;
  const Routes routes(
      {route("fund-a", "a@fund-a.com", {"fund-a.org"}), route("fund-a", "b@mail.fund-a.org", {"fund-a.org"})},
      {}, findings);
  CHECK(short_texts(findings) ==
        std::vector<std::string>{"DLV-02 a@fund-a.com is in no domain that is allowed for fund-a | correct "
                                 "the address, or allow the "
                                 "domain fund-a.com",
                                 "DLV-02 b@mail.fund-a.org is in no domain that is allowed for fund-a | "
                                 "correct the address, or allow the "
                                 "domain mail.fund-a.org"});
  CHECK(routes.recipients("emerge", "fund-a").empty());
}

TEST_CASE("what is no address is named with what is wrong", "[deliver]") {
  CHECK(findings_of({route("fund-a", "nobody", {"fund-a.org"})}) ==
        std::vector<std::string>{"DLV-01 no mail address: \"nobody\" (no @) | write it as name@example.org"});
  CHECK(findings_of({route("fund-a", "a@fund-a.org", {"fund-a.org", "*.org"})}) ==
        std::vector<std::string>{"DLV-01 no domain: \"*.org\" | write it as example.org"});
}

TEST_CASE("an address of two donors is an error, unless it is one's own", "[deliver]") {
  const std::vector<Route> both{route("fund-a", "nino@shared.org", {"shared.org"}),
                                route("fund-b", "Nino@shared.org", {"shared.org"})};
  CHECK(findings_of(both) ==
        std::vector<std::string>{
            "DLV-03 Nino@shared.org gets reports for fund-a and for fund-b | an address belongs "
            "to one donor; correct it, or name the domain as your own"});
  CHECK(findings_of(both, {"Shared.org"}).empty());
}

TEST_CASE("an address that is listed twice gets one mail", "[deliver]") {
  CHECK(
      findings_of({route("fund-a", "a@fund-a.org", {"fund-a.org"}),
                   route("fund-a", "A@fund-a.org", {"fund-a.org"})}) ==
      std::vector<std::string>{"DLV-04 A@fund-a.org is listed twice for fund-a | nothing, it is sent once"});
}

TEST_CASE("domains one letter apart are pointed out", "[deliver]") {
  CHECK(
      findings_of({route("fund-a", "a@fund-a.org", {"fund-a.org"}),
                   route("fund-b", "b@fund-b.org", {"fund-b.org"}), route("c", "c@unpd.org", {"unpd.org"})},
                  {"undp.org"}) ==
      std::vector<std::string>{
          "DLV-05 the domains fund-a.org and fund-b.org differ by one letter | correct the one that is "
          "mistyped; "
          "nothing, if both are meant",
          "DLV-05 the domains undp.org and unpd.org differ by one letter | correct the one that is mistyped; "
          "nothing, if both are meant"});
}

TEST_CASE("one slip of the finger is one letter more, less, other or swapped", "[deliver]") {
  CHECK(is_one_edit_apart("undp.org", "undpp.org"));
  CHECK(is_one_edit_apart("undp.org", "udp.org"));
  CHECK(is_one_edit_apart("undp.org", "unfp.org"));
  CHECK(is_one_edit_apart("undp.org", "unpd.org"));
  CHECK(is_one_edit_apart("", "a"));
  CHECK_FALSE(is_one_edit_apart("undp.org", "undp.org"));
  CHECK_FALSE(is_one_edit_apart("undp.org", "unicef.org"));
  CHECK_FALSE(is_one_edit_apart("ab", "cd"));
  CHECK_FALSE(is_one_edit_apart("abc", "cab"));
}

}  // namespace kvali
