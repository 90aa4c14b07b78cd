#include "attendance.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "labels.hpp"
#include "text.hpp"

namespace kvali::minutes {
namespace {

// A sentence under the heading is no person: names have at most so many words and characters.
constexpr size_t most_name_words = 5;
constexpr size_t longest_name = 60;
constexpr size_t longest_head_count = 1000;  // Bytes, with a long name of a ministry.
constexpr size_t most_digits = 7;            // A head count; more is a telephone number.

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<int64_t> whole_number(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > most_digits || !std::all_of(text.begin(), text.end(), is_digit))
    return std::nullopt;
  int64_t value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

struct Group {
  std::optional<int64_t> count;
  Maybe sex;
};

// "12 f", "5 women", "3", "?", "representatives"
std::optional<Group> group(std::string_view part) {
  part = trimmed(part);
  if (part == "?" || (is_people_word(part) && folded(part) != "participant")) return Group{};
  size_t digits = 0;
  while (digits < part.size() && is_digit(part[digits])) ++digits;
  const auto count = whole_number(part.substr(0, digits));
  if (!count) return std::nullopt;
  const std::string_view unit = trimmed(part.substr(digits));
  if (unit.empty() || is_people_word(unit)) return Group{count, {}};
  if (const auto sex = sex_of(unit)) return Group{count, std::string(*sex)};
  return std::nullopt;
}

// "12 f, 5 m", "5 women and 3 men", "12 ქ და 5 კ"
std::optional<std::vector<Group>> groups(std::string_view text) {
  std::string commas(text);
  for (const std::string_view word : {" and ", " და ", " + "})
    for (size_t at = commas.find(word); at != commas.npos; at = commas.find(word, at))
      commas.replace(at, word.size(), ", ");
  std::vector<Group> all;
  for (const std::string_view part : split_outside(commas, ",;")) {
    const auto one = group(part);
    if (!one) return std::nullopt;
    all.push_back(*one);
  }
  if (all.empty()) return std::nullopt;
  return all;
}

using Pair = std::pair<std::string_view, std::string_view>;

// Both sides of the first " - ", " – ", " — " or ": ".
std::optional<Pair> two_sides(std::string_view text) {
  size_t best = text.npos;
  size_t width = 0;
  for (const std::string_view separator : {" - ", " – ", " — ", ": "}) {
    const size_t at = text.find(separator);
    if (at >= best) continue;
    best = at;
    width = separator.size();
  }
  if (best == text.npos || best == 0) return std::nullopt;
  return Pair(trimmed(text.substr(0, best)), trimmed(text.substr(best + width)));
}

class LineReader {
 public:
  LineReader(Names& names, const Say& say, Place place) : names_(names), say_(say), place_(place) {}

  AttendanceLine read(std::string_view text, bool list_item) {
    const bool full_stop = trimmed(text).ends_with('.');
    text = without_tail(trimmed(text), ".;,");
    if (text.empty() || is_nobody(text)) return {};
    AttendanceLine line;
    line.total = stated_total(text);
    if (line.total) return line;
    if (head_count(text, line.rows)) return line;
    const auto parts = split_outside(text, ",;");
    const bool sentence = !list_item && full_stop && words(parts.back()) > 2;
    if (sentence || std::any_of(parts.begin(), parts.end(), too_long_for_a_name)) {
      warn(
          "this does not read as a name; it is left out\nhint: write \"- Name (Org), f\" or \"- 12 f, 5 m - "
          "Org\"");
      return line;
    }
    if (list_item && !names_only(parts))
      one_person(parts, line.rows);
    else
      many(parts, line.rows);
    return line;
  }

  void add_group(const std::vector<Group>& found, std::string_view org, std::vector<Attendance>& rows) {
    const std::string id = names_.org(org);
    if (!id.empty()) names_.add_org(org, id);
    for (const Group& one : found) {
      Attendance row;
      if (!id.empty()) row.org = id;
      row.sex = one.sex;
      row.count = one.count;
      row.line = place_.line;
      rows.push_back(std::move(row));
    }
  }
  Attendance& add_person(std::string_view written, std::vector<Attendance>& rows) {
    Attendance row;
    row.line = place_.line;
    row.count = 1;
    std::string_view name = written;
    if (const auto parts = name_and_org(written)) {
      name = parts->first;
      const std::string org = names_.org(parts->second);
      if (!org.empty()) row.org = org;
    }
    const std::string id = slug(name);
    if (names_.knows_org(written) && !names_.knows_person(written)) {
      // An organisation by itself: somebody came, how many is not said.
      row.org = names_.org(written);
      row.count = std::nullopt;
    } else if (!id.empty()) {
      row.person = id;
      names_.add_person(name, row.org);
    }
    rows.push_back(std::move(row));
    return rows.back();
  }
  void set_sex(Attendance& row, std::string_view word) {
    if (const auto sex = sex_of(word))
      row.sex = std::string(*sex);
    else
      warn("sex «" + std::string(word) +
           "» is not known; it stays not recorded\nhint: write f, m, x or u (ქ, კ)");
  }
  void set_role(Attendance& row, std::string_view word) {
    if (const auto role = role_of(word))
      row.role = std::string(*role);
    else
      warn("role «" + std::string(word) +
           "» is not known; it is left out\nhint: write chair, presenter, participant, observer or minutes");
  }

 private:
  void warn(const std::string& message) { say_(Level::warning, message, place_); }

  static bool is_nobody(std::string_view text) {
    const std::string key = folded(text);
    return key == "-" || key == "none" || key == "nobody" || key == "n/a" || key == "არავინ" ||
           key == "არ არის";
  }

  bool head_count(std::string_view text, std::vector<Attendance>& rows) {
    if (text.size() > longest_head_count) return false;
    if (const auto bare = groups(text)) {
      add_group(*bare, {}, rows);
      return true;
    }
    if (const auto sides = two_sides(text)) {
      if (const auto left = groups(sides->first)) {
        add_group(*left, sides->second, rows);
        return true;
      }
      if (const auto right = groups(sides->second)) {
        add_group(*right, sides->first, rows);
        return true;
      }
    }
    // "12 f, 5 m (Org)" and "Org (12 f, 5 m)"
    if (const auto parts = name_and_org(text)) {
      if (const auto left = groups(parts->first)) {
        add_group(*left, parts->second, rows);
        return true;
      }
      if (const auto right = groups(parts->second)) {
        add_group(*right, parts->first, rows);
        return true;
      }
    }
    return false;
  }

  static size_t words(std::string_view part) { return size_t(std::count(part.begin(), part.end(), ' ')) + 1; }
  static bool too_long_for_a_name(std::string_view part) {
    if (const auto both = name_and_org(part)) part = both->first;
    return words(part) > most_name_words || characters(part) > longest_name;
  }
  static bool is_attribute(std::string_view part) { return sex_of(part) || role_of(part); }
  // A list of names: nothing in it is a sex or a role, and brackets stand behind all names or none.
  static bool names_only(const std::vector<std::string_view>& parts) {
    const auto bracketed =
        std::count_if(parts.begin(), parts.end(), [](auto p) { return name_and_org(p).has_value(); });
    return std::none_of(parts.begin(), parts.end(), is_attribute) &&
           (bracketed == 0 || size_t(bracketed) == parts.size());
  }
  void attribute(Attendance& row, std::string_view part) {
    if (const auto sex = sex_of(part))
      row.sex = std::string(*sex);
    else if (const auto role = role_of(part))
      row.role = std::string(*role);
    else if (characters(part) == 1)
      set_sex(row, part);
    else
      say_(Level::note,
           "«" + std::string(part) + "» is neither a sex nor a role of a meeting; it is left out", place_);
  }
  void one_person(const std::vector<std::string_view>& parts, std::vector<Attendance>& rows) {
    if (parts.empty()) return;
    Attendance& row = add_person(parts.front(), rows);
    for (size_t i = 1; i < parts.size(); ++i) attribute(row, parts[i]);
  }
  void many(const std::vector<std::string_view>& parts, std::vector<Attendance>& rows) {
    const size_t before = rows.size();
    for (const std::string_view part : parts) {
      if (rows.size() > before && (is_attribute(part) || characters(part) == 1))
        attribute(rows.back(), part);
      else
        add_person(part, rows);
    }
  }

  Names& names_;
  const Say& say_;
  Place place_;
};

}  // namespace

std::optional<StatedTotal> stated_total(std::string_view text) {
  static constexpr std::array<std::string_view, 5> labels{"total", "total participants", "total present",
                                                          "სულ", "სულ დამსწრე"};
  const auto sides = two_sides(text);
  if (!sides) return std::nullopt;
  const std::string label = folded(sides->first);
  if (std::find(labels.begin(), labels.end(), label) == labels.end()) return std::nullopt;
  std::string_view rest = without_tail(sides->second, ".");
  std::string quality = "counted";
  for (const std::string_view word : {"up to ", "არაუმეტეს "})
    if (starts_with_word(rest, word)) {
      quality = "upper_bound";
      rest = trimmed(rest.substr(word.size()));
    }
  for (const std::string_view word :
       {"about ", "around ", "approximately ", "ca. ", "~", "დაახლოებით ", "სავარაუდოდ "})
    if (starts_with_word(rest, word)) {
      quality = "estimated";
      rest = trimmed(rest.substr(word.size()));
    }
  size_t digits = 0;
  while (digits < rest.size() && is_digit(rest[digits])) ++digits;
  const auto people = whole_number(rest.substr(0, digits));
  if (!people) return std::nullopt;
  std::string_view unit = trimmed(rest.substr(digits));
  if (unit.starts_with("-მდე")) {
    quality = "upper_bound";
    unit = trimmed(unit.substr(std::string_view("-მდე").size()));
  }
  if (!unit.empty() && !is_people_word(unit)) return std::nullopt;
  return StatedTotal{*people, quality};
}

AttendanceLine read_attendance_line(std::string_view text, bool list_item, Names& names, const Say& say,
                                    Place place) {
  return LineReader(names, say, place).read(text, list_item);
}

AttendanceLine read_attendance_cells(const AttendanceCells& cells, Names& names, const Say& say,
                                     Place place) {
  AttendanceLine line;
  LineReader reader(names, say, place);
  const auto number = [&](const std::string& cell) -> std::optional<int64_t> {
    const std::string_view text = trimmed(cell);
    if (text.empty() || text == "-" || text == "–" || text == "?") return std::nullopt;
    if (const auto n = whole_number(text)) return n;
    say(Level::warning,
        "«" + cell + "» is not a number of people; it stays not recorded\nhint: write a whole number", place);
    return std::nullopt;
  };
  std::vector<Group> by_sex;
  const std::array<std::pair<const std::string*, const char*>, 4> columns{
      {{&cells.women, "f"}, {&cells.men, "m"}, {&cells.other, "x"}, {&cells.unknown, "u"}}};
  for (const auto& column : columns)
    if (const auto n = number(*column.first)) by_sex.push_back({n, column.second});
  const auto count = number(cells.count);

  const std::string label = folded(cells.org.empty() ? cells.name : cells.org);
  if (label == "total" || label == "სულ" || label == "ჯამი") {
    int64_t sum = count.value_or(0);
    if (!count)
      for (const Group& one : by_sex) sum += *one.count;
    if (count || !by_sex.empty()) line.total = StatedTotal{sum, "counted"};
    return line;
  }
  if (!cells.name.empty()) {
    Attendance& row = reader.add_person(cells.name, line.rows);
    if (!cells.org.empty()) row.org = names.org(cells.org);
    if (count) row.count = count;
  } else if (!cells.org.empty() || !by_sex.empty() || count) {
    if (by_sex.empty()) by_sex.push_back({count, {}});
    reader.add_group(by_sex, cells.org, line.rows);
  }
  for (Attendance& row : line.rows) {
    if (!cells.sex.empty()) reader.set_sex(row, cells.sex);
    if (!cells.role.empty()) reader.set_role(row, cells.role);
  }
  return line;
}

}  // namespace kvali::minutes
