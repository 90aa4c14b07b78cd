#include "section_reader.hpp"

#include <algorithm>
#include <array>

#include "minutes.hpp"
#include "numbers.hpp"
#include "text.hpp"

namespace kvali::minutes {
namespace {

// Longest "Name (Org): " before a statement, in characters and in words.
constexpr size_t longest_speaker = 60;
constexpr size_t most_speaker_words = 7;

constexpr std::array<std::string_view, 22> not_speakers{
    "note",     "notes",   "question", "answer",  "q",         "a",     "ps",   "info",
    "update",   "summary", "result",   "comment", "example",   "topic", "http", "https",
    "შენიშვნა", "კითხვა",  "პასუხი",   "შედეგი",  "მაგალითად", "თემა"};

const Say& silent() {
  static const Say nobody = [](Level, const std::string&, Place) {};
  return nobody;
}

std::string joined(const std::vector<Line>& lines) {
  std::string text;
  for (const Line& line : lines) text += (text.empty() ? "" : " ") + line.text;
  return plain(text);
}

std::string without_strokes(std::string markup) {
  const size_t last = markup.rfind("~~");
  markup.erase(last, 2);
  markup.erase(markup.find("~~"), 2);
  return markup;
}

Maybe tag(const Clauses& clauses, std::string_view name) {
  const auto found = clauses.tags.find(std::string(name));
  if (found == clauses.tags.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

// Tags that name other records, and the kind of each.
constexpr std::array<std::string_view, 3> linking_tags{"indicator", "activity", "result"};

// "indicator:1.4; activity:a3" from {indicator=1.4, activity=a3}; {about=...} is taken as it is.
Maybe about(const Clauses& clauses) {
  std::string all;
  const auto add = [&all](const std::string& one) { all += (all.empty() ? "" : "; ") + one; };
  for (const std::string_view kind : linking_tags)
    if (const auto list = tag(clauses, kind))
      for (const std::string_view one : split_outside(*list, ";"))
        add(std::string(kind) + ":" + std::string(one));
  if (const auto written = tag(clauses, "about")) add(*written);
  return all.empty() ? std::nullopt : Maybe(all);
}

// A line all in italics speaks to the writer: "_add yourself_".
bool is_remark(std::string_view line) {
  line = trimmed(line);
  if (line.size() < 3 || (line.front() != '_' && line.front() != '*')) return false;
  return line.back() == line.front() && line[1] != line.front();
}

bool looks_like_a_name(std::string_view text) {
  if (text.empty() || characters(text) > longest_speaker) return false;
  const char first = text.front();
  if (!((first >= 'A' && first <= 'Z') || (first & 0x80) != 0)) return false;
  if (size_t(std::count(text.begin(), text.end(), ' ')) >= most_speaker_words) return false;
  return text.find_first_of("?!,;=*/<>[]{}") == text.npos && text.find(". ") == text.npos;
}

}  // namespace

bool says_nothing(std::string_view text) {
  static constexpr std::array<std::string_view, 12> words{"",        "-",         "none",        "no",
                                                          "n/a",     "nothing",   "tbd",         "არა",
                                                          "არ არის", "არ ყოფილა", "არ მიღებულა", "არცერთი"};
  const std::string key = folded(without_tail(text, "."));
  return std::find(words.begin(), words.end(), key) != words.end();
}

std::string location_id(std::string_view text) {
  text = trimmed(text);
  const bool pcode = text.size() >= 4 && text.size() <= 12 && text[0] >= 'A' && text[0] <= 'Z' &&
                     text[1] >= 'A' && text[1] <= 'Z' &&
                     std::all_of(text.begin() + 2, text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return pcode ? std::string(text) : slug(text);
}

void SectionReader::start_meeting(Record& record) {
  record_ = &record;
  start_section(Section::none);
}

void SectionReader::start_section(Section section) {
  section_ = section;
  last_ = nullptr;
  columns_.clear();
  parent_org_.reset();
}

Texts SectionReader::texts(const Block& block, const std::string& own) const {
  Texts all;
  if (!own.empty()) all[block.language.empty() ? lang_ : block.language] = own;
  for (const auto& entry : block.translations) {
    std::string text = read_clauses(joined(entry.second), Take::marker_and_tags, silent(), {}).text;
    if (section_ == Section::statements) (void)take_numbers(text);
    if (!text.empty()) all.try_emplace(entry.first, text);
  }
  return all;
}

void SectionReader::read(const Block& block, bool has_children) {
  if (block.kind == Block::Kind::table_header) return table_header(block);
  if (block.kind == Block::Kind::table_row) return table_row(block);
  columns_.clear();
  const bool struck = wholly_struck(block.markup());
  const bool marked = has_action_marker(struck ? plain(without_strokes(block.markup())) : block.text());
  if (marked && section_ != Section::commitments) return action(block, true);
  if (section_ == Section::none) return;
  if (section_ == Section::present || section_ == Section::absent) return attendance(block, has_children);
  if (struck && section_ != Section::actions) return;
  if (section_ == Section::agenda) return agenda(block);
  if (nested(block)) return;
  switch (section_) {
    case Section::statements:
      return statement(block);
    case Section::decisions:
      return decision(block);
    case Section::needs:
      return need(block);
    case Section::actions:
      if (block.kind == Block::Kind::item)
        action(block, true);
      else
        unmarked(block);
      return;
    case Section::commitments:
      if (block.kind == Block::Kind::item || marked)
        action(block, false);
      else
        unmarked(block);
      return;
    default:
      return;
  }
}

// A deeper item without a marker of its own goes with the item above it.
bool SectionReader::nested(const Block& block) {
  if (block.kind != Block::Kind::item || !last_ || block.level <= last_level_) return false;
  for (const auto& [lang, text] : texts(block, block.text())) {
    std::string& whole = (*last_)[lang];
    whole += (whole.empty() ? "" : "\n") + text;
  }
  return true;
}

void SectionReader::unmarked(const Block& block) {
  if (says_nothing(block.text())) return;
  warn("a paragraph is not read as an action point\nhint: begin the line with \"- [ ] \"", place(block));
}

void SectionReader::attendance(const Block& block, bool has_children) {
  const bool item = block.kind == Block::Kind::item;
  if (item && block.level == 0) parent_org_.reset();
  std::string written;
  for (const Line& line : block.lines)
    if (!is_remark(line.text)) written += (written.empty() ? "" : " ") + line.text;
  const std::string text = plain(written);
  if (item && has_children && !name_and_org(text)) {
    parent_org_ = names_.org(without_tail(text, ":"));
    names_.add_org(*parent_org_, *parent_org_);
    return;
  }
  if (item)
    return take(read_attendance_line(text, true, names_, say_, place(block)),
                block.level > 0 ? parent_org_ : Maybe());
  for (const Line& line : block.lines) {
    if (is_remark(line.text)) continue;
    take(read_attendance_line(plain(line.text), false, names_, say_, {line.line, line.column}), {});
  }
}

void SectionReader::take(AttendanceLine line, const Maybe& org) {
  if (line.total && section_ == Section::present) {
    record_->meeting.att_total = line.total->people;
    record_->meeting.att_quality = line.total->quality;
  }
  if (record_->attendance.size() + line.rows.size() > most_people_rows) {
    if (!line.rows.empty())
      warn("a meeting has more than 20,000 lines of attendance; this one is left out",
           {line.rows.front().line, 1});
    return;
  }
  for (Attendance& row : line.rows) {
    if (!row.org && org) row.org = org;
    if (row.person && org) names_.add_person(*row.person, org);
    if (section_ == Section::absent) {
      row.partstat = "absent";
      row.count = 0;
    }
    record_->attendance.push_back(std::move(row));
  }
}

void SectionReader::agenda(const Block& block) {
  if (block.kind == Block::Kind::item && block.level > 0) return;  // Details of the item above.
  Clauses clauses = read_clauses(block.text(), Take::marker_and_tags, say_, place(block));
  only_tags(clauses, {"presenter"}, place(block));
  if (says_nothing(clauses.text)) return;
  AgendaItem entry;
  entry.line = block.line();
  if (const auto written = tag(clauses, "presenter")) {
    const Who who = names_.who(*written);
    entry.presenter = who.person ? who.person : who.org;
  } else if (const auto parts = name_and_org(clauses.text)) {
    // Brackets may hold anything; only somebody who is known presents.
    if (names_.knows_person(parts->second) || names_.knows_org(parts->second)) {
      const Who who = names_.who(parts->second);
      entry.presenter = who.person ? who.person : who.org;
      clauses.text = std::string(parts->first);
    }
  }
  entry.title = texts(block, clauses.text);
  record_->agenda.push_back(std::move(entry));
}

std::optional<Who> SectionReader::speaker(std::string& text, bool any) const {
  if (text.starts_with("[")) {
    const size_t close = text.find(']');
    if (close == std::string::npos || close > 3 * longest_speaker) return std::nullopt;
    const std::string_view name = std::string_view(text).substr(1, close - 1);
    if (!names_.knows_person(name) && !names_.knows_org(name)) return std::nullopt;
    const Who who = names_.who(name);
    text = std::string(trimmed(std::string_view(text).substr(close + 1)));
    return who;
  }
  const size_t colon = text.find(": ");
  if (colon == std::string::npos || colon > 3 * longest_speaker) return std::nullopt;
  const std::string_view name = trimmed(std::string_view(text).substr(0, colon));
  auto who = names_.known(name);
  if (who && !names_.knows_org(name) && !names_.knows_person(name) && !looks_like_a_name(name)) who.reset();
  if (!who && any && looks_like_a_name(name)) {
    const std::string key = folded(name);
    if (std::find(not_speakers.begin(), not_speakers.end(), key) != not_speakers.end()) return std::nullopt;
    who = names_.who(name);
  }
  if (who) text = std::string(trimmed(std::string_view(text).substr(colon + 2)));
  return who;
}

void SectionReader::statement(const Block& block) {
  static constexpr std::array<std::string_view, 7> kinds{"report",  "need",   "concern", "commitment",
                                                         "request", "thanks", "quote"};
  const bool quoted = block.kind == Block::Kind::quote;
  Clauses clauses = read_clauses(block.text(), Take::marker_and_tags, say_, place(block));
  only_tags(clauses, {"kind", "indicator", "activity", "result", "about"}, place(block));
  const std::vector<MarkedNumber> numbers = take_numbers(clauses.text);
  Statement entry;
  entry.line = block.line();
  entry.verbatim = quoted;
  if (quoted) entry.kind = "quote";
  auto who = speaker(clauses.text, true);
  if (quoted && !who) {
    // "> text" with "> — UNHCR" below it.
    for (const std::string_view dash : {" — ", " – ", " -- "}) {
      const size_t at = clauses.text.rfind(dash);
      const std::string last = plain(block.lines.back().text);
      if (at == std::string::npos || block.lines.size() < 2 || !last.starts_with(dash.substr(1))) continue;
      who = names_.who(trimmed(std::string_view(clauses.text).substr(at + dash.size())));
      clauses.text.resize(at);
      break;
    }
  }
  if (who) {
    entry.person = who->person;
    entry.org = who->org;
  }
  if (says_nothing(clauses.text)) return;
  if (const auto kind = tag(clauses, "kind")) {
    if (std::find(kinds.begin(), kinds.end(), *kind) != kinds.end())
      entry.kind = kind;
    else
      warn("kind «" + *kind +
               "» of a statement is not known\nhint: write report, need, concern, commitment, request, "
               "thanks or quote",
           place(block));
  }
  entry.about = about(clauses);
  set_number(entry, numbers, place(block));
  entry.text = texts(block, clauses.text);
  // A translation may name the speaker again.
  for (auto& [lang, text] : entry.text)
    if (who && lang != lang_ && lang != block.language) (void)speaker(text, true);
  record_->statements.push_back(std::move(entry));
  last_ = &record_->statements.back().text;
  last_level_ = block.level;
}

void SectionReader::set_number(Statement& statement, const std::vector<MarkedNumber>& numbers,
                               Place at) const {
  if (numbers.empty()) return;
  const MarkedNumber& number = numbers.front();
  statement.indicator = number.indicator;
  statement.value = number.value;
  statement.period = number.period;
  const std::string mark = "[" + number.indicator + ": " + number.value;
  if (!number.period)
    warn("[M-11] the number " + mark + "] says no period; it is not compared with anything\nhint: write " +
             mark + ", 2021-03]",
         at);
  if (numbers.size() > 1)
    warn("[M-11] a statement has one number: " + mark + "] is taken\nhint: write a line for each number", at);
}

void SectionReader::decision(const Block& block) {
  const Clauses clauses = read_clauses(block.text(), Take::marker_and_tags, say_, place(block));
  only_tags(clauses, {"status", "supersedes", "indicator", "activity", "result", "about"}, place(block));
  if (says_nothing(clauses.text)) return;
  last_ = &add_decision(texts(block, clauses.text), clauses, place(block)).text;
  last_level_ = block.level;
}

Decision& SectionReader::add_decision(Texts text, const Clauses& clauses, Place at) {
  Decision entry;
  entry.line = at.line;
  entry.explicit_id = clauses.id;
  entry.text = std::move(text);
  entry.status = "in_force";
  if (const auto status = tag(clauses, "status"))
    set_word(entry.status, *status, decision_status_of, "in_force, superseded or revoked", at);
  if (const auto id = tag(clauses, "supersedes")) entry.supersedes = slug(*id);
  entry.about = about(clauses);
  record_->decisions.push_back(std::move(entry));
  return record_->decisions.back();
}

void SectionReader::need(const Block& block) {
  Clauses clauses = read_clauses(block.text(), Take::marker_and_tags, say_, place(block));
  only_tags(
      clauses,
      {"population", "sector", "loc", "status", "raised_by", "indicator", "activity", "result", "about"},
      place(block));
  const auto who = speaker(clauses.text, true);
  if (says_nothing(clauses.text)) return;
  Need& entry = add_need(texts(block, clauses.text), clauses, place(block));
  for (auto& [lang, text] : entry.text)
    if (who && lang != lang_ && lang != block.language) (void)speaker(text, true);
  if (who && !entry.raised_by) entry.raised_by = who->org ? who->org : who->person;
  last_ = &entry.text;
  last_level_ = block.level;
}

Need& SectionReader::add_need(Texts text, const Clauses& clauses, Place at) {
  Need entry;
  entry.line = at.line;
  entry.explicit_id = clauses.id;
  entry.text = std::move(text);
  entry.population = tag(clauses, "population");
  entry.sector = tag(clauses, "sector");
  if (const auto where = tag(clauses, "loc")) entry.location = location_id(*where);
  entry.about = about(clauses);
  entry.status = "raised";
  if (const auto status = tag(clauses, "status"))
    set_word(entry.status, *status, need_status_of, "raised, partly, addressed, referred or unaddressed", at);
  if (const auto by = tag(clauses, "raised_by")) {
    const Who who = names_.who(*by);
    entry.raised_by = who.org ? who.org : who.person;
  }
  record_->needs.push_back(std::move(entry));
  return record_->needs.back();
}

void SectionReader::action(const Block& block, bool firm) {
  const bool struck = wholly_struck(block.markup());
  const std::string written = struck ? without_strokes(block.markup()) : block.markup();
  Clauses clauses = read_clauses(plain(written), Take::everything, say_, place(block));
  only_tags(clauses,
            {"owner", "due", "priority", "status", "closed_on", "indicator", "activity", "result", "about"},
            place(block));
  if (clauses.owners.empty()) {
    if (auto who = speaker(clauses.text, !firm))
      clauses.owners.push_back(who->org ? *who->org : who->person.value_or(""));
  }
  if (struck) clauses.status = "cancelled";
  Texts text = texts(block, clauses.text);
  for (auto& [lang, translation] : text) {
    if (lang == lang_ || lang == block.language) continue;
    translation = read_clauses(translation, Take::everything, silent(), {}).text;
    if (!clauses.owners.empty()) (void)speaker(translation, !firm);
  }
  if (says_nothing(clauses.text)) {
    if (clauses.marked && !clauses.id)
      warn(
          "an action marker without a text; it is left out\nhint: say what is to be done, or take the marker "
          "out",
          place(block));
    if (!clauses.marked || !clauses.id) return;
    text.clear();
  }
  ActionPoint& entry = add_action(std::move(text), clauses, firm, place(block));
  last_ = &entry.text;
  last_level_ = block.level;
}

ActionPoint& SectionReader::add_action(Texts text, const Clauses& clauses, bool firm, Place at) {
  ActionPoint entry;
  entry.line = at.line;
  entry.explicit_id = clauses.id;
  entry.text = std::move(text);
  entry.firm = firm;
  entry.status = clauses.status;
  entry.due = clauses.due;
  entry.priority = tag(clauses, "priority");
  entry.about = about(clauses);
  if (const auto status = tag(clauses, "status"))
    set_word(entry.status, *status, action_status_of, "open, in_progress, done, cancelled or superseded", at);
  entry.due_text = clauses.due_text;
  if (const auto due = tag(clauses, "due")) set_due(entry.due, entry.due_text, *due, say_, at);
  if (const auto closed = tag(clauses, "closed_on")) {
    const auto date = whole_date(*closed);
    if (date) entry.closed_on = date->day;
    if (!entry.closed_on)
      warn("[M-04] the date «" + *closed + "» cannot be read\nhint: write it as 2021-03-01", at);
  }
  std::vector<std::string> owners = clauses.owners;
  if (const auto owner = tag(clauses, "owner")) owners.insert(owners.begin(), *owner);
  set_owner(entry, owners, at);
  record_->actions.push_back(std::move(entry));
  return record_->actions.back();
}

void SectionReader::set_owner(ActionPoint& action, const std::vector<std::string>& owners, Place at) {
  if (owners.empty() || owners.front().empty()) return;
  const Who who = names_.who(owners.front());
  action.owner_org = who.org;
  action.owner_person = who.person;
  if (owners.size() > 1 && slug(owners[1]) != slug(owners[0]))
    warn("an action point has one owner: «" + owners.front() +
             "» is taken, the others are left out\n"
             "hint: write one line for each owner",
         at);
}

void SectionReader::set_word(Maybe& to, std::string_view word, Lookup lookup, const std::string& choices,
                             Place at) const {
  if (const auto found = lookup(word))
    to = std::string(*found);
  else
    warn("status «" + std::string(word) + "» is not known; it is left out\nhint: write " + choices, at);
}

void SectionReader::only_tags(const Clauses& clauses, std::vector<std::string_view> known, Place at) const {
  for (const auto& entry : clauses.tags) {
    if (std::find(known.begin(), known.end(), entry.first) != known.end()) continue;
    std::string message = "tag «" + entry.first + "» is not known here; it is left out";
    if (const auto meant = nearest(entry.first, known)) message += "\nhint: did you mean " + *meant + "?";
    warn(message, at);
  }
}

}  // namespace kvali::minutes
