#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/language.hpp"
#include "model/schema.hpp"
#include "privacy/identifiers.hpp"
#include "privacy/redact.hpp"

namespace kvali {

namespace {

/// Tables that Kvali makes itself have no columns of a source.
bool is_of_source(const RedactionRules& rules, const std::string& name) {
  return rules.merged.find(name) != nullptr && find_schema(name) == nullptr && name != "source" &&
         name != "conflict";
}

Column redacted(const Column& column, IdentifierKind kind, int decimals) {
  const bool position = kind == IdentifierKind::coordinates;
  Column left(column.name(), column.type());
  for (std::size_t row = 0; row < column.size(); ++row) {
    const auto number = position && !column.missing(row) ? column.number(row) : std::nullopt;
    if (column.missing(row))
      left.append(column.mark(row));
    else if (number && column.type() == Type::decimal)
      left.append(number->round_half_up(decimals));
    else
      left.append(Mark::withheld);
  }
  return left;
}

bool is_number(const Column& column) {
  return column.type() == Type::decimal || column.type() == Type::real || column.type() == Type::integer;
}

class TableRedaction {
 public:
  TableRedaction(const RedactionRules& rules, Workspace& tables, Diagnostics& diagnostics)
      : rules_(rules), tables_(tables), diagnostics_(diagnostics) {}

  void run() {
    for (auto& [name, table] : tables_.tables)
      if (is_of_source(rules_, name)) columns_of(name, table);
    owners();
  }

 private:
  void columns_of(const std::string& name, Table& table) {
    bool persons = false, groups = false;
    for (Column& column : table.columns()) {
      groups = groups || tells_of_people(column.name());
      const IdentifierKind* kind = identifier_in_heading(column.name());
      if (kind == nullptr) continue;
      persons = persons || is_of_person(*kind);
      const bool rounded = *kind == IdentifierKind::coordinates && is_number(column);
      column = redacted(column, *kind, rules_.policy.settings.gps_decimals);
      if (rules_.printed.contains(name) && is_named(column.name())) tell(name, column.name(), *kind, rounded);
    }
    if ((persons || groups) && rules_.printed.contains(name)) tell_persons(name, persons);
  }

  /// Organisations have telephones and addresses as well.
  static bool is_of_person(IdentifierKind kind) {
    return kind == IdentifierKind::name || kind == IdentifierKind::personal_number ||
           kind == IdentifierKind::case_number || kind == IdentifierKind::birth_date;
  }

  /// Whatever the template counts in such a table are people, and no one knows in which groups.
  void tell_persons(const std::string& table, bool rows) {
    Diagnostic finding;
    finding.id = "P-02";
    finding.severity = Severity::block;
    finding.message = rows ? fmt::format("the rows of {} are people, whose counts are not protected", table)
                           : fmt::format("{} tells of people, whose counts are not protected", table);
    finding.hint = "map the table to observation, or leave it out of the template";
    finding.subject = "table=" + table;
    locate_in_template(table, rules_.files, finding);
    diagnostics_.add(std::move(finding));
  }

  /// A heading of several words stands in a template in quotation marks: each word is a name then.
  [[nodiscard]] bool is_named(const std::string& heading) const {
    std::size_t at = 0;
    while (at < heading.size()) {
      const std::size_t end = std::min(heading.find_first_of(" -./()", at), heading.size());
      if (end > at && !rules_.printed.contains(heading.substr(at, end - at))) return false;
      at = end + 1;
    }
    return true;
  }

  void tell(const std::string& table, const std::string& column, IdentifierKind kind, bool rounded) {
    Diagnostic finding;
    finding.id = rounded ? "P-06" : "P-01";
    finding.severity = rounded ? Severity::warning : Severity::block;
    finding.message =
        rounded ? fmt::format("{}.{} holds exact positions; digits that are left: {}", table, column,
                              rules_.policy.settings.gps_decimals)
                : fmt::format("the template prints {}.{}, which holds {}", table, column, words_of(kind));
    finding.hint = rounded ? "report places by name" : "leave the column out of the template";
    finding.subject = "column=" + table + "." + column;
    locate_in_template(column, rules_.files, finding);
    diagnostics_.add(std::move(finding));
  }

  /// An action that no organisation owns is a person's, who is named only if that is allowed.
  void owners() {
    const Table* from = rules_.merged.find("action_point");
    if (from == nullptr) return;
    std::set<std::string> private_owners;
    for (std::size_t row = 0; row < from->rows(); ++row) {
      const std::string person = canonical_text(from->scalar("owner_person", row));
      if (person.empty() || !is_missing(from->scalar("owner_org", row))) continue;
      if (!rules_.persons.may_be_named(person) && !rules_.consented.contains(person))
        private_owners.insert(person);
    }
    for (const char* name : {"actions", "commitments"})
      if (const auto table = tables_.tables.find(name); table != tables_.tables.end())
        hide(private_owners, table->second.at("owner"));
  }

  void hide(const std::set<std::string>& private_owners, Column& owner) {
    Column left(owner.name(), Type::text);
    for (std::size_t row = 0; row < owner.size(); ++row) {
      const bool hidden = !owner.missing(row) && private_owners.contains(std::string(owner.text(row)));
      left.append_scalar(hidden ? Scalar(stand_in(rules_, {})) : owner.scalar(row));
      if (owner.evidence(row) != 0) left.set_evidence(owner.evidence(row));
    }
    owner = std::move(left);
  }

  const RedactionRules& rules_;
  Workspace& tables_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::string stand_in(const RedactionRules& rules, const std::string& org) {
  const Table* orgs = rules.merged.find("org");
  Diagnostics told;  // A name that lacks in one language is told where organisations are shown.
  LanguageView language(rules.words.locale().language(), rules.merged.evidence, told);
  for (std::size_t row = 0; orgs != nullptr && row < orgs->rows(); ++row) {
    if (org.empty() || canonical_text(orgs->scalar("org_id", row)) != org) continue;
    const Scalar name = language.text(*orgs, "name", row);
    if (!is_missing(name)) return rules.words.text("privacy.representative", {{"org", canonical_text(name)}});
  }
  return rules.words.text("privacy.person");
}

void redact_tables(const RedactionRules& rules, Workspace& tables, Diagnostics& diagnostics) {
  if (rules.policy.protects()) TableRedaction(rules, tables, diagnostics).run();
}

}  // namespace kvali
