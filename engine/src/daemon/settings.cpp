#include "daemon/settings.hpp"

namespace kvali {

std::shared_ptr<const Settings> load_settings(const std::filesystem::path& file, Diagnostics& diagnostics) {
  auto config = load_config(file, diagnostics);
  if (!config) return nullptr;
  auto settings = std::make_shared<Settings>();
  settings->config = std::move(*config);
  settings->state_of_reports = state_of_reports(settings->config);
  settings->reports = load_reports(settings->config, diagnostics);
  settings->routes = routes_of(settings->config, settings->reports);
  return settings;
}

}  // namespace kvali
