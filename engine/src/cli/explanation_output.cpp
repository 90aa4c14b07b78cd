#include "cli/explanation_output.hpp"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <fmt/format.h>

#include <sstream>

#include "base/text.hpp"

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

/// An explanation in words.
class ExplanationText {
 public:
  explicit ExplanationText(const Catalogue& words) : words_(words) {}

  std::string text_of(const Explanation& figure) {
    out_ = fmt::format("{}: {}\n  {}\n", figure.id, figure.value, figure.what);
    if (!figure.how.empty()) line(2, word("computed", {{"how", figure.how}}));
    for (const PartOfFigure& part : figure.parts)
      if (!part.name.empty()) line(4, part.value + "  " + part.name);
    if (figure.withheld)
      line(2, word("withheld"));
    else
      records(figure);
    if (!figure.counted_once.empty()) line(2, word("counted_once"));
    for (const auto& places : figure.counted_once) line(4, fmt::format("{}", fmt::join(places, ", ")));
    if (!figure.set_aside.empty()) line(2, word("set_aside"));
    for (const SetAside& one : figure.set_aside) line(4, set_aside(one));
    list("targets", figure.targets);
    list("missing", figure.missing);
    list("left_out", figure.left_out);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string word(const char* key, const MessageArguments& arguments = {}) const {
    return words_.text(std::string("explanation.") + key, arguments);
  }
  void line(std::size_t indent, const std::string& text) { out_ += std::string(indent, ' ') + text + "\n"; }

  void records(const Explanation& figure) {
    line(2, word("records", {{"n", static_cast<std::int64_t>(figure.record_count)}}));
    if (figure.withheld_cells) line(4, word("withheld_cells"));
    for (const RecordBehind& record : figure.records) {
      const std::string cells = cells_text(record.cells);
      const std::string number = record.number > 0 ? " " + std::to_string(record.number) : "";
      line(4, record.place + "  " + record.source + number + (cells.empty() ? "" : ": " + cells));
    }
    const std::size_t left = figure.record_count - figure.records.size();
    if (left > 0) line(4, word("more", {{"n", static_cast<std::int64_t>(left)}}));
  }

  [[nodiscard]] std::string set_aside(const SetAside& one) const {
    const std::string lost = one.source + (one.place.empty() ? "" : ", " + one.place);
    const std::string chosen =
        one.chosen.empty() ? word("nothing")
                           : one.chosen + (one.chosen_source.empty() ? "" : " (" + one.chosen_source + ")");
    const std::string key = "set_aside_rule." + slug(one.rule);
    const std::string rule = words_.contains(key) ? words_.text(key) : one.rule;
    const MessageArguments arguments{
        {"value", one.value}, {"source", lost}, {"chosen", chosen}, {"rule", rule}};
    return word(one.rule == "open" ? "open" : "stands", arguments);
  }

  void list(const char* title, const std::vector<std::string>& lines) {
    if (!lines.empty()) line(2, word(title));
    for (const std::string& one : lines) line(4, one);
  }

  const Catalogue& words_;
  std::string out_;
};

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
  object->set("withheld", figure.withheld);
  object->set("computed", figure.how);
  object->set("parts", parts);
  object->set("record_count", Poco::UInt64(figure.record_count));
  object->set("records", records_of(figure));
  object->set("set_aside", aside);
  Array::Ptr once = new Array;
  for (const auto& places : figure.counted_once) once->add(texts(places));
  object->set("counted_once", once);
  object->set("targets", texts(figure.targets));
  object->set("missing", texts(figure.missing));
  object->set("left_out", texts(figure.left_out));
  return object;
}

}  // namespace

std::string explanation_text(const std::vector<Explanation>& all, const Catalogue& words) {
  std::string out;
  ExplanationText text(words);
  for (const Explanation& figure : all) out += (out.empty() ? "" : "\n") + text.text_of(figure);
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
