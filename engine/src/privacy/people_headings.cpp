#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "privacy/identifiers.hpp"

namespace kvali {

namespace {

/// Words of headings, folded.
constexpr std::array<std::string_view, 49> words{
    "sex",           "gender",     "age",         "women",        "men",         "woman",
    "man",           "girls",      "boys",        "female",       "females",     "male",
    "males",         "children",   "people",      "persons",      "individuals", "beneficiary",
    "beneficiaries", "clients",    "client",      "participants", "attendees",   "attendance",
    "households",    "disability", "nationality", "citizenship",  "ethnicity",   "idps",
    "refugees",      "migrants",   "returnees",   "survivors",    "victims",     "სქესი",
    "ასაკი",         "ქალი",       "ქალები",      "კაცი",         "კაცები",      "გოგონები",
    "ბიჭები",        "ბავშვები",   "ადამიანი",    "ადამიანები",   "ბენეფიციარი", "ბენეფიციარები",
    "მონაწილეები"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

}  // namespace

bool tells_of_people(std::string_view heading) {
  std::string word;
  for (const char c : fold_key(heading) + " ") {
    if (is_letter(c)) {
      word += c;
    } else {
      if (std::find(words.begin(), words.end(), word) != words.end()) return true;
      word.clear();
    }
  }
  return false;
}

}  // namespace kvali
