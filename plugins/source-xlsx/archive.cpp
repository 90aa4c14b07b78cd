#include "archive.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <kvali/plugin.hpp>
#include <optional>

namespace kvali::xlsx {

namespace {

constexpr uint64_t most_entries = 20000;
constexpr uint64_t most_directory_bytes = uint64_t{32} << 20;
constexpr uint64_t most_plain_bytes = uint64_t{4} << 30;
/// Deflate cannot exceed 1032:1; sheets stay below 50:1.
constexpr uint64_t most_growth = 200;
constexpr uint64_t growth_is_free_bytes = uint64_t{64} << 20;
constexpr size_t input_bytes = size_t{64} << 10;

// Records of the zip format: signature and length without the variable part.
constexpr uint32_t end_signature = 0x06054b50;
constexpr size_t end_bytes = 22;
constexpr uint32_t zip64_locator_signature = 0x07064b50;
constexpr size_t zip64_locator_bytes = 20;
constexpr uint32_t zip64_end_signature = 0x06064b50;
constexpr size_t zip64_end_bytes = 56;
constexpr uint32_t entry_signature = 0x02014b50;
constexpr size_t entry_bytes = 46;
constexpr uint32_t local_signature = 0x04034b50;
constexpr size_t local_bytes = 30;
/// In a 16- or 32-bit field: the number is in the zip64 part.
constexpr uint32_t see_zip64 = 0xFFFFFFFF;

template <class T>
T number(const char* at) {
  T value = 0;
  for (size_t i = 0; i < sizeof(T); ++i)
    value =
        static_cast<T>(value | static_cast<T>(static_cast<T>(static_cast<unsigned char>(at[i])) << (8 * i)));
  return value;
}

[[noreturn]] void broken_archive() {
  throw Error(
      "the workbook is damaged: its directory cannot be read\nhint: open it in Excel or LibreOffice, "
      "let it be repaired, and save it anew");
}

[[noreturn]] void too_large() {
  throw Error(
      "the workbook unpacks to far more than a workbook of its size holds; it was not read\n"
      "hint: if it is what it seems, split it into several workbooks or save it as CSV");
}

/// The 64-bit numbers that replace the 32-bit ones of a directory entry.
void read_zip64_field(std::string_view extra, ArchiveEntry& entry) {
  while (extra.size() >= 4) {
    const auto id = number<uint16_t>(extra.data());
    const size_t size = number<uint16_t>(extra.data() + 2);
    extra.remove_prefix(4);
    if (size > extra.size()) broken_archive();
    std::string_view field = extra.substr(0, size);
    extra.remove_prefix(size);
    if (id != 1) continue;
    for (uint64_t* value : {&entry.plain_bytes, &entry.packed_bytes, &entry.offset}) {
      if (*value != see_zip64) continue;
      if (field.size() < 8) broken_archive();
      *value = number<uint64_t>(field.data());
      field.remove_prefix(8);
    }
    return;
  }
}

ArchiveEntry read_entry(const char* at) {
  ArchiveEntry entry;
  entry.encrypted = (number<uint16_t>(at + 8) & 1) != 0;
  entry.method = number<uint16_t>(at + 10);
  entry.crc = number<uint32_t>(at + 16);
  entry.packed_bytes = number<uint32_t>(at + 20);
  entry.plain_bytes = number<uint32_t>(at + 24);
  entry.offset = number<uint32_t>(at + 42);
  return entry;
}

}  // namespace

std::string normal_part_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '/' || c == '\\') {
      if (!out.empty() && out.back() != '/') out.push_back('/');
    } else {
      out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
  }
  return out;
}

Archive::Archive(const ByteSource& bytes) : bytes_(bytes) {
  read_entries(find_directory());
}

Archive::Directory Archive::find_directory() const {
  // The end record is the last thing in the file but for a comment of at most 64 KiB.
  const uint64_t size = bytes_.size();
  const uint64_t length = std::min<uint64_t>(size, end_bytes + 0xFFFF);
  std::string tail(static_cast<size_t>(length), '\0');
  bytes_.read_all_at(size - length, tail.data(), tail.size());
  for (size_t at = tail.size() < end_bytes ? 0 : tail.size() - end_bytes + 1; at-- > 0;) {
    if (number<uint32_t>(tail.data() + at) != end_signature) continue;
    const char* record = tail.data() + at;
    Directory directory{number<uint32_t>(record + 16), number<uint32_t>(record + 12),
                        number<uint16_t>(record + 10)};
    const bool zip64 =
        directory.offset == see_zip64 || directory.size == see_zip64 || directory.entries == 0xFFFF;
    return zip64 ? read_zip64(size - length + at) : directory;
  }
  throw Error(
      "the workbook is cut off or damaged: the directory at its end is missing\n"
      "hint: copy or download it again, or save it anew");
}

Archive::Directory Archive::read_zip64(uint64_t end_record) const {
  std::array<char, zip64_end_bytes> record;
  if (end_record < zip64_locator_bytes) broken_archive();
  bytes_.read_all_at(end_record - zip64_locator_bytes, record.data(), zip64_locator_bytes);
  if (number<uint32_t>(record.data()) != zip64_locator_signature) broken_archive();
  const auto at = number<uint64_t>(record.data() + 8);
  if (at > end_record) broken_archive();
  bytes_.read_all_at(at, record.data(), record.size());
  if (number<uint32_t>(record.data()) != zip64_end_signature) broken_archive();
  return {number<uint64_t>(record.data() + 48), number<uint64_t>(record.data() + 40),
          number<uint64_t>(record.data() + 32)};
}

void Archive::read_entries(const Directory& directory) {
  if (directory.entries > most_entries)
    throw Error("the workbook consists of more than 20,000 files; it was not read\nhint: save it anew");
  if (directory.size > most_directory_bytes || directory.offset > bytes_.size() ||
      directory.size > bytes_.size() - directory.offset)
    broken_archive();
  std::string all(static_cast<size_t>(directory.size), '\0');
  bytes_.read_all_at(directory.offset, all.data(), all.size());
  std::string_view rest = all;
  for (uint64_t i = 0; i < directory.entries; ++i) {
    if (rest.size() < entry_bytes || number<uint32_t>(rest.data()) != entry_signature) broken_archive();
    ArchiveEntry entry = read_entry(rest.data());
    const size_t name = number<uint16_t>(rest.data() + 28);
    const size_t extra = number<uint16_t>(rest.data() + 30);
    const size_t comment = number<uint16_t>(rest.data() + 32);
    if (rest.size() < entry_bytes + name + extra + comment) broken_archive();
    entry.name = rest.substr(entry_bytes, name);
    read_zip64_field(rest.substr(entry_bytes + name, extra), entry);
    rest.remove_prefix(entry_bytes + name + extra + comment);
    std::string key = normal_part_name(entry.name);
    entries_.try_emplace(std::move(key), std::move(entry));
  }
}

const ArchiveEntry* Archive::find(std::string_view name) const {
  const auto it = entries_.find(normal_part_name(name));
  return it == entries_.end() ? nullptr : &it->second;
}

void Archive::count_plain(uint64_t bytes) const {
  plain_bytes_ += bytes;
  if (plain_bytes_ > most_plain_bytes) too_large();
}

PartStream::PartStream(const Archive& archive, const ArchiveEntry& entry)
    : archive_(archive), entry_(entry), packed_(entry.packed_bytes) {
  if (entry.encrypted) throw Error("the workbook is encrypted\nhint: save it without a password");
  if (entry.method != 0 && entry.method != Z_DEFLATED) damaged();
  std::array<char, local_bytes> header;
  archive.bytes().read_all_at(entry.offset, header.data(), header.size());
  if (number<uint32_t>(header.data()) != local_signature) damaged();
  next_ = entry.offset + local_bytes + number<uint16_t>(header.data() + 26) +
          number<uint16_t>(header.data() + 28);
  if (next_ > archive.bytes().size() || packed_ > archive.bytes().size() - next_)
    throw Error("the workbook is cut off\nhint: copy or download it again, or save it anew");
  // A negative window: raw deflate without a header of zlib's.
  if (entry.method == Z_DEFLATED && inflateInit2(&zip_, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
  input_.resize(input_bytes);
}

PartStream::~PartStream() {
  if (entry_.method == Z_DEFLATED) inflateEnd(&zip_);
}

void PartStream::damaged() const {
  throw Error(
      "the workbook is damaged: the part " + entry_.name +
      " cannot be unpacked\nhint: open it in Excel or LibreOffice, let it be repaired, and save it anew");
}

size_t PartStream::copy(char* to, size_t n) {
  const auto length = static_cast<size_t>(std::min<uint64_t>(n, packed_));
  archive_.bytes().read_all_at(next_, to, length);
  next_ += length;
  packed_ -= length;
  return length;
}

void PartStream::refill() {
  if (zip_.avail_in > 0 || packed_ == 0) return;
  const size_t got = copy(reinterpret_cast<char*>(input_.data()), input_.size());
  zip_.next_in = input_.data();
  zip_.avail_in = static_cast<uInt>(got);
}

size_t PartStream::inflate_some(char* to, size_t n) {
  zip_.next_out = reinterpret_cast<Bytef*>(to);
  zip_.avail_out = static_cast<uInt>(n);
  while (zip_.avail_out == n) {
    refill();
    const int result = inflate(&zip_, Z_NO_FLUSH);
    if (result == Z_STREAM_END) break;
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    const bool starved = zip_.avail_in == 0 && packed_ == 0 && zip_.avail_out == n;
    if (result != Z_OK || starved) damaged();
  }
  return n - zip_.avail_out;
}

void PartStream::check_growth() const {
  const uint64_t read = entry_.packed_bytes - packed_;
  if (plain_ > growth_is_free_bytes && plain_ / most_growth > read) too_large();
}

size_t PartStream::read(char* to, size_t n) {
  if (ended_) return 0;
  const size_t got = entry_.method == 0 ? copy(to, n) : inflate_some(to, n);
  if (got == 0) {
    ended_ = true;
    if (plain_ != entry_.plain_bytes || crc_ != entry_.crc) damaged();
    return 0;
  }
  crc_ = crc32(crc_, reinterpret_cast<const Bytef*>(to), static_cast<uInt>(got));
  plain_ += got;
  archive_.count_plain(got);
  check_growth();
  return got;
}

}  // namespace kvali::xlsx
