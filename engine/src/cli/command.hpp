#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace kvali {

/// Exit codes, stable (design.md, section 8).
enum ExitCode { exit_made = 0, exit_not_made = 1, exit_usage = 2, exit_findings = 3 };

/// Options every command has.
struct CommonOptions {
  bool json = false;
  std::vector<std::filesystem::path> plugin_folders;
  std::vector<std::filesystem::path> template_folders;
  std::vector<std::string> arguments;  ///< The program's own, as it was called.
  int worker_fd = -1;                  ///< In a worker: the socket to the program that was called.
};

/// Each adds one command to the program; the command stores its exit code when it runs.
void add_daemon_commands(CLI::App& app, CommonOptions& common, int& exit_code);
void add_init_command(CLI::App& app, CommonOptions& common, int& exit_code);
void add_run_command(CLI::App& app, CommonOptions& common, int& exit_code);
void add_check_command(CLI::App& app, CommonOptions& common, int& exit_code);
void add_explain_command(CLI::App& app, CommonOptions& common, int& exit_code);
void add_freeze_command(CLI::App& app, CommonOptions& common, int& exit_code);
void add_schedule_command(CLI::App& app, CommonOptions& common, int& exit_code);
void add_plugins_command(CLI::App& app, CommonOptions& common, int& exit_code);
void add_templates_command(CLI::App& app, CommonOptions& common, int& exit_code);

}  // namespace kvali
