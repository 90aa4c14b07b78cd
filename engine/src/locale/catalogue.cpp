#include "locale/catalogue.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/file_system.hpp"
#include "locale/builtin_messages.hpp"
#include "locale/message_file.hpp"

namespace kvali {
namespace {

constexpr std::string_view english = "en";

}  // namespace

struct Catalogue::Data {
  struct Language {
    PluralForms forms;
    BuiltinMessages builtin;  ///< Parsed when asked for: a report needs a few dozen of them.
    std::map<std::string, MessagePattern, std::less<>> added;

    std::optional<std::string> format(std::string_view key, const MessageArguments& arguments,
                                      const Locale& numbers) const {
      if (const auto found = added.find(key); found != added.end())
        return found->second.format(arguments, numbers, forms);
      const BuiltinMessage* const message = find_message(builtin, key);
      if (message == nullptr) return std::nullopt;
      return MessagePattern::tested(message->text).format(arguments, numbers, forms);
    }

    bool contains(std::string_view key) const {
      return added.find(key) != added.end() || find_message(builtin, key) != nullptr;
    }
  };

  const Locale* locale = nullptr;
  Language own;
  Language fallback;  ///< English; empty if the language is English itself.

  bool is_english() const { return locale->language() == english; }

  Language* language(std::string_view name) {
    if (name == locale->language() || name == locale->tag()) return &own;
    return name == english ? &fallback : nullptr;
  }
};

Catalogue::Catalogue(const Locale& locale) : data_(std::make_unique<Data>()) {
  data_->locale = &locale;
  data_->own.forms = PluralForms::of(locale.tag());
  data_->fallback.forms = PluralForms::of("en");
  data_->own.builtin = builtin_messages(locale.language());
  if (!data_->is_english()) data_->fallback.builtin = builtin_messages(english);
}

Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

std::vector<CatalogueProblem> Catalogue::add_folder(const std::filesystem::path& folder) {
  constexpr std::size_t most_bytes = 1U << 20;
  std::vector<std::string> languages{std::string{english}};
  if (!data_->is_english()) languages.push_back(data_->locale->language());
  std::vector<CatalogueProblem> problems;
  for (const std::string& language : languages) {
    const std::filesystem::path path = folder / (language + ".toml");
    std::error_code unreadable;
    if (!std::filesystem::exists(path, unreadable) && !unreadable) continue;
    auto found = add(language, read_file(path, most_bytes), path.string());
    problems.insert(problems.end(), std::make_move_iterator(found.begin()),
                    std::make_move_iterator(found.end()));
  }
  return problems;
}

std::vector<CatalogueProblem> Catalogue::add(std::string_view language, std::string_view toml,
                                             const std::string& file) {
  MessageFile messages = read_message_file(toml, file);
  Data::Language* const target = data_->language(language);
  if (target == nullptr) return std::move(messages.problems);
  for (auto& [key, pattern] : messages.patterns) target->added.insert_or_assign(key, std::move(pattern));
  return std::move(messages.problems);
}

Message Catalogue::message(std::string_view key, const MessageArguments& arguments) const {
  for (const Data::Language* const language : {&data_->own, &data_->fallback})
    if (auto text = language->format(key, arguments, *data_->locale))
      return {std::move(*text), language == &data_->fallback, false};
  return {std::string{key}, true, true};
}

std::string Catalogue::text(std::string_view key, const MessageArguments& arguments) const {
  return message(key, arguments).text;
}

bool Catalogue::contains(std::string_view key) const {
  return data_->own.contains(key) || data_->fallback.contains(key);
}

std::string Catalogue::plural_form(const Decimal& number) const {
  std::string form;
  data_->own.forms.cardinal->select(number.to_double()).toUTF8String(form);
  return form;
}

std::set<std::string> Catalogue::arguments(std::string_view key) const {
  if (const auto found = data_->own.added.find(key); found != data_->own.added.end())
    return found->second.arguments();
  const BuiltinMessage* const own = find_message(data_->own.builtin, key);
  return own == nullptr ? std::set<std::string>() : MessagePattern::tested(own->text).arguments();
}

std::vector<std::string> Catalogue::keys(std::string_view language) const {
  std::set<std::string> keys;
  const Data::Language* const source = data_->language(language);
  if (source == nullptr) return {};
  for (const BuiltinMessage& message : source->builtin) keys.emplace(message.key);
  for (const auto& entry : source->added) keys.insert(entry.first);
  return {keys.begin(), keys.end()};
}

const Locale& Catalogue::locale() const noexcept {
  return *data_->locale;
}

}  // namespace kvali
