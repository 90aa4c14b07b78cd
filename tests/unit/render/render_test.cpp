#include "render/render.hpp"

#include <cerrno>
#include <fstream>

#include "catch.hpp"
#include "findings.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

enum class Fails { never, create, event, finish, silently };
Fails fails;
int created, destroyed;
const kvali_call* current;

/// Writes one byte when it is made; fails where it is told to.
const kvali_renderer renderer{sizeof(kvali_renderer),
                              0,
                              "fake",
                              "s",
                              "d",
                              nullptr,
                              "txt",
                              "text/plain",
                              [](const kvali_call* call, void**) {
                                current = call;
                                if (fails == Fails::create) return EACCES;
                                ++created;
                                if (fails != Fails::silently) std::ofstream(call->output) << "x";
                                return 0;
                              },
                              [](void*, const kvali_event*) {
                                if (fails != Fails::event) return 0;
                                current->report(current, KVALI_ERROR, "[L-02] no glyph for U+10D0",
                                                "section 1");
                                return EINVAL;
                              },
                              [](void*) { return fails == Fails::finish ? ENOSPC : 0; },
                              [](void*) { ++destroyed; }};

struct Result {
  bool made;
  bool file;
  Texts findings;
};

Result run(Fails how) {
  fails = how;
  created = destroyed = 0;
  static const Locale english("en");
  const TestFolder folder;
  const auto path = folder.path() / "out.txt";
  Document document;
  document.meta.lang = "en";
  OutputSpec output;
  output.place = {"report.toml", 9, 1, 0};
  Diagnostics findings;
  const bool made = render(document, english, renderer, output, Report{}, path, findings);
  CHECK(created == destroyed);
  return {made, std::filesystem::exists(path), short_texts(findings)};
}

}  // namespace

TEST_CASE("a renderer that finishes has made a file", "[render]") {
  const Result result = run(Fails::never);
  CHECK(result.made);
  CHECK(result.file);
  CHECK(result.findings.empty());
}

TEST_CASE("a renderer that fails leaves no file and one finding", "[render]") {
  const std::pair<Fails, const char*> cases[] = {
      {Fails::create, "PLG-06 report.toml:9:1 renderer fake: Permission denied"},
      {Fails::event, "L-02 section 1 no glyph for U+10D0"},
      {Fails::finish, "PLG-06 report.toml:9:1 renderer fake: No space left on device"},
      {Fails::silently, "PLG-06 report.toml:9:1 renderer fake: wrote no file"}};
  for (const auto& one : cases) {
    const Result result = run(one.first);
    CHECK_FALSE(result.made);
    CHECK_FALSE(result.file);
    CHECK(result.findings == Texts{one.second});
  }
}

TEST_CASE("options of an output are checked before the renderer runs", "[render]") {
  static const Locale english("en");
  created = 0;
  OutputSpec output;
  output.options.push_back({"colour", {"red"}, false, 's', {"report.toml", 10, 10, 0}});
  Diagnostics findings;
  CHECK_FALSE(render(Document{}, english, renderer, output, Report{}, "/nonexistent", findings));
  CHECK(short_texts(findings) ==
        Texts{"PLG-03 report.toml:10:10 fake.colour: unknown option | it has no options"});
  CHECK(created == 0);
}
