#include "front_matter.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "dates.hpp"
#include "labels.hpp"
#include "minutes.hpp"
#include "text.hpp"

namespace kvali::minutes {
namespace {

// Head counts above this are typing errors, and sums of them must not overflow.
constexpr int64_t most_people = 10'000'000;

const std::vector<std::string_view> keys{"id",
                                         "series",
                                         "number",
                                         "date",
                                         "end",
                                         "title",
                                         "type",
                                         "as_called",
                                         "mode",
                                         "location",
                                         "organiser",
                                         "status",
                                         "uid",
                                         "att_total",
                                         "lang",
                                         "att_quality",
                                         "attendance",
                                         "orgs",
                                         "date_year_inferred",
                                         "note"};
const std::vector<std::string_view> attendance_keys{"org", "sex", "count", "role", "person", "name",
                                                    "f",   "m",   "x",     "u",    "absent"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> types{{
    {"სამუშაო", "working"},
    {"სამუშაო შეხვედრა", "working"},
    {"working meeting", "working"},
    {"საკოორდინაციო", "coordination"},
    {"საკოორდინაციო შეხვედრა", "coordination"},
    {"coordination meeting", "coordination"},
    {"ტრენინგი", "training"},
    {"სემინარი", "seminar"},
    {"კონფერენცია", "conference"},
    {"კონსულტაცია", "consultation"},
    {"სამუშაო ჯგუფი", "working-group"},
    {"მრგვალი მაგიდა", "round-table"},
}};

std::string type_of(std::string_view written) {
  const std::string key = folded(written);
  for (const auto& entry : types)
    if (entry.first == key) return std::string(entry.second);
  return slug(written);
}

class HeadReader {
 public:
  HeadReader(const toml::table& table, size_t first_line, std::string lang, const Say& say)
      : table_(table), first_line_(first_line), lang_(std::move(lang)), say_(say) {}

  FrontMatter run() {
    out_.dated = table_.contains("date");
    if (const auto lang = text_of("lang")) {
      if (is_language(folded(*lang)))
        out_.lang = lang_ = folded(*lang);
      else
        warn("lang «" + *lang + "» is not a language code\nhint: write lang = \"ka\" or lang = \"en\"",
             *table_.get("lang"));
    }
    read_orgs();
    for (const auto& [key, node] : table_) read(std::string(key.str()), node);
    return std::move(out_);
  }

 private:
  [[nodiscard]] Place place(const toml::node& node) const {
    const auto begin = node.source().begin;
    return {begin.line == 0 ? first_line_ : begin.line + first_line_ - 1, begin.column};
  }
  void warn(const std::string& message, const toml::node& node) const {
    say_(Level::warning, message, place(node));
  }

  [[nodiscard]] static Maybe text_of(const toml::node& node) {
    if (const auto* s = node.as_string()) return std::string(trimmed(s->get()));
    if (const auto* i = node.as_integer()) return std::to_string(i->get());
    return std::nullopt;
  }
  [[nodiscard]] Maybe text_of(std::string_view key) const {
    const toml::node* node = table_.get(key);
    return node ? text_of(*node) : std::nullopt;
  }

  void read(const std::string& key, const toml::node& node) {
    Meeting& m = out_.meeting;
    if (key == "lang" || key == "orgs") return;
    if (key == "id")
      set_slug(m.id, key, node);
    else if (key == "series")
      set(m.series, key, node, [](std::string_view s) { return slug(s); });
    else if (key == "number")
      m.number = count(key, node);
    else if (key == "date")
      read_date(node);
    else if (key == "end")
      m.end = date(key, node, nullptr);
    else if (key == "title")
      m.title = texts(key, node);
    else if (key == "note")
      m.note = texts(key, node);
    else if (key == "as_called")
      m.as_called = texts(key, node);
    else if (key == "type")
      set(m.type, key, node, type_of);
    else if (key == "mode")
      set_word(m.mode, key, node, mode_of, "online, in_person or hybrid");
    else if (key == "location" || key == "loc")
      set(m.location, key, node, [](std::string_view s) { return slug(s); });
    else if (key == "organiser" || key == "organizer")
      set(m.organiser, key, node, [this](std::string_view s) { return out_.names.org(s); });
    else if (key == "status")
      set_word(m.status, key, node, meeting_status_of, "held, planned, tentative or cancelled");
    else if (key == "uid")
      set(m.uid, key, node, [](std::string_view s) { return std::string(s); });
    else if (key == "att_total")
      out_.has_total = (m.att_total = count(key, node)).has_value();
    else if (key == "att_quality")
      read_quality(node);
    else if (key == "date_year_inferred")
      read_inferred(node);
    else if (key == "attendance")
      read_attendance(node);
    else
      unknown(key, node, keys, "front matter");
  }

  void unknown(const std::string& key, const toml::node& node, const std::vector<std::string_view>& known,
               const std::string& where) {
    std::string message = "unknown key «" + key + "» in the " + where + "; it is left out";
    if (const auto meant = nearest(key, known)) message += "\nhint: did you mean " + *meant + "?";
    warn(message, node);
  }
  void wrong(const std::string& key, const toml::node& node, const std::string& wanted) {
    warn("«" + key + "» should be " + wanted + "; it is left out", node);
  }

  void set(Maybe& to, const std::string& key, const toml::node& node,
           const std::function<std::string(std::string_view)>& made) {
    const auto text = text_of(node);
    if (!text) return wrong(key, node, "a text in quotes");
    std::string value = made(*text);
    if (!value.empty()) to = std::move(value);
  }
  void set_slug(std::string& to, const std::string& key, const toml::node& node) {
    Maybe value;
    set(value, key, node, [](std::string_view s) { return slug(s, 48); });
    if (value) to = *value;
  }
  using Lookup = std::optional<std::string_view> (*)(std::string_view);
  void set_word(Maybe& to, const std::string& key, const toml::node& node, Lookup lookup,
                const std::string& choices) {
    const auto text = text_of(node);
    if (!text) return wrong(key, node, "one of " + choices);
    if (const auto word = lookup(*text))
      to = std::string(*word);
    else
      warn(key + " «" + *text + "» is not known; it is left out\nhint: write " + choices, node);
  }
  std::optional<int64_t> count(const std::string& key, const toml::node& node) {
    const auto* number = node.as_integer();
    if (number && number->get() >= 0 && number->get() <= most_people) return number->get();
    wrong(key, node, "a whole number");
    return std::nullopt;
  }

  // A text in the default language, or { ka = "...", en = "..." }; a list is several wordings.
  Texts texts(const std::string& key, const toml::node& node) {
    Texts all;
    const auto put = [&](const std::string& lang, const toml::node& value) {
      if (const auto* s = value.as_string())
        all[lang] = trimmed(s->get());
      else if (const auto* list = value.as_array())
        all[lang] = joined(*list);
      else
        wrong(key, value, "a text");
    };
    const auto* table = node.as_table();
    if (!table)
      put(lang_, node);
    else
      for (const auto& [lang, value] : *table) {
        if (is_language(lang.str()))
          put(std::string(lang.str()), value);
        else
          warn("«" + std::string(lang.str()) + "» is not a language code; the text is left out", value);
      }
    std::erase_if(all, [](const auto& entry) { return entry.second.empty(); });
    return all;
  }
  static std::string joined(const toml::array& list) {
    std::string all;
    for (const auto& element : list) {
      const auto* s = element.as_string();
      if (!s) continue;
      if (!all.empty()) all += "; ";
      all += s->get();
    }
    return all;
  }

  static std::optional<Date> day_of(const toml::date& d) {
    const std::chrono::year_month_day ymd{std::chrono::year{d.year}, std::chrono::month{d.month},
                                          std::chrono::day{d.day}};
    if (!ymd.ok()) return std::nullopt;
    return Date{int32_t(std::chrono::sys_days{ymd}.time_since_epoch().count())};
  }
  std::optional<Date> date(const std::string& key, const toml::node& node, std::optional<Date>* last) {
    if (const auto* d = node.as_date()) return day_of(d->get());
    if (const auto* t = node.as_date_time()) return day_of(t->get().date);
    const auto text = text_of(node);
    const auto written = text ? whole_date(*text) : std::nullopt;
    if (written && written->day) {
      if (last) *last = written->last;
      return written->day;
    }
    if (written && written->without_year)
      warn("[M-04] the date «" + *text + "» has no year; the meeting stays without a date\nhint: write " +
               key + " = 2020-12-08, and date_year_inferred = true if the year comes from the context",
           node);
    else
      warn("[M-04] the date" + (text ? " «" + *text + "»" : std::string()) + " cannot be read\nhint: write " +
               key + " = 2020-12-08",
           node);
    return std::nullopt;
  }
  void read_date(const toml::node& node) {
    std::optional<Date> last;
    out_.meeting.start = date("date", node, &last);
    if (last && !out_.meeting.end) out_.meeting.end = last;
  }
  void read_inferred(const toml::node& node) {
    const auto* flag = node.as_boolean();
    if (!flag) return wrong("date_year_inferred", node, "true or false");
    if (flag->get())
      warn(
          "[M-04] the record gives no year; the year of this meeting comes from its context\n"
          "hint: ask the organiser, then take date_year_inferred out",
          node);
  }
  void read_quality(const toml::node& node) {
    Maybe quality;
    set_word(quality, "att_quality", node, quality_of, "counted, estimated, upper_bound or not_recorded");
    if (!quality) return;
    out_.meeting.att_quality = *quality;
    out_.has_quality = true;
  }
  void read_orgs() {
    const toml::node* node = table_.get("orgs");
    if (!node) return;
    const auto* orgs = node->as_table();
    if (!orgs) return wrong("orgs", *node, "a table: [orgs] with lines \"Name\" = \"id\"");
    for (const auto& [name, value] : *orgs) {
      const auto id = text_of(value);
      if (!id || slug(*id).empty()) {
        wrong(std::string(name.str()), value, "an id in quotes");
        continue;
      }
      out_.names.add_org(name.str(), *id);
      out_.names.add_org(*id, *id);
    }
  }

  void read_attendance(const toml::node& node) {
    const auto* list = node.as_array();
    if (!list) return wrong("attendance", node, "a list: [[attendance]] before each group");
    for (const auto& element : *list) {
      if (const auto* group = element.as_table())
        read_group(*group);
      else
        wrong("attendance", element, "a list: [[attendance]] before each group");
    }
  }
  void read_group(const toml::table& group) {
    Attendance row;
    row.line = place(group).line;
    bool absent = false;
    std::vector<std::pair<std::string, int64_t>> by_sex;
    for (const auto& [name, node] : group) {
      const std::string key(name.str());
      if (key == "org")
        set(row.org, key, node, [this](std::string_view s) { return out_.names.org(s); });
      else if (key == "person" || key == "name")
        set(row.person, key, node, [](std::string_view s) { return slug(s); });
      else if (key == "role")
        set_word(row.role, key, node, role_of, "chair, presenter, participant, observer or minutes");
      else if (key == "sex")
        set_word(row.sex, key, node, sex_of, "f, m, x or u");
      else if (key == "count")
        row.count = count(key, node);
      else if (key == "absent")
        absent = node.as_boolean() && node.as_boolean()->get();
      else if (key.size() == 1 && sex_of(key)) {
        if (const auto n = count(key, node)) by_sex.emplace_back(*sex_of(key), *n);
      } else {
        unknown(key, node, attendance_keys, "attendance group");
      }
    }
    if (row.person && !row.count) row.count = 1;
    if (absent) {
      row.count = 0;
      row.partstat = "absent";
    }
    if (row.person)
      out_.names.add_person(*row.person, row.org);
    else if (row.org)
      out_.names.add_org(*row.org, *row.org);
    if (by_sex.empty()) out_.attendance.push_back(row);
    for (const auto& entry : by_sex) {
      row.sex = entry.first;
      row.count = entry.second;
      out_.attendance.push_back(row);
    }
  }

  const toml::table& table_;
  size_t first_line_;
  std::string lang_;
  const Say& say_;
  FrontMatter out_;
};

}  // namespace

std::optional<FrontMatter> read_front_matter(const Parts& parts, const std::string& lang, const Say& say) {
  if (parts.unclosed) {
    say(Level::error, "the front matter has no end; the file is not read\nhint: close it with a line +++",
        {1, 1});
    return std::nullopt;
  }
  if (parts.head.size() > most_head_bytes) {
    say(Level::error, "the front matter is larger than 64 KiB; the file is not read", {1, 1});
    return std::nullopt;
  }
  const auto read = [&](std::string_view head) {
    const toml::table table = toml::parse(head);
    FrontMatter front = HeadReader(table, parts.head_line, lang, say).run();
    front.given = parts.fence != 0;
    return front;
  };
  try {
    return read(parts.head);
  } catch (const toml::parse_error& e) {
    if (parts.fence == '-') {
      if (const auto plain_head = from_plain_lines(parts.head)) {
        try {
          return read(*plain_head);
        } catch (const toml::parse_error&) {
          // Then the first error is the one to show.
        }
      }
    }
    const auto at = e.source().begin;
    say(Level::error,
        "the front matter is not valid TOML: " + std::string(e.description()) +
            "; the file is not read\nhint: a text needs quotes, a date is written 2020-12-08",
        {at.line + parts.head_line - 1, at.column});
    return std::nullopt;
  }
}

}  // namespace kvali::minutes
