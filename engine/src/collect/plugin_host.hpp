#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "kvali/plugin.h"

namespace kvali {

/// A loaded plugin file.  Loaded modules stay mapped until the process ends.
struct PluginModule {
  std::filesystem::path path;
  const kvali_plugin* plugin = nullptr;  ///< Null: broken, `problem` says why.
  std::string problem;
  bool shadowed = false;  ///< An earlier folder has a module of the same name.
};

/// Finds plugin files and loads them.  Only the folders it is given are searched, the first match of
/// a name wins; a file or folder that somebody else could have written is refused (plugin-contract.md,
/// section 10).
class PluginHost {
 public:
  explicit PluginHost(const std::vector<std::filesystem::path>& folders);

  /// The component, its module loaded, or null after a finding (PLG-01 unknown, PLG-02 broken).
  const kvali_source* source(std::string_view name, const Place& place, Diagnostics& diagnostics);
  const kvali_renderer* renderer(std::string_view name, const Place& place, Diagnostics& diagnostics);

  /// Every module in the folders, loaded; broken ones with their problem.
  const std::vector<PluginModule>& all();
  [[nodiscard]] const std::vector<std::filesystem::path>& folders() const { return folders_; }

 private:
  template <class Component>
  const Component* find(std::string_view prefix, std::string_view name, const Place& place,
                        Diagnostics& diagnostics);
  PluginModule& load(const std::filesystem::path& path);

  std::vector<std::filesystem::path> folders_;
  std::vector<std::unique_ptr<PluginModule>> loaded_;
  std::vector<PluginModule> all_;
  bool scanned_ = false;
};

/// The folders searched by default: `extra` (--plugin-dir), $KVALI_PLUGIN_PATH, the one beside the
/// running program, the user's and the system's.
[[nodiscard]] std::vector<std::filesystem::path> default_plugin_folders(
    const std::vector<std::filesystem::path>& extra);

/// Folder of the running program, links resolved.
[[nodiscard]] std::filesystem::path program_folder();

}  // namespace kvali
