#include "rich_document.hpp"

namespace kvali::test {
namespace {

// 1 x 1 pixel, grey.
const char png_pixel[] =
    "\211\120\116\107\015\012\032\012\000\000\000\015\111\110\104\122\000\000\000\001\000\000\000\001\010"
    "\000\000\000\000\072\176\233\125\000\000\000\012\111\104\101\124\170\332\143\150\000\000\000\202\000"
    "\201\332\105\010\073\000\000\000\000\111\105\116\104\256\102\140\202";

using C = BatchColumn;
using V = Value;
V s(const char* text) {
  return V(std::string(text));
}
V i(int64_t n) {
  return V(n);
}

struct Texts {
  bool ka;
  const char* operator()(const char* english, const char* georgian) const { return ka ? georgian : english; }
};

void kpis(EventScript& to, Texts t) {
  Event tile;
  tile.kind = KVALI_KPI;
  to.open(KVALI_KPIS);
  tile.text = t("Migrants who received legal advice in municipalities",
                "იურიდიული კონსულტაცია მიღებული მიგრანტები მუნიციპალიტეტებში");
  tile.href = "#results";
  tile.attributes = {{"value", "1,240"},
                     {"value_raw", "1240"},
                     {"format", "#,##0"},
                     {"target", t("of 1,500", "1 500-დან")},
                     {"target_raw", "1500"},
                     {"share", "0.8267"},
                     {"change", t("+140 since the last report", "+140 წინა ანგარიშიდან")},
                     {"trend", "up"},
                     {"status", "good"},
                     {"status_text", t("on track", "გრაფიკშია")}};
  to.send(tile);
  tile.text = t("Municipalities with a migration plan", "მუნიციპალიტეტები მიგრაციის გეგმით");
  tile.href = nullptr;
  tile.attributes = {{"value", "3"},
                     {"value_raw", "3"},
                     {"format", "0"},
                     {"target", t("of 12", "12-დან")},
                     {"target_raw", "12"},
                     {"share", "0.25"},
                     {"change", t("unchanged", "უცვლელი")},
                     {"trend", "flat"},
                     {"status", "bad"},
                     {"status_text", t("far behind", "მნიშვნელოვნად ჩამორჩება")}};
  to.send(tile);
  tile.text = t("Satisfied with the services", "მომსახურებით კმაყოფილი");
  tile.attributes = {
      {"value", "–"}, {"status", "warn"}, {"status_text", t("not recorded", "არ არის მითითებული")}};
  to.send(tile);
  to.close(KVALI_KPIS);
}

void narrative(EventScript& to, Texts t) {
  Event section;
  section.id = "summary";
  section.level = 1;
  section.text = t("Summary", "შეჯამება");
  to.open(KVALI_SECTION, section).heading(1, t("Summary", "შეჯამება"));
  Event lead;
  lead.style = "lead";
  to.open(KVALI_PARAGRAPH, lead)
      .text(t("The project reached ", "პროექტმა მოიცვა "))
      .text("1,240", KVALI_BOLD, "#results")
      .text(t(" of 1,500 migrants by the end of the year; the work with municipalities began three months "
              "late because of "
              "restrictions, and partners agreed a plan to catch up by June.",
              " მიგრანტი 1 500-დან წლის ბოლომდე; მუნიციპალიტეტებთან მუშაობა შეზღუდვების გამო სამი თვით "
              "დაგვიანებით დაიწყო და "
              "პარტნიორები შეთანხმდნენ, რომ ივნისამდე დაეწევიან გრაფიკს."));
  Event mark;
  mark.kind = KVALI_NOTE_REF;
  mark.text = "1";
  mark.href = "#n1";
  to.send(mark).close(KVALI_PARAGRAPH);
  Event note;
  note.id = "n1";
  note.text = "1";
  to.open(KVALI_NOTE, note)
      .text(t("Persons are counted once per year.", "პირი წელიწადში ერთხელ ითვლება."))
      .close(KVALI_NOTE);
  kpis(to, t);
  Event warn;
  warn.style = "warn";
  warn.text = t("Two municipalities have not reported", "ორ მუნიციპალიტეტს არ მოუწოდებია მონაცემები");
  to.open(KVALI_CALLOUT, warn)
      .paragraph(
          t("Their figures are shown as not recorded, never as zero. They are expected by 15 February.",
            "მათი მაჩვენებლები ნაჩვენებია როგორც „არ არის მითითებული“ და არა ნული. მონაცემები მოსალოდნელია "
            "15 თებერვლამდე."))
      .close(KVALI_CALLOUT);
  to.heading(2, t("Decisions", "გადაწყვეტილებები"));
  to.open(KVALI_BULLETS).open(KVALI_ITEM);
  to.text(
      t("Open a second advice desk in the regional office; the municipality offers the room free of charge "
        "until the end of "
        "the project, and the partner pays for heating and the connection.",
        "რეგიონულ ოფისში გაიხსნას მეორე საკონსულტაციო მაგიდა; ოთახს მუნიციპალიტეტი უსასყიდლოდ გადასცემს "
        "პროექტის "
        "ბოლომდე, გათბობასა და კავშირს კი პარტნიორი იხდის."));
  to.close(KVALI_ITEM).open(KVALI_ITEM);
  to.text(t("Publish the ", "გამოქვეყნდეს "))
      .text(t("guide", "გზამკვლევი"), 0, "https://example.org/guide?lang=ka&v=2")
      .text(t(" in four languages.", " ოთხ ენაზე."));
  Event nested;
  nested.level = 1;
  to.open(KVALI_BULLETS, nested)
      .open(KVALI_ITEM)
      .text(t("first Georgian and Armenian", "ჯერ ქართულად და სომხურად"))
      .close(KVALI_ITEM);
  to.open(KVALI_ITEM)
      .text(t("then English and Russian", "შემდეგ ინგლისურად და რუსულად"))
      .close(KVALI_ITEM)
      .close(KVALI_BULLETS);
  to.close(KVALI_ITEM).close(KVALI_BULLETS);
  Event quote;
  quote.attributes = {{"source", t("Participant, group meeting", "მონაწილე, ჯგუფური შეხვედრა")}};
  to.open(KVALI_QUOTE, quote)
      .paragraph(t("We were told where to go, and somebody went with us.",
                   "გვითხრეს, სად მივსულიყავით, და ვიღაც წამოგვყვა კიდეც."))
      .close(KVALI_QUOTE);
  to.close(KVALI_SECTION);
}

void pair(EventScript& to, const char* key, const char* text) {
  Event event;
  event.text = key;
  to.open(KVALI_PAIR, event).text(text).close(KVALI_PAIR);
}

void facts(EventScript& to, Texts t) {
  to.open(KVALI_KEYVALUE);
  pair(to, t("Project", "პროექტი"),
       t("Coastal Integration (fictional)", "სანაპიროს ინტეგრაცია (გამოგონილი)"));
  Event key;
  key.text = t("Meeting held", "შეხვედრის თარიღი");
  Event value;
  value.kind = KVALI_VALUE;
  value.text = t("8 December 2020", "2020 წლის 8 დეკემბერი");
  value.attributes = {{"type", "date"}, {"value", "2020-12-08"}, {"format", "yyyy-mm-dd"}};
  to.open(KVALI_PAIR, key).send(value).close(KVALI_PAIR);
  key.text = t("Budget", "ბიუჯეტი");
  value.text = "1,234,567.89 GEL";
  value.attributes = {{"type", "decimal"}, {"value", "1234567.89"}, {"format", "#,##0.00"}, {"unit", "GEL"}};
  to.open(KVALI_PAIR, key).send(value).close(KVALI_PAIR).close(KVALI_KEYVALUE);
}

void results(EventScript& to, Texts t) {
  Event section;
  section.id = "results-section";
  section.text = t("Results", "შედეგები");
  to.open(KVALI_SECTION, section).heading(1, t("Results by indicator", "შედეგები მაჩვენებლების მიხედვით"));
  std::vector<C> columns{
      C{"code", "u", {{"kvali:label", t("Code", "კოდი")}}, {s("1.1"), s("1.2"), s("2.1"), s("2.2")}},
      C{"indicator",
        "u",
        {{"kvali:label", t("Indicator", "მაჩვენებელი")}},
        {s(t("Migrants who received legal advice", "იურიდიული კონსულტაცია მიღებული მიგრანტები")),
         s(t("Women among them", "მათ შორის ქალები")),
         s(t("Municipalities with a plan", "მუნიციპალიტეტები გეგმით")),
         s(t("Officials trained in rights-based services and in working with interpreters in their own "
             "offices",
             "თანამშრომლები, რომლებიც გადამზადდნენ უფლებებზე დაფუძნებულ მომსახურებაში და თარჯიმნებთან "
             "მუშაობაში"))}},
      C{"target",
        "l",
        {{"kvali:label", t("Target", "სამიზნე")}, {"kvali:format", "#,##0"}, {"kvali:total", "sum"}},
        {i(1500), i(750), i(12), i(240)}},
      C{"actual",
        "l",
        {{"kvali:label", t("Actual", "ფაქტობრივი")}, {"kvali:format", "#,##0"}, {"kvali:total", "sum"}},
        {i(1240), i(661), i(3), V()}},
      C{"spent",
        "d:38,2",
        {{"kvali:label", t("Spent", "დახარჯული")},
         {"kvali:unit", "GEL"},
         {"kvali:format", "#,##0.00"},
         {"kvali:total", "sum"}},
        {i(4512050), i(120000), i(780), i(1999999)}},
      C{"share",
        "g",
        {{"kvali:label", t("Achieved", "შესრულება")}, {"kvali:format", "0%"}},
        {V(0.8267), V(0.8813), V(0.25), V()}},
      C{"due", "tdD", {{"kvali:label", t("Due", "ვადა")}}, {i(18992), i(18992), i(19082), i(18992)}},
      C{"state",
        "u",
        {{"kvali:label", t("Status", "სტატუსი")}},
        {s(t("on track", "გრაფიკშია")), s(t("on track", "გრაფიკშია")), s(t("far behind", "ჩამორჩება")),
         s(t("not recorded", "არ არის მითითებული"))}},
      C{"actual_mark", "u", {{"kvali:role", "mark"}, {"kvali:of", "actual"}}, {V(), V(), V(), s("–")}},
      C{"share_mark", "u", {{"kvali:role", "mark"}, {"kvali:of", "share"}}, {V(), V(), V(), s("n/a")}},
      C{"state_status",
        "u",
        {{"kvali:role", "status"}, {"kvali:of", "state"}},
        {s("good"), s("good"), s("bad"), s("warn")}},
      C{"actual_href",
        "u",
        {{"kvali:role", "href"}, {"kvali:of", "actual"}},
        {s("#evidence"), V(), V(), V()}},
      C{"actual_note",
        "u",
        {{"kvali:role", "note"}, {"kvali:of", "actual"}},
        {s(t("Without the two border points.", "ორი სასაზღვრო პუნქტის გარეშე.")), V(), V(), V()}},
      C{"ind", "l", {{"kvali:role", "indent"}, {"kvali:of", "indicator"}}, {i(0), i(1), i(0), i(0)}},
      C{"strong",
        "b",
        {{"kvali:role", "strong"}, {"kvali:of", "indicator"}},
        {V(true), V(false), V(true), V(true)}}};
  const Batch body(columns);
  for (C& column : columns) column.values.resize(1);
  columns[0].values = {V()};
  columns[1].values = {s(t("Total", "სულ"))};
  columns[2].values = {i(2502)};
  columns[3].values = {i(1904)};
  columns[4].values = {i(6632829)};
  columns[5].values = {V(0.76)};
  columns[6].values = {V()};
  for (size_t c = 7; c < columns.size(); ++c) columns[c].values = {V()};
  const Batch total(columns);
  Event table;
  table.id = "results";
  table.text = t("Results by indicator, 2020", "შედეგები მაჩვენებლების მიხედვით, 2020");
  table.attributes = {
      {"sheet", t("Results", "შედეგები")},
      {"legend", t("– not recorded · n/a not applicable", "– არ არის მითითებული · n/a არ გამოიყენება")}};
  table.batch = &body;
  Event group;
  group.kind = KVALI_COLUMN_GROUP;
  group.text = t("Persons and offices", "პირები და უწყებები");
  group.attributes = {{"columns", "target actual"}};
  to.open(KVALI_TABLE, table).send(group).rows(body).rows(total, 2).close(KVALI_TABLE);

  Event figure;
  figure.id = "fig1";
  figure.text = t("Legal advice is near its target", "იურიდიული კონსულტაცია სამიზნესთან ახლოსაა");
  to.open(KVALI_FIGURE, figure);
  const Batch bars(
      {C{"q", "u", {}, {s("I"), s("II"), s("III"), s("IV")}},
       C{"actual", "l", {{"kvali:label", t("Actual", "ფაქტობრივი")}}, {i(210), i(320), V(), i(410)}},
       C{"target",
         "l",
         {{"kvali:label", t("Target", "სამიზნე")}, {"kvali:role", "target"}},
         {i(300), i(400), i(400), i(400)}}});
  Event chart;
  chart.kind = KVALI_CHART;
  chart.text = t("Legal advice is near its target", "იურიდიული კონსულტაცია სამიზნესთან ახლოსაა");
  chart.style = "bar";
  chart.batch = &bars;
  chart.attributes = {{"alt", t("Bars: 210, 320, not recorded, 410 persons a quarter.",
                                "სვეტები: 210, 320, არ არის მითითებული, 410 პირი.")},
                      {"format", "#,##0"}};
  to.send(chart);
  to.paragraph(t("Source: partners' registers", "წყარო: პარტნიორთა რეესტრები"), "source").close(KVALI_FIGURE);
  chart.style = "line";
  chart.text = t("Persons per quarter", "პირები კვარტლების მიხედვით");
  to.send(chart);
  const Batch wide({C{"indicator", "u", {}, {s("A long name of an indicator"), s("Another one"), s("Third")}},
                    C{"women", "l", {{"kvali:label", t("Women", "ქალები")}}, {i(40), i(25), i(7)}},
                    C{"men", "l", {{"kvali:label", t("Men", "კაცები")}}, {i(35), i(30), i(9)}}});
  chart.batch = &wide;
  for (const char* style : {"hbar", "stacked", "grouped"}) {
    chart.style = style;
    to.send(chart);
  }
  const Batch parts({C{"part", "u", {}, {s(t("spent", "დახარჯული")), s(t("left", "დარჩენილი"))}},
                     C{"gel", "l", {{"kvali:label", "GEL"}}, {i(660), i(340)}}});
  chart.batch = &parts;
  chart.style = "doughnut";
  to.send(chart);
  Event picture;
  picture.kind = KVALI_IMAGE;
  picture.text = t("A grey square", "ნაცრისფერი კვადრატი");
  picture.style = "image/png";
  picture.data = std::string(png_pixel, sizeof png_pixel - 1);
  picture.attributes = {{"width", "12"}};
  to.send(picture).close(KVALI_SECTION);
}

void grouped_table(EventScript& to, Texts t) {
  Event section;
  section.id = "evidence";
  section.style = "annex";
  to.open(KVALI_SECTION, section).heading(1, t("Expenditure", "ხარჯები"));
  const auto rows = [&](std::vector<V> lines, std::vector<V> spent) {
    return std::vector<C>{
        C{"line", "u", {{"kvali:label", t("Budget line", "ბიუჯეტის მუხლი")}}, std::move(lines)},
        C{"spent",
          "d:38,2",
          {{"kvali:label", t("Spent", "დახარჯული")},
           {"kvali:unit", "GEL"},
           {"kvali:format", "#,##0.00"},
           {"kvali:total", "sum"}},
          std::move(spent)}};
  };
  const Batch one(rows({s(t("Rent", "იჯარა")), s(t("Heating", "გათბობა"))}, {i(120000), i(30050)}));
  const Batch one_sum(rows({s(t("Subtotal", "ჯამი"))}, {i(150050)}));
  const Batch two(rows({s(t("Trainers", "ტრენერები"))}, {i(500000)}));
  const Batch two_sum(rows({s(t("Subtotal", "ჯამი"))}, {i(500000)}));
  const Batch all(rows({s(t("Total", "სულ"))}, {i(650050)}));
  Event table;
  table.id = "expenditure";
  table.text = t("Expenditure by outcome", "ხარჯები შედეგების მიხედვით");
  table.batch = &one;
  Event group;
  group.text = t("Outcome 1: services are within reach", "შედეგი 1: მომსახურება ხელმისაწვდომია");
  group.id = "outcome-1";
  to.open(KVALI_TABLE, table).open(KVALI_ROW_GROUP, group).rows(one).rows(one_sum, 1).close(KVALI_ROW_GROUP);
  group.text = t("Outcome 2: officials know the law", "შედეგი 2: თანამშრომლები იცნობენ კანონს");
  group.id = "outcome-2";
  to.open(KVALI_ROW_GROUP, group)
      .rows(two)
      .rows(two_sum, 1)
      .close(KVALI_ROW_GROUP)
      .rows(all, 2)
      .close(KVALI_TABLE);
  Event key;
  key.style = "signature";
  to.open(KVALI_KEYVALUE, key);
  pair(to, t("Project manager", "პროექტის მენეჯერი"), "");
  to.close(KVALI_KEYVALUE).close(KVALI_SECTION);
}

}  // namespace

void send_rich_document(EventScript& script, bool georgian) {
  const Texts t{georgian};
  script.document(t("Coastal Integration: monthly brief", "სანაპიროს ინტეგრაცია: ყოველთვიური მიმოხილვა"),
                  georgian ? "ka" : "en",
                  {{"organisation", t("Example Organisation", "სამაგალითო ორგანიზაცია")},
                   {"project", t("Coastal Integration", "სანაპიროს ინტეგრაცია")},
                   {"agreement", "AG-2020-17"},
                   {"donor", t("Example Fund", "სამაგალითო ფონდი")},
                   {"period", t("December 2020", "2020 წლის დეკემბერი")},
                   {"date", "2020-12-31"},
                   {"revision", "2"},
                   {"version", "monthly-brief 1.0"},
                   {"contents", t("Contents", "სარჩევი")},
                   {"page", t("page {page} of {pages}", "გვერდი {page} / {pages}")},
                   {"author", "Example Author"}});
  Event attachment;
  attachment.kind = KVALI_ATTACHMENT;
  attachment.text = "data.csv";
  attachment.data = "a,b";
  script.send(attachment);
  facts(script, t);
  Event contents;
  contents.kind = KVALI_CONTENTS;
  contents.level = 2;
  script.send(contents);
  narrative(script, t);
  results(script, t);
  grouped_table(script, t);
}

}  // namespace kvali::test
