#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/init_from.hpp"
#include "cli/json_line.hpp"
#include "init/starter.hpp"
#include "locale/locale.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

struct InitOptions {
  std::string folder, from;
  bool yes = false;
  std::vector<std::string> langs;
};

/// Where nobody and no file says otherwise.
const std::vector<std::string> usual_langs{"ka", "en"};

/// The report's id, from the name of its folder.
std::string id_of(const fs::path& folder) {
  const std::string id = slug(folder.filename().string(), 64);
  return id.empty() ? "report" : id;
}

void check_languages(const std::vector<std::string>& langs) {
  for (const std::string& lang : langs) {
    try {
      (void)Locale(lang);
    } catch (const Error& e) {
      throw UsageError("--lang: " + std::string(e.what()), "write a language code such as ka or en");
    }
  }
}

/// Without "." and ".." and a slash at the end, so that its last part is its name.
fs::path whole_path(const std::string& given) {
  fs::path path = fs::absolute(given).lexically_normal();
  return path.has_filename() ? path : path.parent_path();
}

void print_made(const fs::path& path, bool json) {
  std::cout << (json ? json_line({{"made", path.string()}}) : path.string() + "\n");
}

/// Each once, in the order they were given: named twice, a language would be made twice.
std::vector<std::string> without_twins(const std::vector<std::string>& langs) {
  std::vector<std::string> kept;
  for (const std::string& lang : langs)
    if (std::find(kept.begin(), kept.end(), lang) == kept.end()) kept.push_back(lang);
  return kept;
}

FromRequest from_request(const InitOptions& options, const fs::path& folder) {
  FromRequest request;
  request.file = whole_path(options.from);
  request.folder = folder;
  request.id = id_of(folder);
  request.langs = without_twins(options.langs);
  request.yes = options.yes;
  return request;
}

void print_next(const fs::path& folder, const FromAnswer& made) {
  std::cout << '\n';
  for (const std::string& sentence : made.guessed) std::cout << "Guessed: " << sentence << ".\n";
  if (!made.guessed.empty())
    std::cout << "Where that is wrong, correct the column Over time in the list of indicators.\n\n";
  for (const std::string& sentence : made.notes) std::cout << "Note: " << sentence << ".\n";
  for (const std::string& sentence : made.open) std::cout << "To do in report.toml: " << sentence << ".\n";
  std::cout << (made.open.empty() ? "Now: kvali run " : "Then: kvali check ") << folder.string() << '\n';
}

int init(const InitOptions& options, const CommonOptions& common) {
  if (options.folder.empty())
    throw UsageError("DIR is empty", "name the folder to make, e.g. kvali init my-report");
  check_languages(options.langs);
  const fs::path folder = whole_path(options.folder);
  FromAnswer made;
  Occupied occupied = Occupied::refuse;
  if (options.from.empty()) {
    made.files =
        starter_report(id_of(folder), options.langs.empty() ? usual_langs : without_twins(options.langs));
  } else {
    const FromRequest request = from_request(options, folder);
    if (lies_inside(request)) occupied = Occupied::only_names;
    // Told before anything is asked.
    refuse_occupied(folder, {"report.toml"}, occupied);
    PluginHost plugins(default_plugin_folders(common.plugin_folders));
    made = report_from(request, plugins);
  }
  make_report_folder(folder, made.files, occupied);
  const fs::path shown = folder.lexically_proximate(fs::current_path());
  for (const NewFile& file : made.files) print_made((shown / file.path).lexically_normal(), common.json);
  if (!common.json) print_next(shown, made);
  return exit_made;
}

}  // namespace

void add_init_command(CLI::App& app, CommonOptions& common, int& exit_code) {
  CLI::App* command = app.add_subcommand("init", "Make a report folder to start from");
  auto options = std::make_shared<InitOptions>();
  command->add_option("DIR", options->folder, "the folder to make; an empty one will do")->required();
  command
      ->add_option("--lang", options->langs,
                   "languages of the report; without it ka,en, and en for a file without Georgian")
      ->delimiter(',');
  command->add_option("--from", options->from, "make it from this file of figures, CSV or XLSX")
      ->type_name("FILE");
  command->add_flag("--yes", options->yes, "take every guess about the file, and ask nothing");
  command->footer("Example: kvali init my-report --from figures.csv");
  command->callback([options, &common, &exit_code] { exit_code = init(*options, common); });
}

}  // namespace kvali
