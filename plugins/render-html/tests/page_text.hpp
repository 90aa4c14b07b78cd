// What tests ask of a finished page.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "script.hpp"

namespace kvali::test {

/// A folder of its own for each test, removed at its end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

[[nodiscard]] const kvali_renderer& html_renderer();
[[nodiscard]] std::string bytes_of(const std::string& path);
/// The page without its style sheet and the digest of it.
[[nodiscard]] std::string without_style(std::string page);
/// Everything inside <body>.
[[nodiscard]] std::string body_of(const std::string& page);
[[nodiscard]] bool has(const std::string& text, const std::string& part);
[[nodiscard]] int count_of(const std::string& text, const std::string& part);

/// Every tag with the names of its attributes: "<a href id>", "</p>". Throws when the page is not
/// a sequence of tags and texts.
[[nodiscard]] std::vector<std::string> tags_of(const std::string& page);
/// Values of an attribute, in order.
[[nodiscard]] std::vector<std::string> values_of(const std::string& page, const std::string& attribute);

/// A finished document, from the events between its opening and its end.
template <class F>
std::string render(F&& events, const With& document = {.text = "Report", .lang = "en"},
                   const Pairs& options = {}) {
  const Folder folder;
  Script script(html_renderer(), folder.file("page.html"), options);
  script.open(KVALI_DOCUMENT, document);
  events(script);
  script.close(KVALI_DOCUMENT);
  return script.finish() == 0 ? bytes_of(folder.file("page.html")) : std::string();
}

}  // namespace kvali::test
