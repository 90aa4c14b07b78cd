#include "file/document_file.hpp"

#include <algorithm>

#include "file/attachments.hpp"
#include "file/font_objects.hpp"
#include "file/metadata.hpp"
#include "file/navigation.hpp"
#include "file/structure_objects.hpp"

namespace kvali::pdf {
namespace {

Ref add_resources(FileSink& sink, FileContent& content) {
  std::string fonts;
  for (size_t i = 0; i < content.fonts.size(); ++i) {
    Face& face = content.fonts.face(static_cast<uint16_t>(i));
    if (face.is_used()) fonts += "/F" + std::to_string(i) + " " + +add_font(sink, face);
  }
  std::string images;
  const std::vector<Ref> refs = content.images.write(sink);
  for (size_t i = 0; i < refs.size(); ++i) images += "/Im" + std::to_string(i) + " " + +refs[i];
  const Ref resources = sink.reserve();
  sink.put(resources, "<</Font<<" + fonts + ">>/XObject<<" + images + ">>>>");
  return resources;
}

// The page tree, at most this many children a node: viewers find page 3000 in three steps.
constexpr size_t most_kids = 64;

struct TreeNode {
  Ref ref;
  size_t pages = 1;
};

// Reserves the nodes above a row of children, tells the children their parent, and returns the root.
Ref add_page_tree(FileSink& sink, const std::vector<Ref>& leaves, std::vector<Ref>& parents) {
  struct Pending {
    Ref ref;
    std::vector<TreeNode> kids;
    size_t pages = 0;
  };
  std::vector<TreeNode> row;
  for (const Ref leaf : leaves) row.push_back({leaf, 1});
  bool is_leaf_row = true;
  std::vector<std::vector<Pending>> levels;
  do {
    std::vector<Pending> nodes;
    for (size_t i = 0; i < row.size(); i += most_kids) {
      Pending node{sink.reserve(), {}, 0};
      for (size_t k = i; k < std::min(i + most_kids, row.size()); ++k) {
        node.kids.push_back(row[k]);
        node.pages += row[k].pages;
        if (is_leaf_row) parents.push_back(node.ref);
      }
      nodes.push_back(std::move(node));
    }
    row.clear();
    for (const Pending& node : nodes) row.push_back({node.ref, node.pages});
    levels.push_back(std::move(nodes));
    is_leaf_row = false;
  } while (row.size() > 1);
  for (size_t level = 0; level < levels.size(); ++level) {
    for (size_t i = 0; i < levels[level].size(); ++i) {
      const Pending& node = levels[level][i];
      std::string body = "<</Type/Pages/Count " + std::to_string(node.pages) + "/Kids[";
      for (size_t k = 0; k < node.kids.size(); ++k) body += (k == 0 ? "" : " ") + +node.kids[k].ref;
      body += "]";
      if (level + 1 < levels.size()) body += "/Parent " + +levels[level + 1][i / most_kids].ref;
      sink.put(node.ref, body + ">>");
    }
  }
  return levels.back().front().ref;
}

Ref add_stream(FileSink& sink, std::string bytes) {
  const Ref ref = sink.reserve();
  sink.put_stream(ref, {{"Filter", "/FlateDecode"}}, std::move(bytes));
  return ref;
}

// Appends the element of each annotation to `annotations`.
Ref add_pages(FileSink& sink, FileContent& content, const PageRefs& refs, Ref resources,
              std::vector<Element>& annotations) {
  std::vector<Ref> parents;
  const Ref tree = add_page_tree(sink, refs.refs, parents);
  content.pages.note_first_links();
  for (size_t i = 0; i < refs.refs.size(); ++i) {
    FinishedPage& page = content.pages.pages[i];
    const std::string links =
        add_links(sink, i, content.pages, refs, {content.structure, annotations, content.lost_link});
    const Ref body = add_stream(sink, std::move(page.content));
    const Ref frame_ref = add_stream(sink, deflated(content.frames[i]));
    sink.put(refs.refs[i], "<</Type/Page/Parent " + +parents[i] + "/MediaBox[0 0 " +
                               number_text(page.geometry.width) + " " + number_text(page.geometry.height) +
                               "]/Resources " + +resources + "/Contents[" + +body + " " + +frame_ref +
                               "]/StructParents " + std::to_string(i) +
                               (links.empty() ? "" : "/Tabs/S/Annots" + links) + ">>");
  }
  return tree;
}

Ref add_info(FileSink& sink, const FileFacts& facts) {
  Entries info;
  const auto add = [&](const char* key, std::string_view text) {
    if (!text.empty()) info.emplace_back(key, text_string(text));
  };
  add("Title", facts.title);
  add("Author", facts.author);
  add("Subject", facts.subject);
  add("Creator", facts.creator);
  add("Producer", producer);
  if (!facts.day.empty()) info.emplace_back("CreationDate", literal_string(pdf_date(facts)));
  const Ref ref = sink.reserve();
  sink.put_dictionary(ref, std::move(info));
  return ref;
}

}  // namespace

void write_file(FileSink& sink, FileContent content) {
  PageRefs refs;
  for (const FinishedPage& page : content.pages.pages) {
    refs.refs.push_back(sink.reserve());
    refs.heights.push_back(page.geometry.height);
  }
  const FileFacts facts = facts_of(content.document, content.lang);
  std::vector<Element> annotations;
  const Ref resources = add_resources(sink, content);
  const Ref pages = add_pages(sink, content, refs, resources, annotations);
  const Ref structure = add_structure(sink, content.structure, content.pages, refs, annotations);
  const auto outline = add_outline(sink, content.pages.outline, refs);
  Entries catalog = {{"Type", "/Catalog"},
                     {"Pages", +pages},
                     {"Lang", literal_string(content.lang)},
                     {"MarkInfo", "<</Marked true>>"},
                     {"StructTreeRoot", +structure},
                     {"Metadata", +add_metadata(sink, facts)},
                     {"OutputIntents", "[" + +add_output_intent(sink) + "]"},
                     {"ViewerPreferences", "<</DisplayDocTitle true>>"}};
  if (outline) {
    catalog.emplace_back("Outlines", +*outline);
    catalog.emplace_back("PageMode", "/UseOutlines");
  }
  for (auto& entry : add_attachments(sink, content.attachments, pdf_date(facts)))
    catalog.push_back(std::move(entry));
  const Ref root = sink.reserve();
  sink.put_dictionary(root, std::move(catalog));
  const Ref info = add_info(sink, facts);
  sink.finish(root, info);
}

}  // namespace kvali::pdf
