#include "compose/delivery_mark.hpp"

#include "catch.hpp"

using namespace kvali;

namespace {

std::string marked(const char* lang, const std::vector<std::string>& reasons, const std::string& draft = {}) {
  const Locale locale(lang);
  const Catalogue words(locale);
  Document document;
  if (!draft.empty()) document.meta.set("draft", draft);
  Paragraph first;
  first.content.emplace_back(Text{"what the report says", 0, {}, {}});
  document.blocks.push_back(Block{first});
  mark_undeliverable(document, reasons, words);
  return dump(document);
}

}  // namespace

TEST_CASE("a copy that must not be sent says so on every page, and at its beginning why", "[compose]") {
  const std::string english = marked("en", {"the sources disagree"});
  CHECK(english.find("@draft \"Not for delivery\"") != english.npos);
  CHECK(english.find("the sources disagree") < english.find("what the report says"));
  const std::string georgian = marked("ka", {"a"}, "სამუშაო ვერსია");
  CHECK(georgian.find("სამუშაო ვერსია · გაგზავნა დაუშვებელია") != georgian.npos);
}

TEST_CASE("of many reasons against delivery the first are named and the others counted", "[compose]") {
  std::vector<std::string> reasons;
  for (int i = 0; i < 12; ++i) reasons.push_back("reason " + std::to_string(i));
  const std::string text = marked("en", reasons);
  CHECK(text.find("reason 7") != text.npos);
  CHECK(text.find("reason 8") == text.npos);
  CHECK(text.find("4 further reasons") != text.npos);
}
