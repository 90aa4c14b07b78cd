#include "rich_document.hpp"

#include <array>

namespace kvali::test {
namespace {

using std::string;

// 1 x 1 pixel, grey.
const char png_pixel[] =
    "\211\120\116\107\015\012\032\012\000\000\000\015\111\110\104\122\000\000\000\001\000\000\000\001\010"
    "\000\000\000\000\072\176\233\125\000\000\000\012\111\104\101\124\170\332\143\150\000\000\000\202\000"
    "\201\332\105\010\073\000\000\000\000\111\105\116\104\256\102\140\202";

struct Words {
  Tongue tongue;
  const char* operator()(const char* english, const char* georgian, const char* arabic) const {
    return std::array{english, georgian, arabic}[static_cast<size_t>(tongue)];
  }
};

With head(const Words& w) {
  With with{.text = w("Progress report", "მიმდინარე ანგარიში", "تقرير التقدم"), .lang = w("en", "ka", "ar")};
  with.attrs = {{"organisation", w("Coastal Association", "სანაპიროს ასოციაცია", "جمعية الساحل")},
                {"project", w("Coastal Integration", "სანაპიროს ინტეგრაცია", "اندماج الساحل")},
                {"period", w("July to December 2025", "2025 წლის ივლისი-დეკემბერი", "يوليو إلى ديسمبر 2025")},
                {"draft", w("Draft", "სამუშაო ვერსია", "مسودة")},
                {"data", w("Data", "მონაცემები", "البيانات")},
                {"date", "2025-12-31"},
                {"version", "monthly-brief 1"},
                {"author", "Example Author"},
                {"number_decimal", w(".", ",", ".")},
                {"number_group", w(",", "\xC2\xA0", ",")}};
  if (w.tongue == Tongue::arabic) with.attrs.emplace_back("dir", "rtl");
  return with;
}

void play_front(Script& s, const Words& w) {
  s.open(KVALI_KEYVALUE);
  s.open(KVALI_PAIR, {.text = w("Donor", "დონორი", "الجهة المانحة")});
  s.text(w("Example Fund", "სამაგალითო ფონდი", "صندوق المثال")).close(KVALI_PAIR);
  s.open(KVALI_PAIR, {.text = w("Data as of", "მონაცემთა თარიღი", "تاريخ البيانات")});
  s.leaf(KVALI_VALUE, {.text = w("31 December 2025", "2025 წლის 31 დეკემბერი", "31 ديسمبر 2025"),
                       .attrs = {{"type", "date"}, {"value", "2025-12-31"}}});
  s.close(KVALI_PAIR).close(KVALI_KEYVALUE);
  s.open(KVALI_PARAGRAPH, {.style = "lead"});
  s.text(w("Since July ", "ივლისიდან ", "منذ يوليو "));
  s.leaf(KVALI_VALUE, {.text = w("1,240", "1 240", "1,240"),
                       .href = "#ev-1.to-date",
                       .attrs = {{"type", "int"}, {"value", "1240"}}});
  s.text(w(" people were advised", " ადამიანს გაეწია კონსულტაცია", " شخصًا تلقوا المشورة"));
  s.leaf(KVALI_NOTE_REF, {.text = "1", .href = "#note-1"});
  s.text(".").close(KVALI_PARAGRAPH);
  s.open(KVALI_NOTE, {.text = "1", .id = "note-1"});
  s.text(w("Counted once a year.", "წელიწადში ერთხელ ითვლება.", "يُحسب مرة واحدة في السنة."))
      .close(KVALI_NOTE);
  s.leaf(KVALI_CONTENTS, {.text = w("Contents", "სარჩევი", "المحتويات"), .level = 2});
}

void play_tiles(Script& s, const Words& w) {
  s.open(KVALI_KPIS);
  s.leaf(KVALI_KPI,
         {.text = w("People advised", "კონსულტირებული ადამიანი", "أشخاص تلقوا المشورة"),
          .href = "#ev-1.to-date",
          .attrs = {{"value", w("1,240", "1 240", "1,240")},
                    {"value_raw", "1240"},
                    {"unit", w("people", "ადამიანი", "شخص")},
                    {"target", w("of 1,500", "მიზანი: 1 500", "من 1,500")},
                    {"share", "0.8267"},
                    {"change", w("+210 since the last report", "+210 წინა ანგარიშის შემდეგ", "+210")},
                    {"trend", "up"},
                    {"status", "good"},
                    {"status_text", w("on track", "გრაფიკით", "وفق الخطة")}}});
  s.leaf(KVALI_KPI, {.text = w("Grants paid out", "გაცემული გრანტები", "منح مدفوعة"),
                     .attrs = {{"value", w("412,500", "412 500", "412,500")},
                               {"value_raw", "412500"},
                               {"unit", "₾"},
                               {"target", w("of 600,000", "მიზანი: 600 000", "من 600,000")},
                               {"share", "0.6875"},
                               {"trend", "down"},
                               {"change", w("less than planned", "დაგეგმილზე ნაკლები", "أقل من المخطط")},
                               {"status", "bad"},
                               {"status_text", w("delayed", "დაგვიანებული", "متأخر")}}});
  s.leaf(KVALI_KPI, {.text = w("Satisfied", "კმაყოფილი", "راضون"),
                     .attrs = {{"value", "–"},
                               {"status", "warn"},
                               {"status_text", w("no data", "მონაცემი არ არის", "لا بيانات")}}});
  s.close(KVALI_KPIS);
}

void play_table(Script& s, const Words& w) {
  const auto label = [](const char* text) { return Pairs{{"kvali:label", text}}; };
  const auto text_of = [](const char* of, const char* role) {
    return Pairs{{"kvali:role", role}, {"kvali:of", of}};
  };
  const char* group = w(",", "\xC2\xA0", ",");
  const Batch rows(
      {{"code", "u", label(w("Code", "კოდი", "الرمز")), {string("1.1"), string("1.2")}},
       {"name",
        "u",
        {{"kvali:label", w("Indicator", "ინდიკატორი", "المؤشر")}, {"kvali:width", "60"}},
        {string(w("People advised", "კონსულტირებული ადამიანი", "أشخاص تلقوا المشورة")),
         string(w("Hours of lessons", "გაკვეთილების საათები", "ساعات الدروس"))}},
       {"actual",
        "l",
        {{"kvali:label", w("Actual", "ფაქტი", "الفعلي")}, {"kvali:unit", w("people", "ადამიანი", "شخص")}},
        {int64_t{1240}, Value()}},
       {"actual.text", "u", text_of("actual", "text"), {string("1") + group + "240", Value()}},
       {"actual.mark", "u", text_of("actual", "mark"), {Value(), string("–")}},
       {"actual.href", "u", text_of("actual", "href"), {string("#ev-1.to-date"), Value()}},
       {"target", "l", label(w("Target", "მიზანი", "الهدف")), {int64_t{1500}, int64_t{480}}},
       {"target.text", "u", text_of("target", "text"), {string("1") + group + "500", string("480")}},
       {"status",
        "u",
        label(w("Status", "სტატუსი", "الحالة")),
        {string(w("on track", "გრაფიკით", "وفق الخطة")),
         string(w("no data", "მონაცემი არ არის", "لا بيانات"))}},
       {"status.status", "u", text_of("status", "status"), {string("good"), string("warn")}},
       {"status.note", "u", text_of("status", "note"), {string("Checked twice."), Value()}}});
  s.open(KVALI_TABLE, {.text = w("Indicators", "ინდიკატორები", "المؤشرات"),
                       .id = "results-table",
                       .attrs = {{"legend", w("– not recorded", "– არ არის მითითებული", "– غير مسجل")}},
                       .batch = &rows});
  s.leaf(KVALI_COLUMN_GROUP,
         {.text = w("To date", "სულ დღემდე", "حتى الآن"), .attrs = {{"columns", "actual target"}}});
  s.open(KVALI_ROW_GROUP, {.text = w("Services", "სერვისები", "الخدمات")});
  s.leaf(KVALI_ROWS, {.batch = &rows}).leaf(KVALI_ROWS, {.level = 1, .batch = &rows}).close(KVALI_ROW_GROUP);
  s.leaf(KVALI_ROWS, {.level = 2, .batch = &rows}).close(KVALI_TABLE);
}

void play_charts(Script& s, const Words& w) {
  s.open(KVALI_SECTION,
         {.text = "Charts", .level = 1, .id = "charts", .attrs = {{"orientation", "landscape"}}});
  s.heading(1, w("Charts", "დიაგრამები", "الرسوم البيانية"));
  const std::array months = {
      string(w("July", "ივლისი", "يوليو")),           string(w("August", "აგვისტო", "أغسطس")),
      string(w("September", "სექტემბერი", "سبتمبر")), string(w("October", "ოქტომბერი", "أكتوبر")),
      string(w("November", "ნოემბერი", "نوفمبر")),    string(w("December", "დეკემბერი", "ديسمبر"))};
  const std::vector<Value> names(months.begin(), months.end());
  const auto label = [](const char* text) { return Pairs{{"kvali:label", text}}; };
  const Batch one({{"month", "u", label(w("Month", "თვე", "الشهر")), names},
                   {"n",
                    "l",
                    label(w("People", "ადამიანი", "أشخاص")),
                    {int64_t{120}, int64_t{180}, int64_t{240}, Value(), int64_t{310}, int64_t{390}}},
                   {"t",
                    "l",
                    {{"kvali:label", w("Target", "მიზანი", "الهدف")}, {"kvali:role", "target"}},
                    {int64_t{200}, int64_t{200}, int64_t{250}, int64_t{250}, int64_t{300}, int64_t{300}}}});
  const Batch two(
      {{"month", "u", label(w("Month", "თვე", "الشهر")), names},
       {"w",
        "l",
        label(w("Women", "ქალი", "نساء")),
        {int64_t{70}, int64_t{101}, int64_t{140}, int64_t{160}, int64_t{190}, int64_t{220}}},
       {"m",
        "l",
        label(w("Men", "კაცი", "رجال")),
        {int64_t{50}, int64_t{79}, int64_t{100}, int64_t{115}, int64_t{120}, int64_t{170}}},
       {"u", "g", label(w("Unknown", "უცნობი", "غير معروف")), {1.0, 4.0, Value(), 2.0, 3.0, 9.0}}});
  const Batch parts(
      {{"part", "u", label("Part"), {string(w("Women", "ქალი", "نساء")), string(w("Men", "კაცი", "رجال"))}},
       {"n", "l", label("n"), {int64_t{820}, int64_t{420}}}});
  const auto figure = [&](const char* style, const char* title, const Batch& batch) {
    s.open(KVALI_FIGURE, {.id = style});
    s.leaf(KVALI_CHART, {.text = title,
                         .style = style,
                         .attrs = {{"alt", string(title) + ": alt"}, {"format", "#,##0"}},
                         .batch = &batch});
    s.paragraph(w("Source: register", "წყარო: რეესტრი", "المصدر: السجل"), "source").close(KVALI_FIGURE);
  };
  figure("bar", w("People advised a month", "კონსულტირებული თვეში", "أشخاص كل شهر"), one);
  figure("grouped", w("Women and men", "ქალები და კაცები", "نساء ورجال"), two);
  figure("stacked", w("Together", "ერთად", "معًا"), two);
  figure("line", w("Over time", "დროში", "عبر الزمن"), two);
  figure("hbar", w("By month", "თვეების მიხედვით", "حسب الشهر"), one);
  figure("doughnut", w("Share of women", "ქალების წილი", "نسبة النساء"), parts);
  figure("progress", w("Progress", "პროგრესი", "التقدم"), one);
  figure("sunburst", w("No picture", "უსურათო", "بلا صورة"), parts);
  s.close(KVALI_SECTION);
}

void play_narrative(Script& s, const Words& w) {
  s.open(KVALI_SECTION, {.text = "Meetings", .level = 1, .id = "meetings"});
  s.heading(1, w("Meetings", "შეხვედრები", "الاجتماعات"));
  s.open(KVALI_SECTION, {.text = "Group", .level = 2, .id = "meeting-3"});
  s.heading(2, w("Steering group", "სამეთვალყურეო ჯგუფი", "مجموعة التوجيه"));
  s.open(KVALI_PARAGRAPH).text(w("It asked for ", "მოითხოვა ", "طلبت "));
  s.text(w("one calendar", "ერთიანი კალენდარი", "تقويمًا واحدًا"), KVALI_BOLD).text("; ");
  s.text("example.org", 0, "https://example.org/a?b=1&c=2").text(", ");
  s.leaf(KVALI_TEXT, {.text = "שלום", .lang = "he"}).leaf(KVALI_BREAK).text("x = 1", KVALI_CODE);
  s.close(KVALI_PARAGRAPH);
  s.open(KVALI_BULLETS).open(KVALI_ITEM).paragraph(w("Open the centre.", "ცენტრის გახსნა.", "فتح المركز."));
  s.open(KVALI_BULLETS, {.level = 1, .attrs = {{"start", "3"}}})
      .open(KVALI_ITEM)
      .text(w("rooms", "ოთახები", "غرف"));
  s.close(KVALI_ITEM).close(KVALI_BULLETS).close(KVALI_ITEM).close(KVALI_BULLETS);
  s.open(KVALI_CALLOUT, {.text = w("Needed", "საჭიროა", "مطلوب"), .style = "warn"});
  s.paragraph(w("A decision by 15 January.", "გადაწყვეტილება 15 იანვრამდე.", "قرار قبل 15 يناير."))
      .close(KVALI_CALLOUT);
  s.open(KVALI_QUOTE, {.attrs = {{"source", w("Participant", "მონაწილე", "مشارك")}}});
  s.paragraph(w("Somebody answered.", "ვიღაცამ მიპასუხა.", "أجابني أحد.")).close(KVALI_QUOTE);
  s.leaf(KVALI_IMAGE, {.text = w("A grey point", "ნაცრისფერი წერტილი", "نقطة رمادية"),
                       .style = "image/png",
                       .attrs = {{"width", "20"}},
                       .data = string(png_pixel, sizeof png_pixel - 1)});
  s.close(KVALI_SECTION).leaf(KVALI_PAGE);
  s.open(KVALI_KEYVALUE, {.style = "signature"});
  s.open(KVALI_PAIR, {.text = w("Project manager", "პროექტის მენეჯერი", "مدير المشروع")}).close(KVALI_PAIR);
  s.close(KVALI_KEYVALUE).close(KVALI_SECTION);
}

void play_annex(Script& s, const Words& w) {
  s.open(KVALI_SECTION, {.text = "Evidence", .level = 1, .style = "annex", .id = "evidence"});
  s.heading(1, w("Evidence", "მტკიცებულებები", "الأدلة"));
  const Batch rows(
      {{"figure", "u", {{"kvali:label", w("Figure", "მაჩვენებელი", "الرقم")}}, {string("1.to-date")}},
       {"figure.href", "u", {{"kvali:role", "href"}, {"kvali:of", "figure"}}, {string("#^ev-1.to-date")}},
       {"records", "u", {{"kvali:label", w("Records", "ჩანაწერები", "السجلات")}}, {string("register 2-7")}},
       {"anchor", "u", {{"kvali:role", "anchor"}}, {string("ev-1.to-date ev-1.target")}}});
  s.table({.style = "compact", .id = "evidence-table"}, rows);
  s.table(
      {.text = w("Nothing", "არაფერი", "لا شيء"), .attrs = {{"empty", w("None.", "არ არის.", "لا يوجد.")}}},
      Batch({{"a", "u", {{"kvali:label", "A"}}, {}}, {"b", "u", {{"kvali:label", "B"}}, {}}}));
  s.close(KVALI_SECTION);
}

}  // namespace

void play_rich_document(Script& script, Tongue tongue) {
  const Words words{tongue};
  script.open(KVALI_DOCUMENT, head(words));
  play_front(script, words);
  script.open(KVALI_SECTION, {.text = "Results", .level = 1, .id = "results"});
  script.heading(1, words("Results", "შედეგები", "النتائج"));
  play_tiles(script, words);
  play_table(script, words);
  script.close(KVALI_SECTION);
  play_charts(script, words);
  play_narrative(script, words);
  play_annex(script, words);
  script.close(KVALI_DOCUMENT);
}

}  // namespace kvali::test
