#include "text_pool.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <kvali/plugin.hpp>

namespace kvali::xlsx {

namespace {

constexpr size_t block_bytes = size_t{1} << 20;
constexpr size_t most_total_bytes = size_t{256} << 20;
constexpr size_t remembered_texts = 8192;
constexpr size_t most_texts = size_t{32} << 20;

}  // namespace

uint32_t TextPool::add(std::string_view text) {
  const size_t bytes = text.size() + sizeof(uint32_t);
  total_ += bytes;
  if (total_ > most_total_bytes || starts_.size() >= most_texts)
    throw Error(
        "the workbook holds more than 256 MiB of text; it was not read\nhint: split it, or save it as CSV");
  if (used_ + bytes > room_) {
    room_ = std::max(block_bytes, bytes);
    used_ = 0;
    blocks_.push_back(std::make_unique<char[]>(room_));
  }
  char* at = blocks_.back().get() + used_;
  const auto length = static_cast<uint32_t>(text.size());
  std::memcpy(at, &length, sizeof length);
  if (length > 0) std::memcpy(at + sizeof length, text.data(), length);
  starts_.push_back({static_cast<uint32_t>(blocks_.size() - 1), static_cast<uint32_t>(used_)});
  used_ += bytes;
  return static_cast<uint32_t>(starts_.size() - 1);
}

uint32_t TextPool::keep(std::string_view text) {
  lately_.resize(remembered_texts);
  uint32_t& known = lately_[std::hash<std::string_view>{}(text) % remembered_texts];
  if (known == 0 || at(known - 1) != text) known = add(text) + 1;
  return known - 1;
}

std::string_view TextPool::at(uint32_t id) const {
  const Start start = starts_[id];
  const char* at = blocks_[start.block].get() + start.offset;
  uint32_t length = 0;
  std::memcpy(&length, at, sizeof length);
  return {at + sizeof length, length};
}

}  // namespace kvali::xlsx
