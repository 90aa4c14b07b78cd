#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kvali {

/// What identifies one person directly (domain.md, section 9).
enum class IdentifierKind {
  name,
  personal_number,  ///< Georgia: 11 digits.
  case_number,
  account_number,  ///< IBAN, with right check digits.
  phone,
  email,  ///< Of a person; info@, office@ and the like are an organisation's.
  address,
  coordinates,
  birth_date,
  submitter,  ///< Who filled in a form.
  device
};

/// "a phone number": as a message says it.
[[nodiscard]] std::string_view words_of(IdentifierKind kind);

/// A piece of a text that identifies a person, in bytes.
struct Identifier {
  std::size_t begin = 0;
  std::size_t length = 0;
  IdentifierKind kind = IdentifierKind::phone;
};

/// E-mail addresses, phone numbers, personal numbers, dates of birth, numbers of accounts and exact
/// positions in a text, in order.  Other dates, amounts and numbers of documents are none.  `decimals`:
/// positions with more digits behind the point are exact; 2 is about a kilometre.
[[nodiscard]] std::vector<Identifier> find_identifiers(std::string_view text, int decimals);

/// Does a heading say that the column identifies persons?  "Phone number", "_geolocation",
/// "SubmitterName", "პირადი ნომერი".  Nothing for "Name": organisations have one, too.
[[nodiscard]] const IdentifierKind* identifier_in_heading(std::string_view heading);

/// Does a heading say that a table tells of people or counts them?  "Sex", "Age group", "Women reached",
/// "ასაკი".
[[nodiscard]] bool tells_of_people(std::string_view heading);

}  // namespace kvali
