#include "model/schema_fields.hpp"

namespace kvali {

using enum FieldKind;

std::vector<Schema> people_tables() {
  // Other names of what another table lists: they come before every other spelling.
  const Schema alias{"alias",
                     {required(in_key(choice_of("kind", "org person location indicator"))), id_of("alias"),
                      required(Field{"id", key})}};
  const Schema org{"org",
                   {id_of("org_id"),
                    {"name", language},
                    {"acronym", text},
                    {"type", text},
                    {"iati_ref", text},
                    code_of("country", CodeList::country),
                    {"aliases", text}},
                   "acronym name aliases iati_ref"};
  const Schema person{"person",
                      {id_of("person_id"),
                       {"name", language},
                       reference("org_id", "org"),
                       {"role", language},
                       choice_of("sex", sexes),
                       {"age_band", text},
                       {"disability", truth},
                       {"public_role", truth},
                       {"consent", truth},
                       {"aliases", text}},
                      "name aliases"};
  const Schema location{"location",
                        {id_of("loc_id"),
                         {"name", language},
                         {"level", whole},
                         code_of("pcode", CodeList::place),
                         reference("parent", "location"),
                         code_of("country", CodeList::country),
                         {"lat", number},
                         {"lon", number},
                         {"aliases", text}},
                        "pcode name aliases"};
  return {alias, org, person, location};
}

}  // namespace kvali
