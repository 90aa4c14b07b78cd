#include "renderer.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "book_writer.hpp"
#include "workbook.hpp"

namespace kvali::xlsx {
namespace {

/// A file beside the output that is gone at the end unless it took the output's place.
class PartFile {
 public:
  explicit PartFile(std::string target) : target_(std::move(target)), path_(target_ + ".part") {}
  ~PartFile() {
    std::error_code ignored;
    if (!moved_) std::filesystem::remove(path_, ignored);
  }
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  void move_into_place() {
    std::error_code error;
    std::filesystem::rename(path_, target_, error);
    if (error)
      throw Error("cannot put the workbook in its place: " + error.message(), target_, error.value());
    moved_ = true;
  }

 private:
  std::string target_;
  std::string path_;
  bool moved_ = false;
};

void check_folder(const std::string& output) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::path(output).parent_path();
  if (std::filesystem::is_directory(folder, error)) return;
  throw Error("the folder of the output does not exist", output, ENOENT);
}

}  // namespace

void XlsxRenderer::begin() {
  if (!accent.empty() && !parse_colour(accent))
    throw Error("'" + accent + "' is not a colour\nhint: write it like #0B5C6B", "option:accent");
  reader_.emplace(*this);
}

void XlsxRenderer::event(const kvali_event& event) {
  reader_->event(event);
}

void XlsxRenderer::finish() {
  const std::string target = output();
  check_folder(target);
  BookSettings settings;
  settings.sheet = sheet;
  settings.font = font;
  settings.look.palette.accent = parse_colour(accent).value_or(settings.look.palette.accent);
  PartFile part(target);
  write_book(reader_->finish(), settings, part.path(), *this);
  part.move_into_place();
}

}  // namespace kvali::xlsx
