#pragma once

#include "deliver/mail.hpp"
#include "deliver/message_id.hpp"

namespace kvali {

/// A report on its way to a donor.
inline Mail sample_mail() {
  using namespace std::chrono;
  return {.from = MailAddress("reports@kvali.example.org", "ნინო ბერიძე"),
          .to = {MailAddress("programmes@donor.example.org")},
          .subject = HeaderValue("ანგარიში: 2026 წლის ოქტომბერი", "the subject"),
          .message_id = message_id(std::string(64, 'a'), 2, "kvali.example.org"),
          .date = sys_days{2026y / November / 30} + 5h,
          .offset = 4h,
          .text = "გიგზავნით ანგარიშს.\n"};
}

/// What stands behind "Name: ", unfolded.
inline std::string header_field(const std::string& eml, const std::string& name) {
  const std::size_t end_of_headers = eml.find("\r\n\r\n");
  const std::size_t begin = ("\r\n" + eml).find("\r\n" + name + ": ");
  if (begin >= end_of_headers) return "(none)";
  std::string field;
  for (std::size_t at = begin + name.size() + 2; at < end_of_headers; ++at) {
    if (eml.compare(at, 2, "\r\n") != 0) {
      field += eml[at];
    } else if (eml[at + 2] == ' ') {
      ++at;
    } else {
      break;
    }
  }
  return field;
}

}  // namespace kvali
