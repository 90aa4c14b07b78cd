#include "file/attachments.hpp"

#include <algorithm>

namespace kvali::pdf {
namespace {

// ISO 19005-3, 6.8: what an associated file is to the document.
std::string relationship(const Block& attachment) {
  const std::string_view wish = attachment.attribute("relationship");
  for (const std::string_view known : {"Data", "Source", "Supplement"})
    if (wish == known) return "/" + std::string(known);
  return "/Unspecified";
}

// A name that a reader may save without leaving its folder.
std::string safe_file_name(const Block& attachment) {
  std::string name = attachment.text.empty() ? "attachment" : attachment.text;
  for (char& c : name)
    if (c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20) c = '_';
  return name;
}

Ref add_file(FileSink& sink, const Block& attachment, const std::string& date) {
  Entries entries = {{"Type", "/EmbeddedFile"}, {"Filter", "/FlateDecode"}};
  if (!attachment.style.empty()) entries.emplace_back("Subtype", name_object(attachment.style));
  std::string params = "<</Size " + std::to_string(attachment.data.size());
  if (!date.empty()) params += "/ModDate" + literal_string(date);
  entries.emplace_back("Params", params + ">>");
  const Ref stream = sink.reserve();
  sink.put_stream(stream, std::move(entries), deflated(attachment.data));
  const std::string name = safe_file_name(attachment);
  const std::string_view description = attachment.attribute("description");
  const Ref file = sink.reserve();
  sink.put(file, "<</Type/Filespec/F" + text_string(name) + "/UF" + text_string(name) + "/AFRelationship" +
                     relationship(attachment) + "/EF<</F " + +stream + "/UF " + +stream + ">>" +
                     (description.empty() ? "" : "/Desc" + text_string(description)) + ">>");
  return file;
}

}  // namespace

Entries add_attachments(FileSink& sink, const std::vector<const Block*>& attachments,
                        const std::string& date) {
  if (attachments.empty()) return {};
  std::vector<std::pair<std::string, Ref>> files;
  std::string associated = "[";
  for (size_t i = 0; i < attachments.size(); ++i) {
    const Ref file = add_file(sink, *attachments[i], date);
    // The key orders the name tree and must be unique; names of files need not be.
    std::string number = std::to_string(i);
    number.insert(0, number.size() < 4 ? 4 - number.size() : 0, '0');
    files.emplace_back(text_string(number + " " + safe_file_name(*attachments[i])), file);
    associated += (i == 0 ? "" : " ") + +file;
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const Ref names = sink.reserve();
  std::string list = "<</Names[";
  for (const auto& file : files) list += file.first + " " + +file.second + " ";
  sink.put(names, list + "]>>");
  return {{"Names", "<</EmbeddedFiles " + +names + ">>"}, {"AF", associated + "]"}};
}

}  // namespace kvali::pdf
