#include "minutes.hpp"

#include <algorithm>
#include <set>

#include "blocks.hpp"
#include "dates.hpp"
#include "decode.hpp"
#include "front_matter.hpp"
#include "meeting_heading.hpp"
#include "ordinals.hpp"
#include "section_reader.hpp"
#include "text.hpp"

namespace kvali::minutes {
namespace {

constexpr size_t most_officers = 20;

class FileReader {
 public:
  FileReader(FrontMatter front, std::string name, const std::string& lang, const Say& say)
      : front_(std::move(front)),
        name_(std::move(name)),
        lang_(front_.lang.value_or(lang)),
        say_(say),
        sections_(front_.names, lang_, say) {}

  std::vector<Record> read(const std::vector<Block>& blocks) {
    current_.file = name_;
    current_.meeting = front_.meeting;
    current_.attendance = front_.attendance;
    sections_.start_meeting(current_);
    for (size_t i = 0; i < blocks.size(); ++i) {
      if (records_.size() >= most_meetings) {
        say_(Level::error,
             "the file has more than 2,000 meetings; the rest is not read\nhint: split the file",
             place(blocks[i]));
        break;
      }
      const Block* next = i + 1 < blocks.size() ? &blocks[i + 1] : nullptr;
      if (blocks[i].kind == Block::Kind::heading) {
        if (heading(blocks[i], next)) ++i;
      } else if (!preamble_ || !labelled(blocks[i])) {
        pseudo_heading(blocks[i]) ? void() : content(blocks[i], next);
      }
    }
    finish();
    name_meetings();
    return std::move(records_);
  }

 private:
  static Place place(const Block& block) { return {block.line(), block.column()}; }
  void warn(const std::string& message, Place at) const { say_(Level::warning, message, at); }

  // True if the following block, a date by itself, belongs to the heading.
  bool heading(const Block& block, const Block* next) {
    const std::string text = block.text();
    const auto section = section_of(text);
    if (section) {
      preamble_ = false;
      sections_.start_section(*section);
      section_level_ = block.level;
      return false;
    }
    if (block.level <= 2 && !front_.meeting.start) {
      if (const auto date = meeting_date(text)) {
        open_meeting(block, *date, title_without_date(text, *date));
        return false;
      }
      if (next && next->kind == Block::Kind::paragraph) {
        if (const auto date = whole_date(next->text()); date && date->day) {
          open_meeting(block, *date, text);
          return true;
        }
      }
    }
    plain_heading(block, text);
    return false;
  }

  void plain_heading(const Block& block, const std::string& text) {
    // Comparing with all headings is slow; a file with so many strange ones has no typing errors.
    std::optional<std::string> meant;
    if (strange_headings_ < 50) meant = nearest_section(text);
    ++strange_headings_;
    if (!meant && block.level <= 2 && preamble_ && !titled_) {
      titled_ = true;
      current_.meeting.line = block.line();
      for (auto& entry : sections_.texts(block, text))
        current_.meeting.title.try_emplace(entry.first, entry.second);
      return;
    }
    preamble_ = false;
    if (meant)
      warn("heading «" + text + "» is not known; what stands under it is not read\nhint: did you mean " +
               *meant + "?",
           place(block));
    // A deeper heading only divides its section.
    if (sections_.section() != Section::none && block.level > section_level_) return;
    sections_.start_section(Section::none);
  }

  void open_meeting(const Block& block, const WrittenDate& date, const std::string& title) {
    if (touched())
      finish();
    else
      current_ = fresh();
    Meeting& meeting = current_.meeting;
    meeting.line = block.line();
    meeting.start = date.day;
    if (date.last) meeting.end = date.last;
    dated_ = true;
    complained_ = !date.day;
    if (!date.day)
      warn(date.without_year ? "[M-04] the date «" + block.text() +
                                   "» has no year; the meeting stays without a date\n"
                                   "hint: write the year into the heading"
                             : "[M-04] the date «" + block.text() + "» is not a day of the calendar",
           place(block));
    Texts own = sections_.texts(block, title);
    if (!own.empty()) meeting.title = std::move(own);
    preamble_ = true;
    titled_ = true;
    section_level_ = block.level;
    sections_.start_meeting(current_);
  }

  // What the head says holds for every meeting of the file, except what names a single one.
  Record fresh() {
    Record record;
    record.file = name_;
    record.meeting = front_.meeting;
    if (records_.empty()) {
      record.attendance = front_.attendance;
    } else {
      record.meeting.uid.reset();
      record.meeting.number.reset();
      record.meeting.att_total.reset();
      record.meeting.att_quality = "not_recorded";
    }
    return record;
  }
  [[nodiscard]] bool touched() const { return dated_ || has_rows(); }
  // More than the head alone gives.
  [[nodiscard]] bool has_rows() const {
    const Record& r = current_;
    return !r.agenda.empty() || !r.statements.empty() || !r.decisions.empty() || !r.actions.empty() ||
           !r.needs.empty() || r.attendance.size() > (records_.empty() ? front_.attendance.size() : 0);
  }

  // "Present: A, B", "- Date: 2020-02-10" before the first section.
  bool labelled(const Block& block) {
    const bool item = block.kind == Block::Kind::item;
    if ((!item && block.kind != Block::Kind::paragraph) || (item && block.level > 0)) return false;
    bool any = false;
    for (const Line& line : block.lines) any = label(line, item) || any;
    return any;
  }
  bool label(const Line& line, bool item) {
    const std::string text = plain(line.text);
    const size_t colon = text.find(':');
    if (colon == std::string::npos || colon > 90) return false;
    const std::string name(trimmed(std::string_view(text).substr(0, colon)));
    const std::string value(trimmed(std::string_view(text).substr(colon + 1)));
    if (const auto fact = fact_of(name)) {
      if (!value.empty()) set_fact(*fact, value, text, {line.line, line.column});
      if (item) sections_.start_section(Section::none);
      return true;
    }
    const auto section = section_of(name);
    if (!section || has_action_marker(text)) return false;
    sections_.start_section(*section);
    section_level_ = 7;  // Deeper than any heading.
    if (value.empty()) return true;
    Block block;
    block.kind = *section == Section::present || *section == Section::absent ? Block::Kind::paragraph
                                                                             : Block::Kind::item;
    block.lines.push_back(
        {value, line.line, line.column + characters(text.substr(0, text.size() - value.size()))});
    sections_.read(block, false);
    sections_.start_section(Section::none);
    return true;
  }
  void set_fact(Fact fact, const std::string& value, const std::string& whole, Place at) {
    Meeting& m = current_.meeting;
    const auto word = [&](Maybe& to, std::optional<std::string_view> found, const std::string& what) {
      if (found)
        to = std::string(*found);
      else
        warn(what + " «" + value + "» is not known; it is left out", at);
    };
    switch (fact) {
      case Fact::date: {
        const auto date = whole_date(value);
        if (date && date->day)
          m.start = date->day, m.end = date->last, dated_ = true;
        else if (!m.start && (complained_ = true))
          warn("[M-04] the date «" + value + "» " +
                   (date && date->without_year ? "has no year" : "cannot be read") +
                   "; the meeting stays without a date\nhint: write it as 2020-12-08",
               at);
        return;
      }
      case Fact::place:
        m.location = location_id(value);
        return;
      case Fact::organiser:
        m.organiser = front_.names.org(value);
        return;
      case Fact::type:
        m.type = slug(value);
        return;
      case Fact::mode:
        word(m.mode, mode_of(value), "mode");
        return;
      case Fact::status:
        word(m.status, meeting_status_of(value), "status");
        return;
      case Fact::series:
        m.series = slug(value);
        return;
      case Fact::id:
        m.id = slug(value, 48);
        return;
      case Fact::title:
        m.title[lang_] = value;
        return;
      case Fact::chair:
        if (officers_.size() < most_officers) officers_.push_back({value, "chair", at});
        return;
      case Fact::minutes_taker:
        if (officers_.size() < most_officers) officers_.push_back({value, "minutes", at});
        return;
      case Fact::number:
        if (const auto number = ordinal_number(value))
          m.number = *number;
        else
          warn("number «" + value + "» is not a whole number; it is left out", at);
        return;
      case Fact::total:
        if (const auto total = stated_total(whole)) {
          m.att_total = total->people;
          m.att_quality = total->quality;
        } else {
          warn("total «" + value + "» is not a number of people; it is left out", at);
        }
        return;
    }
  }

  // "**Decisions:**" by itself stands for a heading.
  bool pseudo_heading(const Block& block) {
    if (block.kind != Block::Kind::paragraph || block.lines.size() != 1) return false;
    const std::string text = block.text();
    if (!text.ends_with(':')) return false;
    const auto section = section_of(text);
    if (!section) return false;
    preamble_ = false;
    sections_.start_section(*section);
    section_level_ = 6;
    return true;
  }

  void content(const Block& block, const Block* next) {
    const bool children = next && block.kind == Block::Kind::item && next->kind == Block::Kind::item &&
                          next->level > block.level;
    sections_.read(block, children);
  }

  void add_officers() {
    for (const Officer& officer : officers_) {
      AttendanceLine line = read_attendance_line(officer.written, false, front_.names, say_, officer.place);
      for (Attendance& row : line.rows) {
        if (!row.person) continue;
        const auto same = std::find_if(current_.attendance.begin(), current_.attendance.end(),
                                       [&](const Attendance& a) { return a.person == row.person; });
        if (same == current_.attendance.end()) {
          row.role = officer.role;
          current_.attendance.push_back(std::move(row));
        } else if (!same->role) {
          same->role = officer.role;
        }
      }
    }
    officers_.clear();
  }

  // The sum of a complete list is a count; one group without a number leaves the total unknown.
  void add_up() {
    Meeting& m = current_.meeting;
    if (!m.att_total) {
      int64_t sum = 0;
      bool complete = !current_.attendance.empty();
      for (const Attendance& row : current_.attendance) {
        complete = complete && row.count.has_value();
        sum += row.count.value_or(0);
      }
      if (complete && !(front_.has_quality && m.att_quality == "not_recorded")) m.att_total = sum;
    }
    if (m.att_total && m.att_quality == "not_recorded" && !front_.has_quality) m.att_quality = "counted";
  }

  void finish() {
    add_officers();
    if (!front_.given && !dated_ && !has_rows()) {
      if (records_.empty())
        say_(
            Level::warning,
            "nothing in this file reads as minutes\nhint: begin it with +++ and date = 2020-12-08, or with a "
            "heading that has a date",
            {});
      return;
    }
    add_up();
    if (!current_.meeting.start && !complained_ && !front_.dated)
      warn(
          "[M-04] the meeting has no date\nhint: write date = 2020-12-08 in the front matter, or the date in "
          "the heading",
          {current_.meeting.line, 1});
    complained_ = false;
    records_.push_back(std::move(current_));
    current_ = fresh();
    dated_ = false;
  }

  void name_meetings() {
    const bool several = records_.size() > 1;
    if (several && front_.meeting.number)
      warn(
          "the file has several meetings, the number of its head goes to the first\nhint: write \"Number: "
          "4\" under each heading",
          {1, 1});
    std::set<std::string> used;
    for (Record& record : records_) {
      Meeting& m = record.meeting;
      std::string id = m.id;
      if (several && !id.empty() && id == front_.meeting.id) id = slug(id + "-" + own_part(m), 48);
      if (id.empty()) id = derived(m);
      std::string unique = id;
      for (int n = 2; !used.insert(unique).second; ++n) unique = id + "-" + std::to_string(n);
      if (unique != id)
        warn("two meetings of this file have the id " + id + "; this one becomes " + unique +
                 "\nhint: write \"Id: ...\" under its heading",
             {m.line, 1});
      m.id = unique;
    }
  }
  static std::string own_part(const Meeting& m) {
    if (m.start) return detail::iso_date(*m.start);
    return m.title.empty() ? "undated" : m.title.begin()->second;
  }
  // Series and number, else date and title, else the file's name: what identifies it for people.
  [[nodiscard]] std::string derived(const Meeting& m) const {
    if (m.series && m.number) return slug(*m.series + "-" + std::to_string(*m.number), 48);
    std::string id = m.start ? detail::iso_date(*m.start) : "";
    const auto title = m.title.contains("en") ? m.title.find("en") : m.title.begin();
    if (m.series)
      id = *m.series + "-" + id;
    else if (title != m.title.end())
      id += "-" + title->second;
    std::string made = slug(id, 48);
    if (!made.empty()) return made;
    const std::string stem = name_.substr(name_.find_last_of('/') + 1);
    made = slug(stem.substr(0, stem.find_last_of('.')), 48);
    return made.empty() ? "meeting" : made;
  }

  struct Officer {
    std::string written, role;
    Place place;
  };

  FrontMatter front_;
  std::string name_;
  std::string lang_;
  const Say& say_;
  SectionReader sections_;
  std::vector<Record> records_;
  Record current_;
  std::vector<Officer> officers_;
  int section_level_ = 0;
  size_t strange_headings_ = 0;
  bool preamble_ = true;  ///< Before the first section of the meeting.
  bool titled_ = false;
  bool dated_ = false;
  bool complained_ = false;  ///< About the date of this meeting.
};

}  // namespace

std::vector<Record> read_minutes(std::string_view bytes, const std::string& name, const std::string& lang,
                                 const Say& say) {
  const auto text = decoded(bytes, say);
  if (!text) return {};
  if (trimmed(*text).empty()) {
    say(Level::warning, "the file is empty", {});
    return {};
  }
  const Parts parts = split_parts(*text);
  auto front = read_front_matter(parts, lang, say);
  if (!front) return {};
  FileReader reader(std::move(*front), name, lang, say);
  return reader.read(read_blocks(parts.body, parts.body_line));
}

}  // namespace kvali::minutes
