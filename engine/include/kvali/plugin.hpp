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

#include "plugin.h"
#include "table.h"

namespace kvali {

// ---- column formats ----
inline constexpr const char* int64 = "l";
inline constexpr const char* float64 = "g";
inline constexpr const char* utf8 = "u";
inline constexpr const char* boolean = "b";
inline constexpr const char* date32 = "tdD";
inline constexpr const char* timestamp_us = "tsu:UTC";

// ---- option and cell types that C++ has no own type for ----
struct Date {
  int32_t days = 0;  ///< Since 1970-01-01.
};
struct Timestamp {
  int64_t us = 0;  ///< Microseconds since 1970-01-01T00:00:00Z.
};
struct File {
  std::string path;  ///< Absolute; exists and is readable.
};
struct Secret {
  std::string value;  ///< Never log, never store.
};
struct Url {
  std::string text;  ///< Absolute http(s) URL.
};

/// An expected failure that the user can mend: what, where ("plan.csv:12:3"), errno value.
struct Error : std::runtime_error {
  int code;
  std::string where;
  explicit Error(const std::string& message, std::string at = {}, int errno_value = EINVAL)
      : std::runtime_error(message), code(errno_value), where(std::move(at)) {}
};

/// What describes a component; the texts are literals.
struct Info {
  const char* name;
  const char* summary;
  const char* extension = nullptr;   ///< Renderer: file extension without the dot.
  const char* media_type = nullptr;  ///< Renderer.
  uint32_t needs = 0;                ///< KVALI_NEEDS_*
  const char* doc = nullptr;         ///< CommonMark; the summary if absent.
};

// ---- options: type and default come from the data member they are bound to ----
struct Limits {
  const char* min = nullptr;
  const char* max = nullptr;
  const char* const* choices = nullptr;  ///< NULL-terminated, static.
  const char* example = nullptr;
  bool required = false;
};
template <class T, class M>
struct Option {
  const char* name;
  M T::*member;
  const char* doc;
  Limits limits;
};
template <class T, class M>
constexpr Option<T, M> option(const char* name, M T::*member, const char* doc, Limits limits = {}) {
  return {name, member, doc, limits};
}
template <class... O>
constexpr std::tuple<O...> options(O... all) {
  return {all...};
}

/// An integer that counts something: not a bool.
template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool>;

namespace detail {

template <class>
inline constexpr bool unsupported = false;

template <class M>
constexpr int32_t option_type() {
  if constexpr (std::is_same_v<M, bool>)
    return KVALI_BOOL;
  else if constexpr (std::is_integral_v<M>)
    return KVALI_INT;
  else if constexpr (std::is_floating_point_v<M>)
    return KVALI_FLOAT;
  else if constexpr (std::is_same_v<M, Date>)
    return KVALI_DATE;
  else if constexpr (std::is_same_v<M, File>)
    return KVALI_FILE;
  else if constexpr (std::is_same_v<M, Secret>)
    return KVALI_SECRET;
  else if constexpr (std::is_same_v<M, Url>)
    return KVALI_URL;
  else if constexpr (std::is_same_v<M, std::string>)
    return KVALI_STRING;
  else
    static_assert(unsupported<M>,
                  "bool, integer, floating, Date, File, Secret, Url, string or a vector of these");
}

template <class M>
struct Element {
  using type = M;
  static constexpr uint32_t flag = 0;
};
template <class M>
struct Element<std::vector<M>> {
  using type = M;
  static constexpr uint32_t flag = KVALI_LIST;
};

inline std::string two_digits(unsigned n) {
  return {char('0' + n / 10), char('0' + n % 10)};
}

inline std::string iso_date(Date day) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{day.days}}};
  std::string year = std::to_string(int(ymd.year()));
  year.insert(0, year.size() < 4 ? 4 - year.size() : 0, '0');
  return year + "-" + two_digits(unsigned(ymd.month())) + "-" + two_digits(unsigned(ymd.day()));
}

// Canonical text of a default; nothing = unset.
inline std::optional<std::string> default_text(const std::string& v) {
  return v.empty() ? std::nullopt : std::optional(v);
}
inline std::optional<std::string> default_text(const File&) {
  return std::nullopt;
}
inline std::optional<std::string> default_text(const Secret&) {
  return std::nullopt;
}
inline std::optional<std::string> default_text(const Url& v) {
  return default_text(v.text);
}
inline std::optional<std::string> default_text(bool v) {
  return v ? "true" : "false";
}
inline std::optional<std::string> default_text(Date v) {
  return iso_date(v);
}
template <std::floating_point F>
std::optional<std::string> default_text(F v) {
  std::string text = std::to_string(v);
  for (char& c : text) c = c == ',' ? '.' : c;
  return text;
}
template <WholeNumber I>
std::optional<std::string> default_text(I v) {
  return std::to_string(v);
}
template <class M>
std::optional<std::string> default_text(const std::vector<M>&) {
  return std::nullopt;
}

inline void take(std::string& to, const kvali_value& v) {
  to = v.s ? v.s : "";
}
inline void take(File& to, const kvali_value& v) {
  take(to.path, v);
}
inline void take(Secret& to, const kvali_value& v) {
  take(to.value, v);
}
inline void take(Url& to, const kvali_value& v) {
  take(to.text, v);
}
inline void take(bool& to, const kvali_value& v) {
  to = v.b;
}
inline void take(Date& to, const kvali_value& v) {
  to.days = int32_t(v.i);
}
template <std::floating_point F>
void take(F& to, const kvali_value& v) {
  to = F(v.f);
}
template <WholeNumber I>
void take(I& to, const kvali_value& v) {
  to = I(v.i);
}
template <class M>
void take(std::vector<M>& to, const kvali_value& v) {
  to.resize(v.list->n);
  for (size_t i = 0; i < to.size(); ++i) take(to[i], v.list->items[i]);
}

/// The option table of T, built once; texts of defaults live as long as the module.
template <class T>
const kvali_option* option_table() {
  static std::deque<std::string> texts;
  static const std::vector<kvali_option> table = [] {
    std::vector<kvali_option> all;
    if constexpr (requires { T::options; }) {
      const T defaults{};
      auto add = [&](const auto& o) {
        using Member = std::remove_cvref_t<decltype(defaults.*(o.member))>;
        using Kind = Element<Member>;
        kvali_option entry{};
        entry.name = o.name;
        entry.type = option_type<typename Kind::type>();
        entry.flags = Kind::flag | (o.limits.required ? uint32_t(KVALI_REQUIRED) : 0u);
        entry.min = o.limits.min;
        entry.max = o.limits.max;
        entry.choices = o.limits.choices;
        entry.doc = o.doc;
        entry.example = o.limits.example;
        const auto text = default_text(defaults.*(o.member));
        if (text && !o.limits.required) entry.fallback = texts.emplace_back(*text).c_str();
        all.push_back(entry);
      };
      std::apply([&](const auto&... o) { (add(o), ...); }, T::options);
    }
    all.push_back({});
    return all;
  }();
  return table.data();
}

template <class T>
void bind_options(T& component, const kvali_call* call) {
  if constexpr (requires { T::options; }) {
    size_t i = 0;
    std::apply([&](const auto&... o) { ((take(component.*(o.member), call->values[i++])), ...); },
               T::options);
  }
}

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

// ---- reading what renderers get ----

/// Value of a key in Arrow metadata, or nothing.
inline std::optional<std::string_view> metadata_value(const char* metadata, std::string_view key) {
  if (!metadata) return std::nullopt;
  const char* p = metadata;
  const auto number = [&p] {
    int32_t n = 0;
    std::memcpy(&n, p, 4);
    p += 4;
    return n;
  };
  const auto text = [&] {
    const auto n = size_t(number());
    const std::string_view s(p, n);
    p += n;
    return s;
  };
  for (int32_t left = number(); left > 0; --left) {
    const std::string_view k = text();
    const std::string_view v = text();
    if (k == key) return v;
  }
  return std::nullopt;
}

enum class CellType { integer, real, text, truth, day, instant, decimal, unknown };

/// One column's schema: name, type and metadata.  Borrows from the schema.
class FieldView {
 public:
  explicit FieldView(const ArrowSchema& schema) : schema_(&schema) {}
  [[nodiscard]] std::string_view name() const { return schema_->name ? schema_->name : ""; }
  [[nodiscard]] std::optional<std::string_view> meta(std::string_view key) const {
    return metadata_value(schema_->metadata, key);
  }
  [[nodiscard]] std::string_view label() const { return meta("kvali:label").value_or(name()); }
  [[nodiscard]] std::string_view role() const { return meta("kvali:role").value_or(""); }
  [[nodiscard]] std::string_view of() const { return meta("kvali:of").value_or(""); }
  [[nodiscard]] CellType type() const {
    const std::string_view f = schema_->format;
    if (f == "l") return CellType::integer;
    if (f == "g") return CellType::real;
    if (f == "u") return CellType::text;
    if (f == "b") return CellType::truth;
    if (f == "tdD") return CellType::day;
    if (f.substr(0, 3) == "tsu") return CellType::instant;
    if (f.substr(0, 2) == "d:") return CellType::decimal;
    return CellType::unknown;
  }
  /// Digits behind the point of a decimal column ("d:38,6" -> 6), else 0.
  [[nodiscard]] int scale() const {
    const std::string_view f = schema_->format;
    const size_t comma = f.find(',');
    return type() == CellType::decimal && comma != f.npos ? std::atoi(f.data() + comma + 1) : 0;
  }

 private:
  const ArrowSchema* schema_;
};

/// The cells of one column of a borrowed batch.  Rows count from 0; the accessor must fit type().
class ColumnView {
 public:
  ColumnView(const ArrowSchema& schema, const ArrowArray& array) : field_(schema), array_(&array) {}
  [[nodiscard]] const FieldView& field() const { return field_; }
  [[nodiscard]] int64_t length() const { return array_->length; }
  [[nodiscard]] bool null(int64_t row) const {
    const auto* bits = static_cast<const uint8_t*>(array_->buffers[0]);
    const int64_t i = row + array_->offset;
    return bits && !((bits[i / 8] >> (i % 8)) & 1);
  }
  [[nodiscard]] std::string_view text(int64_t row) const {
    const auto* offsets = static_cast<const int32_t*>(array_->buffers[1]) + array_->offset + row;
    if (offsets[1] == offsets[0]) return {};
    return {static_cast<const char*>(array_->buffers[2]) + offsets[0], size_t(offsets[1] - offsets[0])};
  }
  [[nodiscard]] int64_t integer(int64_t row) const { return data<int64_t>(row); }  ///< Also timestamps (us).
  [[nodiscard]] double real(int64_t row) const { return data<double>(row); }
  [[nodiscard]] Date day(int64_t row) const { return {data<int32_t>(row)}; }
  [[nodiscard]] bool boolean(int64_t row) const {
    const int64_t i = row + array_->offset;
    return (static_cast<const uint8_t*>(array_->buffers[1])[i / 8] >> (i % 8)) & 1;
  }
  /// Any numeric column as a double.  Decimals lose what a double cannot hold.
  [[nodiscard]] double number(int64_t row) const {
    switch (field_.type()) {
      case CellType::integer:
        return double(integer(row));
      case CellType::real:
        return real(row);
      case CellType::decimal:
        return decimal_number(row);
      default:
        return 0;
    }
  }
  /// Exact canonical text of a decimal, e.g. "-12.5".
  [[nodiscard]] std::string decimal(int64_t row) const {
    Words words = absolute(row);
    std::string digits;
    while (words.high != 0 || words.low != 0) digits.push_back(char('0' + divide_by_ten(words)));
    const auto scale = size_t(field_.scale());
    while (digits.size() <= scale) digits.push_back('0');
    std::string out = words.negative ? "-" : "";
    out.append(digits.rbegin(), digits.rend() - std::ptrdiff_t(scale));
    size_t kept = 0;  // Digits behind the point without trailing zeros.
    for (size_t i = 0; i < scale; ++i) {
      if (digits[i] != '0') {
        kept = scale - i;
        break;
      }
    }
    if (kept > 0) {
      out.push_back('.');
      for (size_t i = 0; i < kept; ++i) out.push_back(digits[scale - 1 - i]);
    }
    return out;
  }

 private:
  struct Words {
    uint64_t low, high;
    bool negative;
  };
  template <class T>
  [[nodiscard]] T data(int64_t row) const {
    return static_cast<const T*>(array_->buffers[1])[row + array_->offset];
  }
  [[nodiscard]] Words absolute(int64_t row) const {
    uint64_t w[2];
    std::memcpy(w, static_cast<const char*>(array_->buffers[1]) + 16 * (row + array_->offset), 16);
    Words words{w[0], w[1], (w[1] >> 63) != 0};
    if (words.negative) {
      words.low = ~words.low + 1;
      words.high = ~words.high + (words.low == 0 ? 1 : 0);
    }
    return words;
  }
  static unsigned divide_by_ten(Words& w) {
    // Schoolbook division in 32-bit digits: no 128-bit type needed.
    uint64_t remainder = 0;
    const auto step = [&](uint64_t word) {
      const uint64_t top = (remainder << 32) | (word >> 32);
      const uint64_t bottom = ((top % 10) << 32) | (word & 0xffffffffu);
      remainder = bottom % 10;
      return ((top / 10) << 32) | (bottom / 10);
    };
    w.high = step(w.high);
    w.low = step(w.low);
    return unsigned(remainder);
  }
  [[nodiscard]] double decimal_number(int64_t row) const {
    // Through the exact text: one rounding only, and the same on every machine.
    const std::string text = decimal(row);
    double value = 0;
    double divisor = 1;
    bool fraction = false;
    std::string digits;
    for (const char c : text) {
      if (c == '.')
        fraction = true;
      else if (c != '-') {
        digits.push_back(c);
        if (fraction) divisor *= 10;
      }
    }
    if (digits.size() <= 15) {  // Exact integer over exact power of ten: correctly rounded.
      for (const char c : digits) value = value * 10 + (c - '0');
      value /= divisor;
    } else {
      long double wide = 0;
      for (const char c : digits) wide = wide * 10 + static_cast<long double>(c - '0');
      value = double(wide / static_cast<long double>(divisor));
    }
    return text.front() == '-' ? -value : value;
  }
  FieldView field_;
  const ArrowArray* array_;
};

/// All columns of a table's schema, in order, companions included.
inline std::vector<FieldView> fields(const ArrowSchema& schema) {
  std::vector<FieldView> all;
  for (int64_t i = 0; i < schema.n_children; ++i) all.emplace_back(*schema.children[i]);
  return all;
}
/// All columns of a batch, parallel to fields(schema).
inline std::vector<ColumnView> columns(const ArrowSchema& schema, const ArrowArray& batch) {
  std::vector<ColumnView> all;
  for (int64_t i = 0; i < schema.n_children; ++i) all.emplace_back(*schema.children[i], *batch.children[i]);
  return all;
}

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
