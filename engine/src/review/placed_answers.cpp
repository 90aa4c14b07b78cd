#include "review/placed_answers.hpp"

#include <algorithm>

namespace kvali {

namespace {

using Answers = std::vector<const Answer*>;

/// May it be the answer that counts?
bool is_answered_by(const Diagnostic& finding, const Answer& answer) {
  if (answer.subject != key_of(finding)) return false;
  // Whatever was decided between, it is told as decided now.
  if (decides(answer) && finding.id == "C-02")
    return finding.who == answer.who && finding.reason == answer.reason;
  return answer.id == finding.id && (answer.value.empty() || answer.value == finding.value);
}

/// The last whole one; where none is whole, the last that was begun.
const Answer* counting(const std::vector<Answer>& answers, const Diagnostic& finding) {
  const Answer* begun = nullptr;
  const Answer* whole = nullptr;
  for (const Answer& answer : answers) {
    if (!is_answered_by(finding, answer)) continue;
    begun = &answer;
    if (!answer.reason.empty() && !answer.who.empty()) whole = &answer;
  }
  return whole != nullptr ? whole : begun;
}

void keep_once(const Answer& answer, Answers& kept) {
  const bool known = std::any_of(kept.begin(), kept.end(), [&](const Answer* other) {
    return other->id == answer.id && other->subject == answer.subject && other->value == answer.value &&
           says_the_same(*other, answer);
  });
  if (!known) kept.push_back(&answer);
}

class Placing {
 public:
  Placing(const std::vector<Answer>& answers, const Diagnostics& findings)
      : answers_(answers), findings_(findings.all()) {}

  PlacedAnswers run() {
    for (const Diagnostic& finding : findings_)
      placed_.findings.push_back({counting(answers_, finding), {}, {}});
    for (const Answer& answer : answers_) place(answer);
    return std::move(placed_);
  }

 private:
  void place(const Answer& answer) {
    AnswersToFinding* beside = nullptr;
    bool fits = false;
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      if (!is_about(answer, findings_[i])) continue;
      const Answer* counts = placed_.findings[i].counts;
      if (counts != nullptr && says_the_same(*counts, answer)) return;
      const bool value = answer.value.empty() || answer.value == findings_[i].value;
      if (beside == nullptr || (value && !fits)) beside = &placed_.findings[i];
      fits = fits || value;
    }
    if (beside == nullptr)
      keep_once(answer, placed_.gone);
    else
      keep_once(answer, fits ? beside->outdone : beside->lapsed);
  }

  const std::vector<Answer>& answers_;
  const std::vector<Diagnostic>& findings_;
  PlacedAnswers placed_;
};

}  // namespace

PlacedAnswers placed_answers(const std::vector<Answer>& answers, const Diagnostics& findings) {
  return Placing(answers, findings).run();
}

}  // namespace kvali
