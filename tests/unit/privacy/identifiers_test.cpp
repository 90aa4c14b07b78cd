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

TEST_CASE("phone numbers are found however they are grouped", "[privacy]") {
  for (const char* number : {"599 123456", "599.12.34.56", "599–12–34–56", "599-123-456", "599–123–456",
                             "00995 599 12 34 56", "599 12-34-56"})
    CHECK(found_in("a " + std::string(number) + " z") == Texts{"a phone number: " + std::string(number)});
  for (const char* words : {"tel. ", "Phone number: ", "WhatsApp ", "ტელ.: ", "მობილურის ნომერი "})
    CHECK(found_in(words + std::string("2 12 34 56, b")) == Texts{"a phone number: 2 12 34 56"});
  CHECK(found_in("mob. 599 123 456") == Texts{"a phone number: 599 123 456"});
  // What stands behind a number does not hide it.
  CHECK(found_in("599 77 66 55 01008012345 3") ==
        Texts{"a phone number: 599 77 66 55", "a personal number: 01008012345"});
  CHECK(found_in("passport No. 12AB34567") == Texts{"a personal number: 12AB34567"});
}

TEST_CASE("positions are found with points of the compass, and in degrees", "[privacy]") {
  for (const char* position : {"41.64228 N 41.63392", "41.64228 lon 41.63392", "41.64228°N, 41.63392",
                               "41°38'30\"", "41° 38′ 30.5″"})
    CHECK(found_in("at " + std::string(position) + " z") ==
          Texts{"an exact position: " + std::string(position)});
}

TEST_CASE("dates that words call dates of birth are found, in both languages", "[privacy]") {
  for (const char* text : {"born 12.03.1987",
                           "Date of birth: 12.03.1987",
                           "DOB 12.03.1987.",
                           "(b. 1; d.o.b. 12.03.1987)",
                           "was born on 12.03.1987 in Batumi",
                           "the project's manager, born 12.03.1987",
                           "a member of the club, born 12.03.1987",
                           "director of the project was born on 12.03.1987",
                           "Club (born 12.03.1987)",
                           "Youth centre; DOB 12.03.1987",
                           "The project: date of birth 12.03.1987",
                           "programmer, born 12.03.1987",
                           "the organisationist was born 12.03.1987",
                           "პროგრამისტი დაბადებულია 12.03.1987",
                           "პროექტის დაბადების თარიღი: 12.03.1987",
                           "Her birthday is 12.03.1987",
                           "დაბადებული 12.03.1987",
                           "დაბ. 12.03.1987",
                           "დაბ.12.03.1987",
                           "დაბადების თარიღი – 12.03.1987",
                           "დაბადებულია 12.03.1987",
                           "12.03.1987 წელს დაბადებული",
                           "12.03.1987-ში დაბადებულმა",
                           "12.03.1987 დაბ."}) {
    INFO(text);
    CHECK(found_in(text) == Texts{"a date of birth: 12.03.1987"});
  }
  CHECK(found_in("date of birth: 1987-03-12") == Texts{"a date of birth: 1987-03-12"});
  CHECK(found_in("born on 2 March 1987") == Texts{"a date of birth: 2 March 1987"});
  CHECK(found_in("born 2/3/87, female") == Texts{"a date of birth: 2/3/87"});
  CHECK(found_in("დაბ. 1987 წლის 2 მარტს") == Texts{"a date of birth: 1987 წლის 2 მარტს"});
  CHECK(found_in("1987 წლის 2 მარტს დაბადებული") == Texts{"a date of birth: 1987 წლის 2 მარტს"});
}

TEST_CASE("numbers of accounts of any country are found by their check digits", "[privacy]") {
  for (const char* iban :
       {"GE29NB0000000101904917", "GE29 NB00 0000 0101 9049 17", "DE89 3704 0044 0532 0130 00",
        "gb82west12345698765432", "NO9386011117947", "MT84MALT011000012345MTLCAST001S"}) {
    INFO(iban);
    CHECK(found_in("Pay to " + std::string(iban) + " today") ==
          Texts{"the number of an account: " + std::string(iban)});
    CHECK(found_in(std::string("(") + iban + ")").size() == 1);
  }
}

TEST_CASE("dates, amounts, shared mailboxes and numbers of documents are no identifiers", "[privacy]") {
  for (const char* text : {"2025-12-11 14:30",
                           "01-12-2025 09 15",
                           "11.12.2025",
                           "12 345 678 people",
                           "555 123 456 GEL",
                           "555.123.456 GEL",
                           "1 234 567 890",
                           "info@ngo.example",
                           "office@ngo.example",
                           "agreement 2025/01001012345",
                           "XM-DAC-47066-599123456",
                           "GE28NB0000000101904917",
                           "FY25 results were good 2024 2025",
                           "born in 1987, joined 12.03.2021",
                           "reborn 12.03.2021",
                           "newborn: 12.03.2021",
                           "Project born 12.03.2021",
                           "The initiative was officially born on 12.03.2021",
                           "Our programs were born on 12.03.2021",
                           "ორგანიზაცია დაბადებულია 12.03.2021",
                           "the project's birthday is 12.03.2021",
                           "პროექტი დაბადებულია 12.03.2021",
                           "დაბადების მოწმობა 12.03.2021",
                           "დაბის 12.03.2021",
                           "ledger 2–7, 9",
                           "3.141 and 2.718",
                           "41.6, 41.7",
                           "41.6441; 44.2500",
                           "288.352, 288.352",
                           "2019–2022",
                           "5.12.25 11.30 and 500–600",
                           "mobilised 599 123 456 GEL",
                           "tel. 2019",
                           "project 12AB34567",
                           "20° 30'",
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
