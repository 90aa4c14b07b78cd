#include <cerrno>

#include "catch.hpp"
#include "running.hpp"

using namespace kvali;

TEST_CASE("the smallest source brings its rows", "[plugin]") {
  Ran ran;
  run_source("hello", {text_option("greeting", "გამარჯობა"), whole_option("count", "20000")}, ran);
  CHECK(short_texts(ran.findings).empty());
  const Table* table = ran.table();
  REQUIRE(table != nullptr);
  REQUIRE(table->rows() == 20000);
  CHECK(table->at("id").integer(19999) == 19999);
  CHECK(table->at("text").text(19999) == "გამარჯობა 19999");
  CHECK(ran.workspace.find("source")->at("records").integer(0) == 20000);
}

TEST_CASE("options of the SDK show type, default and bounds", "[plugin]") {
  PluginHost host({KVALI_TEST_PLUGINS});
  Diagnostics findings;
  const kvali_source* hello = host.source("hello", {}, findings);
  REQUIRE(hello != nullptr);
  const kvali_option* options = hello->options;
  CHECK(std::string(options[0].name) == "greeting");
  CHECK(options[0].type == KVALI_STRING);
  CHECK(std::string(options[0].fallback) == "Hello");
  CHECK(options[1].type == KVALI_INT);
  CHECK(std::string(options[1].fallback) == "3");
  CHECK(std::string(options[1].max) == "100000");
  CHECK(options[2].name == nullptr);
}

TEST_CASE("the smallest renderer writes its file", "[plugin]") {
  const TestFolder folder;
  PluginHost host({KVALI_TEST_PLUGINS});
  Diagnostics findings;
  const kvali_renderer* outline = host.renderer("outline", {}, findings);
  REQUIRE(outline != nullptr);
  PluginCall::Context context;
  context.output = (folder.path() / "out.txt").string();
  PluginCall call(context, OptionValues{}, findings);
  void* self = nullptr;
  REQUIRE(outline->create(call.get(), &self) == 0);
  kvali_event event{};
  event.size = sizeof event;
  event.kind = KVALI_TEXT;
  event.text = "სათაური";
  CHECK(outline->event(self, &event) == 0);
  CHECK(outline->finish(self) == 0);
  outline->destroy(self);
  CHECK(read_file(folder.path() / "out.txt") == "სათაური\n");
  CHECK(short_texts(findings).empty());
}

TEST_CASE("a renderer that cannot create its file says so by its own name", "[plugin]") {
  PluginHost host({KVALI_TEST_PLUGINS});
  Diagnostics findings;
  const kvali_renderer* outline = host.renderer("outline", {}, findings);
  REQUIRE(outline != nullptr);
  PluginCall::Context context;
  context.component = "renderer outline";
  context.output = "/nonexistent/out.txt";
  PluginCall call(context, OptionValues{}, findings);
  void* self = nullptr;
  CHECK(outline->create(call.get(), &self) == EIO);
  CHECK(self == nullptr);
  REQUIRE(ids_of(findings) == std::vector<std::string>{"PLG-06"});
  CHECK(findings.all()[0].place.file == "out.txt");
}

TEST_CASE("a source in C brings every type and its nulls", "[plugin]") {
  Ran ran;
  run_source("plain", {}, ran);
  CHECK(short_texts(ran.findings).empty());
  const Table* table = ran.table();
  REQUIRE(table != nullptr);
  REQUIRE(table->rows() == 2);
  CHECK(table->find("kvali_row") == nullptr);
  CHECK(table->at("name").text(0) == "ერთი");
  CHECK(table->at("count").integer(0) == 42);
  CHECK(table->at("share").real(0) == 0.5);
  CHECK(table->at("done").boolean(0));
  CHECK(iso_text(table->at("day").date(0)) == "2020-12-08");
  CHECK(table->at("at").text(0) == "2020-12-08T14:00:00Z");
  CHECK(table->at("money").decimal(0).to_string() == "-12.5");
  for (const Column& column : table->columns()) {
    INFO(column.name());
    CHECK_FALSE(column.missing(0));
    CHECK(column.mark(1) == Mark::not_recorded);
  }
  const auto refs = ran.workspace.evidence.refs(table->row_evidence[1]);
  REQUIRE(refs.size() == 1);
  CHECK(refs[0].row == 9);
}

TEST_CASE("no source's table takes the place of another's or of the engine's", "[plugin]") {
  Report report;
  report.folder = "/";
  report.langs = {"en"};
  for (const char* name : {"Plan A", "plan-a", "target"}) {
    SourceSpec source;
    source.name = name;
    source.plugin = "plain";
    report.sources.push_back(source);
  }
  PluginHost host({KVALI_TEST_PLUGINS});
  Diagnostics findings;
  const Workspace workspace = collect(report, host, findings);
  CHECK(short_texts(findings).empty());
  std::vector<std::string> names;
  for (const auto& pair : workspace.tables) names.push_back(pair.first);
  CHECK(names == std::vector<std::string>{"plan_a", "plan_a_cells", "source", "target_cells"});
}
