#include "deliver/routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/error.hpp"

namespace kvali {

namespace {

void find(Diagnostics& diagnostics, std::string id, Severity severity, const Place& place,
          std::string message, std::string hint) {
  diagnostics.add({std::move(id), severity, std::move(message), place, std::move(hint), {}});
}

std::optional<MailAddress> read_address(const Route& route, Diagnostics& diagnostics) {
  try {
    return MailAddress(route.address);
  } catch (const Error& e) {
    find(diagnostics, "DLV-01", Severity::error, route.place, e.what(), e.hint());
    return std::nullopt;
  }
}

std::set<std::string> read_domains(const std::vector<std::string>& domains, const Place& place,
                                   Diagnostics& diagnostics) {
  std::set<std::string> out;
  for (const std::string& domain : domains) {
    try {
      out.insert(mail_domain(domain));
    } catch (const Error& e) {
      find(diagnostics, "DLV-01", Severity::error, place, e.what(), "write it as example.org");
    }
  }
  return out;
}

}  // namespace

bool is_one_edit_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  const auto [end_a, end_b] = std::mismatch(a.begin(), a.end(), b.begin());
  a.remove_prefix(static_cast<std::size_t>(end_a - a.begin()));
  b.remove_prefix(static_cast<std::size_t>(end_b - b.begin()));
  if (a.size() < b.size()) return b.substr(1) == a;
  const bool swapped = a.size() > 1 && a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
  return swapped || a.substr(1) == b.substr(1);
}

Routes::Routes(std::vector<Route> routes, const std::vector<std::string>& own_domains,
               Diagnostics& diagnostics)
    : own_domains_(read_domains(own_domains, {}, diagnostics)) {
  for (Route& route : routes) take(std::move(route), diagnostics);
  warn_of_near_domains(diagnostics);
}

void Routes::take(Route route, Diagnostics& diagnostics) {
  const std::optional<MailAddress> address = read_address(route, diagnostics);
  const std::set<std::string> allowed = read_domains(route.allowed_domains, route.place, diagnostics);
  if (!address) return;
  if (!allowed.contains(address->domain())) {
    find(diagnostics, "DLV-02", Severity::error, route.place,
         fmt::format("{} is in no domain that is allowed for {}", route.address, route.donor),
         fmt::format("correct the address, or allow the domain {}", address->domain()));
    return;
  }
  if (!fits_others(route, *address, diagnostics)) return;
  route.allowed_domains.assign(allowed.begin(), allowed.end());
  routes_.push_back({std::move(route), *address});
}

bool Routes::fits_others(const Route& route, const MailAddress& address, Diagnostics& diagnostics) const {
  for (const Checked& other : routes_) {
    if (other.address.canonical() != address.canonical()) continue;
    if (other.route.donor != route.donor && !own_domains_.contains(address.domain())) {
      find(diagnostics, "DLV-03", Severity::error, route.place,
           fmt::format("{} gets reports for {} and for {}", route.address, other.route.donor, route.donor),
           "an address belongs to one donor; correct it, or name the domain as your own");
      return false;
    }
    if (other.route.donor == route.donor && other.route.project == route.project) {
      find(diagnostics, "DLV-04", Severity::warning, route.place,
           fmt::format("{} is listed twice for {}", route.address, route.donor), "nothing, it is sent once");
      return false;
    }
  }
  return true;
}

void Routes::warn_of_near_domains(Diagnostics& diagnostics) const {
  std::map<std::string, Place> domains;
  for (const std::string& own : own_domains_) domains.emplace(own, Place{});
  for (const Checked& checked : routes_)
    for (const std::string& domain : checked.route.allowed_domains)
      domains.emplace(domain, checked.route.place);
  for (auto a = domains.begin(); a != domains.end(); ++a)
    for (auto b = std::next(a); b != domains.end(); ++b)
      if (is_one_edit_apart(a->first, b->first))
        find(diagnostics, "DLV-05", Severity::warning, b->second,
             fmt::format("the domains {} and {} differ by one letter", a->first, b->first),
             "correct the one that is mistyped; nothing, if both are meant");
}

std::vector<MailAddress> Routes::recipients(std::string_view project, std::string_view donor) const {
  std::vector<MailAddress> out;
  for (const Checked& checked : routes_)
    if (checked.route.project == project && checked.route.donor == donor) out.push_back(checked.address);
  return out;
}

bool Routes::allows(std::string_view project, std::string_view donor, const MailAddress& address) const {
  const std::vector<MailAddress> all = recipients(project, donor);
  return std::any_of(all.begin(), all.end(),
                     [&](const MailAddress& one) { return one.canonical() == address.canonical(); });
}

}  // namespace kvali
