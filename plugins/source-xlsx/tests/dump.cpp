// Prints what the source delivers, for comparison with other programs: dump FILE [option=value ...].
// One line a fact, fields separated by tabs: "column name format letter", "cell row column text",
// "message severity place text".
#include <iostream>

#include "reading.hpp"

using namespace kvali::xlsx;

namespace {

std::string one_line(std::string text) {
  for (size_t at = 0; (at = text.find_first_of("\n\t\\", at)) != text.npos; at += 2) {
    const char c = text[at];
    text.replace(at, 1, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\\\");
  }
  return text;
}

void set(Options& options, const std::string& name, const std::string& value) {
  if (name == "sheet") options.sheet = value;
  if (name == "range") options.range = value;
  if (name == "below") options.below = value;
  if (name == "header") options.header = std::stoll(value);
  if (name == "header_rows") options.header_rows = std::stoll(value);
  if (name == "skip") options.skip_rows_starting_with.push_back(value);
  if (name == "hidden") options.hidden = value == "true";
}

void print(const Reading& reading) {
  for (const Message& m : reading.messages)
    std::cout << "message\t" << m.severity << '\t' << one_line(m.where) << '\t' << one_line(m.text) << '\n';
  for (const ReadColumn& column : reading.columns) {
    std::cout << "column\t" << one_line(column.name) << '\t' << column.format;
    for (const auto& [key, value] : column.metadata) std::cout << '\t' << key << '=' << one_line(value);
    std::cout << '\n';
  }
  for (size_t i = 0; i < reading.rows.size(); ++i)
    for (size_t c = 0; c < reading.columns.size(); ++c)
      if (reading.rows[i][c])
        std::cout << "cell\t" << reading.numbers[i] << '\t' << c << '\t' << one_line(*reading.rows[i][c])
                  << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const size_t equals = argument.find('=');
    if (equals == argument.npos)
      files.push_back(argument);
    else
      set(options, argument.substr(0, equals), argument.substr(equals + 1));
  }
  const Reading reading = read_paths(files, options);
  print(reading);
  return reading.code == 0 ? 0 : 1;
}
