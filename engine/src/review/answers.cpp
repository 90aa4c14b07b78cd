#include "review/answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kvali {

namespace {

bool has_value_of(const Answer& answer, const Diagnostic& finding) {
  return answer.value.empty() || answer.value == finding.value;
}

/// Is it about what sources say of one record?  Of two sources on one meeting M-05 tells.
bool is_conflict(std::string_view id) {
  return id == "C-01" || id == "C-02" || id == "M-05";
}

/// Is the finding one on the texts of a report?
bool is_of_document(const Answer& answer) {
  return answer.subject.starts_with("document;");
}

/// Two capital letters or more, a dash, two digits; or I-11 and the like.
bool looks_like_id(std::string_view id) {
  const std::size_t dash = id.find('-');
  if (dash == id.npos || dash == 0 || dash > 3 || id.size() != dash + 3) return false;
  return std::all_of(id.begin(), id.begin() + std::ptrdiff_t(dash),
                     [](char c) { return c >= 'A' && c <= 'Z'; }) &&
         std::all_of(id.begin() + std::ptrdiff_t(dash) + 1, id.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

/// The reason in a language; another that stands in is marked.
std::string reason_in(std::string_view lang, const Answer& answer) {
  if (const auto own = answer.reasons.find(lang); own != answer.reasons.end()) return own->second;
  const auto& [other, reason] = *answer.reasons.begin();
  // Beside those there may be one that is in no language.
  return reason == answer.reason ? fmt::format("{} [{}]", reason, other) : answer.reason;
}

class AnswerCheck {
 public:
  AnswerCheck(Documents documents, Diagnostics& diagnostics)
      : documents_(documents), diagnostics_(diagnostics), known_(diagnostics.all()) {}

  /// May the finding of this answer still come?
  [[nodiscard]] bool waits(const Answer& answer) const {
    return documents_ == Documents::to_come && is_of_document(answer) && finding_of(answer) == nullptr;
  }

  void run(const Answer& answer) {
    if (!looks_like_id(answer.id))
      return add("E-03", Severity::warning, answer, fmt::format("no finding is called '{}'", answer.id),
                 "copy the id from kvali check");
    if (answer.reason.empty() || answer.who.empty())
      add("E-02", Severity::warning, answer,
          fmt::format("{} {}: {} is missing", answer.id, answer.subject,
                      answer.who.empty() ? "who says so" : "the reason"),
          answer.who.empty() ? "write the name of the person who decided" : "write why it may stand");
    if (!answer.take.empty() && !is_conflict(answer.id))
      add("E-05", Severity::warning, answer,
          fmt::format("{} {}: there is nothing to decide", answer.id, answer.subject),
          "clear the column of decisions; only where sources disagree one of them is taken");
    const Diagnostic* finding = finding_of(answer);
    if (finding == nullptr)
      return add("E-04", Severity::info, answer,
                 fmt::format("{} {}: there is no such finding any more", answer.id, answer.subject),
                 "take the row out, or keep it as a record");
    if (!answer.outdone_by.empty())
      add("E-04", Severity::warning, answer,
          fmt::format("{} {}: two answers, that of {} counts", answer.id, answer.subject, answer.outdone_by),
          "keep one of the two");
    if (answer.used) return;
    if (!has_value_of(answer, *finding))
      return add("E-01", Severity::warning, answer,
                 fmt::format("{} {}: the reason was given for {}, now it is {}", answer.id, answer.subject,
                             answer.value, finding->value),
                 "check the reason, then write the new value beside it");
    if (!can_stand(*finding))
      add("E-05", Severity::warning, answer,
          fmt::format("{} {}: this cannot be let stand", answer.id, answer.subject),
          finding->id == "C-01" ? "write the source that is right, or its value, into the column Decision too"
                                : "correct what it is about");
  }

 private:
  [[nodiscard]] const Diagnostic* finding_of(const Answer& answer) const {
    const auto found = std::find_if(known_.begin(), known_.end(),
                                    [&](const Diagnostic& known) { return is_about(answer, known); });
    return found == known_.end() ? nullptr : &*found;
  }

  void add(std::string id, Severity severity, const Answer& answer, std::string message, std::string hint) {
    diagnostics_.add({std::move(id),
                      severity,
                      std::move(message),
                      answer.place,
                      std::move(hint),
                      {},
                      answer.id + ";" + answer.subject,
                      answer.value});
  }

  Documents documents_;
  Diagnostics& diagnostics_;
  const std::vector<Diagnostic> known_;  ///< Without what is added here.
};

}  // namespace

const std::string& key_of(const Diagnostic& finding) {
  return finding.subject.empty() ? finding.message : finding.subject;
}

bool is_about(const Answer& answer, const Diagnostic& finding) {
  if (answer.subject != key_of(finding)) return false;
  return answer.id == finding.id || (decides(answer) && is_conflict(finding.id));
}

bool says_the_same(const Answer& a, const Answer& b) {
  const auto says = [](const Answer& one, const std::string& reason) {
    return one.reason == reason || std::any_of(one.reasons.begin(), one.reasons.end(),
                                               [&](const auto& spoken) { return spoken.second == reason; });
  };
  return a.who == b.who && a.take == b.take && (says(a, b.reason) || says(b, a.reason));
}

bool decides(const Answer& answer) {
  return is_conflict(answer.id) && !answer.take.empty() && !answer.reason.empty() && !answer.who.empty();
}

std::vector<Decision> decisions_of(const std::vector<Answer>& answers) {
  std::vector<Decision> decisions;
  for (auto answer = answers.rbegin(); answer != answers.rend(); ++answer) {
    if (!decides(*answer)) continue;
    const bool told = std::any_of(answers.rbegin(), answer, [&](const Answer& later) {
      return decides(later) && later.subject == answer->subject && says_the_same(later, *answer);
    });
    if (!told)
      decisions.push_back(
          {answer->subject, answer->value, answer->take, answer->who, answer->reason, answer->place});
  }
  return decisions;
}

bool can_stand(const Diagnostic& finding) {
  constexpr std::array<std::string_view, 3> settings = {"CFG-", "PLG-", "TPL-"};
  constexpr std::array<std::string_view, 7> blocks = {"S-01", "S-02", "S-07", "I-05", "F-01", "P-02", "P-03"};
  const auto begins = [&](std::string_view prefix) { return finding.id.starts_with(prefix); };
  if (std::any_of(settings.begin(), settings.end(), begins)) return false;
  return finding.severity < Severity::block || std::any_of(blocks.begin(), blocks.end(), begins);
}

void apply_answers(std::vector<Answer>& answers, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < diagnostics.all().size(); ++i) {
    const Diagnostic& finding = diagnostics.all()[i];
    std::vector<Answer*> whole;
    for (Answer& answer : answers) {
      if (decides(answer) || !is_about(answer, finding)) continue;
      if (!has_value_of(answer, finding) || !can_stand(finding)) continue;
      answer.used = true;
      if (!answer.reason.empty() && !answer.who.empty()) whole.push_back(&answer);
    }
    if (whole.empty()) continue;
    const Answer& counts = *whole.back();
    for (Answer* answer : whole)
      if (!says_the_same(*answer, counts)) answer->outdone_by = counts.place.without_folder().text();
    diagnostics.let_stand(i, counts.reason, counts.who);
  }
}

Diagnostics with_reasons_in(std::string_view lang, const std::vector<Answer>& answers,
                            const Diagnostics& diagnostics) {
  Diagnostics told;
  for (const Diagnostic& stands : diagnostics.all()) {
    Diagnostic finding = stands;
    for (const Answer& answer : answers) {
      // Of two answers to one finding only that which lets it stand gives its words.
      if (answer.who != stands.who || answer.reason != stands.reason || answer.reasons.empty()) continue;
      if (finding.open() || !is_about(answer, finding)) continue;
      finding.reason = reason_in(lang, answer);
      break;
    }
    told.add(std::move(finding));
  }
  return told;
}

void check_answers(std::vector<Answer>& answers, Documents documents, Diagnostics& diagnostics) {
  AnswerCheck check(documents, diagnostics);
  for (auto answer = answers.begin(); answer != answers.end(); ++answer) {
    if (decides(*answer) || answer->checked || check.waits(*answer)) continue;
    // The workbook repeats what other files say.
    const bool told = std::any_of(answers.begin(), answer, [&](const Answer& earlier) {
      return earlier.id == answer->id && earlier.subject == answer->subject &&
             earlier.value == answer->value && says_the_same(earlier, *answer);
    });
    if (!told) check.run(*answer);
    answer->checked = true;
  }
}

}  // namespace kvali
