#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/version.hpp"
#include "cli/command_docs.hpp"

namespace kvali {

namespace {

/// Text for roff: a backslash and a dash have meanings there, and so has a dot that begins a line.
std::string roff(const std::string& text) {
  std::string out;
  bool line_begins = true;
  for (const char c : text) {
    if (line_begins && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
    line_begins = c == '\n';
  }
  return out;
}

bool hidden(const CLI::App& command) {
  return command.get_group().empty();
}

std::string synopsis(const CLI::App& command, const std::string& name) {
  std::string text = name;
  if (!command.get_subcommands([](const CLI::App*) { return true; }).empty()) text += " COMMAND";
  for (const CLI::Option* option : command.get_options())
    if (option->get_positional())
      text +=
          option->get_required() ? " " + option->get_single_name() : " [" + option->get_single_name() + "]";
  return text;
}

void write_options(const CLI::App& command, std::string& out) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_group().empty()) continue;
    std::string names;
    for (const std::string& name : option->get_snames()) names += (names.empty() ? "-" : ", -") + name;
    for (const std::string& name : option->get_lnames()) names += (names.empty() ? "--" : ", --") + name;
    if (names.empty()) names = option->get_single_name();
    // A flag takes no value.
    if (!option->get_positional() && option->get_items_expected_max() > 0)
      names += " " + option->get_type_name();
    out += fmt::format(".TP\n.B {}\n{}\n", roff(names), roff(option->get_description()));
  }
}

void write_command(const CLI::App& command, const std::string& name, std::string& out) {
  if (hidden(command)) return;
  out += fmt::format(".SS \"{}\"\n{}.\n", roff(synopsis(command, name)), roff(command.get_description()));
  write_options(command, out);
  if (!command.get_footer().empty()) out += fmt::format(".PP\n{}\n", roff(command.get_footer()));
  for (const CLI::App* below : command.get_subcommands([](const CLI::App*) { return true; }))
    write_command(*below, name + " " + below->get_name(), out);
}

}  // namespace

std::string man_page(const CLI::App& app) {
  // Without a date: the version says which page it is, and the bytes are the same on any day.
  std::string out = fmt::format(".TH KVALI 1 \"\" \"kvali {}\" \"User Commands\"\n", engine_version);
  out += ".SH NAME\nkvali \\- make donor reports from meeting records and achievements\n";
  out += ".SH SYNOPSIS\n.B kvali\n[\\fIOPTION\\fR]... \\fICOMMAND\\fR [\\fIARGUMENT\\fR]...\n";
  out += fmt::format(".SH DESCRIPTION\n{}\n", roff(app.get_description()));
  out += ".SH OPTIONS\nEvery command takes these.\n";
  write_options(app, out);
  out += ".SH COMMANDS\n";
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    write_command(*command, "kvali " + command->get_name(), out);
  return out + ".SH NOTES\n" + roff(app.get_footer()) + "\n";
}

}  // namespace kvali
