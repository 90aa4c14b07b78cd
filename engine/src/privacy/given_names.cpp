#include "privacy/given_names.hpp"

#include <algorithm>
#include <array>

namespace kvali {

namespace {

/// Romanised as base/slug does it, without the "i" of the nominative; those of neighbours who live in
/// Georgia, too.  Names that are words of a language reports are written in are left out: "Hope", "Mark".
constexpr auto given_names = std::to_array<std::string_view>(
    {"akaki",     "aleko",    "aleksandre", "aleksi",   "alexander", "amiran",      "ana",       "anano",
     "anastasia", "anna",     "anri",       "anzor",    "archil",    "armen",       "arsen",     "ashot",
     "avtandil",  "badri",    "bakar",      "bakur",    "barbare",   "beka",        "besarion",  "besik",
     "beso",      "bidzina",  "bondo",      "chabua",   "daniel",    "darejan",     "dato",      "david",
     "davit",     "demetre",  "diana",      "dimitri",  "eduard",    "eka",         "ekaterine", "elene",
     "elguja",    "elisabed", "elza",       "emzar",    "ermile",    "eteri",       "etuna",     "gaga",
     "gega",      "gela",     "genadi",     "george",   "gia",       "giga",        "giorgi",    "giuli",
     "givi",      "gocha",    "goga",       "gogi",     "gogita",    "gulnara",     "gulnazi",   "guram",
     "gvantsa",   "hayk",     "iago",       "ilia",     "inga",      "ioseb",       "irakli",    "irina",
     "irma",      "iuri",     "ivane",      "jaba",     "jansugh",   "jemal",       "jumber",    "kakha",
     "kakhaber",  "kakhi",    "karen",      "karine",   "kato",      "ketevan",     "keti",      "ketino",
     "keto",      "khatia",   "khatuna",    "khvicha",  "koba",      "konstantine", "kote",      "lado",
     "laert",     "lali",     "lamara",     "lana",     "lasha",     "leila",       "lela",      "levan",
     "lia",       "liana",    "lika",       "lili",     "lizi",      "luiza",       "luka",      "magda",
     "maia",      "maka",     "makvala",    "malkhaz",  "mamuka",    "manana",      "marekh",    "mari",
     "maria",     "mariam",   "marika",     "marina",   "maya",      "medea",       "mehmed",    "merab",
     "mikheil",   "mindia",   "misha",      "mzevinar", "mzia",      "nana",        "nani",      "nanuka",
     "nanuli",    "natalia",  "natela",     "natia",    "nazi",      "nazibrola",   "neli",      "nestan",
     "nia",       "nika",     "niko",       "nikoloz",  "nina",      "nini",        "nino",      "ninutsa",
     "nodar",     "nona",     "nugzar",     "nukri",    "nunu",      "nutsa",       "olga",      "olgha",
     "omar",      "otar",     "paata",      "pikria",   "revaz",     "rezo",        "robert",    "roin",
     "rostom",    "rusiko",   "rusudan",    "saba",     "salome",    "samvel",      "sandro",    "sergo",
     "shalva",    "shorena",  "shota",      "simon",    "sophie",    "sophio",      "sopho",     "sopiko",
     "sopio",     "svetlana", "tamar",      "tamara",   "tamaz",     "tamriko",     "tamta",     "tamuna",
     "tariel",    "taso",     "tatia",      "tatuli",   "tekla",     "tekle",       "temur",     "tengiz",
     "teona",     "tika",     "tiko",       "tina",     "tinatin",   "tornike",     "tristan",   "tsira",
     "tsisana",   "tsitsino", "ucha",       "vakho",    "vakhtang",  "valeri",      "valerian",  "vano",
     "vasil",     "vazha",    "vepkhvia",   "vladimer", "zaal",      "zaira",       "zaur",      "zaza",
     "zeinab",    "zhuzhuna", "zina",       "zura",     "zurab",     "zviad"});

bool is_listed(std::string_view roman) {
  return std::find(given_names.begin(), given_names.end(), roman) != given_names.end();
}

}  // namespace

bool is_given_name(std::string_view roman) {
  return is_listed(roman) || (roman.ends_with('i') && is_listed(roman.substr(0, roman.size() - 1)));
}

}  // namespace kvali
