// A source that breaks the contract in the way its option `how` says.
#include <kvali/plugin.hpp>

#include <cerrno>

namespace {

const char* const ways[] = {"throw",        "throw_int",      "error",
                            "complain",     "fail_silently",  "cancel",
                            "no_table",     "bad_name",       "same_name",
                            "next_throws",  "next_error",     "next_cancel",
                            "wrong_type",   "too_few",        "same_column",
                            "no_column",    "nested",         "dictionary",
                            "wide_scale",   "bad_offsets",    "no_text",
                            "no_bitmap",    "short_column",   "endless",
                            "text_as_row",  "number_as_file", "complain_then_fail",
                            "release_late", nullptr};

/// One batch made by hand: one text column of two cells.
struct Batch {
  int32_t offsets[3] = {0, 1, 2};
  const char* text = "ab";
  const void* column_buffers[3];
  const void* struct_buffers[1] = {nullptr};
  ArrowArray column{};
  ArrowArray* children[1];
};

void release_schema(ArrowSchema* s) {
  s->release = nullptr;
}
void release_array(ArrowArray* a) {
  a->release = nullptr;
}

/// A stream of one batch, wrong in one way.
struct Stream {
  std::string how;
  bool done = false;
  ArrowSchema inner{};
  ArrowSchema field{};
  ArrowSchema second{};
  ArrowSchema* fields[2];
  Batch batch;
};

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  auto* self = static_cast<Stream*>(stream->private_data);
  self->field.format = self->how == "wide_scale" ? "d:38,20" : "u";
  self->field.name = "text";
  self->field.release = release_schema;
  if (self->how == "nested") {
    self->field.format = "+l";
    self->inner = self->field;
    self->fields[1] = &self->inner;
    self->field.children = &self->fields[1];
    self->field.n_children = 1;
  }
  if (self->how == "dictionary") self->field.dictionary = &self->inner;
  if (self->how == "no_column") self->field.name = "";
  self->second = self->field;
  self->fields[0] = &self->field;
  if (self->how == "same_column") self->fields[1] = &self->second;
  *out = ArrowSchema{};
  out->format = "+s";
  out->name = "";
  out->n_children = self->how == "same_column" ? 2 : 1;
  out->children = self->fields;
  out->release = release_schema;
  return 0;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  auto* self = static_cast<Stream*>(stream->private_data);
  *out = ArrowArray{};
  if (self->done) return 0;
  self->done = true;
  Batch& batch = self->batch;
  if (self->how == "bad_offsets") batch.offsets[1] = 5;
  batch.column_buffers[0] = nullptr;
  batch.column_buffers[1] = batch.offsets;
  batch.column_buffers[2] = self->how == "no_text" ? nullptr : batch.text;
  batch.column.length = self->how == "short_column" ? 1 : 2;
  batch.column.null_count = self->how == "no_bitmap" ? 1 : 0;
  batch.column.n_buffers = 3;
  batch.column.buffers = batch.column_buffers;
  batch.column.release = release_array;
  batch.children[0] = &batch.column;
  out->length = self->how == "endless" ? INT64_MAX : 2;
  out->n_buffers = 1;
  out->buffers = batch.struct_buffers;
  out->n_children = 1;
  out->children = batch.children;
  out->release = release_array;
  return 0;
}

const char* last_error(ArrowArrayStream*) {
  return nullptr;
}

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<Stream*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

struct Unruly : kvali::Source {
  static constexpr kvali::Info info{"unruly", "Breaks the contract on demand."};
  std::string how = "fail_silently";
  static constexpr auto options =
      kvali::options(kvali::option("how", &Unruly::how, "What to do wrong.", {.choices = ways}));

  void open() override {
    if (how == "throw") throw std::runtime_error("thrown in open");
    if (how == "throw_int") throw 42;
    if (how == "error") throw kvali::Error("the file is broken", "data.bin:3:7", EINVAL);
    if (how == "cancel") throw kvali::Error("cancelled", {}, ECANCELED);
    if (how == "no_table") return;
    if (how == "complain") complain("row 3 is odd", "data.csv:3");
    if (how == "complain_then_fail") complain("row 3 is odd", "data.csv:3");
    if (how == "bad_name") return simple("Not A Name");
    if (how == "same_name") simple("cells");
    if (how == "text_as_row") return reserved("kvali_row", kvali::utf8);
    if (how == "number_as_file") return reserved("kvali_file", kvali::int64);
    if (how == "release_late") return two_tables();
    if (by_sdk()) return simple("cells");
    by_hand();
  }

 private:
  [[nodiscard]] bool by_sdk() const {
    for (const char* way : {"complain", "complain_then_fail", "same_name", "next_throws", "next_error",
                            "next_cancel", "wrong_type", "too_few"})
      if (how == way) return true;
    return false;
  }

  void simple(const std::string& name) {
    table(name, {{"id", kvali::int64}, {"text", kvali::utf8}}, [this](kvali::Rows& rows) {
      if (how == "next_throws") throw std::runtime_error("thrown in next");
      if (how == "next_error" || how == "complain_then_fail")
        throw kvali::Error("the line is broken", "data.csv:12");
      if (how == "next_cancel") throw kvali::Error("cancelled", {}, ECANCELED);
      if (how == "wrong_type")
        rows.add("text", "text");
      else if (how == "too_few")
        rows.add(1);
      else
        rows.add(1, "one");
      return false;
    });
  }

  void reserved(const std::string& column, const char* format) {
    table("cells", {{column, format}, {"text", kvali::utf8}}, [format](kvali::Rows& rows) {
      if (format == kvali::utf8)
        rows.add("seven", "x");
      else
        rows.add(7, "x");
      return false;
    });
  }

  /// The first table fails; the second uses the call when it is released.
  void two_tables() {
    table("first", {{"id", kvali::int64}},
          [](kvali::Rows&) -> bool { throw kvali::Error("first is broken"); });
    const std::shared_ptr<const kvali_call> told(
        call(), [](const kvali_call* c) { c->report(c, KVALI_WARNING, "released", nullptr); });
    table("second", {{"id", kvali::int64}}, [told](kvali::Rows&) { return false; });
  }

  void by_hand() {
    if (how == "fail_silently") throw kvali::Error("", {}, EIO);
    ArrowArrayStream stream{get_schema, get_next, last_error, release_stream,
                            new Stream{how, false, {}, {}, {}, {}, {}}};
    if (const int code = call()->add_table(call(), "cells", &stream)) throw kvali::Error("refused", {}, code);
  }
};
KVALI_PLUGIN("source-unruly", "1.0.0", "MIT", Unruly)
