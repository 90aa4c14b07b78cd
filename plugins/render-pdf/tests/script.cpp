#include "script.hpp"

#include <cstring>

#include "renderer.hpp"

namespace kvali::pdf::test {
namespace {

// Arrow metadata: counts and lengths as int32 in the machine's order.
std::string encode(const Attrs& pairs) {
  std::string out;
  const auto number = [&](size_t n) {
    const auto value = static_cast<int32_t>(n);
    char bytes[4];
    std::memcpy(bytes, &value, 4);
    out.append(bytes, 4);
  };
  number(pairs.size());
  for (const auto& pair : pairs) {
    number(pair.first.size());
    out += pair.first;
    number(pair.second.size());
    out += pair.second;
  }
  return out;
}

struct Harness {
  static void report(const kvali_call* call, int severity, const char* message, const char* where) {
    const std::string text = std::to_string(severity) + "|" + message + "|" + (where ? where : "");
    static_cast<Script*>(const_cast<void*>(call->extension(call, "script")))->reports.push_back(text);
  }
};

// One script at a time: the call has no room for a pointer of ours.
Script* playing = nullptr;

}  // namespace

Batch::Batch(std::vector<Field> fields, const std::vector<std::vector<Value>>& rows)
    : fields_(std::move(fields)) {
  for (size_t i = 0; i < fields_.size(); ++i) {
    Column& column = columns_.emplace_back();
    column.metadata = encode(fields_[i].metadata);
    column.valid.assign(rows.size() / 8 + 1, 0);
    column.bits.assign(rows.size() / 8 + 1, 0);
    int64_t nulls = 0;
    for (size_t row = 0; row < rows.size(); ++row) {
      const Value& value = rows[row][i];
      const bool null = std::holds_alternative<std::monostate>(value);
      if (!null) column.valid[row / 8] = static_cast<uint8_t>(column.valid[row / 8] | 1u << (row % 8));
      nulls += null ? 1 : 0;
      if (const auto* text = std::get_if<std::string>(&value)) column.text += *text;
      column.offsets.push_back(static_cast<int32_t>(column.text.size()));
      const auto* whole = std::get_if<int64_t>(&value);
      const auto* real = std::get_if<double>(&value);
      column.integers.push_back(whole ? *whole : 0);
      column.reals.push_back(real ? *real : 0);
      if (whole && *whole != 0)
        column.bits[row / 8] = static_cast<uint8_t>(column.bits[row / 8] | 1u << (row % 8));
    }
    const char format = *fields_[i].format;
    column.buffers[0] = column.valid.data();
    if (format == 'u') column.buffers[1] = column.offsets.data();
    if (format == 'l') column.buffers[1] = column.integers.data();
    if (format == 'g') column.buffers[1] = column.reals.data();
    if (format == 'b') column.buffers[1] = column.bits.data();
    column.buffers[2] = column.text.data();
    column.schema.format = fields_[i].format;
    column.schema.name = fields_[i].name.c_str();
    column.schema.metadata = column.metadata.c_str();
    column.array.length = static_cast<int64_t>(rows.size());
    column.array.null_count = nulls;
    column.array.n_buffers = format == 'u' ? 3 : 2;
    column.array.buffers = column.buffers;
    schemas_.push_back(&column.schema);
    arrays_.push_back(&column.array);
  }
  schema_.format = "+s";
  schema_.n_children = static_cast<int64_t>(fields_.size());
  schema_.children = schemas_.data();
  array_.length = static_cast<int64_t>(rows.size());
  array_.n_children = schema_.n_children;
  array_.n_buffers = 1;
  array_.buffers = no_validity_;
  array_.children = arrays_.data();
}

Script::Script(const std::string& output, const std::string& locale, Attrs options)
    : renderer_(kvali::detail::renderer_of<PdfRenderer>()), output_(output), locale_(locale) {
  for (const kvali_option* option = renderer_->options; option->name; ++option) {
    kvali_value value{};
    value.s = option->fallback;
    for (const auto& wish : options)
      if (wish.first == option->name) value.s = texts_.emplace_back(wish.second).c_str();
    values_.push_back(value);
  }
  playing = this;
  call_.size = sizeof call_;
  call_.values = values_.data();
  call_.locale = locale_.c_str();
  call_.timezone = "Asia/Tbilisi";
  call_.output = output_.c_str();
  call_.report = &Harness::report;
  call_.progress = [](const kvali_call*, int64_t, int64_t) { return 0; };
  call_.extension = [](const kvali_call*, const char*) -> const void* { return playing; };
  failed_ = renderer_->create(&call_, &self_);
}

Script::~Script() {
  if (self_) renderer_->destroy(self_);
}

void Script::send(int kind, int phase, const With& with) {
  if (failed_) return;
  playing = this;
  std::vector<kvali_attr> attrs;
  for (const auto& pair : with.attrs) attrs.push_back({pair.first.c_str(), pair.second.c_str()});
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
    event.batch = with.batch->array();
  }
  event.data = with.data.empty() ? nullptr : with.data.data();
  event.data_size = with.data.size();
  failed_ = renderer_->event(self_, &event);
}

Script& Script::open(int kind, const With& with) {
  send(kind, KVALI_OPEN, with);
  return *this;
}
Script& Script::close(int kind) {
  send(kind, KVALI_CLOSE, {});
  return *this;
}
Script& Script::leaf(int kind, const With& with) {
  send(kind, KVALI_LEAF, with);
  return *this;
}

Script& Script::paragraph(const char* text, const char* style) {
  open(KVALI_PARAGRAPH, {.style = style});
  leaf(KVALI_TEXT, {.text = text});
  return close(KVALI_PARAGRAPH);
}

Script& Script::heading(int level, const char* text) {
  open(KVALI_HEADING, {.level = level});
  leaf(KVALI_TEXT, {.text = text});
  return close(KVALI_HEADING);
}

Script& Script::section(int level, const char* title, const char* id) {
  open(KVALI_SECTION, {.text = title, .level = level, .id = id});
  return heading(level, title);
}

Script& Script::table(const char* id, const char* caption, const Batch& rows, Attrs attrs) {
  With head{.text = caption, .id = id, .attrs = std::move(attrs)};
  open(KVALI_TABLE, head);
  leaf(KVALI_ROWS, {.batch = &rows});
  return close(KVALI_TABLE);
}

int Script::finish() {
  playing = this;
  if (!failed_) failed_ = renderer_->finish(self_);
  if (self_) renderer_->destroy(self_);
  self_ = nullptr;
  return failed_;
}

bool Script::reported(const std::string& part) const {
  for (const std::string& report : reports)
    if (report.find(part) != std::string::npos) return true;
  return false;
}

}  // namespace kvali::pdf::test
