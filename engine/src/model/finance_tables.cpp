#include "model/finance_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/notes.hpp"

namespace kvali {

namespace {

/// A column of figures and where its value stands.
struct FigureColumn {
  const char* name;
  Quantity FinanceRow::*value;
};

constexpr std::array figure_columns{
    FigureColumn{"approved", &FinanceRow::approved}, FigureColumn{"original", &FinanceRow::original},
    FigureColumn{"opening", &FinanceRow::opening},   FigureColumn{"period", &FinanceRow::period},
    FigureColumn{"to_date", &FinanceRow::to_date},   FigureColumn{"remaining", &FinanceRow::remaining},
    FigureColumn{"share", &FinanceRow::share},       FigureColumn{"committed", &FinanceRow::committed},
    FigureColumn{"advances", &FinanceRow::advances}};

/// Figures that may be lower bounds, with the column that says so; the share spent is one with `to_date`.
constexpr std::array bound_columns{FigureColumn{"approved_at_least", &FinanceRow::approved},
                                   FigureColumn{"opening_at_least", &FinanceRow::opening},
                                   FigureColumn{"period_at_least", &FinanceRow::period},
                                   FigureColumn{"at_least", &FinanceRow::to_date},
                                   FigureColumn{"committed_at_least", &FinanceRow::committed},
                                   FigureColumn{"advances_at_least", &FinanceRow::advances}};

bool is_bound(const Quantity& quantity) {
  return quantity.value && quantity.at_least;
}

void append(Column& column, const Quantity& quantity) {
  column.append_scalar(quantity.scalar());
  if (quantity.value && quantity.evidence != 0) column.set_evidence(quantity.evidence);
}

Scalar text_or_none(const std::string& text) {
  return text.empty() ? Scalar{Mark::not_applicable} : Scalar{text};
}

class FinanceTables {
 public:
  FinanceTables(const Workspace& merged, const Finance& finance, const Frame& frame,
                const Diagnostics& findings, const Catalogue& words, LanguageView& language, Workspace& out)
      : merged_(merged),
        finance_(finance),
        frame_(frame),
        findings_(findings),
        words_(words),
        language_(language),
        out_(out) {}

  void run() {
    lines();
    headings();
    total();
    payments();
    rates();
    amendments();
    budget_changes();
    contracts();
  }

 private:
  // ---- the finance table ----
  static void add_figures(Table& table) {
    for (const FigureColumn& column : figure_columns) table.add(column.name, Type::decimal);
    table.add("currency", Type::text);
    table.add("decimals", Type::integer);
    table.add("partial", Type::boolean);
    for (const FigureColumn& column : bound_columns) table.add(column.name, Type::boolean);
    table.add("status", Type::text);
    for (const char* name : {"note", "reason"}) table.add(name, Type::text);
    table.add("variance", Type::decimal);
  }

  void append_figures(Table& table, const FinanceRow& row, const Scalar& note,
                      const std::string& subject) const {
    for (const FigureColumn& column : figure_columns) append(table.at(column.name), row.*column.value);
    table.at("currency").append_scalar(text_or_none(finance_.currency));
    table.at("decimals").append(std::int64_t{minor_units(finance_.currency)});
    table.at("partial").append(row.partial);
    for (const FigureColumn& column : bound_columns)
      table.at(column.name).append(is_bound(row.*column.value));
    table.at("status").append_scalar(colour_of(row));
    table.at("note").append_scalar(note);
    table.at("reason").append_scalar(reason_for(note, subject));
    append(table.at("variance"), variance_of(row));
  }

  /// How much further spending is than time: 0.1 is ten points ahead.
  [[nodiscard]] Quantity variance_of(const FinanceRow& row) const {
    const auto elapsed = elapsed_at_end(frame_);
    Quantity none;
    none.mark = Mark::not_applicable;
    if (row.share.at_least) none.mark = Mark::not_recorded;
    if (!row.share.value || row.share.at_least || !elapsed) return none;
    return {*row.share.value - *elapsed, Mark::none, row.share.evidence};
  }

  /// What is noted, and what people said to the findings on this line or heading.
  [[nodiscard]] Scalar reason_for(const Scalar& note, const std::string& subject) const {
    std::string reason = canonical_text(note);
    for (const Diagnostic& finding : findings_.all()) {
      const bool on_money = finding.id == "F-02" || finding.id == "F-03" || finding.id == "F-12";
      const bool on_this = finding.subject == subject || finding.subject.starts_with(subject + ";");
      if (!on_money || !on_this || finding.open() || reason.find(finding.reason) != reason.npos) continue;
      add_note(reason, reason_of(finding, words_));
    }
    return text_or_none(reason);
  }

  /// bad: more than was approved.
  static Scalar colour_of(const FinanceRow& row) {
    if (!row.share.value) return Mark::not_applicable;
    return std::string(*row.share.value > Decimal(1) ? "bad" : "good");
  }

  void lines() {
    Table table("finance");
    for (const char* name : {"line", "code", "heading", "title"}) table.add(name, Type::text);
    add_figures(table);
    for (const FinanceLine& line : finance_.lines) {
      table.at("line").append(line.id);
      table.at("code").append(code_of(line));
      table.at("heading").append_scalar(heading_of(line));
      table.at("title").append_scalar(line.id == no_line ? Scalar{words_.text("finance.no_line")}
                                                         : title_of(line.rows));
      append_figures(table, line, note_of(line), subject_of(line));
      table.row_evidence.push_back(line.rows.empty() ? line.to_date.evidence
                                                     : budget().row_evidence[line.rows.front()]);
    }
    out_.tables.insert_or_assign("finance", std::move(table));
  }

  void headings() {
    Table table("finance_headings");
    table.add("heading", Type::text);
    add_figures(table);
    for (const FinanceHeading& heading : finance_.headings) {
      table.at("heading").append_scalar(heading_of(finance_.lines[heading.first_line]));
      append_figures(table, heading, Mark::not_applicable, subject_of(finance_, heading));
      table.row_evidence.push_back(heading.approved.evidence);
    }
    out_.tables.insert_or_assign("finance_headings", std::move(table));
  }

  void total() {
    Table table("finance_total");
    add_figures(table);
    if (!finance_.lines.empty()) {
      append_figures(table, finance_.total, Mark::not_applicable, "finance");
      table.row_evidence.push_back(finance_.total.approved.evidence);
    }
    out_.tables.insert_or_assign("finance_total", std::move(table));
  }

  [[nodiscard]] const Table& budget() const { return *merged_.find("budget_line"); }

  [[nodiscard]] std::string code_of(const FinanceLine& line) const {
    for (const std::size_t row : line.rows)
      if (const Scalar code = budget().scalar("code", row); !is_missing(code)) return canonical_text(code);
    return line.id;
  }

  /// An amendment often repeats the amount alone: an earlier row knows the words.
  Scalar text_of(const std::vector<std::size_t>& rows, std::string_view field) {
    for (const std::size_t row : rows)
      if (const Scalar text = language_.text(budget(), field, row); !is_missing(text)) return text;
    return Mark::not_recorded;
  }

  Scalar title_of(const std::vector<std::size_t>& rows) { return text_of(rows, "title"); }

  Scalar heading_of(const FinanceLine& line) {
    if (line.parent) return language_.text(budget(), "title", *line.parent);
    const Scalar heading = text_of(line.rows, "heading");
    return is_missing(heading) ? Scalar{Mark::not_applicable} : heading;
  }

  /// What the budget says of the line, then its payments, then what could not be counted.
  Scalar note_of(const FinanceLine& line) {
    std::vector<std::string> notes;
    const auto add = [&](const Scalar& text) {
      const std::string note = canonical_text(text);
      if (!note.empty() && std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
    };
    if (!line.rows.empty()) add(text_of(line.rows, "note"));
    for (const std::size_t row : line.notes) add(language_.text(*merged_.find("expenditure"), "note", row));
    const auto add_left_out = [&](const char* why, const std::set<std::string>& amounts) {
      if (amounts.empty()) return;
      const std::vector<std::string> list(amounts.begin(), amounts.end());
      add(words_.text(why, {{"amounts", words_.locale().list(list)}}));
    };
    add_left_out("finance.left_out", line.left_out.unconverted);
    add_left_out("finance.undated", line.left_out.undated);
    add_left_out("finance.unbooked", line.left_out.unbooked);
    if (line.left_out.blank > 0)
      add(words_.text("finance.blank", {{"n", std::int64_t{line.left_out.blank}}}));
    std::string all;
    for (const std::string& note : notes) add_note(all, note);
    return text_or_none(all);
  }

  // ---- behind it ----
  void payments() {
    Table table("payments");
    for (const char* name : {"line", "code", "title"}) table.add(name, Type::text);
    table.add("date", Type::date);
    for (const char* name : {"kind", "doc_no"}) table.add(name, Type::text);
    table.add("original", Type::decimal);
    table.add("original_currency", Type::text);
    table.add("amount", Type::decimal);
    table.add("currency", Type::text);
    table.add("note", Type::text);
    const Table* from = merged_.find("expenditure");
    for (const Payment& payment : finance_.payments) {
      const FinanceLine& line = finance_.lines[payment.line];
      table.at("line").append(line.id);
      table.at("code").append(code_of(line));
      table.at("title").append_scalar(title_of(line.rows));
      const Scalar day = from->scalar("date", payment.row);
      table.at("date").append_scalar(is_missing(day) ? from->scalar("period_last", payment.row) : day);
      const Scalar kind = from->scalar("kind", payment.row);
      table.at("kind").append_scalar(is_missing(kind) ? Scalar{std::string("actual")} : kind);
      table.at("doc_no").append_scalar(from->scalar("doc_no", payment.row));
      table.at("original").append_scalar(from->scalar("amount", payment.row));
      const std::string currency = currency_code(canonical_text(from->scalar("currency", payment.row)));
      table.at("original_currency").append(currency.empty() ? finance_.currency : currency);
      append(table.at("amount"), payment.amount);
      table.at("currency").append(finance_.currency);
      const Scalar note = language_.text(*from, "note", payment.row);
      table.at("note").append_scalar(is_missing(note) ? Scalar{Mark::not_applicable} : note);
      table.row_evidence.push_back(from->row_evidence[payment.row]);
    }
    out_.tables.insert_or_assign("payments", std::move(table));
  }

  void rates() {
    Table table("rates");
    for (const char* name : {"from", "to", "period"}) table.add(name, Type::text);
    table.add("first", Type::date);
    table.add("rate", Type::decimal);
    table.add("source", Type::text);
    const Table* from = merged_.find("fx_rate");
    for (const std::size_t row : finance_.rates) {
      for (const char* name : {"from", "to"})
        table.at(name).append(currency_code(canonical_text(from->scalar(name, row))));
      append_time(table, time_of_row(*from, row));
      table.at("rate").append_scalar(from->scalar("rate", row));
      const Scalar source = from->scalar("source", row);
      table.at("source").append_scalar(is_missing(source) ? source_of(*from, row) : source);
      table.row_evidence.push_back(from->row_evidence[row]);
    }
    out_.tables.insert_or_assign("rates", std::move(table));
  }

  /// A fixed rate may have none.
  void append_time(Table& table, const std::optional<Period>& when) const {
    if (!when) {
      table.at("period").append(Mark::not_applicable);
      table.at("first").append(Mark::not_applicable);
      return;
    }
    table.at("period").append(when->first == when->last ? words_.locale().date(when->first)
                                                        : words_.locale().period(*when));
    table.at("first").append(when->first);
  }

  /// The name of the source in report.toml, where the table itself names none.
  [[nodiscard]] Scalar source_of(const Table& table, std::size_t row) const {
    const auto refs = merged_.evidence.refs(table.row_evidence[row]);
    return refs.empty() ? Scalar{Mark::not_recorded} : Scalar{merged_.evidence.origin(refs.front()).source};
  }

  void amendments() {
    Table table("amendments");
    table.add("amendment", Type::text);
    table.add("approved_on", Type::date);
    for (const char* name : {"kind", "title", "summary"}) table.add(name, Type::text);
    table.add("in_force", Type::boolean);
    const Table* from = merged_.find("amendment");
    for (std::size_t row = 0; from != nullptr && row < from->rows(); ++row) {
      const Scalar day = from->scalar("approved_on", row);
      table.at("amendment").append_scalar(from->scalar("amendment_id", row));
      table.at("approved_on").append_scalar(day);
      table.at("kind").append_scalar(from->scalar("kind", row));
      for (const char* name : {"title", "summary"})
        table.at(name).append_scalar(language_.text(*from, name, row));
      table.at("in_force").append(!is_missing(day) && std::get<Date>(day) <= frame_.as_of);
      table.row_evidence.push_back(from->row_evidence[row]);
    }
    out_.tables.insert_or_assign("amendments", std::move(table));
  }

  void budget_changes() {
    Table table("budget_changes");
    for (const char* name : {"line", "code", "title"}) table.add(name, Type::text);
    table.add("before", Type::decimal);
    table.add("after", Type::decimal);
    for (const char* name : {"currency", "amendment"}) table.add(name, Type::text);
    table.add("approved_on", Type::date);
    for (const BudgetChange& change : finance_.changes) {
      FinanceLine line;
      line.rows = change.rows;
      line.id = canonical_text(budget().scalar("line_id", change.rows.front()));
      table.at("line").append(line.id);
      table.at("code").append(code_of(line));
      table.at("title").append_scalar(title_of(line.rows));
      append(table.at("before"), change.before);
      append(table.at("after"), change.after);
      table.at("currency").append(finance_.currency);
      table.at("amendment").append_scalar(text_or_none(change.by.amendment));
      change.by.approved_on ? table.at("approved_on").append(*change.by.approved_on)
                            : table.at("approved_on").append(Mark::not_recorded);
      table.row_evidence.push_back(budget().row_evidence[change.by.row]);
    }
    out_.tables.insert_or_assign("budget_changes", std::move(table));
  }

  void contracts() {
    Table table("contracts");
    for (const char* name : {"contract", "title", "kind", "supplier", "procedure"})
      table.add(name, Type::text);
    table.add("date", Type::date);
    table.add("amount", Type::decimal);
    table.add("currency", Type::text);
    const Table* from = merged_.find("contract");
    for (std::size_t row = 0; from != nullptr && row < from->rows(); ++row) {
      table.at("contract").append_scalar(from->scalar("contract_id", row));
      table.at("title").append_scalar(language_.text(*from, "title", row));
      for (const char* name : {"kind", "supplier", "procedure", "date", "amount"})
        table.at(name).append_scalar(from->scalar(name, row));
      const std::string currency = currency_code(canonical_text(from->scalar("currency", row)));
      table.at("currency").append_scalar(text_or_none(currency.empty() ? finance_.currency : currency));
      table.row_evidence.push_back(from->row_evidence[row]);
    }
    out_.tables.insert_or_assign("contracts", std::move(table));
  }

  const Workspace& merged_;
  const Finance& finance_;
  const Frame& frame_;
  const Diagnostics& findings_;
  const Catalogue& words_;
  LanguageView& language_;
  Workspace& out_;
};

}  // namespace

void add_finance_tables(const Workspace& merged, const Finance& finance, const Frame& frame,
                        const Diagnostics& findings, const Catalogue& words, LanguageView& language,
                        Workspace& out) {
  FinanceTables(merged, finance, frame, findings, words, language, out).run();
}

std::map<std::string, Scalar, std::less<>> finance_facts(const Finance& finance, const Frame& frame) {
  std::map<std::string, Scalar, std::less<>> facts;
  for (const FigureColumn& column : figure_columns)
    facts[std::string("finance.") + column.name] = (finance.total.*column.value).scalar();
  facts["finance.currency"] =
      finance.currency.empty() ? Scalar{Mark::not_recorded} : Scalar{finance.currency};
  facts["finance.partial"] = finance.total.partial;
  for (const FigureColumn& column : bound_columns)
    facts[std::string("finance.") + column.name] = is_bound(finance.total.*column.value);
  const auto elapsed = elapsed_at_end(frame);
  facts["project.elapsed"] = elapsed ? Scalar{*elapsed} : Scalar{Mark::not_recorded};
  return facts;
}

}  // namespace kvali
