#include "model/stated_totals.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kvali {

namespace {

void sum(std::optional<Decimal>& to, const std::optional<Decimal>& more) {
  if (more) to = to ? *to + *more : *more;
}

}  // namespace

StatedTotals::StatedTotals(const IndicatorRule& rule, const ObservationRows& from, const RowValues& values,
                           const Categories& categories, IndicatorFindings& findings)
    : rule_(rule),
      how_(across_of(rule.agg_space)),
      from_(from),
      values_(values),
      categories_(categories),
      findings_(findings) {}

/// Must a total be what its parts make together?  Who is counted by several partners is one person.
bool StatedTotals::adds_up() const {
  return how_ == Across::sum && !rule_.overlap && rule_.agg_time != "ratio";
}

void StatedTotals::find(std::span<const ObservationRow> rows) {
  said_.clear();
  if (from_.wider().empty()) return;
  // Whoever is named counts once, in whatever row.
  if (values_.read(rows.front().row, rule_).person) return;
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

const std::string* StatedTotals::place_of_all() const {
  for (const Said& one : said_)
    if (one.role.total && one.parts.size() + 1 == said_.size() && !others_.contains(one.reporter))
      return &from_.reporter(one.reporter).place;
  return nullptr;
}

/// What it says of all: in a row of its own, else by the categories of its first breakdown.
StatedTotals::Said StatedTotals::read(std::span<const ObservationRow> rows) const {
  Said said;
  said.reporter = rows.front().reporter;
  said.evidence = values_.evidence(rows.front().row);
  std::optional<std::uint32_t> shape;
  int plain = 0;
  for (const ObservationRow& row : rows) {
    const RowValue read = values_.read(row.row, rule_);
    const bool pair = rule_.agg_time == "ratio" && read.num && read.den;
    if (!read.value && !pair) continue;
    said.divided = said.divided || row.key != 0;
    const std::uint32_t own = categories_.key(row.key).shape;
    if (!shape) shape = own;
    if (own != *shape) continue;
    sum(said.value, read.value);
    sum(said.num, read.num);
    sum(said.den, read.den);
    plain += !pair;
  }
  if (rule_.agg_time != "ratio") return said;
  const bool pairs = plain == 0 && said.num && said.den;
  if (pairs)
    said.value = ratio_of(rule_, *said.num, *said.den);
  else if (plain > 1)
    said.value.reset();  // Several percentages have no sum.
  if (!pairs) said.num = said.den = std::nullopt;
  return said;
}

std::size_t StatedTotals::index_of(std::uint32_t reporter) const {
  const auto it =
      std::lower_bound(said_.begin(), said_.end(), reporter,
                       [](const Said& said, std::uint32_t wanted) { return said.reporter < wanted; });
  return it != said_.end() && it->reporter == reporter ? std::size_t(it - said_.begin()) : said_.size();
}

StatedTotals::Parts StatedTotals::parts_of(const Said& whole) const {
  Parts parts;
  bool pairs = true;
  for (const std::size_t part : whole.parts) {
    const Said& one = said_[part];
    const bool in_subtotal = std::any_of(one.totals.begin(), one.totals.end(), [&](std::size_t total) {
      return std::binary_search(whole.parts.begin(), whole.parts.end(), total);
    });
    if (in_subtotal) continue;
    parts.counted_elsewhere = parts.counted_elsewhere || !one.totals.empty();
    if (!one.value) {
      parts.all_known = parts.all_known && !one.parts.empty();
      continue;
    }
    sum(parts.sum, one.value);
    parts.least = std::min(parts.least.value_or(*one.value), *one.value);
    parts.most = std::max(parts.most, one.value);
    pairs = pairs && one.num;
    sum(parts.num, one.num);
    sum(parts.den, one.den);
  }
  if (!pairs) parts.num = parts.den = std::nullopt;
  return parts;
}

bool StatedTotals::is_possible(const Decimal& whole, const Parts& parts) const {
  if (adds_up()) return whole >= *parts.sum;
  const bool mean = how_ == Across::avg || rule_.agg_time == "ratio";
  if (mean) return !parts.all_known || (*parts.least <= whole && whole <= *parts.most);
  const bool holds_each = how_ == Across::max || rule_.overlap || rule_.agg_time == "distinct";
  return !holds_each || whole >= *parts.most;
}

void StatedTotals::settle(std::size_t whole, const Period& period) {
  Said& said = said_[whole];
  const Parts parts = parts_of(said);
  if (!parts.sum) return;
  // An empty total of parts that are known lacks nothing; of a percentage, their pairs tell more.
  if (!said.value || (parts.num && !said.num)) {
    said.role.total = false;
    return;
  }
  compare(said, parts, period);
  if (!is_possible(*said.value, parts)) {
    others_.insert(said.reporter);
    return;
  }
  others_.erase(said.reporter);
  // A partner's total beside other partners': nobody knows how many of its people they have too.
  if (rule_.overlap && said.parts.size() + 1 < said_.size()) {
    said.role.told = true;
    return;
  }
  // Places by partner and partners by place: the other one is the total already.
  if (parts.counted_elsewhere) said.role.total = false;
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

void StatedTotals::compare(const Said& whole, const Parts& parts, const Period& period) {
  const std::string by = dimension_of(whole);
  const std::string who = from_.reporter(whole.reporter).text();
  const std::string says = whole.value->to_string();
  const std::string sum = parts.sum->to_string();
  const bool too_much =
      (adds_up() || rule_.agg_time == "distinct") && parts.all_known && *whole.value > *parts.sum;
  if (too_much)
    tell(whole, period, Severity::block, sum,
         fmt::format("{} {}: the parts by {} add up to {}, {} says {}", rule_.id, period_text(period), by,
                     sum, who.empty() ? "the total" : who, says),
         "correct the total or the parts; people of unknown group belong under u");
  if (is_possible(*whole.value, parts)) return;
  const char* hint = "correct it if it is their total; else say in it what it is of";
  if (adds_up())
    return tell(whole, period, Severity::error, sum,
                fmt::format("{} {}: the parts by {} add up to {}, the row beside them says {} and is added",
                            rule_.id, period_text(period), by, sum, says),
                hint);
  const std::string least = parts.least->to_string(), most = parts.most->to_string();
  tell(whole, period, Severity::error, least + ".." + most,
       fmt::format(
           "{} {}: the parts by {} are from {} to {}, the row beside them says {} and is no total of them",
           rule_.id, period_text(period), by, least, most, says),
       hint);
}

void StatedTotals::tell(const Said& whole, const Period& period, Severity severity, const std::string& made,
                        const std::string& message, const char* hint) {
  const std::string who = from_.reporter(whole.reporter).text();
  FindingKey key = about(rule_, period, made + " / " + whole.value->to_string());
  key.subject += ";by=" + dimension_of(whole) + (who.empty() ? "" : ";of=" + who);
  findings_.add({"I-05", severity, message, std::move(key), hint}, std::span(&whole.evidence, 1));
}

}  // namespace kvali
