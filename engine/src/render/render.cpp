#include "render/render.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

#include "collect/options.hpp"
#include "render/document_events.hpp"

namespace kvali {

namespace {

/// create() to destroy() of one renderer.
class RendererRun {
 public:
  RendererRun(const kvali_renderer& renderer, PluginCall& call) : renderer_(renderer), call_(call) {}

  /// 0, or the first errno value.
  int run(const ExportStyle& style) {
    void* self = nullptr;
    if (const int code = renderer_.create(call_.get(), &self)) return code;
    int code = send_events(style, renderer_.name,
                           [&](const kvali_event& event) { return renderer_.event(self, &event); });
    if (code == 0) code = renderer_.finish(self);
    renderer_.destroy(self);
    return code;
  }

 private:
  const kvali_renderer& renderer_;
  PluginCall& call_;
};

}  // namespace

bool render(const Document& document, const Locale& locale, const kvali_renderer& renderer,
            const OutputSpec& output, const Report& report, const std::filesystem::path& path,
            Diagnostics& diagnostics, const Progress& progress) {
  auto options = check_options(renderer.name, renderer.options, output.options, report.folder, output.place,
                               diagnostics);
  if (!options) return false;
  PluginCall::Context context;
  context.component = fmt::format("renderer {}", renderer.name);
  context.locale = document.meta.lang;
  context.timezone = report.project.timezone;
  context.output = path.string();
  context.place = output.place;
  PluginCall call(std::move(context), std::move(*options), diagnostics, progress);
  const ExportStyle style{document, locale, (renderer.needs & KVALI_NEEDS_TEXT) != 0};
  const int code = RendererRun(renderer, call).run(style);
  if (code == 0 && std::filesystem::exists(path)) return true;
  if (!call.complained())
    call.report(KVALI_ERROR, code == 0 ? "wrote no file" : std::generic_category().message(code), "");
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  return false;
}

}  // namespace kvali
