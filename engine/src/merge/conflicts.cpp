#include "merge/conflicts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "merge/origin_of.hpp"

namespace kvali {

namespace {

std::string pair_of_values(const Difference& of) {
  return fmt::format("{} / {}", of.won, of.lost);
}

/// Do titles differ so much that the id may stand for two things?
bool is_another_title(const Difference& of) {
  const std::string_view field = std::string_view(of.field).substr(0, of.field.find('@'));
  if ((field != "title" && field != "name") || of.verdict.rule == Rule::decision) return false;
  return !nearest(of.lost, std::array{of.won});
}

/// Two sources speak of one meeting (domain.md, M-05), which may have had another day or kind.
bool is_another_meeting(const Difference& of) {
  const bool tells = of.field == "date" || of.field == "type" || of.field == "start";
  return of.table == "meeting" && tells && of.verdict.rule != Rule::decision;
}

}  // namespace

std::string conflict_subject(const std::string& table, const std::string& key, const std::string& field) {
  return fmt::format("{}={};field={}", table, key, field);
}

Conflicts::Conflicts(Workspace& workspace, const std::filesystem::path& folder,
                     std::vector<Decision>& decisions, Date printed_until, Diagnostics& diagnostics)
    : workspace_(workspace),
      decisions_(decisions),
      printed_until_(printed_until),
      diagnostics_(diagnostics),
      places_(workspace.evidence, folder) {
  for (const Decision& decision : decisions_) abouts_.push_back(fold_key(decision.about));
  begin(conflicts_,
        {"what", "field", "chosen", "chosen_source", "other", "other_source", "rule", "reason", "who"});
  begin(history_, {"what", "field", "now", "before", "source", "rule"});
}

/// What was set aside before stays set aside.
void Conflicts::begin(Table& table, std::initializer_list<const char*> columns) {
  const auto known = workspace_.tables.find(table.name());
  if (known != workspace_.tables.end()) {
    table = std::move(known->second);
    workspace_.tables.erase(known);
  }
  for (const char* column : columns)
    if (table.find(column) == nullptr) table.add(column, Type::text);
}

std::string Conflicts::source(EvidenceId evidence) const {
  const Origin* origin = origin_of(workspace_.evidence, evidence);
  return origin != nullptr ? origin->source : std::string{};
}

void Conflicts::add(const Difference& of) {
  const Rule rule = of.verdict.rule;
  if (rule == Rule::revision || rule == Rule::later_mention || rule == Rule::withdrawn)
    return add_history(of);
  if (!printed_later(of)) add_conflict(of);
  gather(of);
}

void Conflicts::gather(const Difference& of) {
  const std::string from = source(of.loser);
  const auto known = std::find_if(gathered_.begin(), gathered_.end(), [&](const Gathered& one) {
    return one.source == from && one.first.verdict.rule == of.verdict.rule &&
           is_another_title(one.first) == is_another_title(of);
  });
  if (known == gathered_.end())
    gathered_.push_back({of, from});
  else
    ++known->records;
}

void Conflicts::tell() {
  for (const Gathered& one : gathered_) report(one.first, one.records);
  gathered_.clear();
}

void Conflicts::add_history(const Difference& of) {
  history_.at("what").append(fmt::format("{} {}", of.table, of.key));
  history_.at("field").append(of.field);
  history_.at("now").append(of.won);
  history_.at("before").append(of.lost);
  history_.at("source").append(source(of.loser));
  history_.at("rule").append(name_of(of.verdict.rule));
  history_.row_evidence.push_back(workspace_.evidence.join(std::array{of.winner, of.loser}));
}

void Conflicts::add_conflict(const Difference& of) {
  conflicts_.at("what").append(fmt::format("{} {}", of.table, of.key));
  conflicts_.at("field").append(of.field);
  conflicts_.at("chosen").append(of.won);
  conflicts_.at("chosen_source").append(source(of.winner));
  conflicts_.at("other").append(of.lost);
  conflicts_.at("other_source").append(source(of.loser));
  conflicts_.at("rule").append(name_of(of.verdict.rule));
  const Decision* by = of.verdict.rule == Rule::decision ? decision(of.table, of.key, of.field) : nullptr;
  for (const auto& [column, said] :
       {std::pair{"reason", by != nullptr ? by->reason : ""}, std::pair{"who", by != nullptr ? by->who : ""}})
    said.empty() ? conflicts_.at(column).append(Mark::not_applicable) : conflicts_.at(column).append(said);
  conflicts_.row_evidence.push_back(workspace_.evidence.join(std::array{of.winner, of.loser}));
}

/// Mostly the rows are about different things, and the map does not say which.
std::string Conflicts::which_row(const Difference& of) const {
  const auto telling = workspace_.telling_columns.find({source(of.winner), of.table});
  if (telling == workspace_.telling_columns.end()) return "keep one of the rows";
  const TellingColumn& column = telling->second;
  if (column.line.empty())
    return fmt::format("keep one of the rows, or map the column '{}', which tells them apart",
                       column.heading);
  return fmt::format("the column '{}' tells them apart: add to the map {}; else keep one of the rows",
                     column.heading, column.line);
}

void Conflicts::report(const Difference& of, std::size_t records) {
  Diagnostic finding;
  finding.message = fmt::format("{} of {} {}: {} or {}", of.field, of.table, of.key, of.won, of.lost);
  finding.subject = conflict_subject(of.table, of.key, of.field);
  finding.value = pair_of_values(of);
  if (is_another_title(of)) {
    finding.id = "D-06";
    finding.severity = Severity::warning;
    finding.message =
        fmt::format("the id of {} {} is used for '{}' and for '{}'", of.table, of.key, of.won, of.lost);
    finding.hint = "give one of them another id, or both one title";
  } else if (of.verdict.rule == Rule::same_source) {
    finding.id = "D-01";
    finding.message += fmt::format(", both in source \"{}\"", source(of.winner));
    finding.hint = which_row(of);
  } else if (of.verdict.rule == Rule::none) {
    finding.id = "C-01";
    finding.severity = printed_later(of) ? Severity::info : of.figure ? Severity::block : Severity::error;
    finding.hint = fmt::format(
        "correct one of them, give source \"{}\" or \"{}\" the higher rank, or decide: in the column "
        "Decision of the workbook of kvali check --to, or in report.toml: [[decision]] about = \"{}\", take "
        "= \"{}\", who = \"...\", reason = \"...\"",
        source(of.winner), source(of.loser), finding.subject, source(of.winner));
  } else {
    finding.id = "C-02";
    finding.severity = of.figure && !printed_later(of) ? Severity::warning : Severity::info;
    finding.message +=
        fmt::format("; took {} from \"{}\" by {}", of.won, source(of.winner), name_of(of.verdict.rule));
    if (of.verdict.rule == Rule::decision) {
      const Decision* by = decision(of.table, of.key, of.field);
      finding.reason = by->reason;
      finding.who = by->who;
    }
  }
  if (is_another_meeting(of) && finding.id.starts_with("C-")) {
    finding.id = "M-05";
    finding.severity = Severity::warning;
    if (finding.hint.empty()) finding.hint = "correct one of them, or give one of the meetings its own id";
  }
  if (records > 1) finding.message += fmt::format("; records that differ: {}", records);
  const auto refs = workspace_.evidence.refs(of.loser);
  if (!refs.empty()) places_.locate(refs.back(), of.lost, finding);
  diagnostics_.add(std::move(finding));
}

Decision* Conflicts::decision(const std::string& table, const std::string& key, const std::string& field) {
  return decisions_.empty() ? nullptr : decision(conflict_subject(table, key, field));
}

/// Capitals do not matter: ids are one whatever their case, and findings name them in small letters.
Decision* Conflicts::decision(const std::string& about) {
  const auto it = std::find(abouts_.begin(), abouts_.end(), fold_key(about));
  return it == abouts_.end() ? nullptr : &decisions_[std::size_t(it - abouts_.begin())];
}

void Conflicts::finish() {
  workspace_.tables.insert_or_assign("conflict", std::move(conflicts_));
  workspace_.tables.insert_or_assign("history", std::move(history_));
  for (const Decision& decision : decisions_)
    if (!decision.used) report(decision);
}

/// Why a decision decides nothing.
void Conflicts::report(const Decision& decision) {
  Diagnostic finding;
  const Decision& first = *this->decision(decision.about);
  if (&first != &decision) {
    finding.id = "E-04";
    finding.severity = Severity::warning;
    const std::string counts = first.place.without_folder().text();
    finding.message = fmt::format("decision about {}: two decide, that of {} counts", decision.about, counts);
    finding.hint = "keep one of the two";
  } else if (!decision.choices.empty()) {
    finding.id = "E-04";
    finding.message =
        fmt::format("decision about {}: '{}' is no one source or value", decision.about, decision.take);
    finding.hint = "write the source that is right, or its value: " + decision.choices;
  } else if (!decision.instead.empty()) {
    finding.id = "E-01";
    finding.severity = Severity::warning;
    finding.message = fmt::format("decision about {}: it was taken for {}, now it is {}", decision.about,
                                  decision.value, decision.instead);
    finding.hint = "check the decision, then write the new value beside it";
  } else {
    finding.id = "E-04";
    finding.severity = Severity::info;
    finding.message = fmt::format("decision about {}: the sources do not disagree", decision.about);
    finding.hint = "take it out, or keep it as a record";
  }
  finding.subject = "decision;" + decision.about;
  finding.value = decision.value;
  finding.place = decision.place;
  diagnostics_.add(std::move(finding));
}

}  // namespace kvali
