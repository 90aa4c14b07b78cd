#include <fcntl.h>
#include <sys/file.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "base/error.hpp"
#include "daemon/file_clock.hpp"
#include "daemon/plan_runs.hpp"
#include "daemon/service.hpp"
#include "daemon/show_plan.hpp"
#include "store/sqlite_store.hpp"

namespace {

using namespace kvali;
namespace fs = std::filesystem;

struct Arguments {
  std::string config = "/etc/kvali/kvalid.toml";
  bool check = false;
  bool init = false;
  std::string clock;
};

int fail(const Error& error) {
  std::cerr << "error: " << error.what() << '\n';
  if (!error.hint().empty()) std::cerr << "   = hint: " << error.hint() << '\n';
  return 1;
}

/// Held as long as the process lives.
Descriptor lock_state(const fs::path& folder) {
  Descriptor lock(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (lock.get() < 0) throw Error("cannot write in " + folder.string());
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
    throw Error("another kvalid is running with " + folder.string());
  return lock;
}

void make_folders(const DaemonConfig& config) {
  for (const fs::path& folder : {config.state_dir, config.artifacts(), config.mails()}) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw Error("cannot make " + folder.string() + ": " + error.message());
  }
  fs::permissions(config.state_dir, fs::perms::owner_all);
}

void tell(const Recovery& recovery) {
  if (recovery.restored)
    std::cerr << "the store is an old copy: what was sent since is uncertain, and waits for a person\n";
  if (recovery.uncertain > 0)
    std::cerr << recovery.uncertain << " deliveries are uncertain: kvali status lists them\n";
}

std::unique_ptr<Clock> clock_of(const Arguments& arguments) {
  if (arguments.clock.empty()) return std::make_unique<SystemClock>();
  return std::make_unique<FileClock>(arguments.clock);
}

int check(const Settings& settings, const Clock& clock) {
  for (const std::string& line : show_plan(settings, clock.now())) std::cout << line << '\n';
  std::cout << "the configuration is right\n";
  return 0;
}

int serve(const std::shared_ptr<const Settings>& settings, const Arguments& arguments) {
  const DaemonConfig& config = settings->config;
  const Descriptor lock = lock_state(config.state_dir);
  const auto clock = clock_of(arguments);
  Service::Options options;
  if (!arguments.clock.empty()) options.tick = std::chrono::milliseconds{50};
  SqliteStore store({config.store()}, [&clock] { return clock->now(); });
  tell(store.recover());
  announce_settings(store, *settings, clock->now());
  SignalWatch signals;
  Service(store, settings, *clock, signals, options).run();
  return 0;
}

int run(const Arguments& arguments) {
  Diagnostics findings;
  const auto settings = load_settings(arguments.config, findings);
  for (const Diagnostic& finding : findings.all()) std::cerr << render(finding, false) << '\n';
  if (!settings || (arguments.check && findings.count(Severity::error) > 0)) return 2;
  if (arguments.check) return check(*settings, *clock_of(arguments));
  make_folders(settings->config);
  if (arguments.init) {
    SqliteStore::create({settings->config.store()});
    std::cout << settings->config.store().string() << '\n';
    return 0;
  }
  return serve(settings, arguments);
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  CLI::App app("Makes reports when they are due, and mails them once a person has approved them", "kvalid");
  app.add_option("--config", arguments.config, "its settings; /etc/kvali/kvalid.toml if absent")
      ->type_name("FILE");
  app.add_flag("--check", arguments.check, "only say whether the settings are right");
  app.add_flag("--init", arguments.init, "make the empty store of a new installation");
  app.add_option("--clock", arguments.clock, "take the time from a file, to try out what comes")
      ->type_name("FILE");
  app.footer("Example: kvalid --config kvalid.toml --check");
  try {
    app.parse(argc, argv);
    return run(arguments);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  } catch (const Error& e) {
    return fail(e);
  } catch (const std::exception& e) {
    return fail(Error(e.what()));
  }
}
