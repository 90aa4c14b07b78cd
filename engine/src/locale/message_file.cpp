#include "locale/message_file.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include "base/text.hpp"
#include "base/toml.hpp"

namespace kvali {
namespace {

/// The line that begins at `offset`, without its end.
std::string_view line_at(std::string_view text, std::size_t offset) {
  const std::string_view rest = text.substr(offset);
  return rest.substr(0, rest.find('\n'));
}

class Reader {
 public:
  Reader(std::string_view toml, const std::string& file) : toml_(toml), file_(file) {
    for (std::size_t at = toml.find('\n'); at != toml.npos; at = toml.find('\n', at + 1))
      lines_.push_back(at + 1);
  }

  MessageFile read() {
    if (const auto bad = first_invalid_utf8(toml_)) {
      report_bad_byte(*bad);
      return std::move(result_);
    }
    try {
      const toml::table table = toml::parse(toml_);
      read_table(table, "");
    } catch (const toml::parse_error& error) {
      const std::string what{error.description()};
      problem(error.source().begin, "not valid TOML: " + what, "");
    }
    std::stable_sort(result_.problems.begin(), result_.problems.end(), [](const auto& a, const auto& b) {
      return std::pair{a.line, a.column} < std::pair{b.line, b.column};
    });
    return std::move(result_);
  }

 private:
  void report_bad_byte(std::size_t offset) {
    const std::string_view before = toml_.substr(0, offset);
    const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t begin = before.rfind('\n') + 1;  // npos + 1 is 0: the first line.
    result_.problems.push_back({file_, lines + 1, column_at(toml_.substr(begin), offset - begin),
                                "the file is not UTF-8", "save it as UTF-8"});
  }

  void problem(const toml::source_position& position, std::string what, std::string hint) {
    const MessagePlace place = place_of(position);
    result_.problems.push_back({file_, place.line, place.column, std::move(what), std::move(hint)});
  }

  MessagePlace place_of(const toml::source_position& position) const {
    // toml++ counts code points; ours leaves out combining marks, as carets need.
    const std::string_view line = nth_line(position.line);
    std::size_t offset = 0;
    for (std::size_t left = position.column; left > 1 && offset < line.size(); ++offset) {
      const bool next_begins =
          offset + 1 < line.size() && (static_cast<unsigned char>(line[offset + 1]) & 0xC0) != 0x80;
      if (next_begins) --left;
    }
    return {position.line, column_at(line, offset)};
  }

  /// The given line, from 1; empty if there is no such line.
  [[nodiscard]] std::string_view nth_line(std::size_t number) const {
    return number == 0 || number > lines_.size() ? std::string_view{} : line_at(toml_, lines_[number - 1]);
  }

  void read_table(const toml::table& table, const std::string& prefix) {
    for (const auto& [name, node] : table) {
      const std::string key = prefix + std::string{name.str()};
      if (const toml::table* const nested = node.as_table()) {
        read_table(*nested, key + ".");
      } else if (const auto* const text = node.as_string()) {
        read_message(key, text->get(), node.source().begin);
        result_.places.emplace(key, place_of(name.source().begin));
      } else {
        problem(node.source().begin, "message \"" + key + "\" is not a text", "write it in quotation marks");
      }
    }
  }

  void read_message(const std::string& key, const std::string& text, const toml::source_position& position) {
    std::string wrong;
    MessagePattern pattern(text, wrong);
    if (!wrong.empty()) {
      problem(position, "message \"" + key + "\" is not a valid pattern: " + wrong,
              "a brace that is text is written '{' or '}', an apostrophe beside it ''");
    } else if (!result_.patterns.emplace(key, std::move(pattern)).second) {
      problem(position, "message \"" + key + "\" is given twice", "leave out one of them");
    }
  }

  std::string_view toml_;
  std::vector<std::size_t> lines_{0};  ///< Where each begins: 1,000 messages are not walked through for each.
  const std::string& file_;
  MessageFile result_;
};

}  // namespace

MessageFile read_message_file(std::string_view toml, const std::string& file) {
  return Reader{toml, file}.read();
}

}  // namespace kvali
