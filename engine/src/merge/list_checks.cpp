#include "merge/list_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "merge/first_place.hpp"
#include "model/schema.hpp"

namespace kvali {

namespace {

/// A circle longer than this is told by its beginning.
constexpr std::size_t longest_shown = 10;

std::string_view name_of(CodeList list) {
  switch (list) {
    case CodeList::country:
      return "country";
    case CodeList::language:
      return "language";
    case CodeList::place:
      return "p-code";
    case CodeList::currency:
    case CodeList::none:
      break;
  }
  return "";
}

bool is_known(CodeList list, std::string_view code) {
  switch (list) {
    case CodeList::country:
      return is_country(code);
    case CodeList::language:
      return is_language(code);
    case CodeList::place:
      return is_place_code(code);
    case CodeList::currency:  // Looked at where money is converted.
    case CodeList::none:
      break;
  }
  return true;
}

std::string_view how_to_write(CodeList list) {
  switch (list) {
    case CodeList::country:
      return "write the three letters of ISO 3166, e.g. GEO";
    case CodeList::language:
      return "write the code of the language, e.g. ka";
    case CodeList::place:
      return "a p-code begins with the two letters of its country, e.g. GE15";
    case CodeList::currency:
    case CodeList::none:
      break;
  }
  return "";
}

class ListChecks {
 public:
  ListChecks(const Workspace& merged, const std::filesystem::path& folder, Diagnostics& diagnostics)
      : merged_(merged), places_(merged.evidence, folder), diagnostics_(diagnostics) {}

  void run() {
    for (const Schema& schema : canonical_tables()) {
      const Table* table = merged_.find(schema.table);
      if (table == nullptr || table->rows() == 0) continue;
      for (const Field& field : schema.fields) {
        if (field.codes != CodeList::none) check_codes(*table, field);
        if (field.kind == FieldKind::language) check_languages(*table, field);
        if (field.refers == schema.table && !field.many) check_circles(*table, schema, field);
      }
      check_namesakes(*table, schema);
    }
    check_authoritative_sources();
  }

 private:
  void add(std::string id, Severity severity, std::string message, std::string hint, std::string subject,
           const std::string& value, EvidenceId record) {
    Diagnostic finding;
    finding.id = std::move(id);
    finding.severity = severity;
    finding.message = std::move(message);
    finding.hint = std::move(hint);
    finding.subject = std::move(subject);
    finding.value = value;
    places_.locate(record, value, finding);
    diagnostics_.add(std::move(finding));
  }

  /// The rows where each text of a column stands first.
  static std::map<std::string, std::size_t> first_rows(const Column& column) {
    std::vector<bool> seen(column.distinct_texts(), false);
    std::map<std::string, std::size_t> rows;
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (column.missing(row) || seen[column.code(row)]) continue;
      seen[column.code(row)] = true;
      rows.try_emplace(std::string(column.text(row)), row);
    }
    return rows;
  }

  void check_codes(const Table& table, const Field& field) {
    const Column* column = table.find(field.name);
    if (column == nullptr || column->type() != Type::text) return;
    for (const auto& [code, row] : first_rows(*column))
      if (!is_known(field.codes, code))
        add("D-04", Severity::error, fmt::format("unknown {} '{}'", name_of(field.codes), code),
            std::string(how_to_write(field.codes)), fmt::format("{};{}={}", table.name(), field.name, code),
            code, table.row_evidence[row]);
  }

  /// "title@xx" is a text in a language.
  void check_languages(const Table& table, const Field& field) {
    for (const Column& column : table.columns()) {
      const std::string prefix = std::string(field.name) + "@";
      if (!column.name().starts_with(prefix)) continue;
      const std::string code = column.name().substr(prefix.size());
      if (!is_language(code))
        add("D-04", Severity::error, fmt::format("unknown language '{}'", code),
            std::string(how_to_write(CodeList::language)), fmt::format("{};{}", table.name(), column.name()),
            code, table.row_evidence.front());
    }
  }

  /// A misspelt one would be believed no more than any other, and nobody knew.
  void check_authoritative_sources() {
    const Table* sources = merged_.find("source");
    const Table* indicators = merged_.find("indicator");
    const Column* named = indicators != nullptr ? indicators->find("authoritative_source") : nullptr;
    if (sources == nullptr || named == nullptr || named->type() != Type::text) return;
    std::vector<std::string> names;
    for (std::size_t row = 0; row < sources->rows(); ++row)
      names.push_back(canonical_text(sources->scalar("source", row)));
    const auto is_source = [&](std::string_view name) {
      return std::any_of(names.begin(), names.end(),
                         [&](const std::string& one) { return fold_key(one) == fold_key(name); });
    };
    for (const auto& [name, row] : first_rows(*named)) {
      if (is_source(name)) continue;
      const auto meant = nearest(name, names);
      add("D-02", Severity::error, fmt::format("there is no source '{}'", name),
          meant ? fmt::format("did you mean '{}'?", *meant)
                : fmt::format("the sources are: {}", fmt::join(names, ", ")),
          fmt::format("indicator;authoritative_source={}", name), name, indicators->row_evidence[row]);
    }
  }

  void check_circles(const Table& table, const Schema& schema, const Field& field) {
    const Column* ids = table.find(schema.fields.front().name);
    const Column* parents = table.find(field.name);
    if (ids == nullptr || parents == nullptr) return;
    std::map<std::string, std::pair<std::string, std::size_t>> above;
    for (std::size_t row = 0; row < table.rows(); ++row)
      if (!ids->missing(row) && !parents->missing(row))
        above.try_emplace(std::string(ids->text(row)), std::string(parents->text(row)), row);
    std::set<std::string> done;
    for (const auto& entry : above) walk_up(table, entry.first, above, done);
  }

  void walk_up(const Table& table, const std::string& from,
               const std::map<std::string, std::pair<std::string, std::size_t>>& above,
               std::set<std::string>& done) {
    std::vector<std::string> path;
    std::set<std::string> on_path;
    std::string at = from;
    while (above.contains(at) && !done.contains(at) && on_path.insert(at).second) {
      path.push_back(at);
      at = above.at(at).first;
    }
    done.insert(path.begin(), path.end());
    const auto begin = std::find(path.begin(), path.end(), at);
    if (begin == path.end()) return;
    std::vector<std::string> circle(begin, path.end());
    std::rotate(circle.begin(), std::min_element(circle.begin(), circle.end()), circle.end());
    const std::size_t row = above.at(circle.front()).second;
    const std::string first = circle.front();
    if (circle.size() > longest_shown) circle.resize(longest_shown);
    circle.push_back(circle.size() == longest_shown ? "..." : first);
    add("D-12", Severity::error,
        fmt::format("{}s that lie in one another: {}", table.name(), fmt::join(circle, " > ")),
        "correct the parent of one of them", fmt::format("{};circle={}", table.name(), first), first,
        table.row_evidence[row]);
  }

  /// Records of different ids whose names read alike.
  void check_namesakes(const Table& table, const Schema& schema) {
    constexpr std::array<std::string_view, 4> kinds{"org", "person", "location", "indicator"};
    if (std::find(kinds.begin(), kinds.end(), schema.table) == kinds.end()) return;
    const Column* ids = table.find(schema.fields.front().name);
    const std::string_view field = schema.table == "indicator" ? "title" : "name";
    std::map<std::string, std::pair<std::string, std::size_t>> known;
    for (const Column& column : table.columns()) {
      if (column.name() != field && !column.name().starts_with(std::string(field) + "@")) continue;
      for (std::size_t row = 0; row < table.rows(); ++row) {
        if (column.missing(row) || ids->missing(row)) continue;
        const std::string id(ids->text(row));
        const auto [it, added] = known.try_emplace(fold_key(column.text(row)), id, row);
        if (!added && it->second.first != id) report_namesakes(table, it->second.first, id, row);
      }
    }
  }

  void report_namesakes(const Table& table, const std::string& one, const std::string& other,
                        std::size_t row) {
    if (!told_.insert(fmt::format("{} {} {}", table.name(), one, other)).second) return;
    const bool listed = table.name() != "indicator";
    add("D-03", Severity::warning, fmt::format("the {}s {} and {} have one name", table.name(), one, other),
        listed ? fmt::format("if they are the same, take one out and add to report.toml [aliases.{}]: \"{}\" "
                             "= \"{}\"",
                             table.name(), other, one)
               : "if they are the same, take one out; else give them different titles",
        fmt::format("{}={};{}={}", table.name(), one, table.name(), other), other, table.row_evidence[row]);
  }

  const Workspace& merged_;
  FirstPlace places_;
  Diagnostics& diagnostics_;
  std::set<std::string> told_;
};

}  // namespace

void check_lists(const Workspace& merged, const std::filesystem::path& folder, Diagnostics& diagnostics) {
  ListChecks(merged, folder, diagnostics).run();
}

}  // namespace kvali
