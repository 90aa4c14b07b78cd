#include "collect/cell_problems.hpp"

#include <fmt/format.h>

namespace kvali {

namespace {

/// Rows that are named of many.
constexpr std::size_t most_named = 3;

/// Different mistakes that are told apart; of more, each is told by itself.
constexpr std::size_t most_kinds = 1000;

}  // namespace

void CellProblems::add(const CellProblem& problem, const Column* from, std::size_t row) {
  const auto [it, is_new] = known_.try_emplace({from, problem.message}, found_.size());
  if (is_new) {
    if (found_.size() >= most_kinds) {
      known_.erase(it);
      context_.diagnostics.add(finding_of(problem, from, row));
      return;
    }
    found_.push_back({finding_of(problem, from, row), {}, 0});
  }
  Repeated& same = found_[it->second];
  ++same.count;
  if (same.rows.size() < most_named) same.rows.push_back(raw_.refs[row].row);
}

void CellProblems::report() {
  for (Repeated& repeated : found_) {
    if (repeated.count > 1)
      repeated.finding.message +=
          fmt::format(", in {} rows: {}{}", repeated.count, fmt::join(repeated.rows, ", "),
                      repeated.count > most_named ? " ..." : "");
    context_.diagnostics.add(std::move(repeated.finding));
  }
  found_.clear();
  known_.clear();
}

Diagnostic CellProblems::finding_of(const CellProblem& problem, const Column* from, std::size_t row) {
  Diagnostic finding;
  finding.id = problem.id;
  finding.severity = problem.severity;
  finding.message = problem.message;
  finding.hint = problem.hint;
  const std::string raw = from != nullptr ? canonical_text(from->scalar(row)) : "";
  SourceRef ref = raw_.refs[row];
  if (from != nullptr) ref.column = raw_.letters.find(from->name())->second;
  context_.places.locate(ref, raw, finding);
  finding.subject = fmt::format("source={};record={}", context_.source.name, evidence_.place(ref));
  finding.value = raw;
  return finding;
}

}  // namespace kvali
