#include "model/schema_fields.hpp"

namespace kvali {

using enum FieldKind;

// Money is an amount and its currency; a table without a column of currencies is in the report's.
std::vector<Schema> money_tables() {
  const Schema amendment{"amendment",
                         {id_of("amendment_id"),
                          {"approved_on", date},
                          {"title", language},
                          {"summary", language},
                          choice_of("kind", "budget logframe extension other")}};
  const Schema budget_line{"budget_line",
                           {id_of("line_id"),
                            in_key(reference("amendment", "amendment")),
                            in_key({"approved_on", date}),
                            {"code", text},
                            {"heading", language},
                            {"title", language},
                            reference("parent", "budget_line"),
                            reference("activity", "activity"),
                            {"amount", number},
                            code_of("currency", CodeList::currency),
                            {"note", language}},
                           "code"};
  const Schema expenditure{"expenditure",
                           {required(in_key(reference("line", "budget_line"))),
                            in_key({"doc_no", key}),
                            in_key({"date", date}),
                            in_key({"period", period}),
                            in_key(choice_of("kind", "actual commitment advance refund")),
                            in_key({"amount", number}),
                            in_key(code_of("currency", CodeList::currency)),
                            in_key({"occurrence", whole}),
                            reference("org", "org"),
                            {"contract", key},
                            {"note", language}},
                           "",
                           "",
                           "doc_no"};
  const Schema fx_rate{"fx_rate",
                       {required(in_key(code_of("from", CodeList::currency))),
                        required(in_key(code_of("to", CodeList::currency))),
                        in_key({"date", date}),
                        in_key({"period", period}),
                        in_key({"source", text}),
                        {"rate", number},
                        {"amount", number}}};  // Of a tranche received, which weighs its rate.
  const Schema contract{"contract",
                        {id_of("contract_id"),
                         {"title", language},
                         {"kind", text},
                         {"supplier", text},
                         {"procedure", text},
                         {"date", date},
                         {"amount", number},
                         code_of("currency", CodeList::currency)}};
  // What the financial report says that goes with this one; a row without a line is its total.
  const Schema financial_annex{"financial_annex",
                               {required(in_key({"period", period})),
                                in_key(reference("line", "budget_line")),
                                {"amount", number},
                                {"to_date", number}}};
  return {amendment, budget_line, expenditure, fx_rate, contract, financial_annex};
}

}  // namespace kvali
