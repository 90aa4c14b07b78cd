#include "catch.hpp"
#include "reading.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

std::string with_delivery(const std::string& toml) {
  return least_head + "[project]\nid = \"p\"\ndonor = \"Nordic Fund\"\n" + least_source + "[delivery]\n" +
         toml;
}

}  // namespace

TEST_CASE("who gets a report is read with the files that go along", "[report]") {
  const ReadReport read =
      read_report(with_delivery("to = \"desk@donor.example\"\ncopy = [\"archive@ngo.example\"]\n"
                                "reply_to = \"pm@ngo.example\"\nattach = [\"signed/../cover.pdf\"]\n"));
  CHECK(short_texts(read.findings) == Texts{"DLV-08 report.toml:14:10 the attachment cover.pdf is not there "
                                            "| put it there before the report is made, or "
                                            "correct the path"});
  REQUIRE((read.report && read.report->delivery));
  const DeliverySpec& delivery = *read.report->delivery;
  CHECK(delivery.donor == "nordic-fund");
  CHECK(delivery.to == Texts{"desk@donor.example"});
  CHECK(delivery.copy == Texts{"archive@ngo.example"});
  CHECK(delivery.attach.at(0) == read.report->folder / "cover.pdf");
}

TEST_CASE("a file from elsewhere cannot be attached, and no donor is called as the house is", "[report]") {
  for (const std::string file : {"/etc/passwd", "../other/cover.pdf"})
    CHECK(contains_text(
        findings_in(with_delivery("to = \"desk@donor.example\"\nattach = \"" + file + "\"\n")).front(),
        "lies outside of the report's folder"));
  CHECK(
      contains_text(findings_in(with_delivery("donor = \"internal\"\nto = \"desk@donor.example\"\n")).front(),
                    "no donor may be called 'internal'"));
}

TEST_CASE("the donor may be named as the routes name it", "[report]") {
  const ReadReport read = read_report(with_delivery("donor = \"nf\"\nto = \"desk@donor.example\"\n"));
  REQUIRE((read.report && read.report->delivery));
  CHECK(read.report->delivery->donor == "nf");
}

TEST_CASE("a report that goes to nobody is an error, and so is one of which nobody knows the donor",
          "[report]") {
  CHECK(contains_text(findings_in(with_delivery("copy = \"a@b.example\"\n")).front(),
                      "[delivery] says nobody that the report goes to"));
  CHECK(contains_text(findings_in(least_head + least_source + "[delivery]\nto = \"a@b.example\"\n").front(),
                      "[delivery] does not say which donor it is"));
}

TEST_CASE("a report for the house is not delivered, and a donor of another name is told", "[report]") {
  const std::string to = "[delivery]\nto = \"a@b.example\"\n";
  CHECK(contains_text(
      findings_in(least_head + "audience = \"internal\"\n[project]\ndonor = \"nf\"\n" + least_source + to)
          .front(),
      "DLV-06"));
  CHECK(contains_text(findings_in(with_delivery("donor = \"other\"\nto = \"a@b.example\"\n")).front(),
                      "DLV-07"));
}

TEST_CASE("a report without [delivery] goes to nobody", "[report]") {
  CHECK_FALSE(read_report(least_head + least_source).report->delivery);
}
