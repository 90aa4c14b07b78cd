#include "file/packed_sink.hpp"

#include <podofo/podofo.h>

#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <kvali/plugin.hpp>
#include <limits>
#include <locale>

namespace kvali::pdf {
namespace {

// Measured: more objects in a stream save little space, and cost time.
constexpr size_t most_packed = 200;

// PdfData hands text through to the file as it is.
PoDoFo::PdfVariant raw(const std::string& text) {
  return {PoDoFo::PdfData(text.data(), text.size())};
}

std::string dictionary_text(const Entries& entries) {
  PoDoFo::PdfDictionary dictionary;
  // It writes no space between a key and such a value.
  for (const auto& [key, value] : entries) dictionary.AddKey(PoDoFo::PdfName(key), raw(" " + value));
  std::string out;
  PoDoFo::PdfVariant(dictionary).ToString(out, PoDoFo::ePdfWriteMode_Compact);
  return out;
}

// Tells files of different content apart; eight bytes a step, since it sees the whole file.
class ContentHash {
 public:
  void add(std::string_view bytes) {
    size_t at = 0;
    for (; at + sizeof(uint64_t) <= bytes.size(); at += sizeof(uint64_t)) {
      uint64_t word = 0;
      std::memcpy(&word, bytes.data() + at, sizeof word);
      mix(word);
    }
    for (; at < bytes.size(); ++at) mix(static_cast<unsigned char>(bytes[at]));
  }
  // Sixteen bytes in hexadecimal (ISO 32000-1, 14.4).
  [[nodiscard]] std::string id() const {
    std::string out = "<";
    for (const uint64_t half : {value_, value_ * multiplier ^ (value_ >> 29)})
      for (int shift = 60; shift >= 0; shift -= 4) out.push_back("0123456789ABCDEF"[half >> shift & 15]);
    return out + ">";
  }

 private:
  static constexpr uint64_t multiplier = 0x9E3779B97F4A7C15u;
  void mix(uint64_t word) {
    value_ = (value_ ^ word) * multiplier;
    value_ ^= value_ >> 32;
  }
  uint64_t value_ = 1469598103934665603u;
};

class PackedSink : public FileSink {
 public:
  explicit PackedSink(const std::string& path);
  ~PackedSink() override;
  PackedSink(const PackedSink&) = delete;
  PackedSink& operator=(const PackedSink&) = delete;

  Ref reserve() override {
    entries_.emplace_back();
    return Ref{static_cast<uint32_t>(entries_.size() - 1)};
  }
  void put(Ref ref, std::string body) override;
  void put_dictionary(Ref ref, Entries entries) override { put(ref, dictionary_text(entries)); }
  void put_stream(Ref ref, Entries entries, std::string bytes) override;
  void finish(Ref root, Ref info) override;

 private:
  // Where an object lies: in the file, or in an object stream.
  struct Entry {
    uint32_t place = 0;  // Byte of the file, or number of the object stream.
    uint16_t index = 0;  // Within that stream.
    uint8_t type = 0;    // ISO 32000-1, table 18: 0 free, 1 in the file, 2 packed.
  };
  void write(std::string_view bytes);
  void write_object(Ref ref, std::string_view dictionary, std::string_view bytes);
  void write_packed();
  [[nodiscard]] std::string cross_references() const;

  std::string path_;
  std::ofstream file_;
  bool is_finished_ = false;
  uint64_t position_ = 0;
  std::vector<Entry> entries_{1};  // Object 0 is free.
  ContentHash hash_;
  Ref packed_ref_;  // Of the stream being filled.
  size_t packed_count_ = 0;
  std::string packed_index_;
  std::string packed_;
};

PackedSink::PackedSink(const std::string& path) : path_(path) {
  // The C++ locale of the process must not put separators into numbers.
  file_.imbue(std::locale::classic());
  file_.open(path, std::ios::binary | std::ios::trunc);
  if (!file_) throw Error("cannot create the file", path, errno != 0 ? errno : EIO);
  // Bytes above 127 tell programs that carry files about that this one is not text.
  write("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
}

PackedSink::~PackedSink() {
  if (is_finished_) return;
  file_.close();
  std::remove(path_.c_str());
}

void PackedSink::write(std::string_view bytes) {
  file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file_) throw Error("cannot write the file (is the disk full?)", path_, EIO);
  hash_.add(bytes);
  position_ += bytes.size();
}

void PackedSink::put(Ref ref, std::string body) {
  if (packed_count_ == 0) packed_ref_ = reserve();
  entries_[ref.number] = {packed_ref_.number, static_cast<uint16_t>(packed_count_), 2};
  packed_index_ += std::to_string(ref.number) + " " + std::to_string(packed_.size()) + " ";
  packed_ += body;
  packed_.push_back('\n');
  if (++packed_count_ == most_packed) write_packed();
}

void PackedSink::write_packed() {
  if (packed_count_ == 0) return;
  const std::string dictionary = dictionary_text({{"Type", "/ObjStm"},
                                                  {"N", std::to_string(packed_count_)},
                                                  {"First", std::to_string(packed_index_.size())},
                                                  {"Filter", "/FlateDecode"}});
  write_object(packed_ref_, dictionary, deflated(packed_index_ + packed_));
  packed_index_.clear();
  packed_.clear();
  packed_count_ = 0;
}

void PackedSink::put_stream(Ref ref, Entries entries, std::string bytes) {
  write_object(ref, dictionary_text(entries), bytes);
}

void PackedSink::write_object(Ref ref, std::string_view dictionary, std::string_view bytes) {
  assert(dictionary.ends_with(">>"));
  if (position_ > std::numeric_limits<uint32_t>::max())
    throw Error("the file would be larger than 4 GB", path_, EFBIG);
  entries_[ref.number] = {static_cast<uint32_t>(position_), 0, 1};
  std::string head = std::to_string(ref.number) + " 0 obj\n";
  head += dictionary.substr(0, dictionary.size() - 2);
  write(head + "/Length " + std::to_string(bytes.size()) + ">>\nstream\n");
  write(bytes);
  write("\nendstream\nendobj\n");
}

// Seven bytes an entry: type, place, index.
std::string PackedSink::cross_references() const {
  std::string out;
  out.reserve(entries_.size() * 7);
  for (const Entry& entry : entries_) {
    out.push_back(static_cast<char>(entry.type));
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(entry.place >> shift & 255));
    out.push_back(static_cast<char>(entry.index >> 8));
    out.push_back(static_cast<char>(entry.index & 255));
  }
  return out;
}

void PackedSink::finish(Ref root, Ref info) {
  write_packed();
  const Ref table = reserve();
  const uint64_t start = position_;
  entries_[table.number] = {static_cast<uint32_t>(start), 0, 1};
  entries_[0].index = std::numeric_limits<uint16_t>::max();  // Never to be used again.
  const std::string id = hash_.id();
  write_object(table,
               dictionary_text({{"Type", "/XRef"},
                                {"Size", std::to_string(entries_.size())},
                                {"W", "[1 4 2]"},
                                {"Root", +root},
                                {"Info", +info},
                                {"ID", "[" + id + id + "]"},
                                {"Filter", "/FlateDecode"}}),
               deflated(cross_references()));
  write("startxref\n" + std::to_string(start) + "\n%%EOF\n");
  file_.close();
  if (!file_) throw Error("cannot write the file (is the disk full?)", path_, EIO);
  is_finished_ = true;
}

}  // namespace

std::unique_ptr<FileSink> make_packed_sink(const std::string& path) {
  return std::make_unique<PackedSink>(path);
}

}  // namespace kvali::pdf
