#include "collect/total_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "base/text.hpp"
#include "collect/wildcard.hpp"

namespace kvali {

namespace {

/// Words that say "sum" whatever follows (folded).
constexpr std::array sum_words{"subtotal",       "sub-total",     "sub total",          "grand total",
                               "შუალედური ჯამი", "ქვეჯამი",       "სულ ჯამი",           "საერთო ჯამი",
                               "sous-total",     "total général", "промежуточный итог", "общий итог"};
/// Words that also begin titles.
constexpr std::array total_words{"total",  "totals", "sum",   "სულ",  "ჯამი",
                                 "ჯამური", "итого",  "всего", "somme"};

/// A longer label behind "Total" is a title.
constexpr std::size_t most_label_words = 3;

std::size_t word_count(std::string_view text) {
  return std::size_t(std::count(text.begin(), text.end(), ' ')) + 1;
}

enum class Label : std::uint8_t { unknown, other, total };

/// Can the label of a sum begin like this?  Spares most cells the folding.
bool could_begin_label(char c) {
  if (static_cast<unsigned char>(c) >= 0x80 || c <= ' ') return true;
  const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const auto begins = [&](std::string_view word) { return word.front() == lower; };
  return std::any_of(sum_words.begin(), sum_words.end(), begins) ||
         std::any_of(total_words.begin(), total_words.end(), begins);
}

class TotalRows {
 public:
  TotalRows(const RawTable& raw, const RawColumns& columns, const MapPlan& plan, const MapContext& context)
      : raw_(raw), columns_(columns), plan_(plan), context_(context) {
    for (const DimensionPlan& dimension : plan.dimensions) dimensions_.insert(dimension.from);
    for (const FieldPlan& field : plan.fields)
      if (field.field->kind == FieldKind::key && field.from != nullptr) keys_.push_back(field.from);
  }

  void report() {
    for (std::size_t row = 0; row < raw_.table.rows(); ++row) {
      const Column* column = skipped(row) ? nullptr : label_column(row);
      if (column == nullptr) continue;
      if (count_++ == 0) {
        column_ = column;
        row_ = row;
      }
    }
    if (count_ > 0) warn();
  }

 private:
  [[nodiscard]] const Column* first_filled(std::size_t row) const {
    for (const Column* column : columns_.all())
      if (!column->missing(row) && (column->type() != Type::text || !trim(column->text(row)).empty()))
        return column;
    return nullptr;
  }

  [[nodiscard]] bool skipped(std::size_t row) const {
    return std::any_of(plan_.skips.begin(), plan_.skips.end(), [&](const SkipPlan& skip) {
      const Column* column = skip.column != nullptr ? skip.column : first_filled(row);
      return column != nullptr && !column->missing(row) &&
             fits_pattern(skip.rule->pattern, canonical_text(column->scalar(row)));
    });
  }

  /// The column whose cell makes the row look like a sum, or null.  "Total" as a category is none.
  const Column* label_column(std::size_t row) {
    const Column* first = first_filled(row);
    if (first != nullptr && !dimensions_.contains(first) && is_label(*first, row)) return first;
    for (const Column* key : keys_)
      if (is_label(*key, row)) return key;
    return nullptr;
  }

  bool is_label(const Column& column, std::size_t row) {
    if (column.type() != Type::text || column.missing(row)) return false;
    // Each distinct text is looked at once.
    std::vector<Label>& labels = labels_[&column];
    if (labels.empty()) labels.resize(column.distinct_texts(), Label::unknown);
    Label& label = labels[column.code(row)];
    if (label == Label::unknown) label = reads_like_total(column.text(row)) ? Label::total : Label::other;
    return label == Label::total;
  }

  void warn() {
    const std::string text(trim(column_->text(row_)));
    const std::string first_word = text.substr(0, text.find(' '));
    const std::string pattern = first_word == text ? text : first_word + "*";
    Diagnostic finding;
    finding.id = "D-11";
    finding.severity = Severity::warning;
    finding.message = count_ == 1 ? fmt::format("the row '{}' looks like a sum of others", text)
                                  : fmt::format("{} rows look like sums of others, first '{}'", count_, text);
    finding.hint = first_filled(row_) == column_
                       ? fmt::format("leave them out with skip = \"{}\"", pattern)
                       : fmt::format("leave them out with skip = {{ \"{}\" = \"{}\" }}",
                                     columns_.heading(*column_), pattern);
    finding.subject = fmt::format("source={};table={};totals", context_.source.name, raw_.table.name());
    finding.value = fmt::format("{} {}", count_, text);
    SourceRef ref = raw_.refs[row_];
    ref.column = raw_.letters.find(column_->name())->second;
    context_.places.locate(ref, text, finding);
    context_.diagnostics.add(std::move(finding));
  }

  const RawTable& raw_;
  const RawColumns& columns_;
  const MapPlan& plan_;
  const MapContext& context_;
  std::set<const Column*> dimensions_;
  std::vector<const Column*> keys_;
  std::map<const Column*, std::vector<Label>> labels_;  ///< By dictionary code.
  std::size_t count_ = 0;
  const Column* column_ = nullptr;
  std::size_t row_ = 0;
};

}  // namespace

bool reads_like_total(std::string_view cell) {
  if (cell.empty() || cell.size() > 200 || !could_begin_label(cell.front())) return false;
  std::string folded = fold_key(cell);
  while (!folded.empty() && std::string_view(":.=-* ").find(folded.back()) != std::string_view::npos)
    folded.pop_back();
  const auto begins_with = [&](std::string_view word) {
    if (folded.compare(0, word.size(), word) != 0) return false;
    return folded.size() == word.size() ||
           std::string_view(" :.(-").find(folded[word.size()]) != std::string_view::npos;
  };
  if (std::any_of(sum_words.begin(), sum_words.end(), begins_with)) return true;
  for (const std::string_view word : total_words) {
    if (folded == word) return true;
    if (!begins_with(word) || word_count(folded) > most_label_words) continue;
    return folded.find(" of") == folded.npos && folded.find(" number") == folded.npos;
  }
  return false;
}

void report_totals(const RawTable& raw, const RawColumns& columns, const MapPlan& plan,
                   const MapContext& context) {
  TotalRows(raw, columns, plan, context).report();
}

}  // namespace kvali
