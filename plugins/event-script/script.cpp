#include "script.hpp"

namespace kvali::test {

Script::Script(const kvali_renderer& renderer, std::string output, const Pairs& options)
    : renderer_(renderer), output_(std::move(output)) {
  for (const kvali_option* option = renderer_.options; option && option->name; ++option) {
    kvali_value value{};
    value.s = option->fallback;
    for (const auto& [name, text] : options)
      if (name == option->name) value.s = texts_.emplace_back(text).c_str();
    values_.push_back(value);
  }
  call_.size = sizeof(kvali_call);
  call_.values = values_.data();
  call_.locale = "en";
  call_.timezone = "Asia/Tbilisi";
  call_.output = output_.c_str();
  call_.report = [](const kvali_call* call, int, const char* message, const char* where) {
    const std::string place = where ? std::string(" at ") + where : "";
    static_cast<const Call*>(call)->script->reports_.push_back(message + place);
  };
  call_.progress = [](const kvali_call*, int64_t, int64_t) { return 0; };
  call_.script = this;
  error_ = renderer_.create(&call_, &self_);
}

Script::~Script() {
  if (self_) renderer_.destroy(self_);
}

Script& Script::send(int kind, int phase, const With& with) {
  if (error_ != 0) return *this;
  std::vector<kvali_attr> attrs;
  for (const auto& [key, value] : with.attrs) attrs.push_back({key.c_str(), value.c_str()});
  attrs.push_back({nullptr, nullptr});
  kvali_event event{};
  event.size = sizeof event;
  event.kind = kind;
  event.phase = phase;
  event.level = with.level;
  event.marks = with.marks;
  event.text = with.text;
  event.lang = with.lang;
  event.id = with.id;
  event.style = with.style;
  event.href = with.href;
  event.attrs = attrs.data();
  if (with.batch) {
    event.schema = with.batch->schema();
    event.batch = phase == KVALI_LEAF ? with.batch->array() : nullptr;
  }
  event.data = with.data.empty() ? nullptr : with.data.data();
  event.data_size = with.data.size();
  error_ = renderer_.event(self_, &event);
  return *this;
}

Script& Script::text(const char* words, uint32_t marks, const char* href) {
  return leaf(KVALI_TEXT, {.text = words, .href = href, .marks = marks});
}

Script& Script::paragraph(const char* words, const char* style) {
  return open(KVALI_PARAGRAPH, {.style = style}).text(words).close(KVALI_PARAGRAPH);
}

Script& Script::heading(int level, const char* words) {
  return open(KVALI_HEADING, {.level = level}).text(words).close(KVALI_HEADING);
}

Script& Script::table(const With& head, const Batch& rows) {
  With with = head;
  with.batch = &rows;
  return open(KVALI_TABLE, with).leaf(KVALI_ROWS, {.batch = &rows}).close(KVALI_TABLE);
}

int Script::finish() {
  if (error_ == 0) error_ = renderer_.finish(self_);
  if (self_) renderer_.destroy(self_);
  self_ = nullptr;
  return error_;
}

bool Script::reported(const std::string& part) const {
  for (const std::string& report : reports_)
    if (report.find(part) != std::string::npos) return true;
  return false;
}

}  // namespace kvali::test
