#include "tools.hpp"

#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace kvali::pdf::test {

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "kvali-pdf-XXXXXX").string();
  path_ = mkdtemp(name.data());
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  char buffer[4096];
  for (size_t n = fread(buffer, 1, sizeof buffer, pipe); n > 0; n = fread(buffer, 1, sizeof buffer, pipe))
    out.append(buffer, n);
  pclose(pipe);
  return out;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  all << file.rdbuf();
  return all.str();
}

bool exists(const std::string& path) {
  return std::filesystem::exists(path);
}

int count_of(const std::string& text, const std::string& part) {
  int count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

int page_count(const std::string& path) {
  const std::string info = output_of("pdfinfo '" + path + "'");
  const size_t at = info.find("Pages:");
  return at == std::string::npos ? 0 : std::atoi(info.c_str() + at + 6);
}

bool is_clean(const std::string& path) {
  return output_of("qpdf --check '" + path + "'").find("No syntax or stream encoding errors") !=
         std::string::npos;
}

std::string text_of(const std::string& path, int page) {
  const std::string only = page == 0 ? "" : " -f " + std::to_string(page) + " -l " + std::to_string(page);
  return output_of("pdftotext -layout" + only + " '" + path + "' -");
}

std::string objects_of(const std::string& path) {
  return output_of("qpdf --qdf --object-streams=disable '" + path + "' -");
}

}  // namespace kvali::pdf::test
