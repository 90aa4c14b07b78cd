#include "table_part.hpp"

#include <charconv>

#include "text.hpp"

namespace kvali::xlsx {

namespace {

class TableHandler : public XmlHandler {
 public:
  explicit TableHandler(std::vector<TablePart>& out) : out_(out) {}
  void start(std::string_view name, const Attributes& attributes) override {
    if (name != "table") return;
    auto box = parse_box(attributes.get("ref"));
    if (!box) return;
    uint32_t totals = 0;
    const std::string_view count = attributes.get("totalsRowCount");
    std::from_chars(count.data(), count.data() + count.size(), totals);
    if (totals < box->last_row - box->first_row + 1) box->last_row -= totals;
    const std::string_view shown = attributes.get("displayName");
    out_.push_back({clean_text(shown.empty() ? attributes.get("name") : shown), *box});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  std::vector<TablePart>& out_;
};

}  // namespace

std::vector<TablePart> read_tables(const Archive& archive, const std::string& sheet_part,
                                   const Progress& progress) {
  std::vector<TablePart> out;
  TableHandler handler(out);
  for (const Relation& relation : read_relations(archive, sheet_part, progress))
    if (relation.type == "table") parse_part(archive, relation.target, handler, progress);
  return out;
}

}  // namespace kvali::xlsx
