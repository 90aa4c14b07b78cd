// Who is who in one file: short names from the front matter, people from the attendance lists.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace kvali::minutes {

struct Who {
  std::optional<std::string> person;  ///< Slug.
  std::optional<std::string> org;     ///< Slug.
};

class Names {
 public:
  /// [orgs] of the front matter: what is written -> id.
  void add_org(std::string_view written, std::string_view id);
  /// Somebody of an attendance list.
  void add_person(std::string_view name, const std::optional<std::string>& org);

  /// The id of an organisation, empty if the text has neither letter nor digit.
  [[nodiscard]] std::string org(std::string_view written) const;
  [[nodiscard]] bool knows_org(std::string_view written) const;
  [[nodiscard]] bool knows_person(std::string_view written) const;

  /// "Name (Org)", a known person, or else an organisation.
  [[nodiscard]] Who who(std::string_view written) const;
  /// As who(), but only if the text has the form "Name (Org)" or is known.
  [[nodiscard]] std::optional<Who> known(std::string_view written) const;

 private:
  std::map<std::string, std::string> orgs_;                                           // Folded -> id.
  std::map<std::string, std::pair<std::string, std::optional<std::string>>> people_;  // Folded -> id, org.
};

/// "Name (Org)" in its two parts; nothing if there are no brackets at the end.
std::optional<std::pair<std::string_view, std::string_view>> name_and_org(std::string_view text);

}  // namespace kvali::minutes
