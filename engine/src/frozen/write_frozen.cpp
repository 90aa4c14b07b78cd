#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/digest.hpp"
#include "base/toml_text.hpp"
#include "frozen/frozen_text.hpp"

namespace kvali {

namespace {

std::string list_of(const std::vector<std::string>& texts) {
  std::vector<std::string> all;
  for (const std::string& text : texts) all.push_back(toml_string(text));
  return fmt::format("[{}]", fmt::join(all, ", "));
}

/// One fact: an inline table.
class Row {
 public:
  Row& text(std::string_view key, const std::string& value) {
    return value.empty() ? *this : raw(key, toml_string(value));
  }
  Row& date(std::string_view key, const std::optional<Date>& day) {
    return day ? raw(key, iso_text(*day)) : *this;
  }
  Row& number(std::string_view key, const std::optional<Decimal>& value) {
    return value ? raw(key, toml_string(value->to_string())) : *this;
  }
  Row& number(std::string_view key, const FrozenNumber& number) {
    raw(key, toml_string(number.value ? number.value->to_string() : std::string(name_of(number.mark))));
    return truth(fmt::format("{}_withheld", key), number.withheld);
  }
  Row& truth(std::string_view key, bool value) { return value ? raw(key, "true") : *this; }
  Row& key_of(const FigureKey& key) {
    return text("indicator", key.indicator).text("group", key.group).text("place", key.place);
  }
  Row& period(const Period& when) { return date("first", when.first).date("last", when.last); }
  [[nodiscard]] std::string line() const { return fmt::format("  {{ {} }},\n", fmt::join(pairs_, ", ")); }

 private:
  Row& raw(std::string_view key, const std::string& value) {
    pairs_.push_back(fmt::format("{} = {}", key, value));
    return *this;
  }
  std::vector<std::string> pairs_;
};

/// The facts as a list, ordered by `key_of`.
template <class Fact, class KeyOf, class RowOf>
std::string list(std::string_view name, std::vector<Fact> facts, KeyOf key_of, RowOf row_of) {
  if (facts.empty()) return {};
  std::stable_sort(facts.begin(), facts.end(),
                   [&](const Fact& a, const Fact& b) { return key_of(a) < key_of(b); });
  std::string out = fmt::format("{} = [\n", name);
  for (const Fact& fact : facts) out += row_of(fact).line();
  return out + "]\n";
}

std::string head_text(const FrozenReport& facts) {
  std::string out = "[report]\n";
  const auto line = [&](std::string_view key, const std::string& value) {
    out += fmt::format("{} = {}\n", key, value);
  };
  line("id", toml_string(facts.report));
  line("first", iso_text(facts.period.first));
  line("last", iso_text(facts.period.last));
  line("revision", std::to_string(facts.revision));
  line("as_of", iso_text(facts.as_of));
  line("audience", toml_string(facts.audience));
  line("langs", list_of(facts.langs));
  line("agreement", toml_string(facts.agreement));
  line("currency", toml_string(facts.currency));
  line("template", toml_string(facts.template_name));
  line("template_version", toml_string(facts.template_version));
  line("outline", list_of(facts.outline));
  if (facts.fixed_structure) line("fixed_structure", "true");
  line("engine", toml_string(facts.engine_version));
  return out;
}

std::string inputs_text(std::string_view name, const std::vector<FrozenInput>& inputs) {
  return list(
      name, inputs, [](const FrozenInput& input) { return input.file; },
      [](const FrozenInput& input) { return Row().text("file", input.file).text("sha256", input.sha256); });
}

std::string figures_text(const FrozenReport& facts) {
  std::string out = list(
      "figures", facts.figures, [](const FrozenFigure& figure) { return figure.key; },
      [](const FrozenFigure& figure) {
        return Row().key_of(figure.key).number("period", figure.period).number("to_date", figure.to_date);
      });
  out += list(
      "values", facts.values,
      [](const FrozenValue& value) { return std::tuple(value.key, value.when, value.opening); },
      [](const FrozenValue& value) {
        return Row()
            .key_of(value.key)
            .period(value.when)
            .truth("opening", value.opening)
            .number("value", value.value)
            .number("num", value.num)
            .number("den", value.den)
            .text("note", value.note);
      });
  return out + list(
                   "targets", facts.targets,
                   [](const FrozenTarget& target) { return std::pair(target.indicator, target.scope); },
                   [](const FrozenTarget& target) {
                     Row row;
                     row.text("indicator", target.indicator);
                     if (target.scope) row.period(*target.scope);
                     return row.number("value", std::optional(target.value));
                   });
}

}  // namespace

std::string frozen_text(const FrozenReport& facts) {
  std::string out = fmt::format(
      "# What a report said when it was frozen; later reports are compared with it.  Nothing here is to be\n"
      "# changed.  It holds figures that the report withheld, so it stays inside the organisation.\n"
      "format = {}\n\n{}\n[facts]\n",
      frozen_format, head_text(facts));
  out += figures_text(facts);
  out += list(
      "finance", facts.finance, [](const FrozenLine& line) { return line.line; },
      [](const FrozenLine& line) {
        return Row()
            .text("line", line.line)
            .number("approved", line.approved)
            .number("period", line.period)
            .number("to_date", line.to_date)
            .number("committed", line.committed)
            .number("advances", line.advances);
      });
  out += list(
      "actions", facts.actions, [](const FrozenAction& action) { return action.action; },
      [](const FrozenAction& action) {
        return Row().text("action", action.action).text("status", action.status);
      });
  out += list(
      "meetings", facts.meetings, [](const FrozenMeeting& meeting) { return meeting.meeting; },
      [](const FrozenMeeting& meeting) {
        return Row().text("meeting", meeting.meeting).date("date", meeting.date);
      });
  out += inputs_text("narratives", facts.narratives);
  out += inputs_text("inputs", facts.inputs);
  return out + fmt::format("# sha256 {}\n", sha256(out));
}

}  // namespace kvali
