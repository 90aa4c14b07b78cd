#include "table/dictionary.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"

using namespace kvali;

namespace {

/// Texts of every length up to 40 that differ in their last, first or middle letter alone.
std::vector<std::string> similar_texts() {
  std::vector<std::string> texts{""};
  for (std::size_t length = 1; length <= 40; ++length) {
    const std::string same(length, 'a');
    texts.push_back(same);
    for (const std::size_t at : {std::size_t{0}, length / 2, length - 1}) {
      std::string other = same;
      other[at] = char('b' + (at == 0 ? 0 : at == length - 1 ? 1 : 2));
      if (std::find(texts.begin(), texts.end(), other) == texts.end()) texts.push_back(other);
    }
  }
  return texts;
}

}  // namespace

TEST_CASE("a dictionary numbers texts in order of first appearance", "[table]") {
  Dictionary dictionary;
  CHECK_FALSE(dictionary.find("ქალი"));
  CHECK(dictionary.intern("ქალი") == 0);
  CHECK(dictionary.intern("") == 1);
  CHECK(dictionary.intern("კაცი") == 2);
  CHECK(dictionary.intern("ქალი") == 0);
  CHECK(dictionary.intern("") == 1);
  CHECK(dictionary.size() == 3);
  CHECK(dictionary.find("კაცი") == 2U);
  CHECK_FALSE(dictionary.find("კაც"));
}

TEST_CASE("a dictionary tells similar texts of every length apart", "[table]") {
  const std::vector<std::string> texts = similar_texts();
  Dictionary dictionary;
  for (std::size_t i = 0; i < texts.size(); ++i) CHECK(dictionary.intern(texts[i]) == i);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CHECK(dictionary.find(texts[i]) == i);
    CHECK(dictionary.text(std::uint32_t(i)) == texts[i]);
  }
}

TEST_CASE("a dictionary keeps 100,000 texts where they are while it grows", "[table]") {
  Dictionary dictionary;
  dictionary.intern("the first text");
  const char* first = dictionary.text(0).data();
  for (int i = 0; i < 100'000; ++i) dictionary.intern("text " + std::to_string(i));
  const std::string long_text(3'000'000, 'x');  // Larger than a block.
  CHECK(dictionary.intern(long_text) == 100'001);
  CHECK(dictionary.text(100'001) == long_text);
  CHECK(dictionary.text(0).data() == first);
  CHECK(dictionary.text(0) == "the first text");
  CHECK(dictionary.find("text 99999") == 100'000U);
}

TEST_CASE("a copy of a dictionary lives on its own, a moved-from one can be filled again", "[table]") {
  Dictionary dictionary;
  dictionary.intern("one");
  Dictionary copy = dictionary;
  copy.intern("two");
  CHECK(dictionary.size() == 1);
  const Dictionary moved = std::move(dictionary);
  CHECK(moved.text(0) == "one");
  dictionary = Dictionary();
  CHECK(dictionary.intern("three") == 0);
  CHECK(dictionary.text(0) == "three");
  CHECK(copy.text(1) == "two");
}
