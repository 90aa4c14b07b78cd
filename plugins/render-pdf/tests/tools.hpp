#pragma once

#include <string>

namespace kvali::pdf::test {

/// A folder of its own for each test, removed at its end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// What a command prints, standard error included.
[[nodiscard]] std::string output_of(const std::string& command);
[[nodiscard]] std::string bytes_of(const std::string& path);
[[nodiscard]] bool exists(const std::string& path);
[[nodiscard]] int count_of(const std::string& text, const std::string& part);
[[nodiscard]] int page_count(const std::string& path);
/// qpdf finds nothing wrong with the file.
[[nodiscard]] bool is_clean(const std::string& path);
/// The text as poppler reads it; of one page where that is not 0.
[[nodiscard]] std::string text_of(const std::string& path, int page = 0);
/// The file with its objects uncompressed.
[[nodiscard]] std::string objects_of(const std::string& path);

}  // namespace kvali::pdf::test
