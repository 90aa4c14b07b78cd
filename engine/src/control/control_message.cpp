#include "control/control_message.hpp"

#include <Poco/Exception.h>
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <locale>
#include <sstream>

#include "base/text.hpp"

namespace kvali {

namespace {

using Poco::JSON::Array;
using Poco::JSON::Object;

/// Deeper than any message is.
constexpr std::size_t most_depth = 4;

std::string line_of(const Object& object) {
  std::ostringstream out;
  out.imbue(std::locale::classic());
  object.stringify(out);
  return out.str() + "\n";
}

Object::Ptr parse_object(std::string_view line) {
  try {
    Poco::JSON::Parser parser;
    parser.setDepth(most_depth);
    return parser.parse(std::string(line)).extract<Object::Ptr>();
  } catch (const Poco::Exception&) {
    return {};
  }
}

std::string text_of(const Object& object, const std::string& name) {
  const Poco::Dynamic::Var value = object.get(name);
  return value.isString() ? value.extract<std::string>() : std::string();
}

}  // namespace

std::string ControlRequest::word(const std::string& name) const {
  const auto found = words.find(name);
  return found == words.end() ? std::string() : found->second;
}

std::string to_line(const ControlRequest& request) {
  Object object;
  for (const auto& [name, value] : request.words) object.set(name, sanitize_utf8(value));
  object.set("command", sanitize_utf8(request.command));
  return line_of(object);
}

std::string to_line(const ControlAnswer& answer) {
  Array lines;
  for (const std::string& line : answer.lines) lines.add(sanitize_utf8(line));
  Object object;
  object.set("lines", lines);
  object.set("error", sanitize_utf8(answer.error));
  object.set("hint", sanitize_utf8(answer.hint));
  return line_of(object);
}

std::optional<ControlRequest> parse_request(std::string_view line) {
  const Object::Ptr object = parse_object(line);
  if (!object) return std::nullopt;
  ControlRequest request;
  for (const auto& [name, value] : *object) {
    if (!value.isString()) return std::nullopt;
    request.words[name] = value.extract<std::string>();
  }
  request.command = request.word("command");
  request.words.erase("command");
  if (request.command.empty()) return std::nullopt;
  return request;
}

std::optional<ControlAnswer> parse_answer(std::string_view line) {
  const Object::Ptr object = parse_object(line);
  const Array::Ptr lines = object ? object->getArray("lines") : Array::Ptr();
  if (!lines) return std::nullopt;
  ControlAnswer answer{{}, text_of(*object, "error"), text_of(*object, "hint")};
  for (const Poco::Dynamic::Var& entry : *lines)
    if (entry.isString()) answer.lines.push_back(entry.extract<std::string>());
  return answer;
}

}  // namespace kvali
