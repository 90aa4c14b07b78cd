#include "model/schema.hpp"

#include <algorithm>
#include <array>

namespace kvali {

namespace {

using enum FieldKind;

constexpr std::string_view sexes = "f m x u";
constexpr std::string_view fact_states = "draft submitted verified approved rejected withdrawn";

constexpr std::array org_fields{Field{"org_id", key, true, {}, true},
                                Field{"name", language},
                                Field{"acronym", text},
                                Field{"type", text},
                                Field{"country", text},
                                Field{"aliases", text}};

constexpr std::array person_fields{Field{"person_id", key, true, {}, true},
                                   Field{"name", language},
                                   Field{"org_id", key},
                                   Field{"role", language},
                                   Field{"sex", choice, false, sexes},
                                   Field{"public_role", truth},
                                   Field{"consent", truth}};

constexpr std::array location_fields{Field{"loc_id", key, true, {}, true},
                                     Field{"name", language},
                                     Field{"level", whole},
                                     Field{"pcode", text},
                                     Field{"parent", key},
                                     Field{"country", text}};

constexpr std::array result_fields{Field{"result_id", key, true, {}, true},
                                   Field{"parent", key},
                                   Field{"level", choice, false, "goal outcome output"},
                                   Field{"code", text},
                                   Field{"title", language},
                                   Field{"assumptions", language}};

constexpr std::array indicator_fields{
    Field{"indicator_id", key, true, {}, true},
    Field{"result_id", key},
    Field{"code", text},
    Field{"title", language},
    Field{"unit", language},
    Field{"measure", choice, false, "unit percent ratio currency ordinal qualitative milestone"},
    Field{"direction", choice, false, "up down none"},
    Field{"agg_time", choice, false, "sum latest max avg ratio distinct none"},
    Field{"agg_space", choice, false, "sum max latest avg ratio none"},
    Field{"value_kind", choice, false, "period cumulative"},
    Field{"overlap", choice, false, "none possible"},
    Field{"decimals", whole},
    Field{"baseline", number},
    Field{"baseline_date", date},
    Field{"frequency", choice, false, "month quarter half year"},
    Field{"mov", text},
    Field{"sensitive", truth}};

constexpr std::array target_fields{Field{"indicator", key, true, {}, true},
                                   Field{"scope", period, true, {}, true},
                                   Field{"loc", key, true},
                                   Field{"disagg", key, true},
                                   Field{"amendment", key, true},
                                   Field{"approved_on", date, true},
                                   Field{"kind", choice, false, "period cumulative"},
                                   Field{"value", number},
                                   Field{"num", number},
                                   Field{"den", number}};

constexpr std::array observation_fields{Field{"indicator", key, true, {}, true},
                                        Field{"period", period, true, {}, true},
                                        Field{"loc", key, true},
                                        Field{"disagg", key, true},
                                        Field{"reporter_org", key, true},
                                        Field{"activity", key, true},
                                        Field{"id", key, true},
                                        Field{"value", number},
                                        Field{"num", number},
                                        Field{"den", number},
                                        Field{"cumulative", number},
                                        Field{"text", language},
                                        Field{"est", truth},
                                        Field{"note", language},
                                        Field{"status", choice, false, fact_states}};

constexpr std::array meeting_fields{
    Field{"meeting_id", key, true, {}, true},
    Field{"series", key},
    Field{"number", whole},
    Field{"title", language},
    Field{"as_called", text},
    Field{"type", text},
    Field{"date", date},
    Field{"mode", choice, false, "online in_person hybrid"},
    Field{"loc", text},
    Field{"organiser", key},
    Field{"status", text},
    Field{"att_total", whole},
    Field{"att_quality", choice, false, "counted estimated upper_bound not_recorded"},
    Field{"note", language}};

constexpr std::array attendance_fields{Field{"meeting", key, true, {}, true},
                                       Field{"seq", whole, true},
                                       Field{"person", key},
                                       Field{"org", key},
                                       Field{"sex", choice, false, sexes},
                                       Field{"role", text},
                                       Field{"count", whole},
                                       Field{"partstat", text}};

constexpr std::array agenda_fields{Field{"meeting", key, true, {}, true}, Field{"seq", whole, true},
                                   Field{"title", language}, Field{"presenter", text}};

constexpr std::array statement_fields{Field{"stmt_id", key, true, {}, true},
                                      Field{"meeting", key},
                                      Field{"person", key},
                                      Field{"org", key},
                                      Field{"person_role", language},
                                      Field{"kind", text},
                                      Field{"text", language},
                                      Field{"verbatim", truth}};

constexpr std::array decision_fields{
    Field{"dec_id", key, true, {}, true}, Field{"meeting", key}, Field{"text", language},
    Field{"status", choice, false, "in_force superseded revoked"}, Field{"supersedes", key}};

constexpr std::array action_fields{
    Field{"action_id", key, true, {}, true},
    Field{"meeting", key},
    Field{"text", language},
    Field{"owner_org", key},
    Field{"owner_person", text},
    Field{"due", date},
    Field{"due_text", text},
    Field{"firm", truth},
    Field{"priority", text},
    Field{"status", choice, false, "open in_progress done cancelled superseded"},
    Field{"closed_on", date},
    Field{"as_of", date}};

constexpr std::array need_fields{
    Field{"need_id", key, true, {}, true},
    Field{"meeting", key},
    Field{"raised_by", text},
    Field{"population", text},
    Field{"sector", text},
    Field{"loc", key},
    Field{"text", language},
    Field{"status", choice, false, "raised partly addressed referred unaddressed"}};

constexpr std::array amendment_fields{Field{"amendment_id", key, true, {}, true}, Field{"approved_on", date},
                                      Field{"title", language}, Field{"summary", language},
                                      Field{"kind", choice, false, "budget logframe extension other"}};

// Money is an amount and its currency; a table without a column of currencies is in the report's.
constexpr std::array budget_line_fields{Field{"line_id", key, true, {}, true},
                                        Field{"amendment", key, true},
                                        Field{"approved_on", date, true},
                                        Field{"code", text},
                                        Field{"heading", language},
                                        Field{"title", language},
                                        Field{"parent", key},
                                        Field{"activity", key},
                                        Field{"amount", number},
                                        Field{"currency", text},
                                        Field{"note", language}};

constexpr std::array expenditure_fields{Field{"line", key, true, {}, true},
                                        Field{"doc_no", key, true},
                                        Field{"date", date, true},
                                        Field{"period", period, true},
                                        Field{"kind", choice, true, "actual commitment advance refund"},
                                        Field{"amount", number, true},
                                        Field{"currency", text, true},
                                        Field{"org", key},
                                        Field{"note", language}};

constexpr std::array fx_rate_fields{Field{"from", text, true, {}, true},
                                    Field{"to", text, true, {}, true},
                                    Field{"date", date, true},
                                    Field{"period", period, true},
                                    Field{"rate", number},
                                    Field{"source", text}};

constexpr std::array opening_fields{Field{"indicator", key, true},
                                    Field{"line", key, true},
                                    Field{"loc", key, true},
                                    Field{"disagg", key, true},
                                    Field{"as_of", date, false, {}, true},
                                    Field{"value", number},
                                    Field{"num", number},
                                    Field{"den", number},
                                    Field{"amount", number},
                                    Field{"currency", text},
                                    Field{"note", language}};

/// Other names of what another table lists: they come before every other spelling.
constexpr std::array alias_fields{Field{"kind", choice, true, "org person location indicator", true},
                                  Field{"alias", key, true, {}, true}, Field{"id", key, false, {}, true}};

constexpr std::array tables{Schema{"alias", alias_fields},
                            Schema{"org", org_fields},
                            Schema{"person", person_fields},
                            Schema{"location", location_fields},
                            Schema{"result", result_fields},
                            Schema{"indicator", indicator_fields},
                            Schema{"target", target_fields},
                            Schema{"observation", observation_fields},
                            Schema{"meeting", meeting_fields},
                            Schema{"attendance", attendance_fields},
                            Schema{"agenda_item", agenda_fields},
                            Schema{"statement", statement_fields},
                            Schema{"decision", decision_fields},
                            Schema{"action_point", action_fields},
                            Schema{"need", need_fields},
                            Schema{"amendment", amendment_fields},
                            Schema{"budget_line", budget_line_fields},
                            Schema{"expenditure", expenditure_fields},
                            Schema{"fx_rate", fx_rate_fields},
                            Schema{"opening", opening_fields}};

}  // namespace

const Field* Schema::find(std::string_view name) const {
  const auto it = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  return it == fields.end() ? nullptr : &*it;
}

std::span<const Schema> canonical_tables() {
  return tables;
}

const Schema* find_schema(std::string_view table) {
  const auto it =
      std::find_if(tables.begin(), tables.end(), [&](const Schema& s) { return s.table == table; });
  return it == tables.end() ? nullptr : &*it;
}

}  // namespace kvali
