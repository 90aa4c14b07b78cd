#include "review/answer_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "locale/catalogue.hpp"

namespace kvali {

namespace {

constexpr std::array<std::string_view, 6> parts = {"finding", "subject", "value",
                                                   "reason",  "who",     "decision"};

/// What Kvali writes beside them: into the sheet of findings, and into that of deviations.
constexpr std::array<std::string_view, 5> of_findings = {"severity", "meaning", "what", "place", "hint"};
constexpr std::array<std::string_view, 5> of_deviations = {"indicator", "name", "actual", "target",
                                                           "deviation"};

bool has_reason(const AnswerColumns& columns) {
  const auto spoken = columns.lower_bound("reason");
  return spoken != columns.end() && spoken->first.starts_with("reason");
}

/// So many of its columns tell that Kvali wrote a sheet.
constexpr std::ptrdiff_t most = 3;

/// The fields that a table with these fields should have.
std::vector<std::string_view> expected(const std::set<std::string, std::less<>>& fields) {
  const auto count = [&](const auto& wanted) {
    return std::count_if(wanted.begin(), wanted.end(), [&](auto field) { return fields.contains(field); });
  };
  if (count(parts) < 2) return {};
  if (count(of_findings) >= most) return {parts.begin(), parts.end()};
  if (count(of_deviations) >= most) return {parts.begin(), parts.end() - 1};  // Nothing is decided there.
  if (!fields.contains("finding") && !fields.contains("subject")) return {};
  return {"finding", "subject", "reason", "who"};
}

/// What to do about a missing heading where these ones stand for nothing.
std::string hint_for(const std::string& heading, const std::vector<std::string>& strange) {
  if (const auto meant = nearest(heading, strange))
    return fmt::format("is '{}' meant? call that column '{}' again", *meant, heading);
  if (strange.empty())
    return fmt::format("call a column '{}', or move the file away and write it anew with kvali check --to",
                       heading);
  return fmt::format("if one of these columns is meant, call it '{}' again: {}", heading,
                     fmt::join(strange, ", "));
}

}  // namespace

AnswerHeadings::AnswerHeadings(std::vector<std::string> langs) {
  languages_.emplace_back();
  for (const std::string_view part : parts) {
    languages_.front().labels.emplace(part, part);
    languages_.front().fields.emplace(fold_key(part), part);
  }
  more_.emplace("id", "finding");
  // As everywhere: "reason@ka" is the reason in Georgian.
  for (const std::string& lang : langs) more_.emplace("reason@" + fold_key(lang), "reason@" + lang);
  for (const char* own : {"en", "ka"}) langs.emplace_back(own);
  for (const std::string& lang : langs) {
    const Locale locale(lang);
    const Catalogue words(locale);
    Language& language = languages_.emplace_back();
    const auto add = [&](std::string_view field) {
      const std::string label = words.text("findings." + std::string(field));
      language.labels.emplace(field, label);
      language.fields.emplace(fold_key(label), field);
    };
    for (const auto& fields : {of_findings, of_deviations})
      for (const std::string_view field : fields) add(field);
    for (const std::string_view part : parts) add(part);
  }
}

std::string AnswerHeadings::field_of(std::string_view heading) const {
  const std::string folded = fold_key(heading);
  for (const Language& language : languages_)
    if (const auto it = language.fields.find(folded); it != language.fields.end()) return it->second;
  const auto it = more_.find(folded);
  return it == more_.end() ? std::string() : it->second;
}

AnswerColumns AnswerHeadings::columns_of(const Table& table) const {
  AnswerColumns columns;
  for (const Column& column : table.columns()) {
    const std::string field = field_of(column.name());
    const std::string_view part = std::string_view(field).substr(0, field.find('@'));
    if (std::find(parts.begin(), parts.end(), part) != parts.end()) columns.emplace(field, &column);
  }
  return columns;
}

/// The language in which most of its headings stand.
const AnswerHeadings::Language& AnswerHeadings::language_of(const Table& table) const {
  const auto spoken = [&](const Language& language) {
    return std::count_if(table.columns().begin(), table.columns().end(), [&](const Column& column) {
      return std::any_of(language.labels.begin(), language.labels.end(),
                         [&](const auto& label) { return label.second == column.name(); });
    });
  };
  return *std::max_element(languages_.begin(), languages_.end(),
                           [&](const Language& a, const Language& b) { return spoken(a) < spoken(b); });
}

void AnswerHeadings::tell_missing(const Table& table, const Place& place, Diagnostics& diagnostics) const {
  std::set<std::string, std::less<>> fields;
  std::vector<std::string> strange;
  for (const Column& column : table.columns()) {
    const std::string field = field_of(column.name());
    if (field.empty())
      strange.push_back(column.name());
    else
      fields.insert(field.substr(0, field.find('@')));
  }
  const Language& language = language_of(table);
  for (const std::string_view field : expected(fields)) {
    if (fields.contains(field)) continue;
    const std::string& heading = language.labels.find(field)->second;
    std::string message = fmt::format("no column is called '{}'", heading);
    if (field != "value" && field != "decision") message += ": none of these answers is read";
    diagnostics.add({"E-03",
                     Severity::warning,
                     std::move(message),
                     place,
                     hint_for(heading, strange),
                     {},
                     "answers;" + place.text() + ";" + std::string(field)});
  }
}

bool has_answers(const AnswerColumns& columns) {
  return columns.contains("finding") && columns.contains("subject") && columns.contains("who") &&
         has_reason(columns);
}

}  // namespace kvali
