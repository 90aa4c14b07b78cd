// Any bytes as a catalogue of words: its messages can be shown, what is wrong in it is told.
#include <string>

#include "base/text.hpp"
#include "locale/catalogue.hpp"
#include "scratch_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using kvali::test::require;
  static const kvali::Locale locale("ka");
  kvali::Catalogue words(locale);
  for (const kvali::CatalogueProblem& problem :
       words.add("ka", {reinterpret_cast<const char*>(data), size}, "ka.toml"))
    require(!problem.what.empty());
  const kvali::MessageArguments arguments{
      {"n", std::int64_t{21}}, {"count", std::int64_t{2}}, {"name", std::string("კვალი")}};
  for (const std::string& key : words.keys("ka"))
    require(kvali::is_valid_utf8(words.text(key, arguments)) || !kvali::is_valid_utf8(key));
  return 0;
}
