#pragma once

#include <zlib.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "byte_source.hpp"

namespace kvali::xlsx {

/// One file of a zip archive, as the central directory describes it.
struct ArchiveEntry {
  std::string name;
  uint64_t offset = 0;  ///< Of its local header.
  uint64_t packed_bytes = 0;
  uint64_t plain_bytes = 0;
  uint32_t crc = 0;
  uint16_t method = 0;  ///< 0 stored, 8 deflated.
  bool encrypted = false;
};

/// The directory of a zip archive.
///
/// Read here and not by Poco::Zip, which takes what is no archive for an empty one, reads the
/// headers between the files instead of the directory, and sets no limits.
///
/// Caps: 20,000 files, 4 GiB unpacked in all, 200 times what was packed beyond the first 64 MiB.
class Archive {
 public:
  /// Reads the directory; throws Error for what is not a whole archive.
  explicit Archive(const ByteSource& bytes);

  /// By name; letter case, "\" and a leading "/" do not matter.
  [[nodiscard]] const ArchiveEntry* find(std::string_view name) const;
  [[nodiscard]] const ByteSource& bytes() const { return bytes_; }
  /// Counts unpacked bytes of all parts; throws when there are too many.
  void count_plain(uint64_t bytes) const;

 private:
  struct Directory {
    uint64_t offset = 0;
    uint64_t size = 0;
    uint64_t entries = 0;
  };
  [[nodiscard]] Directory find_directory() const;
  [[nodiscard]] Directory read_zip64(uint64_t end_record) const;
  void read_entries(const Directory& directory);

  const ByteSource& bytes_;
  std::map<std::string, ArchiveEntry> entries_;  ///< By normal name.
  mutable uint64_t plain_bytes_ = 0;
};

/// A name as Archive compares it: lower case, "/" between folders, none in front.
std::string normal_part_name(std::string_view name);

/// Unpacks one entry from front to end.
class PartStream {
 public:
  PartStream(const Archive& archive, const ArchiveEntry& entry);
  PartStream(const PartStream&) = delete;
  PartStream& operator=(const PartStream&) = delete;
  ~PartStream();

  /// Up to `n` bytes; 0 at the end, where length and checksum have been found right.
  size_t read(char* to, size_t n);
  [[nodiscard]] const std::string& name() const { return entry_.name; }

 private:
  size_t copy(char* to, size_t n);
  size_t inflate_some(char* to, size_t n);
  void refill();
  void check_growth() const;
  [[noreturn]] void damaged() const;

  const Archive& archive_;
  const ArchiveEntry& entry_;
  uint64_t next_ = 0;    ///< Offset of the packed bytes not yet read.
  uint64_t packed_ = 0;  ///< Packed bytes not yet read.
  uint64_t plain_ = 0;   ///< Bytes handed out.
  uLong crc_ = 0;
  bool ended_ = false;
  z_stream zip_{};
  std::vector<unsigned char> input_;
};

}  // namespace kvali::xlsx
