#include "store/records.hpp"

#include <array>
#include <utility>

namespace kvali {

namespace {

constexpr std::array<std::pair<MailKind, std::string_view>, 5> kinds{{{MailKind::report, "report"},
                                                                      {MailKind::correction, "correction"},
                                                                      {MailKind::review, "review"},
                                                                      {MailKind::reminder, "reminder"},
                                                                      {MailKind::alert, "alert"}}};

}  // namespace

std::string_view name_of(MailKind kind) {
  return kinds[std::size_t(kind)].second;
}

std::optional<MailKind> mail_kind_of(std::string_view name) {
  for (const auto& [kind, word] : kinds)
    if (word == name) return kind;
  return std::nullopt;
}

}  // namespace kvali
