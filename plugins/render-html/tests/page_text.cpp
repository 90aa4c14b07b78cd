#include "page_text.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "renderer.hpp"

namespace kvali::test {

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "kvali-html-XXXXXX").string();
  path_ = mkdtemp(name.data());
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

const kvali_renderer& html_renderer() {
  return *detail::renderer_of<html::HtmlRenderer>();
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string without_style(std::string page) {
  const size_t style = page.find("<style>") + 7;
  page.erase(style, page.find("</style>") - style);
  const size_t digest = page.find("sha256-") + 7;
  return page.erase(digest, page.find('\'', digest) - digest);
}

std::string body_of(const std::string& page) {
  const size_t begin = page.find("<body>");
  return begin == std::string::npos ? std::string() : page.substr(begin);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

int count_of(const std::string& text, const std::string& part) {
  int count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

std::vector<std::string> tags_of(const std::string& page) {
  std::vector<std::string> tags;
  for (size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at)) {
    std::string tag;
    bool quoted = false;
    for (; at < page.size() && (quoted || page[at] != '>'); ++at) {
      if (page[at] == '"')
        quoted = !quoted;
      else if (!quoted && page[at] != '=')
        tag.push_back(page[at]);
    }
    if (at >= page.size()) throw std::runtime_error("the page ends in a tag");
    tags.push_back(tag + ">");
  }
  return tags;
}

std::vector<std::string> values_of(const std::string& page, const std::string& attribute) {
  std::vector<std::string> values;
  const std::string begin = " " + attribute + "=\"";
  for (size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at)) {
    at += begin.size();
    values.push_back(page.substr(at, page.find('"', at) - at));
  }
  return values;
}

}  // namespace kvali::test
