#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "deliver/base64.hpp"
#include "deliver/mail.hpp"

namespace kvali {

namespace {

/// The headers of the mail and of each part.
constexpr std::size_t headers_size = 2048;
constexpr std::size_t part_headers_size = 1024;

double megabytes(std::size_t bytes) {
  return static_cast<double>(bytes) / 1e6;
}

}  // namespace

std::size_t composed_size(const Mail& mail) {
  std::size_t size = headers_size + base64_lines_size(mail.text.size()) + base64_lines_size(mail.html.size());
  for (const Attachment& attachment : mail.attachments)
    size += part_headers_size + base64_lines_size(attachment.bytes.size());
  return size;
}

void check_size(const Mail& mail, std::size_t most_bytes) {
  const std::size_t size = composed_size(mail);
  if (size <= most_bytes) return;
  const auto largest = std::max_element(
      mail.attachments.begin(), mail.attachments.end(),
      [](const Attachment& a, const Attachment& b) { return a.bytes.size() < b.bytes.size(); });
  const std::string hint =
      largest == mail.attachments.end()
          ? std::string{}
          : fmt::format("{} alone is {:.1f} MB on the way; send fewer or smaller pictures, or leave it out",
                        largest->name, megabytes(base64_lines_size(largest->bytes.size())));
  throw Error(fmt::format("a mail of {:.1f} MB, and at most {:.1f} MB are taken", megabytes(size),
                          megabytes(most_bytes)),
              hint);
}

}  // namespace kvali
