#include "samples.hpp"

namespace kvali::pdf::test {
namespace {

using std::string;

struct Words {
  bool ka;
  const char* operator()(const char* en, const char* georgian) const { return ka ? georgian : en; }
};

void play_front(Script& s, const Words& w) {
  s.open(KVALI_DOCUMENT,
         {.text = w("Coastal Integration: progress report", "სანაპირო ინტეგრაცია: მიმდინარე ანგარიში"),
          .lang = w("en", "ka"),
          .attrs = {{"organisation",
                     w("Association of Coastal Municipalities", "სანაპირო მუნიციპალიტეტების ასოციაცია")},
                    {"project", w("Services for migrants and host communities",
                                  "მომსახურება მიგრანტებისა და მასპინძელი თემებისთვის")},
                    {"period", w("1 July to 31 December 2025", "2025 წლის 1 ივლისიდან 31 დეკემბრამდე")},
                    {"date", "2025-12-31"},
                    {"version", "monthly-brief 1"},
                    {"continued", w("continued", "გაგრძელება")},
                    {"number_decimal", w(".", ",")},
                    {"number_group", w(",", "\xC2\xA0")},
                    {"page", w("page {page} of {pages}", "გვერდი {page} / {pages}")}}});
  s.open(KVALI_KEYVALUE);
  const auto pair = [&](const char* key, const char* value) {
    s.open(KVALI_PAIR, {.text = key}).leaf(KVALI_TEXT, {.text = value}).close(KVALI_PAIR);
  };
  pair(w("Donor", "დონორი"), w("European Union (fictional)", "ევროკავშირი (გამოგონილი)"));
  pair(w("Agreement", "შეთანხმება"), "COAST/2025/017");
  pair(w("As of", "მდგომარეობა"), w("31 December 2025, revision 1", "2025 წლის 31 დეკემბერი, რევიზია 1"));
  s.close(KVALI_KEYVALUE);
  s.paragraph(
      w("In six months 1,240 people were advised in four municipalities, 83 % of the yearly target; "
        "two indicators lag behind because the centre in Batumi opened late.",
        "ექვს თვეში ოთხ მუნიციპალიტეტში კონსულტაცია გაეწია 1 240 ადამიანს, რაც წლიური მიზნის 83 % არის; "
        "ორი ინდიკატორი ჩამორჩება, რადგან ბათუმის ცენტრი გვიან გაიხსნა."),
      "lead");
}

void play_kpis(Script& s, const Words& w) {
  s.open(KVALI_KPIS);
  s.leaf(KVALI_KPI, {.text = w("People advised", "კონსულტირებული ადამიანი"),
                     .href = "#results",
                     .attrs = {{"value", w("1,240", "1 240")},
                               {"value_raw", "1240"},
                               {"target", w("of 1,500", "მიზანი 1 500")},
                               {"share", "0.83"},
                               {"change", w("+210 since last report", "+210 წინა ანგარიშის შემდეგ")},
                               {"trend", "up"},
                               {"status", "good"},
                               {"status_text", w("on track", "გრაფიკით")}}});
  s.leaf(KVALI_KPI,
         {.text = w("Trained staff of municipalities", "მუნიციპალიტეტების გადამზადებული თანამშრომლები"),
          .attrs = {{"value", "37"},
                    {"value_raw", "37"},
                    {"target", w("of 80", "მიზანი 80")},
                    {"share", "0.46"},
                    {"change", w("no change", "უცვლელი")},
                    {"trend", "flat"},
                    {"status", "warn"},
                    {"status_text", w("at risk", "რისკის ქვეშ")}}});
  s.leaf(KVALI_KPI, {.text = w("Grants paid out", "გაცემული გრანტები"),
                     .attrs = {{"value", w("412,500", "412 500")},
                               {"value_raw", "412500"},
                               {"unit", "₾"},
                               {"target", w("of 600,000", "მიზანი 600 000")},
                               {"share", "0.69"},
                               {"status", "bad"},
                               {"status_text", w("delayed", "დაგვიანებული")}}});
  s.leaf(KVALI_KPI, {.text = w("Satisfied with the service", "მომსახურებით კმაყოფილი"),
                     .attrs = {{"value", "–"}, {"target", w("of 90 %", "მიზანი 90 %")}}});
  s.close(KVALI_KPIS);
}

void play_results(Script& s, const Words& w) {
  s.section(1, w("Results", "შედეგები"), "s-results");
  s.paragraph(
      w("Progress against targets. Figures count persons once a year; children came with their parents and "
        "are not counted.",
        "პროგრესი მიზნების მიმართ. ადამიანი წელიწადში ერთხელ ითვლება; ბავშვები მშობლებთან ერთად მოვიდნენ და "
        "არ ითვლება."));
  const Attrs right = {{"kvali:label", w("Actual", "ფაქტი")}, {"kvali:unit", w("persons", "ადამიანი")}};
  const Batch rows(
      {{"name", "u", {{"kvali:label", w("Indicator", "ინდიკატორი")}}},
       {"target", "l", {{"kvali:label", w("Target", "მიზანი")}, {"kvali:unit", w("persons", "ადამიანი")}}},
       {"actual", "g", right},
       {"actual_mark", "u", {{"kvali:role", "mark"}, {"kvali:of", "actual"}}},
       {"actual_text", "u", {{"kvali:role", "text"}, {"kvali:of", "actual"}}},
       {"share", "g", {{"kvali:label", w("Share", "წილი")}}},
       {"share_text", "u", {{"kvali:role", "text"}, {"kvali:of", "share"}}},
       {"status", "u", {{"kvali:label", w("Status", "სტატუსი")}}},
       {"status_role", "u", {{"kvali:role", "status"}, {"kvali:of", "status"}}}},
      {{string(w("1.1 People advised on rights and services",
                 "1.1 უფლებებსა და მომსახურებებზე კონსულტირებული ადამიანები")),
        int64_t{1500},
        1240.0,
        {},
        string(w("1,240", "1 240")),
        0.827,
        string(w("82.7 %", "82,7 %")),
        string(w("on track", "გრაფიკით")),
        string("good")},
       {string(w("1.2 Staff trained", "1.2 გადამზადებული თანამშრომლები")),
        int64_t{80},
        37.0,
        {},
        string("37"),
        0.4625,
        string(w("46.3 %", "46,3 %")),
        string(w("at risk", "რისკის ქვეშ")),
        string("warn")},
       {string(w("2.1 Partners' achievements in coordination with municipalities of the coast",
                 "2.1 პარტნიორების მიღწევები სანაპიროს მუნიციპალიტეტებთან კოორდინაციაში")),
        int64_t{12},
        {},
        string("–"),
        {},
        {},
        {},
        string(w("not recorded", "არ არის აღრიცხული")),
        {}},
       {string(w("2.2 Grants", "2.2 გრანტები")),
        int64_t{40},
        9.5,
        {},
        string(w("9.5", "9,5")),
        0.2375,
        string(w("23.8 %", "23,8 %")),
        string(w("delayed", "დაგვიანებული")),
        string("bad")}});
  const Batch total(
      {{"name", "u", {}}, {"target", "l", {}}, {"actual", "g", {}}, {"share", "g", {}}, {"status", "u", {}}},
      {{string(w("Total", "სულ")), int64_t{1632}, 1286.5, {}, {}}});
  s.open(KVALI_TABLE, {.text = w("Table 1. Indicators", "ცხრილი 1. ინდიკატორები"),
                       .id = "results",
                       .attrs = {{"legend", w("– not recorded", "– არ არის აღრიცხული")}},
                       .batch = &rows});
  s.leaf(KVALI_COLUMN_GROUP, {.text = w("This year", "წელს"), .attrs = {{"columns", "target actual share"}}});
  s.leaf(KVALI_ROWS, {.batch = &rows});
  s.leaf(KVALI_ROWS, {.level = 2, .batch = &total});
  s.close(KVALI_TABLE);
  s.end_section();
}

void play_charts(Script& s, const Words& w) {
  s.section(1, w("Charts", "დიაგრამები"), "s-charts");
  const std::vector<std::vector<Value>> months = {
      {string(w("July", "ივლისი")), int64_t{120}, int64_t{80}, 150.0},
      {string(w("August", "აგვისტო")), int64_t{160}, int64_t{95}, 300.0},
      {string(w("September", "სექტემბერი")), int64_t{210}, int64_t{130}, 450.0},
      {string(w("October", "ოქტომბერი")), {}, int64_t{140}, 600.0},
      {string(w("November", "ნოემბერი")), int64_t{260}, int64_t{170}, 750.0},
      {string(w("December", "დეკემბერი")), int64_t{300}, int64_t{190}, 900.0}};
  const std::vector<Batch::Field> two = {{"month", "u", {}},
                                         {"women", "l", {{"kvali:label", w("Women", "ქალები")}}},
                                         {"men", "l", {{"kvali:label", w("Men", "კაცები")}}}};
  std::vector<std::vector<Value>> pairs;
  std::vector<std::vector<Value>> single;
  for (const auto& row : months) pairs.push_back({row[0], row[1], row[2]});
  for (const auto& row : months) single.push_back({row[0], row[1], row[3]});
  const Batch grouped(two, pairs);
  const Batch line({{"month", "u", {}},
                    {"women", "l", {{"kvali:label", w("Women", "ქალები")}}},
                    {"goal", "g", {{"kvali:label", w("Target", "მიზანი")}, {"kvali:role", "target"}}}},
                   single);
  const Batch places({{"place", "u", {}}, {"people", "l", {{"kvali:label", w("People", "ადამიანები")}}}},
                     {{string(w("Batumi", "ბათუმი")), int64_t{512}},
                      {string(w("Kobuleti and the villages along the coast",
                                "ქობულეთი და სანაპიროს გასწვრივ მდებარე სოფლები")),
                       int64_t{301}},
                      {string(w("Poti", "ფოთი")), int64_t{274}},
                      {string(w("Zugdidi", "ზუგდიდი")), {}},
                      {string(w("Khulo", "ხულო")), int64_t{-53}}});
  const char* caption = w("Figure: people advised a month", "ნახაზი: თვეში კონსულტირებული ადამიანები");
  for (const char* style : {"bar", "grouped", "stacked", "line"}) {
    s.open(KVALI_FIGURE, {.text = caption, .id = style});
    const bool single_series = string(style) == "bar" || string(style) == "line";
    s.leaf(KVALI_CHART, {.style = style,
                         .attrs = {{"unit", w("persons", "ადამიანი")}},
                         .batch = single_series ? &line : &grouped});
    s.paragraph(w("Source: register of the four centres", "წყარო: ოთხი ცენტრის რეესტრი"), "source");
    s.close(KVALI_FIGURE);
  }
  s.leaf(KVALI_CHART,
         {.text = w("By municipality", "მუნიციპალიტეტების მიხედვით"), .style = "hbar", .batch = &places});
  s.leaf(KVALI_CHART, {.text = w("Share of women", "ქალების წილი"), .style = "doughnut", .batch = &grouped});
  s.leaf(KVALI_CHART, {.text = w("Progress", "პროგრესი"), .style = "progress", .batch = &places});
  s.end_section();
}

void play_narrative(Script& s, const Words& w) {
  s.section(1, w("Meetings and decisions", "შეხვედრები და გადაწყვეტილებები"), "s-meetings");
  s.section(2, w("Steering group, 8 December", "სამეთვალყურეო ჯგუფი, 8 დეკემბერი"), "s-steering");
  s.open(KVALI_PARAGRAPH);
  s.leaf(KVALI_TEXT,
         {.text = w("The group met online. It asked for ", "ჯგუფი ონლაინ შეიკრიბა. მან მოითხოვა ")});
  s.leaf(KVALI_TEXT, {.text = w("one shared calendar", "ერთიანი კალენდარი"), .marks = KVALI_BOLD});
  s.leaf(KVALI_TEXT, {.text = w(" and for better ", " და უკეთესი ")});
  s.leaf(KVALI_TEXT, {.text = w("contact with the employers", "კავშირი დამსაქმებლებთან"),
                      .href = "https://example.org/employers"});
  s.leaf(KVALI_NOTE_REF, {.text = "1", .href = "#n1"});
  s.leaf(KVALI_TEXT, {.text = w("; see ", "; იხილეთ ")});
  s.leaf(KVALI_TEXT, {.text = w("the results", "შედეგები"), .href = "#results"});
  s.leaf(KVALI_TEXT, {.text = w(". In Arabic the project is called ", ". არაბულად პროექტს ჰქვია ")});
  s.leaf(KVALI_TEXT, {.text = "مشروع الساحل", .lang = "ar"});
  s.leaf(KVALI_TEXT, {.text = "."});
  s.close(KVALI_PARAGRAPH);
  s.open(KVALI_NOTE, {.text = "1", .id = "n1"});
  s.leaf(KVALI_TEXT, {.text = w("Twelve employers of the coast, list in the annex.",
                                "სანაპიროს თორმეტი დამსაქმებელი, სია დანართში.")});
  s.close(KVALI_NOTE);
  s.open(KVALI_BULLETS);
  s.open(KVALI_ITEM).paragraph(w("Open the centre in Batumi by March.", "ბათუმის ცენტრის გახსნა მარტამდე."));
  s.open(KVALI_BULLETS)
      .open(KVALI_ITEM)
      .paragraph(w("rooms", "ოთახები"))
      .close(KVALI_ITEM)
      .open(KVALI_ITEM)
      .paragraph(w("staff", "თანამშრომლები"))
      .close(KVALI_ITEM)
      .close(KVALI_BULLETS);
  s.close(KVALI_ITEM);
  s.open(KVALI_ITEM)
      .paragraph(w("Agree on one form for referrals, so that nobody has to tell their story twice and the "
                   "centres can see who has been helped already.",
                   "შეთანხმდნენ გადამისამართების ერთ ფორმაზე, რათა არავის მოუხდეს თავისი ამბის ორჯერ მოყოლა "
                   "და ცენტრებმა დაინახონ, ვის აქვს უკვე მიღებული დახმარება."))
      .close(KVALI_ITEM);
  s.close(KVALI_BULLETS);
  s.open(KVALI_BULLETS, {.level = 1, .attrs = {{"start", "9"}}});
  for (const char* item : {w("First step", "პირველი ნაბიჯი"), w("Second step", "მეორე ნაბიჯი")})
    s.open(KVALI_ITEM).paragraph(item).close(KVALI_ITEM);
  s.close(KVALI_BULLETS);
  s.open(KVALI_CALLOUT,
         {.text = w("What we need from the donor", "რა გვჭირდება დონორისგან"), .style = "warn"});
  s.paragraph(w("A decision on moving 20,000 from travel to rent by 15 January.",
                "გადაწყვეტილება 15 იანვრამდე 20 000-ის მგზავრობიდან ქირაზე გადატანის შესახებ."));
  s.close(KVALI_CALLOUT);
  s.open(KVALI_QUOTE, {.attrs = {{"source", w("Participant, Poti", "მონაწილე, ფოთი")}}});
  s.paragraph(
      w("For the first time somebody answered in my language.", "პირველად მიპასუხა ვინმემ ჩემს ენაზე."));
  s.close(KVALI_QUOTE);
  s.end_section();
  s.end_section();
}

}  // namespace

void play_sample(Script& script, bool georgian) {
  const Words words{georgian};
  play_front(script, words);
  play_kpis(script, words);
  script.leaf(KVALI_CONTENTS, {.text = words("Contents", "სარჩევი"), .level = 2});
  play_results(script, words);
  play_charts(script, words);
  play_narrative(script, words);
  script.close(KVALI_DOCUMENT);
}

}  // namespace kvali::pdf::test
