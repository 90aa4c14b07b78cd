#include "file/metadata.hpp"

#include <algorithm>

#include "file/srgb_profile.hpp"

namespace kvali::pdf {
namespace {

bool is_iso_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return false;
  const std::string_view day = text.substr(0, 10);
  return std::count_if(day.begin(), day.end(), [](char c) { return c >= '0' && c <= '9'; }) == 8;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else if (static_cast<unsigned char>(c) >= 0x20)  // XML 1.0 has no other control characters.
      out.push_back(c);
  }
  return out;
}

std::string in_default_language(std::string_view name, std::string_view text) {
  if (text.empty()) return {};
  return "<" + std::string(name) + "><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escaped(text) +
         "</rdf:li></rdf:Alt></" + std::string(name) + ">\n";
}

std::string simple(std::string_view name, std::string_view text) {
  if (text.empty()) return {};
  return "<" + std::string(name) + ">" + escaped(text) + "</" + std::string(name) + ">\n";
}

// PDF/A knows no property of PDF/UA: the packet explains it (ISO 19005-3, 6.6.2.3.2).
constexpr std::string_view ua_schema =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 the file follows</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

constexpr std::string_view namespaces =
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"";

std::string packet(const FileFacts& facts) {
  std::string out =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\"";
  out += namespaces;
  out +=
      ">\n<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
      "<pdfuaid:part>1</pdfuaid:part>\n<dc:format>application/pdf</dc:format>\n";
  out += in_default_language("dc:title", facts.title);
  out += in_default_language("dc:description", facts.subject);
  if (!facts.author.empty())
    out += "<dc:creator><rdf:Seq><rdf:li>" + escaped(facts.author) + "</rdf:li></rdf:Seq></dc:creator>\n";
  if (!facts.lang.empty())
    out += "<dc:language><rdf:Bag><rdf:li>" + escaped(facts.lang) + "</rdf:li></rdf:Bag></dc:language>\n";
  out += simple("xmp:CreatorTool", facts.creator);
  if (!facts.day.empty()) out += simple("xmp:CreateDate", facts.day + "T00:00:00Z");
  out += simple("pdf:Producer", producer);
  out += ua_schema;
  return out + "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

}  // namespace

FileFacts facts_of(const Block& document, const std::string& lang) {
  FileFacts facts;
  facts.title = document.text;
  // A window must show a title (ISO 14289-1, 7.1).
  if (facts.title.empty()) facts.title = document.attribute("project");
  if (facts.title.empty()) facts.title = producer;
  facts.author = document.attribute("author").empty() ? document.attribute("organisation")
                                                      : document.attribute("author");
  facts.subject = document.attribute("subject");
  facts.creator = document.attribute("version");
  facts.lang = lang;
  const std::string_view day = document.attribute("date");
  if (is_iso_day(day)) facts.day = day.substr(0, 10);
  return facts;
}

std::string pdf_date(const FileFacts& facts) {
  if (facts.day.empty()) return {};
  std::string digits = facts.day;
  std::erase(digits, '-');
  return "D:" + digits + "000000Z";
}

Ref add_metadata(FileSink& sink, const FileFacts& facts) {
  const Ref ref = sink.reserve();
  // Not compressed, so that programs that know no PDF find it.
  sink.put_stream(ref, {{"Type", "/Metadata"}, {"Subtype", "/XML"}}, packet(facts));
  return ref;
}

Ref add_output_intent(FileSink& sink) {
  const Ref profile = sink.reserve();
  sink.put_stream(profile, {{"N", "3"}, {"Filter", "/FlateDecode"}}, deflated(srgb_profile()));
  const Ref intent = sink.reserve();
  sink.put(intent,
           "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
           "/DestOutputProfile " +
               +profile + ">>");
  return intent;
}

}  // namespace kvali::pdf
