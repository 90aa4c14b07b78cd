#include "privacy/people_groups.hpp"

#include <algorithm>
#include <array>

#include "privacy/given_names.hpp"

namespace kvali {

namespace {

/// Whom nobody is called by, alone.
constexpr auto pronouns =
    std::to_array<std::string_view>({"all", "anybody", "anyone", "everybody", "everyone", "nobody", "others",
                                     "somebody", "someone", "us", "we", "qvela"});

/// Words for several people.
constexpr auto several = std::to_array<std::string_view>(
    {"beneficiaries", "boys",       "children",        "citizens",  "clients",      "community",
     "delegates",     "doctors",    "elders",          "experts",   "families",     "farmers",
     "girls",         "group",      "groups",          "guests",    "idps",         "kalta",
     "lawyers",       "leaders",    "members",         "men",       "migrants",     "mothers",
     "neighbors",     "neighbours", "nurses",          "parents",   "participants", "people",
     "pupils",        "refugees",   "representatives", "residents", "returnees",    "specialists",
     "staff",         "students",   "teachers",        "team",      "villagers",    "visitors",
     "volunteers",    "women",      "workers",         "youth"});

/// How such words begin in romanised Georgian, which has many cases; no surname begins so.
constexpr auto several_begin = std::to_array<std::string_view>(
    {"akhalgazrd", "benepitsiar", "devnil",          "ekimebi",    "ekspertebi",  "jgup",
     "kalebi",     "katsebi",     "lidereb",         "ltolvil",    "mastsavleb",  "metsarmeeb",
     "mokalakeeb", "mokhaliseeb", "monatsileeb",     "mosakhleob", "mostsavleeb", "mshobleb",
     "permereb",   "studenteb",   "tsarmomadgenleb", "tsevrebi"});

/// Offices, and what meetings call by its part in the project.
constexpr auto offices = std::to_array<std::string_view>(
    {"accountant", "bughalter",   "chair",     "chairperson",    "coordinator", "direktor",   "director",
     "donor",      "facilitator", "gamge",     "khelmdzghvanel", "koordinator", "manager",    "media",
     "mer",        "mayor",       "moderator", "president",      "secretary",   "tavmjdomare"});

template <std::size_t N>
bool has(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool means_several(const NameWord& word) {
  return has(several, word.roman) ||
         std::any_of(several_begin.begin(), several_begin.end(),
                     [&](std::string_view begin) { return word.roman.starts_with(begin); });
}

bool is_office(const NameWord& word) {
  const std::string_view roman = word.roman;
  return has(offices, roman) || (roman.ends_with('i') && has(offices, roman.substr(0, roman.size() - 1)));
}

}  // namespace

bool is_group(const std::vector<NameWord>& words) {
  if (words.size() == 1 && (has(pronouns, words.front().roman) || is_office(words.front()))) return true;
  const auto named = [](const NameWord& word) { return is_given_name(word.roman); };
  return std::any_of(words.begin(), words.end(), means_several) &&
         std::none_of(words.begin(), words.end(), named);
}

}  // namespace kvali
