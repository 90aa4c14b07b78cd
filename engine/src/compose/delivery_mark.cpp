#include "compose/delivery_mark.hpp"

namespace kvali {

namespace {

/// The first page has room for so many reasons; `kvali check` tells all.
constexpr std::size_t most_reasons = 8;

Block paragraph(std::string text) {
  Paragraph paragraph;
  paragraph.content.emplace_back(Text{std::move(text), 0, {}, {}});
  return Block{std::move(paragraph)};
}

}  // namespace

void mark_undeliverable(Document& document, const std::vector<std::string>& reasons, const Catalogue& words) {
  const std::string mark = words.text("undeliverable.mark");
  const std::string draft(document.meta.get("draft"));
  document.meta.set("draft", draft.empty() ? mark : draft + " · " + mark);
  Callout callout;
  callout.kind = "bad";
  callout.title = mark;
  callout.content.push_back(paragraph(words.text("undeliverable.note")));
  List list;
  for (const std::string& reason : reasons) {
    if (list.items.size() == most_reasons) break;
    list.items.push_back({paragraph(reason)});
  }
  const std::size_t left = reasons.size() - list.items.size();
  if (left > 0)
    list.items.push_back(
        {paragraph(words.text("undeliverable.more", {{"n", static_cast<std::int64_t>(left)}}))});
  callout.content.push_back(Block{std::move(list)});
  document.blocks.insert(document.blocks.begin(), Block{std::move(callout)});
}

}  // namespace kvali
