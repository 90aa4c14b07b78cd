// Reads minutes in a test and keeps what was said about them.
#pragma once

#include <string>
#include <vector>

#include "minutes.hpp"
#include "tables.hpp"

namespace kvali::minutes {

struct Reading {
  std::vector<Record> records;
  std::vector<std::string> messages;  ///< "warning 3:5 text", first line only.
  std::vector<std::string> hints;     ///< The same with everything behind it.
};

inline void listen(Reading& reading, const std::string& level, const std::string& message, Place place) {
  const std::string line =
      level + " " + std::to_string(place.line) + ":" + std::to_string(place.column) + " " + message;
  reading.messages.push_back(line.substr(0, line.find('\n')));
  reading.hints.push_back(line);
}

inline void add_file(Reading& reading, const std::string& text, const std::string& name,
                     const std::string& lang = "en") {
  const Say say = [&](Level level, const std::string& message, Place place) {
    listen(reading,
           level == Level::error     ? "error"
           : level == Level::warning ? "warning"
                                     : "note",
           message, place);
  };
  for (Record& record : read_minutes(text, name, lang, say)) reading.records.push_back(std::move(record));
}

inline void settle(Reading& reading) {
  settle_actions(reading.records, [&](const Record&, const std::string& message, Place place) {
    listen(reading, "warning", message, place);
  });
}

inline Reading read(const std::string& text, const std::string& lang = "en") {
  Reading reading;
  add_file(reading, text, "/minutes/m.md", lang);
  settle(reading);
  return reading;
}

/// The body under a head with a date, in which nothing is to be complained about.
inline Reading read_body(const std::string& body, const std::string& lang = "en") {
  return read("+++\nid = \"m\"\ndate = 2020-12-08\n+++\n" + body, lang);
}

inline std::string day(const std::optional<Date>& date) {
  return date ? detail::iso_date(*date) : "none";
}
inline std::string text(const Texts& texts, const std::string& lang = "en") {
  const auto found = texts.find(lang);
  return found == texts.end() ? "none" : found->second;
}
inline std::string text(const Maybe& value) {
  return value.value_or("none");
}
inline std::string number(const std::optional<int64_t>& value) {
  return value ? std::to_string(*value) : "none";
}

/// One attendance row in a line: "person/org sex role count partstat".
inline std::string shown(const Attendance& a) {
  return text(a.person) + "/" + text(a.org) + " " + text(a.sex) + " " + text(a.role) + " " + number(a.count) +
         (a.partstat ? " " + *a.partstat : "");
}
/// One action point: "id status owner due firm | text".
inline std::string shown(const ActionPoint& a, const std::string& lang = "en") {
  return a.id + " " + text(a.status) + " " + text(a.owner_org) + "/" + text(a.owner_person) + " " +
         day(a.due) + " " + (a.firm ? *a.firm ? "firm" : "soft" : "-") + " | " + text(a.text, lang);
}
template <class Row>
std::vector<std::string> shown(const std::vector<Row>& rows) {
  std::vector<std::string> all;
  for (const Row& row : rows) all.push_back(shown(row));
  return all;
}
using Lines = std::vector<std::string>;

}  // namespace kvali::minutes
