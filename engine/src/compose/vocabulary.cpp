#include "compose/vocabulary.hpp"

#include <array>

namespace kvali {

namespace {

constexpr std::array<std::string_view, 37> tables = {
    "results",     "series",         "disaggregation", "meetings",         "agenda",
    "statements",  "decisions",      "needs",          "actions",          "findings",
    "sources",     "conflicts",      "finance",        "finance_headings", "finance_total",
    "payments",    "rates",          "amendments",     "budget_changes",   "places",
    "texts",       "target_changes", "explanations",   "unheld_meetings",  "action_flow",
    "commitments", "links",          "claims",         "need_response",    "need_figures",
    "coverage",    "corrections",    "changes",        "reports",          "contracts",
    "history",     "crossed"};

/// Parallel to `tables`; column names parted by one space.
constexpr std::array<std::string_view, 37> columns = {
    "indicator code title unit result_code result_title level measure direction aggregation decimals "
    "baseline "
    "target target_to_date period_target period_actual previous_actual year_to_date to_date achievement "
    "adjusted elapsed due_actual due_target due_period deviation off_target opening opening_as_of "
    "opening_note last_value done_on text status status_key why_no_achievement period_coverage coverage "
    "gap_before gaps together apart reported expected period_reported period_expected period_values values "
    "undated overlapping "
    "period_at_least previous_at_least year_at_least at_least "
    "note "
    "open period_partial partial "
    "discussed said",
    "indicator code title month first actual target cumulative actual_at_least cumulative_at_least",
    "indicator code title dimension category category_label period_actual to_date period_target target "
    "period_at_least at_least open",
    "meeting number title date mode type organiser organisations as_called status label att_total female "
    "male unknown att_quality",
    "meeting seq title presenter",
    "meeting org person_role kind text verbatim date",
    "meeting date text status",
    "meeting date population sector location text status",
    "action meeting date text owner due due_text firm status age_days overdue_days mentions last_mention "
    "raised_in news",
    "id severity message place hint open",
    "source plugin records as_of",
    "what indicator field chosen other rule note open",
    "line code heading title approved original opening period to_date remaining share committed advances "
    "currency decimals partial approved_at_least opening_at_least period_at_least at_least "
    "committed_at_least advances_at_least status note reason variance",
    "heading approved original opening period to_date remaining share committed advances currency decimals "
    "partial approved_at_least opening_at_least period_at_least at_least committed_at_least "
    "advances_at_least status note reason variance",
    "approved original opening period to_date remaining share committed advances currency decimals partial "
    "approved_at_least opening_at_least period_at_least at_least committed_at_least advances_at_least status "
    "note reason variance",
    "line code title date kind doc_no original original_currency amount currency note",
    "from to period first rate source",
    "amendment approved_on kind title summary in_force",
    "line code title before after currency amendment approved_on",
    "indicator code title place place_label period_actual to_date period_target target period_at_least "
    "at_least open",
    "indicator code title period first text",
    "indicator code title scope before after decimals amendment approved_on",
    "finding kind subject about reason who",
    "meeting number title date mode type organiser organisations as_called status label att_total female "
    "male unknown att_quality",
    "open_before raised closed open overdue",
    "action meeting date text owner due due_text raised_in lacks",
    "from_kind from from_text to_kind to to_text relation by meeting meeting_label date",
    "indicator code title period first said reported decimals at_least verdict org text meeting "
    "meeting_label "
    "date",
    "need meeting date text population sector location response indicators activities carried",
    "need indicator code title period_actual decimals",
    "kind id name type gap",
    "kind indicator line code title group part_label period first before after difference decimals part "
    "reason",
    "kind code title before after decimals",
    "period first revision submitted_on reference status answered_on note",
    "contract title kind supplier procedure date amount currency",
    "what field now before source rule",
    "indicator code title dimension category category_label by_dimension by_category by_category_label "
    "period_actual to_date period_target target period_at_least at_least open"};

constexpr auto facts = std::to_array<std::string_view>({"project.id",
                                                        "project.title",
                                                        "project.donor",
                                                        "project.agreement",
                                                        "project.summary",
                                                        "project.start",
                                                        "project.end",
                                                        "project.currency",
                                                        "project.timezone",
                                                        "project.organisation",
                                                        "report.id",
                                                        "report.title",
                                                        "report.revision",
                                                        "report.as_of",
                                                        "report.audience",
                                                        "report.lang",
                                                        "report.draft",
                                                        "report.template",
                                                        "finance.approved",
                                                        "finance.original",
                                                        "finance.opening",
                                                        "finance.period",
                                                        "finance.to_date",
                                                        "finance.remaining",
                                                        "finance.share",
                                                        "finance.committed",
                                                        "finance.advances",
                                                        "finance.currency",
                                                        "finance.partial",
                                                        "finance.approved_at_least",
                                                        "finance.opening_at_least",
                                                        "finance.period_at_least",
                                                        "finance.at_least",
                                                        "finance.committed_at_least",
                                                        "finance.advances_at_least",
                                                        "project.elapsed",
                                                        "last_report.period",
                                                        "last_report.as_of",
                                                        "last_report.revision",
                                                        "last_report.status",
                                                        "last_report.submitted_on",
                                                        "last_report.reference",
                                                        "last_report.answered_on",
                                                        "last_report.note",
                                                        "finance.rates",
                                                        "report.deviation_band"});

}  // namespace

std::span<const std::string_view> known_tables() {
  return tables;
}

std::vector<std::string_view> known_columns(std::string_view table) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (tables[i] != table) continue;
    std::string_view rest = columns[i];
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      names.push_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return names;
}

std::span<const std::string_view> known_facts() {
  return facts;
}

}  // namespace kvali
