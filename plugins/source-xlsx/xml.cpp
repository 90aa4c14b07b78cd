#include "xml.hpp"

#include <expat.h>

#include <cstring>
#include <exception>
#include <kvali/plugin.hpp>
#include <memory>

namespace kvali::xlsx {

namespace {

constexpr int chunk_bytes = 64 << 10;
constexpr size_t most_token_bytes = 1 << 20;
constexpr int most_depth = 200;

std::string_view local_name(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

/// The state of one parse.  Exceptions must not run through Expat, which is C: they wait here.
struct Run {
  XML_Parser parser;
  XmlHandler& handler;
  std::exception_ptr failure = nullptr;
  int depth = 0;
  bool moved = false;  ///< Something was found in the latest chunk.

  template <class Body>
  void guarded(Body&& body) noexcept {
    if (failure) return;
    moved = true;
    try {
      body();
    } catch (...) {
      failure = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }
};

Run& run_of(void* data) {
  return *static_cast<Run*>(data);
}

void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  Run& run = run_of(data);
  run.guarded([&] {
    if (++run.depth > most_depth) throw Error("the workbook is damaged: elements are nested without end");
    run.handler.start(local_name(name), Attributes(attributes));
  });
}

void XMLCALL on_end(void* data, const XML_Char* name) {
  Run& run = run_of(data);
  --run.depth;
  run.guarded([&] { run.handler.end(local_name(name)); });
}

void XMLCALL on_text(void* data, const XML_Char* text, int length) {
  Run& run = run_of(data);
  run.guarded([&] { run.handler.text({text, static_cast<size_t>(length)}); });
}

void XMLCALL on_document_type(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  run_of(data).guarded([] {
    throw Error(
        "the workbook declares a document type, which no spreadsheet program does; it was not read\n"
        "hint: save it anew with Excel or LibreOffice");
  });
}

[[noreturn]] void malformed(const PartStream& part, XML_Parser parser) {
  throw Error("the workbook is damaged: line " + std::to_string(XML_GetCurrentLineNumber(parser)) +
              " of its part " + part.name() + ": " + XML_ErrorString(XML_GetErrorCode(parser)) +
              "\nhint: open it in Excel or LibreOffice, let it be repaired, and save it anew");
}

}  // namespace

std::string_view Attributes::get(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2)
    if (local_name(pair[0]) == name) return pair[1];
  return {};
}

bool Attributes::truth(std::string_view name, bool fallback) const {
  const std::string_view text = get(name);
  if (text.empty()) return fallback;
  return text == "1" || text == "true" || text == "on";
}

void parse_xml(PartStream& part, XmlHandler& handler, const Progress& progress) {
  const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr),
                                                                       &XML_ParserFree);
  if (!parser) throw std::bad_alloc();
  Run run{parser.get(), handler};
  XML_SetUserData(parser.get(), &run);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
  size_t unfinished = 0;  // Bytes since the last element or text.
  for (bool last = false; !last;) {
    progress();
    void* buffer = XML_GetBuffer(parser.get(), chunk_bytes);
    if (buffer == nullptr) throw std::bad_alloc();
    const size_t got = part.read(static_cast<char*>(buffer), chunk_bytes);
    last = got == 0;
    run.moved = false;
    const XML_Status status = XML_ParseBuffer(parser.get(), static_cast<int>(got), last ? 1 : 0);
    if (run.failure) std::rethrow_exception(run.failure);
    if (status != XML_STATUS_OK) malformed(part, parser.get());
    unfinished = run.moved ? 0 : unfinished + got;
    if (unfinished > most_token_bytes)
      throw Error("the workbook is damaged: a tag in its part " + part.name() + " does not end");
  }
}

}  // namespace kvali::xlsx
