#include "collect/plugin_call.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstddef>

#include "base/text.hpp"

namespace kvali {

namespace {

/// What an untidy plugin may say at most in one message.
constexpr std::size_t most_message_bytes = 4096;

/// Findings are counted by id: a plugin with more ids than this makes them up.
constexpr std::size_t most_ids = 50;

std::optional<int> trailing_number(std::string_view& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == text.npos || colon + 1 == text.size() || colon == 0) return std::nullopt;
  int number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, number);
  if (error != std::errc{} || stop != end || number < 0) return std::nullopt;
  text.remove_suffix(text.size() - colon);
  return number;
}

/// "[L-02] text" -> "L-02"; the text loses it.
std::string take_id(std::string_view& message) {
  if (message.empty() || message.front() != '[') return {};
  const std::size_t close = message.find(']');
  if (close == message.npos || close > 12) return {};
  std::string id(message.substr(1, close - 1));
  message.remove_prefix(close + 1);
  while (!message.empty() && message.front() == ' ') message.remove_prefix(1);
  return id;
}

}  // namespace

Place parse_place(std::string_view text) {
  Place place;
  const auto last = trailing_number(text);
  const auto first = last ? trailing_number(text) : std::nullopt;
  place.file = text;
  if (first) {
    place.line = *first;
    place.column = *last;
  } else if (last) {
    place.line = *last;
  }
  return place;
}

PluginCall::PluginCall(Context context, OptionValues options, Diagnostics& diagnostics, Progress progress)
    : context_(std::move(context)),
      options_(std::move(options)),
      diagnostics_(diagnostics),
      progress_(std::move(progress)) {
  bridge_.self = this;
  kvali_call& call = bridge_.call;
  call.size = sizeof call;
  call.values = options_.data();
  call.locale = context_.locale.c_str();
  call.timezone = context_.timezone.c_str();
  call.output = context_.output.empty() ? nullptr : context_.output.c_str();
  call.report = [](const kvali_call* c, int severity, const char* message, const char* where) {
    self_of(c)->report(severity, message ? message : "", where ? where : "");
  };
  call.progress = [](const kvali_call* c, int64_t done, int64_t total) {
    PluginCall* self = self_of(c);
    const std::lock_guard lock(self->mutex_);
    return !self->progress_ || self->progress_(done, total) ? 0 : ECANCELED;
  };
  call.add_table = [](const kvali_call* c, const char* name, ArrowArrayStream* stream) {
    PluginCall* self = self_of(c);
    if (self->on_table) return self->on_table(name, stream);
    if (stream && stream->release) stream->release(stream);
    return EINVAL;
  };
  call.extension = [](const kvali_call*, const char*) -> const void* { return nullptr; };
}

PluginCall* PluginCall::self_of(const kvali_call* call) {
  static_assert(std::is_standard_layout_v<Bridge> && offsetof(Bridge, call) == 0);
  return reinterpret_cast<const Bridge*>(call)->self;
}

std::string PluginCall::redacted(std::string_view text) const {
  std::vector<std::string> secrets = options_.secrets();
  // Longest first: a secret may begin with another one.
  std::sort(secrets.begin(), secrets.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::string out(text);
  for (const std::string& secret : secrets) {
    if (secret.empty()) continue;
    for (std::size_t at = out.find(secret); at != std::string::npos; at = out.find(secret, at + 3))
      out.replace(at, secret.size(), "***");
  }
  // Cut last, so that no half of a secret is left at the end.
  out.resize(std::min(out.size(), most_message_bytes));
  return sanitize_utf8(named_as_finished(std::move(out)));
}

std::string PluginCall::named_as_finished(std::string text) const {
  const std::string& output = context_.output;
  const std::string name = output.substr(output.rfind('/') + 1);
  for (std::size_t at = text.find(output); !output.empty() && at != std::string::npos;
       at = text.find(output, at + name.size()))
    text.replace(at, output.size(), name);
  return text;
}

void PluginCall::report(int severity, std::string_view message, std::string_view where) {
  if (severity <= KVALI_DEBUG) return;
  const std::string clean = redacted(message);
  std::string_view rest = clean;
  Diagnostic finding;
  finding.id = take_id(rest);
  const std::lock_guard lock(mutex_);
  if (ids_.size() < most_ids && !finding.id.empty()) ids_.insert(finding.id);
  if (ids_.count(finding.id) == 0) finding.id = severity >= KVALI_ERROR ? "PLG-06" : "PLG-07";
  finding.severity = severity >= KVALI_ERROR     ? Severity::error
                     : severity == KVALI_WARNING ? Severity::warning
                                                 : Severity::info;
  const std::size_t hint = rest.find("\nhint: ");
  if (hint != rest.npos) {
    finding.hint = rest.substr(hint + 7);
    rest = rest.substr(0, hint);
  }
  finding.message = rest;
  finding.place = where.empty() ? context_.place : parse_place(redacted(where));
  if (where.empty()) finding.message = context_.component + ": " + finding.message;
  if (severity >= KVALI_ERROR) complained_ = true;
  diagnostics_.add(std::move(finding));
}

}  // namespace kvali
