#include "model/schema_fields.hpp"

namespace kvali {

using enum FieldKind;

namespace {

Schema meeting_table() {
  return {"meeting",
          {optional_id("meeting_id"),
           {"uid", text},
           {"series", key},
           {"number", whole},
           {"title", language},
           {"as_called", language},
           {"type", text},
           {"date", date},
           {"start", date},
           {"end", date},
           choice_of("mode", "online in_person hybrid"),
           reference("loc", "location"),
           reference("organiser", "org"),
           {"status", text},
           {"att_total", whole},
           choice_of("att_quality", "counted estimated upper_bound not_recorded"),
           {"note", language}},
          "uid",
          "uid|series number|date organiser? title"};
}

Schema action_table() {
  return {"action_point",
          {optional_id("action_id"),
           reference("meeting", "meeting"),
           {"text", language},
           reference("owner_org", "org"),
           reference("owner_person", "person"),
           {"due", date},
           {"due_text", text},
           {"firm", truth},
           {"priority", text},
           choice_of("status", "open in_progress done cancelled superseded"),
           {"closed_on", date},
           {"as_of", date},
           {"history", language},
           {"about", text}},
          "",
          "meeting text owner_org? owner_person?"};
}

Schema statement_table() {
  return {"statement",
          {optional_id("stmt_id"),
           reference("meeting", "meeting"),
           {"agenda", whole},
           reference("person", "person"),
           reference("org", "org"),
           {"person_role", language},
           {"kind", text},
           {"text", language},
           {"verbatim", truth},
           reference("indicator", "indicator"),
           {"value", number},
           {"period", period},
           {"about", text}},
          "",
          "meeting text person? org?"};
}

}  // namespace

std::vector<Schema> record_tables() {
  const Schema attendance{"attendance",
                          {required(in_key(reference("meeting", "meeting"))),
                           in_key({"seq", whole}),
                           in_key(reference("person", "person")),
                           in_key(reference("org", "org")),
                           in_key(choice_of("sex", sexes)),
                           in_key({"occurrence", whole}),
                           {"role", text},
                           {"count", whole},
                           {"partstat", text}},
                          "",
                          "meeting person|meeting org? sex? seq? occurrence?",
                          "person seq"};
  const Schema agenda{"agenda_item",
                      {required(in_key(reference("meeting", "meeting"))),
                       in_key({"seq", whole}),
                       {"title", language},
                       reference("presenter", "org")},
                      "",
                      "meeting seq|meeting title"};
  const Schema decision{"decision",
                        {optional_id("dec_id"),
                         reference("meeting", "meeting"),
                         {"text", language},
                         choice_of("status", "in_force superseded revoked"),
                         reference("supersedes", "decision"),
                         {"about", text}},
                        "",
                        "meeting text"};
  const Schema need{"need",
                    {optional_id("need_id"),
                     reference("meeting", "meeting"),
                     reference("raised_by", "org"),
                     {"population", text},
                     {"sector", text},
                     reference("loc", "location"),
                     {"text", language},
                     choice_of("status", "raised partly addressed referred unaddressed"),
                     {"about", text}},
                    "",
                    "meeting? text loc?"};
  // What each meeting said of an action point; made while action points are merged.
  const Schema mention{"action_mention",
                       {required(in_key({"action", key})),
                        required(in_key({"as_of", date})),
                        {"status", text},
                        {"due", date}}};
  return {meeting_table(), attendance, agenda, statement_table(), decision, action_table(), mention, need};
}

}  // namespace kvali
