#include "merge/precedence.hpp"

#include <algorithm>
#include <array>

namespace kvali {

namespace {

/// Statuses of a fact from least to most believed (M5); the first two never count.
constexpr std::array<std::string_view, 6> statuses{"rejected",  "withdrawn", "draft",
                                                   "submitted", "verified",  "approved"};
constexpr int submitted = 3;

}  // namespace

Precedence::Precedence(const Table& table, const Evidence& evidence)
    : table_(table), evidence_(evidence), revisions_(table.name() == "action_point") {}

std::optional<SourceRef> Precedence::ref(std::size_t row) const {
  // A row that was counted rests on what it counts and, last, on the rule: that is its own record.
  const auto refs = evidence_.refs(table_.row_evidence[row]);
  return refs.empty() ? std::nullopt : std::optional(refs.back());
}

std::string Precedence::source(std::size_t row) const {
  const auto from = ref(row);
  return from ? evidence_.origin(*from).source : std::string{};
}

int Precedence::status_rank(std::size_t row) const {
  const Column* status = table_.find("status");
  if (status == nullptr || status->missing(row)) return submitted;
  const auto it = std::find(statuses.begin(), statuses.end(), status->text(row));
  return it == statuses.end() ? submitted : int(it - statuses.begin());
}

bool Precedence::withdrawn(std::size_t row) const {
  return status_rank(row) < 2;
}

Date Precedence::as_of(std::size_t row) const {
  const Column* day = table_.find("as_of");
  return day == nullptr || day->missing(row) ? first_date : day->date(row);
}

Verdict Precedence::compare(std::size_t a, std::size_t b) const {
  if (revisions_ && as_of(a) != as_of(b)) return {as_of(a) > as_of(b) ? -1 : 1, "later mention", false};
  if (status_rank(a) != status_rank(b)) return {status_rank(a) > status_rank(b) ? -1 : 1, "status", false};
  const auto x = ref(a);
  const auto y = ref(b);
  if (!x || !y) return {0, "", true};
  const Origin& first = evidence_.origin(*x);
  const Origin& second = evidence_.origin(*y);
  if (first.rank != second.rank) return {first.rank > second.rank ? -1 : 1, "rank of the source", false};
  const auto estimated = [&](std::size_t row) {
    const Column* est = table_.find("est");
    return est != nullptr && !est->missing(row) && est->boolean(row);
  };
  if (estimated(a) != estimated(b)) return {estimated(b) ? -1 : 1, "counted before estimated", false};
  // Last, so that rows of several sources have one order.
  if (first.source == second.source) return {0, "same source", false};
  return {0, "", true};
}

void Precedence::sort(std::vector<std::size_t>& rows) const {
  std::sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    const int order = compare(a, b).order;
    if (order != 0) return order < 0;
    // Nothing decides: by source and place, which do not depend on the order of loading.
    if (source(a) != source(b)) return source(a) < source(b);
    const auto x = ref(a);
    const auto y = ref(b);
    if (!x || !y) return x.has_value();
    if (evidence_.file(*x) != evidence_.file(*y)) return evidence_.file(*x) < evidence_.file(*y);
    if (x->row != y->row) return x->row < y->row;
    if (x->column != y->column) return x->column < y->column;
    return a < b;
  });
}

}  // namespace kvali
