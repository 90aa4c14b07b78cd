#include "locale/month_names.hpp"

namespace kvali {
namespace {

/// Genitive ("of"), dative ("on") and locative ("in"): the forms that dates in running text have.
constexpr std::array<std::array<std::string_view, 3>, 12> georgian_cases{
    {{"იანვრის", "იანვარს", "იანვარში"},
     {"თებერვლის", "თებერვალს", "თებერვალში"},
     {"მარტის", "მარტს", "მარტში"},
     {"აპრილის", "აპრილს", "აპრილში"},
     {"მაისის", "მაისს", "მაისში"},
     {"ივნისის", "ივნისს", "ივნისში"},
     {"ივლისის", "ივლისს", "ივლისში"},
     {"აგვისტოს", "აგვისტოს", "აგვისტოში"},
     {"სექტემბრის", "სექტემბერს", "სექტემბერში"},
     {"ოქტომბრის", "ოქტომბერს", "ოქტომბერში"},
     {"ნოემბრის", "ნოემბერს", "ნოემბერში"},
     {"დეკემბრის", "დეკემბერს", "დეკემბერში"}}};

/// French and Russian, as tables from donors and partners have them (folded): name, genitive or without
/// accents, abbreviation.
constexpr std::array<std::array<std::string_view, 6>, 12> other_months{
    {{"janvier", "janvier", "janv", "январь", "января", "янв"},
     {"février", "fevrier", "févr", "февраль", "февраля", "фев"},
     {"mars", "mars", "mars", "март", "марта", "мар"},
     {"avril", "avril", "avr", "апрель", "апреля", "апр"},
     {"mai", "mai", "mai", "май", "мая", "май"},
     {"juin", "juin", "juin", "июнь", "июня", "июн"},
     {"juillet", "juillet", "juil", "июль", "июля", "июл"},
     {"août", "aout", "août", "август", "августа", "авг"},
     {"septembre", "septembre", "sept", "сентябрь", "сентября", "сен"},
     {"octobre", "octobre", "oct", "октябрь", "октября", "окт"},
     {"novembre", "novembre", "nov", "ноябрь", "ноября", "ноя"},
     {"décembre", "decembre", "déc", "декабрь", "декабря", "дек"}}};

/// Is `folded` the English name, in lower case?
bool equals_lower(std::string_view folded, std::string_view name) {
  if (folded.size() != name.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char lower = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
    if (folded[i] != lower) return false;
  }
  return true;
}

bool names_month(std::string_view folded, std::size_t index) {
  for (const std::string_view form : georgian_cases[index]) {
    if (folded == form) return true;
  }
  for (const std::string_view form : other_months[index]) {
    if (folded == form) return true;
  }
  return folded == georgian_months[index] || folded == georgian_short_months[index] ||
         equals_lower(folded, english_months[index]) || equals_lower(folded, english_short_months[index]);
}

}  // namespace

std::optional<unsigned> month_of_word(std::string_view folded) {
  if (folded == "sept") return 9U;
  for (std::size_t index = 0; index < 12; ++index) {
    if (names_month(folded, index)) return static_cast<unsigned>(index) + 1;
  }
  return std::nullopt;
}

}  // namespace kvali
