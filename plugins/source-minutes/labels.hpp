// The words that minutes are recognised by, English and Georgian.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kvali::minutes {

/// What stands under a heading.
enum class Section : uint8_t {
  none,
  present,
  absent,
  agenda,
  statements,
  decisions,
  needs,
  actions,
  commitments
};

/// The section a heading opens.  Numbering ("3."), a final colon, text in brackets at the end and
/// one of two languages ("დამსწრე / Present") are allowed for.
std::optional<Section> section_of(std::string_view heading);

/// The known heading that an unknown one was probably meant to be ("Actoin points").
std::optional<std::string> nearest_section(std::string_view heading);

/// Facts of a meeting written as "Label: value" before its first section, or as a front-matter key.
enum class Fact : uint8_t {
  date,
  place,
  organiser,
  type,
  mode,
  status,
  number,
  series,
  title,
  id,
  chair,
  minutes_taker,
  total
};
std::optional<Fact> fact_of(std::string_view label);

/// Canonical value for a word of either language, or nothing if the word is not known.
std::optional<std::string_view> sex_of(std::string_view word);            ///< f m x u
std::optional<std::string_view> role_of(std::string_view word);           ///< chair presenter ...
std::optional<std::string_view> mode_of(std::string_view word);           ///< online in_person hybrid
std::optional<std::string_view> action_status_of(std::string_view word);  ///< open in_progress done ...
std::optional<std::string_view> need_status_of(std::string_view word);    ///< raised partly addressed ...
std::optional<std::string_view> decision_status_of(std::string_view word);
std::optional<std::string_view> meeting_status_of(std::string_view word);
std::optional<std::string_view> quality_of(std::string_view word);  ///< counted estimated ...

/// "people", "participants", "პირი": a plain unit beside a head count.
bool is_people_word(std::string_view word);

/// Columns of tables in the body.
enum class ColumnRole : uint8_t {
  none,
  text,
  name,
  org,
  sex,
  count,
  women,
  men,
  other_sex,
  unknown_sex,
  role,
  owner,
  due,
  status,
  id,
  population,
  sector,
  place,
  presenter,
  priority
};
ColumnRole column_role(std::string_view header, Section section);

/// Languages that a line may be marked with ("en: ..."), two letters of ISO 639-1.
bool is_language(std::string_view code);

}  // namespace kvali::minutes
