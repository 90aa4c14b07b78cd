#include "file/podofo_sink.hpp"

#include <podofo/podofo.h>

#include <cassert>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <kvali/plugin.hpp>
#include <locale>

namespace kvali::pdf {
namespace {

using PoDoFo::PdfData;
using PoDoFo::PdfDictionary;
using PoDoFo::PdfName;
using PoDoFo::PdfObject;
using PoDoFo::PdfReference;
using PoDoFo::PdfVariant;
using PoDoFo::PdfVecObjects;

struct Item {
  enum class Kind { text, dictionary, stream } kind = Kind::text;
  std::string bytes;
  Entries entries;
};

// PdfData hands text through to the file as it is.
PdfVariant raw(const std::string& text) {
  return PdfVariant(PdfData(text.data(), text.size()));
}

PdfVariant dictionary(const Entries& entries) {
  PdfDictionary out;
  // It writes no space between a key and such a value.
  for (const auto& entry : entries) out.AddKey(PdfName(entry.first), raw(" " + entry.second));
  return PdfVariant(out);
}

class PodofoSink : public FileSink {
 public:
  Ref reserve() override {
    items_.emplace_back();
    return Ref{static_cast<uint32_t>(items_.size())};
  }
  void put(Ref ref, std::string body) override { item(ref) = {Item::Kind::text, std::move(body), {}}; }
  void put_dictionary(Ref ref, Entries entries) override {
    item(ref) = {Item::Kind::dictionary, {}, std::move(entries)};
  }
  void put_stream(Ref ref, Entries entries, std::string bytes) override {
    item(ref) = {Item::Kind::stream, std::move(bytes), std::move(entries)};
  }
  void finish(Ref root, Ref info, const std::string& path) override;

 private:
  Item& item(Ref ref) { return items_[ref.number - 1]; }
  void hand_over(PdfVecObjects& objects);

  std::vector<Item> items_;
};

// In the order of their numbers: PoDoFo sorts its cross-reference table again for each number that
// comes late.
void PodofoSink::hand_over(PdfVecObjects& objects) {
  for (Item& item : items_) {
    if (item.kind == Item::Kind::text) {
      objects.CreateObject(raw(item.bytes));
    } else {
      PdfObject* object = objects.CreateObject(dictionary(item.entries));
      if (item.kind == Item::Kind::stream) {
        // The bytes are compressed already; an empty list of filters stores them as they are.
        PoDoFo::PdfStream* stream = object->GetStream();
        stream->BeginAppend(PoDoFo::TVecFilters(), true, false);
        stream->Append(item.bytes.data(), item.bytes.size());
        stream->EndAppend();
      }
    }
    item = {};
  }
}

void PodofoSink::finish(Ref root, Ref info, const std::string& path) {
  std::ofstream file;
  // The C++ locale of the process must not put separators into offsets.
  file.imbue(std::locale::classic());
  file.open(path, std::ios::binary | std::ios::trunc);
  if (!file) throw Error("cannot create the file", path, errno != 0 ? errno : EIO);
  try {
    // It prints what it does to stderr unless told not to.
    PoDoFo::PdfError::EnableDebug(false);
    PoDoFo::PdfError::EnableLogging(false);
    PdfVecObjects objects;
    objects.SetAutoDelete(true);
    hand_over(objects);
    PdfObject trailer;
    trailer.GetDictionary().AddKey("Root", PdfReference(root.number, 0));
    trailer.GetDictionary().AddKey("Info", PdfReference(info.number, 0));
    PoDoFo::PdfOutputDevice device(&file);
    PoDoFo::PdfWriter writer(&objects, &trailer);
    writer.SetPdfVersion(PoDoFo::ePdfVersion_1_7);
    writer.Write(&device);
    file.close();
    if (!file) throw Error("cannot write the file (is the disk full?)", path, EIO);
  } catch (const PoDoFo::PdfError& e) {
    file.close();
    std::remove(path.c_str());
    const char* name = PoDoFo::PdfError::ErrorName(e.GetError());
    throw Error(std::string("PoDoFo cannot write the file: ") + (name ? name : "unknown error"), path, EIO);
  } catch (...) {
    file.close();
    std::remove(path.c_str());
    throw;
  }
}

}  // namespace

std::unique_ptr<FileSink> make_podofo_sink() {
  return std::make_unique<PodofoSink>();
}

}  // namespace kvali::pdf
