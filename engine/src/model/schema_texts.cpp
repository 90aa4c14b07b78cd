#include "model/schema_fields.hpp"

namespace kvali {

using enum FieldKind;

std::vector<Schema> text_tables() {
  const Schema risk{"risk",
                    {id_of("risk_id"),
                     {"text", language},
                     {"likelihood", whole},
                     {"impact", whole},
                     {"mitigation", language},
                     reference("owner", "org"),
                     {"status", text},
                     reference("meeting", "meeting")}};
  const Schema narrative{"narrative",
                         {id_of("section"),
                          in_key({"period", period}),
                          in_key(code_of("lang", CodeList::language)),
                          {"kind", text},
                          {"subject", text},
                          {"text", text},
                          {"author", text},
                          {"approved_by", text}}};
  // A record beside another: what confirms it, answers it, goes on from it.
  const Schema link{
      "link",
      {id_of("from"), id_of("to"),
       required(in_key(choice_of("relation", "evidence addresses follows_up duplicates supersedes"))),
       choice_of("by", "rule human")}};
  return {risk, narrative, link};
}

}  // namespace kvali
