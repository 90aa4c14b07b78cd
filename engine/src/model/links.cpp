#include "model/links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>

#include "base/period.hpp"
#include "base/text.hpp"
#include "model/record_place.hpp"
#include "model/schema.hpp"
#include "model/tags.hpp"

namespace kvali {

namespace {

constexpr std::array<SubjectTable, 10> subject_tables{
    {{"statement", "statement", "stmt_id", "", "text"},
     {"decision", "decision", "dec_id", "", "text"},
     {"need", "need", "need_id", "", "text"},
     {"action", "action_point", "action_id", "", "text"},
     {"meeting", "meeting", "meeting_id", "", "title"},
     {"indicator", "indicator", "indicator_id", "code", "title"},
     {"activity", "activity", "activity_id", "code", "title"},
     {"result", "result", "result_id", "code", "title"},
     {"org", "org", "org_id", "acronym", "name"},
     {"location", "location", "loc_id", "pcode", "name"}}};

/// Kinds whose records say what they are about.
constexpr std::array<std::string_view, 4> speaking{"statement", "decision", "need", "action"};

class LinkReader {
 public:
  LinkReader(const Workspace& merged, Diagnostics& diagnostics) : merged_(merged), diagnostics_(diagnostics) {
    for (const SubjectTable& subject : subject_tables) learn(subject);
  }

  std::vector<Link> run() {
    read_table();
    for (const std::string_view kind : speaking) read_about(*subject_table(kind));
    read_numbers();
    read_superseded();
    match_needs();
    std::stable_sort(links_.begin(), links_.end(), [](const Link& a, const Link& b) {
      return std::tie(a.from, a.to, a.relation, a.by_rule) < std::tie(b.from, b.to, b.relation, b.by_rule);
    });
    // Who wrote a link that a rule would find has the last word.
    const auto same = [](const Link& a, const Link& b) {
      return a.from == b.from && a.to == b.to && a.relation == b.relation;
    };
    links_.erase(std::unique(links_.begin(), links_.end(), same), links_.end());
    return std::move(links_);
  }

 private:
  void learn(const SubjectTable& subject) {
    const Table* table = merged_.find(subject.table);
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
      const std::string id = canonical_text(table->scalar(subject.id, row));
      for (const std::string_view field : {subject.id, subject.code})
        if (const std::string name = fold_key(canonical_text(table->scalar(field, row))); !name.empty())
          names_[name].insert({std::string(subject.kind), id});
    }
  }

  /// The record that a text means, as a person writes it; nothing if there is none, which is told.
  std::optional<Subject> subject_of(std::string_view text, const Table& table, std::size_t row) {
    text = trim(text);
    const std::size_t colon = text.find(':');
    const std::string_view kind = colon == text.npos ? std::string_view{} : trim(text.substr(0, colon));
    if (kind == "period")
      if (const auto period = parse_period(trim(text.substr(colon + 1))))
        return Subject{"period", period_text(*period)};
    const bool typed = subject_table(kind) != nullptr;
    const std::string name = fold_key(typed ? text.substr(colon + 1) : text);
    std::vector<Subject> meant;
    if (const auto found = names_.find(name); found != names_.end())
      for (const Subject& subject : found->second)
        if (!typed || subject.kind == kind) meant.push_back(subject);
    if (meant.size() == 1) return meant.front();
    report(text, name, meant, table, row);
    return std::nullopt;
  }

  void report(std::string_view text, const std::string& name, const std::vector<Subject>& meant,
              const Table& table, std::size_t row) {
    Diagnostic finding;
    finding.id = "D-02";
    finding.subject = fmt::format("{};about={}", table.name(), text);
    finding.place = record_place(merged_.evidence, table.row_evidence[row]);
    if (meant.empty()) {
      std::vector<std::string_view> known;
      for (const auto& pair : names_) known.push_back(pair.first);
      const auto near = nearest(name, known);
      finding.message = fmt::format("there is no record '{}' to link with", text);
      finding.hint = near ? fmt::format("did you mean '{}'?", *near) : "write the id or code of a record";
    } else {
      finding.message = fmt::format("'{}' is the id of several records", text);
      finding.hint = fmt::format("write {}:{} or {}:{}", meant[0].kind, text, meant[1].kind, text);
    }
    diagnostics_.add(std::move(finding));
  }

  void read_table() {
    const Table* table = merged_.find("link");
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
      auto from = subject_of(canonical_text(table->scalar("from", row)), *table, row);
      auto to = subject_of(canonical_text(table->scalar("to", row)), *table, row);
      if (!from || !to) continue;
      links_.push_back({std::move(*from), std::move(*to), canonical_text(table->scalar("relation", row)),
                        canonical_text(table->scalar("by", row)) == "rule", table->row_evidence[row]});
    }
  }

  void read_about(const SubjectTable& subject) {
    const Table* table = merged_.find(subject.table);
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
      const std::string list = canonical_text(table->scalar("about", row));
      for (const std::string_view one : parts_of(list, ";"))
        if (auto to = trim(one).empty() ? std::nullopt : subject_of(one, *table, row))
          add(subject, *table, row, std::move(*to), subject.kind == "need" ? "addresses" : "evidence", false);
    }
  }

  void add(const SubjectTable& subject, const Table& table, std::size_t row, Subject to,
           std::string_view relation, bool by_rule) {
    links_.push_back({{std::string(subject.kind), canonical_text(table.scalar(subject.id, row))},
                      std::move(to),
                      std::string(relation),
                      by_rule,
                      table.row_evidence[row]});
  }

  void read_numbers() {
    const Table* table = merged_.find("statement");
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row)
      if (const Scalar indicator = table->scalar("indicator", row); !is_missing(indicator))
        add(*subject_table("statement"), *table, row, {"indicator", canonical_text(indicator)}, "evidence",
            false);
  }

  void read_superseded() {
    const Table* table = merged_.find("decision");
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
      const Scalar earlier = table->scalar("supersedes", row);
      if (!is_missing(earlier))
        add(*subject_table("decision"), *table, row, {"decision", canonical_text(earlier)}, "supersedes",
            false);
    }
  }

  /// Rows of indicators and activities by the sectors they are tagged with.
  struct Tagged {
    Subject subject;
    Tags populations, places;
  };

  void match_needs() {
    std::map<std::string, std::vector<Tagged>> by_sector;
    for (const std::string_view kind : {"indicator", "activity"}) {
      const SubjectTable& subject = *subject_table(kind);
      const Table* table = merged_.find(subject.table);
      for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row)
        for (const std::string& sector : tags_of(table->scalar("sector", row)))
          by_sector[sector].push_back({{std::string(kind), canonical_text(table->scalar(subject.id, row))},
                                       tags_of(table->scalar("population", row)),
                                       tags_of(table->scalar("loc", row))});
    }
    const Table* needs = merged_.find("need");
    for (std::size_t row = 0; needs != nullptr && row < needs->rows(); ++row) {
      const Tags populations = tags_of(needs->scalar("population", row));
      const Tags places = tags_of(needs->scalar("loc", row));
      for (const std::string& sector : tags_of(needs->scalar("sector", row)))
        for (const Tagged& tagged : by_sector[sector])
          if (may_share(populations, tagged.populations) && may_share(places, tagged.places))
            add(*subject_table("need"), *needs, row, tagged.subject, "addresses", true);
    }
  }

  /// Who names nobody means everybody.
  static bool may_share(const Tags& a, const Tags& b) { return a.empty() || b.empty() || share_a_tag(a, b); }

  const Workspace& merged_;
  Diagnostics& diagnostics_;
  std::map<std::string, std::set<Subject>, std::less<>> names_;  ///< Folded id or code -> records.
  std::vector<Link> links_;
};

}  // namespace

const SubjectTable* subject_table(std::string_view kind) {
  const auto* found = std::find_if(subject_tables.begin(), subject_tables.end(),
                                   [&](const SubjectTable& s) { return s.kind == kind; });
  return found == subject_tables.end() ? nullptr : found;
}

Links::Links(const Workspace& merged, Diagnostics& diagnostics)
    : all_(LinkReader(merged, diagnostics).run()) {
  for (std::size_t i = 0; i < all_.size(); ++i) by_to_[all_[i].to].push_back(i);
}

std::vector<const Link*> Links::from(const Subject& subject) const {
  std::vector<const Link*> found;
  const auto first = std::lower_bound(all_.begin(), all_.end(), subject,
                                      [](const Link& link, const Subject& s) { return link.from < s; });
  for (auto link = first; link != all_.end() && link->from == subject; ++link) found.push_back(&*link);
  return found;
}

std::vector<const Link*> Links::to(const Subject& subject) const {
  std::vector<const Link*> found;
  if (const auto it = by_to_.find(subject); it != by_to_.end())
    for (const std::size_t index : it->second) found.push_back(&all_[index]);
  return found;
}

}  // namespace kvali
