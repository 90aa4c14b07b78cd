// The whole page, byte by byte but for its style sheet.
#include <cstdlib>
#include <fstream>

#include "catch.hpp"
#include "page_text.hpp"
#include "rich_document.hpp"

using namespace kvali::test;

TEST_CASE("the page of a rich document is the one that was accepted") {
  const auto [tongue, name] = GENERATE(table<Tongue, std::string>({{Tongue::english, "rich-en.html"},
                                                                   {Tongue::georgian, "rich-ka.html"},
                                                                   {Tongue::arabic, "rich-ar.html"}}));
  const Folder folder;
  Script script(html_renderer(), folder.file(name));
  play_rich_document(script, tongue);
  REQUIRE(script.finish() == 0);
  CHECK(script.reports().empty());
  const std::string page = without_style(bytes_of(folder.file(name)));
  const std::string accepted = std::string(KVALI_HTML_TESTS) + "/expected/" + name;
  if (std::getenv("KVALI_ACCEPT")) std::ofstream(accepted, std::ios::binary) << page;
  INFO(name << " differs; KVALI_ACCEPT=1 accepts the new one");
  CHECK(bytes_of(accepted) == page);
}
