#include "cli/overview_output.hpp"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/text.hpp"

namespace kvali {

namespace {

using Poco::JSON::Array;
using Poco::JSON::Object;

Object::Ptr ordered() {
  return new Object(Poco::JSON_PRESERVE_KEY_ORDER);
}

Object::Ptr object_of(const TableOverview& table) {
  Array::Ptr columns = new Array;
  for (const MappedColumn& column : table.columns) {
    Object::Ptr entry = ordered();
    entry->set("heading", column.heading);
    entry->set("column", column.letters);
    entry->set("field", column.field);
    columns->add(entry);
  }
  Array::Ptr misses = new Array;
  for (const NearMiss& miss : table.near_misses) {
    Object::Ptr entry = ordered();
    entry->set("heading", miss.heading);
    entry->set("add", miss.line);
    misses->add(entry);
  }
  Object::Ptr left_out = ordered();
  for (const auto& [why, rows] : table.left_out) left_out->set(why, Poco::UInt64(rows));
  Array::Ptr ignored = new Array;
  for (const std::string& heading : table.ignored) ignored->add(heading);
  Object::Ptr object = ordered();
  object->set("table", table.table);
  object->set("canonical", table.canonical);
  object->set("rows", Poco::UInt64(table.rows));
  object->set("taken", Poco::UInt64(table.taken));
  object->set("records", Poco::UInt64(table.records));
  object->set("left_out", left_out);
  object->set("columns", columns);
  object->set("ignored", ignored);
  object->set("near_misses", misses);
  return object;
}

/// Columns across that say the same but for the month are one line when there are more than this.
constexpr std::size_t most_lines = 16;
/// Headings that are listed before "and n more".
constexpr std::size_t most_named = 12;

std::string counted(std::size_t n, const char* one, const char* many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

std::string listed(const std::vector<std::string>& texts) {
  std::string out;
  for (std::size_t i = 0; i < std::min(texts.size(), most_named); ++i)
    out += (i == 0 ? "" : ", ") + (texts[i].empty() ? std::string("(no heading)") : texts[i]);
  if (texts.size() > most_named) out += fmt::format(" and {} more", texts.size() - most_named);
  return out;
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t count = character_count(text);
  return text + std::string(count < width ? width - count : 0, ' ');
}

std::string rows_line(const TableOverview& table) {
  if (table.canonical.empty())
    return fmt::format("{}, kept under its own name: no map names it", counted(table.rows, "row", "rows"));
  std::string line = fmt::format("{} read, {} taken", counted(table.rows, "row", "rows"), table.taken);
  if (table.records != table.taken)
    line += fmt::format(" as {}", counted(table.records, "record", "records"));
  for (const auto& [why, rows] : table.left_out) line += fmt::format("; {} left out: {}", rows, why);
  return line;
}

void add_columns(const TableOverview& table, std::string& out) {
  // Columns called as Kvali calls them need no line each.
  std::vector<std::string> by_name;
  std::vector<const MappedColumn*> others;
  for (const MappedColumn& column : table.columns) {
    if (column.heading == column.field)
      by_name.push_back(column.heading);
    else
      others.push_back(&column);
  }
  std::size_t width = 0;
  for (const MappedColumn* column : others) width = std::max(width, character_count(column->heading));
  width = std::min<std::size_t>(width, 40);
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (others.size() > most_lines && i >= most_lines - 1) {
      out += fmt::format("    ... and {} more columns\n", others.size() - i);
      break;
    }
    out += fmt::format("    {:>3} {} -> {}\n", others[i]->letters, padded(others[i]->heading, width),
                       others[i]->field);
  }
  if (!by_name.empty()) out += fmt::format("    by name: {}\n", listed(by_name));
}

void add_table(const TableOverview& table, std::string& out) {
  out += fmt::format("  {}: {}\n", table.canonical.empty() ? table.table : table.canonical, rows_line(table));
  add_columns(table, out);
  for (const NearMiss& miss : table.near_misses)
    out += fmt::format("    not taken, but looks like a field: {}\n      to take it, add: {}\n", miss.heading,
                       miss.line);
  if (!table.ignored.empty()) out += fmt::format("    ignored: {}\n", listed(table.ignored));
}

}  // namespace

std::string overview_text(const std::vector<SourceOverview>& sources) {
  std::string out;
  for (const SourceOverview& source : sources) {
    out += fmt::format("{} ({}){}\n", source.source, source.plugin, source.read ? "" : ": could not be read");
    for (const TableOverview& table : source.tables) add_table(table, out);
  }
  if (!out.empty()) out += '\n';
  return out;
}

std::string overview_json(const std::vector<SourceOverview>& sources) {
  std::ostringstream out;
  for (const SourceOverview& source : sources) {
    Array::Ptr tables = new Array;
    for (const TableOverview& table : source.tables) tables->add(object_of(table));
    Object::Ptr line = ordered();
    line->set("source", source.source);
    line->set("plugin", source.plugin);
    line->set("read", source.read);
    line->set("tables", tables);
    line->stringify(out);
    out << '\n';
  }
  return out.str();
}

}  // namespace kvali
