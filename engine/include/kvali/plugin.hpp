// kvali/plugin.hpp - header-only C++20 helper over kvali/plugin.h: sources and renderers as classes,
// options bound to data members, batches read through typed views.  Not part of the ABI.
#pragma once

#include <array>
#include <chrono>
#include <concepts>
#include <cstring>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "options.hpp"
#include "plugin.h"
#include "table.h"
#include "types.hpp"
#include "views.hpp"

namespace kvali {

namespace detail {

/// The one place where exceptions stop: they become a report and an errno value.
template <class F>
int guard(const kvali_call* call, F&& body) noexcept {
  const auto fail = [&](const char* message, const char* where, int code) {
    if (call && code != ECANCELED)
      call->report(call, KVALI_ERROR, message, where && *where ? where : nullptr);
    return code ? code : EIO;
  };
  try {
    body();
    return 0;
  } catch (const Error& e) {
    return fail(e.what(), e.where.c_str(), e.code);
  } catch (const std::bad_alloc&) {
    return fail("out of memory", nullptr, ENOMEM);
  } catch (const std::exception& e) {
    return fail(e.what(), nullptr, EIO);
  } catch (...) {
    return fail("unknown exception", nullptr, EIO);
  }
}

}  // namespace detail

// ---- what sources and renderers share ----
class Component {
 public:
  void debug(const std::string& message, const std::string& where = {}) const {
    say(KVALI_DEBUG, message, where);
  }
  void inform(const std::string& message, const std::string& where = {}) const {
    say(KVALI_INFO, message, where);
  }
  void warn(const std::string& message, const std::string& where = {}) const {
    say(KVALI_WARNING, message, where);
  }
  /// Reports a mistake in the input and goes on; throw Error when it cannot go on.
  void complain(const std::string& message, const std::string& where = {}) const {
    say(KVALI_ERROR, message, where);
  }
  /// Call at least once a second in long work; throws when the run was cancelled.
  void progress(int64_t done, int64_t total = -1) const {
    if (call_->progress(call_, done, total) != 0) throw Error("cancelled", {}, ECANCELED);
  }
  /// BCP 47 of the report.
  [[nodiscard]] std::string_view locale() const { return call_->locale ? call_->locale : "en"; }
  [[nodiscard]] std::string_view timezone() const { return call_->timezone ? call_->timezone : "UTC"; }
  [[nodiscard]] const kvali_call* call() const { return call_; }
  /// For the macro's glue and for tests that build a component by hand.
  void attach(const kvali_call* call) { call_ = call; }

 private:
  void say(int severity, const std::string& message, const std::string& where) const {
    call_->report(call_, severity, message.c_str(), where.empty() ? nullptr : where.c_str());
  }
  const kvali_call* call_ = nullptr;
};

// ---- sources ----
using Metadata = std::vector<std::pair<std::string, std::string>>;

struct Column {
  std::string name;
  const char* format;
  Metadata metadata = {};
};

/// The batch being filled: add() takes one value per column; std::nullopt or an empty optional is null.
class Rows {
 public:
  explicit Rows(kvali_rows* rows) : rows_(rows) {}
  /// False when the batch is full: return, the callback is called again.
  template <class... A>
  bool add(const A&... values) {
    int column = 0;
    (put(column++, values), ...);
    return end_row();
  }
  void put(int column, std::nullopt_t) { kvali_put_null(rows_, column); }
  void put(int column, double v) { kvali_put_float(rows_, column, v); }
  void put(int column, bool v) { kvali_put_bool(rows_, column, v ? 1 : 0); }
  void put(int column, Date v) { kvali_put_date(rows_, column, v.days); }
  void put(int column, Timestamp v) { kvali_put_int(rows_, column, v.us); }
  void put(int column, std::string_view v) { kvali_put_text(rows_, column, v.data(), v.size()); }
  void put(int column, const char* v) { put(column, std::string_view(v)); }
  void put(int column, const std::string& v) { put(column, std::string_view(v)); }
  template <WholeNumber I>
  void put(int column, I v) {
    kvali_put_int(rows_, column, int64_t(v));
  }
  template <class T>
  void put(int column, const std::optional<T>& v) {
    if (v)
      put(column, *v);
    else
      kvali_put_null(rows_, column);
  }
  bool end_row() { return kvali_end_row(rows_) != 0; }

 private:
  kvali_rows* rows_;
};

/// Adds rows until the batch is full or there are no more; returns false when there are no more.
using Fill = std::function<bool(Rows&)>;

class Source : public Component {
 public:
  virtual ~Source() = default;
  virtual void open() = 0;

  /// Hands a table over.  `fill` may run after open() returned; this object lives until the last
  /// table was released.
  void table(const std::string& name, const std::vector<Column>& columns, Fill fill,
             const Metadata& metadata = {}) {
    std::vector<kvali_column> flat;
    std::deque<std::vector<kvali_attr>> attrs;
    for (const Column& column : columns)
      flat.push_back({column.name.c_str(), column.format, attributes(attrs.emplace_back(), column.metadata)});
    flat.push_back({nullptr, nullptr, nullptr});
    auto state = std::make_unique<State>();
    state->keep = self_.lock();
    state->fill = std::move(fill);
    kvali_table description{};
    description.columns = flat.data();
    description.metadata = attributes(attrs.emplace_back(), metadata);
    description.next = &Source::next;
    description.free_self = [](void* p) { delete static_cast<State*>(p); };
    description.self = state.release();
    if (const int rc = kvali_add_table(call(), name.c_str(), description))
      throw Error("the engine refused table '" + name + "'", {}, rc);
  }
  void keep_alive(std::weak_ptr<Source> self) { self_ = std::move(self); }

 private:
  struct State {
    std::shared_ptr<Source> keep;
    Fill fill;
    bool done = false;
  };

  static const kvali_attr* attributes(std::vector<kvali_attr>& out, const Metadata& metadata) {
    for (const auto& pair : metadata) out.push_back({pair.first.c_str(), pair.second.c_str()});
    out.push_back({nullptr, nullptr});
    return out.data();
  }
  static int next(void* self, kvali_rows* out) noexcept {
    auto* state = static_cast<State*>(self);
    const auto fail = [&](const std::string& message, int code) {
      snprintf(out->error, sizeof out->error, "%s", message.c_str());
      return code;
    };
    try {
      Rows rows(out);
      while (!state->done && !out->failed) {
        const int64_t before = out->n;
        state->done = !state->fill(rows);
        if (out->n >= KVALI_BATCH_ROWS || out->n == before) break;
      }
      return 0;
    } catch (const Error& e) {
      return fail(e.where.empty() ? e.what() : e.where + ": " + e.what(), e.code ? e.code : EIO);
    } catch (const std::bad_alloc&) {
      return fail("out of memory", ENOMEM);
    } catch (const std::exception& e) {
      return fail(e.what(), EIO);
    } catch (...) {
      return fail("unknown exception", EIO);
    }
  }
  std::weak_ptr<Source> self_;
};

/// Value of an attribute of an event, or "".
inline std::string_view attribute(const kvali_event& event, std::string_view key) {
  for (const kvali_attr* a = event.attrs; a && a->key; ++a)
    if (a->key == key) return a->value ? a->value : "";
  return {};
}

// ---- renderers: override what you need ----
class Renderer : public Component {
 public:
  virtual ~Renderer() = default;
  /// After the options were set, before the first event.
  virtual void begin() {}
  virtual void event(const kvali_event& event) = 0;
  /// After the last event: write the output.
  virtual void finish() {}
  /// Absolute path of the file to create.
  [[nodiscard]] std::string output() const { return call()->output ? call()->output : ""; }
};

namespace detail {

template <class T>
const kvali_source* source_of() {
  static const kvali_source source{sizeof(kvali_source),
                                   T::info.needs,
                                   T::info.name,
                                   T::info.summary,
                                   T::info.doc ? T::info.doc : T::info.summary,
                                   option_table<T>(),
                                   [](const kvali_call* call) {
                                     return guard(call, [&] {
                                       const auto component = std::make_shared<T>();
                                       component->attach(call);
                                       component->keep_alive(component);
                                       bind_options(*component, call);
                                       component->open();
                                     });
                                   }};
  return &source;
}

template <class T>
const kvali_renderer* renderer_of() {
  static const kvali_renderer renderer{sizeof(kvali_renderer),
                                       T::info.needs,
                                       T::info.name,
                                       T::info.summary,
                                       T::info.doc ? T::info.doc : T::info.summary,
                                       option_table<T>(),
                                       T::info.extension,
                                       T::info.media_type,
                                       [](const kvali_call* call, void** self) {
                                         return guard(call, [&] {
                                           auto component = std::make_unique<T>();
                                           component->attach(call);
                                           bind_options(*component, call);
                                           component->begin();
                                           *self = component.release();
                                         });
                                       },
                                       [](void* self, const kvali_event* event) {
                                         auto* component = static_cast<T*>(self);
                                         return guard(component->call(), [&] { component->event(*event); });
                                       },
                                       [](void* self) {
                                         auto* component = static_cast<T*>(self);
                                         return guard(component->call(), [&] { component->finish(); });
                                       },
                                       [](void* self) { delete static_cast<T*>(self); }};
  return &renderer;
}

struct Lists {
  std::vector<const kvali_source*> sources;
  std::vector<const kvali_renderer*> renderers;
  template <class T>
  void add() {
    if constexpr (std::is_base_of_v<Source, T>)
      sources.push_back(source_of<T>());
    else
      renderers.push_back(renderer_of<T>());
  }
};

template <class... T>
const kvali_plugin* plugin_of(const char* name, const char* version, const char* license) {
  static const Lists lists = [] {
    Lists all;
    (all.template add<T>(), ...);
    all.sources.push_back(nullptr);
    all.renderers.push_back(nullptr);
    return all;
  }();
  static const kvali_plugin plugin{
      sizeof(kvali_plugin), 0, name, version, license, nullptr, lists.sources.data(), lists.renderers.data()};
  return &plugin;
}

}  // namespace detail
}  // namespace kvali

/// The module's one exported symbol: KVALI_PLUGIN("source-csv", "1.0.0", "Apache-2.0", CsvSource)
#define KVALI_PLUGIN(name, version, license, ...)                         \
  extern "C" KVALI_EXPORT const kvali_plugin* kvali_plugin_v1(void) {     \
    return kvali::detail::plugin_of<__VA_ARGS__>(name, version, license); \
  }
