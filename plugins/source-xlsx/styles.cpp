#include "styles.hpp"

#include <charconv>
#include <kvali/plugin.hpp>
#include <map>

#include "text.hpp"

namespace kvali::xlsx {

namespace {

/// Excel's limit is 65,490.
constexpr size_t most_formats = 1'000'000;

int number_of(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class StyleHandler : public XmlHandler {
 public:
  void start(std::string_view name, const Attributes& attributes) override {
    if (name == "numFmt" && custom_.size() < most_formats)
      custom_.try_emplace(number_of(attributes.get("numFmtId")),
                          classify_format(clean_text(attributes.get("formatCode"))));
    if (name == "cellXfs") in_cells_ = true;
    if (name == "xf" && in_cells_) {
      if (ids_.size() >= most_formats) throw Error("the workbook is damaged: it has formats without end");
      ids_.push_back(number_of(attributes.get("numFmtId")));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
  }
  void text(std::string_view) override {}

  [[nodiscard]] std::vector<NumberFormat> formats() const {
    std::vector<NumberFormat> out;
    for (const int id : ids_) {
      const auto it = custom_.find(id);
      out.push_back(it != custom_.end() ? it->second : builtin_format(id));
    }
    return out;
  }

 private:
  std::map<int, NumberFormat> custom_;
  std::vector<int> ids_;
  bool in_cells_ = false;
};

}  // namespace

Styles read_styles(const Archive& archive, const std::string& part, const Progress& progress) {
  StyleHandler handler;
  parse_part(archive, part, handler, progress);
  Styles styles;
  styles.formats_ = handler.formats();
  return styles;
}

}  // namespace kvali::xlsx
