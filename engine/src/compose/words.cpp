#include "compose/words.hpp"

#include <cassert>

namespace kvali {

namespace {

constexpr std::string_view english = R"(
yes = "yes"
no = "no"
[missing]  # in a sentence
not_recorded = "not recorded"
not_applicable = "not applicable"
not_yet_due = "not yet due"
withheld = "withheld"
[sign]     # in a cell
not_recorded = "–"
not_applicable = "n/a"
not_yet_due = "…"
withheld = "c"
[legend]
entry = "{sign} {words}"
[table]
empty = "Nothing recorded."
total = "Total"
subtotal = "Subtotal"
[kpi]
of = "of {target}"
[chart]
alt = "{title}. {data}"
more = "and {n} more"
[evidence]
title = "Evidence"
number = "No."
figure = "Figure"
source = "Source"
record = "Record"
row = "record {n}"
more = "and {n} more"
left_out = "{n, plural, one{One further figure is} other{# further figures are}} left out of this list."
[document]
contents = "Contents"
evidence = "Evidence"
source = "Source"
notes = "Notes"
continued = "continued"
page = "page '{'page'}' of '{'pages'}'"
)";

constexpr std::string_view georgian = R"(
yes = "კი"
no = "არა"
[missing]
not_recorded = "არ არის მითითებული"
not_applicable = "არ გამოიყენება"
not_yet_due = "ვადა ჯერ არ დამდგარა"
withheld = "კონფიდენციალურია"
[sign]
not_recorded = "–"
not_applicable = "n/a"
not_yet_due = "…"
withheld = "c"
[legend]
entry = "{sign} {words}"
[table]
empty = "ჩანაწერი არ არის."
total = "სულ"
subtotal = "ჯამი"
[kpi]
of = "გეგმა: {target}"
[chart]
alt = "{title}. {data}"
more = "და კიდევ {n}"
[evidence]
title = "მტკიცებულებები"
number = "№"
figure = "მაჩვენებელი"
source = "წყარო"
record = "ჩანაწერი"
row = "ჩანაწერი {n}"
more = "და კიდევ {n}"
left_out = "სიაში არ არის შეტანილი კიდევ {n, plural, other{# მაჩვენებელი}}."
[document]
contents = "სარჩევი"
evidence = "მტკიცებულებები"
source = "წყარო"
notes = "შენიშვნები"
continued = "გაგრძელება"
page = "გვერდი '{'page'}' / '{'pages'}'"
)";

}  // namespace

void add_compose_words(Catalogue& catalogue) {
  const auto add = [&](std::string_view language, std::string_view toml) {
    [[maybe_unused]] const auto problems = catalogue.add(language, toml, "compose");
    assert(problems.empty());
  };
  add("en", english);
  add("ka", georgian);
}

}  // namespace kvali
