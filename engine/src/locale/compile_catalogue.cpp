/// compile-catalogue OUT.cpp NAME=FILE.toml...: writes each catalogue as a table of C++, sorted by key,
/// so that no report reads TOML to know the engine's own words. Run by the build.

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include "base/toml.hpp"

namespace {

using Messages = std::map<std::string, std::string>;

void flatten(const toml::table& table, const std::string& prefix, Messages& messages) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix + std::string{name.str()};
    if (const toml::table* const nested = node.as_table())
      flatten(*nested, key + ".", messages);
    else
      messages.emplace(key, node.value<std::string>().value());
  }
}

/// Octal escapes end after three digits, whatever follows; hexadecimal ones do not.
std::string literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    char escaped[5];
    if (byte >= ' ' && byte < 0x7F && c != '"' && c != '\\' && c != '?') {
      out += c;
    } else {
      std::snprintf(escaped, sizeof escaped, "\\%03o", unsigned{byte});
      out += escaped;
    }
  }
  return out + "\"";
}

void write_table(std::ostream& out, std::string_view name, const Messages& messages) {
  out << "constexpr BuiltinMessage " << name << "[] = {\n";
  for (const auto& [key, text] : messages) out << "    {" << literal(key) << ", " << literal(text) << "},\n";
  out << "};\n\n";
}

/// "findings_ka=FILE": the function builtin_findings knows the language ka.
void write_function(std::ostream& out, std::string_view kind, const std::map<std::string, Messages>& tables) {
  out << "BuiltinMessages builtin_" << kind << "(std::string_view language) noexcept {\n";
  for (const auto& entry : tables) {
    const std::string_view name = entry.first;
    if (name.starts_with(kind) && name.substr(kind.size(), 1) == "_")
      out << "  if (language == \"" << name.substr(kind.size() + 1) << "\") return " << name << ";\n";
  }
  out << "  return {};\n}\n\n";
}

}  // namespace

int main(int count, char** arguments) {
  std::map<std::string, Messages> tables;
  try {
    for (int i = 2; i < count; ++i) {
      const std::string argument = arguments[i];
      const std::size_t equals = argument.find('=');
      flatten(toml::parse_file(argument.substr(equals + 1)), "", tables[argument.substr(0, equals)]);
    }
  } catch (const toml::parse_error& error) {
    std::cerr << error << '\n';
    return 1;
  }
  std::ofstream out(arguments[1], std::ios::binary);
  out << "#include \"locale/builtin_messages.hpp\"\n\nnamespace kvali {\nnamespace {\n\n";
  for (const auto& [name, messages] : tables) write_table(out, name, messages);
  out << "}  // namespace\n\n";
  write_function(out, "messages", tables);
  write_function(out, "findings", tables);
  out << "}  // namespace kvali\n";
  out.close();
  return out ? 0 : 1;
}
