#include "page/output.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <kvali/plugin.hpp>
#include <system_error>

namespace kvali::html {

Output::Output(std::string path) : path_(std::move(path)) {
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file_ < 0) fail("cannot create the file");
  buffer_.reserve(2 * buffer_bytes);
}

Output::~Output() {
  if (file_ >= 0) ::close(file_);
  if (file_ >= 0 && !finished_) ::unlink(path_.c_str());
}

void Output::fail(const char* what) const {
  const int code = errno == 0 ? EIO : errno;
  throw Error(std::string(what) + ": " + std::generic_category().message(code), path_, code);
}

void Output::write_at(uint64_t at, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail("cannot write the file");
    at += static_cast<uint64_t>(written);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
}

void Output::flush() {
  write_at(flushed_, buffer_);
  flushed_ += buffer_.size();
  buffer_.clear();
}

// From the end backwards, so that nothing is written over before it has moved.
void Output::move(uint64_t begin, uint64_t end, uint64_t by) {
  std::string moved;
  while (end > begin) {
    const uint64_t count = std::min<uint64_t>(end - begin, 16 * buffer_bytes);
    moved.resize(count);
    for (size_t done = 0; done < count;) {
      const auto at = static_cast<off_t>(end - count + done);
      const ssize_t got = ::pread(file_, moved.data() + done, count - done, at);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) fail("cannot read the file back");
      done += static_cast<size_t>(got);
    }
    write_at(end - count + by, moved);
    end -= count;
  }
}

void Output::insert(const std::vector<Insertion>& insertions) {
  flush();
  uint64_t grown = 0;
  for (const Insertion& one : insertions) grown += one.text.size();
  uint64_t end = flushed_;
  flushed_ += grown;
  for (size_t i = insertions.size(); i-- > 0;) {
    const Insertion& one = insertions[i];
    move(one.at, end, grown);
    grown -= one.text.size();
    write_at(one.at + grown, one.text);
    end = one.at;
  }
}

void Output::finish() {
  flush();
  const int file = std::exchange(file_, -1);
  if (::close(file) != 0) {
    const int code = errno;
    ::unlink(path_.c_str());
    errno = code;
    fail("cannot write the file");
  }
  finished_ = true;
}

}  // namespace kvali::html
