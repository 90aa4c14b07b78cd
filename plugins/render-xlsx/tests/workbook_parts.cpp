#include "workbook_parts.hpp"

#include <Poco/Zip/ZipArchive.h>
#include <Poco/Zip/ZipStream.h>
#include <sys/wait.h>

#include <cstdio>
#include <fstream>
#include <sstream>

namespace kvali::test {
namespace {

std::string quoted(const std::string& argument) {
  std::string out = "'";
  for (const char c : argument) {
    if (c == '\'')
      out += "'\\''";
    else
      out.push_back(c);
  }
  return out + "'";
}

}  // namespace

std::map<std::string, std::string> read_parts(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const Poco::Zip::ZipArchive archive(file);
  std::map<std::string, std::string> parts;
  for (auto header = archive.headerBegin(); header != archive.headerEnd(); ++header) {
    file.clear();
    Poco::Zip::ZipInputStream stream(file, header->second);
    std::ostringstream text;
    text << stream.rdbuf();
    parts[header->first] = text.str();
  }
  return parts;
}

std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

ProgramResult run_program(const std::vector<std::string>& arguments) {
  std::string command;
  for (const std::string& argument : arguments) command += quoted(argument) + " ";
  ProgramResult result;
  FILE* pipe = popen((command + "2>&1").c_str(), "r");
  if (pipe == nullptr) return result;
  char buffer[4096];
  for (size_t n = fread(buffer, 1, sizeof buffer, pipe); n > 0; n = fread(buffer, 1, sizeof buffer, pipe))
    result.output.append(buffer, n);
  const int status = pclose(pipe);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

std::string read_with_openpyxl(const std::string& path) {
  const ProgramResult probe = run_program({"/usr/bin/python3", "-c", "import openpyxl"});
  if (probe.status != 0) return {};
  const ProgramResult result =
      run_program({"/usr/bin/python3", std::string(KVALI_XLSX_TESTS) + "/inspect_workbook.py", path});
  return result.status == 0 ? result.output : "openpyxl failed:\n" + result.output;
}

}  // namespace kvali::test
