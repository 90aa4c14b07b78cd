#include "merge/references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <vector>

#include "base/text.hpp"
#include "merge/first_place.hpp"
#include "merge/look_alikes.hpp"
#include "merge/origin_of.hpp"
#include "merge/spellings.hpp"

namespace kvali {

namespace {

/// What a table must list, lest a figure be lost; of other tables a report may name more than are listed.
constexpr std::array<std::string_view, 3> always_listed{"indicator", "budget_line", "amendment"};
/// People and places may be named without being listed, and often are.
constexpr std::array<std::string_view, 3> names{"org", "location", "person"};

/// Comparing two ids takes a microsecond or two.
constexpr std::size_t most_comparisons = 100'000;

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// More lines than anybody adds at once; the others are told when these have been added.
constexpr std::size_t most_lines = 20;

std::string listing(std::vector<std::string> lines) {
  if (lines.size() > most_lines) {
    lines.resize(most_lines);
    lines.emplace_back("...");
  }
  return fmt::format("{}", fmt::join(lines, ", "));
}

/// "budget line" of "budget_line".
std::string spoken(std::string_view table) {
  std::string words(table);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

/// References to the records of one table.
class References {
 public:
  References(Workspace& workspace, const Schema& listed, const ReplacedIds& replaced, FirstPlace& places,
             Diagnostics& diagnostics)
      : workspace_(workspace),
        listed_(listed),
        spellings_(workspace, listed),
        places_(places),
        diagnostics_(diagnostics) {
    if (const auto ids = replaced.find(listed.table); ids != replaced.end())
      for (const auto& [old, id] : ids->second) spellings_.add(old, id, false);
  }

  void resolve(Table& table, const Field& field) {
    Column* column = table.find(field.name);
    if (column == nullptr || column->type() != Type::text) return;
    std::vector<std::string> texts;
    std::map<std::uint32_t, std::vector<std::string>> unknown;  // Code -> names in it.
    bool changed = false;
    for (std::uint32_t code = 0; code < column->distinct_texts(); ++code) {
      const std::string_view raw = column->text_of_code(code);
      texts.push_back(field.many ? meanings_of(raw, unknown[code]) : meaning_of(raw, unknown[code]));
      changed = changed || texts.back() != raw;
      if (unknown[code].empty()) unknown.erase(code);
    }
    if (!unknown.empty() && may_report()) note_strangers(table, *column, unknown);
    if (changed) column->replace_texts(std::vector<std::string_view>(texts.begin(), texts.end()));
  }

  void report() {
    if (among(names, listed_.table))
      report_names();
    else
      for (const auto& [key, stranger] : strangers_) report_unknown(stranger);
    report_aliases();
  }

 private:
  /// Where a project keeps no list, nothing can be missing from it; names may still look alike.  Of a list
  /// that could not be read everything would be.
  [[nodiscard]] bool may_report() const {
    if (workspace_.unread.contains(listed_.table)) return false;
    return !spellings_.empty() || among(always_listed, listed_.table) ||
           (among(names, listed_.table) && listed_.table != "person");
  }

  /// A name that nobody knows, where it was met first.
  struct Stranger {
    std::string table;
    std::string name;
    EvidenceId evidence = 0;
  };

  std::string meaning_of(std::string_view raw, std::vector<std::string>& unknown) {
    const Meaning* meaning = spellings_.find(raw);
    if (meaning == nullptr) {
      unknown.emplace_back(trim(raw));
      return std::string(raw);
    }
    if (meaning->by_alias) by_alias_.emplace(raw, meaning->id);
    return meaning->id;
  }

  std::string meanings_of(std::string_view list, std::vector<std::string>& unknown) {
    std::string ids;
    for (const std::string_view raw : parts_of(list, ";|"))
      if (!trim(raw).empty()) ids += (ids.empty() ? "" : ";") + meaning_of(trim(raw), unknown);
    return ids;
  }

  void note_strangers(const Table& table, const Column& column,
                      const std::map<std::uint32_t, std::vector<std::string>>& unknown) {
    for (const auto& [code, evidence] : first_rows(table, column, unknown))
      for (const std::string& name : unknown.at(code)) {
        const std::string key =
            among(names, listed_.table) ? fold_key(name) : fmt::format("{}\x1f{}", table.name(), name);
        const Stranger stranger{table.name(), name, evidence};
        const auto [it, added] = strangers_.try_emplace(key, stranger);
        if (!added && evidence != 0 && places_.earlier(it->second.evidence, evidence) == evidence)
          it->second = stranger;
      }
  }

  /// The first row of every unknown code.  Rows of one source come in its own order.  Where a project keeps
  /// no list, names are met everywhere: then no place is looked for.
  std::map<std::uint32_t, EvidenceId> first_rows(
      const Table& table, const Column& column,
      const std::map<std::uint32_t, std::vector<std::string>>& unknown) {
    std::map<std::uint32_t, EvidenceId> first;
    for (const auto& pair : unknown) first.emplace(pair.first, 0);
    if (among(names, listed_.table) && spellings_.empty()) return first;
    std::vector<bool> is_unknown(column.distinct_texts(), false);
    for (const auto& pair : unknown) is_unknown[pair.first] = true;
    std::vector<const Origin*> seen(column.distinct_texts(), nullptr);
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (column.missing(row) || !is_unknown[column.code(row)]) continue;
      const std::uint32_t code = column.code(row);
      const Origin* origin = origin_of(workspace_.evidence, table.row_evidence[row]);
      if (seen[code] == origin) continue;
      seen[code] = origin;
      EvidenceId& known = first[code];
      known = places_.earlier(known, table.row_evidence[row]);
    }
    return first;
  }

  void report_unknown(const Stranger& stranger) {
    const std::string what = spoken(listed_.table);
    const auto meant = meant_by(stranger.name);
    add({"D-02",
         Severity::error,
         fmt::format("there is no {} '{}'", what, stranger.name),
         {},
         meant ? fmt::format("did you mean '{}'?", *meant)
               : fmt::format("add it to the table of {}s, or correct the code", what),
         {},
         fmt::format("{};{}={}", stranger.table, what, stranger.name),
         stranger.name},
        stranger);
  }

  /// The id that a misspelt one means.  In a long list of mistakes the last ones are told without.
  std::optional<std::string> meant_by(const std::string& name) {
    if (comparisons_ < spellings_.all().size()) return std::nullopt;
    comparisons_ -= spellings_.all().size();
    std::vector<std::string_view> known;
    for (const auto& pair : spellings_.all()) known.push_back(pair.second.id);
    return nearest(name, known);
  }

  void report_names() {
    std::vector<std::string> unknown;
    for (const auto& [folded, stranger] : strangers_) unknown.push_back(stranger.name);
    const std::vector<LookAlike> alike = look_alikes(unknown, spellings_);
    std::set<std::string, std::less<>> explained;
    for (const LookAlike& one : alike) explained.insert(one.name);
    if (!alike.empty()) report_look_alikes(alike);
    // Without a list there is nothing to be on; names of people stay out of findings.
    if (spellings_.empty() || listed_.table == "person") return;
    for (const auto& [folded, stranger] : strangers_)
      if (!explained.contains(stranger.name)) report_unlisted(stranger);
  }

  void report_unlisted(const Stranger& stranger) {
    add({"D-02",
         Severity::warning,
         fmt::format("there is no {} '{}'", spoken(listed_.table), stranger.name),
         {},
         fmt::format("add it to the table of {0}s, or to report.toml [aliases.{0}]: \"{1}\" = \"its id\"",
                     listed_.table, stranger.name),
         {},
         fmt::format("{}={}", listed_.table, stranger.name),
         stranger.name},
        stranger);
  }

  void report_look_alikes(const std::vector<LookAlike>& alike) {
    if (listed_.table == "person")
      for (const LookAlike& one : alike) report_person(one);
    else
      report_lines(alike);
  }

  /// Findings may be printed: the name stands at the place only.
  void report_person(const LookAlike& alike) {
    if (!spellings_.find(alike.id)) return;  // Like a name that is on no list either.
    Diagnostic finding;
    finding.id = "D-03";
    finding.severity = Severity::warning;
    finding.message = fmt::format("a name looks like that of person {}", alike.id);
    finding.hint = fmt::format(
        "if it is the same, add to report.toml [aliases.person]: \"the name\" = \"{}\"", alike.id);
    finding.subject = fmt::format("look-alike=person {}", alike.id);
    add(std::move(finding), strangers_.at(fold_key(alike.name)));
  }

  /// One finding with all the lines to add.
  void report_lines(const std::vector<LookAlike>& alike) {
    std::vector<std::string> lines;
    for (const LookAlike& one : alike) lines.push_back(fmt::format("\"{}\" = \"{}\"", one.name, one.id));
    const LookAlike& first = alike.front();
    Diagnostic finding;
    finding.id = "D-03";
    finding.severity = Severity::warning;
    finding.message = lines.size() == 1 ? fmt::format("'{}' looks like '{}'", first.name, first.like)
                                        : fmt::format("{} names look like others, first '{}' like '{}'",
                                                      lines.size(), first.name, first.like);
    finding.hint = fmt::format("if they are the same, add to report.toml [aliases.{}]: {}", listed_.table,
                               listing(lines));
    finding.subject = fmt::format("look-alikes={}", listed_.table);
    finding.value = listing(lines);
    add(std::move(finding), strangers_.at(fold_key(first.name)));
  }

  /// For knowledge only: a person has written the aliases down.
  void report_aliases() {
    if (by_alias_.empty() || !among(names, listed_.table) || listed_.table == "person") return;
    std::vector<std::string> lines;
    for (const auto& [name, id] : by_alias_) lines.push_back(fmt::format("'{}' is {}", name, id));
    Diagnostic finding;
    finding.id = "D-05";
    finding.severity = Severity::info;
    finding.message = fmt::format("known by an alias only: {}", listing(lines));
    finding.subject = fmt::format("aliases={}", listed_.table);
    finding.value = listing(lines);
    diagnostics_.add(std::move(finding));
  }

  void add(Diagnostic finding, const Stranger& stranger) {
    places_.locate(stranger.evidence, stranger.name, finding);
    diagnostics_.add(std::move(finding));
  }

  Workspace& workspace_;
  const Schema& listed_;
  Spellings spellings_;
  FirstPlace& places_;
  Diagnostics& diagnostics_;
  std::map<std::string, Stranger> strangers_;  ///< By folded name, or table and name as written.
  std::map<std::string, std::string, std::less<>> by_alias_;
  std::size_t comparisons_ = most_comparisons;
};

}  // namespace

void resolve_references(Workspace& workspace, const ReplacedIds& replaced,
                        const std::filesystem::path& folder, Diagnostics& diagnostics) {
  FirstPlace places(workspace.evidence, folder);
  for (const Schema& listed : canonical_tables()) {
    std::vector<std::pair<Table*, const Field*>> columns;
    for (const Schema& schema : canonical_tables()) {
      const auto table = workspace.tables.find(schema.table);
      if (table == workspace.tables.end()) continue;
      for (const Field& field : schema.fields)
        if (field.refers == listed.table) columns.emplace_back(&table->second, &field);
    }
    if (columns.empty()) continue;
    References references(workspace, listed, replaced, places, diagnostics);
    for (const auto& [table, field] : columns) references.resolve(*table, *field);
    references.report();
  }
}

}  // namespace kvali
