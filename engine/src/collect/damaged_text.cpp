#include "collect/damaged_text.hpp"

#include <fmt/format.h>

#include "base/broken_letters.hpp"
#include "collect/sample_texts.hpp"

namespace kvali {

namespace {

/// Words that only a font explains, before a column is called written with it where no text is clear.
constexpr std::size_t enough_words = 3;

struct Damage {
  std::string what;
  std::string hint;
};

std::optional<Damage> damage_of(std::string_view text) {
  if (const auto repaired = without_mojibake(text))
    return Damage{
        "is UTF-8 that was read in another encoding",
        fmt::format("it should read '{}': in Excel save as \"CSV UTF-8\", and set encoding = \"utf-8\"",
                    shortened(*repaired))};
  // Georgian letters' first two bytes, where the third was lost on the way.
  const std::size_t georgian = text.find("áƒ");
  if (georgian != text.npos && text.find("áƒ", georgian + 1) != text.npos)
    return Damage{"is UTF-8 that was read in another encoding",
                  "in Excel save as \"CSV UTF-8\", and set encoding = \"utf-8\""};
  if (text.find("\xEF\xBF\xBD") != text.npos)
    return Damage{"has characters that could not be read (U+FFFD)",
                  "save the file again from where it was written, as \"CSV UTF-8\""};
  return std::nullopt;
}

/// Looks through the distinct texts of one column.
class ColumnDamage {
 public:
  ColumnDamage(const Column& column) : column_(column) {}

  /// The damage, with the row of the example.
  std::optional<Damage> find() {
    for (const auto& [row, text] : sample_texts(column_)) {
      if (auto damage = damage_of(text)) {
        row_ = row;
        return damage;
      }
      look_for_marks(text, row);
      look_for_font(text, row);
    }
    if (marks_ >= 2 || long_marks_) {
      row_ = first_mark_;
      return Damage{"lost its letters to question marks",
                    "it was saved as ANSI CSV: open the original in Excel and save as \"CSV UTF-8\""};
    }
    if (font_words_ >= enough_words || clear_font_ || together_.is_clear()) {
      row_ = first_font_;
      return Damage{"is Georgian in Latin letters (AcadNusx)", acad_nusx_cure(column_.text(row_))};
    }
    return std::nullopt;
  }

  [[nodiscard]] std::size_t row() const { return row_; }

 private:
  void look_for_marks(std::string_view text, std::size_t row) {
    if (!is_question_marks(text)) return;
    if (marks_++ == 0) first_mark_ = row;
    long_marks_ = long_marks_ || text.find("????") != text.npos;
  }

  void look_for_font(std::string_view text, std::size_t row) {
    const AcadNusx font = look_for_acad_nusx(text);
    if (!font.has_georgian) together_.add(font);
    if (font.words == 0) return;
    if (font_words_ == 0) first_font_ = row;
    font_words_ += font.words;
    clear_font_ = clear_font_ || font.is_clear();
  }

  const Column& column_;
  std::size_t row_ = 0;
  std::size_t marks_ = 0, first_mark_ = 0;
  bool long_marks_ = false;
  std::size_t font_words_ = 0, first_font_ = 0;
  bool clear_font_ = false;
  AcadNusx together_;  ///< Of short texts, such as headings, none may tell alone.
};

Diagnostic damaged(std::string message, const Damage& damage) {
  Diagnostic finding;
  finding.id = "L-05";
  finding.message = std::move(message);
  finding.hint = damage.hint;
  return finding;
}

/// Damaged headings fit no map, and their columns would be called missing.
void report_headings(const RawTable& raw, const RawColumns& columns, const MapContext& context) {
  Column headings("", Type::text);
  for (const Column* column : columns.all()) headings.append(columns.heading(*column));
  ColumnDamage search(headings);
  const auto damage = search.find();
  if (!damage) return;
  const std::string_view text = headings.text(search.row());
  Diagnostic finding = damaged(fmt::format("the heading '{}' {}", shortened(text), damage->what), *damage);
  finding.subject = fmt::format("source={};table={};headings", context.source.name, raw.table.name());
  finding.value = text;
  finding.place = context.source.place;
  if (raw.table.rows() > 0) {
    context.places.locate(raw.refs[0], "", finding);
    finding.place.line = 0;  // The heading stands above it.
    finding.excerpt.clear();
  }
  context.diagnostics.add(std::move(finding));
}

void report_column(const RawTable& raw, const RawColumns& columns, const Column& column,
                   const MapContext& context) {
  ColumnDamage search(column);
  const auto damage = search.find();
  if (!damage) return;
  const std::string text(column.text(search.row()));
  Diagnostic finding = damaged(
      fmt::format("the text of column '{}' {}: '{}'", columns.heading(column), damage->what, shortened(text)),
      *damage);
  finding.subject = fmt::format("source={};column={}", context.source.name, columns.heading(column));
  finding.value = text;
  SourceRef ref = raw.refs[search.row()];
  ref.column = raw.letters.find(column.name())->second;
  context.places.locate(ref, text, finding);
  context.diagnostics.add(std::move(finding));
}

}  // namespace

void report_damaged_text(const RawTable& raw, const RawColumns& columns, const MapContext& context) {
  report_headings(raw, columns, context);
  for (const Column* column : columns.all())
    if (column->type() == Type::text) report_column(raw, columns, *column, context);
}

}  // namespace kvali
