#include "compose/narrative.hpp"
#include "compose/writer.hpp"

namespace kvali {

void Writer::write(const NarrativeNode& node, Blocks& out) {
  const SectionSpec* const spec = evaluator_.section(node.section);
  if (spec == nullptr) return;  // Reported as an unknown name.
  const Narratives& all = evaluator_.input().narratives;
  const auto found = all.find(node.section);
  if (found == all.end() && !spec->required) return;
  if (node.level > 0) {
    HeadingNode heading;
    heading.level = node.level;
    heading.attributes.id = node.section;
    heading.content.push_back(
        {InlineNode::Kind::text, evaluator_.text(spec->title), nullptr, 0, nullptr, nullptr});
    write(heading, out);
  }
  const auto say = [&](const std::string& words) {
    Paragraph paragraph;
    paragraph.style = "muted";
    append_text(words, 0, "", "", paragraph.content);
    push(Block{std::move(paragraph)}, out);
  };
  if (found == all.end()) return say(shown_text(Datum(Mark::not_recorded), evaluator_));
  const Narrative& narrative = found->second;
  const std::string& own = evaluator_.locale().language();
  if (narrative.lang != own) {
    say(word("narrative.other_language", {{"lang", narrative.lang}}));
    text_lang_ = narrative.lang;
  }
  below_ = std::max(level_, node.level);
  nodes(narrative.body, out);
  below_ = 0;
  text_lang_.clear();
}

}  // namespace kvali
