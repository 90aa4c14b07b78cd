#include "worker/message.hpp"

#include <Poco/Exception.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <locale>
#include <sstream>
#include <type_traits>

#include "base/text.hpp"

namespace kvali {

namespace {

using Poco::JSON::Object;

/// A field is missing or has another type.
struct Malformed {};

/// Deeper than any message is.
constexpr std::size_t most_depth = 4;

/// Severity as it is ordered, so that a new one needs no word here.
constexpr int most_severity = int(Severity::block);

/// Writes the fields of a message; FieldReader is its mirror, so that each field is named once.
class FieldWriter {
 public:
  explicit FieldWriter(Object& object) : object_(object) {}
  void text(const char* name, const std::string& value) { object_.set(name, sanitize_utf8(value)); }
  void number(const char* name, int value) { object_.set(name, value); }
  void count(const char* name, std::size_t value) { object_.set(name, Poco::UInt64(value)); }
  void flag(const char* name, bool value) { object_.set(name, value); }
  void severity(const char* name, Severity value) { object_.set(name, int(value)); }

 private:
  Object& object_;
};

class FieldReader {
 public:
  explicit FieldReader(const Object& object) : object_(object) {}
  void text(const char* name, std::string& value) {
    const Poco::Dynamic::Var var = object_.get(name);
    if (!var.isString()) throw Malformed{};
    value = var.extract<std::string>();
  }
  void number(const char* name, int& value) { value = whole<int>(name); }
  void count(const char* name, std::size_t& value) { value = whole<std::size_t>(name); }
  void flag(const char* name, bool& value) {
    const Poco::Dynamic::Var var = object_.get(name);
    if (!var.isBoolean()) throw Malformed{};
    value = var.extract<bool>();
  }
  void severity(const char* name, Severity& value) {
    const int number = whole<int>(name);
    if (number < 0 || number > most_severity) throw Malformed{};
    value = Severity(number);
  }

 private:
  template <class T>
  T whole(const char* name) {
    const Poco::Dynamic::Var var = object_.get(name);
    if (!var.isInteger() || var.isBoolean()) throw Malformed{};
    return var.convert<T>();  // Throws RangeException if it does not fit.
  }

  const Object& object_;
};

// One function a message: all its fields, for writing and for reading.  `M` is const where written.

template <class Fields, class M>
void fields_of(Fields& f, M& m, Step*) {
  f.text("what", m.what);
  f.text("plugin", m.plugin);
}
template <class Fields, class M>
void fields_of(Fields& f, M& m, Diagnostic*) {
  // All by name: a field more does not compile until it is sent too.
  auto& [id, severity, message, place, hint, excerpt, subject, value, reason, who] = m;
  auto& [file, line, column, width] = place;
  f.text("id", id);
  f.severity("severity", severity);
  f.text("message", message);
  f.text("file", file);
  f.number("line", line);
  f.number("column", column);
  f.number("width", width);
  f.text("hint", hint);
  f.text("excerpt", excerpt);
  f.text("subject", subject);
  f.text("value", value);
  f.text("reason", reason);
  f.text("who", who);
}
template <class Fields, class M>
void fields_of(Fields&, M&, FolderRequest*) {}
template <class Fields, class M>
void fields_of(Fields& f, M& m, MadeFile*) {
  f.text("name", m.name);
}
template <class Fields, class M>
void fields_of(Fields& f, M& m, OutputLine*) {
  f.text("text", m.text);
}
template <class Fields, class M>
void fields_of(Fields& f, M& m, Failure*) {
  f.flag("usage", m.usage);
  f.text("message", m.message);
  f.text("hint", m.hint);
}
template <class Fields, class M>
void fields_of(Fields&, M&, OutOfMemory*) {}
template <class Fields, class M>
void fields_of(Fields& f, M& m, End*) {
  f.number("exit_code", m.exit_code);
  f.flag("made", m.made);
  f.count("dropped", m.dropped);
}

/// The word for each alternative of WorkerMessage, in its order.
constexpr const char* kinds[] = {"step", "finding", "folder", "made", "line", "failure", "memory", "end"};
static_assert(std::size(kinds) == std::variant_size_v<WorkerMessage>);

template <std::size_t I = 0>
std::optional<WorkerMessage> read_kind(const std::string& kind, FieldReader& fields) {
  if constexpr (I < std::variant_size_v<WorkerMessage>) {
    if (kind != kinds[I]) return read_kind<I + 1>(kind, fields);
    std::variant_alternative_t<I, WorkerMessage> message;
    fields_of(fields, message, &message);
    return WorkerMessage(std::move(message));
  } else {
    return std::nullopt;
  }
}

}  // namespace

std::string to_line(const WorkerMessage& message) {
  Object object(Poco::JSON_PRESERVE_KEY_ORDER);
  object.set("kind", std::string(kinds[message.index()]));
  FieldWriter fields(object);
  std::visit(
      [&](const auto& m) {
        using M = std::remove_cvref_t<decltype(m)>;
        fields_of(fields, m, static_cast<M*>(nullptr));
      },
      message);
  std::ostringstream out;
  out.imbue(std::locale::classic());
  object.stringify(out);
  return out.str() + "\n";
}

std::optional<WorkerMessage> parse_message(std::string_view line) {
  try {
    Poco::JSON::Parser parser;
    parser.setDepth(most_depth);
    const Poco::Dynamic::Var parsed = parser.parse(std::string(line));
    if (parsed.type() != typeid(Object::Ptr)) return std::nullopt;
    const auto& object = parsed.extract<Object::Ptr>();
    FieldReader fields(*object);
    std::string kind;
    fields.text("kind", kind);
    return read_kind(kind, fields);
  } catch (const Malformed&) {
    return std::nullopt;
  } catch (const Poco::Exception&) {
    return std::nullopt;
  }
}

}  // namespace kvali
