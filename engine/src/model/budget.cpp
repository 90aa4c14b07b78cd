#include "model/finance_draft.hpp"

namespace kvali {

namespace {

class BudgetReader {
 public:
  explicit BudgetReader(FinanceDraft& draft) : draft_(draft), table_(draft.budget()) {}

  void run() {
    if (table_.rows() == 0) return;
    const auto id_of = [&](std::size_t row) { return canonical_text(table_.scalar("line_id", row)); };
    const auto versions = versions_of(
        draft_.merged, table_, draft_.frame.as_of, id_of,
        [&](std::size_t row) { return "budget line " + line_code(table_, row); }, draft_.diagnostics);
    for (std::size_t row = 0; row < table_.rows(); ++row)
      if (const Scalar parent = table_.scalar("parent", row); !is_missing(parent))
        draft_.parents.insert(canonical_text(parent));
    for (const auto& [id, one] : versions) add_line(id, one);
    for (FinanceLine& line : draft_.finance.lines) place_under(line);
  }

 private:
  void add_line(const std::string& id, const Versions& versions) {
    const std::size_t index = draft_.line_of(id);
    Finance& finance = draft_.finance;
    std::optional<Quantity> before;
    for (std::size_t i = 0; versions.valid && i <= *versions.valid; ++i) {
      const Version& version = versions.all[i];
      const Quantity amount = amount_in(version, index);
      if (before && before->value && amount.value && *before->value != *amount.value)
        finance.changes.push_back({{}, *before, amount, version});
      FinanceLine& line = finance.lines[index];
      if (i == 0) line.original = amount;
      // What no amendment carries was moved within the limits of the agreement.
      if (i == 0 || !version.amendment.empty()) line.agreed = amount;
      line.approved = amount;
      line.rows.insert(line.rows.begin(), version.row);
      before = amount;
    }
    for (BudgetChange& change : finance.changes)
      if (change.rows.empty()) change.rows = finance.lines[index].rows;
    // A line that comes into force later has a name already.
    if (finance.lines[index].rows.empty()) finance.lines[index].rows.push_back(versions.all.front().row);
  }

  Quantity amount_in(const Version& version, std::size_t index) {
    const Column* amounts = table_.find("amount");
    if (amounts == nullptr || amounts->missing(version.row)) return {};
    const Frame& frame = draft_.frame;
    const Date day = version.approved_on.value_or(frame.project_start.value_or(frame.period.first));
    const FinanceDraft::Amount amount = draft_.amount_of(table_, version.row, {day, day});
    if (amount.value) return {*amount.value, Mark::none, amount.evidence};
    FinanceLine& line = draft_.finance.lines[index];
    line.partial = true;
    line.left_out.unconverted.insert(amount.left_out);
    return {};
  }

  void place_under(FinanceLine& line) {
    for (const std::size_t row : line.rows) {
      if (line.heading.empty()) line.heading = all_texts(table_, "heading", row);
      const std::size_t* above = draft_.find(canonical_text(table_.scalar("parent", row)));
      if (!line.parent && above != nullptr && !draft_.finance.lines[*above].rows.empty())
        line.parent = draft_.finance.lines[*above].rows.front();
    }
    if (!line.parent && draft_.parents.contains(line.id) && !line.rows.empty())
      line.parent = line.rows.front();
    if (line.parent) line.heading = canonical_text(table_.scalar("line_id", *line.parent));
  }

  FinanceDraft& draft_;
  const Table& table_;
};

}  // namespace

void read_budget(FinanceDraft& draft) {
  BudgetReader(draft).run();
}

}  // namespace kvali
