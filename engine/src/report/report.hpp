#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/period.hpp"
#include "model/money_rules.hpp"
#include "report/decision.hpp"
#include "report/delivery_spec.hpp"
#include "schedule/schedule.hpp"

namespace kvali {

/// Texts by BCP 47 language; the key "" is a text without a language.
using LanguageMap = std::map<std::string, std::string, std::less<>>;

/// The text in `lang`, else without language, else English, else any; "" when there is none.
[[nodiscard]] std::string text_in(const LanguageMap& texts, std::string_view lang);

/// The language of that text; "" where it has none or there is no text.
[[nodiscard]] std::string language_in(const LanguageMap& texts, std::string_view lang);

/// An option of a plugin as report.toml gives it; checked against the plugin's table later.
struct OptionText {
  std::string name;
  std::vector<std::string> values;  ///< Canonical texts; one unless a list.
  bool list = false;
  char kind = 's';  ///< TOML type: s string, i integer, f float, b boolean, d date,
                    ///< ? a list of unlike elements,
                    ///< r reference to a secret: values are "env", "file" or "credential" and a name.
  Place place;
};

/// Words of a source -> values of Kvali.
using ValueList = std::map<std::string, std::string, std::less<>>;

/// Where a field of a canonical table comes from.
struct FieldMap {
  std::string column;  ///< Heading, or letters, in the source; empty with `constant` or `columns`.
  std::optional<std::string> constant;
  ValueList values;   ///< Text in the source -> value; empty = as it is.
  std::string list;   ///< Name of the list in [values.*] that `values` is; "" = written in place.
  ValueList columns;  ///< Of a dimension spread over columns: heading -> category.
  /// What 03/04/2025 means; the day stands first unless it says otherwise.
  bool month_first = false;
  bool order_given = false;
  Place place;
};

/// Rows that are no data.
struct SkipRule {
  std::string column;   ///< Heading; "" = the first cell with content.
  std::string pattern;  ///< With * and ?, e.g. "Subtotal*".
};

/// How one canonical table is filled from a table of a source.
struct TableMap {
  std::string canonical;
  std::string from;  ///< Table of the source; "" = its only one.
  std::map<std::string, FieldMap, std::less<>> fields;
  std::map<std::string, FieldMap, std::less<>> disaggregation;  ///< Dimension -> column.
  std::string months;     ///< "" | "auto" | "D:O": columns whose headings are periods, unpivoted.
  bool quarters = false;  ///< The headings are quarters, not months.
  int year = 0;           ///< Of headings that name a month only; 0 = they have their own.
  std::vector<SkipRule> skip;
  Place place;
};

struct SourceSpec {
  std::string name;  ///< Printed as the source of a figure.
  std::string plugin;
  int rank = 50;  ///< Precedence in conflicts (domain.md M5), by default by the kind of source.
  std::optional<Date> as_of;
  int max_age_days = 0;             ///< From as_of to the day the report stands at; 0 = any.
  bool required = true;             ///< No: the report is made without it, too (C-04).
  std::string owner;                ///< Who owes it.
  std::optional<CalendarRule> due;  ///< Until when after the period, where it comes anew for each.
  std::vector<OptionText> options;
  std::vector<TableMap> maps;
  Place place;
};

struct OutputSpec {
  std::string renderer;
  std::vector<OptionText> options;
  Place place;
};

struct Project {
  std::string id;
  LanguageMap title, donor, organisation, summary;
  std::string agreement;
  std::optional<Date> start, end;
  std::string timezone = "UTC";
  std::string currency;
  MoneyRules money;  ///< Its currency, rates and limits.
  FiscalStart fiscal;
};

/// One line of [aliases.KIND]: another name of an organisation, person, location or indicator.
struct AliasLine {
  std::string kind;  ///< org, person, location or indicator.
  std::string alias;
  std::string id;
  Place place;
};

/// [privacy]: which counts of persons are too small for the readers of a report (domain.md, section 9).
struct PrivacySettings {
  int k = 5;             ///< Counts from 1 to k - 1 are withheld.
  int sensitive_k = 10;  ///< The same for sensitive indicators, and zero as well.
  int gps_decimals = 2;  ///< Digits behind the point of positions: 2 is about a kilometre.
  int level = 2;         ///< Of the smallest locations whose counts need no care: 2 = municipality.
};

/// report.toml, read and checked.
struct Report {
  std::filesystem::path path;
  std::vector<std::filesystem::path> files;  ///< It and those that it extends.
  std::string state;                         ///< state_of_files() as it was read.
  std::filesystem::path folder;              ///< Relative paths in the file are relative to this.
  std::string id;
  LanguageMap title;
  std::string template_name;
  Place template_place;
  std::vector<std::string> langs;
  std::string period_text;  ///< As written: "previous-month", "2020-12" ...
  Place period_place;
  std::optional<Date> as_of;
  std::string audience = "donor";
  PrivacySettings privacy;
  int revision = 0;
  std::optional<int> due_days;        ///< due: days after the period's end by which the donor wants it.
  std::optional<int> deviation_band;  ///< Per cent; nothing: as the template says.
  bool by_end_date = false;           ///< Values that straddle two periods belong to where they end.
  Project project;
  std::vector<SourceSpec> sources;
  std::vector<AliasLine> aliases;
  std::vector<Decision> decisions;
  std::vector<OptionText> parameters;
  std::vector<OutputSpec> outputs;
  std::optional<DeliverySpec> delivery;
  std::optional<Schedule> schedule;  ///< Nothing where it has none, or one that is not understood.
  Place schedule_place;              ///< Of [schedule]; empty where there is none.
  std::map<std::string, std::vector<std::string>, std::less<>> plugin_grants;  ///< [plugins.NAME] allow
};

/// Of the files as they are now; changes with what they say.  Throws Error if one cannot be read.
[[nodiscard]] std::string state_of_files(const Report& report);

/// Reads report.toml and the files it extends.  Everything wrong becomes a finding (CFG-nn) with its
/// line and column; nothing is returned if the report cannot be run at all (no file, no TOML, no
/// id, template or source).  Throws Error only if `path` cannot be read.
[[nodiscard]] std::optional<Report> load_report(const std::filesystem::path& path, Diagnostics& diagnostics);

/// The period of a run: `text` (from the command line, else the report's) resolved against `as_of`.
[[nodiscard]] std::optional<Period> reporting_period(const Report& report, const std::string& text,
                                                     Date as_of, Diagnostics& diagnostics);

}  // namespace kvali
