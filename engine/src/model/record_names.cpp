#include "model/record_names.hpp"

#include <algorithm>
#include <array>

#include "base/decimal.hpp"
#include "base/period.hpp"
#include "base/text.hpp"
#include "model/category_label.hpp"

namespace kvali {

namespace {

/// Tables whose records begin with the id of an indicator.
constexpr std::array<std::string_view, 3> about_indicators{"observation", "target", "opening"};

/// The first part of a text, which is cut off it.
std::string_view cut(std::string_view& text, char sign) {
  const std::size_t end = std::min(text.find(sign), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

void add_part(std::string& out, const std::string& part) {
  if (!part.empty()) out += (out.empty() ? "" : ", ") + part;
}

}  // namespace

std::string RecordNames::indicator(std::string_view what) const {
  const std::string_view table = cut(what, ' ');
  if (std::find(about_indicators.begin(), about_indicators.end(), table) == about_indicators.end()) return {};
  return std::string(cut(what, ' '));
}

std::string RecordNames::indicator_title(std::string_view id) const {
  const std::string key = fold_key(id);  // Findings of the merge name records by their keys.
  for (std::size_t i = 0; i < results_.rows(); ++i)
    if (fold_key(results_.at("indicator").text(i)) == key)
      return canonical_text(results_.scalar("code", i)) + " " + canonical_text(results_.scalar("title", i));
  return {};
}

std::string RecordNames::record(std::string_view what) {
  std::string_view rest = what;
  const std::string table(cut(rest, ' '));
  std::string out = indicator_title(indicator(what));
  if (!out.empty())
    (void)cut(rest, ' ');
  else if (words_.contains("record." + table))
    out = words_.text("record." + table) + " " + part(cut(rest, ' '));
  else
    return std::string(what);
  while (!rest.empty()) add_part(out, part(cut(rest, ' ')));
  return out;
}

/// A target for the life of the project has no first and last day of its own.
std::string RecordNames::period_name(const Period& period) const {
  return period == Period{first_date, last_date} ? words_.text("scope.life") : words_.locale().period(period);
}

/// A part of a key: a period, categories, or what a place, partner or activity is called.
std::string RecordNames::part(std::string_view text) {
  if (const auto period = parse_period(text)) return period_name(*period);
  if (text.find('=') != text.npos) return subject(text);
  const Scalar id{std::string(text)};
  for (const Scalar& name : {names_.place(id), names_.org(id), names_.activity(id)})
    if (name != id) return canonical_text(name);
  return std::string(text);
}

std::string RecordNames::subject(std::string_view subject) {
  constexpr std::string_view whole_source = "source=";
  if (subject.starts_with(whole_source) && subject.find(';') == subject.npos)
    return source(std::string(subject.substr(whole_source.size())));
  std::string out;
  while (!subject.empty()) add_part(out, subject_part(cut(subject, ';')));
  return out;
}

std::string RecordNames::subject_part(std::string_view part) {
  const std::string_view key = cut(part, '=');
  if (part.empty()) return std::string(key);
  // Where a cell stands is no matter for a report's reader.
  if (key == "source" || key == "record" || key == "field") return {};
  if (key == "indicator") {
    const std::string title = indicator_title(part);
    return title.empty() ? std::string(part) : title;
  }
  if (key == "period") {
    const auto period = parse_period(part);
    return period ? period_name(*period) : std::string(part);
  }
  if (const std::string said = words_of(key, part); !said.empty()) return said;
  // "observation=1.4 2025-12-01..2025-12-31": a record.
  if (part.find(' ') != part.npos || words_.contains("record." + std::string(key)))
    return record(std::string(key) + " " + std::string(part));
  return category(key, part);
}

/// What was said or agreed has no name but its own words.
std::string RecordNames::words_of(std::string_view kind, std::string_view id) {
  struct Kind {
    std::string_view name, table, id;
  };
  constexpr std::array<Kind, 4> kinds{{{"need", "need", "need_id"},
                                       {"action", "action_point", "action_id"},
                                       {"statement", "statement", "stmt_id"},
                                       {"decision", "decision", "dec_id"}}};
  const auto known =
      std::find_if(kinds.begin(), kinds.end(), [&](const Kind& one) { return one.name == kind; });
  const Table* table = known == kinds.end() ? nullptr : merged_.find(known->table);
  for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
    if (fold_key(canonical_text(table->scalar(known->id, row))) != fold_key(id)) continue;
    const std::string text = canonical_text(language_.text(*table, "text", row));
    return text.empty() ? text : words_.locale().quote(text);
  }
  return {};
}

std::string RecordNames::category(std::string_view key, std::string_view name) {
  const Category category{std::string(key), std::string(name)};
  return category_label(category, words_, names_);
}

std::string RecordNames::source(const std::string& name) const {
  return name == "derived:meetings" ? words_.text("record.meetings") : name;
}

std::string RecordNames::value(const std::string& text) const {
  const auto number = Decimal::parse(text);
  return number ? words_.locale().number(*number) : text;
}

}  // namespace kvali
