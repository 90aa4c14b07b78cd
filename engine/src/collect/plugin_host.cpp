#include "collect/plugin_host.hpp"

#include <Poco/Exception.h>
#include <Poco/SharedLibrary.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "base/text.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view file_prefix = "kvali-";
constexpr std::string_view file_suffix = ".so";

/// Sizes of the root structs in version 1: a plugin that stores less was not built against it.
constexpr std::uint32_t least_plugin_size = sizeof(kvali_plugin);
constexpr std::uint32_t least_source_size = sizeof(kvali_source);
constexpr std::uint32_t least_renderer_size = sizeof(kvali_renderer);
constexpr std::uint32_t most_size = 4096;

/// Why the file or folder is not to be trusted, or "": somebody else could have put it there.  A
/// group-writable one of our own is accepted (umask 002 makes them so).
std::string distrust(const fs::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return "cannot be read";
  if (info.st_uid != 0 && info.st_uid != ::geteuid()) return "belongs to another user";
  // In a sticky folder others cannot change what is ours; on a file the bit means nothing.
  const bool sticky_folder = S_ISDIR(info.st_mode) && (info.st_mode & S_ISVTX) != 0;
  if ((info.st_mode & S_IWOTH) != 0 && !sticky_folder) return "can be written by anybody";
  if ((info.st_mode & S_IWGRP) != 0 && info.st_uid != ::geteuid()) return "can be written by a group";
  return {};
}

std::string module_name(const fs::path& path) {
  const std::string file = path.filename().string();
  return file.substr(file_prefix.size(), file.size() - file_prefix.size() - file_suffix.size());
}

bool is_module(const fs::path& path) {
  const std::string file = path.filename().string();
  return file.size() > file_prefix.size() + file_suffix.size() && file.rfind(file_prefix, 0) == 0 &&
         path.extension() == file_suffix;
}

bool size_fits(std::uint32_t size, std::uint32_t least) {
  return size >= least && size <= most_size;
}

std::string problem_of(const kvali_source& source) {
  if (!size_fits(source.size, least_source_size)) return "its source is described for another version";
  if (!source.name || !source.summary || !source.open) return "its source lacks name, summary or open()";
  return {};
}

std::string problem_of(const kvali_renderer& renderer) {
  if (!size_fits(renderer.size, least_renderer_size)) return "its renderer is described for another version";
  if (!renderer.name || !renderer.summary || !renderer.file_extension || !renderer.create ||
      !renderer.event || !renderer.finish || !renderer.destroy)
    return "its renderer lacks a name, an extension or a function";
  return {};
}

std::string problem_of(const kvali_plugin* plugin, const fs::path& path) {
  if (plugin == nullptr) return "says that it cannot run here";
  if (!size_fits(plugin->size, least_plugin_size)) return "was built for another version of the contract";
  if (!plugin->name || module_name(path) != plugin->name)
    return fmt::format("calls itself '{}', its file says '{}'", plugin->name ? plugin->name : "",
                       module_name(path));
  if (!plugin->version || !plugin->license) return "has no version or licence";
  for (auto s = plugin->sources; s && *s; ++s)
    if (std::string why = problem_of(**s); !why.empty()) return why;
  for (auto r = plugin->renderers; r && *r; ++r)
    if (std::string why = problem_of(**r); !why.empty()) return why;
  return {};
}

const kvali_source* const* components(const kvali_plugin& plugin, const kvali_source*) {
  return plugin.sources;
}
const kvali_renderer* const* components(const kvali_plugin& plugin, const kvali_renderer*) {
  return plugin.renderers;
}

template <class Component>
const Component* component(const PluginModule& module, std::string_view name) {
  if (module.plugin == nullptr) return nullptr;
  for (auto c = components(*module.plugin, static_cast<const Component*>(nullptr)); c && *c; ++c)
    if ((*c)->name == name) return *c;
  return nullptr;
}

}  // namespace

fs::path program_folder() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::path("/usr/bin") : program.parent_path();
}

std::vector<fs::path> default_plugin_folders(const std::vector<fs::path>& extra) {
  std::vector<fs::path> folders = extra;
  if (const char* list = ::secure_getenv("KVALI_PLUGIN_PATH")) {
    std::string_view rest = list;
    while (!rest.empty()) {
      const std::size_t colon = std::min(rest.find(':'), rest.size());
      if (colon > 0) folders.emplace_back(rest.substr(0, colon));
      rest.remove_prefix(std::min(colon + 1, rest.size()));
    }
  }
  const fs::path bin = program_folder();
  folders.push_back((bin / "../lib/kvali/plugins").lexically_normal());
  if (const char* home = ::secure_getenv("HOME"))
    folders.push_back(fs::path(home) / ".local/lib/kvali/plugins");
  folders.emplace_back("/usr/local/lib/kvali/plugins");
  folders.emplace_back("/usr/lib/kvali/plugins");
  return folders;
}

PluginHost::PluginHost(const std::vector<fs::path>& folders) {
  for (const fs::path& folder : folders) {
    std::error_code error;
    const fs::path whole = fs::canonical(folder, error);
    if (!error && std::find(folders_.begin(), folders_.end(), whole) == folders_.end())
      folders_.push_back(whole);
  }
}

PluginModule& PluginHost::load(const fs::path& path) {
  for (const auto& module : loaded_)
    if (module->path == path) return *module;
  PluginModule& module = *loaded_.emplace_back(std::make_unique<PluginModule>());
  module.path = path;
  for (const fs::path& checked : {path, path.parent_path()}) {
    module.problem = distrust(checked);
    if (!module.problem.empty()) return module;
  }
  try {
    // Local, so that two plugins cannot see each other's symbols. Never unloaded, because what a plugin
    // left behind (thread-local destructors, Arrow releases) may still run: the destructor leaves it mapped.
    Poco::SharedLibrary library;
    library.load(path.string(), Poco::SharedLibrary::SHLIB_LOCAL);
    const auto entry = reinterpret_cast<const kvali_plugin* (*)()>(library.getSymbol("kvali_plugin_v1"));
    const kvali_plugin* plugin = entry();
    module.problem = problem_of(plugin, path);
    if (module.problem.empty()) module.plugin = plugin;
  } catch (const Poco::NotFoundException&) {
    module.problem = "does not export kvali_plugin_v1";
  } catch (const Poco::Exception& e) {
    module.problem = "cannot be loaded: " + e.message();
  }
  return module;
}

const std::vector<PluginModule>& PluginHost::all() {
  if (scanned_) return all_;
  scanned_ = true;
  for (const fs::path& folder : folders_) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
      if (is_module(entry.path())) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      PluginModule module = load(file);
      module.shadowed = std::any_of(all_.begin(), all_.end(), [&](const PluginModule& earlier) {
        return earlier.path.filename() == file.filename();
      });
      all_.push_back(std::move(module));
    }
  }
  return all_;
}

template <class Component>
const Component* PluginHost::find(std::string_view prefix, std::string_view name, const Place& place,
                                  Diagnostics& diagnostics) {
  const std::string file = fmt::format("{}{}-{}{}", file_prefix, prefix, name, file_suffix);
  const std::string kind = prefix == "source" ? "source" : "renderer";
  for (const fs::path& folder : folders_) {
    std::error_code error;
    if (!fs::exists(folder / file, error)) continue;
    const PluginModule& module = load(folder / file);
    if (const Component* found = component<Component>(module, name)) return found;
    if (!module.problem.empty()) {
      diagnostics.add({"PLG-02",
                       Severity::error,
                       fmt::format("the plugin {} {}", module.path.string(), module.problem),
                       place,
                       "rebuild or reinstall it",
                       {}});
      return nullptr;
    }
  }
  // A module may hold components of other names than its file's: now every module is worth loading.
  std::vector<std::string> names;
  for (const PluginModule& module : all()) {
    if (const Component* found = component<Component>(module, name); found && !module.shadowed) return found;
    if (module.plugin == nullptr) continue;
    for (auto c = components(*module.plugin, static_cast<const Component*>(nullptr)); c && *c; ++c)
      names.emplace_back((*c)->name);
  }
  const auto meant = nearest(name, names);
  diagnostics.add({"PLG-01",
                   Severity::error,
                   fmt::format("no {} plugin '{}'", kind, name),
                   place,
                   meant           ? fmt::format("did you mean '{}'?", *meant)
                   : names.empty() ? "no plugins were found; see kvali plugins list"
                                   : fmt::format("there are: {}", fmt::join(names, ", ")),
                   {}});
  return nullptr;
}

const kvali_source* PluginHost::source(std::string_view name, const Place& place, Diagnostics& diagnostics) {
  return find<kvali_source>("source", name, place, diagnostics);
}

const kvali_renderer* PluginHost::renderer(std::string_view name, const Place& place,
                                           Diagnostics& diagnostics) {
  return find<kvali_renderer>("render", name, place, diagnostics);
}

}  // namespace kvali
