#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>
#include <memory>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file_system.hpp"
#include "cli/command.hpp"
#include "cli/json_line.hpp"
#include "control/ask_daemon.hpp"

namespace kvali {

namespace {

/// What a command of the daemon takes besides the run or delivery.
struct DaemonCommand {
  const char* name;     ///< As it is typed.
  const char* request;  ///< As the daemon calls it.
  const char* what;     ///< For --help.
  const char* object;   ///< "RUN", "RUN or DELIVERY"; "" for none.
  const char* why;      ///< What --why is; "" if there is no such option.
  const char* example;
};

constexpr DaemonCommand plain_commands[] = {
    {"reject", "reject", "Turn a report down that waits for its approval", "RUN", "what is wrong with it",
     "kvali reject monthly.2026-09 --why \"two partners are missing\""},
    {"hold", "hold", "Keep a run or a delivery from going on", "RUN|DELIVERY", "for those who ask later",
     "kvali hold monthly.2026-09"},
    {"release", "release", "Let go on what was held", "RUN|DELIVERY", "for those who ask later",
     "kvali release monthly.2026-09"},
    {"resend", "resend", "Send a delivery again that failed or is uncertain, or make a failed run again",
     "RUN|DELIVERY", "for those who ask later", "kvali resend 17"},
    {"confirm", "confirm", "Record that an uncertain delivery has arrived", "DELIVERY", "how it is known",
     "kvali confirm 17 --why \"the donor has answered\""},
    {"cancel", "cancel", "Never send a delivery, or a run", "RUN|DELIVERY", "for those who ask later",
     "kvali cancel 17"},
    {"correct", "correct", "Make a report anew that is to replace an earlier one", "RUN", "what is corrected",
     "kvali correct monthly.2026-09 --why \"attendance of Batumi\""},
};

constexpr DaemonCommand desk_commands[] = {
    {"submitted", "submitted", "Record that an approved report was handed in by hand", "RUN", "",
     "kvali submitted monthly.2026-09 --on 2026-10-08 --reference 12/26"},
    {"accepted", "accepted", "Record that the donor has accepted a report", "RUN", "what the donor said",
     "kvali accepted monthly.2026-09 --on 2026-10-20"},
    {"sent-back", "sent_back", "Record that the donor has sent a report back", "RUN", "what the donor said",
     "kvali sent-back monthly.2026-09 --on 2026-10-20 --why \"attendance?\""},
};

struct DaemonOptions {
  std::string socket;
  ControlRequest request;
  std::string evidence;
};

std::string default_socket() {
  const char* named = std::getenv("KVALI_SOCKET");
  return named != nullptr ? named : usual_socket;
}

int ask(const DaemonOptions& options, const CommonOptions& common) {
  const ControlAnswer answer = ask_daemon(options.socket, options.request);
  if (!answer.error.empty()) throw Error(answer.error, answer.hint);
  for (const std::string& line : answer.lines)
    std::cout << (common.json ? json_line({{"line", line}}) : line + "\n");
  return exit_made;
}

/// A command with its object and --socket; what else it takes is added to what this returns.
std::pair<CLI::App*, std::shared_ptr<DaemonOptions>> add_command(CLI::App& app, const CommonOptions& common,
                                                                 int& exit_code,
                                                                 const DaemonCommand& command) {
  auto options = std::make_shared<DaemonOptions>();
  options->request.command = command.request;
  CLI::App* added = app.add_subcommand(command.name, command.what)->group("While kvalid is running");
  if (*command.object != '\0')
    added->add_option(command.object, options->request.words["run"], "as kvali status names it")->required();
  if (*command.why != '\0') added->add_option("--why", options->request.words["why"], command.why);
  added
      ->add_option("--socket", options->socket,
                   "where kvalid listens; $KVALI_SOCKET or the usual place if absent")
      ->type_name("PATH");
  added->footer(std::string("Example: ") + command.example);
  added->callback([options, &common, &exit_code] {
    if (options->socket.empty()) options->socket = default_socket();
    if (!options->evidence.empty()) options->request.words["evidence"] = sha256(read_file(options->evidence));
    exit_code = ask(*options, common);
  });
  return {added, options};
}

void add_approve(CLI::App& app, CommonOptions& common, int& exit_code) {
  const auto [command, options] =
      add_command(app, common, exit_code,
                  {"approve", "approve", "Let a report go to its recipients as it is", "RUN", "",
                   "kvali approve monthly.2026-09 --release 3f2a91c0d1e2"});
  command
      ->add_option(
          "--release", options->request.words["release"],
          "what was looked at, as the mail and kvali status name it; refused if it has changed since")
      ->type_name("CODE");
  CLI::Option* on_behalf =
      command->add_option("--for", options->request.words["for"], "who has decided, if somebody else");
  command->add_option("--evidence", options->evidence, "the signature or mail that says so")
      ->type_name("FILE")
      ->needs(on_behalf);
}

}  // namespace

void add_daemon_commands(CLI::App& app, CommonOptions& common, int& exit_code) {
  const auto [status, status_options] = add_command(
      app, common, exit_code,
      {"status", "status", "Show what kvalid does, and what waits for whom", "", "", "kvali status"});
  status->add_option("RUN", status_options->request.words["run"], "all about one run");
  add_approve(app, common, exit_code);
  for (const DaemonCommand& command : plain_commands) (void)add_command(app, common, exit_code, command);
  for (const DaemonCommand& command : desk_commands) {
    const auto [added, options] = add_command(app, common, exit_code, command);
    added->add_option("--on", options->request.words["day"], "the day")->type_name("DATE")->required();
    if (*command.why == '\0')
      added->add_option("--reference", options->request.words["reference"],
                        "number under which it was handed in");
  }
  const auto [audit, audit_options] =
      add_command(app, common, exit_code,
                  {"audit", "audit", "Who did what, and whether anybody has changed it since", "", "",
                   "kvali audit verify"});
  audit->add_option("verify", audit_options->request.words["what"], "verify: follow the chain of entries")
      ->required()
      ->check(CLI::IsMember({"verify"}));
}

}  // namespace kvali
