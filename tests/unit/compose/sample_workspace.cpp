#include "sample_workspace.hpp"

#include <cassert>
#include <sstream>

namespace kvali::test {

namespace {

Type type_of(char sign) {
  switch (sign) {
    case 'i':
      return Type::integer;
    case 'n':
      return Type::decimal;
    case 'd':
      return Type::date;
    case 'b':
      return Type::boolean;
    default:
      return Type::text;
  }
}

void append(Column& column, const std::string& cell) {
  if (cell == "-") return column.append(Mark::not_recorded);
  if (cell == "n/a") return column.append(Mark::not_applicable);
  if (cell == "...") return column.append(Mark::not_yet_due);
  if (cell == "(c)") return column.append(Mark::withheld);
  switch (column.type()) {
    case Type::integer:
      return column.append(std::int64_t{std::stoll(cell)});
    case Type::decimal:
      return column.append(Decimal::parse(cell).value());
    case Type::date:
      return column.append(parse_iso_date(cell).value());
    case Type::boolean:
      return column.append(cell == "true");
    default:
      return column.append(std::string_view(cell));
  }
}

/// Picks the language's text.
struct Words {
  bool georgian;
  std::string operator()(const char* en, const char* ka) const { return georgian ? ka : en; }
};

void add_results(Workspace& workspace, const Words& w, std::uint32_t ledger) {
  TableWriter results(
      workspace, "results",
      "indicator:t code:t title:t unit:t result_code:t result_title:t level:t decimals:i baseline:n target:n "
      "period_target:n period_actual:n to_date:n achievement:n deviation:n status:t status_key:t reported:i "
      "expected:i note:t said:t discussed:t measure:t aggregation:t target_to_date:n off_target:b "
      "due_period:t "
      "due_actual:n due_target:n period_coverage:t at_least:b values:i previous_actual:n year_to_date:n "
      "adjusted:n elapsed:n",
      ledger);
  const std::string outcome = w("Newcomers use services", "ახალმოსახლეები სარგებლობენ სერვისებით");
  const std::string people = w("people", "ადამიანი");
  results.row({"i1",
               "1.1",
               w("People counselled", "კონსულტირებული ადამიანები"),
               people,
               "1",
               outcome,
               "outcome",
               "0",
               "0",
               "12000",
               "1000",
               "1234",
               "9876",
               "0.823",
               "-0.177",
               "good",
               "on_track",
               "1",
               "1",
               "-",
               w("Statement of UNHCR, 8 December 2020: 1240.", "შეხვედრაზე სხვა რიცხვი დასახელდა: 1240."),
               w("3rd working meeting, 8 December 2020", "მე-3 სამუშაო შეხვედრა, 2020 წლის 8 დეკემბერი"),
               "unit",
               "sum",
               "11000",
               "true",
               w("December 2020", "2020 წლის დეკემბერი"),
               "1234",
               "1000",
               "-",
               "false",
               "9",
               "1000",
               "9876",
               "0.823",
               "0.5"});
  results.row({"i2",
               "1.2",
               w("Hours of lessons", "გაკვეთილების საათები"),
               w("hours", "საათი"),
               "1",
               outcome,
               "outcome",
               "1",
               "0",
               "400",
               "40",
               "12.5",
               "100.5",
               "0.25125",
               "-0.74875",
               "bad",
               "off_track",
               "1",
               "1",
               w("The teacher was ill | **two** weeks", "მასწავლებელი **ორი** კვირა ავად იყო"),
               "-",
               "-",
               "unit",
               "sum",
               "n/a",
               "true",
               w("December 2020", "2020 წლის დეკემბერი"),
               "12.5",
               "40",
               "-",
               "false",
               "9",
               "8",
               "100.5",
               "0.25125",
               "0.5"});
  results.row({"i3",
               "2.1",
               w("Plans in force", "მოქმედი გეგმები"),
               w("plans", "გეგმა"),
               "-",
               "-",
               "-",
               "0",
               "0",
               "n/a",
               "n/a",
               "-",
               "-",
               "n/a",
               "n/a",
               "n/a",
               "no_data",
               "0",
               "1",
               "-",
               "-",
               "-",
               "unit",
               "latest",
               "n/a",
               "false",
               "n/a",
               "n/a",
               "n/a",
               w("0 of 1 month reported", "წარმოდგენილია 1 თვიდან 0"),
               "false",
               "0",
               "-",
               "-",
               "n/a",
               "0.5"});
  TableWriter series(workspace, "series",
                     "indicator:t code:t title:t month:t first:d actual:n target:n cumulative:n", ledger);
  series.row({"i1", "1.1", "People", w("Nov", "ნოე"), "2020-11-01", "-", "1000", "8642"});
  series.row({"i1", "1.1", "People", w("Dec", "დეკ"), "2020-12-01", "1234", "1000", "9876"});
  series.row({"i2", "1.2", "Hours", w("Dec", "დეკ"), "2020-12-01", "12.5", "40", "100.5"});
  TableWriter parts(
      workspace, "disaggregation",
      "indicator:t code:t title:t dimension:t category:t category_label:t period_actual:n to_date:n", ledger);
  parts.row({"i1", "1.1", "People", "sex", "f", w("women", "ქალი"), "700", "5000"});
  parts.row({"i1", "1.1", "People", "sex", "m", w("men", "კაცი"), "534", "(c)"});
}

void add_meetings(Workspace& workspace, const Words& w, std::uint32_t minutes) {
  TableWriter(workspace, "meetings",
              "meeting:t number:i title:t date:d mode:t type:t organiser:t organisations:t att_total:i "
              "female:i male:i unknown:i",
              minutes)
      .row({"m-3", "3", w("Working meeting on integration", "სამუშაო შეხვედრა ინტეგრაციის საკითხებზე"),
            "2020-12-08", "online", "working", "IOM", "IOM; UNHCR", "-", "-", "-", "-"});
  TableWriter(workspace, "agenda", "meeting:t seq:i title:t presenter:t", minutes)
      .row({"m-3", "1", w("Work with municipalities", "მუშაობა მუნიციპალიტეტებთან"), "UNHCR"})
      .row({"m-3", "2", w("Plans for 2021", "2021 წლის გეგმები"), "-"});
  TableWriter(workspace, "statements", "meeting:t org:t person_role:t kind:t text:t verbatim:b date:d",
              minutes)
      .row({"m-3", "UNHCR", "-", "quote", w("All of society must act", "მთელი საზოგადოება უნდა ჩაერთოს"),
            "true", "2020-12-08"})
      .row({"m-3", "-", "-", "report", "[x](javascript:alert(1)) <b>{{ evil }}</b>", "false", "2020-12-08"});
  TableWriter(workspace, "decisions", "meeting:t date:d text:t status:t", minutes)
      .row({"m-3", "2020-12-08", w("Meet every month", "შეხვედრა გაიმართოს ყოველთვე"), "in_force"});
  TableWriter(workspace, "needs", "meeting:t date:d population:t sector:t location:t text:t status:t",
              minutes)
      .row({"m-3", "2020-12-08", "migrants", "legal; education", w("Adjara", "აჭარა"),
            w("Access to services", "სერვისებზე წვდომა"), "raised"});
  TableWriter(workspace, "need_response",
              "need:t meeting:t date:d text:t population:t sector:t location:t response:t indicators:t "
              "activities:t carried:b",
              minutes)
      .row({"n1", "m-3", "2020-12-08", w("Access to services", "სერვისებზე წვდომა"), "migrants",
            "legal; education", w("Adjara", "აჭარა"), "partly",
            w("People counselled", "კონსულტირებული ადამიანები"), "-", "false"})
      .row({"n2", "m-3", "2020-12-08", w("An interpreter", "თარჯიმანი"), "migrants", "health", "-",
            "no_indicator", "-", "-", "false"})
      .row({"n3", "m-2", "2020-11-10", w("A room", "ოთახი"), "-", "-", "-", "unaddressed", "-", "-", "true"});
  TableWriter(workspace, "action_flow", "open_before:i raised:i closed:i open:i overdue:i", minutes)
      .row({"2", "1", "1", "2", "1"});
  TableWriter(workspace, "commitments",
              "action:t meeting:t date:d text:t owner:t due:d due_text:t raised_in:t lacks:t", minutes)
      .row({"a3", "m-3", "2020-12-08", w("Go on sharing experience", "გამოცდილების გაზიარება"), "IOM", "-",
            "-", "-", w("until when", "ვადა")});
  TableWriter(workspace, "coverage", "kind:t id:t name:t type:t gap:t", minutes)
      .row({"location", "poti", w("Poti", "ფოთი"), "-", "no_meeting"});
  TableWriter(
      workspace, "claims",
      "indicator:t code:t title:t period:t first:d said:n reported:n decimals:i verdict:t org:t text:t "
      "meeting:t meeting_label:t date:d",
      minutes)
      .row({"i3", "2.1", w("Plans in force", "მოქმედი გეგმები"), w("December 2020", "2020 წლის დეკემბერი"),
            "2020-12-01", "3", "-", "0", "no_figure", "UNHCR", "-", "m-3",
            w("3rd working meeting, 8 December 2020", "მე-3 სამუშაო შეხვედრა, 2020 წლის 8 დეკემბერი"),
            "2020-12-08"});
  TableWriter(workspace, "actions",
              "action:t meeting:t date:d text:t owner:t due:d firm:b status:t age_days:i overdue_days:i",
              minutes)
      .row({"a1", "m-2", "2020-11-10", w("Share the list", "სიის გაზიარება"), "IOM", "2020-12-01", "true",
            "overdue", "51", "30"})
      .row({"a2", "m-3", "2020-12-08", w("Draft the plan", "გეგმის მომზადება"), "-", "-", "true", "open",
            "23", "-"})
      .row({"a3", "m-3", "2020-12-08", w("Go on sharing experience", "გამოცდილების გაზიარება"), "IOM", "-",
            "false", "open", "23", "-"})
      .row({"a4", "m-2", "2020-11-10", w("Book a room", "დარბაზის დაჯავშნა"), "IOM", "2020-11-30", "true",
            "done", "51", "-"});
}

}  // namespace

TableWriter::TableWriter(Workspace& workspace, const std::string& name, const std::string& columns,
                         std::uint32_t origin)
    : workspace_(workspace), name_(name), origin_(origin) {
  Table& table = workspace.add(name);
  std::istringstream words(columns);
  for (std::string word; words >> word;) {
    const std::size_t colon = word.find(':');
    table.add(word.substr(0, colon), type_of(word.at(colon + 1)));
  }
}

TableWriter& TableWriter::row(const std::vector<std::string>& cells) {
  Table& table = workspace_.tables.at(name_);
  assert(cells.size() == table.columns().size());
  for (std::size_t i = 0; i < cells.size(); ++i) append(table.columns()[i], cells[i]);
  table.row_evidence.push_back(workspace_.evidence.add({origin_, 0, ++rows_ + 1, {}}));
  return *this;
}

Facts with_figures(const std::string& lang) {
  const Words w{lang == "ka"};
  Facts facts;
  Evidence& evidence = facts.workspace.evidence;
  const std::uint32_t ledger =
      evidence.add_origin({"ledger", "observation", "{file}:{row}", "ledger.csv", 100});
  const std::uint32_t minutes =
      evidence.add_origin({"minutes", "meeting", "{file}:{row}", "minutes/2020-12-08.md", 40});
  add_results(facts.workspace, w, ledger);
  add_meetings(facts.workspace, w, minutes);
  TableWriter(facts.workspace, "findings", "id:t severity:t message:t place:t hint:t open:b", ledger)
      .row({"I-04", "warning", "actual missing for an ended period", "ledger.csv:4", "-", "true"})
      .row({"M-01", "info", "no attendance count", "-", "-", "true"});
  TableWriter(facts.workspace, "sources", "source:t plugin:t records:i as_of:d", ledger)
      .row({"ledger", "csv", "12", "2020-12-31"})
      .row({"minutes", "minutes", "9", "-"});
  TableWriter(facts.workspace, "conflicts", "what:t field:t chosen:t other:t rule:t note:t", ledger)
      .row({w("People counselled, Dec 2020", "კონსულტირებული ადამიანები, დეკ 2020"), "value", "1234 (ledger)",
            "1240 (minutes)", "M5", "-"});
  facts.facts = {{"project.title", w("Coastal integration", "სანაპიროს ინტეგრაცია")},
                 {"project.donor", w("A donor", "დონორი")},
                 {"report.as_of", *make_date(2020, 12, 31)},
                 {"report.deviation_band", Decimal::parse("0.1").value()},
                 {"report.revision", std::int64_t{1}},
                 {"report.audience", std::string("donor")}};
  return facts;
}

Facts without_figures(const std::string& lang) {
  Facts facts;
  facts.facts = {{"project.title", std::string(lang == "ka" ? "პროექტი" : "A project")},
                 {"report.audience", std::string("internal")}};
  return facts;
}

}  // namespace kvali::test
