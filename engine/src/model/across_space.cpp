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

/// What numbers are compared by; nothing is the least.
std::optional<Decimal> size_of(const Reported& one) {
  return has_halves(one) ? divide(*one.num, *one.den) : one.value;
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
  undated_ = undated_ || !row.as_of;
  as_of_ = std::max(as_of_, row.as_of);
  ++count_;
  ++rows_;
}

void Laid::add(const Laid& other, Across how) {
  const Reported& next = other.all_;
  if (how == Across::max || how == Across::latest) {
    choose(other, how);
  } else {
    sum(all_.value, next.value);
    sum(all_.num, next.num);
    sum(all_.den, next.den);
  }
  sum(all_.stated, next.stated);
  append(all_.evidence, next.evidence);
  append(all_.notes, next.notes);
  append(all_.persons, next.persons);
  all_.at_least = all_.at_least || next.at_least;
  all_.apart = all_.apart || next.apart;
  named_ = named_ && other.named_;
  plain_ = plain_ || other.plain_;
  known_ += next.value.has_value();
  ++count_;
  rows_ += other.rows_;
}

void Laid::take_number(const Reported& from) {
  all_.value = from.value;
  all_.num = from.num;
  all_.den = from.den;
}

/// Of two numbers one stands: the larger, or the later one.
void Laid::choose(const Laid& other, Across how) {
  if (how == Across::max) {
    if (size_of(all_) < size_of(other.all_)) take_number(other.all_);
    return;
  }
  undated_ = undated_ || other.undated_;
  if (count_ == 0 || as_of_ < other.as_of_) {
    take_number(other.all_);
    tied_ = other.tied_;
    as_of_ = other.as_of_;
  } else {
    tied_ = tied_ || as_of_ == other.as_of_;
  }
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

/// Are there several numbers of which none stands for all?
bool Laid::has_no_total(const IndicatorRule& rule, Across how) const {
  if (all_.apart || several_shares(rule, how)) return true;
  return count_ > 1 && (how == Across::none || (how == Across::latest && (undated_ || tied_)));
}

Reported Laid::take(const IndicatorRule& rule, Across how, const Period& period) {
  all_.period = period;
  all_.together = count_;
  if (how == Across::avg && known_ > 1 && all_.value)
    all_.value = divide(*all_.value, Decimal(std::int64_t{known_}));
  all_.apart = has_no_total(rule, how);
  if (all_.apart) take_number({});
  count_persons();
  all_.apart = all_.apart && !all_.value;
  Reported taken = std::move(all_);
  clear();
  return taken;
}

}  // namespace kvali
