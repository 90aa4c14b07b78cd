#include "model/stated_totals.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kvali {

void StatedTotals::find(std::span<const ObservationRow> rows) {
  said_.clear();
  if (from_.wider().empty()) return;
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin;
    while (end < rows.size() && rows[end].reporter == rows[begin].reporter) ++end;
    said_.push_back(read(rows.subspan(begin, end - begin)));
    begin = end;
  }
  std::vector<std::size_t> wholes;
  for (std::size_t part = 0; part < said_.size(); ++part)
    for (const std::uint32_t wider : from_.wider().than(said_[part].reporter))
      if (const std::size_t whole = index_of(wider); whole < said_.size()) {
        if (said_[whole].parts.empty()) wholes.push_back(whole);
        said_[whole].parts.push_back(part);
      }
  // Subtotals before the totals of them, which have more parts.
  std::sort(wholes.begin(), wholes.end(), [&](std::size_t a, std::size_t b) {
    const std::size_t fewer = said_[a].parts.size();
    return fewer != said_[b].parts.size() ? fewer < said_[b].parts.size() : a < b;
  });
  for (const std::size_t whole : wholes) settle(whole, rows.front().period);
  if (wholes.empty()) said_.clear();
}

CellRole StatedTotals::role(std::uint32_t reporter) const {
  return said_.empty() ? CellRole{} : said_[index_of(reporter)].role;
}

bool StatedTotals::is_told_by(std::uint32_t other, std::span<const ObservationRow> rows) const {
  if (from_.wider().empty()) return false;
  const auto is_whole = [&](std::uint32_t whole, std::uint32_t part) {
    const auto wider = from_.wider().than(part);
    return !others_.contains(whole) && std::find(wider.begin(), wider.end(), whole) != wider.end();
  };
  return std::any_of(rows.begin(), rows.end(), [&](const ObservationRow& row) {
    return is_whole(row.reporter, other) || is_whole(other, row.reporter);
  });
}

/// What it says of all: in a row of its own, else by the categories of its first breakdown.
StatedTotals::Said StatedTotals::read(std::span<const ObservationRow> rows) const {
  Said said;
  said.reporter = rows.front().reporter;
  said.evidence = values_.evidence(rows.front().row);
  std::optional<std::uint32_t> shape;
  for (const ObservationRow& row : rows) {
    const std::optional<Decimal> value = values_.read(row.row, rule_).value;
    if (!value) continue;
    said.divided = said.divided || row.key != 0;
    const std::uint32_t own = categories_.key(row.key).shape;
    if (!shape) shape = own;
    if (own == *shape) said.value = said.value ? *said.value + *value : *value;
  }
  return said;
}

std::size_t StatedTotals::index_of(std::uint32_t reporter) const {
  const auto it =
      std::lower_bound(said_.begin(), said_.end(), reporter,
                       [](const Said& said, std::uint32_t wanted) { return said.reporter < wanted; });
  return it != said_.end() && it->reporter == reporter ? std::size_t(it - said_.begin()) : said_.size();
}

void StatedTotals::settle(std::size_t whole, const Period& period) {
  Said& said = said_[whole];
  std::optional<Decimal> sum;
  bool all_known = true;
  bool counted_elsewhere = false;
  for (const std::size_t part : said.parts) {
    const auto& totals = said_[part].totals;
    const bool in_subtotal = std::any_of(totals.begin(), totals.end(), [&](std::size_t total) {
      return std::binary_search(said.parts.begin(), said.parts.end(), total);
    });
    if (in_subtotal) continue;
    counted_elsewhere = counted_elsewhere || !totals.empty();
    const std::optional<Decimal>& value = said_[part].value;
    if (value)
      sum = sum ? *sum + *value : *value;
    else
      all_known = all_known && !said_[part].parts.empty();
  }
  if (!sum) return;
  // An empty total of parts that are known lacks nothing.
  if (!said.value) {
    said.role.total = false;
    return;
  }
  if (*said.value < *sum || (all_known && *said.value != *sum)) tell(said, *sum, period);
  if (*said.value < *sum) {
    others_.insert(said.reporter);
    return;
  }
  others_.erase(said.reporter);
  // Places by partner and partners by place: the other one is the total already.
  if (counted_elsewhere) said.role.total = false;
  for (const std::size_t part : said.parts) take_out(part, whole);
}

void StatedTotals::take_out(std::size_t part, std::size_t whole) {
  Said& said = said_[part];
  said.totals.push_back(whole);
  said.role.total = false;
  if (from_.reporter(said.reporter).place == from_.reporter(said_[whole].reporter).place)
    said.role.place = false;
  if (said_[whole].divided) said.role.slices = false;
}

std::string StatedTotals::dimension_of(const Said& whole) const {
  const Reporter& all = from_.reporter(whole.reporter);
  const Reporter& one = from_.reporter(said_[whole.parts.front()].reporter);
  if (all.place != one.place) return "place";
  return all.org != one.org ? "partner" : "activity";
}

void StatedTotals::tell(const Said& whole, const Decimal& sum, const Period& period) {
  const std::string by = dimension_of(whole);
  const std::string who = from_.reporter(whole.reporter).text();
  FindingKey key = about(rule_, period, sum.to_string() + " / " + whole.value->to_string());
  key.subject += ";by=" + by + (who.empty() ? "" : ";of=" + who);
  const bool less = *whole.value < sum;
  findings_.add(
      {"I-05", less ? Severity::error : Severity::block,
       less ? fmt::format("{} {}: the parts by {} add up to {}, the row beside them says {} and is added",
                          rule_.id, period_text(period), by, sum.to_string(), whole.value->to_string())
            : fmt::format("{} {}: the parts by {} add up to {}, {} says {}", rule_.id, period_text(period),
                          by, sum.to_string(), who.empty() ? "the total" : who, whole.value->to_string()),
       std::move(key),
       less ? "correct it if it is their total; else say in it what it is of"
            : "correct the total or the parts; people of unknown group belong under u"},
      std::span(&whole.evidence, 1));
}

}  // namespace kvali
