#include "privacy/identifiers.hpp"

#include "catch.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

Texts found_in(const std::string& text) {
  Texts found;
  for (const Identifier& one : find_identifiers(text, 2))
    found.push_back(std::string(words_of(one.kind)) + ": " + text.substr(one.begin, one.length));
  return found;
}

}  // namespace

TEST_CASE("phone numbers, addresses and personal numbers are found in running text", "[privacy]") {
  CHECK(found_in("დარეკეთ 599 12 34 56-ზე.") == Texts{"a phone number: 599 12 34 56"});
  CHECK(found_in("Call +995 599 123-456, or 0422 27 12 34.") ==
        Texts{"a phone number: +995 599 123-456", "a phone number: 0422 27 12 34"});
  CHECK(found_in("(599123456)") == Texts{"a phone number: 599123456"});
  CHECK(found_in("პ/ნ 01001012345") == Texts{"a personal number: 01001012345"});
  CHECK(found_in("Write to nino.k@example.org.") == Texts{"a personal e-mail address: nino.k@example.org"});
  CHECK(found_in("at 41.64228, 41.63392 near the sea") == Texts{"an exact position: 41.64228, 41.63392"});
}

TEST_CASE("dates, amounts, shared mailboxes and numbers of documents are no identifiers", "[privacy]") {
  for (const char* text : {"2025-12-11 14:30",
                           "01-12-2025 09 15",
                           "11.12.2025",
                           "12 345 678 people",
                           "555 123 456 GEL",
                           "1 234 567 890",
                           "info@ngo.example",
                           "office@ngo.example",
                           "agreement 2025/01001012345",
                           "XM-DAC-47066-599123456",
                           "GE29NB0000000101904917",
                           "ledger 2–7, 9",
                           "3.141 and 2.718",
                           "41.6, 41.7",
                           "41.6441; 44.2500",
                           "288.352, 288.352",
                           "2019–2022",
                           "a@b",
                           "",
                           "@",
                           "+",
                           "-1.5",
                           "+995",
                           "100%"}) {
    INFO(text);
    CHECK(found_in(text).empty());
  }
}

TEST_CASE("headings tell which columns identify persons", "[privacy]") {
  for (const char* heading : {"Phone number", "phone_number", "SubmitterName", "DeviceID", "_geolocation",
                              "პირადი ნომერი", "Date of birth", "სახელი, გვარი", "E-mail", "Case No."}) {
    INFO(heading);
    CHECK(identifier_in_heading(heading) != nullptr);
  }
  for (const char* heading :
       {"Name", "Phones distributed", "Sex", "Municipality", "Code", "", "დასახელება"}) {
    INFO(heading);
    CHECK(identifier_in_heading(heading) == nullptr);
  }
}
