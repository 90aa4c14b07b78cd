#include "model/schema_fields.hpp"

namespace kvali {

using enum FieldKind;

namespace {

Schema indicator_table() {
  return {"indicator",
          {id_of("indicator_id"),
           reference("result_id", "result"),
           {"code", text},
           {"title", language},
           {"unit", language},
           choice_of("measure", "unit percent ratio currency ordinal qualitative milestone"),
           choice_of("direction", "up down none"),
           choice_of("agg_time", "sum latest max avg ratio distinct none"),
           choice_of("agg_space", "sum max latest avg ratio none"),
           choice_of("value_kind", "period cumulative"),
           choice_of("overlap", "none possible"),
           {"decimals", whole},
           {"dims", text},
           {"baseline", number},
           {"baseline_num", number},
           {"baseline_den", number},
           {"baseline_date", date},
           {"baseline_note", language},
           choice_of("frequency", "week month quarter half year"),
           {"mov", text},
           reference("unique_of", "indicator"),
           {"source_rule", text},
           {"sector", text},
           {"population", text},
           {"authoritative_source", text},
           {"persons", truth},
           guarding({"sensitive", truth})},
          "code"};
}

Schema observation_table() {
  return {"observation",
          {required(in_key(reference("indicator", "indicator"))),
           required(in_key({"period", period})),
           in_key(reference("loc", "location")),
           in_key({"disagg", key}),
           in_key(reference("reporter_org", "org")),
           in_key(reference("activity", "activity")),
           in_key({"id", key}),
           {"value", number},
           {"unit", text},
           {"num", number},
           {"den", number},
           {"cumulative", number},
           {"text", language},
           {"est", truth},
           {"note", language},
           choice_of("status", fact_states)}};
}

}  // namespace

std::vector<Schema> result_tables() {
  const Schema result{"result",
                      {id_of("result_id"),
                       reference("parent", "result"),
                       choice_of("level", "goal outcome output"),
                       {"code", text},
                       {"title", language},
                       {"assumptions", language}},
                      "code"};
  const Schema target{"target",
                      {required(in_key(reference("indicator", "indicator"))),
                       required(in_key({"scope", period})),
                       in_key(reference("loc", "location")),
                       in_key({"disagg", key}),
                       in_key(reference("amendment", "amendment")),
                       in_key({"approved_on", date}),
                       choice_of("kind", "period cumulative"),
                       {"value", number},
                       {"num", number},
                       {"den", number}}};
  const Schema period_table{"period",
                            {id_of("period_id"),
                             choice_of("kind", "month quarter half year fy custom lop"),
                             required(Field{"start", date}),
                             required(Field{"end", date}),
                             {"due", date}}};
  const Schema activity{"activity",
                        {id_of("activity_id"),
                         reference("result_id", "result"),
                         {"code", text},
                         {"title", language},
                         {"type", text},
                         {"start", date},
                         {"end", date},
                         {"actual_start", date},
                         {"actual_end", date},
                         choice_of("status", "planned ongoing done delayed cancelled"),
                         references("loc", "location"),
                         references("org", "org"),
                         {"sector", text},
                         {"population", text}},
                        "code"};
  const Schema opening{"opening",
                       {in_key(reference("indicator", "indicator")),
                        in_key(reference("line", "budget_line")),
                        in_key(reference("loc", "location")),
                        in_key({"disagg", key}),
                        required(Field{"as_of", date}),
                        {"value", number},
                        {"num", number},
                        {"den", number},
                        {"amount", number},
                        code_of("currency", CodeList::currency),
                        {"note", language}}};
  // Figures that nobody can place in time; made while observations are mapped and counted.
  const Schema undated{
      "undated_observation",
      {required(in_key(reference("indicator", "indicator"))), required(in_key({"record", text}))}};
  return {result, indicator_table(), target, period_table, observation_table(), undated, activity, opening};
}

}  // namespace kvali
