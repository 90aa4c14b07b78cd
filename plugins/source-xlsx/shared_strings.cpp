#include "shared_strings.hpp"

#include "text.hpp"

namespace kvali::xlsx {

void RichText::clear() {
  raw_.clear();
  phonetic_ = 0;
  in_text_ = false;
}

void RichText::start(std::string_view element) {
  if (element == "rPh") ++phonetic_;
  if (element == "t") in_text_ = true;
}

void RichText::end(std::string_view element) {
  if (element == "rPh") --phonetic_;
  if (element == "t") in_text_ = false;
}

void RichText::text(std::string_view piece) {
  if (in_text_ && phonetic_ == 0) append_piece(raw_, piece);
}

namespace {

class SharedStringHandler : public XmlHandler {
 public:
  explicit SharedStringHandler(TextPool& pool) : pool_(pool) {}
  void start(std::string_view name, const Attributes&) override {
    if (name == "si") rich_.clear();
    rich_.start(name);
  }
  void end(std::string_view name) override {
    rich_.end(name);
    if (name == "si") pool_.add(clean_text(rich_.raw()));
  }
  void text(std::string_view piece) override { rich_.text(piece); }

 private:
  TextPool& pool_;
  RichText rich_;
};

}  // namespace

void read_shared_strings(const Archive& archive, const std::string& part, TextPool& pool,
                         const Progress& progress) {
  SharedStringHandler handler(pool);
  if (!part.empty()) parse_part(archive, part, handler, progress);
}

}  // namespace kvali::xlsx
