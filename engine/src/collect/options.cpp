#include "collect/options.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/file_system.hpp"
#include "base/text.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

std::string_view type_word(int32_t type) {
  switch (type) {
    case KVALI_STRING:
      return "text";
    case KVALI_INT:
      return "whole number";
    case KVALI_FLOAT:
      return "number";
    case KVALI_BOOL:
      return "true or false";
    case KVALI_DATE:
      return "date";
    case KVALI_FILE:
      return "file";
    case KVALI_SECRET:
      return "secret";
    case KVALI_URL:
      return "URL";
    default:
      return "unknown type";
  }
}

std::optional<int64_t> read_int(std::string_view text) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> read_float(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// What a canonical text is worth beside a bound: numbers and dates by value, texts by length.
std::optional<double> magnitude_of(int32_t type, std::string_view text) {
  switch (type) {
    case KVALI_INT:
    case KVALI_FLOAT:
      return read_float(text);
    case KVALI_DATE: {
      const auto day = parse_iso_date(text);
      return day ? std::optional<double>(days_since_epoch(*day)) : std::nullopt;
    }
    case KVALI_STRING:
      return double(text.size());
    default:
      return std::nullopt;
  }
}

bool is_url(std::string_view text) {
  return text.rfind("http://", 0) == 0 || text.rfind("https://", 0) == 0;
}

bool type_fits(const kvali_option& option, char kind) {
  switch (option.type) {
    case KVALI_INT:
      return kind == 'i';
    case KVALI_FLOAT:
      return kind == 'f' || kind == 'i';
    case KVALI_BOOL:
      return kind == 'b';
    case KVALI_DATE:
      return kind == 'd' || kind == 's';
    case KVALI_SECRET:
      return kind == 'r';
    default:
      return kind == 's';
  }
}

std::string example_of(const kvali_option& option) {
  const char* text = option.example ? option.example : option.fallback;
  if (text == nullptr) return {};
  const bool quoted = option.type == KVALI_STRING || option.type == KVALI_FILE || option.type == KVALI_URL;
  const std::string one = quoted ? fmt::format("\"{}\"", text) : std::string(text);
  return fmt::format("e.g. {} = {}", option.name, (option.flags & KVALI_LIST) != 0 ? "[" + one + "]" : one);
}

/// Why a file cannot be read, in the two ways it is told; empty if it can.
struct FileTrouble {
  std::string named;    ///< Of a file that report.toml names.
  std::string matched;  ///< Of one that a pattern found: what is wrong is wrong there.
};

FileTrouble trouble_with(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return {"no such file", "the link leads to no file"};
  if (error == std::errc::too_many_symbolic_link_levels)
    return {"the link leads back to itself", "the link leads back to itself"};
  if (!fs::status_known(status)) return {error.message(), "cannot be looked at: " + error.message()};
  if (fs::is_directory(status)) return {"not a file", "it is a folder, not a file"};
  if (!fs::is_regular_file(status)) return {"not a file", "it is not a file"};
  if (::access(path.c_str(), R_OK) != 0) return {"may not be read", "the file may not be read"};
  return {};
}

}  // namespace

std::string type_name(const kvali_option& option) {
  return (option.flags & KVALI_LIST) != 0 ? fmt::format("list of {}s", type_word(option.type))
                                          : std::string(type_word(option.type));
}

/// One run of check_options().
class OptionChecker {
 public:
  OptionChecker(const std::string& component, const fs::path& folder, Diagnostics& diagnostics)
      : component_(component), folder_(folder), diagnostics_(diagnostics) {}

  std::optional<OptionValues> check(const kvali_option* table, const std::vector<OptionText>& given,
                                    const Place& place) {
    for (const OptionText& option : given) check_name(table, option);
    for (const kvali_option* option = table; option && option->name; ++option) {
      const auto it = std::find_if(given.begin(), given.end(),
                                   [&](const OptionText& g) { return g.name == option->name; });
      out_.values_.push_back(it != given.end() ? given_value(*option, *it) : default_value(*option, place));
    }
    if (!good_) return std::nullopt;
    return std::move(out_);
  }

 private:
  void fail(const char* id, std::string message, const Place& place, std::string hint = {}) {
    good_ = false;
    diagnostics_.add(
        {id, Severity::error, fmt::format("{}.{}", component_, message), place, std::move(hint), {}});
  }

  void check_name(const kvali_option* table, const OptionText& given) {
    std::vector<std::string_view> names;
    for (const kvali_option* option = table; option && option->name; ++option) {
      if (option->name == given.name) return;
      names.emplace_back(option->name);
    }
    const auto meant = nearest(given.name, names);
    fail("PLG-03", fmt::format("{}: unknown option", given.name), given.place,
         meant           ? fmt::format("did you mean '{}'?", *meant)
         : names.empty() ? "it has no options"
                         : fmt::format("the options are: {}", fmt::join(names, ", ")));
  }

  kvali_value default_value(const kvali_option& option, const Place& place) {
    if ((option.flags & KVALI_REQUIRED) != 0)
      fail("PLG-05", fmt::format("{}: missing", option.name), place, example_of(option));
    if ((option.flags & KVALI_LIST) != 0) return list_of({});
    if (option.fallback == nullptr) return kvali_value{};
    return one_value(option, option.fallback, place).value_or(kvali_value{});
  }

  kvali_value given_value(const kvali_option& option, const OptionText& given) {
    const bool wants_list = (option.flags & KVALI_LIST) != 0;
    // A secret's reference arrives as the pair kind, name and is one value.
    const bool is_list = given.list && given.kind != 'r';
    if ((is_list && !wants_list) || (!given.values.empty() && !type_fits(option, given.kind))) {
      fail("PLG-04", fmt::format("{}: must be a {}", option.name, type_name(option)), given.place,
           option.type == KVALI_SECRET
               ? fmt::format("write {} = {{ env = \"NAME\" }}: secrets never stand in the file", option.name)
               : example_of(option));
      return wants_list ? list_of({}) : kvali_value{};
    }
    if (option.type == KVALI_SECRET)
      return wants_list ? list_of({secret(option, given)}) : secret(option, given);
    if (!wants_list) return one_value(option, given.values.front(), given.place).value_or(kvali_value{});
    std::vector<kvali_value> elements;
    for (const std::string& text : given.values) append_elements(option, text, given.place, elements);
    return list_of(std::move(elements));
  }

  void append_elements(const kvali_option& option, const std::string& text, const Place& place,
                       std::vector<kvali_value>& elements) {
    if (option.type != KVALI_FILE) {
      if (const auto value = one_value(option, text, place)) elements.push_back(*value);
      return;
    }
    std::vector<fs::path> files;
    try {
      files = matching_files(absolute(text));
    } catch (const Error& e) {
      return fail("PLG-04", fmt::format("{}: {}", option.name, e.what()), place);
    }
    if (files.empty())
      fail("PLG-04", fmt::format("{}: no file fits '{}'", option.name, text), place,
           "check the folder and the pattern");
    const bool pattern = files != std::vector{absolute(text)};
    for (const fs::path& file : files) {
      if (pattern && !usable(file, text)) continue;
      if (const auto value = one_value(option, file.string(), place)) elements.push_back(*value);
    }
  }

  /// What a pattern found must be read: without it, the meeting it tells of would be missing and nobody knew.
  bool usable(const fs::path& file, const std::string& pattern) {
    const std::string why = trouble_with(file).matched;
    if (why.empty()) return true;
    good_ = false;
    diagnostics_.add({"PLG-06",
                      Severity::error,
                      why,
                      {file.string()},
                      fmt::format("mend it, or move it out of the reach of the pattern '{}'", pattern),
                      {}});
    return false;
  }

  kvali_value list_of(std::vector<kvali_value> elements) {
    const std::vector<kvali_value>& kept = out_.elements_.emplace_back(std::move(elements));
    out_.lists_.push_back({kept.size(), kept.data()});
    kvali_value value{};
    value.list = &out_.lists_.back();
    return value;
  }

  std::optional<kvali_value> one_value(const kvali_option& option, const std::string& text,
                                       const Place& place) {
    if (!within_bounds(option, text, place)) return std::nullopt;
    kvali_value value{};
    switch (option.type) {
      case KVALI_INT:
        if (const auto number = read_int(text))
          value.i = *number;
        else
          return wrong(option, place);
        return value;
      case KVALI_FLOAT:
        if (const auto number = read_float(text))
          value.f = *number;
        else
          return wrong(option, place);
        return value;
      case KVALI_BOOL:
        value.b = text == "true";
        return value;
      case KVALI_DATE:
        if (const auto day = parse_iso_date(text))
          value.i = days_since_epoch(*day);
        else
          return wrong(option, place);
        return value;
      case KVALI_URL:
        if (!is_url(text)) return wrong(option, place);
        return text_value(text);
      case KVALI_FILE:
        return file_value(option, text, place);
      default:
        return text_value(text);
    }
  }

  std::optional<kvali_value> wrong(const kvali_option& option, const Place& place) {
    fail("PLG-04", fmt::format("{}: must be a {}", option.name, type_word(option.type)), place,
         example_of(option));
    return std::nullopt;
  }

  kvali_value text_value(const std::string& text) {
    kvali_value value{};
    value.s = out_.texts_.emplace_back(text).c_str();
    return value;
  }

  fs::path absolute(const std::string& text) const {
    const fs::path path(text);
    return path.is_absolute() ? path : (folder_ / path).lexically_normal();
  }

  std::optional<kvali_value> file_value(const kvali_option& option, const std::string& text,
                                        const Place& place) {
    const fs::path path = absolute(text);
    const std::string why = trouble_with(path).named;
    if (!why.empty()) {
      fail("PLG-04", fmt::format("{}: {}: {}", option.name, text, why), place, similar_file(path));
      return std::nullopt;
    }
    out_.files_.push_back(path.string());
    return text_value(path.string());
  }

  static std::string similar_file(const fs::path& path) {
    std::vector<std::string> names;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(path.parent_path(), error))
      names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    std::erase(names, path.filename().string());  // It is there, but cannot be used.
    const auto meant = nearest(path.filename().string(), names);
    return meant ? fmt::format("did you mean '{}'?", *meant) : std::string{};
  }

  bool within_bounds(const kvali_option& option, const std::string& text, const Place& place) {
    const auto size = magnitude_of(option.type, text);
    const auto compare = [&](const char* bound, const char* word, bool below) {
      if (bound == nullptr || !size) return true;
      const auto limit = option.type == KVALI_STRING ? read_float(bound) : magnitude_of(option.type, bound);
      if (!limit || (below ? *size >= *limit : *size <= *limit)) return true;
      fail("PLG-04",
           option.type == KVALI_STRING
               ? fmt::format("{}: must be {} {} bytes long", option.name, word, bound)
               : fmt::format("{}: must be {} {}, got {}", option.name, word, bound, text),
           place);
      return false;
    };
    if (!compare(option.min, "at least", true) || !compare(option.max, "at most", false)) return false;
    if (option.choices == nullptr) return true;
    std::vector<std::string_view> choices;
    for (auto c = option.choices; *c; ++c) {
      if (text == *c) return true;
      choices.emplace_back(*c);
    }
    const auto meant = nearest(text, choices);
    fail("PLG-04", fmt::format("{}: '{}' is not one of {}", option.name, text, fmt::join(choices, ", ")),
         place, meant ? fmt::format("did you mean '{}'?", *meant) : std::string{});
    return false;
  }

  kvali_value secret(const kvali_option& option, const OptionText& given) {
    const std::string& kind = given.values.front();
    const std::string& name = given.values.back();
    std::string value;
    try {
      if (kind == "env") {
        const char* found = std::getenv(name.c_str());
        if (found == nullptr) throw Error(fmt::format("the environment has no {}", name));
        value = found;
      } else if (kind == "file") {
        struct stat info {};
        const fs::path path = absolute(name);
        if (::stat(path.c_str(), &info) == 0 && (info.st_mode & 077) != 0)
          throw Error(fmt::format("{} may be read by others", name), fmt::format("chmod 600 {}", name));
        value = read_file(path, 64u << 10);
      } else {
        const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
        if (folder == nullptr) throw Error("there is no credentials directory");
        value = read_file(fs::path(folder) / fs::path(name).filename(), 64u << 10);
      }
    } catch (const Error& e) {
      fail("PLG-04", fmt::format("{}: {}", option.name, e.what()), given.place, e.hint());
      return {};
    }
    while (!value.empty() && (value.back() == '\n' || value.back() == '\r')) value.pop_back();
    out_.secrets_.push_back(value);
    return text_value(value);
  }

  const std::string& component_;
  const fs::path& folder_;
  Diagnostics& diagnostics_;
  OptionValues out_;
  bool good_ = true;
};

std::optional<OptionValues> check_options(const std::string& component, const kvali_option* table,
                                          const std::vector<OptionText>& given, const fs::path& folder,
                                          const Place& place, Diagnostics& diagnostics) {
  return OptionChecker(component, folder, diagnostics).check(table, given, place);
}

}  // namespace kvali
