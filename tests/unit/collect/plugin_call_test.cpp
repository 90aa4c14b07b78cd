#include "collect/plugin_call.hpp"

#include <cerrno>
#include <cstdlib>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "findings.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

/// A call whose options hold two secrets, one the beginning of the other.
struct Call {
  Diagnostics findings;
  std::unique_ptr<PluginCall> call;

  explicit Call(Progress progress = {}) {
    ::setenv("KVALI_TEST_SHORT", "hush", 1);
    ::setenv("KVALI_TEST_LONG", "hush-hush", 1);
    static const kvali_option table[] = {
        {"a", KVALI_SECRET, 0, nullptr, nullptr, nullptr, nullptr, "d", nullptr},
        {"b", KVALI_SECRET, 0, nullptr, nullptr, nullptr, nullptr, "d", nullptr},
        {nullptr, 0, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr}};
    auto options = check_options("x", table,
                                 {{"a", {"env", "KVALI_TEST_SHORT"}, false, 'r', {}},
                                  {"b", {"env", "KVALI_TEST_LONG"}, false, 'r', {}}},
                                 "/", {}, findings);
    PluginCall::Context context;
    context.component = "source \"s\"";
    context.locale = "ka";
    context.place = {"report.toml", 5, 1, 0};
    call = std::make_unique<PluginCall>(context, std::move(*options), findings, std::move(progress));
  }
  Texts after(int severity, const char* message, const char* where) {
    call->get()->report(call->get(), severity, message, where);
    return short_texts(findings);
  }
};

}  // namespace

TEST_CASE("a plugin's message becomes a finding with id, place and hint", "[plugin_call]") {
  CHECK(Call().after(KVALI_ERROR, "[L-02] no glyph\nhint: choose another font", "notes.md:12:3") ==
        Texts{"L-02 notes.md:12:3 no glyph | choose another font"});
  CHECK(Call().after(KVALI_WARNING, "odd", "plan.xlsx!Q4!C17") == Texts{"PLG-07 plan.xlsx!Q4!C17 odd"});
  CHECK(Call().after(KVALI_ERROR, "broken", nullptr) == Texts{"PLG-06 report.toml:5:1 source \"s\": broken"});
  CHECK(Call().after(KVALI_ERROR, nullptr, nullptr) == Texts{"PLG-06 report.toml:5:1 source \"s\": "});
  CHECK(Call().after(KVALI_DEBUG, "noise", nullptr).empty());
}

TEST_CASE("only errors count as complaints", "[plugin_call]") {
  Call call;
  (void)call.after(KVALI_WARNING, "odd", nullptr);
  CHECK_FALSE(call.call->complained());
  (void)call.after(KVALI_ERROR, "bad", nullptr);
  CHECK(call.call->complained());
}

TEST_CASE("no message repeats a secret", "[plugin_call]") {
  CHECK(Call().after(KVALI_ERROR, "refused hush-hush and hush", "http://hush@host") ==
        Texts{"PLG-06 ***@host refused *** and ***"});
  // Not even the part of it that a long message is cut at.
  const std::string endless = std::string(4094, 'x') + "hush-hush";
  CHECK_FALSE(contains_text(Call().after(KVALI_ERROR, endless.c_str(), "a")[0], "hu"));
}

TEST_CASE("broken UTF-8 in a message is mended", "[plugin_call]") {
  CHECK(Call().after(KVALI_ERROR, "bad \xFF", "a.csv") == Texts{"PLG-06 a.csv bad \uFFFD"});
}

TEST_CASE("progress passes the wish to cancel on", "[plugin_call]") {
  const Call going([](std::int64_t done, std::int64_t) { return done < 5; });
  const kvali_call* call = going.call->get();
  CHECK(call->progress(call, 4, 10) == 0);
  CHECK(call->progress(call, 5, 10) == ECANCELED);
  const Call silent;
  CHECK(silent.call->get()->progress(silent.call->get(), 5, 10) == 0);
}

TEST_CASE("a renderer cannot add tables, and no extension is offered", "[plugin_call]") {
  const Call call;
  ArrowArrayStream stream{};
  static bool released;
  released = false;
  stream.release = [](ArrowArrayStream* s) {
    released = true;
    s->release = nullptr;
  };
  CHECK(call.call->get()->add_table(call.call->get(), "t", &stream) == EINVAL);
  CHECK(released);
  CHECK(call.call->get()->extension(call.call->get(), "kvali.x/1") == nullptr);
}

TEST_CASE("places are read from the text of a plugin", "[plugin_call]") {
  CHECK(parse_place("notes.md:12:3").column == 3);
  CHECK(parse_place("notes.md:12").line == 12);
  CHECK(parse_place("option:path").file == "option:path");
  CHECK(parse_place("a:b.md:7").file == "a:b.md");
  CHECK(parse_place("").empty());
}

TEST_CASE("several threads of a plugin may report at once", "[plugin_call]") {
  Call call;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&call] {
      for (int n = 0; n < 5; ++n) call.call->get()->report(call.call->get(), KVALI_WARNING, "odd", nullptr);
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(call.findings.all().size() + call.findings.dropped() == 20);
}
