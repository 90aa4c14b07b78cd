#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "collect/options.hpp"
#include "kvali/plugin.h"

namespace kvali {

/// Tells how far a long step is; `total` < 0: unknown.  Returns false to cancel.
using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

/// The `kvali_call` of one open() or one create()...destroy(): turns what the plugin reports into
/// findings.  Must outlive every stream the plugin added.  report() and progress() may be called from
/// any thread of the plugin.
class PluginCall {
 public:
  struct Context {
    std::string component;  ///< How messages name it: `source "ledger"`, "renderer pdf".
    std::string locale;
    std::string timezone;
    std::string output;  ///< "" for sources.
    Place place;         ///< Where the report asks for it.
  };
  PluginCall(Context context, OptionValues options, Diagnostics& diagnostics, Progress progress = {});
  PluginCall(const PluginCall&) = delete;
  PluginCall& operator=(const PluginCall&) = delete;

  [[nodiscard]] const kvali_call* get() const { return &bridge_.call; }
  [[nodiscard]] const OptionValues& options() const { return options_; }
  /// Did the plugin report an error?
  [[nodiscard]] bool complained() const { return complained_; }
  /// Adds a finding as if the plugin had reported it; used for errors of its streams.
  void report(int severity, std::string_view message, std::string_view where);

  /// Receives the tables of a source, in the order it adds them.
  std::function<int(const char* name, ArrowArrayStream* stream)> on_table;

 private:
  struct Bridge {  ///< The C struct and the way back to this object.
    kvali_call call;
    PluginCall* self;
  };
  static PluginCall* self_of(const kvali_call* call);
  [[nodiscard]] std::string redacted(std::string_view text) const;
  /// The output file goes by its own name: the folder it is made in means nothing to anybody.
  [[nodiscard]] std::string named_as_finished(std::string text) const;

  Context context_;
  OptionValues options_;
  Diagnostics& diagnostics_;
  Progress progress_;
  std::mutex mutex_;
  std::set<std::string> ids_;  ///< That the plugin gave its messages.
  std::atomic<bool> complained_ = false;
  Bridge bridge_{};
};

/// "notes.md:12:3" or "book.xlsx!Q4!C17" as a place.
[[nodiscard]] Place parse_place(std::string_view text);

}  // namespace kvali
