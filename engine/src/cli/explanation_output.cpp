#include "cli/explanation_output.hpp"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <fmt/format.h>

#include <sstream>

namespace kvali {

namespace {

using Poco::JSON::Array;
using Poco::JSON::Object;

Object::Ptr ordered() {
  return new Object(Poco::JSON_PRESERVE_KEY_ORDER);
}

std::string cells_text(const std::vector<RawCell>& cells) {
  std::string out;
  for (const RawCell& cell : cells)
    out += fmt::format("{}{} \"{}\"", out.empty() ? "" : ", ", cell.heading, cell.text);
  return out;
}

std::string record_text(const RecordBehind& record) {
  const std::string cells = cells_text(record.cells);
  return fmt::format("    {}  {}{}\n", record.place, record.source, cells.empty() ? "" : ": " + cells);
}

std::string set_aside_text(const SetAside& one) {
  const std::string where = one.place.empty() ? "" : ", " + one.place;
  if (one.rule == "open")
    return fmt::format("    {} ({}{}) against {} ({}): open, nothing decides\n", one.value, one.source, where,
                       one.chosen, one.chosen_source);
  return fmt::format("    {} ({}{}): {} ({}) stands by {}\n", one.value, one.source, where, one.chosen,
                     one.chosen_source, one.rule);
}

void add_list(std::string& out, const char* title, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  out += fmt::format("  {}\n", title);
  for (const std::string& line : lines) out += fmt::format("    {}\n", line);
}

std::string text_of(const Explanation& figure) {
  std::string out = fmt::format("{}: {}\n  {}\n", figure.id, figure.value, figure.what);
  if (!figure.how.empty()) out += fmt::format("  computed: {}\n", figure.how);
  for (const PartOfFigure& part : figure.parts)
    if (!part.name.empty()) out += fmt::format("    {}  {}\n", part.value, part.name);
  out += fmt::format("  {} {}\n", figure.record_count, figure.record_count == 1 ? "record" : "records");
  for (const RecordBehind& record : figure.records) out += record_text(record);
  if (figure.record_count > figure.records.size())
    out += fmt::format("    and {} more: --all shows them\n", figure.record_count - figure.records.size());
  if (!figure.set_aside.empty()) out += "  set aside\n";
  for (const SetAside& one : figure.set_aside) out += set_aside_text(one);
  add_list(out, "targets", figure.targets);
  add_list(out, "no value for", figure.missing);
  add_list(out, "left out", figure.left_out);
  return out;
}

Array::Ptr texts(const std::vector<std::string>& all) {
  Array::Ptr array = new Array;
  for (const std::string& one : all) array->add(one);
  return array;
}

Array::Ptr records_of(const Explanation& figure) {
  Array::Ptr records = new Array;
  for (const RecordBehind& record : figure.records) {
    Object::Ptr cells = ordered();
    for (const RawCell& cell : record.cells) cells->set(cell.heading, cell.text);
    Object::Ptr object = ordered();
    object->set("source", record.source);
    object->set("record", Poco::Int64(record.number));
    object->set("place", record.place);
    object->set("cells", cells);
    records->add(object);
  }
  return records;
}

Object::Ptr object_of(const Explanation& figure) {
  Array::Ptr parts = new Array;
  for (const PartOfFigure& part : figure.parts) {
    Object::Ptr object = ordered();
    object->set("name", part.name);
    object->set("value", part.value);
    parts->add(object);
  }
  Array::Ptr aside = new Array;
  for (const SetAside& one : figure.set_aside) {
    Object::Ptr object = ordered();
    object->set("value", one.value);
    object->set("source", one.source);
    object->set("place", one.place);
    object->set("rule", one.rule);
    object->set("chosen", one.chosen);
    object->set("chosen_source", one.chosen_source);
    aside->add(object);
  }
  Object::Ptr object = ordered();
  object->set("figure", figure.id);
  object->set("what", figure.what);
  object->set("value", figure.value);
  object->set("computed", figure.how);
  object->set("parts", parts);
  object->set("record_count", Poco::UInt64(figure.record_count));
  object->set("records", records_of(figure));
  object->set("set_aside", aside);
  object->set("targets", texts(figure.targets));
  object->set("missing", texts(figure.missing));
  object->set("left_out", texts(figure.left_out));
  return object;
}

}  // namespace

std::string explanation_text(const std::vector<Explanation>& all) {
  std::string out;
  for (const Explanation& figure : all) out += (out.empty() ? "" : "\n") + text_of(figure);
  return out;
}

std::string explanation_json(const std::vector<Explanation>& all) {
  std::ostringstream out;
  for (const Explanation& figure : all) {
    object_of(figure)->stringify(out);
    out << '\n';
  }
  return out.str();
}

}  // namespace kvali
