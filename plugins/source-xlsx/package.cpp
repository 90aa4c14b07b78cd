#include "package.hpp"

#include <kvali/plugin.hpp>

#include "text.hpp"

namespace kvali::xlsx {

namespace {

/// Excel opens no workbook with more sheets than memory allows; nobody keeps this many.
constexpr size_t most_sheets = 10000;
constexpr size_t most_relations = 100000;

std::string folder_of(const std::string& part) {
  const size_t slash = part.rfind('/');
  return slash == part.npos ? "" : part.substr(0, slash + 1);
}

/// The path of a target that a part of `folder` names: "../media/a.png", "/xl/workbook.xml".
std::string resolved(const std::string& folder, std::string_view target) {
  std::string path = target.starts_with('/') || target.starts_with('\\') ? std::string(target)
                                                                         : folder + std::string(target);
  for (char& c : path) c = c == '\\' ? '/' : c;
  std::vector<std::string_view> parts;
  std::string_view rest = path;
  while (!rest.empty()) {
    const size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view step = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (step == ".." && !parts.empty()) parts.pop_back();
    if (!step.empty() && step != "." && step != "..") parts.push_back(step);
  }
  std::string out;
  for (const std::string_view step : parts) out += (out.empty() ? "" : "/") + std::string(step);
  return out;
}

class RelationHandler : public XmlHandler {
 public:
  explicit RelationHandler(std::string folder) : folder_(std::move(folder)) {}
  void start(std::string_view name, const Attributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
    if (relations.size() >= most_relations)
      throw Error("the workbook is damaged: it has relations without end");
    const std::string_view type = attributes.get("Type");
    relations.push_back({std::string(attributes.get("Id")), std::string(type.substr(type.rfind('/') + 1)),
                         resolved(folder_, attributes.get("Target"))});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::vector<Relation> relations;

 private:
  std::string folder_;
};

class WorkbookHandler : public XmlHandler {
 public:
  WorkbookHandler(Workbook& out, const std::vector<Relation>& relations) : out_(out), relations_(relations) {}

  void start(std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr") out_.epoch_1904 = attributes.truth("date1904", false);
    if (name == "sheet") add_sheet(attributes);
    if (name == "definedName" && !attributes.truth("hidden", false)) {
      out_.names.push_back({std::string(attributes.get("name")), {}});
      in_name_ = true;
    }
  }
  void end(std::string_view name) override {
    if (name == "definedName") in_name_ = false;
  }
  void text(std::string_view piece) override {
    if (in_name_) append_piece(out_.names.back().refers_to, piece);
  }

 private:
  void add_sheet(const Attributes& attributes) {
    if (out_.sheets.size() >= most_sheets) throw Error("the workbook has more than 10,000 sheets");
    const std::string_view id = attributes.get("id");
    for (const Relation& relation : relations_) {
      // Chart and macro sheets have no cells.
      if (relation.id != id || relation.type != "worksheet") continue;
      const std::string_view state = attributes.get("state");
      out_.sheets.push_back(
          {clean_text(attributes.get("name")), relation.target, !state.empty() && state != "visible"});
      return;
    }
  }

  Workbook& out_;
  const std::vector<Relation>& relations_;
  bool in_name_ = false;
};

/// Says what an archive without a workbook is instead.
[[noreturn]] void refuse_foreign(const Archive& archive) {
  if (archive.find("word/document.xml") != nullptr)
    throw Error(
        "this is a Word document, not a workbook\nhint: name the workbook, or copy the table into one");
  if (archive.find("content.xml") != nullptr && archive.find("mimetype") != nullptr)
    throw Error(
        "this is an OpenDocument file (.ods), which is not read\n"
        "hint: open it in LibreOffice and save it as Excel workbook (.xlsx)");
  throw Error("this archive holds no workbook\nhint: name a file saved as Excel workbook (.xlsx)");
}

}  // namespace

bool parse_part(const Archive& archive, const std::string& part, XmlHandler& handler,
                const Progress& progress) {
  const ArchiveEntry* entry = archive.find(part);
  if (entry == nullptr) return false;
  PartStream stream(archive, *entry);
  parse_xml(stream, handler, progress);
  return true;
}

std::vector<Relation> read_relations(const Archive& archive, const std::string& part,
                                     const Progress& progress) {
  const std::string folder = folder_of(part);
  RelationHandler handler(folder);
  parse_part(archive, folder + "_rels/" + part.substr(folder.size()) + ".rels", handler, progress);
  return std::move(handler.relations);
}

const Relation* first_of(const std::vector<Relation>& relations, std::string_view type) {
  for (const Relation& relation : relations)
    if (relation.type == type) return &relation;
  return nullptr;
}

Workbook read_workbook(const Archive& archive, const Progress& progress) {
  const std::vector<Relation> package = read_relations(archive, "", progress);
  const Relation* main = first_of(package, "officeDocument");
  const std::string part = main != nullptr ? main->target : "xl/workbook.xml";
  if (part.ends_with(".bin"))
    throw Error(
        "this is a binary workbook (.xlsb), which is not read\n"
        "hint: open it in Excel and save it as Excel workbook (.xlsx)");
  const std::vector<Relation> relations = read_relations(archive, part, progress);
  Workbook out;
  WorkbookHandler handler(out, relations);
  if (main == nullptr && archive.find(part) == nullptr) refuse_foreign(archive);
  if (!parse_part(archive, part, handler, progress))
    throw Error("the workbook is damaged: its part " + part + " is missing\nhint: save it anew");
  if (out.sheets.empty()) {
    if (archive.find("word/document.xml") != nullptr) refuse_foreign(archive);
    throw Error("the workbook has no sheet with cells\nhint: see whether it is the right file");
  }
  if (const Relation* styles = first_of(relations, "styles")) out.styles = styles->target;
  if (const Relation* strings = first_of(relations, "sharedStrings")) out.shared_strings = strings->target;
  return out;
}

}  // namespace kvali::xlsx
