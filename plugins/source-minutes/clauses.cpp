#include "clauses.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "labels.hpp"
#include "text.hpp"

namespace kvali::minutes {
namespace {

constexpr std::array<std::string_view, 6> action_words{"action",   "action point",     "action item",
                                                       "დავალება", "სამოქმედო პუნქტი", "ქმედება"};
constexpr std::array<std::string_view, 2> arrows{"→", "->"};
struct Box {
  std::string_view sign, status;
};
constexpr std::array<Box, 4> boxes{{{"[ ]", "open"}, {"[x]", "done"}, {"[X]", "done"}, {"[-]", "cancelled"}}};
// `strong` words need no date behind them to be a clause, if a colon follows.
struct DueWord {
  std::string_view word;
  bool strong;
};
constexpr std::array<DueWord, 8> due_words{{{"due by", true},
                                            {"due", true},
                                            {"deadline", true},
                                            {"ვადა", true},
                                            {"ბოლო ვადა", true},
                                            {"by", false},
                                            {"until", false},
                                            {"till", false}}};
constexpr std::array<std::string_view, 4> owner_words{"owner", "responsible", "პასუხისმგებელი",
                                                      "შემსრულებელი"};

// Tags in Georgian, and what they are called everywhere else.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> georgian_tags{{
    {"მაჩვენებელი", "indicator"},
    {"ინდიკატორი", "indicator"},
    {"აქტივობა", "activity"},
    {"შედეგი", "result"},
    {"სექტორი", "sector"},
    {"ჯგუფი", "population"},
    {"ადგილი", "loc"},
}};

constexpr size_t most_owners = 8;
// Longest clause at the end of a line that is looked for, in bytes.
constexpr size_t longest_clause = 200;

std::string tag_name(std::string_view written) {
  const std::string name = folded(written);
  for (const auto& [georgian, english] : georgian_tags)
    if (name == georgian) return std::string(english);
  return name;
}

bool is_id_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
         c == '-';
}

bool has_letter(std::string_view text) {
  for (const char c : text)
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0) return true;
  return false;
}

// "ACTION", "ACTION (IOM)", "ACTION 3" before a colon; the length up to the colon, or 0.
size_t action_word(std::string_view text, std::string& owner) {
  const size_t colon = text.substr(0, 120).find(':');
  if (colon == text.npos) return 0;
  std::string_view label = trimmed(text.substr(0, colon));
  std::string who;
  if (label.ends_with(")") || label.ends_with("]")) {
    const size_t open = label.rfind(label.back() == ')' ? '(' : '[');
    if (open == label.npos) return 0;
    who = label.substr(open + 1, label.size() - open - 2);
    label = trimmed(label.substr(0, open));
  }
  while (!label.empty() && label.back() >= '0' && label.back() <= '9') label.remove_suffix(1);
  const std::string key = folded(without_tail(label, "#"));
  for (const std::string_view word : action_words) {
    if (key != word) continue;
    owner = who;
    return colon + 1;
  }
  return 0;
}

class ClauseReader {
 public:
  ClauseReader(std::string_view text, Take take, const Say& say, Place place)
      : rest_(trimmed(text)), take_(take), say_(say), place_(place) {}

  Clauses run() {
    while (marker() || leading_id() || leading_owner()) {
    }
    while (tags() || trailing_word() || bracket() || labelled_clause()) {
    }
    if (!unclear_.empty() && !found_.due && !found_.due_text) {
      say_(Level::warning,
           "[M-04] the due date «" + unclear_ + "» " + unclear_why_ + "\nhint: write it as 2021-03-01",
           place_);
    }
    found_.text = rest_;
    return std::move(found_);
  }

 private:
  bool all() const { return take_ == Take::everything || found_.marked; }
  void drop_front(size_t bytes) { rest_ = trimmed(rest_.substr(bytes)); }
  void keep(std::string_view text) { rest_ = without_tail(text, ",;"); }

  bool marker() {
    for (const Box& box : boxes) {
      if (!rest_.starts_with(box.sign) || rest_.substr(box.sign.size()).starts_with("(")) continue;
      found_.marked = true;
      found_.status = std::string(box.status);
      drop_front(box.sign.size());
      return true;
    }
    for (const std::string_view arrow : arrows) {
      if (!rest_.starts_with(arrow)) continue;
      found_.marked = true;
      drop_front(arrow.size());
      return true;
    }
    std::string owner;
    const size_t word = action_word(rest_, owner);
    if (word == 0) return false;
    found_.marked = true;
    if (!owner.empty()) found_.owners.push_back(owner);
    drop_front(word);
    return true;
  }
  bool take_id(std::string_view word) {
    word = without_tail(word, ":,;.");
    if (word.size() < 2 || word[0] != '#' || found_.id || !has_letter(word)) return false;
    for (const char c : word.substr(1))
      if (!is_id_letter(c)) return false;
    found_.id = slug(word.substr(1));
    return true;
  }
  bool leading_id() {
    const size_t end = std::min(rest_.find(' '), rest_.size());
    if (!rest_.starts_with("#") || !take_id(rest_.substr(0, end))) return false;
    drop_front(end);
    return true;
  }
  bool leading_owner() {
    if (!all() || !rest_.starts_with("@")) return false;
    const size_t end = std::min(rest_.find(' '), rest_.size());
    if (!take_owner(rest_.substr(1, end - 1))) return false;
    drop_front(end);
    return true;
  }
  bool take_owner(std::string_view name) {
    name = without_tail(trimmed(name), ":,;.");
    if (name.empty() || !has_letter(name) || found_.owners.size() >= most_owners) return false;
    found_.owners.insert(found_.owners.begin(), std::string(name));
    return true;
  }
  // "... {population=migrants, loc=GE15}"
  bool tags() {
    const std::string_view text = without_tail(rest_, ".");
    if (!text.ends_with("}")) return false;
    const size_t open = text.rfind('{');
    if (open == text.npos) return false;
    const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
    if (inside.find('=') == inside.npos) return false;
    for (std::string_view part : split_outside(inside, ",;")) {
      const size_t equals = part.find('=');
      if (equals == part.npos) {
        say_(Level::warning,
             "tag without a value: " + std::string(part) + "\nhint: write {name=value, name=value}", place_);
        continue;
      }
      std::string_view value = trimmed(part.substr(equals + 1));
      if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.substr(1, value.size() - 2);
      found_.tags.try_emplace(tag_name(part.substr(0, equals)), value);
    }
    keep(text.substr(0, open));
    return true;
  }
  // "... #id" and "... @owner"
  bool trailing_word() {
    const std::string_view text = without_tail(rest_, ".,;");
    const size_t space = text.rfind(' ');
    if (space == text.npos) return false;
    const std::string_view word = text.substr(space + 1);
    const bool taken =
        word.starts_with("#") ? take_id(word) : all() && word.starts_with("@") && take_owner(word.substr(1));
    if (taken) keep(text.substr(0, space));
    return taken;
  }
  // "... [Owner]", "... (due 1 March 2021)", "... (IOM, ვადა: 2021-03-01)"
  bool bracket() {
    if (!all()) return false;
    const std::string_view text = without_tail(rest_, ".");
    if (!text.ends_with("]") && !text.ends_with(")")) return false;
    const bool square = text.back() == ']';
    const size_t open = text.rfind(square ? '[' : '(');
    if (open == text.npos || open == 0 || text.size() - open > longest_clause) return false;
    const std::string_view inside = trimmed(text.substr(open + 1, text.size() - open - 2));
    if (square ? !square_bracket(inside) : !clause(inside)) return false;
    keep(text.substr(0, open));
    return true;
  }
  bool square_bracket(std::string_view inside) {
    if (inside.empty() || !has_letter(inside)) return false;
    std::vector<std::string> owners;
    for (const std::string_view part : split_outside(inside, ",;")) {
      if (clause(part)) continue;
      owners.emplace_back(part.starts_with("@") ? part.substr(1) : part);
    }
    found_.owners.insert(found_.owners.begin(), owners.begin(), owners.end());
    return true;
  }
  // "..., due 2021-03-01", "..., owner: IOM": a clause that reaches to the end of the line.
  bool labelled_clause() {
    if (!all()) return false;
    const size_t first = rest_.size() > longest_clause ? rest_.size() - longest_clause : 0;
    for (size_t at = rest_.size(); at-- > first;) {
      const bool boundary = at == 0 || rest_[at - 1] == ' ' || rest_[at - 1] == ',' || rest_[at - 1] == ';';
      if (!boundary || (rest_[at] & 0xC0) == 0x80 || !clause(rest_.substr(at))) continue;
      std::string_view before = without_tail(rest_.substr(0, at), ",;");
      for (const std::string_view dash : {" –", " —", " -"})
        if (before.ends_with(dash)) before.remove_suffix(dash.size());
      rest_ = without_tail(before, ",;");
      return true;
    }
    return false;
  }
  // True if `text` is wholly a due date or an owner; takes it.
  bool clause(std::string_view text) {
    text = trimmed(text);
    return due(text) || owner(text);
  }
  bool due(std::string_view text) {
    if (found_.due || found_.due_text) return false;
    if (const auto bare = whole_date(text); bare && bare->until) return take_due(*bare, text);
    for (const DueWord& entry : due_words) {
      if (!starts_with_word(text, entry.word)) continue;
      std::string_view after = text.substr(entry.word.size());
      const bool colon = trimmed(after).starts_with(":");
      if (!colon && !after.starts_with(" ")) continue;
      after = trimmed(colon ? trimmed(after).substr(1) : after);
      for (const std::string_view dash : {"– ", "— ", "- "})
        if (after.starts_with(dash)) after = trimmed(after.substr(dash.size()));
      if (const auto date = whole_date(after)) return take_due(*date, after);
      if (!entry.strong || !colon || after.empty()) continue;
      set_due(found_.due, found_.due_text, after, say_, place_);
      return true;
    }
    return false;
  }
  bool take_due(const WrittenDate& date, std::string_view written) {
    if (date.day) {
      found_.due = date.day;
      return true;
    }
    // The same words are tried from several places, and more of them may be a whole date: "2021
    // წლის 1 მარტამდე".  So the complaint waits until everything was tried; the words stay.
    unclear_ = written;
    unclear_why_ = date.without_year ? "has no year" : "is not a day of the calendar";
    return false;
  }
  bool owner(std::string_view text) {
    for (const std::string_view word : owner_words) {
      if (!starts_with_word(text, word)) continue;
      const std::string_view after = trimmed(text.substr(word.size()));
      if (!after.starts_with(":")) continue;
      return take_owner(after.substr(1));
    }
    return false;
  }

  std::string_view rest_;
  Take take_;
  const Say& say_;
  Place place_;
  Clauses found_;
  std::string unclear_;
  std::string unclear_why_;
};

}  // namespace

Clauses read_clauses(std::string_view text, Take take, const Say& say, Place place) {
  return ClauseReader(text, take, say, place).run();
}

void set_due(std::optional<Date>& due, Maybe& due_text, std::string_view written, const Say& say,
             Place place) {
  const auto date = whole_date(written);
  if (date && date->day) {
    due = date->day;
    return;
  }
  due_text = std::string(trimmed(written));
  // "2021", "2021 წელი": a period, kept as it is written.
  const std::string key = folded(written);
  const bool year = key.size() >= 4 &&
                    std::all_of(key.begin(), key.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
  if (year && (key.size() == 4 || key.substr(4) == " წელი" || key.substr(4) == " წელს")) return;
  const std::string why = date && date->without_year ? "has no year" : "is not a day";
  say(Level::warning,
      "[M-04] the due date «" + *due_text + "» " + why + "\nhint: write it as 2021-03-01 or 1 March 2021",
      place);
}

bool has_action_marker(std::string_view text) {
  text = trimmed(text);
  for (const Box& box : boxes)
    if (text.starts_with(box.sign) && !text.substr(box.sign.size()).starts_with("(")) return true;
  for (const std::string_view arrow : arrows)
    if (text.starts_with(arrow)) return true;
  std::string owner;
  return action_word(text, owner) > 0;
}

}  // namespace kvali::minutes
