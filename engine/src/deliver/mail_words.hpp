#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "locale/catalogue.hpp"

namespace kvali {

/// What a mail with a report says about it; every text in the language of the report.
struct ReportMailFacts {
  std::string title;  ///< "Monthly report"
  std::string project;
  std::string agreement;           ///< The donor's number; may be empty.
  std::string period;              ///< "October 2026"
  std::string replaces;            ///< Of a correction the day the old report was sent, as text; else empty.
  std::string sender;              ///< Who signs: a person or an organisation.
  std::vector<std::string> files;  ///< The names of the attachments.
};

struct MailWords {
  std::string subject;
  std::string text;
  std::string html;  ///< The same, escaped.
};

/// Line breaks and other control characters as spaces: a title from report.toml on its way to a subject.
[[nodiscard]] std::string one_line(std::string text);

/// Subject and both texts, from the catalogue's [mail].
[[nodiscard]] MailWords report_mail_words(const Catalogue& catalogue, const ReportMailFacts& facts);

/// What an attachment is called: title, agreement and period, with what no file system takes replaced.
/// `extension`: ".pdf".  Fits check_file_name().
[[nodiscard]] std::string attachment_name(const Catalogue& catalogue, const ReportMailFacts& facts,
                                          std::string_view extension);

}  // namespace kvali
