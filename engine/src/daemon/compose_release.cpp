#include "daemon/compose_release.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file_system.hpp"
#include "daemon/watched_reports.hpp"
#include "deliver/mail.hpp"
#include "deliver/mail_words.hpp"
#include "deliver/message_id.hpp"
#include "locale/catalogue.hpp"
#include "report/attached_file.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// What most relays take; the donor's may take less, which only its answer tells.
constexpr std::size_t largest_mail = 25u << 20;

/// "ka" of "ka+en": a bilingual report is known by its first language.
std::string first_language(const std::string& langs) {
  return langs.substr(0, langs.find('+'));
}

/// Of a file that the report has made, "small_2026-09_ka.pdf".
std::string language_of(const std::string& name) {
  const auto from = name.rfind('_') + 1;
  return first_language(name.substr(from, name.rfind('.') - from));
}

std::string media_type(const fs::path& file) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> types{
      {{".pdf", "application/pdf"},
       {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
       {".html", "text/html"},
       {".json", "application/json"}}};
  for (const auto& [end, type] : types)
    if (file.extension() == end) return std::string(type);
  return "application/octet-stream";
}

ReportMailFacts facts_of(const ReleaseParts& parts, const Locale& locale) {
  const Report& report = parts.report;
  const std::string& lang = locale.language();
  ReportMailFacts facts;
  facts.title = title_of(report, lang);
  facts.project = text_in(report.project.title, lang);
  facts.agreement = report.project.agreement;
  facts.period = locale.period(parts.run.period, report.project.fiscal);
  facts.sender = text_in(report.project.organisation, lang);
  if (parts.replaces) facts.replaces = locale.date(parts.replaces->sent);
  return facts;
}

/// What the donor sees: the report's name, agreement and period in the language of the file.
std::string shown_name(const ReleaseParts& parts, const std::string& name) {
  const Locale locale(language_of(name));
  return attachment_name(Catalogue(locale), facts_of(parts, locale), fs::path(name).extension().string());
}

MailWords write_letter(const ReleaseParts& parts, std::vector<std::string> attachments) {
  const Locale locale(first_language(parts.report.langs.front()));
  ReportMailFacts facts = facts_of(parts, locale);
  facts.files = std::move(attachments);
  return report_mail_words(Catalogue(locale), facts);
}

bool is_manifest(const std::string& name) {
  constexpr std::string_view end = ".manifest.json";
  return name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0;
}

struct DraftFile {
  ArtifactRecord record;
  std::string shown;  ///< Its name in the mail; "": it stays in the house.
  std::string bytes;
};

std::vector<DraftFile> read_files(const ReleaseParts& parts) {
  std::vector<DraftFile> all;
  const auto add = [&](const std::string& name, const fs::path& path, std::string shown) {
    if (std::any_of(all.begin(), all.end(), [&](const DraftFile& f) { return f.record.kind == name; }))
      throw Error(fmt::format("two files are called {}", name), "[delivery] attach: give each its own name");
    std::string bytes = read_file(path, largest_mail);
    // Two files of one name could not be told apart.
    const bool taken = std::any_of(all.begin(), all.end(),
                                   [&](const DraftFile& f) { return !shown.empty() && f.shown == shown; });
    all.push_back(
        {{parts.report.delivery->donor, name, path.string(), sha256(bytes), std::int64_t(bytes.size())},
         taken ? name : std::move(shown),
         std::move(bytes)});
  };
  const fs::path folder = folder_of(parts.config, parts.run.id);
  for (const std::string& name : parts.files)
    add(name, folder / name, is_manifest(name) ? "" : shown_name(parts, name));
  for (const fs::path& file : parts.report.delivery->attach) {
    const std::string name = file.filename().string();
    const auto path = attached_file(parts.report.folder, file);
    if (!path) throw Error(fmt::format("the attachment {} lies outside of the report's folder", name));
    add(name, *path, name);
  }
  return all;
}

std::vector<std::string> shown_names(const std::vector<DraftFile>& files) {
  std::vector<std::string> names;
  for (const DraftFile& file : files)
    if (!file.shown.empty()) names.push_back(file.shown);
  return names;
}

std::string content_hash(const MailWords& letter, const std::vector<DraftFile>& files) {
  std::vector<std::string> texts{letter.subject, letter.text, letter.html};
  for (const DraftFile& file : files)
    texts.insert(texts.end(), {file.record.kind, file.shown, file.record.sha256});
  return hash_of_list(texts);
}

Mail compose(const ReleaseParts& parts, const MailWords& letter, std::vector<DraftFile>& files,
             const std::string& id) {
  const Report& report = parts.report;
  Mail mail{MailAddress(parts.config.sender.address, parts.config.sender.name),
            {},
            {},
            HeaderValue(letter.subject, "the subject"),
            id,
            parts.now,
            {},
            {},
            {},
            letter.text,
            letter.html};
  for (const std::string& address : report.delivery->to) mail.to.emplace_back(address);
  if (!report.delivery->reply_to.empty()) mail.reply_to = MailAddress(report.delivery->reply_to);
  mail.offset =
      std::chrono::duration_cast<std::chrono::minutes>(report.schedule->zone.span_at(parts.now).offset);
  if (parts.replaces) {
    mail.in_reply_to = parts.replaces->header_id;
    mail.references = {parts.replaces->header_id};
  }
  for (DraftFile& file : files)
    if (!file.shown.empty())
      mail.attachments.push_back({file.shown, media_type(file.record.kind), std::move(file.bytes)});
  return mail;
}

std::vector<Recipient> recipients_of(const ReleaseParts& parts, const std::string& key) {
  std::vector<Recipient> all;
  for (const auto* list : {&parts.report.delivery->to, &parts.report.delivery->copy})
    for (const std::string& address : *list) {
      const RouteRecord* route = route_to(parts.routes, parts.report, address);
      if (route == nullptr)
        throw Error("no route leads to " + address, "kvalid.toml needs a [[route]] for it");
      // Who is named twice gets it once.
      if (std::none_of(all.begin(), all.end(), [&](const Recipient& r) { return r.route == route->id; }))
        all.push_back({route->id, delivery_key(key, MailAddress(route->address))});
    }
  return all;
}

}  // namespace

bool is_for_donor(const ArtifactRecord& file) {
  return !is_manifest(file.kind);
}

fs::path folder_of(const DaemonConfig& config, const std::string& run) {
  return config.artifacts() / run;
}

std::string title_of(const Report& report, const std::string& lang) {
  for (const LanguageMap* titles : {&report.title, &report.project.title})
    if (!titles->empty()) return text_in(*titles, lang);
  return report.id;
}

Draft compose_release(const ReleaseParts& parts) {
  std::vector<DraftFile> files = read_files(parts);
  const MailWords letter = write_letter(parts, shown_names(files));
  Draft draft;
  draft.content_sha256 = content_hash(letter, files);
  for (const DraftFile& file : files) draft.artifacts.push_back(file.record);

  const MailKind kind = parts.replaces ? MailKind::correction : MailKind::report;
  const Period& period = parts.run.period;
  const std::string key =
      message_key({parts.run.id, iso_text(period.first), iso_text(period.last), parts.report.delivery->donor,
                   draft.content_sha256, std::string(name_of(kind))});
  const std::string domain = MailAddress(parts.config.sender.address).domain();
  const std::string id = message_id(key, parts.run.revision, domain);
  const Mail mail = compose(parts, letter, files, id);
  check_size(mail, largest_mail);
  const std::string bytes = compose_mail(mail);

  const std::string name = fmt::format("{}.r{}", key.substr(0, 32), parts.run.revision);
  const fs::path path = parts.config.mails() / (name + ".eml");
  write_file_atomically(path, bytes);
  draft.mails.push_back(
      {{name, kind, parts.report.project.id, parts.report.delivery->donor, id, path.string(), sha256(bytes)},
       recipients_of(parts, key)});
  return draft;
}

}  // namespace kvali
