#include "labels.hpp"

#include <array>
#include <span>
#include <utility>
#include <vector>

#include "text.hpp"

namespace kvali::minutes {
namespace {

template <class T>
using Words = std::span<const std::pair<std::string_view, T>>;

template <class T>
std::optional<T> look_up(Words<T> words, std::string_view text) {
  const std::string key = folded(text);
  for (const auto& entry : words)
    if (entry.first == key) return entry.second;
  return std::nullopt;
}

using Text = std::string_view;
template <class T, size_t N>
using Table = std::array<std::pair<Text, T>, N>;

constexpr auto sections = std::to_array<std::pair<Text, Section>>({
    {"present", Section::present},
    {"attendance", Section::present},
    {"attendees", Section::present},
    {"attended", Section::present},
    {"in attendance", Section::present},
    {"participants", Section::present},
    {"list of participants", Section::present},
    {"დამსწრე", Section::present},
    {"დამსწრენი", Section::present},
    {"დამსწრეები", Section::present},
    {"დამსწრეთა სია", Section::present},
    {"დასწრება", Section::present},
    {"ესწრებოდნენ", Section::present},
    {"მონაწილე", Section::present},
    {"მონაწილეები", Section::present},
    {"მონაწილეთა სია", Section::present},
    {"absent", Section::absent},
    {"apologies", Section::absent},
    {"regrets", Section::absent},
    {"არმყოფი", Section::absent},
    {"არმყოფნი", Section::absent},
    {"არმყოფები", Section::absent},
    {"არ ესწრებოდნენ", Section::absent},
    {"agenda", Section::agenda},
    {"agenda item", Section::agenda},
    {"agenda items", Section::agenda},
    {"დღის წესრიგი", Section::agenda},
    {"განსახილველი საკითხები", Section::agenda},
    {"statements", Section::statements},
    {"interventions", Section::statements},
    {"discussion", Section::statements},
    {"discussions", Section::statements},
    {"განცხადებები", Section::statements},
    {"გამოსვლები", Section::statements},
    {"განხილვა", Section::statements},
    {"დისკუსია", Section::statements},
    {"decision", Section::decisions},
    {"decisions", Section::decisions},
    {"decisions taken", Section::decisions},
    {"decisions made", Section::decisions},
    {"გადაწყვეტილება", Section::decisions},
    {"გადაწყვეტილებები", Section::decisions},
    {"მიღებული გადაწყვეტილებები", Section::decisions},
    {"needs", Section::needs},
    {"needs raised", Section::needs},
    {"needs identified", Section::needs},
    {"საჭიროება", Section::needs},
    {"საჭიროებები", Section::needs},
    {"გამოვლენილი საჭიროებები", Section::needs},
    {"action", Section::actions},
    {"actions", Section::actions},
    {"action point", Section::actions},
    {"action points", Section::actions},
    {"action item", Section::actions},
    {"action items", Section::actions},
    {"სამოქმედო პუნქტი", Section::actions},
    {"სამოქმედო პუნქტები", Section::actions},
    {"დავალება", Section::actions},
    {"დავალებები", Section::actions},
    {"commitments", Section::commitments},
    {"soft commitments", Section::commitments},
    {"ვალდებულებები", Section::commitments},
    {"ვალდებულებები და პირობები", Section::commitments},
    {"პირობები", Section::commitments},
    {"დაპირებები", Section::commitments},
    {"გამოთქმული მზადყოფნა", Section::commitments},
});

constexpr auto facts = std::to_array<std::pair<Text, Fact>>({
    {"date", Fact::date},
    {"თარიღი", Fact::date},
    {"place", Fact::place},
    {"location", Fact::place},
    {"ადგილი", Fact::place},
    {"ჩატარების ადგილი", Fact::place},
    {"organiser", Fact::organiser},
    {"organizer", Fact::organiser},
    {"ორგანიზატორი", Fact::organiser},
    {"type", Fact::type},
    {"ტიპი", Fact::type},
    {"mode", Fact::mode},
    {"format", Fact::mode},
    {"ფორმატი", Fact::mode},
    {"status", Fact::status},
    {"სტატუსი", Fact::status},
    {"number", Fact::number},
    {"ნომერი", Fact::number},
    {"series", Fact::series},
    {"სერია", Fact::series},
    {"title", Fact::title},
    {"სათაური", Fact::title},
    {"id", Fact::id},
    {"chair", Fact::chair},
    {"chaired by", Fact::chair},
    {"facilitator", Fact::chair},
    {"თავმჯდომარე", Fact::chair},
    {"წამყვანი", Fact::chair},
    {"minutes", Fact::minutes_taker},
    {"minutes by", Fact::minutes_taker},
    {"notary", Fact::minutes_taker},
    {"მდივანი", Fact::minutes_taker},
    {"ოქმი შეადგინა", Fact::minutes_taker},
    {"total", Fact::total},
    {"total participants", Fact::total},
    {"სულ", Fact::total},
    {"სულ დამსწრე", Fact::total},
});

constexpr auto sexes = std::to_array<std::pair<Text, Text>>({
    {"f", "f"},       {"w", "f"},      {"female", "f"},     {"females", "f"},    {"woman", "f"},
    {"women", "f"},   {"ქ", "f"},      {"ქალი", "f"},       {"ქალები", "f"},     {"მდედრობითი", "f"},
    {"m", "m"},       {"male", "m"},   {"males", "m"},      {"man", "m"},        {"men", "m"},
    {"კ", "m"},       {"კაცი", "m"},   {"კაცები", "m"},     {"მამაკაცი", "m"},   {"მამრობითი", "m"},
    {"x", "x"},       {"other", "x"},  {"non-binary", "x"}, {"სხვა", "x"},       {"u", "u"},
    {"unknown", "u"}, {"უცნობი", "u"}, {"მამაკაცები", "m"}, {"not stated", "u"}, {"მითითებული არ არის", "u"},
});

constexpr auto roles = std::to_array<std::pair<Text, Text>>({
    {"chair", "chair"},
    {"chairperson", "chair"},
    {"facilitator", "chair"},
    {"თავმჯდომარე", "chair"},
    {"წამყვანი", "chair"},
    {"presenter", "presenter"},
    {"speaker", "presenter"},
    {"მომხსენებელი", "presenter"},
    {"participant", "participant"},
    {"მონაწილე", "participant"},
    {"observer", "observer"},
    {"დამკვირვებელი", "observer"},
    {"minutes", "minutes"},
    {"minute taker", "minutes"},
    {"note taker", "minutes"},
    {"secretary", "minutes"},
    {"მდივანი", "minutes"},
    {"ოქმი", "minutes"},
});

constexpr auto modes = std::to_array<std::pair<Text, Text>>({
    {"online", "online"},
    {"ონლაინ", "online"},
    {"in_person", "in_person"},
    {"in person", "in_person"},
    {"in-person", "in_person"},
    {"პირისპირ", "in_person"},
    {"ადგილზე", "in_person"},
    {"hybrid", "hybrid"},
    {"ჰიბრიდული", "hybrid"},
    {"შერეული", "hybrid"},
});

constexpr auto action_states = std::to_array<std::pair<Text, Text>>({
    {"open", "open"},
    {"ღია", "open"},
    {"in_progress", "in_progress"},
    {"in progress", "in_progress"},
    {"ongoing", "in_progress"},
    {"მიმდინარე", "in_progress"},
    {"მიმდინარეობს", "in_progress"},
    {"done", "done"},
    {"completed", "done"},
    {"x", "done"},
    {"შესრულებული", "done"},
    {"შესრულებულია", "done"},
    {"შესრულდა", "done"},
    {"cancelled", "cancelled"},
    {"canceled", "cancelled"},
    {"გაუქმებული", "cancelled"},
    {"გაუქმებულია", "cancelled"},
    {"superseded", "superseded"},
    {"ჩანაცვლებული", "superseded"},
});

constexpr auto need_states = std::to_array<std::pair<Text, Text>>({
    {"raised", "raised"},
    {"დასახელებული", "raised"},
    {"partly", "partly"},
    {"ნაწილობრივ", "partly"},
    {"addressed", "addressed"},
    {"დაკმაყოფილებული", "addressed"},
    {"referred", "referred"},
    {"გადამისამართებული", "referred"},
    {"unaddressed", "unaddressed"},
    {"დაუკმაყოფილებელი", "unaddressed"},
});

constexpr auto decision_states = std::to_array<std::pair<Text, Text>>({
    {"in_force", "in_force"},
    {"in force", "in_force"},
    {"ძალაშია", "in_force"},
    {"superseded", "superseded"},
    {"ჩანაცვლებული", "superseded"},
    {"revoked", "revoked"},
    {"გაუქმებული", "revoked"},
});

constexpr auto meeting_states = std::to_array<std::pair<Text, Text>>({
    {"held", "held"},
    {"ჩატარდა", "held"},
    {"ჩატარებული", "held"},
    {"planned", "planned"},
    {"დაგეგმილი", "planned"},
    {"tentative", "tentative"},
    {"cancelled", "cancelled"},
    {"canceled", "cancelled"},
    {"გაუქმდა", "cancelled"},
    {"გაუქმებული", "cancelled"},
    {"postponed", "postponed"},
    {"გადაიდო", "postponed"},
});

constexpr auto qualities = std::to_array<std::pair<Text, Text>>({
    {"counted", "counted"},
    {"estimated", "estimated"},
    {"upper_bound", "upper_bound"},
    {"not_recorded", "not_recorded"},
});

constexpr auto people = std::to_array<Text>({"people", "person", "persons", "participants", "participant",
                                             "attendees", "representatives", "representative", "პირი",
                                             "ადამიანი", "მონაწილე", "წარმომადგენელი", "კაცამდე"});

using R = ColumnRole;
constexpr auto columns = std::to_array<std::pair<Text, ColumnRole>>({
    {"text", R::text},
    {"name", R::name},
    {"participant", R::name},
    {"person", R::name},
    {"სახელი", R::name},
    {"სახელი და გვარი", R::name},
    {"სახელი, გვარი", R::name},
    {"მონაწილე", R::name},
    {"org", R::org},
    {"organisation", R::org},
    {"organization", R::org},
    {"speaker", R::org},
    {"raised by", R::org},
    {"ორგანიზაცია", R::org},
    {"უწყება", R::org},
    {"მომხსენებელი", R::presenter},
    {"presenter", R::presenter},
    {"sex", R::sex},
    {"gender", R::sex},
    {"სქესი", R::sex},
    {"count", R::count},
    {"number", R::count},
    {"people", R::count},
    {"total", R::count},
    {"რაოდენობა", R::count},
    {"სულ", R::count},
    {"f", R::women},
    {"female", R::women},
    {"women", R::women},
    {"ქ", R::women},
    {"ქალი", R::women},
    {"ქალები", R::women},
    {"m", R::men},
    {"male", R::men},
    {"men", R::men},
    {"კ", R::men},
    {"კაცი", R::men},
    {"მამაკაცი", R::men},
    {"კაცები", R::men},
    {"x", R::other_sex},
    {"other", R::other_sex},
    {"სხვა", R::other_sex},
    {"u", R::unknown_sex},
    {"unknown", R::unknown_sex},
    {"უცნობი", R::unknown_sex},
    {"role", R::role},
    {"როლი", R::role},
    {"owner", R::owner},
    {"responsible", R::owner},
    {"who", R::owner},
    {"პასუხისმგებელი", R::owner},
    {"შემსრულებელი", R::owner},
    {"due", R::due},
    {"due date", R::due},
    {"deadline", R::due},
    {"by when", R::due},
    {"ვადა", R::due},
    {"status", R::status},
    {"სტატუსი", R::status},
    {"id", R::id},
    {"#", R::id},
    {"population", R::population},
    {"group", R::population},
    {"სამიზნე ჯგუფი", R::population},
    {"sector", R::sector},
    {"სექტორი", R::sector},
    {"სფერო", R::sector},
    {"place", R::place},
    {"location", R::place},
    {"loc", R::place},
    {"ადგილი", R::place},
    {"priority", R::priority},
    {"პრიორიტეტი", R::priority},
});

struct TextColumn {
  Section section;
  Text header;
};
constexpr auto text_columns = std::to_array<TextColumn>({
    {Section::agenda, "agenda"},
    {Section::agenda, "item"},
    {Section::agenda, "topic"},
    {Section::agenda, "საკითხი"},
    {Section::agenda, "თემა"},
    {Section::statements, "statement"},
    {Section::statements, "განცხადება"},
    {Section::decisions, "decision"},
    {Section::decisions, "გადაწყვეტილება"},
    {Section::needs, "need"},
    {Section::needs, "საჭიროება"},
    {Section::actions, "action"},
    {Section::actions, "action point"},
    {Section::actions, "what"},
    {Section::actions, "task"},
    {Section::actions, "დავალება"},
    {Section::actions, "ქმედება"},
    {Section::actions, "სამოქმედო პუნქტი"},
    {Section::commitments, "commitment"},
    {Section::commitments, "ვალდებულება"},
    {Section::commitments, "პირობა"},
});

// "3. Agenda (all):" -> "agenda"
std::string heading_key(std::string_view heading) {
  std::string_view text = trimmed(heading);
  size_t digits = 0;
  while (digits < text.size() && ((text[digits] >= '0' && text[digits] <= '9') || text[digits] == '.'))
    ++digits;
  if (digits > 0 && digits < text.size() &&
      (text[digits] == ' ' || text[digits] == ')' || text[digits - 1] == '.'))
    text = trimmed(text.substr(text[digits] == ')' ? digits + 1 : digits));
  text = without_tail(text, ":");
  if (text.ends_with(")")) {
    const size_t bracket = text.rfind('(');
    if (bracket != text.npos && bracket > 0) text = text.substr(0, bracket);
  }
  return folded(without_tail(text, ":"));
}

}  // namespace

std::optional<Section> section_of(std::string_view heading) {
  const std::string key = heading_key(heading);
  if (const auto found = look_up<Section>(sections, key)) return found;
  for (const std::string_view part : split_outside(key, "/|"))
    if (const auto found = look_up<Section>(sections, part)) return found;
  return std::nullopt;
}

std::optional<std::string> nearest_section(std::string_view heading) {
  const std::string key = heading_key(heading);
  if (characters(key) < 6) return std::nullopt;
  std::vector<std::string_view> known;
  for (const auto& entry : sections) known.push_back(entry.first);
  return nearest(key, known);
}

std::optional<Fact> fact_of(std::string_view label) {
  return look_up<Fact>(facts, label);
}
std::optional<std::string_view> sex_of(std::string_view word) {
  return look_up<Text>(sexes, without_tail(word, "."));
}
std::optional<std::string_view> role_of(std::string_view word) {
  return look_up<Text>(roles, word);
}
std::optional<std::string_view> mode_of(std::string_view word) {
  return look_up<Text>(modes, word);
}
std::optional<std::string_view> action_status_of(std::string_view word) {
  return look_up<Text>(action_states, word);
}
std::optional<std::string_view> need_status_of(std::string_view word) {
  return look_up<Text>(need_states, word);
}
std::optional<std::string_view> decision_status_of(std::string_view word) {
  return look_up<Text>(decision_states, word);
}
std::optional<std::string_view> meeting_status_of(std::string_view word) {
  return look_up<Text>(meeting_states, word);
}
std::optional<std::string_view> quality_of(std::string_view word) {
  return look_up<Text>(qualities, word);
}

bool is_people_word(std::string_view word) {
  const std::string key = folded(word);
  for (const Text known : people)
    if (known == key) return true;
  return false;
}

ColumnRole column_role(std::string_view header, Section section) {
  const std::string key = folded(header);
  for (const TextColumn& column : text_columns)
    if (column.section == section && column.header == key) return ColumnRole::text;
  return look_up<ColumnRole>(columns, key).value_or(ColumnRole::none);
}

bool is_language(std::string_view code) {
  static constexpr Text known =
      " ab ar az be bg cs da de el en es et fa fi fr he hu hy it ka kk ky lt lv nl no os pl pt ro ru sr sv "
      "tg tr uk uz ";
  return code.size() == 2 && code.find(' ') == code.npos &&
         known.find(" " + std::string(code) + " ") != known.npos;
}

}  // namespace kvali::minutes
