// The plugin as the engine sees it: options, tables as Arrow streams, reports.
#include <filesystem>
#include <fstream>
#include <kvali/plugin.hpp>
#include <map>

#include "catch.hpp"

namespace {

struct Engine {
  kvali_call call{};  // First: the callbacks find the rest through it.
  std::vector<std::string> reports;
  std::map<std::string, int64_t> rows;
  std::map<std::string, std::string> places;

  static Engine& of(const kvali_call* call) {
    return *const_cast<Engine*>(reinterpret_cast<const Engine*>(call));  // The tests made it.
  }
  Engine() {
    call.size = sizeof call;
    call.locale = "ka";
    call.timezone = "Asia/Tbilisi";
    call.report = [](const kvali_call* c, int severity, const char* message, const char* where) {
      of(c).reports.push_back(std::to_string(severity) + " " + (where ? where : "-") + " " + message);
    };
    call.progress = [](const kvali_call*, int64_t, int64_t) { return 0; };
    call.extension = [](const kvali_call*, const char*) -> const void* { return nullptr; };
    call.add_table = [](const kvali_call* c, const char* name, ArrowArrayStream* stream) {
      ArrowSchema schema{};
      if (stream->get_schema(stream, &schema) != 0) return EINVAL;
      of(c).places[name] = std::string(kvali::metadata_value(schema.metadata, "kvali:place").value_or(""));
      schema.release(&schema);
      int64_t total = 0;
      for (;;) {
        ArrowArray batch{};
        if (const int rc = stream->get_next(stream, &batch)) return rc;
        if (!batch.release) break;
        total += batch.length;
        batch.release(&batch);
      }
      stream->release(stream);
      of(c).rows[name] = total;
      return 0;
    };
  }
  int open(const std::vector<std::string>& files, const char* lang) {
    std::vector<kvali_value> items;
    for (const std::string& file : files) items.push_back(kvali_value{.s = file.c_str()});
    const kvali_list list{items.size(), items.data()};
    kvali_value values[3];
    values[0].list = &list;
    values[1].s = lang;
    values[2].s = "p";
    call.values = values;
    const int rc = kvali_plugin_v1()->sources[0]->open(&call);
    call.values = nullptr;
    return rc;
  }
};

std::string write(const std::string& name, const std::string& text) {
  const auto path = std::filesystem::temp_directory_path() / ("kvali-minutes-" + name);
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

}  // namespace

TEST_CASE("declares itself and its options", "[minutes]") {
  const kvali_plugin* plugin = kvali_plugin_v1();
  CHECK(std::string(plugin->name) == "source-minutes");
  const kvali_source* source = plugin->sources[0];
  CHECK(std::string(source->name) == "minutes");
  CHECK(std::string(source->options[0].name) == "file");
  CHECK(source->options[0].type == KVALI_FILE);
  CHECK(source->options[0].flags == (KVALI_REQUIRED | KVALI_LIST));
}

TEST_CASE("hands over all seven tables with places, also when there is nothing in them", "[minutes]") {
  Engine engine;
  CHECK(engine.open({}, nullptr) == 0);
  CHECK(engine.rows.size() == 7);
  CHECK(engine.places["need"] == "{file}:{row}");
}

TEST_CASE("does not lose the good files for a broken or missing one", "[minutes]") {
  Engine engine;
  const std::string broken = write("broken.md", "+++\ndate = \n+++\n");
  std::string many = "+++\ndate = 2020-12-08\n+++\n## Decisions\n";
  for (int i = 0; i < 20000; ++i) many += "- one more\n";
  const std::string good = write("good.md", many);
  CHECK(engine.open({broken, "/no/such/file.md", good}, nullptr) == 0);
  CHECK(engine.rows["meeting"] == 1);
  CHECK(engine.rows["decision"] == 20000);
  REQUIRE(engine.reports.size() == 2);
  CHECK(engine.reports[0].rfind("3 " + broken + ":2:", 0) == 0);
  CHECK(engine.reports[1].rfind("3 /no/such/file.md cannot read the file", 0) == 0);
  std::filesystem::remove(broken);
  std::filesystem::remove(good);
}

TEST_CASE("refuses a language that is none and too many files", "[minutes]") {
  Engine engine;
  CHECK(engine.open({}, "xx") == EINVAL);
  CHECK(engine.open(std::vector<std::string>(10001, "/x"), nullptr) == EINVAL);
  CHECK(engine.rows.empty());
  CHECK(engine.reports.size() == 2);
}
