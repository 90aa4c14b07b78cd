#include "render/manifest.hpp"

#include <Poco/DigestEngine.h>
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/SHA2Engine.h>

#include <fstream>
#include <sstream>

#include "base/error.hpp"

namespace kvali {

namespace {

using Poco::JSON::Array;
using Poco::JSON::Object;

Object::Ptr ordered() {
  return new Object(Poco::JSON_PRESERVE_KEY_ORDER);
}

Object::Ptr object_of(const Diagnostic& finding) {
  Object::Ptr object = ordered();
  object->set("id", finding.id);
  object->set("severity", std::string(name_of(finding.severity)));
  object->set("message", finding.message);
  if (!finding.place.empty()) {
    object->set("place", finding.place.text());
    object->set("file", finding.place.file);
    if (finding.place.line > 0) object->set("line", finding.place.line);
    if (finding.place.column > 0) object->set("column", finding.place.column);
  }
  if (!finding.hint.empty()) object->set("hint", finding.hint);
  if (!finding.subject.empty()) object->set("subject", finding.subject);
  if (!finding.value.empty()) object->set("value", finding.value);
  if (!finding.reason.empty()) object->set("reason", finding.reason);
  if (!finding.who.empty()) object->set("who", finding.who);
  return object;
}

Array::Ptr array_of(const std::vector<Manifest::File>& files) {
  Array::Ptr array = new Array;
  for (const Manifest::File& file : files) {
    Object::Ptr object = ordered();
    object->set("file", file.name);
    object->set("sha256", file.sha256);
    object->set("bytes", Poco::UInt64(file.bytes));
    array->add(object);
  }
  return array;
}

std::string text_of(const Object& object, unsigned indent) {
  std::ostringstream out;
  out.imbue(std::locale::classic());
  object.stringify(out, indent);
  return out.str();
}

}  // namespace

Manifest::File describe_file(const std::filesystem::path& path, std::string name) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error("cannot read " + path.string());
  Poco::SHA2Engine sha(Poco::SHA2Engine::SHA_256);
  Manifest::File file;
  file.name = std::move(name);
  char buffer[1 << 16];
  while (in) {
    in.read(buffer, sizeof buffer);
    sha.update(buffer, std::size_t(in.gcount()));
    file.bytes += std::uintmax_t(in.gcount());
  }
  file.sha256 = Poco::DigestEngine::digestToHex(sha.digest());
  return file;
}

std::string to_json(const Manifest& manifest, const Diagnostics& findings) {
  Object::Ptr root = ordered();
  root->set("report", manifest.report);
  root->set("period", manifest.period);
  root->set("lang", manifest.lang);
  root->set("as_of", manifest.as_of);
  root->set("revision", manifest.revision);
  root->set("audience", manifest.audience);
  if (manifest.draft) root->set("draft", true);
  root->set("deliverable", manifest.deliverable);
  root->set("engine", manifest.engine_version);
  root->set("template", manifest.template_name);
  root->set("template_version", manifest.template_version);
  root->set("inputs", array_of(manifest.inputs));
  root->set("outputs", array_of(manifest.outputs));
  Array::Ptr list = new Array;
  for (const Diagnostic& finding : findings.all()) list->add(object_of(finding));
  root->set("findings", list);
  return text_of(*root, 2) + "\n";
}

std::string to_json(const Diagnostic& finding) {
  return text_of(*object_of(finding), 0);
}

}  // namespace kvali
