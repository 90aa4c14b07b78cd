#include <sys/stat.h>

#include "catch.hpp"
#include "running.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;
namespace fs = std::filesystem;

namespace {

/// A folder with a copy of one test plugin.
fs::path copy_of(const TestFolder& folder, const std::string& file) {
  const fs::path to = folder.path() / file;
  fs::copy_file(fs::path(KVALI_TEST_PLUGINS) / file, to);
  ::chmod(to.c_str(), 0755);
  return to;
}

std::string problem_with(const fs::path& folder) {
  PluginHost host({folder});
  Diagnostics findings;
  CHECK(host.source("plain", {}, findings) == nullptr);
  REQUIRE(findings.all().size() == 1);
  CHECK(findings.all()[0].id == "PLG-02");
  return findings.all()[0].message;
}

}  // namespace

TEST_CASE("a plugin that anybody may write is refused", "[plugin]") {
  const TestFolder folder;
  const fs::path file = copy_of(folder, "kvali-source-plain.so");
  ::chmod(file.c_str(), 0757);
  CHECK(contains_text(problem_with(folder.path()), "can be written by anybody"));
  ::chmod(file.c_str(), 01757);
  CHECK(contains_text(problem_with(folder.path()), "can be written by anybody"));
  ::chmod(file.c_str(), 0775);
  Diagnostics findings;
  CHECK(PluginHost({folder.path()}).source("plain", {}, findings) != nullptr);
  CHECK(short_texts(findings).empty());
}

TEST_CASE("a plugin in a folder that anybody may write is refused", "[plugin]") {
  const TestFolder folder;
  copy_of(folder, "kvali-source-plain.so");
  ::chmod(folder.path().c_str(), 0777);
  CHECK(contains_text(problem_with(folder.path()), "can be written by anybody"));
  // With the sticky bit, as in /tmp, others may add files of their own, which are refused, but not change
  // ours.
  ::chmod(folder.path().c_str(), 01777);
  Diagnostics findings;
  CHECK(PluginHost({folder.path()}).source("plain", {}, findings) != nullptr);
}

TEST_CASE("a plugin that is not what its file says is refused", "[plugin]") {
  PluginHost host({KVALI_TEST_PLUGINS});
  const auto problem = [&](const char* name) {
    Diagnostics findings;
    CHECK(host.source(name, {"report.toml", 5, 1, 0}, findings) == nullptr);
    REQUIRE(ids_of(findings) == Texts{"PLG-02"});
    CHECK(findings.all()[0].place.line == 5);
    return findings.all()[0].message;
  };
  CHECK(contains_text(problem("misnamed"), "calls itself 'source-other', its file says 'source-misnamed'"));
  CHECK(contains_text(problem("tiny"), "was built for another version of the contract"));
  CHECK(contains_text(problem("empty"), "does not export kvali_plugin_v1"));
}

TEST_CASE("a file that is no shared object is refused", "[plugin]") {
  const TestFolder folder;
  ::chmod(folder.write("kvali-source-plain.so", "no library").c_str(), 0644);
  CHECK(contains_text(problem_with(folder.path()), "cannot be loaded"));
}

TEST_CASE("an unknown plugin is answered by what there is", "[plugin]") {
  PluginHost host({KVALI_TEST_PLUGINS});
  Diagnostics findings;
  CHECK(host.source("plian", {"report.toml", 5, 1, 0}, findings) == nullptr);
  CHECK(host.source("qqqqqqqq", {}, findings) == nullptr);
  CHECK(host.renderer("outlin", {}, findings) == nullptr);
  CHECK(PluginHost({"/nonexistent"}).source("csv", {}, findings) == nullptr);
  CHECK(short_texts(findings) ==
        Texts{"PLG-01 report.toml:5:1 no source plugin 'plian' | did you mean 'plain'?",
              "PLG-01 no source plugin 'qqqqqqqq' | there are: hello, plain, unruly",
              "PLG-01 no renderer plugin 'outlin' | did you mean 'outline'?",
              "PLG-01 no source plugin 'csv' | no plugins were found; see kvali plugins list"});
}

TEST_CASE("the first folder that has a plugin wins, later ones are shadowed", "[plugin]") {
  const TestFolder folder;
  copy_of(folder, "kvali-source-plain.so");
  PluginHost host({folder.path(), KVALI_TEST_PLUGINS});
  std::vector<bool> shadowed;
  for (const PluginModule& module : host.all())
    if (module.path.filename() == "kvali-source-plain.so") shadowed.push_back(module.shadowed);
  CHECK(shadowed == std::vector<bool>{false, true});
}

TEST_CASE("broken modules are listed with their problem", "[plugin]") {
  PluginHost host({KVALI_TEST_PLUGINS});
  std::size_t broken = 0;
  for (const PluginModule& module : host.all()) {
    CHECK((module.plugin == nullptr) == !module.problem.empty());
    broken += module.plugin == nullptr;
  }
  CHECK(broken == 3);
}
