#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "collect/map_table.hpp"
#include "collect/raw_columns.hpp"

namespace kvali {

/// The text that UTF-8 was before it was read as Windows-1252 or Windows-1251, once or several times;
/// nothing if it was not.
[[nodiscard]] std::optional<std::string> without_mojibake(std::string_view text);

/// Georgian typed with a font that draws Latin letters as Georgian ("saqarTvelo"), as Unicode.
[[nodiscard]] std::string from_acad_nusx(std::string_view text);

/// Words of a text that only such a font explains: capitals inside where its keyboard has letters.
[[nodiscard]] std::size_t acad_nusx_words(std::string_view text);

/// Georgian that became question marks: long runs of them and hardly anything else.
[[nodiscard]] bool is_question_marks(std::string_view text);

/// One finding (L-05) for the headings and for each column whose text was damaged on its way, with the cure.
void report_damaged_text(const RawTable& raw, const RawColumns& columns, const MapContext& context);

}  // namespace kvali
