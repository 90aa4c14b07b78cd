#include "byte_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <kvali/plugin.hpp>

namespace kvali::xlsx {

void ByteSource::read_all_at(uint64_t offset, char* to, size_t n) const {
  if (read_at(offset, to, n) != n)
    throw Error("the workbook is cut off\nhint: copy or download it again, or save it anew");
}

DiskFile::DiskFile(const std::string& path)
    : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor_ < 0) {
    const int code = errno;
    throw Error(std::string("cannot open the file: ") + std::strerror(code), path, code);
  }
  struct stat info {};
  if (::fstat(descriptor_, &info) != 0 || !S_ISREG(info.st_mode)) {
    ::close(descriptor_);
    throw Error("this is not a file that can be read", path, S_ISDIR(info.st_mode) ? EISDIR : EINVAL);
  }
  size_ = static_cast<uint64_t>(info.st_size);
}

DiskFile::~DiskFile() {
  ::close(descriptor_);
}

size_t DiskFile::read_at(uint64_t offset, char* to, size_t n) const {
  size_t done = 0;
  while (done < n) {
    const ssize_t got = ::pread(descriptor_, to + done, n - done, static_cast<off_t>(offset + done));
    if (got == 0) break;
    if (got < 0) {
      if (errno == EINTR) continue;
      const int code = errno;
      throw Error(std::string("cannot read the file: ") + std::strerror(code), path_, code);
    }
    done += static_cast<size_t>(got);
  }
  return done;
}

size_t MemoryFile::read_at(uint64_t offset, char* to, size_t n) const {
  if (offset >= content_.size()) return 0;
  const size_t length = std::min(n, content_.size() - static_cast<size_t>(offset));
  std::memcpy(to, content_.data() + offset, length);
  return length;
}

}  // namespace kvali::xlsx
