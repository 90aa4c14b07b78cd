#include "names.hpp"

#include "text.hpp"

namespace kvali::minutes {
namespace {

// What names are compared by: the slug already forgets case, quotes, dashes and case endings after
// Latin acronyms.
std::string key_of(std::string_view written) {
  return slug(written);
}

std::optional<std::string> if_any(std::string id) {
  if (id.empty()) return std::nullopt;
  return id;
}

}  // namespace

std::optional<std::pair<std::string_view, std::string_view>> name_and_org(std::string_view text) {
  text = trimmed(text);
  if (!text.ends_with(")")) return std::nullopt;
  const size_t open = text.rfind('(');
  if (open == text.npos || open == 0) return std::nullopt;
  const std::string_view name = trimmed(text.substr(0, open));
  const std::string_view org = trimmed(text.substr(open + 1, text.size() - open - 2));
  if (name.empty() || org.empty()) return std::nullopt;
  return std::pair(name, org);
}

void Names::add_org(std::string_view written, std::string_view id) {
  orgs_[key_of(written)] = slug(id);
}

void Names::add_person(std::string_view name, const std::optional<std::string>& org) {
  const std::string id = slug(name);
  if (!id.empty()) people_.try_emplace(id, id, org);
  if (org) orgs_.try_emplace(*org, *org);
}

std::string Names::org(std::string_view written) const {
  const std::string key = key_of(written);
  const auto found = orgs_.find(key);
  return found == orgs_.end() ? key : found->second;
}

bool Names::knows_org(std::string_view written) const {
  return orgs_.contains(key_of(written));
}
bool Names::knows_person(std::string_view written) const {
  return people_.contains(key_of(written));
}

Who Names::who(std::string_view written) const {
  if (auto found = known(written)) return *found;
  return {std::nullopt, if_any(org(written))};
}

std::optional<Who> Names::known(std::string_view written) const {
  if (const auto person = people_.find(key_of(written)); person != people_.end())
    return Who{person->second.first, person->second.second};
  if (knows_org(written)) return Who{std::nullopt, org(written)};
  if (const auto parts = name_and_org(written))
    return Who{if_any(slug(parts->first)), if_any(org(parts->second))};
  return std::nullopt;
}

}  // namespace kvali::minutes
