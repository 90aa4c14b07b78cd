#include "bytes.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <kvali/plugin.hpp>
#include <new>

namespace kvali::csv {

namespace {

/// Bytes read between two calls of progress().
constexpr size_t step_bytes = size_t{16} << 20;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

[[noreturn]] void cannot_open(const std::string& path, int code) {
  switch (code) {
    case ENOENT:
    case ENOTDIR:
      throw Error("there is no file " + path + "\nhint: check the path in the source's option file", path,
                  ENOENT);
    case EACCES:
    case EPERM:
      throw Error("the file " + path + " may not be read\nhint: give yourself the right to read it", path,
                  EACCES);
    default:
      throw Error("the file " + path + " cannot be read", path, code);
  }
}

/// The size of a regular file; everything else is refused.
size_t checked_size(int fd, const std::string& path) {
  struct stat info {};
  if (::fstat(fd, &info) != 0) cannot_open(path, errno);
  if (S_ISDIR(info.st_mode))
    throw Error(path + " is a folder, not a file\nhint: name the CSV file in it", path, EISDIR);
  if (!S_ISREG(info.st_mode)) throw Error(path + " is not a regular file", path, EINVAL);
  const auto size = static_cast<size_t>(info.st_size);
  if (size > largest_size_bytes)
    throw Error("the file " + path + " is larger than 1 GiB\nhint: split it into several files", path, EFBIG);
  return size;
}

/// The kernel hands out pages of 2 MiB for a large file where it may: 32 of them hold 67 MB, instead of
/// 16,000 of 4 KiB, each of which has a price of its own.
char* allocate(size_t size) {
  constexpr size_t huge_page = size_t{2} << 20;
  const size_t rounded = (size + huge_page - 1) / huge_page * huge_page;
  void* block = size < huge_page ? std::malloc(size) : std::aligned_alloc(huge_page, rounded);
  if (block == nullptr) throw std::bad_alloc();
  if (size >= huge_page) ::madvise(block, rounded, MADV_HUGEPAGE);  // A wish: failing does no harm.
  return static_cast<char*>(block);
}

}  // namespace

Bytes::Bytes(size_t size) : data_(allocate(size + padding)), size_(size) {
  std::memset(data_.get() + size, 0, padding);
}

Bytes::Bytes(std::string_view content) : Bytes(content.size()) {
  if (!content.empty()) std::memcpy(data_.get(), content.data(), content.size());
}

void Bytes::shrink(size_t size) {
  std::memset(data_.get() + size, 0, std::min(size_ - size, padding));
  size_ = size;
}

Bytes read_file(const std::string& path, const Progress& progress) {
  // Non-blocking, so that a named pipe is refused below instead of waiting for a writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) cannot_open(path, errno);
  const size_t size = checked_size(file.get(), path);
  Bytes bytes(size);
  size_t done = 0;
  while (done < size) {
    const ssize_t got = ::read(file.get(), bytes.data() + done, std::min(size - done, step_bytes));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) cannot_open(path, errno);
    if (got == 0) break;  // Shortened since fstat(): what is there is the file.
    done += static_cast<size_t>(got);
    progress(done, size);
  }
  bytes.shrink(done);
  return bytes;
}

}  // namespace kvali::csv
