// render-html-sample FOLDER: writes sample pages to look at.
#include <cstdio>
#include <filesystem>

#include "page_text.hpp"
#include "rich_document.hpp"

int main(int count, char** arguments) {
  using kvali::test::Tongue;
  if (count != 2) {
    std::fputs("usage: render-html-sample FOLDER\n", stderr);
    return 2;
  }
  std::filesystem::create_directories(arguments[1]);
  int failed = 0;
  for (const auto& [tongue, name] : {std::pair{Tongue::english, "/sample-en.html"},
                                     {Tongue::georgian, "/sample-ka.html"},
                                     {Tongue::arabic, "/sample-ar.html"}}) {
    kvali::test::Script script(kvali::test::html_renderer(), arguments[1] + std::string(name));
    kvali::test::play_rich_document(script, tongue);
    failed |= script.finish();
  }
  return failed ? 1 : 0;
}
