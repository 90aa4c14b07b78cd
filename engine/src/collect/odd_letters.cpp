#include "collect/odd_letters.hpp"

#include <fmt/format.h>

#include "base/letter_faults.hpp"
#include "base/text.hpp"
#include "collect/sample_texts.hpp"

namespace kvali {

namespace {

class OddLetters {
 public:
  OddLetters(const RawTable& raw, const RawColumns& columns, const Column& column, const MapContext& context)
      : raw_(raw), columns_(columns), column_(column), context_(context) {}

  void run() {
    for (const SampleText& sample : sample_texts(column_)) {
      if (!capitals_told_) look_for_capitals(sample);
      if (!direction_told_ && first_unbalanced_direction(sample.text)) tell_direction(sample);
      if (capitals_told_ && direction_told_) return;
    }
  }

 private:
  void look_for_capitals(const SampleText& sample) {
    const auto found = first_mtavruli(sample.text);
    if (!found) return;
    capitals_told_ = true;
    Diagnostic finding;
    finding.id = "L-03";
    finding.severity = found->mixed ? Severity::error : Severity::warning;
    finding.message = fmt::format("the text of column '{}' has Georgian capitals: '{}'",
                                  columns_.heading(column_), found->word);
    finding.hint = fmt::format("write '{}', and switch off what capitalises it", to_lower(found->word));
    add(std::move(finding), sample);
  }

  void tell_direction(const SampleText& sample) {
    direction_told_ = true;
    Diagnostic finding;
    finding.id = "L-08";
    finding.message =
        fmt::format("the text of column '{}' turns the direction of writing and does not end it",
                    columns_.heading(column_));
    finding.hint = "type the text again, without what was copied along";
    add(std::move(finding), sample);
  }

  void add(Diagnostic finding, const SampleText& sample) {
    SourceRef ref = raw_.refs[sample.row];
    ref.column = raw_.letters.find(column_.name())->second;
    finding.subject = fmt::format("source={};column={}", context_.source.name, columns_.heading(column_));
    finding.value = sample.text;
    context_.places.locate(ref, sample.text, finding);
    context_.diagnostics.add(std::move(finding));
  }

  const RawTable& raw_;
  const RawColumns& columns_;
  const Column& column_;
  const MapContext& context_;
  bool capitals_told_ = false;
  bool direction_told_ = false;
};

}  // namespace

void report_odd_letters(const RawTable& raw, const RawColumns& columns, const MapContext& context) {
  for (const Column* column : columns.all())
    if (column->type() == Type::text) OddLetters(raw, columns, *column, context).run();
}

}  // namespace kvali
