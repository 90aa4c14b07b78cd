#include "frozen/since_tables.hpp"

#include <algorithm>
#include <set>

#include "frozen/withheld_figures.hpp"
#include "model/notes.hpp"
#include "model/part_rows.hpp"

namespace kvali {

namespace {

Scalar text_or_none(const std::string& text) {
  return text.empty() ? Scalar{Mark::not_applicable} : Scalar{text};
}

Scalar number_or(const std::optional<Decimal>& value, Mark mark) {
  return value ? Scalar{*value} : Scalar{mark};
}

class SinceTables {
 public:
  SinceTables(const SinceLast& since, const Workspace& merged, const Figures& figures,
              const Diagnostics& findings, const Catalogue& words, LanguageView& language, Workspace& out)
      : since_(since),
        merged_(merged),
        figures_(figures),
        findings_(findings),
        words_(words),
        language_(language),
        out_(out) {}

  void run() {
    find_hidden();
    corrections();
    changes();
    reports();
  }

 private:
  /// Indicators of which the last report or this one withholds a part.
  void find_hidden() {
    if (!since_.last) return;
    const WithheldFigures now(out_);
    for (const FrozenFigure& figure : since_.last->figures)
      if (figure.period.withheld || figure.to_date.withheld || now.any(figure.key))
        hidden_.insert(figure.key.indicator);
  }

  // ---- corrections to previously reported values ----
  void corrections() {
    Table table("corrections");
    for (const char* name : {"kind", "indicator", "line", "code", "title", "group", "part_label", "period"})
      table.add(name, Type::text);
    table.add("first", Type::date);
    for (const char* name : {"before", "after", "difference"}) table.add(name, Type::decimal);
    table.add("decimals", Type::integer);
    table.add("part", Type::boolean);
    table.add("reason", Type::text);
    for (const Correction& one : since_.corrections) add_correction(table, one);
    out_.tables.insert_or_assign("corrections", std::move(table));
  }

  void add_correction(Table& table, const Correction& one) {
    const bool money = one.key.indicator.empty();
    table.at("kind").append(money ? "money" : "figure");
    table.at("indicator").append_scalar(text_or_none(one.key.indicator));
    table.at("line").append_scalar(text_or_none(one.line));
    money ? copy_from("finance", "line", one.line, table)
          : copy_from("results", "indicator", one.key.indicator, table);
    table.at("group").append_scalar(text_or_none(one.key.group));
    table.at("part_label").append_scalar(text_or_none(label_of(one.key)));
    table.at("period").append(words_.locale().period(one.when));
    table.at("first").append(one.when.first);
    append_values(table, one);
    table.at("part").append(one.part);
    table.at("reason").append_scalar(reason_of(one));
    table.row_evidence.push_back(one.evidence);
  }

  void append_values(Table& table, const Correction& one) {
    if (!one.key.is_total() && hidden_.contains(one.key.indicator)) {
      for (const char* name : {"before", "after", "difference"}) table.at(name).append(Mark::withheld);
      return;
    }
    table.at("before").append_scalar(number_or(one.before, Mark::not_recorded));
    table.at("after").append_scalar(number_or(one.after, Mark::not_recorded));
    if (one.after) table.at("after").set_evidence(one.evidence);
    one.before&& one.after ? table.at("difference").append(*one.after - *one.before)
                           : table.at("difference").append(Mark::not_applicable);
  }

  /// Code, title and decimals of an indicator or a budget line, as another table of the report has them.
  void copy_from(std::string_view name, std::string_view key, const std::string& id, Table& table) const {
    const Table* from = out_.find(name);
    for (std::size_t row = 0; from != nullptr && row < from->rows(); ++row) {
      if (canonical_text(from->scalar(key, row)) != id) continue;
      for (const char* column : {"code", "title", "decimals"})
        table.at(column).append_scalar(from->scalar(column, row));
      return;
    }
    table.at("code").append(id);
    table.at("title").append(id);
    table.at("decimals").append(Mark::not_applicable);
  }

  /// The group or the place as the report calls it.
  [[nodiscard]] std::string label_of(const FigureKey& key) const {
    if (key.is_total()) return {};
    const Table* from = out_.find(key.group.empty() ? "places" : "disaggregation");
    for (std::size_t row = 0; from != nullptr && row < from->rows(); ++row) {
      const auto text = [&](std::string_view column) { return canonical_text(from->scalar(column, row)); };
      const std::string part = key.group.empty() ? text("place") : text("dimension") + "=" + text("category");
      if (part == (key.group.empty() ? key.place : key.group))
        return text(key.group.empty() ? "place_label" : "category_label");
    }
    return key.group.empty() ? key.place : key.group.substr(key.group.find('=') + 1);
  }

  Scalar reason_of(const Correction& one) {
    std::string reason;
    const auto add = [&](const std::string& text) {
      if (!text.empty() && reason.find(text) == reason.npos) reason += (reason.empty() ? "" : " ") + text;
    };
    bool hidden = false;
    for (const std::uint32_t row : one.notes) {
      const Table& observations = *merged_.find("observation");
      if (hides_parts(one.key.indicator) && is_of_part(observations, row))
        hidden = true;
      else
        add(canonical_text(language_.text(observations, "note", row)));
    }
    const std::string subject = one.about().subject;
    for (const Diagnostic& finding : findings_.all())
      if (finding.id == "I-21" && finding.subject == subject && !finding.open())
        add(kvali::reason_of(finding, words_));
    if (reason.empty()) return hidden ? Mark::withheld : Mark::not_recorded;
    return reason;
  }

  [[nodiscard]] bool hides_parts(const std::string& indicator) const {
    return std::any_of(
        figures_.indicators.begin(), figures_.indicators.end(),
        [&](const IndicatorFigures& one) { return one.hides_parts && one.rule.id == indicator; });
  }

  // ---- what else is new ----
  void changes() {
    Table table("changes");
    for (const char* name : {"kind", "code", "title"}) table.add(name, Type::text);
    for (const char* name : {"before", "after"}) table.add(name, Type::decimal);
    table.add("decimals", Type::integer);
    if (since_.last) {
      changed_figures(table);
      changed_actions(table);
      changed_targets(table);
      changed_budget(table);
    }
    out_.tables.insert_or_assign("changes", std::move(table));
  }

  static void add_change(Table& table, const char* kind, const Table& from, std::size_t row,
                         const Scalar& before, const Scalar& after, EvidenceId evidence) {
    table.at("kind").append(kind);
    table.at("code").append_scalar(from.find("code") ? from.scalar("code", row)
                                                     : Scalar{Mark::not_applicable});
    table.at("title").append_scalar(from.scalar(from.find("title") ? "title" : "text", row));
    table.at("before").append_scalar(before);
    table.at("after").append_scalar(after);
    table.at("decimals")
        .append_scalar(from.find("decimals") ? from.scalar("decimals", row) : Scalar{Mark::not_applicable});
    table.row_evidence.push_back(evidence);
  }

  void changed_figures(Table& table) const {
    const Table& results = *out_.find("results");
    for (std::size_t row = 0; row < results.rows(); ++row) {
      const FrozenFigure* last =
          since_.last->find({canonical_text(results.scalar("indicator", row)), {}, {}});
      const Scalar before = last == nullptr ? Scalar{Mark::not_applicable} : last->to_date.printed();
      const Scalar after = results.scalar("to_date", row);
      if (before != after && !(is_missing(before) && is_missing(after)))
        add_change(table, "figure", results, row, before, after,
                   results.evidence(results.at("to_date"), row));
    }
  }

  void changed_actions(Table& table) const {
    const Table& actions = *out_.find("actions");
    std::map<std::string, std::string, std::less<>> before;
    for (const FrozenAction& action : since_.last->actions) before[action.action] = action.status;
    for (std::size_t row = 0; row < actions.rows(); ++row) {
      if (actions.scalar("firm", row) == Scalar{false}) continue;  // A readiness is no action point.
      const auto known = before.find(canonical_text(actions.scalar("action", row)));
      const std::string status = canonical_text(actions.scalar("status", row));
      const bool closed = status == "done" || status == "cancelled";
      const bool was_closed =
          known != before.end() && (known->second == "done" || known->second == "cancelled");
      const char* kind = nullptr;
      if (closed && !was_closed) kind = "action_closed";
      if (!closed && known == before.end()) kind = "action_new";
      if (kind != nullptr)
        add_change(table, kind, actions, row, Mark::not_applicable, Mark::not_applicable,
                   actions.row_evidence[row]);
    }
  }

  void changed_targets(Table& table) const {
    const Table& results = *out_.find("results");
    for (std::size_t row = 0; row < results.rows(); ++row) {
      const auto now = figures_.targets.of.find(canonical_text(results.scalar("indicator", row)));
      for (const FrozenTarget& target : since_.last->targets) {
        if (now == figures_.targets.of.end() || target.indicator != now->first) continue;
        const auto by_period =
            target.scope ? now->second.by_period.find(*target.scope) : now->second.by_period.end();
        const std::optional<Quantity> after =
            target.scope
                ? (by_period == now->second.by_period.end() ? std::nullopt : std::optional(by_period->second))
                : now->second.life;
        if (after && after->value && *after->value != target.value)
          add_change(table, "target", results, row, target.value, *after->value, after->evidence);
      }
    }
  }

  void changed_budget(Table& table) const {
    const Table& finance = *out_.find("finance");
    for (std::size_t row = 0; row < finance.rows(); ++row) {
      const std::string id = canonical_text(finance.scalar("line", row));
      for (const FrozenLine& line : since_.last->finance) {
        const Scalar after = finance.scalar("approved", row);
        if (line.line == id && line.approved.value && !is_missing(after) &&
            Scalar{*line.approved.value} != after)
          add_change(table, "budget", finance, row, *line.approved.value, after,
                     finance.evidence(finance.at("approved"), row));
      }
    }
  }

  // ---- the reports before this one ----
  void reports() {
    Table table("reports");
    table.add("period", Type::text);
    table.add("first", Type::date);
    table.add("revision", Type::integer);
    table.add("submitted_on", Type::date);
    for (const char* name : {"reference", "status"}) table.add(name, Type::text);
    table.add("answered_on", Type::date);
    table.add("note", Type::text);
    std::set<FrozenName> names;
    for (const SubmissionEvent& event : since_.events)
      if (const auto name = parse_frozen_name(event.frozen); name && since_.last &&
                                                             event.report == since_.last->report &&
                                                             name->period.last <= since_.last->period.last)
        names.insert(*name);
    if (since_.last) names.insert(name_of(*since_.last));
    for (const FrozenName& name : names) add_report(table, name);
    out_.tables.insert_or_assign("reports", std::move(table));
  }

  void add_report(Table& table, const FrozenName& name) const {
    const Standing standing = standing_of(since_.events, since_.last->report, name.text());
    const auto day = [](const std::optional<SubmissionEvent>& event) {
      return event ? Scalar{event->on} : Scalar{Mark::not_applicable};
    };
    table.at("period").append(words_.locale().period(name.period));
    table.at("first").append(name.period.first);
    table.at("revision").append(std::int64_t{name.revision});
    table.at("submitted_on").append_scalar(day(standing.submitted));
    table.at("reference")
        .append_scalar(text_or_none(standing.submitted ? standing.submitted->reference : ""));
    table.at("status").append(standing.status);
    table.at("answered_on").append_scalar(day(standing.answer));
    table.at("note").append_scalar(text_or_none(standing.answer ? standing.answer->note : ""));
  }

  const SinceLast& since_;
  const Workspace& merged_;
  const Figures& figures_;
  const Diagnostics& findings_;
  const Catalogue& words_;
  LanguageView& language_;
  Workspace& out_;
  std::set<std::string, std::less<>> hidden_;
};

}  // namespace

void add_since_tables(const SinceLast& since, const Workspace& merged, const Figures& figures,
                      const Diagnostics& findings, const Catalogue& words, LanguageView& language,
                      Workspace& out) {
  SinceTables(since, merged, figures, findings, words, language, out).run();
}

std::map<std::string, Scalar, std::less<>> since_facts(const SinceLast& since, const Catalogue& words) {
  std::map<std::string, Scalar, std::less<>> facts;
  for (const char* name :
       {"period", "as_of", "revision", "status", "submitted_on", "reference", "answered_on", "note"})
    facts[std::string("last_report.") + name] = Mark::not_applicable;
  if (!since.last) return facts;
  const auto say = [&](const char* name, Scalar value) {
    facts[std::string("last_report.") + name] = std::move(value);
  };
  say("period", words.locale().period(since.last->period));
  say("as_of", since.last->as_of);
  say("revision", std::int64_t{since.last->revision});
  say("status", since.standing.status);
  if (const auto& submitted = since.standing.submitted) {
    say("submitted_on", submitted->on);
    say("reference", text_or_none(submitted->reference));
  }
  if (const auto& answer = since.standing.answer) {
    say("answered_on", answer->on);
    say("note", text_or_none(answer->note));
  }
  return facts;
}

}  // namespace kvali
