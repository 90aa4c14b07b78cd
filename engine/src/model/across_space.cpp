#include "model/across_space.hpp"

#include <algorithm>

namespace kvali {

namespace {

void sum(std::optional<Decimal>& to, const std::optional<Decimal>& more) {
  if (more) to = to ? *to + *more : *more;
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

Across across_of(std::string_view agg_space) {
  if (agg_space == "max") return Across::max;
  if (agg_space == "latest") return Across::latest;
  if (agg_space == "avg") return Across::avg;
  if (agg_space == "ratio") return Across::ratio;
  return agg_space == "none" ? Across::none : Across::sum;
}

void Laid::clear() {
  *this = Laid();
}

void Laid::add(const RowValue& row) {
  sum(all_.value, row.value);
  sum(all_.num, row.num);
  sum(all_.den, row.den);
  sum(all_.stated, row.stated);
  all_.evidence.push_back(row.evidence);
  if (row.has_note) all_.notes.push_back(row.row);
  if (row.person) all_.persons.push_back(*row.person);
  named_ = named_ && row.person;
  plain_ = plain_ || (row.value && !(row.num && row.den));
  known_ += row.value.has_value();
  ++count_;
  ++rows_;
}

void Laid::add(const Laid& other, Across how) {
  const Reported& next = other.all_;
  if (how == Across::max && next.value)
    all_.value = all_.value ? std::max(*all_.value, *next.value) : *next.value;
  else if (how == Across::latest && next.value)
    all_.value = next.value;
  else if (how != Across::max && how != Across::latest)
    sum(all_.value, next.value);
  sum(all_.num, next.num);
  sum(all_.den, next.den);
  sum(all_.stated, next.stated);
  append(all_.evidence, next.evidence);
  append(all_.notes, next.notes);
  append(all_.persons, next.persons);
  all_.at_least = all_.at_least || next.at_least;
  named_ = named_ && other.named_;
  plain_ = plain_ || other.plain_;
  known_ += next.value.has_value();
  ++count_;
  rows_ += other.rows_;
}

Laid Laid::without_notes() const {
  Laid silent = *this;
  silent.all_.notes.clear();
  return silent;
}

bool Laid::several_shares(const IndicatorRule& rule, Across how) const {
  return rows_ > 1 && plain_ && (rule.agg_time == "ratio" || how == Across::ratio);
}

void Laid::count_persons() {
  if (!named_) return all_.persons.clear();
  std::sort(all_.persons.begin(), all_.persons.end());
  all_.persons.erase(std::unique(all_.persons.begin(), all_.persons.end()), all_.persons.end());
  // Who is in two of them is one person.
  if (!all_.persons.empty()) all_.value = Decimal(std::int64_t(all_.persons.size()));
}

Reported Laid::take(const IndicatorRule& rule, Across how, const Period& period) {
  all_.period = period;
  if (how == Across::avg && known_ > 1 && all_.value)
    all_.value = divide(*all_.value, Decimal(std::int64_t{known_}));
  if (how == Across::none && count_ > 1) all_.value.reset();
  count_persons();
  if (several_shares(rule, how)) {
    all_.value.reset();
    all_.num.reset();
    all_.den.reset();
  }
  Reported taken = std::move(all_);
  clear();
  return taken;
}

}  // namespace kvali
