#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "deliver/mail_address.hpp"

namespace kvali {

/// Who may get what: reports of a project for a donor go to these addresses and to no others.
struct Route {
  std::string id;
  std::string project;
  std::string donor;
  std::string address;
  std::vector<std::string> allowed_domains;  ///< Exactly these; a subdomain is another domain.
  bool resend_uncertain = false;             ///< Send again where nobody knows; by default a person decides.
  Place place = {};                          ///< Where it is written.
};

/// Routes that hold what was checked: every address is one, lies in a domain that its route allows, and
/// belongs to one donor alone.
class Routes {
 public:
  /// `own_domains`: the sender's organisation, whose people may get copies of what goes to any donor.
  /// Findings DLV-01 to DLV-05; routes with an error are left out.
  Routes(std::vector<Route> routes, const std::vector<std::string>& own_domains, Diagnostics& diagnostics);

  /// The addresses of a donor of a project, in the order written, each once.
  [[nodiscard]] std::vector<MailAddress> recipients(std::string_view project, std::string_view donor) const;

  /// May a file for this donor go there?  Asked again right before sending, with the donor read from the
  /// file itself.
  [[nodiscard]] bool allows(std::string_view project, std::string_view donor,
                            const MailAddress& address) const;

 private:
  struct Checked {
    Route route;
    MailAddress address;
  };

  void take(Route route, Diagnostics& diagnostics);
  [[nodiscard]] bool fits_others(const Route& route, const MailAddress& address,
                                 Diagnostics& diagnostics) const;
  void warn_of_near_domains(Diagnostics& diagnostics) const;

  std::set<std::string> own_domains_;
  std::vector<Checked> routes_;
};

/// Are the two one slip of the finger apart: a letter more, less, other or swapped with its neighbour?
[[nodiscard]] bool is_one_edit_apart(std::string_view a, std::string_view b);

}  // namespace kvali
