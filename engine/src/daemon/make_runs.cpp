#include "daemon/make_runs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "daemon/compose_release.hpp"
#include "daemon/house_mail.hpp"
#include "daemon/source_files.hpp"
#include "locale/catalogue.hpp"
#include "schedule/readiness.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

const Deed making{"daemon"};

constexpr std::chrono::minutes rest_after_failure{1};

const Report* report_of(const RunRecord& run, const Settings& settings) {
  const auto found = settings.reports.find(run.schedule);
  return found == settings.reports.end() ? nullptr : &found->second;
}

Date day_of(const Schedule& schedule, Instant at) {
  return Date(std::chrono::floor<std::chrono::days>(schedule.zone.wall_time(at)).time_since_epoch());
}

Occurrence occurrence_of(const RunRecord& run, const Schedule& schedule) {
  return {run.occurrence, day_of(schedule, run.occurrence), run.period};
}

/// What was found, for whoever looks at the draft.
fs::path findings_of(const Settings& settings, const std::string& run) {
  return folder_of(settings.config, run) / "findings.txt";
}

/// As much of them as a mail can show; a draft is asked for without them too.
std::string read_findings(const fs::path& file) {
  constexpr std::size_t most_shown = 64u << 10;
  try {
    const std::string findings = read_file(file);
    return findings.substr(0, findings.rfind('\n', most_shown) + 1);
  } catch (const Error&) {
    return {};
  }
}

/// A mail that is being sent may arrive.
bool has_or_may_have(DeliveryState state) {
  return state == DeliveryState::sent || state == DeliveryState::uncertain ||
         state == DeliveryState::leased || state == DeliveryState::final;
}

/// The mail with the report that the donor has or may have, and that this run corrects.
std::optional<EarlierMail> replaced_mail(const Store& store, const RunRecord& run, const Schedule& schedule) {
  for (auto earlier = run.supersedes; earlier;) {
    const RunRecord before = store.run(*earlier);
    for (const DeliveryRecord& delivery : store.deliveries())
      if (delivery.run == before.id && needs_approval(delivery.message.kind) &&
          has_or_may_have(delivery.state))
        return EarlierMail{delivery.message.header_id,
                           day_of(schedule, delivery.first_try.value_or(before.changed))};
    earlier = before.supersedes;
  }
  return {};
}

}  // namespace

bool RunMaker::is_next(const RunRecord& run, const Settings& settings) const {
  const Report* report = report_of(run, settings);
  if (report == nullptr) return false;
  if (run.state == RunState::collecting) return true;  // A person wants it tried again.
  if (run.state != RunState::planned) return false;
  const Occurrence occurrence = occurrence_of(run, *report->schedule);
  const Instant now = clock_.now();
  const bool complete =
      !report->schedule->gate || missing_sources(*report, run.period, source_files(*report, now)).empty();
  const Readiness ready = readiness(*report->schedule, occurrence, now, complete);
  return ready == Readiness::ready || ready == Readiness::overdue;
}

void RunMaker::start_next() {
  ask_for_reviews();
  if (child_ || std::chrono::steady_clock::now() < rest_until_) return;
  const auto settings = settings_.get();
  const auto runs = store_.runs();
  const auto next =
      std::find_if(runs.begin(), runs.end(), [&](const RunRecord& run) { return is_next(run, *settings); });
  if (next != runs.end()) start(*next, *settings);
}

void RunMaker::start(const RunRecord& run, const Settings& settings) {
  if (run.state == RunState::planned) store_.advance(run.id, RunEvent::begin, making);
  const Report& report = *report_of(run, settings);
  made_from_ = report.state;
  const fs::path out = folder_of(settings.config, run.id);
  try {
    // What a run that was broken off has left there.
    fs::remove_all(out);
    child_.emplace(ReportJob{run.id, report.path, out, period_text(run.period, report.project.fiscal),
                             settings.config.templates});
  } catch (const std::exception& e) {
    fail(run.id, e.what());
  }
}

void RunMaker::follow() {
  if (!child_ || !child_->read()) return;
  const ReportJob job = child_->job();
  const ReportResult result = child_->result();
  child_.reset();
  // Where the store cannot keep it, the report is made again, but not at once.
  rest_until_ = std::chrono::steady_clock::now() + rest_after_failure;
  finish(job, result);
  rest_until_ = {};
}

void RunMaker::finish(const ReportJob& job, const ReportResult& result) {
  const auto settings = settings_.get();
  const RunRecord run = store_.run(job.run);
  if (!result.failure.empty()) return fail(run.id, result.failure);
  if (report_of(run, *settings) == nullptr) return fail(run.id, "its report is not configured any more");
  try {
    keep(run, *settings, result);
  } catch (const StoreFailure&) {
    throw;
  } catch (const Error& e) {
    fail(run.id, e.what());
  }
}

void RunMaker::keep(const RunRecord& run, const Settings& settings, const ReportResult& result) {
  const Report& report = *report_of(run, settings);
  if (report.state != made_from_ || state_of_files(report) != made_from_)
    throw Error(report.path.string() + " was changed while the report was made",
                "once kvalid has read it again: kvali resend " + run.id);
  const Draft draft = compose_release({settings.config, report, run, settings.routes, result.files,
                                       replaced_mail(store_, run, *report.schedule), clock_.now()});
  write_file_atomically(findings_of(settings, run.id), result.findings);
  store_.keep_draft(run.id, draft, making);
}

/// Of every draft, also of one that was kept when the daemon was killed before it could ask.
void RunMaker::ask_for_reviews() {
  const auto settings = settings_.get();
  for (const RunRecord& run : store_.runs()) {
    const Report* report = report_of(run, *settings);
    if (run.state != RunState::draft || report == nullptr) continue;
    try {
      ask_for_review(run, *report, *settings);
    } catch (const StoreFailure&) {
      throw;
    } catch (const Error& e) {
      // A mail that is too large must not keep the draft from being looked at: kvali status shows it.
      store_.note("ask_review", run.id, {"daemon", e.what()});
    }
    store_.advance(run.id, RunEvent::ask_review, making);
  }
}

void RunMaker::ask_for_review(const RunRecord& run, const Report& report, const Settings& settings) {
  const std::string findings = read_findings(findings_of(settings, run.id));
  const Locale locale(settings.config.review.lang);
  const Catalogue words(locale);
  const Draft draft = store_.draft(run.id);
  std::string recipients;
  for (const AddressedMessage& mail : draft.mails)
    for (const Recipient& recipient : mail.recipients)
      for (const RouteRecord& route : settings.routes)
        if (route.id == recipient.route) recipients += (recipients.empty() ? "" : ", ") + route.address;
  const std::string code = run.release_sha256.substr(0, 12);
  const MessageArguments facts{{"title", title_of(report, locale.language())},
                               {"period", locale.period(run.period, report.project.fiscal)},
                               {"run", run.id},
                               {"code", code},
                               {"recipients", recipients},
                               {"findings", findings}};
  HouseMail mail{MailKind::review, run.project, run.id + " " + code,
                 words.text("house_mail.review_subject", facts), words.text("house_mail.review_text", facts)};
  if (!findings.empty()) mail.text += "\n\n" + words.text("house_mail.review_findings", facts);
  for (const ArtifactRecord& file : draft.artifacts)
    if (is_for_donor(file)) mail.files.emplace_back(file.path);
  tell_house(store_, settings.config, mail, run.id, clock_.now());
}

void RunMaker::fail(const std::string& run, const std::string& why) {
  store_.advance(run, RunEvent::fail, {"daemon", why});
}

}  // namespace kvali
