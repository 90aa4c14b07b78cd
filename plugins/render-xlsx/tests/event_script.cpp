#include "event_script.hpp"

#include <unistd.h>

#include <filesystem>

#include "renderer.hpp"

namespace kvali::test {
namespace {

/// What the tests of this program write, gone when it ends.
struct OwnFolder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("kvali-render-xlsx-" + std::to_string(::getpid()));
  OwnFolder() { std::filesystem::create_directories(path); }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
  ~OwnFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
};

const kvali_renderer& renderer() {
  return *detail::renderer_of<xlsx::XlsxRenderer>();
}

}  // namespace

EventScript::EventScript(std::string output, Options options)
    : output_(std::move(output)), options_(std::move(options)) {
  values_[0].s = options_.sheet.c_str();
  values_[1].s = options_.font.c_str();
  values_[2].s = options_.accent.c_str();
  call_.size = sizeof(kvali_call);
  call_.values = values_;
  call_.locale = "en";
  call_.timezone = "Asia/Tbilisi";
  call_.output = output_.c_str();
  call_.report = [](const kvali_call* call, int severity, const char* message, const char* where) {
    static_cast<const Call*>(call)->script->reports_.push_back({severity, message, where ? where : ""});
  };
  call_.progress = [](const kvali_call*, int64_t, int64_t) { return 0; };
  call_.script = this;
  error_ = renderer().create(&call_, &self_);
}

EventScript::~EventScript() {
  if (self_) renderer().destroy(self_);
}

EventScript& EventScript::send(const Event& event) {
  if (error_ != 0) return *this;
  std::vector<kvali_attr> attributes;
  for (const auto& [key, value] : event.attributes) attributes.push_back({key.c_str(), value.c_str()});
  attributes.push_back({nullptr, nullptr});
  kvali_event out{};
  out.size = sizeof(kvali_event);
  out.kind = event.kind;
  out.phase = event.phase;
  out.level = event.level;
  out.marks = event.marks;
  out.text = event.text;
  out.id = event.id;
  out.style = event.style;
  out.href = event.href;
  out.lang = event.lang;
  out.attrs = attributes.data();
  if (event.batch) {
    out.schema = event.batch->schema();
    out.batch = event.phase == KVALI_LEAF ? event.batch->array() : nullptr;
  }
  out.data = event.data.empty() ? nullptr : event.data.data();
  out.data_size = event.data.size();
  error_ = renderer().event(self_, &out);
  return *this;
}

EventScript& EventScript::open(int kind, Event event) {
  event.kind = kind;
  event.phase = KVALI_OPEN;
  return send(event);
}

EventScript& EventScript::close(int kind) {
  Event event;
  event.kind = kind;
  event.phase = KVALI_CLOSE;
  return send(event);
}

EventScript& EventScript::document(const char* title, const char* lang, Attributes attributes) {
  Event event;
  event.text = title;
  event.lang = lang;
  event.attributes = std::move(attributes);
  return open(KVALI_DOCUMENT, event);
}

EventScript& EventScript::heading(int level, const char* words) {
  Event event;
  event.level = level;
  return open(KVALI_HEADING, event).text(words).close(KVALI_HEADING);
}

EventScript& EventScript::text(const char* words, uint32_t marks, const char* href) {
  Event event;
  event.kind = KVALI_TEXT;
  event.text = words;
  event.marks = marks;
  event.href = href;
  return send(event);
}

EventScript& EventScript::paragraph(const char* words, const char* style) {
  Event event;
  event.style = style;
  return open(KVALI_PARAGRAPH, event).text(words).close(KVALI_PARAGRAPH);
}

EventScript& EventScript::table(const char* id, const char* caption, const Batch& batch,
                                Attributes attributes) {
  Event event;
  event.id = id;
  event.text = caption;
  event.style = "";
  event.attributes = std::move(attributes);
  event.batch = &batch;
  open(KVALI_TABLE, event);
  return rows(batch).close(KVALI_TABLE);
}

EventScript& EventScript::rows(const Batch& batch, int level) {
  Event event;
  event.kind = KVALI_ROWS;
  event.level = level;
  event.batch = &batch;
  return send(event);
}

int EventScript::finish() {
  close(KVALI_DOCUMENT);
  if (error_ == 0) error_ = renderer().finish(self_);
  return error_;
}

bool EventScript::reported(const std::string& part) const {
  for (const Report& report : reports_)
    if (report.message.find(part) != std::string::npos) return true;
  return false;
}

int EventScript::warnings() const {
  int n = 0;
  for (const Report& report : reports_) n += report.severity >= KVALI_WARNING ? 1 : 0;
  return n;
}

std::string output_path(const std::string& name) {
  static const OwnFolder folder;
  return (folder.path / name).string();
}

}  // namespace kvali::test
