// kvali/options.hpp - options bound to data members.  Included by plugin.hpp.  Not part of the ABI.
#pragma once

#include <chrono>
#include <concepts>
#include <cstring>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "plugin.h"
#include "types.hpp"

namespace kvali {

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

}  // namespace detail

}  // namespace kvali
